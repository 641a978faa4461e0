"""What several steps share is said once; and a rule with any operation has its reasons and clauses."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from decide.forms import Card, line, rate
from decide.samples import village

from aidrules import Household, Money, Person
from aidrules.decide.reasons import Reason
from aidrules.facts.terms import Area
from aidrules.graph.operations import FUNCTIONS
from aidrules.jurisdictions import rulebook_of
from aidrules.lang import (
    all_of,
    any_of,
    benefit,
    completed_years,
    days_between,
    is_,
    month_of,
    months_after,
    programme,
    published,
    rule,
    standard,
    the_day,
    total,
    when,
)
from aidrules.lang.rule import Rule
from aidrules.law.load import load_law
from aidrules.rulebook.compose import compose
from aidrules.rulebook.law import Law

LAW = """
[source]
id = "own"
title_zh = "自定"
title_en = "Own"
number = ""
issuer_zh = "无"
issuer_en = "nobody"
published = ""
in_force_from = ""
has_text = false
[clauses."1"]
address = "一"
kind = "entitlement"
zh = "自定。"
en = "Own."
"""
adult = standard(int, "own.adult", zh="成年年龄")


@rule("成年且久居")
def grown_up(person: Person) -> bool:
    """The person is of age, has been so for a while, and was born before this month."""
    return all_of(
        completed_years(person.birth_date, the_day()) >= adult,
        days_between(person.birth_date, the_day()) > 0,
        months_after(person.birth_date, adult) < the_day(),
        month_of(person.birth_date) < month_of(the_day()),
        person.employed,
    )


own = programme("own", outputs=[benefit("own.grown_up", zh="成年", entitled=grown_up)])


@pytest.mark.parametrize("employed", [True, False, None])
def test_an_operation_inside_a_conjunction_has_reasons_and_clauses(employed: bool | None) -> None:
    assert {"completed_years", "days_between", "months_after", "month_of"} <= set(FUNCTIONS)
    book = compose(own, law=Law("own", [load_law(LAW)], {own.outputs[0]: ["1"]}), standards={"own.adult": 18})
    home = Household(id="h", members=(Person(id="p", birth_date=date(1990, 1, 1), employed=employed),))
    decision = book.decide(home, "2024-06-15")
    item = decision.find("own.grown_up", "p")
    assert item.entitled is employed
    assert [clause.id for clause in item.clauses] == ["own/1"]
    read = {step.path for step in item.reasons.every()}
    assert ("members[0].birth_date" in read) is (employed is not False)
    assert "成年且久居" in decision.explain()
    assert json.loads(decision.to_json())["items"][0]["entitled"] is employed


def home_of(members: int) -> Household:
    plain = [{"id": f"p{i}", "tekun_support": "none", "employed": False, "monthly_earnings": "900.00", "other_monthly_income": "0.00"} for i in range(members)]
    return Household.read({"id": "h", "area": "rural", "in_dibao": True, "assets": "0.00", "members": plain})


def test_what_is_shared_is_said_once_so_that_explanations_grow_with_the_household() -> None:
    book = rulebook_of("zhangye", {"dibao.monthly_standard": {"rural": "480.00"}, "dibao.asset_limit": "100.00"})
    sizes = [len(book.decide(home_of(members), "2024-06-15").explain()) for members in (5, 10, 20)]
    assert sizes[2] - sizes[1] < 3 * (sizes[1] - sizes[0]), sizes
    text = book.decide(home_of(3), "2024-06-15").explain()
    assert "（见上）" in text
    assert "(as above)" in book.decide(home_of(3), "2024-06-15").explain("en")


def test_a_step_written_above_has_no_children_in_json() -> None:
    book = rulebook_of("zhangye", {"dibao.monthly_standard": {"rural": "480.00"}, "dibao.asset_limit": "100.00"})
    items = json.loads(book.decide(home_of(2), "2024-06-15").to_json())["items"]
    steps = []
    waiting = [item["reasons"] for item in items]
    while waiting:
        step = waiting.pop()
        steps.append(step)
        waiting += step["children"]
    assert any(step["above"] for step in steps)
    assert all(not step["children"] for step in steps if step["above"])


@rule("重复")
def repeated(card: Card) -> bool:
    """The income is between nothing, the line and the urban rate; the outlay is below the rate of the area."""
    return all_of(card.x > Money(0), card.x < line, card.y < rate[card.area], card.x < rate[Area.URBAN])


@rule("两次合计")
def twice_summed(card: Card) -> bool:
    """The entries together are more than nothing and at most the income."""
    return all_of(total(entry.amount for entry in card.entries) > Money(0), total(entry.amount for entry in card.entries) <= card.x)


@rule("其中每个")
def within(card: Card) -> bool:
    """A holds, every entry does, some entry does, and b holds."""
    return all_of(card.a, all_of(entry.holds for entry in card.entries), any_of(entry.holds for entry in card.entries), card.b)


@rule("低于线")
def below_line(card: Card) -> bool:
    """The income is below the line, or below the outlay where none is published."""
    return card.x < published(line, otherwise=card.y)


@rule("所在区域")
def where(card: Card) -> Area:
    """The area of the card, where a holds or doesn't."""
    return when(card.a, card.area, otherwise=card.area)


