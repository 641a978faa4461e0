"""Which way every comparison of a case goes: what has to be the same at two values of a fact for all between them to be alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any as Anything

from aidrules.decide.decision import Decision
from aidrules.decide.interpreter import Env, Tabled
from aidrules.decide.layout import GLOBAL, Layout
from aidrules.graph.nodes import Node, Op, Over
from aidrules.graph.operations import OPERATIONS

COMPARING = ("lt", "le", "gt", "ge", "eq")
EXTREME = ("greatest", "least")
SWINGING = ("day_of_month",)
"""Operations that rise and fall again and again: their value has to be the same, not only the side it lies on."""


@dataclass(frozen=True)
class Trace:
    """By rule and number of its row: on which side of each other the two sides of its comparisons lie, and whether the comparisons hold."""

    sides: tuple[tuple[str, int, tuple[int | None, ...]], ...]
    holds: Mapping[tuple[str, int], tuple[bool | None, ...]]

    def flipped(self, other: Trace) -> list[str]:
        """The rules in which a comparison holds here and not there, or the other way round."""
        keys = dict.fromkeys([*self.holds, *other.holds])
        return list(dict.fromkeys(key[0] for key in keys if self.holds.get(key) != other.holds.get(key)))


class _Tracing(Tabled):
    """Evaluates the body of one rule at a time and notes its comparisons in order."""

    sides: list[int | None]
    holds: list[bool | None]

    def value(self, node: Node, env: Env) -> Anything:
        """The value of a node; a comparison leaves its sign."""
        if isinstance(node, Op) and node.name in COMPARING + EXTREME:
            parts = [self.value(part, env) for part in node.parts]
            known = None not in parts
            found = OPERATIONS[node.name].apply(*parts) if known else None
            if node.name in EXTREME:
                self.sides.append(parts.index(found) if known else None)
            else:
                self.sides.append((parts[0] > parts[1]) - (parts[0] < parts[1]) if known else None)
                self.holds.append(found)
            return found
        found = super().value(node, env)
        if isinstance(node, Op) and node.name in SWINGING:
            self.sides.append(found)
        return found

    def over(self, node: Over, env: Env) -> Anything:
        """One value from many; the greatest and the least leave which it was."""
        rows = self.elements(node, env)
        found = super().over(node, env)
        if node.how in EXTREME and rows and found is not None:
            values = [Tabled.value(self, node.body, {**env, node.element: row}) for row in rows]
            self.sides.append(values.index(found))
        return found


def trace(decision: Decision, layout: Layout, rules: Iterable[str]) -> Trace:
    """The comparisons of some rules in a case that was decided."""
    tabled = decision._x.tabled
    tracing = _Tracing(layout, tabled.day, tabled.figures, tabled.alone)
    rows = list(layout.walk(decision._root, decision._model))
    models = {model for model, _ in rows}
    sides, holds = [], {}
    for name in rules:
        spec = layout.program.rules[name]
        if not {var.model for var in spec.subjects} <= models:
            continue  # about what this case has none of
        for number, (model, row) in enumerate(rows) if spec.subjects else [(0, (GLOBAL, tabled.alone))]:
            if model != spec.model:
                continue
            tracing.sides, tracing.holds = [], []
            tracing.value(spec.body, tracing.env(name, row) if spec.subjects else {})
            sides.append((name, number, tuple(tracing.sides)))
            holds[name, number] = tuple(tracing.holds)
    return Trace(tuple(sides), holds)
