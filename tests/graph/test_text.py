"""Rules in words: every node in Chinese and English, with and without values, and brackets wherever two readings would be possible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import Any as Anything

import pytest

from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, MONTH, RATIO, ROUNDING, Kind, TermSpec, quantity, term
from aidrules.graph.nodes import FALSE, TRUE, All, Any, Call, Chosen, Const, Day, Fact, Figure, How, Is, Node, Not, Op, Over, Var, When
from aidrules.graph.operations import OPERATIONS
from aidrules.graph.program import ChoiceSpec, FactSpec, ModelSpec, Program, RelationSpec, RuleSpec, StandardSpec
from aidrules.graph.text import node_words, value_words

HOME = Var(1, "Home")
PERSON = Var(0, "Person", HOME)
LEVEL, SIZE = term("Level"), quantity("m2")

FACTS = {
    "rich": (BOOL, "富裕", "rich"), "old": (BOOL, "年老", "old"), "ill": (BOOL, "患病", "ill"),
    "pay": (MONEY, "工资", "pay"), "rent": (MONEY, "租金", "rent"), "cost": (MONEY, "费用", "cost"),
    "days": (COUNT, "天数", "days"), "born": (DATE, "生日", "birth"), "since": (MONTH, "起始月", "first month"),
    "room": (SIZE, "面积", "room"), "level": (LEVEL, "等级", "level"),
}  # fmt: skip
PROGRAM = Program(
    models={
        "Home": ModelSpec("Home", "家", (), (RelationSpec("members", "Person", False, "成员", "the members"),), True),
        "Person": ModelSpec("Person", "人", tuple(FactSpec(name, kind, True, zh, en) for name, (kind, zh, en) in FACTS.items()), (), True),
    },
    terms={"Level": TermSpec("Level", (("very_low", "很低"), ("high", "高"))), "Rounding": TermSpec("Rounding", (("fen_up", "进位到分"),))},
    standards={
        path: StandardSpec(path, kind, by, "", zh, en)
        for path, kind, by, zh, en in [
            ("line", MONEY, None, "标准", "the line"),
            ("rate", MONEY, LEVEL, "分档标准", "the rate"),
            ("ratio", RATIO, None, "比例", "the ratio"),
            ("rounding", ROUNDING, None, "取整", "the rounding"),
        ]
    },
    choices={"months": ChoiceSpec("months", COUNT, PERSON, None, None, "月数", "the months")},
    rules={"poor": RuleSpec("poor", "贫困", "The person is poor.", (PERSON,), TRUE)},
    outputs={},
)


def fact(name: str) -> Fact:
    return Fact(PERSON, name, FACTS[name][0])


RICH, OLD, ILL, PAY, RENT, COST, DAYS = map(fact, ("rich", "old", "ill", "pay", "rent", "cost", "days"))
ONE, ROUND = Const(COUNT, 1), Const(ROUNDING, 0)
RATE = Figure("rate", MONEY, LEVEL, fact("level"))


def words(node: Node, language: str = "zh") -> str:
    return node_words(node, PROGRAM, language)


def loop(how: How, body: Node) -> Over:
    return Over(how, "members", PERSON, body, Const(MONEY, 0) if how in ("greatest", "least") else None)


NODES: dict[str, tuple[Node, str, str]] = {
    "a value": (ONE, "1", "1"),
    "true": (TRUE, "是", "yes"),
    "an amount": (Const(MONEY, 0), "0.00", "0.00"),
    "a term": (Const(LEVEL, 0), "很低", "very low"),
    "the day": (Day(), "核定日", "the day decided for"),
    "a fact": (PAY, "工资", "pay"),
    "a choice": (Chosen("months", PERSON, COUNT), "月数", "the months"),
    "a figure": (Figure("line", MONEY), "标准", "the line"),
    "a figure with a key": (RATE, "分档标准[等级]", "the rate[level]"),
    "a figure with a written key": (Figure("rate", MONEY, LEVEL, Const(LEVEL, 1)), "分档标准[高]", "the rate[high]"),
    "a published figure": (
        Figure("rate", MONEY, LEVEL, fact("level"), Op("add", (PAY, RENT))),
        "已公布的分档标准[等级]（未公布则工资 + 租金）",
        "the rate[level] as published (or else pay + rent)",
    ),
    "a published figure without a key": (
        Figure("line", MONEY, otherwise=PAY),
        "已公布的标准（未公布则工资）",
        "the line as published (or else pay)",
    ),
    "a rule": (Call("poor", (PERSON,), BOOL), "贫困", "The person is poor"),
    "all": (All((RICH, OLD, ILL)), "富裕且年老且患病", "rich and old and ill"),
    "any": (Any((RICH, OLD, ILL)), "富裕或年老或患病", "rich or old or ill"),
    "not": (Not(RICH), "并非(富裕)", "not (rich)"),
    "not of several": (Not(Any((RICH, OLD))), "并非(富裕或年老)", "not (rich or old)"),
    "is": (Is(fact("level"), (Const(LEVEL, 0),)), "等级 = 很低", "level = very low"),
    "is one of": (Is(fact("level"), (Const(LEVEL, 0), Const(LEVEL, 1))), "等级 = 很低或高", "level = very low or high"),
    "when": (When(RICH, PAY, RENT), "若富裕，则工资，否则租金", "if rich, then pay, otherwise rent"),
    "add": (Op("add", (PAY, RENT)), "工资 + 租金", "pay + rent"),
    "subtract": (Op("subtract", (PAY, RENT)), "工资 − 租金", "pay − rent"),
    "multiply": (Op("multiply", (PAY, DAYS)), "工资 × 天数", "pay × days"),
    "lt": (Op("lt", (PAY, RENT)), "工资 < 租金", "pay < rent"),
    "le": (Op("le", (PAY, RENT)), "工资 ≤ 租金", "pay ≤ rent"),
    "gt": (Op("gt", (PAY, RENT)), "工资 > 租金", "pay > rent"),
    "ge": (Op("ge", (PAY, RENT)), "工资 ≥ 租金", "pay ≥ rent"),
    "eq": (Op("eq", (PAY, RENT)), "工资 = 租金", "pay = rent"),
    "greatest": (Op("greatest", (PAY, RENT, COST)), "工资、租金、费用 中最大者", "the greatest of pay, rent, cost"),
    "least": (Op("least", (PAY, RENT)), "工资、租金 中最小者", "the least of pay, rent"),
    "scale": (Op("scale", (PAY, Figure("ratio", RATIO), ROUND)), "工资 × 比例(进位到分)", "pay × the ratio (fen up)"),
    "divide": (Op("divide", (PAY, DAYS, ROUND)), "工资 ÷ 天数(进位到分)", "pay ÷ days (fen up)"),
    "priced": (Op("priced", (PAY, fact("room"), Figure("ratio", RATIO), ROUND)), "工资 × 面积 × 比例(进位到分)", "pay × room × the ratio (fen up)"),
    "month_share": (
        Op("month_share", (PAY, Op("month_of", (fact("born"),)), ROUND)),
        "工资 一年中 生日 所在月 的份额(进位到分)",
        "the share of the month of birth in pay a year (fen up)",
    ),
    "completed_years": (Op("completed_years", (fact("born"), Day())), "生日 至 核定日 的满周岁", "completed years from birth to the day decided for"),
    "months_after": (Op("months_after", (fact("born"), DAYS)), "生日 之后 天数 个月", "days months after birth"),
    "month_of": (Op("month_of", (fact("born"),)), "生日 所在月", "the month of birth"),
    "day_of_month": (Op("day_of_month", (fact("born"),)), "生日 在当月的日数", "the day of the month of birth"),
    "days_between": (Op("days_between", (fact("born"), Day())), "生日 至 核定日 的天数", "days from birth to the day decided for"),
    "months_between": (Op("months_between", (fact("since"), fact("since"))), "起始月 至 起始月 的月数", "months from first month to first month"),
    "month_plus": (Op("month_plus", (fact("since"), DAYS)), "起始月 之后 天数 个月", "days months after first month"),
    "over all": (loop("all", RICH), "每个成员:富裕", "for each of the members: rich"),
    "over any": (loop("any", RICH), "任一成员:富裕", "for any of the members: rich"),
    "over total": (loop("total", PAY), "各成员的工资之和", "the total over the members of pay"),
    "over count": (loop("count", All((RICH, OLD))), "符合“富裕且年老”的成员数", "the number of the members with: rich and old"),
    "over greatest": (loop("greatest", PAY), "各成员中最大的工资", "the greatest over the members of pay"),
    "over least": (loop("least", PAY), "各成员中最小的工资", "the least over the members of pay"),
}


def test_every_operation_has_words_here() -> None:
    assert set(OPERATIONS) <= set(NODES)


@pytest.mark.parametrize("case", NODES)
def test_a_node_in_words(case: str) -> None:
    node, zh, en = NODES[case]
    assert (words(node, "zh"), words(node, "en")) == (zh, en)


# --- values

VALUED: dict[str, tuple[Node, str, str]] = {
    "a fact": (PAY, "工资 7.00", "pay 7.00"),
    "a term in brackets": (fact("level"), "等级（7.00）", "level (7.00)"),
    "the day": (Day(), "核定日 7.00", "the day decided for 7.00"),
    "a choice": (Chosen("months", PERSON, COUNT), "月数 7.00", "the months 7.00"),
    "a rule": (Call("poor", (PERSON,), BOOL), "贫困 7.00", "The person is poor 7.00"),
    "a figure": (Figure("line", MONEY), "标准 7.00", "the line 7.00"),
    "a figure and its key": (RATE, "分档标准[等级（7.00）] 7.00", "the rate[level (7.00)] 7.00"),
    "a published figure": (
        Figure("line", MONEY, otherwise=PAY),
        "已公布的标准（未公布则工资 7.00） 7.00",
        "the line as published (or else pay 7.00) 7.00",
    ),
    "but no value written in the rule": (Op("lt", (PAY, Const(MONEY, 0))), "工资 7.00 < 0.00", "pay 7.00 < 0.00"),
    "and no result of a node": (All((RICH, Not(OLD))), "富裕 7.00且并非(年老 7.00)", "rich 7.00 and not (old 7.00)"),
}


@pytest.mark.parametrize("case", VALUED)
def test_a_value_stands_behind_what_is_read(case: str) -> None:
    node, zh, en = VALUED[case]
    assert [node_words(node, PROGRAM, language, lambda _: "7.00") for language in ("zh", "en")] == [zh, en]


def test_an_empty_value_is_not_shown() -> None:
    assert node_words(Op("lt", (PAY, RENT)), PROGRAM, "zh", lambda node: "1.00" if node == PAY else "") == "工资 1.00 < 租金"


WRITTEN: list[tuple[Anything, Kind, str, str]] = [
    (True, BOOL, "是", "yes"),
    (False, BOOL, "否", "no"),
    (None, BOOL, "未知", "not known"),
    (None, MONEY, "未知", "not known"),
    (0, COUNT, "0", "0"),
    (-3, COUNT, "-3", "-3"),
    (0, MONEY, "0.00", "0.00"),
    (5, MONEY, "0.05", "0.05"),
    (41250, MONEY, "412.50", "412.50"),
    (-5, MONEY, "-0.05", "-0.05"),
    (-41250, MONEY, "-412.50", "-412.50"),
    (0, LEVEL, "很低", "very low"),
    (24266, MONTH, "2022-03", "2022-03"),
    (24275, MONTH, "2022-12", "2022-12"),
    (24276, MONTH, "2023-01", "2023-01"),
    (date(2022, 3, 1), DATE, "2022-03-01", "2022-03-01"),
    (3000, SIZE, "30 m2", "30 m2"),
    (3005, SIZE, "30.05 m2", "30.05 m2"),
    (3050, SIZE, "30.50 m2", "30.50 m2"),
    (-150, SIZE, "-1.50 m2", "-1.50 m2"),
    (-100, SIZE, "-1 m2", "-1 m2"),
    (Fraction(13, 10), RATIO, "1.3", "1.3"),
    (Fraction(2), RATIO, "2", "2"),
    (Fraction(0), RATIO, "0", "0"),
    (Fraction(1, 20), RATIO, "0.05", "0.05"),
    (Fraction(-13, 10), RATIO, "-1.3", "-1.3"),
    (Fraction(-1, 20), RATIO, "-0.05", "-0.05"),
    (Fraction(1, 10**6), RATIO, "0.000001", "0.000001"),
    (Fraction(1, 10**7), RATIO, "1/10000000", "1/10000000"),
    (Fraction(2, 3), RATIO, "2/3", "2/3"),
    (Fraction(-2, 3), RATIO, "-2/3", "-2/3"),
]


@pytest.mark.parametrize(("value", "kind", "zh", "en"), WRITTEN, ids=[f"{value} as {kind}" for value, kind, _, _ in WRITTEN])
def test_a_value_in_words(value: Anything, kind: Kind, zh: str, en: str) -> None:
    assert (value_words(value, kind, PROGRAM, "zh"), value_words(value, kind, PROGRAM, "en")) == (zh, en)


# --- brackets

BRACKETS: dict[str, tuple[Node, str]] = {
    "any in all": (All((Any((RICH, OLD)), ILL)), "(富裕或年老)且患病"),
    "all in any": (Any((RICH, All((OLD, ILL)))), "富裕或(年老且患病)"),
    "all in all": (All((All((RICH, OLD)), ILL)), "(富裕且年老)且患病"),
    "a comparison in all": (All((Op("lt", (PAY, RENT)), ILL)), "(工资 < 租金)且患病"),
    "one of several terms in all": (All((Is(fact("level"), (Const(LEVEL, 0), Const(LEVEL, 1))), ILL)), "(等级 = 很低或高)且患病"),
    "a loop in all": (All((loop("all", RICH), ILL)), "(每个成员:富裕)且患病"),
    "all in a loop": (loop("all", All((RICH, ILL))), "每个成员:富裕且患病"),
    "a when in all": (All((When(RICH, OLD, ILL), ILL)), "(若富裕，则年老，否则患病)且患病"),
    "a when in a comparison": (Op("lt", (When(RICH, PAY, RENT), COST)), "(若富裕，则工资，否则租金) < 费用"),
    "a when beside is": (Is(When(RICH, fact("level"), fact("level")), (Const(LEVEL, 1),)), "(若富裕，则等级，否则等级) = 高"),
    "a when in a when": (When(RICH, When(OLD, PAY, RENT), COST), "若富裕，则(若年老，则工资，否则租金)，否则费用"),
    "a sum in a comparison": (Op("lt", (Op("add", (PAY, RENT)), COST)), "工资 + 租金 < 费用"),
    "a sum in a product": (Op("multiply", (Op("add", (PAY, RENT)), DAYS)), "(工资 + 租金) × 天数"),
    "a product in a sum": (Op("add", (Op("multiply", (PAY, DAYS)), RENT)), "工资 × 天数 + 租金"),
    "a difference of a difference": (Op("subtract", (PAY, Op("subtract", (RENT, COST)))), "工资 − (租金 − 费用)"),
    "a difference in a difference": (Op("subtract", (Op("subtract", (PAY, RENT)), COST)), "工资 − 租金 − 费用"),
    "a division by a product": (Op("divide", (PAY, Op("multiply", (DAYS, DAYS)), ROUND)), "工资 ÷ (天数 × 天数)(进位到分)"),
    "a price of the whole": (Op("priced", (PAY, fact("room"), Const(RATIO, Fraction(1)), ROUND)), "工资 × 面积(进位到分)"),
    "a price of a sum": (Op("priced", (Op("add", (PAY, RENT)), fact("room"), Const(RATIO, Fraction(1, 2)), ROUND)), "(工资 + 租金) × 面积 × 0.5(进位到分)"),
    "a rounded product of a count": (Op("multiply", (Op("divide", (PAY, DAYS, ROUND)), DAYS)), "(工资 ÷ 天数(进位到分)) × 天数"),
    "a sum of a greatest": (Op("add", (PAY, Op("greatest", (RENT, COST)))), "工资 + (租金、费用 中最大者)"),
    "a greatest of a sum": (Op("greatest", (Op("subtract", (PAY, RENT)), COST)), "工资 − 租金、费用 中最大者"),
    "a greatest of a greatest": (Op("greatest", (Op("least", (PAY, RENT)), COST)), "(工资、租金 中最小者)、费用 中最大者"),
    "a total of a sum": (loop("total", Op("add", (PAY, RENT))), "各成员的(工资 + 租金)之和"),
    "a total in a sum": (Op("add", (loop("total", PAY), Const(MONEY, 0))), "各成员的工资之和 + 0.00"),
    "a greatest over members in a sum": (Op("add", (loop("greatest", PAY), Const(MONEY, 0))), "(各成员中最大的工资) + 0.00"),
}


@pytest.mark.parametrize("case", BRACKETS)
def test_brackets(case: str) -> None:
    node, zh = BRACKETS[case]
    assert words(node) == zh


def test_in_english_a_loop_does_not_swallow_what_follows_it() -> None:
    assert words(Op("gt", (loop("count", RICH), ONE)), "en") == "(the number of the members with: rich) > 1"
    assert words(Op("add", (loop("total", PAY), Const(MONEY, 0))), "en") == "(the total over the members of pay) + 0.00"
    assert words(loop("total", Op("add", (PAY, RENT))), "en") == "the total over the members of (pay + rent)"


def conditions(depth: int) -> Iterator[Node]:
    """Every condition of some depth over a few facts."""
    yield from (RICH, OLD)
    if depth:
        inner = list(conditions(depth - 1))
        yield from (node((a, b)) for node in (All, Any) for a, b in product(inner, inner))
        yield from (Not(part) for part in inner)
        yield from (loop(how, part) for how in ("all", "any") for part in inner)
        yield from (When(RICH, a, b) for a, b in product(inner, inner))
        yield from (Op(name, pair) for name in ("lt", "eq") for pair in product(amounts(0), amounts(0)))
        yield Is(fact("level"), (Const(LEVEL, 0), Const(LEVEL, 1)))


def amounts(depth: int) -> Iterator[Node]:
    """Every amount of some depth over a few facts."""
    yield from (PAY, RENT)
    if depth:
        inner = list(amounts(depth - 1))
        pairs = list(product(inner, inner))
        yield from (Op(name, pair) for name in ("add", "subtract", "greatest") for pair in pairs)
        yield from (Op("multiply", (part, DAYS)) for part in inner)
        yield from (Op("multiply", (part, Op("add", (DAYS, ONE)))) for part in inner)
        yield from (Op("divide", (part, count, ROUND)) for part in inner for count in (DAYS, Op("multiply", (DAYS, DAYS))))
        yield from (When(RICH, *pair) for pair in pairs)
        yield from (loop(how, part) for how in ("total", "greatest", "least") for part in inner)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("found", [conditions, amounts], ids=["conditions", "amounts"])
def test_no_two_rules_have_the_same_words(found: Anything, language: str) -> None:
    seen: dict[str, Node] = {}
    for node in found(2):
        text = words(node, language)
        assert seen.setdefault(text, node) == node, text
    assert len(seen) > 500


def test_nothing_is_left_out_of_a_formula() -> None:
    for first, second in combinations_with_replacement([RICH, OLD, ILL], 2):
        assert words(All((first, second))) == f"{words(first)}且{words(second)}"
    assert words(When(FALSE, PAY, RENT)) == "若否，则工资，否则租金"
