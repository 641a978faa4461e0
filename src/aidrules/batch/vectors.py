"""What the generated numpy code calls: sums over the parts of each subject, roundings, days; in whole numbers alone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from aidrules.batch.arrow import Array
from aidrules.batch.checks import EPOCH
from aidrules.batch.extras import np
from aidrules.graph.operations import HUNDREDTHS, ROUNDINGS

FIRST, LAST = date.min.toordinal() - EPOCH, date.max.toordinal() - EPOCH
"""The ends of the calendar, in days from 1970."""
MOST_MONTHS: Final = 4800


RARE: Final = 6
"""Where a mask holds for fewer than one row in so many, these are looked at one by one."""


def _rare(mask: Array) -> bool:
    return int(np.count_nonzero(mask)) * RARE < len(mask)


def total(values: Array, starts: Array) -> Array:
    """The sum over each subject's parts. A running sum may wrap around; the differences are exact all the same."""
    running = np.empty(len(values) + 1, np.int64)
    running[0] = 0
    np.cumsum(values, dtype=np.int64, out=running[1:])
    at: Array = running.take(starts)
    return at[1:] - at[:-1]


def total_where(values: Array, mask: Array, starts: Array, up: Array) -> Array:
    """The sum over those of each subject's parts that a mask holds for; ``up`` gives each part's subject."""
    if not _rare(mask):
        return total(np.multiply(values, mask, dtype=np.int64), starts)
    found = np.zeros(len(starts) - 1, np.int64)
    rows = np.flatnonzero(mask)
    np.add.at(found, up.take(rows), values.take(rows))
    return found


def tally(mask: Array, starts: Array) -> Array:
    """How many of each subject's parts a condition is true for."""
    running = np.empty(len(mask) + 1, np.int32)
    running[0] = 0
    np.cumsum(mask, dtype=np.int32, out=running[1:])
    at: Array = running.take(starts)
    return at[1:] - at[:-1]


def some(mask: Array, starts: Array, up: Array) -> Array:
    """Whether a mask holds for any of each subject's parts."""
    if not _rare(mask):
        return np.greater(tally(mask, starts), 0)
    found = np.zeros(len(starts) - 1, bool)
    found[up.take(np.flatnonzero(mask))] = True
    return found


def every(mask: Array, starts: Array, up: Array) -> Array:
    """Whether a mask holds for all of each subject's parts; of none it does."""
    return np.logical_not(some(np.logical_not(mask), starts, up))


def extreme(values: Array, starts: Array, most: bool) -> Array:
    """The greatest, or the least, of each subject's parts; 0 where there are none."""
    found = np.zeros(len(starts) - 1, values.dtype)
    some = starts[1:] > starts[:-1]
    if some.any():
        found[some] = (np.maximum if most else np.minimum).reduceat(values, starts[:-1][some])
    return found


def first(mask: Array, codes: Any, starts: Array) -> Array:
    """Of each subject's parts that a mask holds for, the code of the first; 0 where it holds for none."""
    found = np.zeros(len(starts) - 1, np.int16)
    rows = np.flatnonzero(mask)
    at: Array = np.searchsorted(rows, starts)
    some = at[1:] > at[:-1]
    found[some] = codes if isinstance(codes, int) else codes[rows[at[:-1][some]]]
    return found


def rounded(top: Any, below: Any, code: int) -> Any:
    """``top / below``, rounded once; ``below`` is above 0."""
    unit, mode = ROUNDINGS[code]
    divisor = below if unit == 1 else below * unit
    if mode == "down":
        found = np.floor_divide(top, divisor)
    elif mode == "up":
        found = np.negative(np.floor_divide(np.negative(top), divisor))
    else:
        found = np.floor_divide(2 * top + divisor, 2 * divisor)
    return found if unit == 1 else found * unit


def rounded_by(top: Any, below: Any, codes: Any) -> Any:
    """The same, where the rounding differs from row to row."""
    if not isinstance(codes, np.ndarray):
        return rounded(top, below, int(codes))
    found = np.zeros(codes.shape, np.int64)
    for code in range(len(ROUNDINGS)):
        of = codes == code
        if of.any():
            found[of] = rounded(_of(top, of), _of(below, of), code)
    return found


def _of(values: Any, mask: Array) -> Any:
    return values[mask] if isinstance(values, np.ndarray) else values


def wide(values: Any) -> Any:
    """As 64-bit numbers."""
    return values.astype(np.int64, copy=False) if isinstance(values, np.ndarray) else values


