"""Writes Python expressions for nodes; what the generated readers share.

Only numbers and the names of nodes go into the code: facts, relations and rules by their place in a row, terms as codes.
A writer that is ``certain`` writes for a case of which every fact read is known, on a day with every figure: almost
nothing can be unknown then, and almost nothing is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from aidrules.decide.layout import Layout
from aidrules.graph.nodes import All, Any, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, Var, When
from aidrules.graph.operations import OPERATIONS

LONG = 600
"""Branches longer than this are written once, and computed whether needed or not."""
Scope: TypeAlias = Callable[[int], str]
"""How a subject's places are read: from a place to an expression."""
Env: TypeAlias = Mapping[Var, Scope]


class Writer:
    """Writes lines of code; ``value`` gives an expression for a node and whether it may be unknown."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.program = layout, layout.program
        self.figures = {path: number for number, path in enumerate(self.program.standards)}
        self.certain = False
        self.open = {True: _nullable(self, certain=True), False: _nullable(self, certain=False)}
        self.lines: list[str] = []
        self.indent = 0
        self.temps = 0

    @property
    def nullable(self) -> dict[str, bool]:
        """For each rule whether its value may be unknown."""
        return self.open[self.certain]

    def line(self, text: str) -> None:
        """One line at the present depth."""
        self.lines.append("    " * self.indent + text)

    def temp(self) -> str:
        """A fresh local name."""
        self.temps += 1
        return f"t{self.temps}"

    def figure_name(self, number: int) -> str:
        """How the table of a figure is read."""
        return f"F{number}"

    def alone(self, place: int) -> str:
        """The scope of rules about figures alone."""
        return f"alone[{place}]"

    def value(self, node: Node, env: Env) -> tuple[str, bool]:
        """An expression for a node, and whether it may be unknown. Loops are written as statements before it."""
        match node:
            case Const():
                return repr(node.value), False
            case Day():
                return "day", False
            case Fact():
                model = self.program.models[node.subject.model]
                return env[node.subject](self.layout.facts[model.name][node.name]), model.fact(node.name).may_be_unknown and not self.certain
            case Chosen():
                return env[node.subject](self.layout.choices[node.subject.model][node.path]), True
            case Figure():
                return self.figure(node, env)
            case Call():
                scope = env[node.subjects[0]] if node.subjects else self.alone
                return scope(self.layout.rules[node.rule]), self.nullable[node.rule]
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
                return self.strict(node.parts, env, lambda parts: self.operation(node, parts))
            case Over():
                return self.over(node, env)

    def operation(self, node: Op, parts: list[str]) -> str:
        """An operation on parts that are known."""
        return OPERATIONS[node.name].code.format(*parts, all=", ".join(parts))

    def named(self, expression: str) -> tuple[str, str]:
        """For an expression that is read twice: how it is read first, and how then."""
        if expression.isidentifier():
            return expression, expression
        local = self.temp()
        return f"({local} := {expression})", local

    def strict(self, nodes: Sequence[Node], env: Env, write: Callable[[list[str]], str]) -> tuple[str, bool]:
        """An operation that is unknown when any part is."""
        tests, parts = [], []
        for node in nodes:
            expression, nullable = self.value(node, env)
            if nullable:
                first, then = self.named(expression)
                if f"{first} is None" not in tests:
                    tests.append(f"{first} is None")
                parts.append(then)
            else:
                parts.append(expression)
        result = write(parts)
        return (f"(None if {' or '.join(tests)} else {result})", True) if tests else (f"({result})", False)

    def conditions(self, nodes: Sequence[Node], env: Env, *, settles: bool) -> tuple[str, bool]:
        """All (settled by a false part) or Any (settled by a true one)."""
        tests, unknown = [], []
        for node in nodes:
            expression, nullable = self.value(node, env)
            if nullable:
                first, then = self.named(expression)
                tests.append(first if settles else f"{first} is False")
                unknown.append(f"{then} is None")
            else:
                tests.append(expression if settles else f"not {expression}")
        if not unknown:
            return f"({settles} if {' or '.join(tests)} else {not settles})", False
        return f"({settles} if {' or '.join(tests)} else None if {' or '.join(unknown)} else {not settles})", True

    def figure(self, node: Figure, env: Env) -> tuple[str, bool]:
        """A dated figure, by its key where it has one, or what holds where none is in force."""
        name, tested, nullable = self.figure_name(self.figures[node.path]), "", not self.certain
        if node.key is not None:
            key, open_ = self.value(node.key, env)
            if open_:
                first, key = self.named(key)
                tested = f"None if {first} is None else "
                nullable = True
            name = f"{name}[{key}]"
        plain = name
        if node.otherwise is not None and not self.certain:
            otherwise, other_nullable = self.value(node.otherwise, env)
            first, then = self.named(name)
            name, nullable = f"{then} if {first} is not None else {otherwise}", other_nullable or bool(tested)
        return (f"({tested}{name})" if tested or name != plain else name), nullable

    def when(self, node: When, env: Env) -> tuple[str, bool]:
        """A condition and its branches; under an open condition both, where they are the same."""
        condition, open_ = self.value(node.condition, env)
        then, then_nullable = self.value(node.then, env)
        otherwise, otherwise_nullable = self.value(node.otherwise, env)
        if not open_:
            return f"({then} if {condition} else {otherwise})", then_nullable or otherwise_nullable
        first, local = self.named(condition)
        if isinstance(node.then, Const) and isinstance(node.otherwise, Const):
            same = then if then == otherwise else "None"
            return f"({then} if {first} else {otherwise} if {local} is not None else {same})", same == "None"
        if len(then) + len(otherwise) > LONG:  # written once, so that code doesn't grow with the depth of branches
            for_then, for_otherwise = self.temp(), self.temp()
            self.line(f"{for_then} = {then}")
            self.line(f"{for_otherwise} = {otherwise}")
            then, otherwise = for_then, for_otherwise
        a, b = self.temp(), self.temp()
        both = f"({a} if ({a} := {then}) == ({b} := {otherwise}) else None)"
        return f"({then} if {first} else {otherwise} if {local} is not None else {both})", True

    def over(self, node: Over, env: Env) -> tuple[str, bool]:
        """A loop, as statements; the expression is the name of its result."""
        owner = node.element.owner
        assert owner is not None  # checked when the node was built
        relation = self.program.models[owner.model].relation(node.relation)
        rows = env[owner](self.layout.relations[owner.model][node.relation])
        result, element, value = self.temp(), self.temp(), self.temp()
        start, otherwise_nullable = {"all": "True", "any": "False", "total": "0", "count": "0"}.get(node.how, "None"), False
        unsure = relation.may_be_unknown and not self.certain
        if unsure:
            self.line(f"if {rows} is None:")
            self.line(f"    {result} = None")
            self.line("else:")
            self.indent += 1
        if node.otherwise is not None:
            start, otherwise_nullable = self.value(node.otherwise, env)
        self.line(f"{result} = {start}")
        self.line(f"for {element} in {rows}:" if node.otherwise is None else f"for {value}i, {element} in enumerate({rows}):")
        self.indent += 1
        body, nullable = self.value(node.body, {**env, node.element: lambda place: f"{element}[{place}]"})
        self.line(f"{value} = {body}")
        self.combine(node, result, value, nullable)
        self.indent -= 1 + unsure
        return result, nullable or unsure or otherwise_nullable

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


def _nullable(writer: Writer, *, certain: bool) -> dict[str, bool]:
    """For each rule whether its value may be unknown; the order of the program has callees first."""
    found: dict[str, bool] = {}
    writer.open, writer.certain = {certain: found}, certain
    writer.lines, writer.indent, writer.temps = [], 0, 0
    for name, rule in writer.program.rules.items():
        env: Env = {var: lambda place: f"r[{place}]" for var in rule.subjects}
        found[name] = writer.value(rule.body, env)[1]
    return found
