"""What settled a value, as generated code: the steps of the reasons, and the clauses behind them.

One walk, written twice from the same source: ``Steps`` gives the steps below a rule, ``Cited`` only the clauses, as the bits
of a whole number, which is much faster. A false ``All`` names the parts that failed, a true one all; a true ``Any`` the parts
that held, a false one all; an open one all that isn't settled the other way; a ``When`` its condition and the branch taken, both
where it is open.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from aidrules.decide.layout import PARENT, Layout
from aidrules.decide.source import Env, Scope, Writer
from aidrules.graph.nodes import All, Any, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, Var, When
from aidrules.graph.program import RuleSpec, every

ARGUMENTS = "x, r, day, F, alone"


class Settling(Writer, ABC):
    """Writes one function for each rule, which walks what settled it."""

    prefix = ""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self.numbers = {name: number for number, name in enumerate(self.program.rules)}
        self.rows: dict[Scope, str] = {}

    def figure_name(self, number: int) -> str:
        return f"F[{number}]"

    def text(self) -> str:
        for rule in self.program.rules.values():
            self.rule(rule)
        return "\n".join(self.lines) + "\n"

    @abstractmethod
    def rule(self, rule: RuleSpec) -> None:
        """The function of one rule."""

    def env(self, rule: RuleSpec) -> dict[Var, Scope]:
        """The subjects of a rule, upwards from its row."""
        above = [rule.model, *self.program.above(rule.model)] if rule.model else []
        return {var: self.scope("r" + f"[{PARENT}]" * above.index(var.model)) for var in rule.subjects}

    def scope(self, row: str) -> Scope:
        def read(place: int) -> str:
            return f"{row}[{place}]"

        self.rows[read] = row
        return read

    def row(self, var: Var, env: Env) -> str:
        return self.rows[env[var]]

    def settle(self, node: Node, env: Env) -> None:
        """Lines that walk what settled a node."""
        if not self.matters(node):
            return
        match node:
            case Const() | Day():
                pass
            case Fact():
                self.fact(node, env)
            case Chosen():
                self.choice(node, env)
            case Figure():
                self.dated(node, env)
            case Call():
                self.called(node, self.row(node.subjects[0], env) if node.subjects else "alone")
            case All(parts=parts):
                self.parts(parts, env, settles=False)
            case Any(parts=parts):
                self.grouped("any", node, env, lambda: self.parts(parts, env, settles=True))
            case Not(part=part):
                self.grouped("not", node, env, lambda: self.settle(part, env))
            case Is(part=part):
                self.settle(part, env)
            case When():
                self.branches(node, env)
            case Op(parts=parts):
                for part in parts:
                    self.settle(part, env)
            case Over():
                self.loop(node, env)

    def parts(self, parts: Sequence[Node], env: Env, *, settles: bool) -> None:
        values = [self.held(part, env) for part in parts]
        settled = self.temp()
        self.line(f"{settled} = {' or '.join(f'{value} is {settles}' for value in values)}")
        for part, value in zip(parts, values, strict=True):
            if self.matters(part):
                self.under(f"if not {settled} or {value} is {settles}:", lambda part=part: self.settle(part, env))

    def held(self, node: Node, env: Env) -> str:
        """The name of a local that holds a node's value."""
        expression, _ = self.value(node, env)
        if expression.isidentifier():
            return expression
        local = self.temp()
        self.line(f"{local} = {expression}")
        return local

    def under(self, head: str, write: object) -> None:
        """Lines below a head; a `pass` where there are none."""
        assert callable(write)
        self.line(head)
        self.indent += 1
        before = len(self.lines)
        write()
        if len(self.lines) == before:
            self.line("pass")
        self.indent -= 1

    def branches(self, node: When, env: Env) -> None:
        self.settle(node.condition, env)
        if self.matters(node.then) or self.matters(node.otherwise):
            condition = self.held(node.condition, env)
            self.under(f"if {condition} is not False:", lambda: self.settle(node.then, env))
            self.under(f"if {condition} is not True:", lambda: self.settle(node.otherwise, env))

    def dated(self, node: Figure, env: Env) -> None:
        key = "0"
        if node.key is not None:
            self.settle(node.key, env)
            key = self.held(node.key, env)
        if node.otherwise is None:
            self.used(node, key, env)
            return
        otherwise, number = node.otherwise, self.figures[node.path]
        absent = f"F[{number}] is None" if node.key is None else f"{key} is not None and F[{number}][{key}] is None"
        self.under(f"if {absent}:", lambda: self.settle(otherwise, env))
        self.under("else:", lambda: self.used(node, key, env))

    def loop(self, node: Over, env: Env) -> None:
        owner = node.element.owner
        assert owner is not None  # checked when the node was built
        rows = self.temp()
        self.line(f"{rows} = {env[owner](self.layout.relations[owner.model][node.relation])}")
        self.relation(node, rows, env)
        inner_row = self.temp()
        inner = {**env, node.element: self.scope(inner_row)}
        settles = {"all": False, "any": True}.get(node.how)

        def body() -> None:
            if settles is None:
                self.under(f"for {inner_row} in {rows} or ():", lambda: self.settle(node.body, inner))
                return
            values, value, settled = self.temp(), self.temp(), self.temp()
            self.line(f"{values} = []")
            self.under(f"for {inner_row} in {rows} or ():", lambda: self.line(f"{values}.append({self.held(node.body, inner)})"))
            self.line(f"{settled} = {settles} in {values}")
            self.line(f"for {inner_row}, {value} in zip({rows} or (), {values}):")
            self.indent += 1
            self.under(f"if not {settled} or {value} is {settles}:", lambda: self.settle(node.body, inner))
            self.indent -= 1

        if self.matters(node.body):
            body()
        if node.otherwise is not None and self.matters(node.otherwise):
            otherwise = node.otherwise
            self.under(f"if {rows} is not None and not {rows}:", lambda: self.settle(otherwise, env))

    def matters(self, node: Node) -> bool:
        """Whether the walk finds anything below a node."""
        return True

    def grouped(self, sort: str, node: Node, env: Env, write: object) -> None:
        """What stands below an ``Any`` or a ``Not``."""
        assert callable(write)
        write()

    def fact(self, node: Fact, env: Env) -> None:
        """A fact that was read."""

    def choice(self, node: Chosen, env: Env) -> None:
        """A choice that was read."""

    def relation(self, node: Over, rows: str, env: Env) -> None:
        """A relation that was looped over."""

    @abstractmethod
    def used(self, node: Figure, key: str, env: Env) -> None:
        """A dated figure that was read."""

    @abstractmethod
    def called(self, node: Call, row: str) -> None:
        """A rule that was read."""


