"""What a value can be when not everything is known: a set of terms or truths, or a span of ordered values.

Each operation of the graph has a partner here. Of what its parts can be it gives what its result can be: perhaps too much,
never too little. ``NOTHING`` is what has no value at all, such as a figure that isn't in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeAlias

from aidrules.graph import operations
from aidrules.graph.kinds import Kind

End: TypeAlias = tuple[int, Any]
"""The end of a span: ``(0, value)``; ``(-1, 0)`` is below every value and ``(1, 0)`` above, so that ends compare as tuples."""
BELOW: Final[End] = (-1, 0)
ABOVE: Final[End] = (1, 0)


class Span(NamedTuple):
    """All values from one to another, both included."""

    low: End
    high: End


Possible: TypeAlias = Span | frozenset[Any]
NOTHING: Final[frozenset[Any]] = frozenset()
EITHER: Final = frozenset((True, False))
ALL: Final = Span(BELOW, ABOVE)


def exactly(value: Any, kind: Kind) -> Possible:
    """A value that is known."""
    return frozenset((value,)) if kind.name in ("bool", "term") else Span((0, value), (0, value))


def join(*parts: Possible) -> Possible:
    """What can be one of these or another."""
    spans = [part for part in parts if isinstance(part, Span)]
    if spans:
        return Span(min(span.low for span in spans), max(span.high for span in spans))
    return NOTHING.union(*(part for part in parts if isinstance(part, frozenset)))


def meet(one: Possible, other: Possible) -> Possible:
    """What can be the one and also the other."""
    if isinstance(one, Span) and isinstance(other, Span):
        low, high = max(one.low, other.low), min(one.high, other.high)
        return Span(low, high) if low <= high else NOTHING
    return one & other if isinstance(one, frozenset) and isinstance(other, frozenset) else NOTHING


def added(one: Span, other: Span) -> Span:
    """The sum of two."""
    return Span(_plus(one.low, other.low), _plus(one.high, other.high))


def total(parts: Iterable[Span]) -> Span:
    """The sum of any number."""
    result = Span((0, 0), (0, 0))
    for part in parts:
        result = added(result, part)
    return result


def greatest(*parts: Span) -> Span:
    """The greatest of some."""
    return Span(max(part.low for part in parts), max(part.high for part in parts))


def least(*parts: Span) -> Span:
    """The least of some."""
    return Span(min(part.low for part in parts), min(part.high for part in parts))


def _plus(one: End, other: End) -> End:
    return one if one[0] else other if other[0] else (0, one[1] + other[1])


def _negative(span: Span) -> Span:
    return Span(_minus(span.high), _minus(span.low))


def _minus(end: End) -> End:
    return (-end[0], 0) if end[0] else (0, -end[1])


def _subtract(one: Span, other: Span) -> Span:
    return added(one, _negative(other))


def _multiply(one: Span, other: Span) -> Span:
    return _around(_times(x, y) for x in one for y in other)


def _around(ends: Iterable[End]) -> Span:
    found = list(ends)
    return Span(min(found), max(found))


def _times(one: End, other: End) -> End:
    """Nothing times without end is nothing: the end is never reached."""
    if one[0] or other[0]:
        return (_sign(one) * _sign(other), 0)
    return (0, one[1] * other[1])


def _sign(end: End) -> int:
    return end[0] or (end[1] > 0) - (end[1] < 0)


def _scale(amount: Span, ratio: Span, roundings: frozenset[int]) -> Span:
    """Rounding keeps the order, so that the ends stay ends, by whichever rounding gives most."""
    exact = _multiply(amount, ratio)
    return _around(_rounded(end, rounding) for end in exact for rounding in roundings)


def _rounded(end: End, rounding: int) -> End:
    return end if end[0] else (0, operations.scale(1, Fraction(end[1]), rounding))


def _priced(rate: Span, quantity: Span, part: Span, roundings: frozenset[int]) -> Span:
    hundredth = Fraction(1, operations.HUNDREDTHS)
    return _scale(_multiply(rate, quantity), _multiply(part, Span((0, hundredth), (0, hundredth))), roundings)


def _divide(amount: Span, count: Span, roundings: frozenset[int]) -> Possible:
    """By the negative counts, by the positive ones; by 0 it is 0, as the operation has it."""
    found: list[Possible] = []
    below, above = meet(count, Span(BELOW, (0, -1))), meet(count, Span((0, 1), ABOVE))
    for part in (below, above):
        if isinstance(part, Span):
            found.append(_scale(amount, Span(_one_by(part.high), _one_by(part.low)), roundings))
    if meet(count, Span((0, 0), (0, 0))):
        found.append(Span((0, 0), (0, 0)))
    return join(*found)


def _one_by(end: End) -> End:
    return (0, Fraction(0)) if end[0] else (0, Fraction(1, end[1]))


def _ordered(function: Callable[..., Any], *ends: End, otherwise: End) -> End:
    """An end of what a function gives, from the ends of its parts; ``otherwise`` where one of them has no end."""
    return otherwise if any(end[0] for end in ends) else (0, function(*(end[1] for end in ends)))


def _growing(function: Callable[..., Any]) -> Callable[..., Span]:
    """Of a function that is greater where each part is."""
    return lambda *parts: Span(
        _ordered(function, *(part.low for part in parts), otherwise=BELOW), _ordered(function, *(part.high for part in parts), otherwise=ABOVE)
    )


def _from_to(function: Callable[[Any, Any], Any]) -> Callable[[Span, Span], Span]:
    """Of a function from one day to another: the later the first, the less."""
    return lambda since, until: Span(_ordered(function, since.high, until.low, otherwise=BELOW), _ordered(function, since.low, until.high, otherwise=ABOVE))


def _truth(can_be_true: bool, can_be_false: bool) -> frozenset[bool]:
    return frozenset(value for value, possible in ((True, can_be_true), (False, can_be_false)) if possible)


def _less(one: Span, other: Span) -> frozenset[bool]:
    return _truth(one.low < other.high, one.high >= other.low)


def _at_most(one: Span, other: Span) -> frozenset[bool]:
    return _truth(one.low <= other.high, one.high > other.low)


def _equal(one: Span, other: Span) -> frozenset[bool]:
    return _truth(one.low <= other.high and other.low <= one.high, not (one.low == one.high == other.low == other.high))


def _month_share(yearly: Span, month: Span, roundings: frozenset[int]) -> Span:
    """A share differs from a twelfth of the yearly amount by no more than its rounding."""
    if yearly.low == yearly.high and month.low == month.high and not yearly.low[0] and not month.low[0]:
        shares = [operations.month_share(yearly.low[1], month.low[1], code) for code in roundings]
        return Span((0, min(shares)), (0, max(shares)))
    unit = max(operations.ROUNDINGS[code][0] for code in roundings)
    within = Span((0, -unit), (0, unit))
    return added(Span(*(_rounded_twelfth(end) for end in (yearly.low, yearly.high))), within)


def _rounded_twelfth(end: End) -> End:
    return end if end[0] else (0, end[1] // 12)


def _day_of_month(day: Span) -> Span:
    """Within a month the days go up; otherwise anything from the first to the last."""
    if not day.low[0] and not day.high[0] and operations.month_of(day.low[1]) == operations.month_of(day.high[1]):
        return Span((0, day.low[1].day), (0, day.high[1].day))
    return Span((0, 1), (0, 31))


SPANNED: Final[dict[str, Callable[..., Possible]]] = {
    "add": added,
    "subtract": _subtract,
    "multiply": _multiply,
    "lt": _less,
    "le": _at_most,
    "gt": lambda one, other: _less(other, one),
    "ge": lambda one, other: _at_most(other, one),
    "eq": _equal,
    "greatest": greatest,
    "least": least,
    "scale": _scale,
    "divide": _divide,
    "priced": _priced,
    "completed_years": _from_to(operations.completed_years),
    "months_after": _growing(operations.months_after),
    "month_share": _month_share,
    "month_of": _growing(operations.month_of),
    "day_of_month": _day_of_month,
    "days_between": _from_to(operations.days_between),
    "months_between": lambda since, until: _subtract(until, since),
    "month_plus": added,
}
"""For each operation what its result can be; a test holds this table and ``graph.operations`` together."""
