"""The same meaning, compiled: one generated Python function per program, as dataclasses and attrs make theirs.

Facts enter by position and terms as codes, so no name from data is in the code. The source is kept in ``linecache``, so
that a traceback shows it. What is never unknown gets no test for None.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any as Anything
from typing import cast

from aidrules.decide.layout import FIRST, GLOBAL, Layout, Row
from aidrules.decide.table import DayFigures
from aidrules.facts.model import Facts
from aidrules.graph.nodes import All, Any, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, Var, When
from aidrules.graph.operations import FUNCTIONS, OPERATIONS
from aidrules.graph.program import ModelSpec

_RAW = {"money": ".fen", "term": ".code", "month": ".ordinal", "quantity": ".hundredths"}


class Compiled:
    """A program compiled for one root model."""

    def __init__(self, layout: Layout, root: str) -> None:
        self.layout, self.root = layout, root
        self.source = _Source(layout, root).text()
        name = f"<aidrules compiled {root}>"
        linecache.cache[name] = (len(self.source), None, self.source.splitlines(keepends=True), name)
        space: dict[str, Anything] = {**FUNCTIONS, **_getters(layout)}
        exec(compile(self.source, name, "exec"), space)  # noqa: S102  # generated from node names and numbers alone
        self._load = cast(Callable[[Facts], list[list[Row]]], space["load"])
        self._run = cast(Callable[[list[list[Row]], date, tuple[Anything, ...]], None], space["run"])

    def load(self, subject: Facts) -> list[list[Row]]:
        """The rows of a case, by model in the layout's order; the rows about figures alone come last."""
        return self._load(subject)

    def fill(self, rows: list[list[Row]], day: date, figures: DayFigures) -> None:
        """Compute every rule for every subject, into the rows."""
        self._run(rows, day, figures.values)


def _getters(layout: Layout) -> dict[str, Anything]:
    """For each model, by number, what takes its facts and relations out of a subject at once."""
    found: dict[str, Anything] = {}
    for number, model in enumerate(layout.program.models.values()):
        names = [*layout.facts[model.name], *layout.relations[model.name]]
        if names:
            found[f"get{number}"] = attrgetter(*names)
    return found


