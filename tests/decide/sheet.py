"""A sheet with facts of every kind, and the value that a rule about it has: by both readers, which have to agree."""

from __future__ import annotations

from datetime import date
from typing import Any as Anything

from laws.test_agreement import both

from aidrules import Fact, Facts, Money, Month, Quantity, fact, required
from aidrules.facts.terms import Rounding, Term
from aidrules.graph.kinds import COUNT, MONEY, RATIO, ROUNDING, quantity, term
from aidrules.graph.nodes import Fact as Read
from aidrules.graph.nodes import Node, Var
from aidrules.graph.program import Program, RuleSpec, StandardSpec
from aidrules.lang.models import model_spec, term_spec
from aidrules.standards.figures import Figure, Figures

T, F, U = True, False, None


class Colour(Term):
    RED = "red", "红"
    GREEN = "green", "绿"
    BLUE = "blue", "蓝"


def plain(name: str) -> Anything:
    return fact(zh=name, en=name)


class Entry(Facts):
    holds: Fact[bool] = plain("holds")
    amount: Fact[Money] = fact(zh="amount", en="amount", low="-100.00")
    number: Fact[int] = plain("number")
    day: Fact[date] = plain("day")
    month: Fact[Month] = plain("month")
    size: Fact[Quantity] = fact(zh="size", en="size", unit="m2")


class Line(Facts):
    certain: bool = required(zh="certain", en="certain")
    price: Money = required(zh="price", en="price")


class Sheet(Facts):
    id: str
    a: Fact[bool] = plain("a")
    b: Fact[bool] = plain("b")
    c: Fact[bool] = plain("c")
    sure: bool = required(zh="sure", en="sure")
    x: Fact[Money] = plain("x")
    y: Fact[Money] = plain("y")
    m: Fact[int] = plain("m")
    n: Fact[int] = plain("n")
    colour: Fact[Colour] = plain("colour")
    shade: Fact[Colour] = plain("shade")
    rounding: Fact[Rounding] = plain("rounding")
    day: Fact[date] = plain("day")
    until: Fact[date] = plain("until")
    month: Fact[Month] = plain("month")
    later: Fact[Month] = plain("later")
    size: Fact[Quantity] = fact(zh="size", en="size", unit="m2")
    entries: Fact[tuple[Entry, ...]] = plain("entries")
    lines: tuple[Line, ...] = required(zh="lines", en="lines")


COLOUR, SIZE = term("Colour"), quantity("m2")
SHEET = Var(0, "Sheet")
ENTRY, LINE = Var(1, "Entry", SHEET), Var(2, "Line", SHEET)
SPECS = {model.__name__: model_spec(model) for model in (Sheet, Entry, Line)}
DAY = date(2022, 3, 15)
STANDARDS = {
    path: StandardSpec(path, kind, by, "", path, path)
    for path, kind, by in [
        ("line", MONEY, None),
        ("rate", MONEY, COLOUR),
        ("ratio", RATIO, None),
        ("number", COUNT, None),
        ("part", RATIO, COLOUR),
        ("way", ROUNDING, None),
    ]
}


def read(name: str, var: Var = SHEET) -> Read:
    return Read(var, name, SPECS[var.model].fact(name).kind)


A, B, C, SURE, X, Y = (read(name) for name in ("a", "b", "c", "sure", "x", "y"))


def value(body: Node, *figures: Figure, rules: tuple[RuleSpec, ...] = (), **facts: Anything) -> Anything:
    """What a rule with this body comes to for a sheet, by both readers."""
    spec = RuleSpec("t.rule", "规则", "Rule.", (SHEET,), body)
    program = Program(
        SPECS,
        {"Colour": term_spec(Colour), "Rounding": term_spec(Rounding)},
        STANDARDS, {}, {rule.name: rule for rule in (*rules, spec)}, {},
    )  # fmt: skip
    sheet = Sheet(**{"id": "s1", "sure": True, "lines": (), **facts})
    meant, compiled = both(program, Figures(figures), sheet, DAY)
    assert meant == compiled
    found = [value for place, value in meant.items() if place.endswith(" t.rule")]
    assert len(found) == 1
    return found[0][1]
