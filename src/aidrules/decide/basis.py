"""What a decision rests on besides the facts: the program, the figures of the day, the clauses and readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from aidrules.decide.layout import INDEX, PARENT, SUBJECT, Layout, Row
from aidrules.decide.table import DayFigures
from aidrules.graph.program import Program
from aidrules.law.source import Clause, Reading


@dataclass(frozen=True)
class Basis:
    """Shared by all the decisions of a rulebook on one day."""

    program: Program
    layout: Layout
    place: str
    day: date
    known_on: date | None
    figures: DayFigures
    clauses: Mapping[str, Clause]
    rests: Mapping[str, tuple[str, ...]]
    readings: tuple[Reading, ...]

    def in_force(self, output: str) -> bool:
        """Whether a clause puts an output in force here on this day."""
        return any(self.clauses[clause].source.in_force(self.day) for clause in self.rests.get(output, ()))

    def cite(self, ids: Iterable[str]) -> tuple[Clause, ...]:
        """The clauses with these ids, each once, in the order of the law files."""
        wanted = set(ids)
        return tuple(clause for key, clause in self.clauses.items() if key in wanted)

    def readings_of(self, clauses: Iterable[Clause]) -> tuple[Reading, ...]:
        """The readings of these clauses; one whose source is read as a whole counts with any of its clauses."""
        cited = {clause.id for clause in clauses}
        sources = {clause.source.id for clause in clauses}
        return tuple(
            reading
            for reading in self.readings
            if cited & set(reading.clauses) or (reading.id == "undated-text" and reading.clauses[0].partition("/")[0] in sources)
        )


def path_of(row: Row, model: str, program: Program) -> str:
    """Where a subject stands in its case: ``members[0].stays[1]``; "" for the root."""
    if row[PARENT] is None:
        return ""
    owner, relation = program.parents[model]
    above = path_of(row[PARENT], owner, program)
    return f"{above}{'.' if above else ''}{relation}[{row[INDEX]}]"


def ids_of(row: Row, model: str, program: Program) -> tuple[str, ...]:
    """The ids on the way from below the root to a subject; a subject without an id is named by its place."""
    if row[PARENT] is None:
        return ()
    owner, _ = program.parents[model]
    own = row[SUBJECT].id if program.models[model].identified else str(row[INDEX])
    return (*ids_of(row[PARENT], owner, program), own)
