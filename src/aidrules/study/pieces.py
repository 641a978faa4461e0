"""A case along one of its facts, cut into pieces in which every comparison goes the same way; exact, by halving, nothing sampled.

Where no comparison changes between two values, every amount between them is a straight line, but for rounding: each comparison
of straight lines holds on one side of a point only. So two ends that are alike have nothing between them that differs, and halving finds
every place where something does. What isn't straight all the same (rounding, ages in years) rises or falls in one direction only, and a
look at the middle of each piece cuts further where that isn't so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, TypeAlias

from aidrules.batch.progress import Progress
from aidrules.decide.choices import Choices
from aidrules.decide.outcome import Outcome
from aidrules.errors import InvalidStudy
from aidrules.facts.month import as_day
from aidrules.graph.program import OutputSpec
from aidrules.rulebook.rulebook import Rulebook
from aidrules.study.paths import Place
from aidrules.study.traces import Trace, trace

MOST_DECISIONS: Final = 20_000
ROUNDED: Final = 200
"""So many fen an amount may lie beside a straight line, by being rounded to whole yuan at both ends."""
Key: TypeAlias = tuple[str, tuple[str, ...]]
"""An item: its output and the ids of its subject."""


@dataclass(frozen=True)
class Point:
    """A case at one value of its fact: outcomes and amounts (fen) of its items. ``fen`` is what is granted, None where that isn't settled."""

    number: int
    outcomes: dict[Key, Outcome]
    amounts: dict[Key, int]
    trace: Trace

    @property
    def fen(self) -> int | None:
        """What is granted in all; None where an item isn't known or is left to discretion."""
        open_ = any(outcome in (Outcome.UNDETERMINED, Outcome.DISCRETIONARY) for outcome in self.outcomes.values())
        return None if open_ else sum(self.amounts.values())


@dataclass(frozen=True)
class Piece:
    """A stretch of values between which nothing but the fact itself changes."""

    first: Point
    last: Point

    def slope(self, key: Key | None = None) -> Fraction | None:
        """How many fen more for one more of the fact, of one item or in all; None for a single value and where it isn't settled."""
        if self.first.number == self.last.number:
            return None
        ends = [point.fen if key is None else point.amounts.get(key, 0) for point in (self.first, self.last)]
        return None if ends[0] is None or ends[1] is None else Fraction(ends[1] - ends[0], self.last.number - self.first.number)


def settling(output: OutputSpec) -> tuple[str, ...]:
    """The rules that settle an output's outcome and amount; what it shows or notices besides is left out."""
    return tuple(name for name in (output.applies, output.entitled, *output.gates, output.within, output.amount) if name)


class Along:
    """Decides a case at any value of one fact, each once."""

    def __init__(self, book: Rulebook, place: Place, on: date | str, choices: Choices | None, outputs: Sequence[OutputSpec]) -> None:
        self.book, self.place, self.on, self.choices = book, place, as_day(on), choices
        self.outputs = {output.name: output for output in outputs}
        program = book.parts.program
        self.rules = [name for name in program.rules if any(name in program.depends(root) for output in outputs for root in settling(output))]
        self._points: dict[int, Point] = {}

    def point(self, number: int) -> Point:
        """The case at one value."""
        found = self._points.get(number)
        if found is None:
            if len(self._points) >= MOST_DECISIONS:
                raise InvalidStudy("so many pieces that they can't be told apart; take a narrower range or fewer outputs", code="study.range")
            decision = self.book.decide(self.place.at(number), self.on, self.choices)
            items = [item for item in decision.items if item.output in self.outputs]
            outcomes = {(item.output, item.subject): item.outcome for item in items}
            granted = {(i.output, i.subject): i.amount.fen for i in items if i.outcome is Outcome.GRANTED and i.amount is not None}
            found = self._points[number] = Point(number, outcomes, granted, trace(decision, self.book._engine.layout, self.rules))
        return found

    def pieces(self, low: int, high: int, progress: Progress | None = None) -> list[Piece]:
        """All pieces from one value to another, in order."""
        if low > high:
            raise InvalidStudy("the range ends before it begins", code="study.range")
        found: list[Piece] = []
        waiting = [(low, high)]
        while waiting:
            start, end = waiting.pop()
            one, other = self.point(start), self.point(end)
            middle = (start + end) // 2
            if alike(one, other) and self._straight(one, self.point(middle), other):
                found = _joined(found, Piece(one, other))
                if progress is not None:
                    progress(end - low + 1, high - low + 1)
            elif end - start == 1:
                waiting += [(end, end), (start, start)]
            else:
                waiting += [(middle, end), (start, middle)]
        return _merged(found)

    def _straight(self, one: Point, middle: Point, other: Point) -> bool:
        if not alike(one, middle):
            return False
        width = other.number - one.number
        for key, fen in middle.amounts.items():
            ends = one.amounts.get(key, 0), other.amounts.get(key, 0)
            if width and abs(fen * width - ends[0] * width - (ends[1] - ends[0]) * (middle.number - one.number)) > ROUNDED * width:
                return False
        return True


def alike(one: Point, other: Point) -> bool:
    """Whether every comparison goes the same way at two values, and every item comes to the same outcome."""
    return one.outcomes == other.outcomes and one.trace.sides == other.trace.sides


def _joined(pieces: list[Piece], piece: Piece) -> list[Piece]:
    """Pieces with one more at the end; those of one sort are one."""
    if pieces and alike(pieces[-1].last, piece.first):
        return [*pieces[:-1], Piece(pieces[-1].first, piece.last)]
    return [*pieces, piece]


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces between which no comparison holds or fails anew and that lie on one straight line are one: at a line, not across it."""
    found: list[Piece] = []
    for piece in pieces:
        if found and _in_line(found[-1], piece):
            found[-1] = Piece(found[-1].first, piece.last)
        else:
            found.append(piece)
    return found


def _in_line(one: Piece, other: Piece) -> bool:
    if one.last.outcomes != other.first.outcomes or one.last.trace.flipped(other.first.trace):
        return False
    for key in one.last.outcomes:
        steps = {one.slope(key), other.slope(key), Fraction(other.first.amounts.get(key, 0) - one.last.amounts.get(key, 0))}
        if len(steps - {None}) > 1:
            return False
    return True
