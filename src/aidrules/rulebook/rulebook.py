"""A rulebook: frozen, compiled once, deciding cases on any day."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, Final, NoReturn

from aidrules.decide.basis import Basis, path_of
from aidrules.decide.choices import Choices, Made, check_bounds, place_choices
from aidrules.decide.compiled import Compiled, Rows
from aidrules.decide.decision import Decision, Item, Outputs, checks
from aidrules.decide.interpreter import Interpreter, Tabled
from aidrules.decide.layout import GLOBAL, SUBJECT, Layout, Row, climb
from aidrules.decide.reasons import Explained, Explanations
from aidrules.decide.table import DayFigures, figures_on
from aidrules.errors import Fault, InvalidFacts, UnknownName, WrongSubject, closest
from aidrules.facts.model import Facts
from aidrules.facts.money import Money
from aidrules.facts.month import Month, as_day
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Term
from aidrules.graph.kinds import Kind
from aidrules.graph.program import OutputSpec, Program, RuleSpec
from aidrules.lang.models import model_name
from aidrules.lang.rule import Rule
from aidrules.law.source import Reading
from aidrules.rulebook.law import Law
from aidrules.standards.figures import Figures
from aidrules.standards.load import Slot, read_supplied

_NO_CHOICES: Final[Choices] = MappingProxyType({})
MOST_DAYS: Final = 256
"""So many days' figures are kept ready."""


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
        self.__dict__.update(
            parts=parts, _layout=Layout(parts.program), _days=OrderedDict(), _known={}, _compiled={}, _lock=Lock(),
            _absent=frozenset(name for name in parts.program.outputs if name not in parts.rests), _clauses=parts.law.clauses(),
        )  # fmt: skip

    parts: Parts
    _layout: Layout
    _days: OrderedDict[tuple[date, date | None], Basis]
    _compiled: dict[str, Compiled]
    _known: dict[type, str]
    _lock: Lock
    _absent: frozenset[str]
    _clauses: Mapping[str, Any]

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a rulebook can't be changed; compose another")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a rulebook can't be changed; compose another")

    @cached_property
    def _walks(self) -> Explanations:
        return Explanations(self._layout, dict(self.parts.rests))

    @cached_property
    def _outputs(self) -> Outputs:
        return Outputs(self._layout, self.parts.rests)

    @cached_property
    def _past(self) -> tuple[tuple[str, ...], ...]:
        """For each model the facts that are days and can't lie after the day decided for."""
        return tuple(tuple(fact.name for fact in spec.facts if fact.past) for spec in self.parts.program.models.values())

    @cached_property
    def outputs(self) -> Mapping[str, OutputSpec]:
        """The outputs that a clause puts in force here, by name."""
        return MappingProxyType({name: output for name, output in self.parts.program.outputs.items() if name not in self._absent})

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
        basis = self._basis(as_day(on), None if known_on is None else as_day(known_on))
        model = self._model(case)
        compiled = self._compiled.get(model) or self._compile(model)
        made: list[Made] = []

        def place(rows: Rows) -> None:
            made.extend(place_choices(choices or {}, list(self._layout.walk(rows[self._layout.numbers[model]][0], model)), basis))

        try:
            rows = compiled.run(case, basis.day, basis.figures, place if choices else None)
        except AttributeError:
            wanted = ", ".join(cls.__name__ for cls in self.parts.classes.values())
            raise WrongSubject(f"a subject of this case lacks facts that the rules read; they speak of {wanted}", code="subject.model") from None
        self._check_case(rows, basis.day)
        tabled = Tabled(self._layout, basis.day, basis.figures, rows[-1][0])
        if choices:
            check_bounds(choices, made, basis, tabled)
        return Decision(rows, model, Explained(self._walks, basis, tabled), self._outputs, MappingProxyType(dict(choices)) if choices else _NO_CHOICES)

    def values(self, case: Facts, on: date | str) -> Rows:
        """Every rule's value for every subject, as plain rows by model: what batch work and measurements read.

        The places in a row are those of ``decide.layout``; amounts are fen, terms are codes, None is *not known*.
        """
        basis = self._basis(as_day(on), None)
        model = self._model(case)
        return (self._compiled.get(model) or self._compile(model)).run(case, basis.day, basis.figures)

    def value(self, rule: Rule[..., Any] | str, *subjects: Facts, on: date | str, known_on: date | str | None = None) -> Any:
        """The value of one rule for a subject and the subjects that contain it; None where it isn't known.

        >>> from aidrules import Person
        >>> from aidrules.jurisdictions import huining
        >>> from aidrules.programs import care
        >>> huining.rulebook().value(care.supported_at_home, Person(id="p1", tekun_support="central"), on="2022-03-01")
        False
        """
        name = rule if isinstance(rule, str) else rule.name
        spec = self.rules.get(name)
        if spec is None:
            raise UnknownName(f"this rulebook has no rule `{name}`; {closest(name, self.rules)}", code="name.rule")
        basis = self._basis(as_day(on), None if known_on is None else as_day(known_on))
        interpreter = Interpreter(self._layout, basis.day, basis.figures)
        return self._decoded(interpreter.rule(name, self._row(spec, subjects)), spec.kind)

    def checks(self, on: date | str, *, known_on: date | str | None = None) -> tuple[Item, ...]:
        """The constraints on the figures themselves, as items that are met, breached or undetermined."""
        basis = self._basis(as_day(on), None if known_on is None else as_day(known_on))
        alone: Row = [None] * self._layout.width[GLOBAL]
        return checks(Explained(self._walks, basis, Tabled(self._layout, basis.day, basis.figures, alone)), self._outputs)

    def sql(
        self,
        dialect: str,
        on: date | str,
        outputs: Iterable[str] | None = None,
        *,
        of: str = "",
        columns: Mapping[str, Collection[str]] | None = None,
        known_on: date | str | None = None,
    ) -> str:
        """These rules on a day as one SQL statement over a register's tables, each column with its rule and clauses.

        Without ``of`` one row for each subject and output: ``output``, the ids as text, ``outcome``, ``amount_fen``. With a model
        in ``of`` one row for each of its subjects, with ``…_outcome`` and ``…_fen`` for each output. ``columns`` says which tables
        and columns there are; without it all of the layout in docs/sql.md. ``duckdb``, ``spark`` and ``postgres`` are exact, other
        dialects experimental. Needs sqlglot (``pip install 'aidrules[sql]'``); raises :class:`~aidrules.errors.InvalidQuery` for
        what SQL can't say.

        >>> from aidrules.jurisdictions import huining
        >>> print(huining.rulebook().sql("duckdb", "2022-03-15", ["care.guardian_payment"], of="Person").splitlines()[0])
        /* aidrules: huining on 2022-03-15.
        """
        from aidrules.batch.sql import statement

        basis = self._basis(as_day(on), None if known_on is None else as_day(known_on))
        return statement(basis, dialect, outputs=outputs, of=of, columns=columns)

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
        return self._basis(as_day(on), None if known_on is None else as_day(known_on)).figures

    def __repr__(self) -> str:
        return f"<Rulebook {self.parts.law.place or 'of programmes'}: {len(self.outputs)} outputs, {len(self.rules)} rules>"

    # --- how

    def _basis(self, day: date, known_on: date | None) -> Basis:
        key = (day, known_on)
        ready = self._days.get(key)
        if ready is not None:
            return ready
        with self._lock:
            basis = self._days.get(key)
            if basis is None:
                parts = self.parts
                figures = figures_on(parts.program, parts.figures, day, known_on)
                basis = Basis(parts.program, self._layout, parts.law.place, day, known_on, figures, self._clauses, parts.rests, parts.readings)
                self._days[key] = basis
                if len(self._days) > MOST_DAYS:
                    self._days.popitem(last=False)
            return basis

    def _model(self, case: Facts) -> str:
        known_as = self._known.get(type(case))
        if known_as is not None:
            return known_as
        name = model_name(type(case)) if isinstance(case, Facts) and type(case) is not Facts else type(case).__name__
        known = self.parts.classes.get(name)
        if known is None or not isinstance(case, known):
            raise WrongSubject(f"these rules don't speak of a {name}; they speak of {', '.join(self.parts.classes)}", code="subject.model")
        self._known[type(case)] = name
        return name

    def _compile(self, model: str) -> Compiled:
        with self._lock:
            if model not in self._compiled:
                self._compiled[model] = Compiled(self._layout, model)
            return self._compiled[model]

    def _check_case(self, rows: Rows, day: date) -> None:
        """What only shows in the whole case, or against the day: two subjects with one id, a birth after the day."""
        program = self.parts.program
        for spec, past, of_model in zip(program.models.values(), self._past, rows, strict=False):
            for name in past:
                late = [row for row in of_model if (getattr(row[SUBJECT], name) or day) > day]
                if late:
                    message = f"this day lies after the day decided for, {day}"
                    raise InvalidFacts([Fault(_joined(path_of(row, spec.name, program), name), "date.after_day", message) for row in late])
            if spec.identified and len(of_model) > 1 and len({row[SUBJECT].id for row in of_model}) < len(of_model):
                seen: set[str] = set()
                faults = []
                for row in of_model:
                    if row[SUBJECT].id in seen:
                        faults.append(
                            Fault(
                                f"{path_of(row, spec.name, self.parts.program)}.id",
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
        root = self._layout.load(subjects[-1], self.parts.program.models[top])
        for model, row in self._layout.walk(root, top):
            if model == wanted[0] and row[SUBJECT] is subjects[0]:
                climb(row, model, top, self.parts.program.parents)
                return row
        raise WrongSubject(f"the {wanted[0]} given isn't part of the {top} given", code="subject.container")

    def _decoded(self, value: Any, kind: Kind) -> Any:
        if value is None:
            return None
        match kind.name:
            case "money":
                return Money.from_fen(value)
            case "term":
                return list(self.parts.terms[kind.of])[value]
            case "month":
                return Month.from_ordinal(value)
            case "quantity":
                return Quantity(f"{value // 100}.{value % 100:02d}", kind.of)
            case _:
                return value


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
