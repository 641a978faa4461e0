"""What settled an item, as one name: the innermost rule that refused, the step not taken, or the first thing that isn't known.

The single case's side of the column ``settled_by`` of a register; both walk in the order in which the rules ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aidrules.decide.interpreter import Env, Tabled
from aidrules.decide.layout import Row
from aidrules.decide.outcome import KEPT, Outcome, Settled
from aidrules.graph.nodes import All, Any, Call, Chosen, Fact, Figure, Is, Node, Not, Op, Over, When
from aidrules.graph.program import OutputSpec

_DONE = (Outcome.GRANTED, Outcome.MET, Outcome.NOT_IN_FORCE)


def settled_by(output: OutputSpec, settled: Settled, row: Row, tabled: Tabled) -> str | None:
    """The name of what settled an item; None where nothing stands in its way, and where it isn't in force."""
    walk = _Walk(tabled)
    match settled.outcome:
        case outcome if outcome in _DONE:
            return None
        case Outcome.NOT_APPLICABLE:
            return walk.refused(output.applies, row)
        case Outcome.DISCRETIONARY:
            places = tabled.layout.choices[output.model]
            return next(choice.path for choice in tabled.program.discretions(output) if row[places[choice.path]] is None)
        case Outcome.UNDETERMINED:
            ends = (output.within, output.amount) if output.sort not in KEPT else ()
            return walk.open_rule((output.applies, output.entitled, *output.gates, *ends), row)
        case _:
            if settled.step:
                return settled.step
            if settled.declined:
                return output.name
            return walk.refused(output.within if settled.entitled else output.entitled, row)


class _Walk:
    """Down from a rule to what settled it, through the values of a case."""

    def __init__(self, tabled: Tabled) -> None:
        self.tabled, self.program = tabled, tabled.program

    def value(self, rule: str, row: Row) -> object:
        return row[self.tabled.layout.rules[rule]]

    def refused(self, rule: str, row: Row) -> str:
        """The innermost rule that is false on its own account: where several parts failed together, the one that joins them."""
        return self.false(self.program.rules[rule].body, self.tabled.env(rule, row)) or rule

    def false(self, node: Node, env: Env) -> str:
        """The rule on account of which a node is false; "" where it is the node's own."""
        match node:
            case Call():
                return self.refused(node.rule, self.row(node, env))
            case All(parts=parts):
                return self.false(next(part for part in parts if self.tabled.value(part, env) is False), env)
            case Over(how="all"):
                rows = [{**env, node.element: row} for row in self.tabled.elements(node, env) or ()]
                return self.false(node.body, next(inner for inner in rows if self.tabled.value(node.body, inner) is False))
            case When():
                condition = self.tabled.value(node.condition, env)
                return "" if condition is None else self.false(node.then if condition else node.otherwise, env)
            case _:
                return ""

    def row(self, node: Call, env: Env) -> Row:
        return env[node.subjects[0]] if node.subjects else self.tabled.alone

    def open_rule(self, rules: Iterable[str], row: Row) -> str:
        """What isn't known on account of which the first open one of some rules isn't."""
        rule = next(rule for rule in rules if rule and self.value(rule, row) is None)
        return self.open(self.program.rules[rule].body, self.tabled.env(rule, row))

    def open(self, node: Node, env: Env) -> str:
        """The first thing that isn't known on account of which a node isn't."""
        match node:
            case Fact():
                return f"{node.subject.model}.{node.name}"
            case Chosen():
                return node.path
            case Call():
                return self.open_rule((node.rule,), self.row(node, env))
            case Figure():
                return self.figure(node, env)
            case When():
                return self.when(node, env)
            case Over():
                return self.over(node, env)
            case All(parts=parts) | Any(parts=parts) | Op(parts=parts):
                return self.first(parts, env)
            case Not(part=part) | Is(part=part):
                return self.open(part, env)
            case _:
                raise AssertionError("constants and the day are known")

    def first(self, parts: Sequence[Node], env: Env) -> str:
        return self.open(next(part for part in parts if self.tabled.value(part, env) is None), env)

    def figure(self, node: Figure, env: Env) -> str:
        if node.key is not None and self.tabled.value(node.key, env) is None:
            return self.open(node.key, env)
        return node.path if node.otherwise is None else self.open(node.otherwise, env)

    def when(self, node: When, env: Env) -> str:
        condition = self.tabled.value(node.condition, env)
        return self.open(node.condition if condition is None else node.then if condition else node.otherwise, env)

    def over(self, node: Over, env: Env) -> str:
        rows = self.tabled.elements(node, env)
        if rows is None:
            assert node.element.owner is not None  # checked when the node was built
            return f"{node.element.owner.model}.{node.relation}"
        for row in rows:
            inner = {**env, node.element: row}
            if self.tabled.value(node.body, inner) is None:
                return self.open(node.body, inner)
        assert node.otherwise is not None  # else it would be known
        return self.open(node.otherwise, env)
