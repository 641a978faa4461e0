"""What two lines rest on and in which they part: facts, figures and choices with both values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from aidrules.audit.ledger import Line
from aidrules.decide.reasons import Reason

Key: TypeAlias = tuple[str, str, tuple[str, ...], str]
_LEAVES: Final = ("fact", "relation", "figure", "choice")


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """A fact, figure or choice that both sides read, with another value on each."""

    was: Reason
    ought: Reason

    @property
    def sort(self) -> str:
        """``fact``, ``relation``, ``figure`` or ``choice``."""
        return self.ought.sort

    @property
    def path(self) -> str:
        """For a fact its path in the case; else the name of the figure or choice."""
        return self.ought.path

    def title(self, language: str) -> str:
        """Its title."""
        return self.ought.zh if language == "zh" else self.ought.en

    def values(self, language: str) -> tuple[str, str]:
        """Its value on each side, as a reader of the language writes it."""
        return self.was.value_words(language), self.ought.value_words(language)

    @property
    def announced(self) -> str:
        """The day on which the figure that was due was announced, where that is known."""
        return next((str(figure.announced) for figure in self.ought.figures if figure.announced), "")


def differences(was: Line | None, ought: Line | None) -> tuple[Difference, ...]:
    """Where the reasons of two lines rest on the same fact, figure or choice and it has another value."""
    if was is None or ought is None:
        return ()
    before = _leaves(was)
    return tuple(Difference(before[key], step) for key, step in _leaves(ought).items() if key in before and before[key].value != step.value)


def _leaves(line: Line) -> dict[Key, Reason]:
    found: dict[Key, Reason] = {}
    for step in line.item.reasons.every():
        if step.sort in _LEAVES:
            name = step.path.rpartition(".")[2] if step.sort in ("fact", "relation") else step.path
            keys = ",".join(figure.key for figure in step.figures)
            found.setdefault((step.sort, name, step.subject, keys), step)
    return found
