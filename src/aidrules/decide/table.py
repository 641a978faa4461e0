"""The figures in force on a day, in the places where the readers look for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from aidrules.errors import UnknownStandard, closest, start_of
from aidrules.graph.program import Program
from aidrules.standards.figures import Figure, Figures, standard_path


@dataclass(frozen=True, slots=True)
class DayFigures:
    """``values`` by place: a value, or a tuple of values by the key's code; None where nothing is in force."""

    day: date
    values: tuple[Any, ...]
    found: Mapping[str, tuple[Figure | None, ...]]
    bound: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What compiled readers make of the figures once, each its own."""

    def figure(self, path: str, code: int = 0) -> Figure | None:
        """The figure in force, with its days and its clause."""
        if not isinstance(path, str) or path not in self.found:
            near = closest(start_of(path), self.found) or "it reads none"
            raise UnknownStandard(f"{standard_path(start_of(path))} is read by no rule of this rulebook; {near}")
        return self.found[path][code]

    def on(self, day: date) -> DayFigures:
        """The same figures on another day on which all of them hold."""
        same = DayFigures(day, self.values, self.found)
        object.__setattr__(same, "bound", self.bound)
        return same


def figures_on(program: Program, figures: Figures, day: date, known_on: date | None) -> DayFigures:
    """The figures of a program that are in force on a day, as announced by another."""
    values: list[Any] = []
    found: dict[str, tuple[Figure | None, ...]] = {}
    for path, spec in program.standards.items():
        keys = [""] if spec.by is None else [value for value, _ in program.terms[spec.by.of].members]
        row = tuple(figures.in_force(path, key, day, known_on) for key in keys)
        found[path] = row
        held = tuple(None if figure is None else figure.value for figure in row)
        values.append(held[0] if spec.by is None else held)
    return DayFigures(day, tuple(values), found)
