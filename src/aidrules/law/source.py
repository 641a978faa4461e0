"""A source of law, its clauses, and the readings of places where its text is damaged or open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

REFORM: Final = "reform"
"""The id of the source that a what-if's rules rest on, alone or with the day from which it counts behind an ``@``; no law has it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document: what it is called, who issued it, from when it counts."""

    id: str
    title_zh: str
    title_en: str
    number: str
    issuer_zh: str
    issuer_en: str
    published: date | None
    in_force_from: date | None
    has_text: bool

    @property
    def supposed(self) -> bool:
        """Whether it is no law but the reform of a what-if."""
        return self.id.partition("@")[0] == REFORM

    def in_force(self, day: date) -> bool:
        """An undated source counts on every day; a dated one from its day on."""
        return self.in_force_from is None or day >= self.in_force_from


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: where it is printed, a short phrase that finds it there, and what it says in our own words."""

    id: str
    source: Source
    address: str
    locator: str
    kind: str
    zh: str
    en: str
    why_not_zh: str = ""
    why_not_en: str = ""
    units_zh: tuple[str, ...] = ()
    units_en: tuple[str, ...] = ()
    lead: str = ""

    @property
    def citation(self) -> str:
        """The document (by number where it has one) and the printed address."""
        return f"{self.source.number or '《' + self.source.title_zh + '》'} {self.address}"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to read a place, in words."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A place where the text is damaged or open: what is printed, what was chosen, why, and what it changes.

    ``selected`` is the alternative in use, or "" for the chosen reading.
    """

    id: str
    clauses: tuple[str, ...]
    topic_zh: str
    topic_en: str
    printed_zh: str
    chosen_zh: str
    chosen_en: str
    why_zh: str
    why_en: str
    effect_zh: str
    effect_en: str
    alternatives: tuple[Alternative, ...] = ()
    selected: str = ""

    def words(self, language: str) -> str:
        """What is read here, in the alternative that is selected."""
        for alternative in self.alternatives:
            if alternative.id == self.selected:
                return alternative.zh if language == "zh" else alternative.en
        return self.chosen_zh if language == "zh" else self.chosen_en


@dataclass(frozen=True, slots=True)
class LawText:
    """One law file as loaded."""

    source: Source
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
