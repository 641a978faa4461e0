"""The meaning of a graph: a short evaluator, written to be read. The compiled reader must agree with it on every value.

A value that isn't known is None. Conditions follow Kleene: one false part makes an ``All`` false and one true part an
``Any`` true, whatever is not known beside it. Operations are strict: with an unknown part the result is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any as Anything

from aidrules.decide.layout import GLOBAL, Layout, Row, climb
from aidrules.decide.table import DayFigures
from aidrules.graph.nodes import All, Any, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, Var, When
from aidrules.graph.operations import OPERATIONS

Env = Mapping[Var, Row]


class Interpreter:
    """Evaluates rules for rows, on a day, with the figures of that day."""

    def __init__(self, layout: Layout, day: date, figures: DayFigures) -> None:
        self.layout, self.program, self.day, self.figures = layout, layout.program, day, figures

    def fill(self, root: Row, model: str) -> Row:
        """Compute every rule for every subject, into the rows; gives the row of the rules about figures alone."""
        alone: Row = [None] * self.layout.width[GLOBAL]
        rows = list(self.layout.walk(root, model))
        for stage, names in self.layout.stages:
            for owner, row in [(GLOBAL, alone)] if stage == GLOBAL else rows:
                if owner == stage:
                    for name in names:
                        row[self.layout.rules[name]] = self.rule(name, row)
        return alone

    def rule(self, name: str, row: Row) -> Anything:
        """The value of a rule for a subject, worked out from its body."""
        return self.value(self.program.rules[name].body, self.env(name, row))

    def env(self, name: str, row: Row) -> dict[Var, Row]:
        """The rows of a rule's subjects, found upwards from the row of its first."""
        subjects = self.program.rules[name].subjects
        return {var: climb(row, subjects[0].model, var.model, self.program.parents) for var in subjects}

    def value(self, node: Node, env: Env) -> Anything:
        """The value of a node, or None where it isn't known."""
        match node:
            case Const():
                return node.value
            case Day():
                return self.day
            case Fact():
                return env[node.subject][self.layout.facts[node.subject.model][node.name]]
            case Chosen():
                return env[node.subject][self.layout.choices[node.subject.model][node.path]]
            case Figure():
                return self.figure(node, env)
            case Call():
                return self.call(node, env)
            case All():
                return every(self.value(part, env) for part in node.parts)
            case Any():
                return some(self.value(part, env) for part in node.parts)
            case Not():
                part = self.value(node.part, env)
                return None if part is None else not part
            case Is():
                part = self.value(node.part, env)
                return None if part is None else part in [member.value for member in node.members]
            case When():
                return self.when(node, env)
            case Op():
                parts = [self.value(part, env) for part in node.parts]
                return None if None in parts else OPERATIONS[node.name].apply(*parts)
            case Over():
                return self.over(node, env)

    def figure(self, node: Figure, env: Env) -> Anything:
        code = 0 if node.key is None else self.value(node.key, env)
        if code is None:
            return None
        figure = self.figures.figure(node.path, code)
        if figure is None:
            return None if node.otherwise is None else self.value(node.otherwise, env)
        return figure.value

    def call(self, node: Call, env: Env) -> Anything:
        return self.rule(node.rule, env[node.subjects[0]] if node.subjects else [])

    def when(self, node: When, env: Env) -> Anything:
        condition = self.value(node.condition, env)
        if condition is not None:
            return self.value(node.then if condition else node.otherwise, env)
        then, otherwise = self.value(node.then, env), self.value(node.otherwise, env)
        return then if then == otherwise else None

    def elements(self, node: Over, env: Env) -> list[Row] | None:
        """The rows a loop goes over; None where the relation isn't known."""
        owner = node.element.owner
        assert owner is not None  # checked when the node was built
        rows: list[Row] | None = env[owner][self.layout.relations[owner.model][node.relation]]
        return rows

    def over(self, node: Over, env: Env) -> Anything:
        rows = self.elements(node, env)
        if rows is None:
            return None
        values = [self.value(node.body, {**env, node.element: row}) for row in rows]
        if node.how == "all":
            return every(values)
        if node.how == "any":
            return some(values)
        if None in values:
            return None
        if node.how in ("total", "count"):
            return sum(values)
        if not values:
            assert node.otherwise is not None  # checked when the node was built
            return self.value(node.otherwise, env)
        return max(values) if node.how == "greatest" else min(values)


def every(values: Iterable[bool | None]) -> bool | None:
    """False when any is false, else unknown when any is unknown, else true."""
    found = list(values)
    return False if False in found else None if None in found else True


def some(values: Iterable[bool | None]) -> bool | None:
    """True when any is true, else unknown when any is unknown, else false."""
    found = list(values)
    return True if True in found else None if None in found else False


class Tabled(Interpreter):
    """Reads the values of rules from rows that are already filled; what reasons and missing facts are worked out with."""

    def __init__(self, layout: Layout, day: date, figures: DayFigures, alone: Row) -> None:
        super().__init__(layout, day, figures)
        self.alone = alone

    def call(self, node: Call, env: Env) -> Anything:
        row = env[node.subjects[0]] if node.subjects else self.alone
        return row[self.layout.rules[node.rule]]
