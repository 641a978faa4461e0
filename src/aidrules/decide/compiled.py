"""The same meaning, compiled: one generated Python function per program and root, as dataclasses and attrs make theirs.

Facts enter by position and terms as codes, so no name from data is in the code. The source is kept in ``linecache``, so
that a traceback shows it. What is never unknown gets no test for None. Everything is written twice: for a subject of which
every fact read is known, on a day with every figure, and for any other.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from operator import itemgetter
from typing import Any as Anything
from typing import TypeAlias, cast

from aidrules.decide.layout import FIRST, GLOBAL, PARENT, Layout, Row, Stage
from aidrules.decide.source import Env, Scope, Writer
from aidrules.decide.table import DayFigures
from aidrules.errors import WrongSubject
from aidrules.facts.model import Facts
from aidrules.graph.nodes import Call, Chosen, Figure, Op, Over
from aidrules.graph.operations import FUNCTIONS, scaling
from aidrules.graph.program import ModelSpec, every

Rows: TypeAlias = list[list[Row]]
"""The rows of a case by model, in the program's order; last the one row of rules about figures alone."""
Placing: TypeAlias = Callable[[Rows], object]
_Run: TypeAlias = Callable[[Facts, date, Placing | None], Rows]

_START = {"all": "True", "any": "False", "total": "0", "count": "0"}
_RAW = {"money": ".fen", "term": ".code", "month": ".ordinal", "quantity": ".hundredths"}


class Compiled:
    """A program compiled for one root model."""

    def __init__(self, layout: Layout, root: str) -> None:
        self.layout, self.root = layout, root
        self.source = _Source(layout, root).text()
        name = f"<aidrules compiled {root}>"
        space: dict[str, Anything] = {**FUNCTIONS, "Fraction": Fraction, "scaling": scaling, **_getters(layout)}
        generate(name, self.source, space)
        self._bind = cast(Callable[[tuple[Anything, ...]], _Run], space["bind"])

    def run(self, subject: Facts, day: date, figures: DayFigures, place: Placing | None = None) -> Rows:
        """Every rule for every subject of a case. ``place`` puts choices into the rows before what reads them is computed."""
        run = figures.bound.get(self)
        if run is None:
            run = figures.bound[self] = self._bind(figures.values)
        try:
            return run(subject, day, place)
        except KeyError:
            raise AttributeError("a subject lacks a fact that the rules read") from None


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
            found[f"get{number}"] = itemgetter(*names)
    return found


