"""The nodes of a rule: a closed set of frozen classes that check their parts when built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from aidrules.errors import GraphError
from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, Kind
from aidrules.graph.operations import result_kind

Value: TypeAlias = bool | int | date | Fraction
"""A known value, as the readers compute with it."""


@dataclass(frozen=True, slots=True)
class Var:
    """A subject inside a rule: its number in the rule, its model, and the subject that contains it."""

    index: int
    model: str
    owner: Var | None = None

    def __hash__(self) -> int:
        return hash((self.index, self.model))  # the readers look subjects up often; those of one rule differ in their numbers

    def above(self) -> tuple[Var, ...]:
        """The subjects that contain this one, the nearest first."""
        return () if self.owner is None else (self.owner, *self.owner.above())


@dataclass(frozen=True, slots=True)
class Const:
    """A value written in a rule: true, false, 0, 1, no money, a term."""

    kind: Kind
    value: Value


@dataclass(frozen=True, slots=True)
class Day:
    """The day decided for."""

    kind: Kind = field(default=DATE, init=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a subject."""

    subject: Var
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated figure; with a key where it differs by a term. ``otherwise`` is what holds where none is in force."""

    path: str
    kind: Kind
    by: Kind | None = None
    key: Node | None = None
    otherwise: Node | None = None

    def __post_init__(self) -> None:
        if self.otherwise is not None and self.otherwise.kind != self.kind:
            raise GraphError(f"{show(self)} is {self.kind}, and otherwise= is {self.otherwise.kind}", code="graph.kinds")
        given = None if self.key is None else self.key.kind
        if given != self.by:
            wanted = "no key" if self.by is None else f"a key that is {self.by}"
            raise GraphError(f"{show(self)} takes {wanted}, and is given {given or 'none'}", code="graph.key")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen where the law leaves a choice; unknown while it is open."""

    path: str
    subject: Var
    kind: Kind


@dataclass(frozen=True, slots=True)
class Call:
    """The value of another rule for a subject and the subjects that contain it."""

    rule: str
    subjects: tuple[Var, ...]
    kind: Kind

    def __post_init__(self) -> None:
        for inner, outer in zip(self.subjects, self.subjects[1:], strict=False):
            if outer not in inner.above():
                raise GraphError(f"{show(self)}: the {outer.model} given is not the one that contains the {inner.model}", code="graph.subjects")


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is; false when any part is."""

    parts: tuple[Node, ...]
    kind: Kind = field(default=BOOL, init=False)

    def __post_init__(self) -> None:
        _all_bool("all_of", self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    """True when any part is; false when every part is."""

    parts: tuple[Node, ...]
    kind: Kind = field(default=BOOL, init=False)

    def __post_init__(self) -> None:
        _all_bool("any_of", self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is false."""

    part: Node
    kind: Kind = field(default=BOOL, init=False)

    def __post_init__(self) -> None:
        _all_bool("none_of", (self.part,))


@dataclass(frozen=True, slots=True)
class Is:
    """Whether a term is one of some terms of its enumeration."""

    part: Node
    members: tuple[Const, ...]
    kind: Kind = field(default=BOOL, init=False)

    def __post_init__(self) -> None:
        if not self.members:
            raise GraphError(f"{show(self.part)} is compared with nothing; name at least one term", code="graph.kinds")
        for member in self.members:
            if member.kind != self.part.kind or self.part.kind.name != "term":
                raise GraphError(f"{show(self.part)} is {self.part.kind}, and is compared with {member.kind}", code="graph.kinds")


@dataclass(frozen=True, slots=True)
class When:
    """One value when a condition holds, another otherwise; known under an open condition where both are the same."""

    condition: Node
    then: Node
    otherwise: Node
    kind: Kind = field(default=BOOL, init=False)

    def __post_init__(self) -> None:
        _all_bool("when", (self.condition,))
        if self.then.kind != self.otherwise.kind:
            raise GraphError(
                f"the branches of a `when` differ: {show(self.then)} is {self.then.kind}, {show(self.otherwise)} is {self.otherwise.kind}",
                code="graph.kinds",
            )
        object.__setattr__(self, "kind", self.then.kind)


@dataclass(frozen=True, slots=True)
class Op:
    """An operation of the closed table in ``graph.operations``."""

    name: str
    parts: tuple[Node, ...]
    kind: Kind = field(default=BOOL, init=False)

    def __post_init__(self) -> None:
        kind = result_kind(self.name, [part.kind for part in self.parts], [show(part) for part in self.parts])
        object.__setattr__(self, "kind", kind)


