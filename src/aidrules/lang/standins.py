"""Stand-ins: what a rule is given in the place of facts while it is read. They note what is done with them, as nodes."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any, Final, NoReturn

from aidrules.errors import GraphError, closest
from aidrules.facts.model import Facts, model_name
from aidrules.facts.money import Money
from aidrules.facts.terms import Term
from aidrules.graph.kinds import BOOL, COUNT, MONEY, term
from aidrules.graph.nodes import Const, Fact, Node, Op, Var, show
from aidrules.lang.models import kind_of


class Tracing:
    """The reading of one rule: its loops that are open, how many subjects it has named, the rules whose reading led here."""

    def __init__(self, subjects: int, rules: tuple[object, ...] = ()) -> None:
        self.named, self.rules = subjects, rules
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


def inside() -> Tracing:
    """The reading that goes on; words and standards are worked with nowhere else."""
    tracing = current()
    if tracing is None:
        raise GraphError("words and standards are worked with inside rules; outside use book.value(rule, subject, on=…) or plain Python", code="rule.outside")
    return tracing


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
    inside()
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
    if isinstance(value, SubjectStand):
        raise GraphError(f"{value} is a subject, not a value", code="graph.subject")
    if isinstance(value, RelationStand):
        raise GraphError(f"{value} stands for several subjects, not for a value", code="graph.relation")
    if isinstance(value, int | float | Money):
        raise GraphError("a figure of the law isn't written in a rule, and isn't added up from 0 and 1: it has a clause and a day", code="rule.figure")
    raise GraphError(f"a {type(value).__name__} is no value of the law", code="rule.constant")


class Stand:
    """A value that isn't known yet. Comparison and arithmetic give nodes; anything that would decide now is trapped."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node

    def _op(self, name: str, left: object, right: object) -> Stand:
        return Traced(Op(name, (lift(left), lift(right))))

    def _order(self, name: str, other: object) -> Stand:
        if self.node.kind.name == "term":
            raise GraphError(f"{show(self.node)} is {self.node.kind}, and terms have no order", code="rule.order")
        return self._op(name, self, other)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)  # what Python and its tools ask any object for
        raise GraphError(f"{show(self.node)} is {self.node.kind}, and has no part `{name}`", code="rule.attribute")

    def __iter__(self) -> NoReturn:
        raise GraphError(f"{show(self.node)} is {self.node.kind}, and a loop goes over a relation", code="rule.loop_over")

    def __lt__(self, other: object) -> Stand:
        return self._order("lt", other)

    def __le__(self, other: object) -> Stand:
        return self._order("le", other)

    def __gt__(self, other: object) -> Stand:
        return self._order("gt", other)

    def __ge__(self, other: object) -> Stand:
        return self._order("ge", other)

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
        raise GraphError("Python can't decide on a value that isn't known yet; write all_of, any_of, none_of or when", code="rule.decides")

    def __eq__(self, other: object) -> NoReturn:
        raise GraphError("`==` can't be read; write is_(a, b)", code="rule.decides")

    __ne__ = __eq__
    __hash__ = None  # type: ignore[assignment]  # no key of a mapping

    def __repr__(self) -> str:
        return f"<{type(self.node).__name__} of a rule being read>"


class _NoValue:
    """What can't be compared or computed with, since it is no value."""

    __slots__ = ()

    def _refuse(self, _: object) -> NoReturn:
        lift(self)
        raise AssertionError  # lift refuses it

    __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse


class Traced(Stand):
    """The value of an expression of a rule being read. A sister of a standard, so that ``age < limit`` isn't turned round."""

    __slots__ = ()


class SubjectStand(_NoValue):
    """A subject inside a rule: its facts are stand-ins, its relations can be looped over."""

    __slots__ = ("_model", "_var")

    def __init__(self, model: type[Facts], var: Var) -> None:
        self._model, self._var = model, var

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        shape = self._model.shapes.get(name)
        if shape is None:
            raise GraphError(f"{self._model.__name__} has no fact `{name}`; {closest(name, self._model.shapes)}", code="rule.unknown_fact")
        if shape.related is not None:
            return RelationStand(name, shape.related, self._var)
        if shape.kind is str:
            raise GraphError(f"`{name}` only names a {self._model.__name__}; rules read facts", code="rule.id")
        extra = self._model.model_fields[name].json_schema_extra
        unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
        return Traced(Fact(self._var, name, kind_of(shape.kind, unit)))

    def __iter__(self) -> NoReturn:
        relations = [f"`{name}`" for name, shape in self._model.shapes.items() if shape.related is not None]
        there = f"such as {' or '.join(relations)} of it" if relations else "and it has none"
        raise GraphError(f"{self} is one subject; a loop goes over a relation, {there}", code="rule.loop_over")

    def __repr__(self) -> str:
        return f"a {self._model.__name__}"


class RelationStand(_NoValue):
    """A relation inside a rule: a loop over it gives one fresh element."""

    __slots__ = ("_model", "_name", "_owner")

    def __init__(self, name: str, model: type[Facts], owner: Var) -> None:
        self._name, self._model, self._owner = name, model, owner

    def __iter__(self) -> Iterator[SubjectStand]:
        yield SubjectStand(self._model, inside().open(self._name, model_name(self._model), self._owner))

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise GraphError(f"{self} stands for several subjects, and `{name}` is asked of each in a loop", code="graph.relation")

    def __repr__(self) -> str:
        return f"the relation {self._owner.model}.{self._name}"


END: Final = object()


def described(value: object) -> str:
    """What a rule is given, for messages: ``a Person``, ``the fact Person.care_level``."""
    return show(value.node) if isinstance(value, Stand) else str(value) if isinstance(value, _NoValue) else f"a {type(value).__name__}"


def var_of(subject: object) -> tuple[type[Facts], Var] | None:
    """The model and the variable of a stand-in for a subject; None for anything else."""
    return (subject._model, subject._var) if isinstance(subject, SubjectStand) else None
