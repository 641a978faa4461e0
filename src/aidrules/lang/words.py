"""The words of a rule. Each takes stand-ins and gives one; for a type checker they are ordinary functions of values."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Final, TypeVar, cast, overload

from aidrules.errors import GraphError
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Rounding
from aidrules.graph import nodes
from aidrules.graph.kinds import BOOL, COUNT, RATIO
from aidrules.graph.nodes import Const, How, Is, Node, Op, Over, When
from aidrules.lang.standins import END, Stand, Traced, inside, lift

V = TypeVar("V")
N = TypeVar("N", int, Money, Quantity)
O = TypeVar("O", int, Money, Quantity, date, Month)  # noqa: E741  # what has an order


def all_of(first: bool | Iterable[bool], *rest: bool) -> bool:
    """True when every condition is; over a relation, ``all_of(insured(m) for m in home.members)``, true where there is none."""
    return _conditions("all", nodes.All, first, rest)


def any_of(first: bool | Iterable[bool], *rest: bool) -> bool:
    """True when any condition is; over a relation, ``any_of(employed(m) for m in home.members)``, false where there is none."""
    return _conditions("any", nodes.Any, first, rest)


def none_of(first: bool | Iterable[bool], *rest: bool) -> bool:
    """True when no condition is."""
    return cast(bool, Traced(nodes.Not(lift(any_of(first, *rest)))))


def when(condition: bool, then: V, *, otherwise: V) -> V:
    """``then`` where the condition holds, ``otherwise`` where it doesn't; known under an open condition where both are the same."""
    return cast(V, Traced(When(lift(condition), lift(then), lift(otherwise))))


def is_(value: V, other: V) -> bool:
    """Whether two values are the same: a term, a count, a day, a month, an amount."""
    left, right = lift(value), lift(other)
    if isinstance(left, Const) and not isinstance(right, Const):
        left, right = right, left
    if BOOL in (left.kind, right.kind):
        raise GraphError("`is_` compares conditions here; a condition stands for itself", code="graph.kinds")
    if left.kind.name == "term" and isinstance(right, Const):
        return cast(bool, Traced(Is(left, (right,))))
    return cast(bool, Traced(Op("eq", (left, right))))


def one_of(value: V, first: V, *rest: V) -> bool:
    """Whether a term is one of some terms."""
    members = tuple(lift(member) for member in (first, *rest))
    if not all(isinstance(member, Const) for member in members):
        raise GraphError("`one_of` compares with terms written out, such as CareLevel.FULL_CARE", code="graph.kinds")
    return cast(bool, Traced(Is(lift(value), cast(tuple[Const, ...], members))))


def between(low: O, value: O, high: O) -> bool:
    """Whether a value is at least ``low`` and at most ``high``."""
    return cast(bool, Traced(nodes.All((Op("le", (lift(low), lift(value))), Op("le", (lift(value), lift(high)))))))


@overload
def greatest(first: O, second: O, /, *rest: O) -> O: ...
@overload
def greatest(first: Iterable[O], /, *, otherwise: O) -> O: ...
def greatest(first: Any, /, *rest: Any, otherwise: Any = END) -> Any:
    """The greatest of some values, or over a relation; over nothing it is ``otherwise``."""
    return _extreme("greatest", first, rest, otherwise)


@overload
def least(first: O, second: O, /, *rest: O) -> O: ...
@overload
def least(first: Iterable[O], /, *, otherwise: O) -> O: ...
def least(first: Any, /, *rest: Any, otherwise: Any = END) -> Any:
    """The least of some values, or over a relation; over nothing it is ``otherwise``."""
    return _extreme("least", first, rest, otherwise)


def total(values: Iterable[N]) -> N:
    """The sum over a relation, ``total(income(m) for m in home.members)``; 0 where there is none."""
    return cast(N, Traced(_over("total", "total", values)))


def count(conditions: Iterable[bool]) -> int:
    """For how many of a relation a condition holds, ``count(counted(m) for m in home.members)``."""
    return cast(int, Traced(_over("count", "total", conditions)))


def the_day() -> date:
    """The day decided for."""
    inside()
    return cast(date, Traced(nodes.Day()))


def completed_years(since: date, until: date) -> int:
    """Full years from one day to another: an age. A 29 February is completed on 28 February of a common year."""
    return cast(int, _op("completed_years", since, until))


def months_after(day: date, months: int) -> date:
    """The day so many months after an anchor day; at a month's end the last day."""
    return cast(date, _op("months_after", day, months))


def month_of(day: date) -> Month:
    """The month that holds a day."""
    return cast(Month, _op("month_of", day))


def day_of_month(day: date) -> int:
    """The number of a day in its month: 10 for the 10th."""
    return cast(int, _op("day_of_month", day))


