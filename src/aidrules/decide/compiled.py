"""The same meaning, compiled: one generated Python function per program and root, as dataclasses and attrs make theirs.

Facts enter by position and terms as codes, so no name from data is in the code. The source is kept in ``linecache``, so
that a traceback shows it. What is never unknown gets no test for None.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any as Anything
from typing import TypeAlias, cast

from aidrules.decide.layout import FIRST, GLOBAL, PARENT, Layout, Row, Stage
from aidrules.decide.source import Scope, Writer
from aidrules.decide.table import DayFigures
from aidrules.errors import WrongSubject
from aidrules.facts.model import Facts
from aidrules.graph.operations import FUNCTIONS
from aidrules.graph.program import ModelSpec

Rows: TypeAlias = list[list[Row]]
"""The rows of a case by model, in the program's order; last the one row of rules about figures alone."""
Placing: TypeAlias = Callable[[Rows], object]

_RAW = {"money": ".fen", "term": ".code", "month": ".ordinal", "quantity": ".hundredths"}


class Compiled:
    """A program compiled for one root model."""

    def __init__(self, layout: Layout, root: str) -> None:
        self.layout, self.root = layout, root
        self.source = _Source(layout, root).text()
        name = f"<aidrules compiled {root}>"
        space: dict[str, Anything] = {**FUNCTIONS, **_getters(layout)}
        generate(name, self.source, space)
        self._run = cast(Callable[[Facts, date, tuple[Anything, ...], Placing | None], Rows], space["run"])

    def run(self, subject: Facts, day: date, figures: DayFigures, place: Placing | None = None) -> Rows:
        """Every rule for every subject of a case. ``place`` puts choices into the rows before what reads them is computed."""
        return self._run(subject, day, figures.values, place)


