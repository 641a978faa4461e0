"""Loops: over a relation that isn't known, over nothing, over known and unknown elements in any order; by both readers."""

from __future__ import annotations

from itertools import permutations
from typing import Any as Anything

import pytest
from decide.sheet import ENTRY, LINE, SHEET, A, Entry, F, Line, T, U, X, read, value

from aidrules.graph.kinds import BOOL, COUNT
from aidrules.graph.nodes import HOWS, NOTHING, TRUE, Call, How, Node, Not, Op, Over, Var, When
from aidrules.graph.program import RuleSpec

BODIES: dict[How, Node] = {
    "all": read("holds", ENTRY),
    "any": read("holds", ENTRY),
    "count": read("holds", ENTRY),
    "total": read("amount", ENTRY),
    "greatest": read("amount", ENTRY),
    "least": read("amount", ENTRY),
}


def loop(how: How) -> Over:
    return Over(how, "entries", ENTRY, BODIES[how], X if how in ("greatest", "least") else None)


def over(how: How, elements: list[Anything] | None, **facts: Anything) -> Anything:
    name = "amount" if how in ("total", "greatest", "least") else "holds"
    return value(loop(how), entries=None if elements is None else tuple(Entry(**{name: element}) for element in elements), **facts)


@pytest.mark.parametrize("how", HOWS)
def test_a_loop_over_a_relation_that_is_not_known_is_unknown(how: How) -> None:
    assert over(how, None, x="7.00") is None


def test_a_loop_over_nothing() -> None:
    assert {how: over(how, [], x="7.00") for how in HOWS} == {"all": True, "any": False, "total": 0, "count": 0, "greatest": 700, "least": 700}
    assert [over(how, []) for how in ("greatest", "least")] == [None, None]


LOOPS: list[tuple[How, list[Anything], Anything]] = [
    ("all", [T], T),
    ("all", [T, T], T),
    ("all", [T, F], F),
    ("all", [T, U], U),
    ("all", [F, U], F),
    ("all", [T, U, F], F),
    ("all", [U, U], U),
    ("any", [F], F),
    ("any", [F, F], F),
    ("any", [T, F], T),
    ("any", [F, U], U),
    ("any", [T, U], T),
    ("any", [F, U, T], T),
    ("any", [U, U], U),
    ("count", [T, F, T], 2),
    ("count", [F, F], 0),
    ("count", [T, U], U),
    ("count", [F, U], U),
    ("total", ["1.00", "2.50"], 350),
    ("total", ["0.00"], 0),
    ("total", ["1.00", U], U),
    ("greatest", ["1.00", "2.50", "2.00"], 250),
    ("greatest", ["-3.00", "-2.00"], -200),
    ("greatest", ["-1.00"], -100),
    ("greatest", ["9.00", U], U),
    ("least", ["1.00", "2.50", "2.00"], 100),
    ("least", ["-3.00", "-2.00"], -300),
    ("least", ["0.00", U], U),
]


@pytest.mark.parametrize(("how", "elements", "result"), LOOPS, ids=[f"{how} {elements}" for how, elements, _ in LOOPS])
def test_a_loop_over_elements_in_any_order(how: How, elements: list[Anything], result: Anything) -> None:
    for order in permutations(elements):
        found = over(how, list(order), x="5.00")
        assert (type(found), found) == (type(result), result)


@pytest.mark.parametrize("name", ["number", "day", "month", "size"])
def test_the_greatest_and_least_of_every_kind(name: str) -> None:
    values: dict[str, list[Anything]] = {
        "number": [3, 1, 2],
        "day": ["2022-03-03", "2022-03-01", "2022-03-02"],
        "month": ["2022-03", "2022-01", "2022-02"],
        "size": ["3 m2", "1.00 m2", "2 m2"],
    }
    body = read(name, ENTRY)
    fallback: Node = {"number": read("n"), "day": read("day"), "month": read("month"), "size": read("size")}[name]
    entries = [Entry(**{name: each}) for each in values[name]]
    one, two = (value(Over(how, "entries", ENTRY, body, fallback), entries=entries) for how in ("greatest", "least"))
    assert one == value(Over("total", "entries", ENTRY, body), entries=entries[:1]) if name in ("number", "size") else one > two
    assert value(Over("greatest", "entries", ENTRY, body, fallback), entries=entries[:1]) == one
    assert value(Over("least", "entries", ENTRY, body, fallback), entries=entries[1:2]) == two