class Cited(Settling):
    """The clauses behind a value, as bits; what can cite nothing is left out of the code."""

    def __init__(self, layout: Layout, rests: Mapping[str, Sequence[str]]) -> None:
        super().__init__(layout)
        self.citing: dict[str, bool] = {}
        self.rests = rests
        for name, rule in self.program.rules.items():
            self.citing[name] = bool(rests.get(name)) or self.matters(rule.body)

    def matters(self, node: Node) -> bool:
        return any(isinstance(part, Figure) or (isinstance(part, Call) and self.citing[part.rule]) for part in every(node))

    def text(self) -> str:
        """``cited`` gives the functions for a day; each takes a row, the row's masks so far, the row of rules about figures alone, and where the
        masks of other rows are."""
        self.line("def cited(day, F, G, M):")
        for rule in self.program.rules.values():
            self.rule(rule)
        self.indent = 1
        self.line(f"return ({''.join(f'm{number}, ' for number in self.numbers.values())})")
        return "\n".join(self.lines) + "\n"

    def rule(self, rule: RuleSpec) -> None:
        number = self.numbers[rule.name]
        self.indent = 1
        self.line(f"def m{number}(r, w, alone, at):")
        self.indent = 2
        self.line(f"m = w[{number}]")
        self.line("if m is not None:")
        self.line("    return m")
        self.line(f"m = M[{number}]")
        self.settle(rule.body, self.env(rule))
        self.line(f"w[{number}] = m")
        self.line("return m")

    def used(self, node: Figure, key: str, env: Env) -> None:
        number = self.figures[node.path]
        self.line(f"m |= G[{number}][{key}]" if key == "0" else f"m |= G[{number}][-1 if {key} is None else {key}]")

    def called(self, node: Call, row: str) -> None:
        if self.citing[node.rule] and not self.matters(self.program.rules[node.rule].body):
            self.line(f"m |= M[{self.numbers[node.rule]}]")  # its own clauses, whatever its value
        elif self.citing[node.rule]:
            self.line(f"m |= m{self.numbers[node.rule]}({row}, {'w' if row == 'r' else f'at({row})'}, alone, at)")


