"""Stand-ins: what a rule is given in the place of facts while it is read. They note what is done with them, as nodes."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, Final, NoReturn

from aidrules.errors import GraphError, closest
from aidrules.facts.model import Facts
from aidrules.facts.money import Money
from aidrules.facts.terms import Term
from aidrules.graph.kinds import BOOL, COUNT, MONEY, term
from aidrules.graph.nodes import Const, Fact, Node, Op, Var
from aidrules.lang.models import kind_of, model_name


class Tracing:
    """The reading of one rule: its loops that are open, and how many subjects it has named."""

    def __init__(self, subjects: int) -> None:
        self.named = subjects
        self.loops: list[tuple[str, Var]] = []

    def open(self, relation: str, model: str, owner: Var) -> Var:
        """A fresh element of a relation."""
        element = Var(self.named, model, owner)
        self.named += 1
        self.loops.append((relation, element))
        return element


_current: ContextVar[Tracing | None] = ContextVar("aidrules_tracing", default=None)


def current() -> Tracing | None:
    """The reading that goes on in this thread, if any."""
    return _current.get()


class reading:
    """While this is open, a rule is being read."""

    def __init__(self, tracing: Tracing) -> None:
        self.tracing = tracing

    def __enter__(self) -> Tracing:
        self._token = _current.set(self.tracing)
        return self.tracing

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)


def lift(value: object) -> Node:
    """The node of a stand-in, or of one of the few values that a rule may write itself."""
    if isinstance(value, Stand):
        return value.node
    if isinstance(value, Term):
        return Const(term(type(value).__name__), value.code)
    if isinstance(value, bool):
        return Const(BOOL, value)
    if type(value) is int and value in (0, 1):
        return Const(COUNT, value)
    if isinstance(value, Money) and value.fen == 0:
        return Const(MONEY, 0)
    if isinstance(value, (SubjectStand, RelationStand)):
        raise GraphError(f"{value} is a subject, not a value; name one of its facts", code="graph.subject")
    if isinstance(value, float):
        raise GraphError("a float has no place in a rule; amounts and ratios are standards", code="rule.float")
    raise GraphError("a figure of the law isn't written in a rule; make it a standard", code="rule.figure")


class Stand:
    """A value that isn't known yet. Comparison and arithmetic give nodes; anything that would decide now is trapped."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node

    def _op(self, name: str, left: object, right: object) -> Stand:
        return Stand(Op(name, (lift(left), lift(right))))

    def __lt__(self, other: object) -> Stand:
        return self._op("lt", self, other)

    def __le__(self, other: object) -> Stand:
        return self._op("le", self, other)

    def __gt__(self, other: object) -> Stand:
        return self._op("gt", self, other)

    def __ge__(self, other: object) -> Stand:
        return self._op("ge", self, other)

    def __add__(self, other: object) -> Stand:
        return self._op("add", self, other)

    def __radd__(self, other: object) -> Stand:
        return self._op("add", other, self)

    def __sub__(self, other: object) -> Stand:
        return self._op("subtract", self, other)

    def __rsub__(self, other: object) -> Stand:
        return self._op("subtract", other, self)

    def __mul__(self, other: object) -> Stand:
        return self._op("multiply", self, other)

    __rmul__ = __mul__

    def __bool__(self) -> NoReturn:
        raise GraphError("Python can't decide on a fact that isn't known yet; write all_of, any_of, none_of or when", code="rule.decides")

    def __eq__(self, other: object) -> NoReturn:
        raise GraphError("`==` can't be read; write is_(a, b)", code="rule.decides")

    __ne__ = __eq__
    __hash__ = None  # type: ignore[assignment]  # no key of a mapping

    def __repr__(self) -> str:
        return f"<{type(self.node).__name__} of a rule being read>"


class SubjectStand:
    """A subject inside a rule: its facts are stand-ins, its relations can be looped over."""

    __slots__ = ("_model", "_var")

    def __init__(self, model: type[Facts], var: Var) -> None:
        self._model, self._var = model, var

    def __getattr__(self, name: str) -> Any:
        shape = self._model.shapes.get(name)
        if shape is None:
            raise GraphError(f"{self._model.__name__} has no fact `{name}`; {closest(name, self._model.shapes)}", code="rule.unknown_fact")
        if shape.related is not None:
            return RelationStand(name, shape.related, self._var)
        if shape.kind is str:
            raise GraphError(f"`{name}` only names a {self._model.__name__}; rules read facts", code="rule.unknown_fact")
        extra = self._model.model_fields[name].json_schema_extra
        unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
        return Stand(Fact(self._var, name, kind_of(shape.kind, unit)))

    def __repr__(self) -> str:
        return f"a {self._model.__name__}"


class RelationStand:
    """A relation inside a rule: a loop over it gives one fresh element."""

    __slots__ = ("_model", "_name", "_owner")

    def __init__(self, name: str, model: type[Facts], owner: Var) -> None:
        self._name, self._model, self._owner = name, model, owner

    def __iter__(self) -> Iterator[SubjectStand]:
        tracing = current()
        if tracing is None:
            raise GraphError("a relation of a rule was looped over outside the rule", code="rule.outside")
        yield SubjectStand(self._model, tracing.open(self._name, model_name(self._model), self._owner))

    def __repr__(self) -> str:
        return f"the relation {self._owner.model}.{self._name}"


END: Final = object()


def var_of(subject: object) -> tuple[type[Facts], Var] | None:
    """The model and the variable of a stand-in for a subject; None for anything else."""
    return (subject._model, subject._var) if isinstance(subject, SubjectStand) else None
