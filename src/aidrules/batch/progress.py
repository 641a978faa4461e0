"""How far a long run is: one sort of callback for registers, files, impacts, curves and sweeps."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final, TextIO, TypeAlias

from aidrules.errors import UnknownName

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how much is done and how much there is in all, by the thread that called, and last with both the same.

Done only grows; it counts root subjects of a register, ranges of a run in DuckDB, points of a sweep or values of a curve. What it raises
ends the run.
"""
_WORDS: Final = {"en": "{:d} of {:d} ({:d} %)", "zh": "{:d}/{:d}（{:d}%）"}


def progress_line(file: TextIO | None = None, language: str = "en") -> Progress:
    """A callback that says how far a run is: ``60000 of 1000000 (6 %)``; on standard error, or in another file.

    On a terminal it is one line that is kept up to date; elsewhere there is a line for each ten per cent. Raises
    :class:`~aidrules.errors.UnknownName` for a language other than ``"en"`` and ``"zh"``.

    >>> import sys
    >>> tell = progress_line(sys.stdout)
    >>> for done in range(1, 251):
    ...     tell(done, 250) if done % 120 == 0 or done == 250 else None
    120 of 250 (48 %)
    240 of 250 (96 %)
    250 of 250 (100 %)
    """
    if language not in _WORDS:
        raise UnknownName('how far a run is, is told in "zh" or "en"', code="name.language")
    words, said = _WORDS[language], -1

    def tell(done: int, of: int) -> None:
        nonlocal said
        out = sys.stderr if file is None else file
        percent = 100 * done // of if of else 100
        live = out.isatty()
        step = percent if live else percent // 10
        if step != said or done == of:
            said = step
            line = words.format(done, of, percent)
            out.write(f"\r{line}" if live and done != of else f"\r{line}\n" if live else f"{line}\n")
            out.flush()

    return tell


class Stages:
    """Tells a callback how far a run of several equal stages is, each of which tells it itself."""

    def __init__(self, tell: Progress | None, stages: int) -> None:
        self._tell, self._stages, self._before = tell, stages, 0

    @property
    def next(self) -> Progress | None:
        """The callback for the next stage."""
        if self._tell is None:
            return None
        tell, stages, before = self._tell, self._stages, self._before
        self._before += 1
        return lambda done, of: tell(before * of + done, stages * of)
