"""The operations on known values: what they take, what they give, how they are computed. A closed table.

Every operation is strict (a part that isn't known makes the result unknown) and total (it never fails).
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from aidrules.errors import GraphError
from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, MONTH, RATIO, ROUNDING, Kind

ROUNDINGS: Final = tuple((unit, mode) for unit in (1, 10, 100) for mode in ("up", "half_up", "down"))
"""A rounding's code is its place here: to the fen, jiao or yuan; up, half up or down. Amounts are never below zero there."""


HUNDREDTHS: Final = 100
"""A quantity counts hundredths of its unit."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: ``result`` gives the kind from the parts' kinds or None, ``apply`` computes, ``code`` is its Python."""

    name: str
    result: Callable[[Sequence[Kind]], Kind | None]
    apply: Callable[..., Any]
    code: str
    zh: str
    en: str
    takes: str


def round_fen(numerator: int, denominator: int, rounding: int) -> int:
    """``numerator / denominator`` fen, rounded once, to the unit and by the mode of a rounding."""
    unit, mode = ROUNDINGS[rounding]
    divisor = denominator * unit
    if mode == "down":
        return numerator // divisor * unit
    if mode == "up":
        return -(-numerator // divisor) * unit
    return (2 * numerator + divisor) // (2 * divisor) * unit


def scale(amount: int, ratio: Fraction, rounding: int) -> int:
    """An amount times a ratio, rounded once."""
    return round_fen(amount * ratio.numerator, ratio.denominator, rounding)


def scaling(ratio: Fraction | None, rounding: int | None) -> Callable[[int], int] | None:
    """``scale`` by one ratio and one rounding, worked out once; None where either isn't known."""
    if ratio is None or rounding is None:
        return None
    unit, mode = ROUNDINGS[rounding]
    times, divisor = ratio.numerator, ratio.denominator * unit
    if mode == "down":
        return lambda amount: amount * times // divisor * unit
    if mode == "up":
        return lambda amount: -(-amount * times // divisor) * unit
    return lambda amount: (2 * amount * times + divisor) // (2 * divisor) * unit


def divide(amount: int, count: int, rounding: int) -> int:
    """An amount divided by a count, rounded once; the readers never come here with a count of 0."""
    return round_fen(amount, count, rounding) if count > 0 else round_fen(-amount, -count, rounding) if count else 0


def priced(rate: int, quantity: int, part: Fraction, rounding: int) -> int:
    """A rate for one unit times a quantity in hundredths of it times a ratio, rounded once."""
    return round_fen(rate * quantity * part.numerator, HUNDREDTHS * part.denominator, rounding)


def month_share(amount: int, month: int, rounding: int) -> int:
    """What a month is paid of a yearly amount: R(kY/12) − R((k−1)Y/12) for month k of its year, so that twelve months add up."""
    k = month % 12 + 1
    return round_fen(amount * k, 12, rounding) - round_fen(amount * (k - 1), 12, rounding)


def completed_years(since: date, until: date) -> int:
    """Full years from one day to another; a birthday on 29 February is completed on 28 February of a common year."""
    if until < since:
        return relativedelta(until, since).years
    birthday = (2, 28) if (since.month, since.day) == (2, 29) and not isleap(until.year) else (since.month, since.day)
    return until.year - since.year - ((until.month, until.day) < birthday)


def months_after(day: date, months: int) -> date:
    """The day so many months after an anchor day; at a month's end the last day. Beyond the calendar: its first or last day."""
    if not -4800 <= months <= 4800:
        return date.max if months > 0 else date.min
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return date.max if months > 0 else date.min


def month_of(day: date) -> int:
    """The number of the month that holds a day."""
    return day.year * 12 + day.month - 1


def day_of_month(day: date) -> int:
    """The number of a day in its month."""
    return day.day


def days_between(since: date, until: date) -> int:
    """Whole days from one day to another; negative where the second is earlier."""
    return (until - since).days


def _same(kinds: Sequence[Kind], *names: str) -> bool:
    return kinds[0].name in names and all(kind == kinds[0] for kind in kinds)


def _sum(kinds: Sequence[Kind]) -> Kind | None:
    return kinds[0] if len(kinds) == 2 and _same(kinds, "count", "money", "quantity") else None


def _product(kinds: Sequence[Kind]) -> Kind | None:
    if len(kinds) == 2 and COUNT in kinds:
        other = kinds[1] if kinds[0] == COUNT else kinds[0]
        return other if other.name in ("count", "money", "quantity") else None
    return None


def _order(kinds: Sequence[Kind]) -> Kind | None:
    return BOOL if len(kinds) == 2 and _same(kinds, "count", "money", "quantity", "date", "month", "ratio") else None


def _equal(kinds: Sequence[Kind]) -> Kind | None:
    return BOOL if len(kinds) == 2 and _same(kinds, "count", "money", "quantity", "date", "month") else None


def _extreme(kinds: Sequence[Kind]) -> Kind | None:
    return kinds[0] if len(kinds) >= 2 and _same(kinds, "count", "money", "quantity", "date", "month") else None


def _exactly(*parts: Kind, gives: Kind) -> Callable[[Sequence[Kind]], Kind | None]:
    return lambda kinds: gives if tuple(kinds) == parts else None


def _priced(kinds: Sequence[Kind]) -> Kind | None:
    fits = len(kinds) == 4 and kinds[0] == MONEY and kinds[1].name == "quantity" and tuple(kinds[2:]) == (RATIO, ROUNDING)
    return MONEY if fits else None


_NUMBERS = "two counts, two amounts, or two quantities in one unit"
_ORDERED = "two values of one kind that has an order (counts, amounts, quantities in one unit, days, months)"

OPERATIONS: Final[dict[str, Operation]] = {
    operation.name: operation
    for operation in (
        Operation("add", _sum, lambda a, b: a + b, "{0} + {1}", "{0} + {1}", "{0} + {1}", _NUMBERS),
        Operation("subtract", _sum, lambda a, b: a - b, "{0} - {1}", "{0} − {1}", "{0} − {1}", _NUMBERS),
        Operation("multiply", _product, lambda a, b: a * b, "{0} * {1}", "{0} × {1}", "{0} × {1}", "a count and a count, an amount or a quantity"),
        Operation("lt", _order, lambda a, b: a < b, "{0} < {1}", "{0} < {1}", "{0} < {1}", _ORDERED),
        Operation("le", _order, lambda a, b: a <= b, "{0} <= {1}", "{0} ≤ {1}", "{0} ≤ {1}", _ORDERED),
        Operation("gt", _order, lambda a, b: a > b, "{0} > {1}", "{0} > {1}", "{0} > {1}", _ORDERED),
        Operation("ge", _order, lambda a, b: a >= b, "{0} >= {1}", "{0} ≥ {1}", "{0} ≥ {1}", _ORDERED),
        Operation("eq", _equal, lambda a, b: a == b, "{0} == {1}", "{0} = {1}", "{0} = {1}", _ORDERED),
        Operation("greatest", _extreme, lambda *parts: max(parts), "max({all})", "{all} 中最大者", "the greatest of {all}", _ORDERED),
        Operation("least", _extreme, lambda *parts: min(parts), "min({all})", "{all} 中最小者", "the least of {all}", _ORDERED),
        Operation(
            "scale",
            _exactly(MONEY, RATIO, ROUNDING, gives=MONEY),
            scale,
            "scale({all})",
            "{0} × {1}({2})",
            "{0} × {1} ({2})",
            "an amount, a ratio and a rounding",
        ),
        Operation(
            "divide",
            _exactly(MONEY, COUNT, ROUNDING, gives=MONEY),
            divide,
            "divide({all})",
            "{0} ÷ {1}({2})",
            "{0} ÷ {1} ({2})",
            "an amount, a count and a rounding",
        ),
        Operation(
            "priced",
            _priced,
            priced,
            "priced({all})",
            "{0} × {1} × {2}({3})",
            "{0} × {1} × {2} ({3})",
            "an amount for one unit, a quantity, a ratio and a rounding",
        ),
        Operation(
            "month_share",
            _exactly(MONEY, MONTH, ROUNDING, gives=MONEY),
            month_share,
            "month_share({all})",
            "{0} 一年中 {1} 的份额({2})",
            "the share of {1} in {0} a year ({2})",
            "an amount, a month and a rounding",
        ),
        Operation(
            "completed_years",
            _exactly(DATE, DATE, gives=COUNT),
            completed_years,
            "completed_years({all})",
            "{0} 至 {1} 的满周岁",
            "completed years from {0} to {1}",
            "two days",
        ),
        Operation(
            "months_after",
            _exactly(DATE, COUNT, gives=DATE),
            months_after,
            "months_after({all})",
            "{0} 之后 {1} 个月",
            "{1} months after {0}",
            "a day and a count",
        ),
        Operation("month_of", _exactly(DATE, gives=MONTH), month_of, "month_of({all})", "{0} 所在月", "the month of {0}", "a day"),
        Operation("day_of_month", _exactly(DATE, gives=COUNT), day_of_month, "{0}.day", "{0} 在当月的日数", "the day of the month of {0}", "a day"),
        Operation(
            "days_between", _exactly(DATE, DATE, gives=COUNT), days_between, "days_between({all})", "{0} 至 {1} 的天数", "days from {0} to {1}", "two days"
        ),
        Operation(
            "months_between", _exactly(MONTH, MONTH, gives=COUNT), lambda a, b: b - a, "{1} - {0}", "{0} 至 {1} 的月数", "months from {0} to {1}", "two months"
        ),
        Operation(
            "month_plus",
            _exactly(MONTH, COUNT, gives=MONTH),
            lambda a, b: a + b,
            "{0} + {1}",
            "{0} 之后 {1} 个月",
            "{1} months after {0}",
            "a month and a count",
        ),
    )
}

FUNCTIONS: Final = {function.__name__: function for function in (scale, divide, priced, month_share, completed_years, months_after, month_of, days_between)}
"""What generated code may call."""


def result_kind(name: str, kinds: Sequence[Kind], shown: Sequence[str]) -> Kind:
    """The kind an operation gives; parts that don't fit are an error naming each part and what it is."""
    operation = OPERATIONS.get(name)
    if operation is None:
        raise GraphError(f"there is no operation `{name}`", code="graph.operation")
    kind = operation.result(kinds) if kinds else None
    if kind is None:
        parts = ", ".join(f"{text} is {part}" for text, part in zip(shown, kinds, strict=True))
        raise GraphError(f"`{name}` takes {operation.takes}; here {parts}", code="graph.kinds")
    return kind
