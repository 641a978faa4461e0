"""What a decision rests on besides the facts: the program, the figures of the day, the clauses and readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

from aidrules.decide.layout import INDEX, PARENT, SUBJECT, Layout, Row
from aidrules.decide.table import DayFigures
from aidrules.graph.program import OutputSpec, Program
from aidrules.law.source import Clause, Reading
from aidrules.standards.figures import Figure

MOST_TEXTS: Final = 10_000
Citing: TypeAlias = Callable[[Row, list[int | None], Row, Callable[[Row], list[int | None]]], int]
"""Gives the clauses behind a rule's value as bits: for a row, its masks so far, the row of rules about figures alone, and other rows' masks."""


class Bits:
    """Clauses as the bits of a whole number: for each rule those it rests on, for each figure of the day the one it cites."""

    def __init__(self, program: Program, figures: DayFigures, clauses: Mapping[str, Clause], rests: Mapping[str, tuple[str, ...]]) -> None:
        self.clauses = tuple(clauses.values())
        self._bit = {key: 1 << number for number, key in enumerate(clauses)}
        self.rules = tuple(self.of(rests.get(name, ())) for name in program.rules)
        self.figures = tuple(self._row(row) for row in figures.found.values())
        self.outputs = {name: self.of(rests.get(name, ())) | self._choices(output, rests) for name, output in program.outputs.items()}
        self._read: dict[int, tuple[Clause, ...]] = {}

    def over(self, figures: DayFigures) -> Bits:
        """The same clauses and rules with other figures."""
        other = object.__new__(Bits)
        other.__dict__.update(self.__dict__, figures=tuple(self._row(row) for row in figures.found.values()))
        return other

    def of(self, ids: Iterable[str]) -> int:
        """Some clauses, by id, as bits."""
        bits = 0
        for key in ids:
            bits |= self._bit[key]
        return bits

    def _choices(self, output: OutputSpec, rests: Mapping[str, tuple[str, ...]]) -> int:
        """The clauses that leave an output's choices."""
        return self.of(key for path in output.choices for key in rests.get(path, ()))

    def _row(self, row: tuple[Figure | None, ...]) -> tuple[int, ...]:
        """By the key's code; last what all of them cite together, for a key that isn't known. A key without a figure cites
        them all too: they are what was printed."""
        every = self.of(figure.clause for figure in row if figure and figure.clause)
        return (*(every if figure is None else self._bit.get(figure.clause, 0) for figure in row), every)

    def read(self, bits: int) -> tuple[Clause, ...]:
        """The clauses, in the order of the law files."""
        found = self._read.get(bits)
        if found is None:
            found = self._read[bits] = tuple(clause for number, clause in enumerate(self.clauses) if bits >> number & 1)
        return found


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
    bits: Bits = field(init=False)
    _readings: dict[int, tuple[Reading, ...]] = field(init=False, default_factory=dict)
    texts: dict[Any, Any] = field(init=False, default_factory=dict)
    """What of an item's JSON is the same from case to case, kept by output, what it came to, and the clauses cited."""
    asked: dict[tuple[str, int, bool], tuple[object, int, tuple[int, ...]]] = field(init=False, default_factory=dict)
    """An output's own clauses, and the numbers of the rules asked, kept by output, what it came to, and whether it applies."""
    bound: dict[object, tuple[Citing, ...]] = field(init=False, default_factory=dict)
    """The generated walks that cite, with the day and its figures in them: each day's own."""
    in_force: frozenset[str] = field(init=False)
    """The outputs that a clause puts in force here on this day."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "bits", Bits(self.program, self.figures, self.clauses, self.rests))
        object.__setattr__(self, "in_force", self._live(self.day))

    def _live(self, day: date) -> frozenset[str]:
        return frozenset(name for name in self.program.outputs if any(self.clauses[key].source.in_force(day) for key in self.rests.get(name, ())))

    def on(self, day: date, known_on: date | None, figures: DayFigures | None = None) -> Basis:
        """The same on another day: of one era, on which the same figures hold and the same sources are in force; or with other figures."""
        other = object.__new__(Basis)
        other.__dict__.update(self.__dict__, day=day, known_on=known_on, figures=figures or self.figures.on(day), bound={})
        if figures is not None:
            other.__dict__.update(bits=self.bits.over(figures), in_force=self._live(day))
        return other

    def keep(self, key: object, text: Any) -> Any:
        """Keep a text that is the same from case to case; so many that they take no notable room."""
        if len(self.texts) >= MOST_TEXTS:
            self.texts.clear()
        self.texts[key] = text
        return text

    def cite(self, ids: Iterable[str]) -> tuple[Clause, ...]:
        """The clauses with these ids, each once, in the order of the law files."""
        return self.bits.read(self.bits.of(ids))

    def readings_of(self, bits: int) -> tuple[Reading, ...]:
        """The readings of some clauses; one whose source is read as a whole counts with any of its clauses."""
        known = self._readings.get(bits)
        if known is None:
            known = self._readings[bits] = self._readings_of(self.bits.read(bits))
        return known

    def _readings_of(self, clauses: Iterable[Clause]) -> tuple[Reading, ...]:
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


def joined(path: str, name: str) -> str:
    """The path of a fact or relation below that of its subject."""
    return f"{path}.{name}" if path else name


def ids_of(row: Row, model: str, program: Program) -> tuple[str, ...]:
    """The ids on the way from below the root to a subject; a subject without an id is named by its place."""
    if row[PARENT] is None:
        return ()
    owner, _ = program.parents[model]
    own = row[SUBJECT].id if program.models[model].identified else str(row[INDEX])
    return (*ids_of(row[PARENT], owner, program), own)
