"""The meaning of every node, known and not known, as truth tables; and the compiled reader agrees on each line of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any as Anything

import pytest
from decide.sheet import COLOUR, DAY, ENTRY, LINE, SHEET, SIZE, SURE, A, B, C, Colour, Entry, F, Line, T, U, X, Y, read, value

from aidrules import Money, Quantity
from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, MONTH, RATIO, ROUNDING, Kind
from aidrules.graph.nodes import FALSE, NOTHING, TRUE, All, Any, Call, Chosen, Const, Day, Is, Node, Not, Op, Over, Var, When
from aidrules.graph.nodes import Fact as Read
from aidrules.graph.nodes import Figure as Standard
from aidrules.graph.operations import OPERATIONS
from aidrules.graph.program import RuleSpec
from aidrules.standards.figures import Figure

LINE_ON = Figure("line", "", 48000, "480.00")
RATES = [Figure("rate", "red", 100, "1.00"), Figure("rate", "green", 200, "2.00")]


# --- conditions

ALL_OF = {(T, T): T, (T, F): F, (T, U): U, (F, T): F, (F, F): F, (F, U): F, (U, T): U, (U, F): F, (U, U): U}
ANY_OF = {(T, T): T, (T, F): T, (T, U): T, (F, T): T, (F, F): F, (F, U): U, (U, T): T, (U, F): U, (U, U): U}


@pytest.mark.parametrize("pair", ALL_OF, ids=str)
def test_all_is_false_where_any_part_is_and_any_true_where_any_part_is(pair: tuple[bool | None, bool | None]) -> None:
    facts = dict(zip("ab", pair, strict=True))
    assert value(All((A, B)), **facts) is ALL_OF[pair]
    assert value(Any((A, B)), **facts) is ANY_OF[pair]


def test_not_turns_round_what_is_known() -> None:
    assert [value(Not(A), a=known) for known in (T, F, U)] == [F, T, U]
    assert [value(Not(SURE), sure=known) for known in (T, F)] == [F, T]


NESTED: dict[str, Node] = {
    "all of three": All((A, B, C)),
    "any of three": Any((A, B, C)),
    "one": All((A,)),
    "one of any": Any((A,)),
    "any in all": All((Any((A, B)), C)),
    "all in any": Any((All((A, B)), C)),
    "not all": Not(All((A, Not(B), C))),
    "with a value": Any((All((A, TRUE)), All((B, FALSE)), C)),
    "with a certain fact": All((Any((SURE, A)), Any((Not(SURE), B)))),
    "nothing but certain": All((SURE, Not(SURE))),
    "any certain": Any((Not(SURE), SURE)),
    "when in all": All((When(A, B, TRUE), C)),
    "a certain condition": When(SURE, A, B),
    "an open condition": When(A, B, C),
}


def completions(node: Node, facts: dict[str, bool | None]) -> set[bool]:
    """What a condition comes to in each way in which the unknown facts may turn out."""
    if isinstance(node, Const):
        return {bool(node.value)}
    ways = product(*([known] if known is not None else [T, F] for known in facts.values()))
    return {settled(node, dict(zip(facts, way, strict=True))) for way in ways}


def settled(node: Node, facts: dict[str, bool]) -> bool:
    match node:
        case Const():
            return bool(node.value)
        case Read():
            return facts[node.name]
        case All(parts=parts):
            return all(settled(part, facts) for part in parts)
        case Any(parts=parts):
            return any(settled(part, facts) for part in parts)
        case Not(part=part):
            return not settled(part, facts)
        case When():
            return settled(node.then if settled(node.condition, facts) else node.otherwise, facts)
    raise AssertionError(node)


@pytest.mark.parametrize("case", NESTED)
def test_a_condition_is_known_exactly_where_the_unknown_facts_do_not_matter(case: str) -> None:
    node = NESTED[case]
    for a, b, c, sure in product((T, F, U), (T, F, U), (T, F, U), (T, F)):
        facts = {"a": a, "b": b, "c": c, "sure": sure}
        outcomes = completions(node, facts)
        assert value(node, **facts) is (outcomes.pop() if len(outcomes) == 1 else None), facts


@pytest.mark.parametrize("condition", [T, F, U])
@pytest.mark.parametrize(("x", "y"), list(product((None, "1.00", "2.00"), repeat=2)))
def test_when(condition: bool | None, x: str | None, y: str | None) -> None:
    found = value(When(A, X, Y), a=condition, x=x, y=y)
    taken = x if condition else y if condition is False else x if x == y else None
    assert found == (None if taken is None else Money(taken).fen)


@pytest.mark.parametrize("kind", ["n", "colour", "day", "month", "size"])
def test_a_when_with_an_open_condition_and_the_same_value_twice_is_known_for_every_kind(kind: str) -> None:
    facts: dict[str, Anything] = {"n": 0, "colour": "red", "day": DAY, "month": "2022-03", "size": "0 m2"}
    both_ways = value(When(A, read(kind), read(kind)), **{kind: facts[kind]})
    assert both_ways is not None
    assert both_ways == value(When(A, read(kind), read(kind)), a=True, **{kind: facts[kind]})


ONE = Const(MONEY, 100)
PARTLY: dict[str, Node] = {
    "an open branch under a certain condition": When(SURE, X, NOTHING),
    "the other one": When(SURE, NOTHING, X),
    "two values": When(A, NOTHING, ONE),
    "one value twice": When(A, ONE, ONE),
    "a figure by an open key, or a value": Standard("rate", MONEY, COLOUR, read("colour"), ONE),
    "a figure by a certain key, or an open fact": Standard("rate", MONEY, COLOUR, Const(COLOUR, 2), X),
    "a figure, or an open fact": Standard("line", MONEY, otherwise=X),
    "a figure, or a value": Standard("line", MONEY, otherwise=ONE),
    "a loop over what isn't known": Over("total", "entries", ENTRY, ONE),
    "a loop over certain prices": Over("total", "lines", LINE, read("price", LINE)),
    "a loop of an open fact": Over("total", "lines", LINE, X),
    "the greatest, or an open fact": Over("greatest", "lines", LINE, read("price", LINE), X),
}


@pytest.mark.parametrize("figures", [[], [LINE_ON, *RATES]], ids=["no figures", "figures"])
@pytest.mark.parametrize("case", PARTLY)
def test_what_is_worked_out_of_a_value_is_known_exactly_where_the_value_is(case: str, figures: list[Figure]) -> None:
    node = PARTLY[case]
    lines = (Line(certain=True, price="2.00"), Line(certain=False, price="3.00"))
    others: list[tuple[Anything, ...]] = [(None, None, ()), ("red", (), lines), ("blue", (Entry(),), lines)]
    for a, sure, x, (colour, entries, priced) in product((T, F, U), (T, F), (None, "7.00"), others):
        facts = {"a": a, "sure": sure, "x": x, "colour": colour, "entries": entries, "lines": priced}
        found = value(node, *figures, **facts)
        assert value(Op("add", (node, node)), *figures, **facts) == (None if found is None else found + found)
        positive = None if found is None else found > 0
        for wrapped, expected in [(Op("gt", (node, NOTHING)), positive), (Not(Op("le", (node, NOTHING))), positive)]:
            assert value(wrapped, *figures, **facts) is expected


@pytest.mark.parametrize(("one", "other"), [(T, T), (T, F), (F, T), (F, F)])
def test_conditions_of_what_is_always_known(one: bool, other: bool) -> None:
    parts = (SURE, Over("any", "lines", LINE, read("certain", LINE)))
    facts: dict[str, Anything] = {"sure": one, "lines": (Line(certain=other, price="1.00"),)}
    assert value(All(parts), **facts) is (one and other)
    assert value(Any(parts), **facts) is (one or other)
    assert value(Not(All(parts)), **facts) is not (one and other)


def long(node: Node, times: int = 60) -> Node:
    """Many times a value."""
    for _ in range(times - 1):
        node = Op("add", (node, PARTLY["an open branch under a certain condition"]))
    return node


@pytest.mark.parametrize("condition", [T, F, U])
@pytest.mark.parametrize(("x", "y"), list(product((None, "1.00", "2.00"), repeat=2)))
def test_long_branches_mean_what_short_ones_do(condition: bool | None, x: str | None, y: str | None) -> None:
    facts = {"a": condition, "sure": False, "x": x, "y": y}
    for then, otherwise in [(long(X), long(Y)), (X, long(Y)), (long(X), Y)]:
        assert value(When(A, then, otherwise), **facts) == value(When(A, X, Y), **facts)
    inner = When(B, long(X), long(Y))
    for b in (T, F, U):
        assert value(When(A, inner, Y), b=b, **facts) == value(When(A, When(B, X, Y), Y), b=b, **facts)


def test_branches_within_branches_are_read_in_no_time() -> None:
    node: Node = X
    for _ in range(40):
        node = When(A, node, Y)
    assert value(node, a=True, x="1.00") == 100
    assert value(node, x="1.00", y="1.00") == 100
    assert value(node, x="1.00", y="2.00") is None


def test_zero_and_false_are_known() -> None:
    assert value(When(A, X, NOTHING), x="0.00") == 0
    assert value(When(A, B, FALSE), b=False) is False
    assert value(Op("add", (X, Y)), x="0.00", y="0.00") == 0
    assert value(Is(read("colour"), (Const(COLOUR, 0),)), colour="red") is True


# --- terms


@pytest.mark.parametrize("members", [(0,), (1,), (0, 2), (0, 1, 2)], ids=str)
def test_is_compares_a_term_with_one_or_several(members: tuple[int, ...]) -> None:
    node = Is(read("colour"), tuple(Const(COLOUR, member) for member in members))
    assert value(node) is None
    for colour in Colour:
        assert value(node, colour=colour) is (colour.code in members)


def test_is_of_a_value_that_may_be_one_of_two() -> None:
    branches = When(A, read("colour"), read("shade"))
    assert value(Is(branches, (Const(COLOUR, 1),)), colour="green", shade="green") is True
    assert value(Is(branches, (Const(COLOUR, 1),)), colour="green", shade="red") is None


# --- operations

PARTS: dict[Kind, list[tuple[str, Anything]]] = {
    MONEY: [("x", "5.00"), ("y", "3.00")],
    COUNT: [("n", 3), ("m", 2)],
    DATE: [("day", date(2004, 2, 29)), ("until", date(2022, 2, 28))],
    MONTH: [("month", "2022-01"), ("later", "2022-03")],
    ROUNDING: [("rounding", "fen_up")],
    SIZE: [("size", Quantity("45.55", "m2"))],
}
TAKEN: dict[str, list[tuple[Kind, ...]]] = {
    **{name: [(kind, kind) for kind in (MONEY, COUNT)] for name in ("add", "subtract")},
    **{name: [(kind, kind) for kind in (MONEY, COUNT, DATE, MONTH)] for name in ("lt", "le", "gt", "ge", "eq", "greatest", "least")},
    "multiply": [(MONEY, COUNT), (COUNT, MONEY), (COUNT, COUNT)],
    "scale": [(MONEY, RATIO, ROUNDING)],
    "divide": [(MONEY, COUNT, ROUNDING)],
    "priced": [(MONEY, SIZE, RATIO, ROUNDING)],
    "month_share": [(MONEY, MONTH, ROUNDING)],
    "completed_years": [(DATE, DATE)],
    "months_after": [(DATE, COUNT)],
    "month_of": [(DATE,)],
    "day_of_month": [(DATE,)],
    "days_between": [(DATE, DATE)],
    "months_between": [(MONTH, MONTH)],
    "month_plus": [(MONTH, COUNT)],
}


def operands(kinds: tuple[Kind, ...]) -> Iterator[tuple[Node, str, Anything]]:
    """For each part a node, the fact it reads, and a value for it; a ratio is a figure."""
    left = {kind: list(facts) for kind, facts in PARTS.items()}
    for kind in kinds:
        if kind == RATIO:
            yield Standard("ratio", RATIO), "", None
        else:
            name, known = left[kind].pop(0)
            yield read(name), name, known


@pytest.mark.parametrize(("name", "kinds"), [(name, kinds) for name, all_kinds in TAKEN.items() for kinds in all_kinds], ids=str)
def test_an_operation_with_an_unknown_part_is_unknown(name: str, kinds: tuple[Kind, ...]) -> None:
    nodes, names, values = zip(*operands(kinds), strict=True)
    node = Op(name, nodes)
    known = {name: known for name, known in zip(names, values, strict=True) if name}
    ratio = Figure("ratio", "", 2, "2")
    assert value(node, ratio, **known) is not None
    for missing in known:
        assert value(node, ratio, **{**known, missing: None}) is None
    if RATIO in kinds:
        assert value(node, **known) is None


SCALED: dict[str, tuple[Node, int]] = {
    "a ratio by a key": (Op("scale", (Standard("line", MONEY), Standard("part", RATIO, COLOUR, Const(COLOUR, 1)), Standard("way", ROUNDING))), 24000),
    "a ratio written out": (Op("scale", (Standard("line", MONEY), Const(RATIO, Fraction(1, 3)), Standard("way", ROUNDING))), 16000),
    "three figures": (Op("scale", (Standard("line", MONEY), Standard("ratio", RATIO), Standard("way", ROUNDING))), 96000),
    "a price by a ratio written out": (Op("priced", (Standard("line", MONEY), read("size"), Const(RATIO, Fraction(1)), Standard("way", ROUNDING))), 720480),
}


@pytest.mark.parametrize("case", SCALED)
def test_an_amount_that_is_a_figure_is_scaled_by_the_ratio(case: str) -> None:
    node, scaled = SCALED[case]
    figures = [LINE_ON, Figure("part", "green", Fraction(1, 2), "1/2"), Figure("ratio", "", Fraction(2), "2"), Figure("way", "", 0, "fen_up")]
    assert value(node, *figures, size=Quantity("15.01", "m2")) == scaled


def test_every_operation_is_among_them() -> None:
    assert set(TAKEN) == set(OPERATIONS)


# --- figures, the day, choices, other rules


def test_a_figure_is_what_is_in_force() -> None:
    assert value(Standard("line", MONEY), LINE_ON) == 48000
    assert value(Standard("line", MONEY)) is None
    for start, expected in [(DAY, 48000), (date(2022, 3, 16), None)]:
        assert value(Standard("line", MONEY), Figure("line", "", 48000, "480.00", start)) == expected
    for until, expected in [(DAY, 48000), (date(2022, 3, 14), None)]:
        assert value(Standard("line", MONEY), Figure("line", "", 48000, "480.00", until=until)) == expected


KEYED = Standard("rate", MONEY, COLOUR, read("colour"))


def test_a_figure_goes_by_its_key() -> None:
    assert [value(KEYED, *RATES, colour=colour) for colour in ("red", "green", "blue", None)] == [100, 200, None, None]
    assert value(KEYED, RATES[0], Figure("rate", "green", 100, "1.00"), Figure("rate", "blue", 100, "1.00")) is None  # an open key is open
    assert value(Standard("rate", MONEY, COLOUR, Const(COLOUR, 1)), *RATES) == 200
    assert value(Standard("rate", MONEY, COLOUR, Const(COLOUR, 2)), *RATES) is None


def test_otherwise_holds_where_no_figure_is_in_force_and_the_key_is_known() -> None:
    published = Standard("rate", MONEY, COLOUR, read("colour"), X)
    assert value(published, *RATES, colour="red", x="9.00") == 100
    assert value(published, *RATES, colour="blue", x="9.00") == 900
    assert value(published, *RATES, colour="blue") is None
    assert value(published, *RATES, x="9.00") is None
    assert value(published, *RATES, colour="red") == 100
    plain = Standard("line", MONEY, otherwise=NOTHING)
    assert (value(plain), value(plain, LINE_ON)) == (0, 48000)
    assert value(plain, Figure("line", "", 0, "0.00")) == 0
    assert value(Standard("line", MONEY, otherwise=X), Figure("line", "", 0, "0.00"), x="9.00") == 0


def test_the_day_is_the_day_decided_for() -> None:
    assert value(Day()) == DAY


def test_a_choice_that_is_not_made_is_unknown() -> None:
    assert value(Chosen("t.choice", SHEET, COUNT)) is None
    assert value(Any((Chosen("t.choice", SHEET, BOOL), A)), a=True) is True


def test_a_rule_calls_others_about_the_same_subject_about_an_element_and_about_figures() -> None:
    inner, outer = Var(0, "Entry", Var(1, "Sheet")), Var(1, "Sheet")
    rules = (
        RuleSpec("t.line", "", "", (), Standard("line", MONEY)),
        RuleSpec("t.same", "", "", (SHEET,), Op("add", (X, Call("t.line", (), MONEY)))),
        RuleSpec("t.entry", "", "", (inner, outer), Op("add", (Read(inner, "amount", MONEY), Read(outer, "y", MONEY)))),
        RuleSpec("t.alone", "", "", (Var(0, "Entry"),), Read(Var(0, "Entry"), "holds", BOOL)),
    )
    entries = (Entry(amount="1.00", holds=True), Entry(amount="2.00", holds=False))
    same, each = Call("t.same", (SHEET,), MONEY), Call("t.entry", (ENTRY, SHEET), MONEY)
    alone = Call("t.alone", (ENTRY,), BOOL)
    assert value(same, LINE_ON, rules=rules, x="1.00") == 48100
    assert value(same, rules=rules, x="1.00") is None
    assert value(Over("total", "entries", ENTRY, each), rules=rules, entries=entries, y="10.00") == 2300
    assert value(Over("total", "entries", ENTRY, each), rules=rules, entries=entries) is None
    assert value(Over("count", "entries", ENTRY, alone), rules=rules, entries=entries) == 1