def month_plus(month: Month, months: int) -> Month:
    """So many months later."""
    return cast(Month, _op("month_plus", month, months))


def months_between(since: Month, until: Month) -> int:
    """How many months lie from one month to another."""
    return cast(int, _op("months_between", since, until))


def days_between(since: date, until: date) -> int:
    """Whole days from one day to another."""
    return cast(int, _op("days_between", since, until))


def times(amount: Money, ratio: Fraction, *, rounding: Rounding) -> Money:
    """An amount times a ratio, rounded once by a rounding that is a standard."""
    return cast(Money, _op("scale", amount, ratio, rounding))


def priced(rate: Money, quantity: Quantity, *, part: Fraction | None = None, rounding: Rounding) -> Money:
    """A rate for one unit, such as yuan for a square metre, times a quantity, and times a ratio where ``part`` is given; rounded once."""
    return cast(Money, Traced(Op("priced", (lift(rate), lift(quantity), Const(RATIO, Fraction(1)) if part is None else lift(part), lift(rounding)))))


def published(figure: V, *, otherwise: V) -> V:
    """A standard where the locality has published one for the day, ``otherwise`` what then holds."""
    node = lift(figure)
    if not isinstance(node, nodes.Figure):
        raise GraphError("`published` takes a standard, such as rate[home.area]", code="graph.kinds")
    return cast(V, Traced(nodes.Figure(node.path, node.kind, node.by, node.key, lift(otherwise))))


def divided(amount: Money, number: int, *, rounding: Rounding, otherwise: Money) -> Money:
    """An amount divided by a count, rounded once; ``otherwise`` where the count is 0."""
    by = lift(number)
    zero = Op("eq", (by, Const(COUNT, 0)))
    return cast(Money, Traced(When(zero, lift(otherwise), Op("divide", (lift(amount), by, lift(rounding))))))


def share_of_month(yearly: Money, month: Month, *, rounding: Rounding) -> Money:
    """What a month is paid of a yearly amount: what is due up to its end less what is due up to its start, so that twelve months add up."""
    return cast(Money, _op("month_share", yearly, month, rounding))


WORDS: Final = {
    word.__name__: word
    for word in (
        all_of, any_of, none_of, when, is_, one_of, between, greatest, least, total, count, the_day, completed_years,
        months_after, month_of, day_of_month, month_plus, months_between, days_between, times, priced, published, divided, share_of_month,
    )
}  # fmt: skip
"""Every word a rule may use."""

LOOPING: Final = frozenset(("all_of", "any_of", "none_of", "greatest", "least", "total", "count"))
"""The words that take a loop."""


def _op(name: str, *parts: object) -> Stand:
    return Traced(Op(name, tuple(lift(part) for part in parts)))


def _conditions(how: How, node: Any, first: Any, rest: tuple[bool, ...]) -> bool:
    if _is_loop(first):
        if rest:
            raise GraphError(f"a loop stands alone in its word; write {how}_of({how}_of(… for …), other)", code="rule.loop")
        return cast(bool, Traced(_over(how, how, first)))
    parts = [lift(first), *(lift(part) for part in rest)]
    checked = node(tuple(parts))
    return cast(bool, Traced(checked if len(parts) > 1 else parts[0]))


def _extreme(how: How, first: Any, rest: tuple[Any, ...], otherwise: Any) -> Any:
    if not _is_loop(first):
        if otherwise is not END:
            raise GraphError(f"`otherwise=` is for a loop over nothing; here there are values, so write {how}(a, b)", code="rule.loop")
        return _op(how, first, *rest)
    if rest or otherwise is END:
        raise GraphError(f"a relation may hold nobody, and then `{how}` has no value unless otherwise= says it", code="graph.otherwise")
    return Traced(_over(how, "", first, lift(otherwise)))


def _is_loop(value: object) -> bool:
    return isinstance(value, Generator)


def _over(how: How, outer: How | str, values: Any, otherwise: Node | None = None) -> Node:
    """Runs a loop once, with a fresh element for each relation it goes over, and closes it."""
    tracing = inside()
    if not _is_loop(values):
        raise GraphError(f"`{how}` takes a loop, such as {how}(income(m) for m in home.members)", code="rule.loop")
    before = len(tracing.loops)
    node = lift(next(values))
    opened = tracing.loops[before:]
    if next(values, END) is not END or not opened:
        raise GraphError("a loop goes over relations of a subject, and over nothing else", code="rule.loop")
    del tracing.loops[before:]
    if len(opened) > 1 and otherwise is not None:
        raise GraphError("greatest and least go over one relation; make a rule of the inner one", code="rule.loop")
    for depth, (relation, element) in enumerate(reversed(opened)):
        node = Over(how if depth == 0 else cast(How, outer), relation, element, node, otherwise)
    return node
