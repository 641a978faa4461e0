"""Between which amounts an open one lies: a reader of what every value can be. It settles nothing.

A fact that isn't known can be anything that its description allows, a relation that isn't known can hold any number of
subjects, a choice that isn't made lies within its bounds. Figures are those in force on the day: a key without a figure has
no amount, and adds nothing to the range. What must hold for the item to be granted narrows the range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any as Anything
from typing import Final, TypeAlias, cast

from aidrules.decide.interpreter import Tabled
from aidrules.decide.layout import Row, climb
from aidrules.decide.outcome import Outcome
from aidrules.decide.spans import ABOVE, ALL, BELOW, EITHER, NOTHING, SPANNED, End, Possible, Span, added, exactly, greatest, join, least, meet, total
from aidrules.facts.model import LARGEST_COUNT
from aidrules.facts.money import BOUND, Money
from aidrules.facts.quantity import LARGEST
from aidrules.graph import nodes
from aidrules.graph.kinds import DATE, Kind
from aidrules.graph.nodes import All, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, Var, When, free
from aidrules.graph.program import OutputSpec

Bounds: TypeAlias = tuple[Money | None, Money | None]
"""The least and the most; None where there is no such bound."""
Key: TypeAlias = tuple[Anything, ...]


class Anyone:
    """Stands for any subject of a relation that isn't known."""


Place: TypeAlias = "Row | Anyone"
Env: TypeAlias = Mapping[Var, Place]
_NARROWED: Final = (Fact, Chosen, Call)
"""What can be narrowed by what must hold: all that goes by a name."""
WIDEST: Final = {"count": LARGEST_COUNT, "money": BOUND, "quantity": LARGEST * 100 - 1}
_OPEN: Final = (Outcome.UNDETERMINED, Outcome.DISCRETIONARY, Outcome.PENDING)


def bounds_of(output: OutputSpec, outcome: Outcome, row: Row, tabled: Tabled) -> Bounds | None:
    """Between which amounts an item's amount lies if it is granted; None where its amount is known or has no bound."""
    if not output.amount or outcome not in _OPEN:
        return None
    if outcome is Outcome.PENDING and row[tabled.layout.rules[output.amount]] is not None:
        return None
    reader = Ranges(tabled)
    for condition in (output.applies, output.entitled):
        if condition and row[tabled.layout.rules[condition]] is not True:  # what is known to hold rests on what is known, and narrows nothing
            reader.learn_rule(condition, row)
    found = reader.of(output.amount, row)
    if not isinstance(found, Span):
        return None
    low, high = _money(found.low), _money(found.high)
    return None if low is None and high is None else (low, high)


def _money(end: End) -> Money | None:
    return None if end[0] or abs(end[1]) > BOUND else Money.from_fen(end[1])


