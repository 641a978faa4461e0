"""A whole program as data: models, terms, standards, choices, rules and outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from aidrules.errors import ComposeError
from aidrules.graph import nodes
from aidrules.graph.kinds import Kind, TermSpec
from aidrules.graph.nodes import Node, Var


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact of a model: its kind, whether it may be unknown, its titles and the question that asks for it.

    ``low`` and ``high`` bound a count, an amount (fen) or a quantity (hundredths); ``not_before`` is the fact that a day can't lie before.
    """

    name: str
    kind: Kind
    may_be_unknown: bool
    zh: str
    en: str
    question_zh: str = ""
    question_en: str = ""
    finding: str = ""
    past: bool = False
    low: int | None = None
    high: int | None = None
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class RelationSpec:
    """A relation of a model to the subjects it contains, of which there are at least ``fewest`` and at most ``most``."""

    name: str
    model: str
    may_be_unknown: bool
    zh: str
    en: str
    question_zh: str = ""
    question_en: str = ""
    fewest: int = 0
    most: int = 50


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A model of facts as data. ``identified``: its subjects have ids; ``texts``: other short texts that they carry."""

    name: str
    zh: str
    facts: tuple[FactSpec, ...]
    relations: tuple[RelationSpec, ...]
    identified: bool
    texts: tuple[str, ...] = ()
    _facts: Mapping[str, FactSpec] = field(init=False, compare=False, repr=False)
    _relations: Mapping[str, RelationSpec] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_facts", {fact.name: fact for fact in self.facts})
        object.__setattr__(self, "_relations", {relation.name: relation for relation in self.relations})

    def fact(self, name: str) -> FactSpec:
        """The fact with this name."""
        return self._facts[name]

    def relation(self, name: str) -> RelationSpec:
        """The relation with this name."""
        return self._relations[name]


@dataclass(frozen=True, slots=True)
class StandardSpec:
    """A standard that rules read: its kind, the term it differs by, its unit and titles."""

    path: str
    kind: Kind
    by: Kind | None
    unit: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """A choice the law leaves about a subject: its kind, its bounds (nodes over that subject), and titles.

    The path of a *may* is the name of its output, and its kind is true or false.
    """

    path: str
    kind: Kind
    subject: Var
    low: Node | None
    high: Node | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A rule: its subjects (the innermost first), its body, and the words that explain it."""

    name: str
    zh: str
    en: str
    subjects: tuple[Var, ...]
    body: Node

    @property
    def model(self) -> str:
        """The model of its first subject; "" for a rule about figures alone."""
        return self.subjects[0].model if self.subjects else ""

    @property
    def kind(self) -> Kind:
        """The kind of its value."""
        return self.body.kind


Sort: TypeAlias = Literal["benefit", "duty", "gate", "referral", "sanction", "check"]
SORTS: Final[tuple[Sort, ...]] = ("benefit", "duty", "gate", "referral", "sanction", "check")


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """An output: whom it speaks of and when. Conditions and amounts are names of rules.

    ``entitled`` is empty for a gate, which has nothing but its steps in ``gates``. ``figures`` are shown beside the outcome and
    settle nothing; ``leaves`` is what a sanction leaves. ``verified``: to it a fact is known only where evidence says that it is verified.
    """

    name: str
    sort: Sort
    zh: str
    en: str
    model: str
    entitled: str = ""
    applies: str = ""
    amount: str = ""
    gates: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    may: bool = False
    choices: tuple[str, ...] = ()
    within: str = ""
    first_month: str = ""
    last_month: str = ""
    figures: tuple[str, ...] = ()
    leaves: str = ""
    per: str = ""
    payee: str = ""
    direction: str = ""
    channel: str = ""
    most_months: str = ""
    most_a_year: str = ""
    verified: bool = False

    def rules(self) -> tuple[str, ...]:
        """Every rule it names, in the order in which they are asked."""
        named = (self.applies, self.entitled, *self.gates, self.within, self.amount, self.first_month, self.last_month)
        named += (*self.notices, *self.figures, self.leaves, self.most_months, self.most_a_year)
        return tuple(name for name in named if name)


Tie: TypeAlias = Literal["excludes", "offsets", "counts_as_income", "takes_highest"]
TIES: Final[tuple[Tie, ...]] = ("excludes", "offsets", "counts_as_income", "takes_highest")
"""What one output does to another: rules it out, is paid from the same money, counts as income for it, or only the higher is given."""