def divided(amount: Any, count: Any, codes: Any) -> Any:
    """An amount divided by a count, rounded once; 0 where the count is 0."""
    amount, count = wide(amount), wide(count)
    least = np.min(count, initial=1)
    if least > 0:
        return rounded_by(amount, count, codes)
    if least < 0:
        amount, count = np.where(count < 0, -amount, amount), np.abs(count)
    return rounded_by(amount, np.maximum(count, 1), codes) * (count != 0)


def scaled(amount: Any, top: Any, below: Any, codes: Any) -> Any:
    """An amount times a ratio, rounded once."""
    return rounded_by(wide(amount) * wide(top), wide(below), codes)


def priced(rate: Any, quantity: Any, top: Any, below: Any, codes: Any) -> Any:
    """A rate for one unit times a quantity in hundredths of it times a ratio, rounded once."""
    return rounded_by(wide(rate) * wide(quantity) * wide(top), wide(below) * HUNDREDTHS, codes)


def month_share(amount: Any, month: Any, codes: Any) -> Any:
    """What a month is paid of a yearly amount, as ``graph.operations.month_share`` counts it."""
    number, yearly = wide(month) % 12, wide(amount)
    return rounded_by(yearly * (number + 1), 12, codes) - rounded_by(yearly * number, 12, codes)


# --- days, as days from 1970


def civil(days: Any) -> tuple[Any, Any, Any]:
    """Year, month and day of days: the calendar counted in eras of 400 years that begin in March."""
    shifted = np.add(days, 719_468, dtype=np.int64)
    era = shifted // 146_097
    of_era = shifted - era * 146_097
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 - 12 * (month >= 10)
    return year_of_era + era * 400 + (month <= 2), month, day


def from_civil(year: Any, month: Any, day: Any) -> Any:
    """The reverse."""
    year = year - (month <= 2)
    era = year // 400
    year_of_era = year - era * 400
    of_year = (153 * (month - 3 + 12 * (month <= 2)) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + of_year - 719_468


_LENGTHS: Final = np.array([0, *(monthrange(2023, month)[1] for month in range(1, 13))], np.int64)


def _leap(year: Any) -> Any:
    return (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))


def _length(year: Any, month: Any) -> Any:
    return _LENGTHS[month] + ((month == 2) & _leap(year))


def completed_years(since: Any, until: Any) -> Any:
    """Full years from one day to another, as ``graph.operations.completed_years`` counts them."""
    y1, m1, d1 = civil(since)
    y2, m2, d2 = civil(until)
    clipped = np.where((m1 == 2) & (d1 == 29) & ~_leap(y2), 28, d1)
    years = y2 - y1 - (m2 * 32 + d2 < m1 * 32 + clipped)
    back = np.less(until, since)
    if not np.any(back):
        return years
    months = (y2 - y1) * 12 + m2 - m1
    months = months + (d2 > np.minimum(d1, _length(y2, m2)))
    return np.where(back, -(-months // 12), years)


def months_after(day: Any, months: Any) -> Any:
    """The day so many months after, as ``graph.operations.months_after`` counts it."""
    year, month, of_month = civil(day)
    within = np.clip(wide(months), -MOST_MONTHS - 1, MOST_MONTHS + 1)
    number = year * 12 + month - 1 + within
    year, month = number // 12, number % 12 + 1
    beyond = (np.abs(within) > MOST_MONTHS) | (year < 1) | (year > 9999)
    inside = np.clip(year, 1, 9999)
    found = from_civil(inside, month, np.minimum(of_month, _length(inside, month)))
    return np.where(beyond, np.where(within > 0, LAST, FIRST), found).astype(np.int32)


def month_of(day: Any) -> Any:
    """The number of the month that holds a day."""
    year, month, _ = civil(day)
    return (year * 12 + month - 1).astype(np.int32)


def day_of_month(day: Any) -> Any:
    """The number of a day in its month."""
    return civil(day)[2]


FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    **{function.__name__: function for function in (total, total_where, tally, some, every, extreme, first)},
    **{function.__name__: function for function in (rounded, rounded_by, divided, scaled, priced, wide)},
    **{function.__name__: function for function in (completed_years, months_after, month_of, day_of_month, month_share)},
    **{
        name: getattr(np, name)
        for name in (
            "add", "subtract", "multiply", "negative", "floor_divide", "maximum", "minimum", "less", "less_equal", "greater",
            "greater_equal", "equal", "not_equal", "logical_and", "logical_or", "logical_not",
        )
    },
    "int64": np.int64, "int32": np.int32, "int16": np.int16, "int8": np.int8, "uint8": np.uint8, "full": np.full, "copyto": np.copyto,
}  # fmt: skip
"""What the generated code may use."""
