"""A dated figure, and the table that tells which one is in force on a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from aidrules.errors import StandardConflict


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a standard, with its days and its clause.

    ``value`` is what the readers of the graph compute with, ``text`` what was written. ``start`` None holds from ever.
    ``announced`` None means that it was known whenever it held. ``clause`` is empty for a figure a user supplied;
    ``supplants`` is the clause of the base whose figure it takes the place of.
    """

    path: str
    key: str
    value: Any
    text: str
    start: date | None = None
    until: date | None = None
    announced: date | None = None
    unit: str = ""
    clause: str = ""
    checked_on: date | None = None
    supplants: str = ""

    @property
    def supplied(self) -> bool:
        """Whether a user supplied it, rather than a law file."""
        return not self.clause

    @property
    def name(self) -> str:
        """As a path that says where to supply it: ``standards["care.monthly_standard"]["full_care"]``."""
        return standard_path(self.path, self.key)


def standard_path(path: str, key: str = "") -> str:
    """How a standard is named in messages and in ``missing``."""
    return f'standards["{path}"]' + (f'["{key}"]' if key else "")


class Figures:
    """Every figure of a rulebook; immutable."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        series: dict[tuple[str, str], list[Figure]] = {}
        for figure in figures:
            series.setdefault((figure.path, figure.key), []).append(figure)
        self._series: Mapping[tuple[str, str], tuple[Figure, ...]] = {at: _ordered(found) for at, found in series.items()}

    def __iter__(self) -> Iterator[Figure]:
        return (figure for at in sorted(self._series) for figure in self._series[at])

    def paths(self) -> set[str]:
        """The paths for which there is any figure."""
        return {path for path, _ in self._series}

    def in_force(self, path: str, key: str, day: date, known_on: date | None = None) -> Figure | None:
        """The figure that holds on a day, as announced by another; None where there is none."""
        found = None
        for figure in self._series.get((path, key), ()):
            if figure.start is not None and figure.start > day:
                break
            if known_on is not None and figure.announced is not None and figure.announced > known_on:
                continue
            found = figure
        return None if found is None or (found.until is not None and found.until < day) else found

    @cached_property
    def _days(self) -> tuple[list[date], list[date]]:
        """The days on which some figure begins to hold or holds no more, and those on which one was announced."""
        moments = {figure.start for figure in self if figure.start} | {figure.until + timedelta(days=1) for figure in self if figure.until}
        return sorted(moments), sorted({figure.announced for figure in self if figure.announced})

    def era(self, day: date, known_on: date | None) -> tuple[int, int]:
        """The same for two days on which, as announced by their days, every figure is the same."""
        moments, announced = self._days
        return bisect_right(moments, day), -1 if known_on is None else bisect_right(announced, known_on)

    def adding(self, more: Iterable[Figure]) -> Figures:
        """These and others; two for one day are an error."""
        return Figures([*self, *more])

    def overriding(self, others: Iterable[Figure]) -> Figures:
        """Others in the place of these: from its first day on, an override ends what held before."""
        kept = dict(self._series)
        for at, fresh in Figures(others)._series.items():
            first = fresh[0].start
            kept[at] = () if first is None else tuple(_ending(figure, first) for figure in kept.get(at, ()) if _before(figure, first))
            kept[at] += fresh
        new = Figures()
        new._series = kept
        return new


def _before(figure: Figure, day: date) -> bool:
    return figure.start is None or figure.start < day


def _ending(figure: Figure, day: date) -> Figure:
    last = day - timedelta(days=1)
    return figure if figure.until is not None and figure.until <= last else replace(figure, until=last)


def _ordered(figures: list[Figure]) -> tuple[Figure, ...]:
    """By their first day. A later figure takes over from an open one; anything else that overlaps is a conflict.

    A figure supplied without days is meant for every day, so a printed one doesn't take over from it in silence.
    """
    ordered = sorted(figures, key=lambda figure: figure.start or date.min)
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        same_day = (earlier.start or date.min) == (later.start or date.min)
        unheard = earlier.supplied and earlier.start is None and earlier.until is None and not later.supplied
        if same_day or unheard or (earlier.until is not None and later.start is not None and earlier.until >= later.start):
            raise StandardConflict(
                f"{earlier.name} has two figures for {later.start or 'every day'}: {earlier.text} ({earlier.clause or 'supplied'}) "
                f"and {later.text} ({later.clause or 'supplied'}); end the first with `until`, or use with_standards for a what-if"
            )
    return tuple(ordered)