class Steps(Settling):
    """The steps below a rule, as objects; ``kinds`` numbers what they are about."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self.kinds: dict[tuple[str, ...], int] = {}
        self.out = "out"

    def kind(self, *what: str) -> str:
        return f"K[{self.kinds.setdefault(what, len(self.kinds))}]"

    def rule(self, rule: RuleSpec) -> None:
        self.line(f"def e{self.numbers[rule.name]}({ARGUMENTS}, K, Step, step_of):")
        self.indent = 1
        self.line("out = []")
        self.settle(rule.body, self.env(rule))
        self.line("return once(out)" if _repeats(rule.body) else "return tuple(out)")
        self.indent = 0

    def append(self, step: str) -> None:
        self.line(f"{self.out}.append({step})")

    def fact(self, node: Fact, env: Env) -> None:
        place = self.layout.facts[node.subject.model][node.name]
        row = self.row(node.subject, env)
        self.append(f"Step(x, {self.kind('fact', node.subject.model, node.name)}, {row}, {row}[{place}])")

    def choice(self, node: Chosen, env: Env) -> None:
        row = self.row(node.subject, env)
        place = self.layout.choices[node.subject.model][node.path]
        self.append(f"Step(x, {self.kind('choice', node.subject.model, node.path)}, {row}, {row}[{place}])")

    def relation(self, node: Over, rows: str, env: Env) -> None:
        owner = node.element.owner
        assert owner is not None  # checked when the node was built
        row = self.row(owner, env)
        self.append(f"Step(x, {self.kind('relation', owner.model, node.relation)}, {row}, None if {rows} is None else len({rows}))")

    def used(self, node: Figure, key: str, env: Env) -> None:
        value = f"F[{self.figures[node.path]}]"
        if node.key is not None:
            value = f"None if {key} is None else {value}[{key}]"
        self.append(f"Step(x, {self.kind('figure', '', node.path)}, {key}, {value})")

    def called(self, node: Call, row: str) -> None:
        self.append(f"step_of(x, {self.kind('rule', '', node.rule)}, {row})")

    def grouped(self, sort: str, node: Node, env: Env, write: object) -> None:
        assert callable(write)
        value = self.held(node, env)
        outer, self.out = self.out, self.temp()
        self.line(f"{self.out} = []")
        write()
        inner, self.out = self.out, outer
        self.append(f"Step(x, {self.kind(sort)}, None, {value}, once({inner}))")


def _repeats(body: Node) -> bool:
    """Whether a fact, a relation or a figure stands in a body more than once, of whichever subject."""
    read = Counter(_read(body))
    return any(number > 1 for number in read.values())


def _read(body: Node) -> Iterator[tuple[str, str]]:
    for part in every(body):
        if isinstance(part, Fact):
            yield part.subject.model, part.name
        elif isinstance(part, Over) and part.element.owner is not None:
            yield part.element.owner.model, part.relation
        elif isinstance(part, Figure):
            yield "", part.path
