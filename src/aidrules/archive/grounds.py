"""What a rulebook decides by, as data: the program, figures, clauses and readings, and the classes that facts are read with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aidrules.facts.model import Facts
from aidrules.facts.terms import Term
from aidrules.graph.program import Program
from aidrules.law.source import Clause, Reading
from aidrules.standards.figures import Figure, Figures


@dataclass(frozen=True)
class Grounds:
    """All that decisions rest on besides the facts; data, but for the classes that facts and terms are read with.

    ``figures`` are those in use, ``printed`` those of the law files alone: what a user supplied is the difference.
    """

    program: Program
    figures: Figures
    printed: Figures
    clauses: Mapping[str, Clause]
    rests: Mapping[str, tuple[str, ...]]
    readings: tuple[Reading, ...]
    place: str
    classes: Mapping[str, type[Facts]]
    terms: Mapping[str, type[Term]]

    def supplied(self) -> list[Figure]:
        """The series that aren't as they are printed, each whole: what is printed and still holds in one is in it too."""
        printed = set(self.printed)
        other = {(figure.path, figure.key) for figure in self.figures if figure not in printed}
        return [figure for figure in self.figures if (figure.path, figure.key) in other]


def with_supplied(printed: Figures, supplied: Iterable[Figure]) -> Figures:
    """Printed figures with the series that were supplied in the place of theirs."""
    mine = list(supplied)
    series = {(figure.path, figure.key) for figure in mine}
    return Figures([*(figure for figure in printed if (figure.path, figure.key) not in series), *mine])
