"""Runs the worked cases against every mutant of a module: which case kills which.

A module is a programme in a place. Its mutants are those of everything its outputs rest on, shared rules included, and only its
own cases count. A case is decided by the interpreter, from the rules that its output needs and no others: that is much faster
than a new rulebook for each mutant, and has to come to the same.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from cases.worked import CASES, CHECKS, choices, found, rulebook, subject

from aidrules import Choice, Facts, Item, Outcome, Rulebook
from aidrules.decide.basis import Basis, ids_of
from aidrules.decide.choices import check_bounds, place_choices
from aidrules.decide.interpreter import Tabled
from aidrules.decide.layout import GLOBAL, Layout, Row
from aidrules.decide.outcome import Plan, Settled, settle
from aidrules.decide.reasons import Explained, Explanations
from aidrules.decide.table import DayFigures, figures_on
from aidrules.errors import AidrulesError
from aidrules.facts.model import model_name
from aidrules.facts.roots import ROOTS
from aidrules.graph.nodes import Figure
from aidrules.graph.program import Program, called, every
from aidrules.jurisdictions import PLACES, rulebook_of
from aidrules.testing.mutants import Mutant, mutants

EQUIVALENT = Path(__file__).parent / "equivalent_mutants.toml"


@dataclass(frozen=True, eq=False)
class Worked:
    """A worked case, ready to be decided."""

    place: str
    case: Mapping[str, Any]
    book: Rulebook
    day: date
    subject: Facts | None
    choices: Mapping[tuple[str, ...], Choice]

    @property
    def output(self) -> str:
        return str(self.case["output"])


@cache
def worked(place: str) -> list[Worked]:
    """The cases of a place, those about figures last."""
    ready = []
    for at, case in (*CASES, *CHECKS):
        if at == place:
            about = subject(case) if any(key in case for key in ROOTS) else None
            ready.append(Worked(place, case, rulebook(place, case), date.fromisoformat(case["on"]), about, choices(case)))
    return ready


class Walks:
    """The walks of a program, generated only when a case asks which clauses are cited."""

    def __init__(self, layout: Layout, rests: Mapping[str, tuple[str, ...]]) -> None:
        self._of = layout, dict(rests)

    def __getattr__(self, name: str) -> Any:
        self.__dict__.update(vars(Explanations(*self._of)))
        return self.__dict__[name]


class Reader:
    """Decides worked cases under a program, which may have a mistake in it."""

    def __init__(self, module: Module, mutant: Mutant | None = None) -> None:
        self.module, self.mutant = module, mutant
        self._layouts: dict[int, Layout] = {}
        self._bases: dict[tuple[int, date], Basis] = {}
        self._needed: dict[tuple[int, str], set[str]] = {}

    def comes_out(self, work: Worked) -> bool:
        """Whether a case comes out as expected; an error that isn't expected is another outcome."""
        expected = work.case["expected"]
        try:
            item = self.item(work)
        except AidrulesError as error:
            return {"error": error.code} == expected
        return "error" not in expected and all(found(item, [name]) == {name: value} for name, value in expected.items())

    def item(self, work: Worked) -> Item:
        """The item that a case is about, as ``decide`` or ``checks`` would give it."""
        basis, tabled, rows = self.filled(work)
        output = basis.program.outputs[work.output]
        row = (
            rows[0][1] if output.sort == "check" else next(row for owner, row in rows if owner == output.model and self.ids(row, owner) == work.case["subject"])
        )
        settled = settle(Plan(output, basis.layout), row) if work.output in basis.in_force else Settled(Outcome.NOT_IN_FORCE)
        walks: Any = Walks(basis.layout, basis.rests)
        return Item(output, settled, row, Explained(walks, basis, tabled), work.choices)

    def filled(self, work: Worked) -> tuple[Basis, Tabled, list[tuple[str, Row]]]:
        """A case's rows by model, first the one of rules about figures alone, with the values of what its output rests on."""
        basis = self.basis(work)
        layout = basis.layout
        rows: list[tuple[str, Row]] = [(GLOBAL, [None] * layout.width[GLOBAL])]
        if work.subject is not None:
            root = model_name(type(work.subject))
            rows += layout.walk(layout.load(work.subject, basis.program.models[root]), root)
        made = place_choices(work.choices, rows, basis) if work.choices else []
        tabled = Tabled(layout, work.day, basis.figures, rows[0][1])
        needed = self.needed(work)
        for model, names in layout.stages:
            wanted = [name for name in names if name in needed]
            for owner, row in rows if wanted else ():
                if owner == model:
                    for name in wanted:
                        row[layout.rules[name]] = tabled.rule(name, row)
        check_bounds(work.choices, made, basis, tabled)
        return basis, tabled, rows

    def ids(self, row: Row, model: str) -> list[str]:
        return list(ids_of(row, model, self.module.book.parts.program))

    def needed(self, work: Worked) -> set[str]:
        """What a case's output rests on; with another rule in the place of one, that is something else."""
        if self.mutant is None or self.mutant.kind != "rule":
            return self.module.needed(work)
        program = self.layout(work.book).program
        key = (id(program), work.output)
        if key not in self._needed:
            self._needed[key] = _needed(program, work.output)
        return self._needed[key]

    def basis(self, work: Worked) -> Basis:
        """What a case is decided on, with the mistake in it."""
        key = (id(work.book), work.day)
        if key not in self._bases:
            layout, parts = self.layout(work.book), work.book.parts
            figures = self.module.figures(work.book, work.day)
            if self.mutant is not None and isinstance(self.mutant.after, tuple):
                figures = figures_on(layout.program, self.mutant.figures(parts.figures), work.day, None)
            self._bases[key] = Basis(
                layout.program, layout, work.place, work.day, None, figures, work.book._engine.grounds.clauses, parts.rests, parts.readings
            )
        return self._bases[key]

    def layout(self, book: Rulebook) -> Layout:
        """Where values stand. Unless a mistake reads something else, the layout of the program without it will do."""
        plain = self.module.layout(book)
        if self.mutant is None or isinstance(self.mutant.after, tuple):
            return plain
        if id(plain) not in self._layouts:
            program = self.mutant.program(plain.program)
            if self.mutant.kind in ("fact", "rule", "output") or self.mutant.where in program.choices:
                self._layouts[id(plain)] = Layout(program)
            else:
                self._layouts[id(plain)] = layout = copy.copy(plain)
                layout.program = program
        return self._layouts[id(plain)]


