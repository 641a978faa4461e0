"""A rulebook: frozen, compiled once, deciding cases on any day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from aidrules.decide.choices import Choices
from aidrules.decide.compiled import Rows
from aidrules.decide.decision import Decision, Item
from aidrules.decide.engine import Engine, Grounds
from aidrules.decide.table import DayFigures
from aidrules.facts.model import Facts
from aidrules.facts.terms import Term
from aidrules.graph.program import OutputSpec, Program, RuleSpec
from aidrules.lang.rule import Rule
from aidrules.law.source import Reading
from aidrules.rulebook.law import Law
from aidrules.standards.figures import Figures
from aidrules.standards.load import Slot, read_supplied


@dataclass(frozen=True)
class Parts:
    """What a rulebook is made of."""

    program: Program
    law: Law
    rests: Mapping[str, tuple[str, ...]]
    readings: tuple[Reading, ...]
    figures: Figures
    slots: Mapping[str, Slot]
    classes: Mapping[str, type[Facts]]
    terms: Mapping[str, type[Term]]
    rules: Mapping[str, Rule[..., Any]]


class Rulebook:
    """All rules, figures and clauses of a place, or of one's own; made by ``compose`` or a place's ``rulebook()``.

    >>> from datetime import date
    >>> from aidrules import Household, Person
    >>> from aidrules.jurisdictions import huining
    >>> home = Household(id="h1", members=(Person(id="p1", tekun_support="dispersed", care_level="full_care", has_caring_guardian=True),))
    >>> huining.rulebook().decide(home, on=date(2022, 3, 1)).find("care.guardian_payment", "p1").amount
    Money("230.00")
    """

    def __init__(self, parts: Parts) -> None:
        p = parts
        grounds = Grounds(p.program, p.figures, p.law.clauses(), p.rests, p.readings, p.law.place, p.classes, p.terms)
        self.__dict__.update(parts=parts, _engine=Engine(grounds))

    parts: Parts
    _engine: Engine

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a rulebook can't be changed; compose another")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a rulebook can't be changed; compose another")

    @cached_property
    def outputs(self) -> Mapping[str, OutputSpec]:
        """The outputs that a clause puts in force here, by name."""
        return MappingProxyType({name: output for name, output in self.parts.program.outputs.items() if name in self.parts.rests})

    @property
    def rules(self) -> Mapping[str, RuleSpec]:
        """Every rule by name."""
        return MappingProxyType(self.parts.program.rules)

    def decide(self, case: Facts, on: date | str, choices: Choices | None = None, *, known_on: date | str | None = None) -> Decision:
        """Decide a case for a day; the case isn't changed.

        ``choices`` are the discretions exercised, ``{("phase_out.months", "p1"): Choice(4, by="…", why="…")}``; ``known_on``
        leaves out the figures announced later. Raises :class:`~aidrules.errors.WrongSubject` for a case of a model that these
        rules don't speak of, :class:`~aidrules.errors.InvalidFacts` for two subjects with one id or a birth after the day,
        :class:`~aidrules.errors.InvalidChoice` for a choice that the law doesn't leave or that is out of its bounds.
        """
        return self._engine.decide(case, on, choices, known_on)

    def values(self, case: Facts, on: date | str) -> Rows:
        """Every rule's value for every subject, as plain rows by model: what batch work and measurements read.

        The places in a row are those of ``decide.layout``; amounts are fen, terms are codes, None is *not known*.
        """
        return self._engine.values(case, on)

    def value(self, rule: Rule[..., Any] | str, *subjects: Facts, on: date | str, known_on: date | str | None = None) -> Any:
        """The value of one rule for a subject and the subjects that contain it; None where it isn't known.

        >>> from aidrules import Person
        >>> from aidrules.jurisdictions import huining
        >>> from aidrules.programs import care
        >>> huining.rulebook().value(care.supported_at_home, Person(id="p1", tekun_support="central"), on="2022-03-01")
        False
        """
        return self._engine.value(rule if isinstance(rule, str) else rule.name, subjects, on, known_on)

    def checks(self, on: date | str, *, known_on: date | str | None = None) -> tuple[Item, ...]:
        """The constraints on the figures themselves, as items that are met, breached or undetermined."""
        return self._engine.checks(on, known_on)

    def with_standards(self, standards: Mapping[str, Any] | str | Path) -> Rulebook:
        """Another rulebook in which some figures are different: a what-if. From its first day on, an override ends what held.

        >>> from aidrules.jurisdictions import huining
        >>> dearer = huining.rulebook().with_standards({"care.guardian_rate": {"self_care": {"2022-07-01": "80.00"}}})
        >>> [dearer.figures(day).figure("care.guardian_rate").text for day in ("2022-06-30", "2022-07-01")]
        ['70.00', '80.00']
        """
        return Rulebook(replace(self.parts, figures=self.parts.figures.overriding(read_supplied(standards, self.parts.slots))))

    def figures(self, on: date | str, *, known_on: date | str | None = None) -> DayFigures:
        """The figures in force on a day."""
        return self._engine.basis(on, known_on).figures

    def __repr__(self) -> str:
        return f"<Rulebook {self.parts.law.place or 'of programmes'}: {len(self.outputs)} outputs, {len(self.rules)} rules>"