class _Source(Writer):
    """Writes the source of one program."""

    def __init__(self, layout: Layout, root: str) -> None:
        self.hoisted: dict[str, str] = {}
        self.folded: dict[Over, str] = {}
        self.early = {name for _, names in layout.before for name in names}
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
        self.line("def bind(F):")
        self.indent = 1
        for number in self.figures.values():
            self.line(f"F{number} = F[{number}]")
        self.hoist("sure", " and ".join(self.in_force()) or "True")
        prelude = len(self.lines)
        self.line("def run(root, day, place):")
        self.indent = 2
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
        later = [(model, names) for model, names in self.layout.later if model in self.reached]
        self.folded = {}
        if later:
            self.either("all0", lambda: self.in_rows(later))
        self.line("return rows")
        self.indent = 1
        self.line("return run")
        self.lines[prelude:prelude] = [f"    {name} = {expression}" for name, expression in self.hoisted.items()]
        return "\n".join(self.lines) + "\n"

    def hoist(self, name: str, expression: str) -> str:
        """A name for what is the same for every case of a day."""
        self.hoisted[name] = expression
        return name

    def in_force(self) -> list[str]:
        """For every figure that a rule reads, that it is in force, with each of its keys."""
        read = {part.path: part.key for rule in self.program.rules.values() for part in every(rule.body) if isinstance(part, Figure)}
        return [f"F{self.figures[path]} is not None" if key is None else f"None not in F{self.figures[path]}" for path, key in sorted(read.items())]

    def either(self, test: str, write: Callable[[], object], otherwise: str = "") -> None:
        """The same lines twice: for where everything read is known, and for the rest."""
        for head, certain in ((f"if {test}:", True), ("else:", False)):
            self.line(head)
            self.indent += 1
            self.certain = certain
            before = len(self.lines)
            write()
            if otherwise:
                self.line(f"{otherwise} = {certain}")
            elif len(self.lines) == before:
                self.line("pass")
            self.certain = False
            self.indent -= 1

    def operation(self, node: Op, parts: list[str]) -> str:
        of = node.parts[1:] if node.name == "scale" else ()  # the amount may be a figure too, and isn't one of the two
        fixed = [self.figures[part.path] for part in of if isinstance(part, Figure) and part.key is None and part.otherwise is None]
        if len(fixed) == 2:
            ratio, rounding = fixed
            return f"{self.hoist(f'scale{ratio}_{rounding}', f'scaling(F{ratio}, F{rounding})')}({parts[0]})"
        return super().operation(node, parts)

    def subject(self, model: ModelSpec, subject: str, parent: str, index: str, depth: int) -> None:
        """One subject on the way down: its facts, its first rules, its row; then its parts; then the rules that need them."""
        number, layout = self.numbers[model.name], self.layout
        facts, relations = layout.facts[model.name], layout.relations[model.name]
        locals_ = {place: f"v{depth}_{place}" for place in (*facts.values(), *relations.values())}
        if locals_:
            self.line(f"{', '.join(locals_.values())} = get{number}({subject}.__dict__)")
        row = f"row{depth}"
        self.scopes[model.name] = lambda place: locals_.get(place, f"{row}[{place}]")
        before, after = dict(layout.before).get(model.name, []), dict(layout.after).get(model.name, [])
        folded = self.foldable(model.name, after, depth)
        open_ = [locals_[place] for name, place in facts.items() if model.fact(name).may_be_unknown]
        open_ += [locals_[place] for name, place in relations.items() if model.relation(name).may_be_unknown]
        sure = f"sure{depth - 1}" if depth else "sure"

        def first() -> None:
            self.raw(model, locals_)
            self.rules(model.name, before, locals_, depth)

        self.either(" and ".join([sure, *(f"{local} is not None" for local in open_)]), first, f"sure{depth}")
        self.line(f"all{depth} = sure{depth}")
        blank = layout.width[model.name] - FIRST - len(facts) - len(relations)
        values = [locals_[place] for place in facts.values()] + ["None"] * len(relations)
        chosen = len(layout.choices[model.name])
        values += ["None"] * chosen + [locals_[layout.rules[name]] for name in before]
        rest = blank - chosen - len(before)
        values += ["None"] * rest if rest <= 4 else [f"*(None,) * {rest}"]
        self.line(f"{row} = [{', '.join([subject, parent, index, *values])}]")
        self.line(f"rows{number}.append({row})")
        for name, place in relations.items():
            spec = model.relation(name)
            local = locals_[place]
            if spec.may_be_unknown:
                self.line(f"if {local} is not None:")
                self.indent += 1
            inner = self.program.models[spec.model]
            below = f"rows{self.numbers[inner.name]}" if depth == 0 else f"list{depth}"  # what stands right below the root is in one list
            self.line(f"{row}[{place}] = {below}" if depth == 0 else f"{row}[{place}] = {below} = []")
            loops = [loop for loop in folded if loop.relation == name]
            for loop in loops:
                self.line(f"{self.folded[loop]} = {_START[loop.how]}")
            self.line(f"for i{depth}, s{depth} in enumerate({local}):")
            self.indent += 1
            self.subject(inner, f"s{depth}", row, f"i{depth}", depth + 1)
            if depth:
                self.line(f"{below}.append(row{depth + 1})")
            self.line(f"if not all{depth + 1}:")
            self.line(f"    all{depth} = False")
            if loops:
                self.line("else:")
                self.indent += 1
                for loop in loops:
                    self.fold(loop, inner.name)
                self.indent -= 1
            self.indent -= 1
            self.line(f"{local} = {below}")
            self.indent -= spec.may_be_unknown
        if after:
            self.either(f"all{depth}", lambda: self.rules(model.name, after, locals_, depth))
            self.keep(row, after, locals_)

    def foldable(self, model: str, after: list[str], depth: int) -> list[Over]:
        """The loops over parts of a subject that can be worked out while its parts are, where everything read is known."""
        found: dict[Over, str] = {}
        for name in after:
            for loop in every(self.program.rules[name].body):
                if isinstance(loop, Over) and loop.how in _START and loop.element.owner is not None and loop.element.owner.model == model:
                    early = all(part.rule in self.early or part.subjects[:1] == (loop.element,) for part in every(loop.body) if isinstance(part, Call))
                    if early and not any(isinstance(part, Over | Chosen) for part in every(loop.body)):
                        found.setdefault(loop, f"a{depth}_{len(found)}")
        self.folded |= found
        return list(found)

    def fold(self, loop: Over, inner: str) -> None:
        """One part's value into a loop's result."""
        self.certain = True
        env: Env = {loop.element: self.scopes[inner], **{var: self.scopes[var.model] for var in loop.element.above()}}
        value, _ = self.value(loop.body, env)
        self.certain = False
        name = self.folded[loop]
        match loop.how:
            case "any":
                self.line(f"if {value}: {name} = True")
            case "all":
                self.line(f"if not {value}: {name} = False")
            case _:
                self.line(f"{name} += {value}")

    def over(self, node: Over, env: Env) -> tuple[str, bool]:
        return (self.folded[node], False) if self.certain and node in self.folded else super().over(node, env)

    def raw(self, model: ModelSpec, locals_: dict[int, str]) -> None:
        """Amounts, terms, months and quantities as the whole numbers that the rules compute with."""
        for name, place in self.layout.facts[model.name].items():
            spec, local = model.fact(name), locals_[place]
            raw = f"{local}{_RAW[spec.kind.name]}" if spec.kind.name in _RAW else local
            if raw != local:
                unknown = spec.may_be_unknown and not self.certain
                self.line(f"{local} = None if {local} is None else {raw}" if unknown else f"{local} = {raw}")

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
            alone = model == self.root
            row = "row0" if alone else "r"
            if not alone:
                self.line(f"for r in rows{self.numbers[model]}:")
                self.indent += 1
            body, self.lines = self.lines, []
            bound: dict[str, str] = {}
            for step, other in enumerate([model, *self.program.above(model)]):
                if other != self.root:
                    self.scopes[other] = self.bound("r" + f"[{PARENT}]" * step, bound)
            whole = self.scopes.get(model)
            if alone and whole is not None:  # what this stage has worked out stands in its row only when the stage is over
                self.scopes[model] = _within(bound, whole)
            for name in names:
                env = {var: self.scopes[var.model] for var in self.program.rules[name].subjects}
                expression, _ = self.value(self.program.rules[name].body, env)
                local = f"w{self.layout.rules[name]}"
                self.line(f"{local} = {expression}")
                bound[f"{row}[{self.layout.rules[name]}]"] = local
            if alone and whole is not None:
                self.scopes[model] = whole
            written, self.lines = self.lines, body
            for expression, local in bound.items():
                if local.startswith("b"):
                    self.line(f"{local} = {expression}")
            self.lines += written
            self.keep(row, names, {self.layout.rules[name]: f"w{self.layout.rules[name]}" for name in names})
            self.indent -= not alone

    def bound(self, row: str, bound: dict[str, str]) -> Scope:
        """A scope that reads each place once, into a local name."""

        def read(place: int) -> str:
            return bound.setdefault(f"{row}[{place}]", f"b{len(bound)}")

        return read


def _within(bound: dict[str, str], whole: Scope) -> Scope:
    """The root's scope while one of its stages is worked out."""
    return lambda place: bound.get(f"row0[{place}]") or whole(place)