class Ranges:
    """What the values of nodes can be, in every case that fills in what isn't known."""

    def __init__(self, tabled: Tabled) -> None:
        self.tabled, self.layout, self.program = tabled, tabled.layout, tabled.program
        self.anyone = {model: Anyone() for model in self.program.models}
        self.known: dict[Key, Possible] = {}
        self.given: dict[Key, Possible] = {}
        self.apart: dict[tuple[Key, Key], Span] = {}

    def of(self, rule: str, row: Row) -> Possible:
        """What a rule can give for a subject of the case."""
        return self.rule(rule, tuple(self.tabled.env(rule, row).values()))

    def rule(self, name: str, places: tuple[Place, ...]) -> Possible:
        """What a rule can give for a subject and those that contain it."""
        key = (name, *map(id, places))
        found = self.known.get(key)
        if found is None:
            rule = self.program.rules[name]
            first = places[0] if places else self.tabled.alone
            value = None if isinstance(first, Anyone) else first[self.layout.rules[name]]
            known = exactly(value, rule.kind) if value is not None else None
            found = self.known[key] = self.possible(rule.body, dict(zip(rule.subjects, places, strict=True))) if known is None else known
        return found

    def possible(self, node: Node, env: Env) -> Possible:
        """What a node can give; narrowed by what must hold."""
        found = self.own(node, env)
        if self.given and isinstance(node, _NARROWED):
            must = self.given.get(self.key(node, env))
            if must is not None:
                return meet(found, must)
        return found

    def own(self, node: Node, env: Env) -> Possible:
        """What a node can give by itself."""
        match node:
            case Const():
                return exactly(node.value, node.kind)
            case Day():
                return exactly(self.tabled.day, DATE)
            case Fact():
                return self.fact(node, env[node.subject])
            case Chosen():
                return self.chosen(node, env[node.subject])
            case Figure():
                return self.figure(node, env)
            case Call():
                return self.rule(node.rule, tuple(env[var] for var in node.subjects))
            case All(parts=parts):
                return every([self.truth(part, env) for part in parts])
            case nodes.Any(parts=parts):
                return some([self.truth(part, env) for part in parts])
            case Not(part=part):
                return frozenset(not value for value in self.truth(part, env))
            case Is():
                members = {member.value for member in node.members}
                return frozenset(value in members for value in self.truth(node.part, env))
            case When():
                return self.when(node, env)
            case Op():
                return self.operation(node, env)
            case Over():
                return self.over(node, env)

    def truth(self, node: Node, env: Env) -> frozenset[Anything]:
        """The same for a condition or a term."""
        return cast(frozenset[Anything], self.possible(node, env))

    def span(self, node: Node, env: Env) -> Span | None:
        """The same for what has an order; None where it has no value."""
        found = self.possible(node, env)
        return found if isinstance(found, Span) else None

    def fact(self, node: Fact, place: Place) -> Possible:
        """The fact, or all that it may be."""
        if not isinstance(place, Anyone):
            value = place[self.layout.facts[node.subject.model][node.name]]
            if value is not None:
                return exactly(value, node.kind)
        spec = self.program.models[node.subject.model].fact(node.name)
        if node.kind == DATE and spec.past:
            return Span(BELOW, (0, self.tabled.day))
        if node.kind.name in ("bool", "term"):
            return self.any_of_kind(node.kind)
        # a fact that only has the limits of its kind has no bound that says anything
        high = None if spec.high is None or spec.high >= WIDEST[node.kind.name] else spec.high
        return Span(BELOW if spec.low is None else (0, spec.low), ABOVE if high is None else (0, high))

    def any_of_kind(self, kind: Kind) -> Possible:
        """Every value of a kind."""
        match kind.name:
            case "bool":
                return EITHER
            case "term":
                return frozenset(range(len(self.program.terms[kind.of].members)))
            case _:
                return ALL

    def chosen(self, node: Chosen, place: Place) -> Possible:
        """What was chosen, or what may be."""
        if isinstance(place, Anyone):
            return self.any_of_kind(node.kind)
        value = place[self.layout.choices[node.subject.model][node.path]]
        if value is not None:
            return exactly(value, node.kind)
        spec = self.program.choices[node.path]
        if spec.low is None or spec.high is None:
            return self.any_of_kind(node.kind)
        ends = []
        for bound in (spec.low, spec.high):
            env = {var: climb(place, spec.subject.model, var.model, self.program.parents) for var in free(bound)}
            ends.append(self.span(bound, env))
        low, high = ends
        return NOTHING if low is None or high is None else meet(Span(low.low, ABOVE), Span(BELOW, high.high))

    def figure(self, node: Figure, env: Env) -> Possible:
        """The figures in force for the keys that are possible."""
        codes = frozenset((0,)) if node.key is None else self.truth(node.key, env)
        found: list[Possible] = []
        for code in codes:
            figure = self.tabled.figures.figure(node.path, code)
            if figure is not None:
                found.append(exactly(figure.value, node.kind))
            elif node.otherwise is not None:
                found.append(self.possible(node.otherwise, env))
        return join(*found)

    def when(self, node: When, env: Env) -> Possible:
        """The branches that can be taken; a condition that has no value leaves what both of them give."""
        condition = self.truth(node.condition, env)
        if not condition:
            return meet(self.possible(node.then, env), self.possible(node.otherwise, env))
        found = [self.possible(part, env) for part, taken in ((node.then, True), (node.otherwise, False)) if taken in condition]
        return join(*found)

    def operation(self, node: Op, env: Env) -> Possible:
        """What an operation can give; a difference that is known to be above nothing stays so."""
        parts = [self.possible(part, env) for part in node.parts]
        if not all(parts):
            return NOTHING
        found = SPANNED[node.name](*parts)
        if node.name == "subtract" and self.apart:
            one, other = node.parts
            if isinstance(one, _NARROWED) and isinstance(other, _NARROWED):
                return meet(found, self.apart.get((self.key(one, env), self.key(other, env)), ALL))
        return found

    def elements(self, node: Over, env: Env) -> list[Row] | None:
        """The subjects a loop goes over; None where they aren't known."""
        owner = node.element.owner
        assert owner is not None  # checked when the node was built
        place = env[owner]
        if isinstance(place, Anyone):
            return None
        return cast("list[Row] | None", place[self.layout.relations[owner.model][node.relation]])

    def over(self, node: Over, env: Env) -> Possible:
        """What a loop can give, over the subjects of the case or any number of others."""
        rows = self.elements(node, env)
        if rows is None:
            return self.over_anyone(node, self.possible(node.body, {**env, node.element: self.anyone[node.element.model]}), env)
        bodies = [self.possible(node.body, {**env, node.element: row}) for row in rows]
        if node.how in ("all", "any"):
            truths = cast(list[frozenset[bool]], bodies)
            return every(truths) if node.how == "all" else some(truths)
        if not all(bodies):
            return NOTHING
        if node.how == "count":
            return total(_counted(cast(frozenset[bool], body)) for body in bodies)
        spans = cast(list[Span], bodies)
        if node.how == "total":
            return total(spans)
        if not spans:
            return self.possible(cast(Node, node.otherwise), env)
        return greatest(*spans) if node.how == "greatest" else least(*spans)

    def over_anyone(self, node: Over, body: Possible, env: Env) -> Possible:
        """Over any number of subjects, perhaps none, of whom nothing is known."""
        match node.how:
            case "all":
                return frozenset((True, *(value for value in cast(frozenset[bool], body) if value is False)))
            case "any":
                return frozenset((False, *(value for value in cast(frozenset[bool], body) if value is True)))
            case "count":
                return Span((0, 0), ABOVE if isinstance(body, frozenset) and True in body else (0, 0))
            case "total":
                none = (0, 0)
                return Span(BELOW if body.low < none else none, ABOVE if body.high > none else none) if isinstance(body, Span) else Span(none, none)
            case _:
                return join(body, self.possible(cast(Node, node.otherwise), env))

    # --- what must hold

    def learn_rule(self, name: str, row: Row) -> None:
        """The rule is true of the subject."""
        self.learn(self.program.rules[name].body, cast(Env, self.tabled.env(name, row)), True)
        self.known.clear()  # what was worked out before is wider

    def learn(self, node: Node, env: Env, truth: bool) -> None:
        """A condition about subjects of the case comes out so."""
        match node:
            case Call():
                rule = self.program.rules[node.rule]
                self.learn(rule.body, dict(zip(rule.subjects, (env[var] for var in node.subjects), strict=True)), truth)
            case All(parts=parts) if truth:
                for part in parts:
                    self.learn(part, env, truth)
            case nodes.Any(parts=parts) if not truth:
                for part in parts:
                    self.learn(part, env, truth)
            case Not(part=part):
                self.learn(part, env, not truth)
            case Fact() | Chosen():
                self.narrow(node, env, frozenset((truth,)))
            case Is():
                named = frozenset(member.value for member in node.members)
                others = cast(frozenset[Anything], self.any_of_kind(node.part.kind)) - named
                self.narrow(node.part, env, named if truth else others)
            case When():
                condition = self.truth(node.condition, env)
                if condition and condition != EITHER:
                    self.learn(node.then if True in condition else node.otherwise, env, truth)
            case Over() if (node.how, truth) in (("all", True), ("any", False)):
                for row in self.elements(node, env) or ():
                    self.learn(node.body, {**env, node.element: row}, truth)
            case Op():
                for one, other, strictly in _compared(node, truth):
                    self.compare(one, other, env, strictly)
            case _:
                return

    def narrow(self, node: Node, env: Env, must: Possible) -> None:
        """What goes by a name is one of these."""
        if isinstance(node, _NARROWED):
            key = self.key(node, env)
            self.given[key] = meet(self.given.get(key, must), must)

    def key(self, node: Fact | Chosen | Call, env: Env) -> Key:
        """The same for two nodes only where they mean the same about the same subjects; a rule that only gives a fact is that fact."""
        match node:
            case Fact():
                return ("fact", node.name, id(env[node.subject]))
            case Chosen():
                return ("choice", node.path, id(env[node.subject]))
            case Call():
                rule = self.program.rules[node.rule]
                if isinstance(rule.body, _NARROWED):
                    return self.key(rule.body, dict(zip(rule.subjects, (env[var] for var in node.subjects), strict=True)))
                return ("rule", node.rule, *(id(env[var]) for var in node.subjects))

    def compare(self, one: Node, other: Node, env: Env, strictly: bool) -> None:
        """One is less than the other, or at most as much. What is counted in whole numbers is then less by one at least."""
        whole = one.kind.name in ("count", "money", "quantity", "month")
        step = int(strictly and whole)
        least_, most = self.span(one, env), self.span(other, env)
        if whole and isinstance(one, _NARROWED) and isinstance(other, _NARROWED):
            self.apart[self.key(other, env), self.key(one, env)] = Span((0, step), ABOVE)
        shift = Span((0, step), (0, step))
        if most is not None:
            self.narrow(one, env, Span(BELOW, added(most, Span((0, -step), (0, -step))).high if whole else most.high))
        if least_ is not None:
            self.narrow(other, env, Span(added(least_, shift).low if whole else least_.low, ABOVE))


def every(parts: Sequence[frozenset[bool]]) -> frozenset[bool]:
    """True where each can be; false where any can be."""
    return frozenset([True] * all(True in part for part in parts) + [False] * any(False in part for part in parts))


def some(parts: Sequence[frozenset[bool]]) -> frozenset[bool]:
    """True where any can be; false where each can be."""
    return frozenset([True] * any(True in part for part in parts) + [False] * all(False in part for part in parts))


def _counted(body: frozenset[bool]) -> Span:
    return Span((0, int(False not in body)), (0, int(True in body)))


def _compared(node: Op, truth: bool) -> Iterator[tuple[Node, Node, bool]]:
    """What a comparison that comes out so says: the lesser, the greater, and whether strictly."""
    if node.name not in ("lt", "le", "gt", "ge", "eq") or (node.name == "eq" and not truth):
        return
    one, other = node.parts
    if node.name == "eq":
        yield one, other, False
        yield other, one, False
        return
    strictly = node.name in ("lt", "gt")
    if node.name in ("gt", "ge"):
        one, other = other, one
    yield (one, other, strictly) if truth else (other, one, not strictly)
