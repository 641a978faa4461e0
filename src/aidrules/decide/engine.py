"""The engine: rules, figures and clauses as plain data, compiled once, deciding cases on any day. Knows no rulebook and no rule code."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import replace
from datetime import date
from functools import cached_property
from threading import Lock
from types import MappingProxyType
from typing import Any, Final, NoReturn

from aidrules.archive.document import Digest, archive_written, digest
from aidrules.archive.grounds import Grounds
from aidrules.archive.shelf import archive_id, released
from aidrules.decide.basis import Basis, joined, path_of
from aidrules.decide.choices import Choices, Made, check_bounds, place_choices
from aidrules.decide.compiled import Compiled, Rows
from aidrules.decide.decision import Decision, Outputs, checks
from aidrules.decide.evidence import NO_EVIDENCE, Evidences, check_evidence, only_verified
from aidrules.decide.interpreter import Interpreter, Tabled
from aidrules.decide.item import Item
from aidrules.decide.layout import GLOBAL, SUBJECT, Layout, Row, climb
from aidrules.decide.reasons import Explained, Explanations
from aidrules.decide.record import standards_text
from aidrules.decide.table import figures_on
from aidrules.errors import Fault, InvalidFacts, UnknownName, WrongSubject, closest
from aidrules.facts.model import Facts, model_name
from aidrules.facts.money import Money
from aidrules.facts.month import Month, as_day
from aidrules.facts.quantity import Quantity
from aidrules.graph.kinds import Kind
from aidrules.graph.program import RuleSpec
from aidrules.graph.sealed import body_of
from aidrules.standards.figures import Figures

_NO_CHOICES: Final[Choices] = MappingProxyType({})
MOST_DAYS: Final = 256
"""So many days' figures are kept ready."""


_OF_THE_FIGURES: Final = ("grounds", "_days", "_lock", "digest", "standards_text")