@dataclass(frozen=True, slots=True)
class InteractionSpec:
    """An interaction of two outputs: ``by`` does ``tie`` to ``of`` where the rule ``when`` holds, and ``forgone`` is what that costs.

    Both rules speak of the subject of ``of``.
    """

    name: str
    tie: Tie
    of: str
    by: str
    when: str
    forgone: str
    zh: str
    en: str


@dataclass(frozen=True)
class Program:
    """Models, terms, standards, choices, rules (each after those it calls), outputs and their interactions, all by name."""

    models: Mapping[str, ModelSpec]
    terms: Mapping[str, TermSpec]
    standards: Mapping[str, StandardSpec]
    choices: Mapping[str, ChoiceSpec]
    rules: Mapping[str, RuleSpec]
    outputs: Mapping[str, OutputSpec]
    interactions: Mapping[str, InteractionSpec] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, str]] = field(init=False)
    """For each model but the roots: the model that contains it, and by which relation."""

    def __post_init__(self) -> None:
        parents: dict[str, tuple[str, str]] = {}
        for model in self.models.values():
            for relation in model.relations:
                if relation.model in parents:
                    first = ".".join(parents[relation.model])
                    raise ComposeError(
                        f"{relation.model} stands on two relation paths, {first} and {model.name}.{relation.name}; give one of them a model of its own",
                        code="compose.two_paths",
                    )
                parents[relation.model] = (model.name, relation.name)
        object.__setattr__(self, "parents", parents)
        object.__setattr__(self, "rules", _in_order(self.rules))
        for rule in self.rules.values():
            self._check(rule)
        _in_no_circle(self.interactions.values())

    def _check(self, rule: RuleSpec) -> None:
        for inner, outer in zip(rule.subjects, rule.subjects[1:], strict=False):
            if outer.model not in self.above(inner.model):
                raise ComposeError(f"rule `{rule.name}`: a {outer.model} doesn't contain a {inner.model}", code="compose.subjects")

    def above(self, model: str) -> list[str]:
        """The models that contain this one, the nearest first."""
        found: list[str] = []
        while model in self.parents and self.parents[model][0] not in found:
            model = self.parents[model][0]
            found.append(model)
        return found

    def discretions(self, output: OutputSpec) -> tuple[ChoiceSpec, ...]:
        """The choices that an output waits for: its own *may* first."""
        paths = ((output.name,) if output.may else ()) + output.choices
        return tuple(self.choices[path] for path in paths)

    def depends(self, rule: str) -> set[str]:
        """Every rule that a rule rests on, itself included."""
        found: set[str] = set()
        waiting = [rule]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += called(self.rules[name].body)
        return found


def every(node: Node) -> Iterator[Node]:
    """A node and all that is in it."""
    yield node
    for child in nodes.children(node):
        yield from every(child)


def called(node: Node) -> list[str]:
    """The names of the rules that a body calls, in order."""
    return [part.rule for part in every(node) if isinstance(part, nodes.Call)]


def _in_no_circle(interactions: Iterable[InteractionSpec]) -> None:
    """No output acts on itself by way of others: then neither could be settled before the other."""
    after: dict[str, list[str]] = {}
    for each in interactions:
        after.setdefault(each.of, []).append(each.by)
    for start in after:
        waiting: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
        while waiting:
            output, path = waiting.pop()
            for by in after.get(output, ()):
                if by == start:
                    circle = " → ".join((*path, by))
                    raise ComposeError(f"outputs act on each other in a circle: {circle}", code="compose.interaction_cycle")
                if by not in path:
                    waiting.append((by, (*path, by)))


def _in_order(rules: Mapping[str, RuleSpec]) -> dict[str, RuleSpec]:
    """Each rule after those it calls; a circle is an error that shows it."""
    ordered: dict[str, RuleSpec] = {}
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in ordered:
            return
        if name in open_:
            circle = " → ".join([*open_[open_.index(name) :], name])
            raise ComposeError(f"rules call each other in a circle: {circle}", code="compose.cycle")
        if name not in rules:
            raise ComposeError(f"the rule `{name}` is called and isn't there", code="compose.rule")
        open_.append(name)
        for callee in called(rules[name].body):
            visit(callee)
        open_.pop()
        ordered[name] = rules[name]

    for name in rules:
        visit(name)
    return ordered