@rule("在农村")
def rural(card: Card) -> bool:
    """The area is rural."""
    return is_(where(card), Area.RURAL)


STANDARDS = {"village.line": "480.00", "village.rate": {"urban": "700.00", "rural": "300.00"}}


def why(entitled: Rule[..., bool], standards: dict[str, Any] | None = None, **facts: Any) -> Reason:
    """The step of a condition about a card."""
    output = benefit("village.aid", zh="补助", entitled=entitled)
    (step,) = village(output, standards=standards).decide(Card.read({"id": "k1", **facts}), "2022-03-15").find("village.aid").reasons.children
    return step


def listed(step: Reason) -> list[tuple[str, str, Any]]:
    return [(below.sort, below.path, below.value) for below in step.children]


def test_a_fact_or_figure_that_a_rule_reads_twice_is_said_once() -> None:
    facts = [("fact", "x", 20000), ("figure", "village.line", 48000), ("fact", "y", 10000)]
    urban = why(repeated, STANDARDS, x="200.00", y="100.00", area="urban")
    assert listed(urban) == [*facts, ("fact", "area", 0), ("figure", "village.rate", 70000)]
    country = why(repeated, STANDARDS, x="200.00", y="100.00", area="rural")
    assert listed(country) == [*facts, ("fact", "area", 1), ("figure", "village.rate", 30000), ("figure", "village.rate", 70000)]


def test_a_fact_of_several_elements_is_said_once_for_each() -> None:
    step = why(twice_summed, x="9.00", entries=[{"amount": "2.00"}, {"amount": "3.00"}])
    assert listed(step) == [("relation", "entries", 2), ("fact", "entries[0].amount", 200), ("fact", "entries[1].amount", 300), ("fact", "x", 900)]


def test_a_part_without_an_id_is_named_by_its_place() -> None:
    step = why(twice_summed, x="9.00", entries=[{"amount": "2.00"}, {"amount": "3.00"}])
    assert [below.subject for below in step.children] == [(), ("0",), ("1",), ()]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"a": False, "b": False, "holds": [True]}, {"a", "b"}),
        ({"a": True, "b": True, "holds": [True, True]}, {"a", "entries", "entries[0].holds", "entries[1].holds", "b", ""}),
        ({"a": True, "b": False, "holds": [True, False]}, {"entries", "entries[1].holds", "b"}),
        ({"a": True, "b": True, "holds": [False]}, {"entries", "entries[0].holds", ""}),
        ({"a": True, "b": True, "holds": []}, {"entries", ""}),
    ],
)
def test_loops_between_other_conditions(facts: dict[str, Any], expected: set[str]) -> None:
    step = why(within, a=facts["a"], b=facts["b"], entries=[{"holds": holds} for holds in facts["holds"]])
    assert {below.path for below in step.every()} - {step.path} == expected - {""}


@pytest.mark.parametrize(
    ("standards", "expected"),
    [({"village.line": "480.00"}, [("fact", "x", 20000), ("figure", "village.line", 48000)]), (None, [("fact", "x", 20000), ("fact", "y", 10000)])],
)
def test_a_figure_that_may_not_be_published_is_said_or_what_holds_then(standards: Any, expected: list[tuple[str, str, Any]]) -> None:
    assert listed(why(below_line, standards, x="200.00", y="100.00")) == expected


@pytest.mark.parametrize("area", ["rural", "urban"])
def test_the_formula_of_a_rule_that_gives_a_term_ends_with_its_word(area: str) -> None:
    (step,) = why(rural, area=area).children
    assert step.path.endswith(".where")
    assert (step.formula_en.rpartition(": ")[2], step.formula_zh.rpartition("：")[2]) == (area, Area(area).zh)
