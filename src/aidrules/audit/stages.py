"""One case decided again and again while facts, standards, rules, readings and choices change, in that order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from aidrules.archive.grounds import Grounds
from aidrules.audit.replay import engine_of
from aidrules.audit.waterfall import Stage, Waterfall
from aidrules.decide.choices import Choices
from aidrules.decide.decision import Decision
from aidrules.decide.engine import Engine
from aidrules.decide.evidence import Evidences
from aidrules.decide.record import Record, choices_read, evidence_read
from aidrules.decide.table import figures_on
from aidrules.errors import AidrulesError, InvalidRecord
from aidrules.facts.model import Facts, model_name
from aidrules.facts.month import as_day
from aidrules.graph.nodes import Chosen
from aidrules.graph.program import OutputSpec, Program, every
from aidrules.standards.figures import Figure, Figures


@dataclass(frozen=True, eq=False)
class Side:
    """All that a decision is made from."""

    engine: Engine
    case: Facts
    on: date
    choices: Choices | None = None
    known_on: date | None = None
    evidence: Evidences | None = None

    def decide(self) -> Decision:
        """The decision."""
        return self.engine.decide(self.case, self.on, self.choices, self.known_on, self.evidence)


def side_of(record: Record) -> Side:
    """What a record was made from: its facts, days, choices and evidence, and its archived rules.

    Raises :class:`~aidrules.errors.InvalidRecord` or :class:`~aidrules.errors.InvalidArchive` for parts that don't fit together;
    ``replay`` tells whether the record still holds.
    """
    engine, document = engine_of(record), record.document
    model = engine.grounds.classes.get(document["model"])
    if model is None:
        raise InvalidRecord("the record is about a model that its archive doesn't hold", code="record.model")
    known = None if document["known_on"] is None else as_day(document["known_on"])
    choices, evidence = choices_read(document["choices"]), evidence_read(document["evidence"])
    return Side(engine, model.read(document["facts"]), as_day(record.on), choices, known, evidence)


def waterfall(before: Side, after: Side, by_readings: frozenset[str] | None = None) -> Waterfall:
    """The way from one decision to the other.

    ``by_readings`` names the rules and standards that differ because another reading was selected. Archives don't say which those
    are: without it, rules and readings are told together where the readings differ.
    """
    first, last = before.decide(), after.decide()
    selected = [{(reading.id, reading.selected) for reading in side.engine.grounds.readings if reading.selected} for side in (before, after)]
    apart = by_readings is not None or selected[0] == selected[1]
    steps = _Steps(before, after, by_readings or frozenset())
    return Waterfall(
        first,
        (
            Stage("facts", steps.attempt(steps.facts)),
            Stage("standards", steps.attempt(steps.standards)),
            Stage("rules", steps.attempt(steps.rules) if apart else None),
            Stage("readings", steps.attempt(lambda: after.engine)),
            Stage("choices", last),
        ),
    )


class _Steps:
    def __init__(self, before: Side, after: Side, by_readings: frozenset[str]) -> None:
        self.before, self.after, self.by_readings = before, after, by_readings
        self.old, self.new = before.engine.grounds, after.engine.grounds
        self.held = [*self._held()] if self._other_day() else [*self.old.figures]

    def _other_day(self) -> bool:
        return (self.before.on, self.before.known_on) != (self.after.on, self.after.known_on)

    def _held(self) -> list[Figure]:
        """The figures of the earlier day, made to hold on every day: a day moves on with the facts, and its figures in the next step."""
        found = figures_on(self.old.program, self.old.figures, self.before.on, self.before.known_on).found
        return [replace(figure, start=None, until=None, announced=None) for row in found.values() for figure in row if figure is not None]

    def attempt(self, engine: Callable[[], Engine]) -> Decision | None:
        """The later case with the earlier choices; None where it can't be decided so, for example since a choice isn't left any more."""
        after = self.after
        try:
            by = engine()
            return by.decide(_read_by(by, after.case), after.on, self.before.choices, after.known_on, after.evidence)
        except AidrulesError:
            return None

    def facts(self) -> Engine:
        """The earlier rulebook, with its figures and its law in force as on the earlier day."""
        return Engine(replace(self.law_held(), figures=Figures(self.held))) if self._other_day() else self.before.engine

    def law_held(self) -> Grounds:
        """The earlier law, in force on every day if it was on the earlier one."""
        if not self._other_day():
            return self.old
        day = self.before.on
        clauses = {
            key: replace(clause, source=replace(clause.source, in_force_from=None if clause.source.in_force(day) else date.max))
            for key, clause in self.old.clauses.items()
        }
        return replace(self.old, clauses=clauses)

    def standards(self) -> Engine:
        """The earlier rules with the later figures; a standard that is of another kind now comes with the rules."""
        old, new = self.old.program.standards, self.new.program.standards
        stays = self.by_readings | {path for path in old if path in new and old[path] != new[path]}
        return Engine(replace(self.law_held(), figures=self.figures(stays)))

    def figures(self, stays: frozenset[str] | set[str]) -> Figures:
        """The later figures, except of some standards."""
        return Figures([*(figure for figure in self.new.figures if figure.path not in stays), *(figure for figure in self.held if figure.path in stays)])

    def rules(self) -> Engine:
        """The later rules and law, with the earlier readings."""
        selected = {reading.id: reading.selected for reading in self.old.readings}
        readings = tuple(replace(reading, selected=selected.get(reading.id, "")) for reading in self.new.readings)
        return Engine(replace(self.new, program=self.program(), figures=self.figures(self.by_readings), readings=readings))

    def program(self) -> Program:
        """The later program, in which the rules that differ by a reading are the earlier ones."""
        old, new = self.old.program, self.new.program
        kept = {name: old.rules[name] for name in self.by_readings if name in old.rules and name in new.rules and old.rules[name] != new.rules[name]}
        if not kept:
            return new
        called = {name: old.rules[name] for root in kept for name in old.depends(root)}
        program = replace(
            new, rules={**called, **new.rules, **kept}, models={**old.models, **new.models}, terms={**old.terms, **new.terms},
            standards={**old.standards, **new.standards}, choices={**old.choices, **new.choices},
        )  # fmt: skip
        return replace(program, outputs={name: replace(output, choices=_awaited(output, program)) for name, output in program.outputs.items()})


def _read_by(engine: Engine, case: Facts) -> Facts:
    """The case as a subject of the engine's own model, where that was made from an archived schema."""
    model = engine.grounds.classes.get(model_name(type(case)))
    return case if model is None or isinstance(case, model) else model.read(case.model_dump(mode="json"))


def _awaited(output: OutputSpec, program: Program) -> tuple[str, ...]:
    """The choices that an output waits for."""
    rules = dict.fromkeys(name for root in output.rules() for name in program.depends(root))
    return tuple(dict.fromkeys(part.path for name in program.rules if name in rules for part in every(program.rules[name].body) if isinstance(part, Chosen)))