class Module:
    """A programme in a place, or all of them: the outputs in force there, their cases, their mutants.

    With a reading selected: only its own cases, and the mutants of what it puts in the place of something else.
    """

    def __init__(self, place: str, name: str = "", reading: tuple[str, str] | None = None) -> None:
        self.place, self.name, self.reading = place, name, reading
        self.plain = rulebook_of(place)
        self.book = self.plain if reading is None else rulebook_of(place, readings=dict([reading]))
        self.outputs = sorted(output for output in self.book.outputs if name in ("", output.partition(".")[0]))
        self._layouts: dict[str, Layout] = {}
        self._needed: dict[tuple[int, str], set[str]] = {}
        self._figures: dict[tuple[int, date], DayFigures] = {}

    def __str__(self) -> str:
        return f"{self.place} {self.name}" + (f", {self.reading[0]}: {self.reading[1]}" if self.reading else "")

    @cached_property
    def cases(self) -> list[Worked]:
        selected = None if self.reading is None else dict([self.reading])
        return [work for work in worked(self.place) if work.output in self.outputs and selected in (None, work.case.get("readings"))]

    def needed(self, work: Worked) -> set[str]:
        """The rules, choices and standards that a case's output rests on under the case's readings, and itself."""
        key = (id(work.book), work.output)
        if key not in self._needed:
            self._needed[key] = _needed(work.book.parts.program, work.output)
        return self._needed[key]

    @cached_property
    def mutants(self) -> list[Mutant]:
        parts, plain = self.book.parts, self.plain.parts
        found = mutants(parts.program, parts.figures, self.outputs)
        if self.reading is None:
            return list(found)
        known = set(plain.figures)
        return [each for each in found if not (known.issuperset(each.before) if isinstance(each.before, tuple) else each.fits(plain.program))]

    def layout(self, book: Rulebook) -> Layout:
        """The layout of the module's part of a rulebook; those with one set of readings share it."""
        program = book.parts.program
        key = repr([rule.body for rule in program.rules.values()])
        if key not in self._layouts:
            rules = {name for output in self.outputs for name in _needed(program, output) if name in program.rules}
            outputs = {name: program.outputs[name] for name in self.outputs}
            ties = {name: tie for name, tie in program.interactions.items() if tie.of in outputs}
            kept = {name: program.rules[name] for name in program.rules if name in rules}
            self._layouts[key] = Layout(replace(program, rules=kept, outputs=outputs, interactions=ties))
        return self._layouts[key]

    def figures(self, book: Rulebook, day: date) -> DayFigures:
        key = (id(book), day)
        if key not in self._figures:
            self._figures[key] = figures_on(book.parts.program, book.parts.figures, day, None)
        return self._figures[key]

    def killers(self) -> dict[str, str]:
        """For each mutant the id of a case that kills it, or nothing. A case that killed before is tried first."""
        order = list(self.cases)
        killed: dict[str, str] = {}
        for mutant in self.mutants:
            reader = Reader(self, mutant)
            killed[mutant.name] = ""
            for place, work in enumerate(order):
                if mutant.where in self.needed(work) and mutant.fits(work.book.parts.program) and not reader.comes_out(work):
                    killed[mutant.name] = str(work.case["id"])
                    order.insert(0, order.pop(place))
                    break
        return killed