class _Source:
    """Writes the source of one program."""

    def __init__(self, layout: Layout, root: str) -> None:
        self.layout, self.program, self.root = layout, layout.program, root
        self.numbers = {name: number for number, name in enumerate(self.program.models)}
        self.numbers[GLOBAL] = len(self.numbers)
        self.reached = {root} | {model for model in self.program.models if root in self.program.above(model)}
        self.figures = {path: number for number, path in enumerate(self.program.standards)}
        self.nullable: dict[str, bool] = {}
        self.lines: list[str] = []
        self.indent = 0
        self.temps = 0

    def text(self) -> str:
        self.line("def load(root):")
        self.indent = 1
        for number in self.numbers.values():
            self.line(f"rows{number} = []")
        self.load_model(self.program.models[self.root], "root", "None", "0", 0)
        width = self.layout.width[GLOBAL]
        self.line(f"rows{self.numbers[GLOBAL]}.append([None] * {width})")
        self.line(f"return [{', '.join(f'rows{number}' for number in self.numbers.values())}]")
        self.indent = 0
        self.line("def run(rows, day, F):")
        self.indent = 1
        for path, number in self.figures.items():
            self.line(f"F{number} = F[{number}]  # {_plain(path)}")
        for model, names in self.layout.stages:
            if model == GLOBAL or model in self.reached:
                self.stage(model, names)
        self.line("return None")
        return "\n".join(self.lines) + "\n"

    def line(self, text: str) -> None:
        self.lines.append("    " * self.indent + text)

    def temp(self) -> str:
        self.temps += 1
        return f"t{self.temps}"

    # --- loading

    def load_model(self, model: ModelSpec, subject: str, parent: str, index: str, depth: int) -> None:
        """Make the row of one subject, then those of its relations."""
        number, layout = self.numbers[model.name], self.layout
        facts, relations = layout.facts[model.name], layout.relations[model.name]
        names = [f"v{depth}_{i}" for i in range(len(facts) + len(relations))]
        if names:
            self.line(f"{', '.join(names)} = get{number}({subject})")
        raw = []
        for name, local in zip(facts, names, strict=False):
            spec = model.fact(name)
            suffix = _RAW.get(spec.kind.name, "")
            raw.append(f"None if {local} is None else {local}{suffix}" if suffix and spec.may_be_unknown else f"{local}{suffix}")
        blank = layout.width[model.name] - FIRST - len(facts)
        row = f"row{depth}"
        self.line(f"{row} = [{', '.join([subject, parent, index, *raw])}, *(None,) * {blank}]")
        self.line(f"rows{number}.append({row})")
        for relation, local in zip(relations, names[len(facts) :], strict=True):
            spec_ = model.relation(relation)
            if spec_.may_be_unknown:
                self.line(f"if {local} is not None:")
                self.indent += 1
            place = relations[relation]
            self.line(f"{row}[{place}] = list{depth} = []")
            self.line(f"for i{depth}, s{depth} in enumerate({local}):")
            self.indent += 1
            self.load_model(self.program.models[spec_.model], f"s{depth}", row, f"i{depth}", depth + 1)
            self.line(f"list{depth}.append(row{depth + 1})")
            self.indent -= 1 + spec_.may_be_unknown

    # --- rules

    def stage(self, model: str, names: Sequence[str]) -> None:
        self.line(f"for r in rows[{self.numbers[model]}]:")
        self.indent += 1
        for name in names:
            rule = self.program.rules[name]
            env = {var: self.row_above(model, var.model) for var in rule.subjects}
            expression, nullable = self.value(rule.body, env)
            self.nullable[name] = nullable
            self.line(f"r[{self.layout.rules[name]}] = {expression}")
        self.indent -= 1

    def row_above(self, model: str, above: str) -> str:
        """The expression for the row of a containing subject."""
        return "r" + "[1]" * ([model, *self.program.above(model)].index(above))

    def value(self, node: Node, env: dict[Var, str]) -> tuple[str, bool]:
        """An expression for a node, and whether it may be unknown. Loops are written as statements before it."""
        match node:
            case Const():
                return repr(node.value), False
            case Day():
                return "day", False
            case Fact():
                model = self.program.models[node.subject.model]
                place = self.layout.facts[model.name][node.name]
                return f"{env[node.subject]}[{place}]", model.fact(node.name).may_be_unknown
            case Chosen():
                return f"{env[node.subject]}[{self.layout.choices[node.subject.model][node.path]}]", True
            case Figure():
                return self.figure(node, env)
            case Call():
                row = env[node.subjects[0]] if node.subjects else f"rows[{self.numbers[GLOBAL]}][0]"
                return f"{row}[{self.layout.rules[node.rule]}]", self.nullable[node.rule]
            case All():
                return self.conditions(node.parts, env, settles=False)
            case Any():
                return self.conditions(node.parts, env, settles=True)
            case Not():
                return self.strict([node.part], env, lambda parts: f"not {parts[0]}")
            case Is():
                codes = tuple(member.value for member in node.members)
                return self.strict([node.part], env, lambda parts: f"{parts[0]} == {codes[0]}" if len(codes) == 1 else f"{parts[0]} in {codes}")
            case When():
                return self.when(node, env)
            case Op():
                code = OPERATIONS[node.name].code
                return self.strict(node.parts, env, lambda parts: code.format(*parts, all=", ".join(parts)))
            case Over():
                return self.over(node, env)

    def strict(self, nodes: Sequence[Node], env: dict[Var, str], write: Callable[[list[str]], str]) -> tuple[str, bool]:
        """An operation that is unknown when any part is."""
        tests, parts = [], []
        for node in nodes:
            expression, nullable = self.value(node, env)
            if nullable:
                local = self.temp()
                tests.append(f"({local} := {expression}) is None")
                parts.append(local)
            else:
                parts.append(expression if _atom(expression) else f"({expression})")
        result = write(parts)
        return (f"(None if {' or '.join(tests)} else {result})", True) if tests else (f"({result})", False)

    def conditions(self, nodes: Sequence[Node], env: dict[Var, str], *, settles: bool) -> tuple[str, bool]:
        """All (settled by a false part) or Any (settled by a true one)."""
        tests, unknown = [], []
        for node in nodes:
            expression, nullable = self.value(node, env)
            if nullable:
                local = self.temp()
                tests.append(f"({local} := {expression})" if settles else f"({local} := {expression}) is False")
                unknown.append(f"{local} is None")
            else:
                tests.append(expression if settles else f"not {expression}")
        if not unknown:
            return f"({'True' if settles else 'False'} if {' or '.join(tests)} else {not settles})", False
        return f"({settles} if {' or '.join(tests)} else None if {' or '.join(unknown)} else {not settles})", True

    def figure(self, node: Figure, env: dict[Var, str]) -> tuple[str, bool]:
        name, tested, nullable = f"F{self.figures[node.path]}", "", True
        if node.key is not None:
            key, open_ = self.value(node.key, env)
            if open_:
                local = self.temp()
                tested, key = f"None if ({local} := {key}) is None else ", local
            name = f"{name}[{key}]"
        if node.otherwise is not None:
            otherwise, other_nullable = self.value(node.otherwise, env)
            local, nullable = self.temp(), other_nullable or bool(tested)
            name = f"{local} if ({local} := {name}) is not None else {otherwise}"
        return (f"({tested}{name})" if tested or node.otherwise is not None else name), nullable

    def when(self, node: When, env: dict[Var, str]) -> tuple[str, bool]:
        condition, open_ = self.value(node.condition, env)
        then, then_nullable = self.value(node.then, env)
        otherwise, otherwise_nullable = self.value(node.otherwise, env)
        if not open_:
            return f"({then} if {condition} else {otherwise})", then_nullable or otherwise_nullable
        local, a, b = self.temp(), self.temp(), self.temp()
        self.line(f"{a} = {then}")
        self.line(f"{b} = {otherwise}")
        return f"({a} if ({local} := {condition}) else {b} if {local} is not None or {a} == {b} else None)", True

    def over(self, node: Over, env: dict[Var, str]) -> tuple[str, bool]:
        owner = node.element.owner
        assert owner is not None  # checked when the node was built
        relation = self.program.models[owner.model].relation(node.relation)
        rows = f"{env[owner]}[{self.layout.relations[owner.model][node.relation]}]"
        result, element, value = self.temp(), self.temp(), self.temp()
        start = {"all": "True", "any": "False", "total": "0", "count": "0"}.get(node.how, "None")
        if relation.may_be_unknown:
            self.line(f"if {rows} is None:")
            self.line(f"    {result} = None")
            self.line("else:")
            self.indent += 1
        otherwise_nullable = False
        if node.otherwise is not None:
            start, otherwise_nullable = self.value(node.otherwise, env)
            self.line(f"{value} = {element} = None")
        self.line(f"{result} = {start}")
        self.line(f"for {element} in {rows}:" if node.otherwise is None else f"for {value}i, {element} in enumerate({rows}):")
        self.indent += 1
        body, nullable = self.value(node.body, {**env, node.element: element})
        self.line(f"{value} = {body}")
        self.combine(node, result, value, nullable)
        self.indent -= 1 + relation.may_be_unknown
        return result, nullable or relation.may_be_unknown or otherwise_nullable

    def combine(self, node: Over, result: str, value: str, nullable: bool) -> None:
        """One element's value into the loop's result."""
        if node.how in ("all", "any"):
            settled = node.how == "any"
            self.line(f"if {value} is {settled}:")
            self.line(f"    {result} = {settled}")
            self.line("    break")
            if nullable:
                self.line(f"if {value} is None:")
                self.line(f"    {result} = None")
            return
        if nullable:
            self.line(f"if {value} is None:")
            self.line(f"    {result} = None")
            self.line("    break")
        if node.how in ("total", "count"):
            self.line(f"{result} += {value}")
        else:
            sign = ">" if node.how == "greatest" else "<"
            self.line(f"if not {value}i or {value} {sign} {result}:")
            self.line(f"    {result} = {value}")


def _atom(expression: str) -> bool:
    return expression.replace("_", "").replace("[", "").replace("]", "").isalnum()


def _plain(path: str) -> str:
    """A path as a comment; anything but the plain characters of a path is left out."""
    return "".join(c for c in path if c.isascii() and (c.isalnum() or c in "._"))[:60]
