"""Two rulebooks: one household under both, step by step; and what changed in the rules themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aidrules.audit.reform import Changelog
from aidrules.audit.stages import Side
from aidrules.audit.stages import waterfall as steps
from aidrules.audit.waterfall import Waterfall
from aidrules.decide.choices import Choices
from aidrules.decide.decision import Decision
from aidrules.decide.evidence import Evidences
from aidrules.errors import WrongArgument
from aidrules.facts.model import Facts
from aidrules.facts.month import as_day
from aidrules.rulebook.rulebook import Rulebook, check_rulebooks


@dataclass(frozen=True, eq=False)
class Under:
    """A case under a rulebook on a day, with what was chosen and how its facts are known: all that a decision is made from."""

    book: Rulebook
    case: Facts
    on: date | str
    choices: Choices | None = None
    known_on: date | str | None = None
    evidence: Evidences | None = None

    def decide(self) -> Decision:
        """The decision."""
        check_rulebooks(book=self.book)
        return self.book.decide(self.case, self.on, self.choices, known_on=self.known_on, evidence=self.evidence)

    def side(self) -> Side:
        """The same without rule code."""
        check_rulebooks(book=self.book)
        known = None if self.known_on is None else as_day(self.known_on)
        return Side(self.book._engine, self.case, as_day(self.on), self.choices, known, self.evidence)


def waterfall(before: Under, after: Under) -> Waterfall:
    """The way from one decision to another, in a fixed order: facts (with the day), standards, rules, readings, choices.

    >>> from aidrules import Household, Person
    >>> from aidrules.jurisdictions import huining
    >>> def home(level):
    ...     person = Person(id="p1", tekun_support="dispersed", care_level=level, has_caring_guardian=True)
    ...     return Household(id="h1", members=(person,))
    >>> book = huining.rulebook()
    >>> dearer = book.with_standards({"care.guardian_rate": {"full_care": "260.00"}})
    >>> fall = waterfall(Under(book, home("self_care"), "2022-03-15"), Under(dearer, home("full_care"), "2022-03-15")).falls[0]
    >>> [(step.causes, str(step.difference)) for step in fall.steps if step.matters], fall.difference
    ([(('facts',), '160.00'), (('standards',), '30.00')], Money("190.00"))
    """
    for name, under in (("before", before), ("after", after)):
        if not isinstance(under, Under):
            raise WrongArgument(f"`{name}` is Under(book, case, on), and this is a {type(under).__name__}", code="argument.under")
    return steps(before.side(), after.side(), _by_readings(before.book, after.book))


def changelog(before: Rulebook, after: Rulebook) -> Changelog:
    """What changed from one rulebook to another: figures with days and clauses, rules in words, outputs, choices, facts, readings, clauses.

    >>> from aidrules.jurisdictions import huining
    >>> book = huining.rulebook()
    >>> found = changelog(book, book.with_standards({"care.guardian_rate": {"self_care": {"2022-07-01": "80.00"}}}))
    >>> [(entry.what, entry.since, entry.after[1]) for entry in found.entries][-1]
    ('added', '2022-07-01', '80.00, from 2022-07-01, supplied by the user')
    """
    check_rulebooks(before=before, after=after)
    return Changelog(before._engine.grounds, after._engine.grounds)


def _by_readings(before: Rulebook, after: Rulebook) -> frozenset[str] | None:
    """The rules and standards that differ because one selects a reading and the other doesn't; None where the law doesn't say (an archive's)."""
    chosen = [{(reading.id, reading.selected) for reading in book.parts.readings if reading.selected} for book in (before, after)]
    laws = [book.parts.law for book in (before, after)]
    found: set[str] = set()
    for pair in chosen[0] ^ chosen[1]:
        if not any(pair in law.alternatives or pair in law.alternative_figures for law in laws):
            return None
        for law in laws:
            found |= {rule.name for rule in law.alternatives.get(pair, {})} | set(law.alternative_figures.get(pair, {}))
    return frozenset(found)