def modules() -> list[Module]:
    """Every programme in every place where one of its outputs is in force; then the same under each alternative reading that changes it."""
    found = []
    for place in PLACES:
        book = rulebook_of(place)
        names = dict.fromkeys(output.partition(".")[0] for output in book.outputs)
        found += [Module(place, name) for name in names]
        readings = dict.fromkeys((*book.parts.law.alternatives, *book.parts.law.alternative_figures))
        found += [module for reading in readings for name in names if (module := Module(place, name, reading)).mutants]
    return found


def equivalents() -> dict[str, dict[str, str]]:
    """By module, or for every module of a place, the mutants that no case can kill, each with the reason. A ``*`` stands for any words."""
    return tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))


def equivalent(module: Module) -> list[str]:
    """The mutants of a module that no case is said to kill."""
    entries = equivalents()
    named = [re.compile(re.escape(entry).replace(r"\*", ".*")) for key in (str(module), module.place) for entry in entries.get(key, {})]
    return [mutant.name for mutant in module.mutants if any(entry.fullmatch(mutant.name) for entry in named)]


def _needed(program: Program, output: str) -> set[str]:
    spec = program.outputs[output]
    bounds = [bound for choice in program.discretions(spec) for bound in (choice.low, choice.high) if bound is not None]
    rules: set[str] = set()
    ties = [tie for tie in program.interactions.values() if tie.of == output]
    tied = [name for tie in ties for name in (tie.when, tie.forgone) if name]
    for name in (*spec.rules(), *tied, *(name for bound in bounds for name in called(bound))):
        rules |= program.depends(name)
    bodies = [*bounds, *(program.rules[name].body for name in rules)]
    standards = {part.path for body in bodies for part in every(body) if isinstance(part, Figure)}
    return {output, *rules, *(tie.name for tie in ties), *(choice.path for choice in program.discretions(spec)), *standards}
