"""What the tests of comparisons share: a rulebook with one rule changed, and a case with a stay in hospital."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from decide.samples import cared_for, home, huining, stay

from aidrules import Household, Rulebook
from aidrules.graph.nodes import Node, Op
from aidrules.rulebook.steps import Under

DAY = "2022-03-15"


def with_rule(book: Rulebook, name: str, change: Callable[[Node], Node]) -> Rulebook:
    """The same rulebook, in which a rule says something else."""
    program = book.parts.program
    rule = replace(program.rules[name], body=change(program.rules[name].body))
    return Rulebook(replace(book.parts, program=replace(program, rules={**program.rules, name: rule})))


def twice(body: Node) -> Node:
    """Twice the amount."""
    return Op("add", (body, body))


def patient(days: int | None = 4, mode: str = "dispersed", **facts: Any) -> Household:
    """A household of one, who was some days in the county hospital."""
    return home(cared_for(tekun_support=mode, stays=[stay(segments=[{"level": "county", "escorted_days": days}], **facts)]))


def under(book: Rulebook | None = None, case: Household | None = None, on: str = DAY, **given: Any) -> Under:
    """A side of a comparison: Huining's rulebook and the patient, unless said."""
    return Under(book or huining(), case or patient(), on, **given)