def generate(name: str, source: str, space: dict[str, Anything]) -> None:
    """Run generated source in a namespace; tracebacks show it."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    exec(compile(source, name, "exec"), space)  # noqa: S102  # generated from node names and numbers alone


def _getters(layout: Layout) -> dict[str, Anything]:
    """For each model, by number, what takes its facts and relations out of a subject at once."""
    found: dict[str, Anything] = {}
    for number, model in enumerate(layout.program.models.values()):
        names = [*layout.facts[model.name], *layout.relations[model.name]]
        if names:
            found[f"get{number}"] = attrgetter(*names)
    return found


class _Source(Writer):
    """Writes the source of one program."""

    def __init__(self, layout: Layout, root: str) -> None:
        super().__init__(layout)
        self.root = root
        self.numbers = layout.numbers
        self.reached = {GLOBAL, root} | {model for model in self.program.models if root in self.program.above(model)}
        self.scopes: dict[str, Scope] = {}
        for rule in self.program.rules.values():
            beyond = [var.model for var in rule.subjects if var.model not in self.reached]
            if rule.model in self.reached and beyond:
                raise WrongSubject(f"the rules of a {rule.model} also speak of the {beyond[0]} that contains it; decide that", code="subject.container")

    def text(self) -> str:
        self.line("def run(root, day, F, place):")
        self.indent = 1
        for number in self.figures.values():
            self.line(f"F{number} = F[{number}]")
        for number in self.numbers.values():
            self.line(f"rows{number} = []")
        self.line(f"alone = [None] * {self.layout.width[GLOBAL]}")
        self.line(f"rows{self.numbers[GLOBAL]}.append(alone)")
        for model, names in self.layout.before:
            if model == GLOBAL:
                self.in_rows([(model, names)])
        self.subject(self.program.models[self.root], "root", "None", "0", 0)
        self.line(f"rows = [{', '.join(f'rows{number}' for number in self.numbers.values())}]")
        self.line("if place is not None:")
        self.line("    place(rows)")
        self.in_rows([(model, names) for model, names in self.layout.later if model in self.reached])
        self.line("return rows")
        return "\n".join(self.lines) + "\n"

    def subject(self, model: ModelSpec, subject: str, parent: str, index: str, depth: int) -> None:
        """One subject on the way down: its facts, its first rules, its row; then its parts; then the rules that need them."""
        number, layout = self.numbers[model.name], self.layout
        facts, relations = layout.facts[model.name], layout.relations[model.name]
        locals_ = {place: f"v{depth}_{place}" for place in (*facts.values(), *relations.values())}
        if locals_:
            self.line(f"{', '.join(locals_.values())} = get{number}({subject})")
        for name, place in facts.items():
            spec = model.fact(name)
            suffix = _RAW.get(spec.kind.name, "")
            if suffix:
                local = locals_[place]
                self.line(f"{local} = None if {local} is None else {local}{suffix}" if spec.may_be_unknown else f"{local} = {local}{suffix}")
        row = f"row{depth}"
        self.scopes[model.name] = lambda place: locals_.get(place, f"{row}[{place}]")
        before = dict(layout.before).get(model.name, [])
        self.rules(model.name, before, locals_, depth)
        blank = layout.width[model.name] - FIRST - len(facts) - len(relations)
        values = [locals_[place] for place in facts.values()] + ["None"] * len(relations)
        chosen = len(layout.choices[model.name])
        values += ["None"] * chosen + [locals_[layout.rules[name]] for name in before]
        rest = blank - chosen - len(before)
        values += ["None"] * rest if rest <= 4 else [f"*(None,) * {rest}"]
        self.line(f"{row} = [{', '.join([subject, parent, index, *values])}]")
        self.line(f"rows{number}.append({row})")
        for name, place in relations.items():
            spec_ = model.relation(name)
            local = locals_[place]
            if spec_.may_be_unknown:
                self.line(f"if {local} is not None:")
                self.indent += 1
            self.line(f"{row}[{place}] = list{depth} = []")
            self.line(f"for i{depth}, s{depth} in enumerate({local}):" if spec_.may_be_unknown else f"for i{depth}, s{depth} in enumerate({local}):")
            self.indent += 1
            self.subject(self.program.models[spec_.model], f"s{depth}", row, f"i{depth}", depth + 1)
            self.line(f"list{depth}.append(row{depth + 1})")
            self.indent -= 1
            self.line(f"{local} = list{depth}")
            self.indent -= spec_.may_be_unknown
        after = dict(layout.after).get(model.name, [])
        self.rules(model.name, after, locals_, depth)
        self.keep(row, after, locals_)

    def rules(self, model: str, names: list[str], locals_: dict[int, str], depth: int) -> None:
        """The values of some rules as local names."""
        for name in names:
            env = {var: self.scopes[var.model] for var in self.program.rules[name].subjects}
            expression, _ = self.value(self.program.rules[name].body, env)
            place = self.layout.rules[name]
            self.line(f"v{depth}_{place} = {expression}")
            locals_[place] = f"v{depth}_{place}"

    def keep(self, row: str, names: list[str], locals_: dict[int, str]) -> None:
        """Local values into their places, which stand side by side."""
        if names:
            first = self.layout.rules[names[0]]
            values = ", ".join(locals_[self.layout.rules[name]] for name in names)
            self.line(f"{row}[{first}] = {values}" if len(names) == 1 else f"{row}[{first}:{first + len(names)}] = {values}")

    def in_rows(self, stages: list[Stage]) -> None:
        """Rules computed row by row, when all subjects are there."""
        for model, names in stages:
            self.line(f"for r in rows{self.numbers[model]}:")
            self.indent += 1
            body, self.lines = self.lines, []
            bound: dict[str, str] = {}
            above = {other: "r" + f"[{PARENT}]" * step for step, other in enumerate([model, *self.program.above(model)])}
            for other, expression in above.items():
                self.scopes[other] = self.bound(expression, bound)
            for name in names:
                env = {var: self.scopes[var.model] for var in self.program.rules[name].subjects}
                expression, _ = self.value(self.program.rules[name].body, env)
                local = f"w{self.layout.rules[name]}"
                self.line(f"{local} = {expression}")
                bound[f"r[{self.layout.rules[name]}]"] = local
            written, self.lines = self.lines, body
            for expression, local in bound.items():
                if local.startswith("b"):
                    self.line(f"{local} = {expression}")
            self.lines += written
            self.keep("r", names, {self.layout.rules[name]: f"w{self.layout.rules[name]}" for name in names})
            self.indent -= 1

    def bound(self, row: str, bound: dict[str, str]) -> Scope:
        """A scope that reads each place once, into a local name."""

        def read(place: int) -> str:
            return bound.setdefault(f"{row}[{place}]", f"b{len(bound)}")

        return read
