"""Replays read out: of one record what happened and what it proves, of many those that differ, and a tally."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from aidrules.audit.replay import CAUSES, Replay, replay_all
from aidrules.graph.sealed import LARGEST

LONGEST_LINE: Final = 4 * LARGEST + 2  # a character is at most four bytes


def records_in(file: BinaryIO) -> Iterator[bytes]:
    """The records of a file, one a line. A line that is too long comes in pieces, which no replay takes for records."""
    while line := file.readline(LONGEST_LINE):
        yield line.removesuffix(b"\n")


class Report:
    """The replays of some records as text or JSON, line by line, with a tally at the end; nothing is kept but the tally."""

    def __init__(self, records: Iterable[str | bytes], language: str = "zh", *, as_json: bool = False) -> None:
        self._replays = replay_all(records)
        self._language, self._json = language, as_json

    @property
    def identical(self) -> bool:
        """Whether there was any record, and every one so far was identical."""
        return set(self._replays.tally) == {"identical"}

    def __iter__(self) -> Iterator[str]:
        """Of a single record the whole explanation; of several one line for each that differs, and how many there were of each sort."""
        if self._json:
            for found in self._replays:
                yield found.to_json() + "\n"
            return
        first: Replay | None = None
        number = 0
        for number, found in enumerate(self._replays, start=1):
            if number == 1:
                first = found
                continue
            if number == 2 and first is not None and not first.identical:
                yield self._line(1, first)
            if not found.identical:
                yield self._line(number, found)
        if number == 1 and first is not None:
            yield first.explain(self._language)
            return
        counted = [f"{name} {self._replays.tally[name]}" for name in ("identical", *CAUSES) if self._replays.tally[name]]
        yield (", ".join(counted) or "identical 0") + "\n"

    def _line(self, number: int, found: Replay) -> str:
        return f"{number}: " + found.explain(self._language).rstrip("\n").replace("\n", " ") + "\n"