def test_loops_over_what_is_always_known() -> None:
    lines = tuple(Line(certain=certain, price=price) for certain, price in [(True, "1.00"), (False, "2.00")])
    certain, price = read("certain", LINE), read("price", LINE)
    given: dict[How, Over] = {how: Over(how, "lines", LINE, certain) for how in ("all", "any", "count")}
    assert {how: value(node, lines=lines) for how, node in given.items()} == {"all": False, "any": True, "count": 1}
    assert {how: value(node) for how, node in given.items()} == {"all": True, "any": False, "count": 0}
    assert value(Over("total", "lines", LINE, price), lines=lines) == 300
    assert value(Over("greatest", "lines", LINE, price, NOTHING), lines=lines) == 200
    assert value(Over("least", "lines", LINE, price, NOTHING), lines=lines) == 100
    assert value(Over("least", "lines", LINE, price, NOTHING)) == 0
    assert value(Over("least", "lines", LINE, price, X), lines=lines) == 100
    assert value(Over("least", "lines", LINE, price, X)) is None


def test_a_body_that_does_not_use_its_element() -> None:
    two = (Entry(), Entry())
    assert value(Over("count", "entries", ENTRY, TRUE), entries=two) == 2
    assert value(Over("total", "entries", ENTRY, X), entries=two, x="1.50") == 300
    assert value(Over("any", "entries", ENTRY, A), entries=two) is None
    assert value(Over("any", "entries", ENTRY, A), entries=()) is False


def test_a_when_around_loops_and_a_loop_around_a_when() -> None:
    total = loop("total")
    entries = (Entry(amount="1.00", holds=True), Entry(amount="2.00"))
    assert value(When(A, total, total), entries=entries) == 300
    assert value(When(A, total, X), entries=entries, a=False, x="4.00") == 400
    inside = Over("total", "entries", ENTRY, When(read("holds", ENTRY), read("amount", ENTRY), NOTHING))
    assert value(inside, entries=entries[:1]) == 100
    assert value(inside, entries=entries) is None
    assert value(inside, entries=(Entry(amount="0.00"),)) == 0


@pytest.mark.parametrize(("amounts", "largest"), [([], 0), (["5.00"], 1), (["5.00", "5.00"], 2), (["5.00", "3.00"], 1), (["3.00", "4.00", "5.00"], 1)])
def test_a_rule_about_an_element_may_look_at_all_of_them(amounts: list[str], largest: int) -> None:
    outer = Var(1, "Sheet")
    inner, other = Var(0, "Entry", outer), Var(2, "Entry", outer)
    most = Over("greatest", "entries", other, read("amount", other), NOTHING)
    rules = (
        RuleSpec("t.largest", "", "", (inner, outer), Op("ge", (read("amount", inner), most))),
        RuleSpec("t.again", "", "", (inner, outer), Not(Call("t.largest", (inner, outer), BOOL))),
        RuleSpec("t.others", "", "", (SHEET,), Over("count", "entries", ENTRY, Call("t.again", (ENTRY, SHEET), BOOL))),
    )
    entries = tuple(Entry(amount=amount) for amount in amounts)
    assert value(Over("count", "entries", ENTRY, Call("t.largest", (ENTRY, SHEET), BOOL)), rules=rules, entries=entries) == largest
    assert value(Call("t.others", (SHEET,), COUNT), rules=rules, entries=entries) == len(amounts) - largest