class Engine:
    """Decides by some grounds; frozen, and safe to share between threads."""

    def __init__(self, grounds: Grounds, archive: str = "") -> None:
        """``archive`` is the text that the grounds were read from, where they were."""
        self.__dict__.update(grounds=grounds, layout=Layout(grounds.program), _days=OrderedDict(), _eras=OrderedDict(), _known={}, _compiled={}, _lock=Lock())
        if archive:
            self.__dict__["archive"] = archive

    def with_figures(self, figures: Figures) -> Engine:
        """The same rules under other figures; what was compiled is shared."""
        other = object.__new__(Engine)
        shared = {name: part for name, part in self.__dict__.items() if name not in _OF_THE_FIGURES}
        other.__dict__.update(shared, grounds=replace(self.grounds, figures=figures), _days=OrderedDict(), _eras=OrderedDict(), _lock=Lock())
        return other

    grounds: Grounds
    layout: Layout
    _days: OrderedDict[tuple[date, date | None], Basis]
    _eras: OrderedDict[tuple[int, int, int], Basis]
    _compiled: dict[str, Compiled]
    _known: dict[type, str]
    _lock: Lock

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("an engine can't be changed; make another")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("an engine can't be changed; make another")

    @cached_property
    def _walks(self) -> Explanations:
        return Explanations(self.layout, dict(self.grounds.rests))

    @cached_property
    def _outputs(self) -> Outputs:
        return Outputs(self.layout, self.grounds.rests)

    @cached_property
    def _past(self) -> tuple[tuple[str, ...], ...]:
        """For each model the facts that are days and can't lie after the day decided for."""
        return tuple(tuple(fact.name for fact in spec.facts if fact.past) for spec in self.grounds.program.models.values())

    @cached_property
    def digest(self) -> Digest:
        """The digest of the law, and of all figures."""
        return digest(self.grounds)

    @cached_property
    def archive(self) -> str:
        """The archive, without the figures that a user supplied."""
        return archive_written(self.grounds)

    @cached_property
    def archive_id(self) -> str:
        """What the archive is found by."""
        return archive_id(self.archive)

    @cached_property
    def archive_ships(self) -> bool:
        """Whether the archive ships with the package, so that records needn't carry it."""
        return released(self.archive_id) is not None

    @property
    def archive_body(self) -> str:
        """What a record carries of an archive that doesn't ship with the package."""
        return body_of("rulebook", self.archive)

    @cached_property
    def standards_text(self) -> str:
        """The figures that a user supplied, as a record carries them."""
        return standards_text(self)

    def decide(
        self, case: Facts, on: date | str, choices: Choices | None = None, known_on: date | str | None = None, evidence: Evidences | None = None
    ) -> Decision:
        """Decide a case for a day; what ``Rulebook.decide`` says."""
        basis = self.basis(on, known_on)
        model = self._model(case)
        compiled = self._compiled.get(model) or self._compile(model)
        made: list[Made] = []

        def place(rows: Rows) -> None:
            made.extend(place_choices(choices or {}, list(self.layout.walk(rows[self.layout.numbers[model]][0], model)), basis))

        try:
            rows = compiled.run(case, basis.day, basis.figures, place if choices else None)
        except AttributeError:
            wanted = ", ".join(cls.__name__ for cls in self.grounds.classes.values())
            raise WrongSubject(f"a subject of this case lacks facts that the rules read; they speak of {wanted}", code="subject.model") from None
        self._check_case(rows, basis.day)
        tabled = Tabled(self.layout, basis.day, basis.figures, rows[-1][0])
        if choices:
            check_bounds(choices, made, basis, tabled)
        kept = MappingProxyType(dict(choices)) if choices else _NO_CHOICES
        known = check_evidence(evidence, rows[self.layout.numbers[model]][0], model, basis) if evidence is not None else NO_EVIDENCE
        verified = self._only_verified(case, model, known, kept, basis) if self._verifies else None
        return Decision(rows, model, Explained(self._walks, basis, tabled), self._outputs, kept, self, known, verified)

    def values(self, case: Facts, on: date | str) -> Rows:
        """Every rule's value for every subject of a case, as plain rows by model."""
        basis = self.basis(on)
        model = self._model(case)
        return (self._compiled.get(model) or self._compile(model)).run(case, basis.day, basis.figures)

    def value(self, name: str, subjects: tuple[Facts, ...], on: date | str, known_on: date | str | None = None) -> Any:
        """The value of one rule for a subject and the subjects that contain it; None where it isn't known."""
        spec = self.grounds.program.rules.get(name)
        if spec is None:
            raise UnknownName(f"this rulebook has no rule `{name[:64]}`; {closest(name[:64], self.grounds.program.rules)}", code="name.rule")
        basis = self.basis(on, known_on)
        interpreter = Interpreter(self.layout, basis.day, basis.figures)
        return self._decoded(interpreter.rule(name, self._row(spec, subjects)), spec.kind)

    def checks(self, on: date | str, known_on: date | str | None = None) -> tuple[Item, ...]:
        """The constraints on the figures themselves, as items that are met, breached or undetermined."""
        basis = self.basis(on, known_on)
        alone: Row = [None] * self.layout.width[GLOBAL]
        return checks(Explained(self._walks, basis, Tabled(self.layout, basis.day, basis.figures, alone)), self._outputs)

    def basis(self, on: date | str, known_on: date | str | None = None) -> Basis:
        """The figures, clauses and readings of a day; kept ready."""
        key = day, known_on = as_day(on), None if known_on is None else as_day(known_on)
        ready = self._days.get(key)
        if ready is not None:
            return ready
        with self._lock:
            basis = self._days.get(key)
            if basis is None:
                grounds = self.grounds
                era = (*grounds.figures.era(day, known_on), bisect_right(self._source_days, day))
                if era in self._eras:
                    basis = self._eras[era].on(day, known_on)
                else:
                    figures = figures_on(grounds.program, grounds.figures, day, known_on)
                    other = next(iter(self._eras.values()), None)
                    basis = self._eras[era] = (
                        Basis(grounds.program, self.layout, grounds.place, day, known_on, figures, grounds.clauses, grounds.rests, grounds.readings)
                        if other is None else other.on(day, known_on, figures)
                    )  # fmt: skip
                self._days[key] = basis
                for kept in (self._days, self._eras):
                    if len(kept) > MOST_DAYS:
                        kept.popitem(last=False)
            return basis

    @cached_property
    def _source_days(self) -> list[date]:
        """The days on which a source comes into force."""
        sources = {clause.source for clause in self.grounds.clauses.values()}
        return sorted(source.in_force_from for source in sources if source.in_force_from)

    def _model(self, case: Facts) -> str:
        known_as = self._known.get(type(case))
        if known_as is not None:
            return known_as
        name = model_name(type(case)) if isinstance(case, Facts) and type(case) is not Facts else type(case).__name__
        known = self.grounds.classes.get(name)
        if known is None or not isinstance(case, known):
            raise WrongSubject(f"these rules don't speak of a {name}; they speak of {', '.join(self.grounds.classes)}", code="subject.model")
        self._known[type(case)] = name
        return name

    def _compile(self, model: str) -> Compiled:
        with self._lock:
            if model not in self._compiled:
                self._compiled[model] = Compiled(self.layout, model)
            return self._compiled[model]

    @cached_property
    def _verifies(self) -> bool:
        return any(output.verified for name, output in self.grounds.program.outputs.items() if name in self.grounds.rests)

    def _only_verified(self, case: Facts, model: str, evidence: Evidences, choices: Choices, basis: Basis) -> tuple[Rows, Explained]:
        """The case once more, for the outputs that require verification."""
        found = only_verified(case, model, evidence, choices, basis)
        x = Explained(self._walks, basis, found.tabled)
        x.unverified = found.unverified
        return found.rows, x

    def _check_case(self, rows: Rows, day: date) -> None:
        """What only shows in the whole case, or against the day: two subjects with one id, a birth after the day."""
        program = self.grounds.program
        for spec, past, of_model in zip(program.models.values(), self._past, rows, strict=False):
            for name in past:
                late = [row for row in of_model if (getattr(row[SUBJECT], name) or day) > day]
                if late:
                    message = f"this day lies after the day decided for, {day}"
                    raise InvalidFacts([Fault(joined(path_of(row, spec.name, program), name), "date.after_day", message) for row in late])
            if spec.identified and len(of_model) > 1 and len({row[SUBJECT].id for row in of_model}) < len(of_model):
                seen: set[str] = set()
                faults = []
                for row in of_model:
                    if row[SUBJECT].id in seen:
                        faults.append(
                            Fault(
                                f"{path_of(row, spec.name, self.grounds.program)}.id",
                                "id.twice",
                                f"another {spec.name} of this case has the same id; ids are unique in a case",
                            )
                        )
                    seen.add(row[SUBJECT].id)
                raise InvalidFacts(faults)

    def _row(self, spec: RuleSpec, subjects: tuple[Facts, ...]) -> Row:
        """The row of a rule's first subject, below the outermost subject given."""
        if not spec.subjects:
            if subjects:
                raise WrongSubject(f"the rule {spec.name} speaks of no subject", code="subject.number")
            return []
        wanted = [subject.model for subject in spec.subjects]
        if [self._model(subject) for subject in subjects][: len(wanted)] != wanted:
            raise WrongSubject(f"the rule {spec.name} takes {', '.join(wanted)}, one by one", code="subject.number")
        top = self._model(subjects[-1])
        root = self.layout.load(subjects[-1], self.grounds.program.models[top])
        for model, row in self.layout.walk(root, top):
            if model == wanted[0] and row[SUBJECT] is subjects[0]:
                climb(row, model, top, self.grounds.program.parents)
                return row
        raise WrongSubject(f"the {wanted[0]} given isn't part of the {top} given", code="subject.container")

    def _decoded(self, value: Any, kind: Kind) -> Any:
        if value is None:
            return None
        match kind.name:
            case "money":
                return Money.from_fen(value)
            case "term":
                return list(self.grounds.terms[kind.of])[value]
            case "month":
                return Month.from_ordinal(value)
            case "quantity":
                return Quantity(f"{value // 100}.{value % 100:02d}", kind.of)
            case _:
                return value