How: TypeAlias = Literal["all", "any", "total", "count", "greatest", "least"]
HOWS: Final[tuple[How, ...]] = ("all", "any", "total", "count", "greatest", "least")


@dataclass(frozen=True, slots=True)
class Over:
    """One value from all the subjects of a relation; ``otherwise`` is what greatest and least give where there are none."""

    how: How
    relation: str
    element: Var
    body: Node
    otherwise: Node | None = None
    kind: Kind = field(default=BOOL, init=False)

    def __post_init__(self) -> None:
        if self.how not in HOWS:
            raise GraphError(f"there is no loop `{self.how}`", code="graph.operation")
        if self.element.owner is None:
            raise GraphError("a loop's element belongs to a subject", code="graph.subjects")
        for var in free(self.body):
            if var != self.element and var not in self.element.above():
                raise GraphError(
                    f"a loop over {self.relation} uses a {var.model} that neither is its element nor contains it; "
                    "a loop's body may use its own element and the subjects that contain it",
                    code="graph.subjects",
                )
        kinds: dict[str, tuple[str, ...]] = {"total": ("count", "money", "quantity"), "greatest": _ORDERED, "least": _ORDERED}
        wanted = kinds.get(self.how, ("bool",))
        if self.body.kind.name not in wanted:
            raise GraphError(f"`{self.how}` over {self.relation}: {show(self.body)} is {self.body.kind}", code="graph.kinds")
        if (self.how in ("greatest", "least")) != (self.otherwise is not None):
            raise GraphError("greatest and least over a relation say what holds over nothing, with otherwise=", code="graph.otherwise")
        if self.otherwise is not None and self.element in free(self.otherwise):
            raise GraphError(f"otherwise= of a loop over {self.relation} is for where there is none, and uses its element", code="graph.subjects")
        if self.otherwise is not None and self.otherwise.kind != self.body.kind:
            raise GraphError(f"otherwise= is {self.otherwise.kind}, and the loop gives {self.body.kind}", code="graph.kinds")
        object.__setattr__(self, "kind", COUNT if self.how == "count" else BOOL if self.how in ("all", "any") else self.body.kind)


_ORDERED = ("count", "money", "quantity", "date", "month")
Node: TypeAlias = Const | Day | Fact | Figure | Chosen | Call | All | Any | Not | Is | When | Op | Over

TRUE, FALSE = Const(BOOL, True), Const(BOOL, False)
NOTHING = Const(MONEY, 0)


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, in order."""
    match node:
        case All(parts=parts) | Any(parts=parts) | Op(parts=parts):
            return parts
        case Not(part=part) | Is(part=part):
            return (part,)
        case When():
            return (node.condition, node.then, node.otherwise)
        case Over():
            return (node.body,) if node.otherwise is None else (node.body, node.otherwise)
        case Figure():
            return tuple(part for part in (node.key, node.otherwise) if part is not None)
        case _:
            return ()


def free(node: Node) -> frozenset[Var]:
    """The subjects that a node speaks of and doesn't bind itself."""
    match node:
        case Fact(subject=subject) | Chosen(subject=subject):
            return frozenset((subject,))
        case Call(subjects=subjects):
            return frozenset(subjects)
        case Over():
            inner = free(node.body) - {node.element}
            outer = frozenset() if node.otherwise is None else free(node.otherwise)
            return inner | outer | ({node.element.owner} if node.element.owner else set())
        case _:
            return frozenset().union(*(free(child) for child in children(node)))


def show(node: Node) -> str:
    """A short name of a node for messages: what it reads, or what it does."""
    match node:
        case Fact():
            return f"the fact {node.subject.model}.{node.name}"
        case Figure():
            return f"the standard {node.path}"
        case Chosen():
            return f"the choice {node.path}"
        case Call():
            return f"the rule {node.rule}"
        case Const():
            return f"the value {node.value}"
        case Day():
            return "the day decided for"
        case Op():
            return f"`{node.name}` of " + " and ".join(show(part) for part in node.parts)
        case Over():
            return f"`{node.how}` over {node.relation}"
        case _:
            return f"a `{type(node).__name__.lower()}`"


def _all_bool(word: str, parts: Sequence[Node]) -> None:
    if not parts:
        raise GraphError(f"`{word}` takes at least one condition", code="graph.kinds")
    for part in parts:
        if part.kind != BOOL:
            raise GraphError(f"`{word}` takes conditions; {show(part)} is {part.kind}", code="graph.kinds")
