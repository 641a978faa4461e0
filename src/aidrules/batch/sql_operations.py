"""The operations of ``graph.operations`` spelled out in whole numbers, so that every engine comes to the same fen.

SQL's division drops what is left (``-7 // 2`` is -3, in Python -4): each division here says which way it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlglot import exp

from aidrules.batch.sql_terms import (
    Code,
    binary,
    both,
    case,
    cast,
    compare,
    either,
    is_known,
    is_null,
    minus,
    negated,
    negative,
    number,
    plus,
    product,
    quotient,
)
from aidrules.graph.operations import ROUNDINGS


def floor_quotient(above: Code, below: Code, *, from_zero: bool) -> Code:
    """The greatest whole number that isn't above the quotient; ``below`` is above zero."""
    if below == number(1):
        return above.copy()
    plain = quotient(above, below)
    if from_zero:
        return plain
    lower = negative(quotient(minus(_one_less(below), above), below))
    return case((compare("ge", above, number(0)), plain), otherwise=lower)


def ceiling_quotient(above: Code, below: Code, *, from_zero: bool) -> Code:
    """The least whole number that isn't below the quotient; ``below`` is above zero."""
    if below == number(1):
        return above.copy()
    upper = quotient(plus(above, _one_less(below)), below)
    if from_zero:
        return upper
    return case((compare("gt", above, number(0)), upper), otherwise=negative(quotient(negative(above), below)))


def _one_less(code: Code) -> Code:
    return number(int(code.this) - 1) if isinstance(code, exp.Literal) else minus(code, number(1))


def times(code: Code, factor: int) -> Code:
    """A product with a known number; by 1 the number itself."""
    if isinstance(code, exp.Literal):
        return number(int(code.this) * factor)
    return code.copy() if factor == 1 else product(code, number(factor))


def rounded(above: Code, below: Code, rounding: int, *, from_zero: bool) -> Code:
    """``graph.operations.round_fen``: the quotient, rounded once, to a unit and by a mode."""
    unit, mode = ROUNDINGS[rounding]
    divisor = times(below, unit)
    if mode == "down":
        whole = floor_quotient(above, divisor, from_zero=from_zero)
    elif mode == "up":
        whole = ceiling_quotient(above, divisor, from_zero=from_zero)
    elif divisor == number(1):
        whole = above.copy()
    else:
        whole = floor_quotient(plus(times(above, 2), divisor), times(divisor, 2), from_zero=from_zero)
    return times(whole, unit)


def year(day: Code) -> Code:
    """The year of a day."""
    return _part("YEAR", day)


def _part(name: str, day: Code) -> Code:
    if isinstance(day, exp.Cast) and isinstance(day.this, exp.Literal):
        known = date.fromisoformat(str(day.this.this))
        return number({"YEAR": known.year, "MONTH": known.month, "DAY": known.day}[name])
    return cast(exp.Extract(this=exp.var(name), expression=day.copy()))


def month_of(day: Code) -> Code:
    """``graph.operations.month_of``: year × 12 + month − 1."""
    return minus(plus(product(year(day), number(12)), _part("MONTH", day)), number(1))


def day_of_month(day: Code) -> Code:
    """``graph.operations.day_of_month``."""
    return _part("DAY", day)


def of_twelve(month: Code) -> Code:
    """The place of a month in its year, from 0; of a number below zero too."""
    return binary(exp.Mod, plus(binary(exp.Mod, month, number(12)), number(12)), number(12))


def _of_the_year(day: Code) -> Code:
    """Month and day as one number: 1 March is 301."""
    parts = _part("MONTH", day), _part("DAY", day)
    if all(isinstance(part, exp.Literal) for part in parts):
        return number(int(parts[0].this) * 100 + int(parts[1].this))
    return plus(product(parts[0], number(100)), parts[1])


def _leap(year_: Code) -> Code:
    def divides(by: int) -> Code:
        return compare("eq", binary(exp.Mod, year_, number(by)), number(0))

    return either([divides(400), both([divides(4), negated(divides(100))])])


def completed_years(since: Code, until: Code) -> Code:
    """``graph.operations.completed_years``: who is born on 29 February completes a year on 28 February of a common year."""
    reached = _of_the_year(until)
    if isinstance(reached, exp.Literal):
        year_ = int(year(until).this)
        common = year_ % 4 != 0 or (year_ % 100 == 0 and year_ % 400 != 0)
        reached = number(229) if common and reached == number(228) else reached
    else:  # 28 February of a common year stands for the 29th too
        reached = case((both([compare("eq", reached, number(228)), negated(_leap(year(until)))]), number(229)), otherwise=reached)
    short = case((compare("lt", reached, _of_the_year(since)), number(1)), otherwise=number(0))
    forward = minus(minus(year(until), year(since)), short)
    months = minus(month_of(until) if not isinstance(until, exp.Cast) else _known_month(until), month_of(since))
    later = case((compare("gt", _part("DAY", until), _part("DAY", since)), number(1)), otherwise=number(0))
    backward = quotient(plus(months, later), number(12))  # towards zero, as relativedelta counts back
    return case((compare("ge", until, since), forward), (compare("lt", until, since), backward))


def _known_month(day: Code) -> Code:
    parts = [_part(name, day) for name in ("YEAR", "MONTH")]
    return number(int(parts[0].this) * 12 + int(parts[1].this) - 1) if all(isinstance(part, exp.Literal) for part in parts) else month_of(day)


def months_after(day: Code, months: Code) -> Code:
    """``graph.operations.months_after``: at a month's end the last day; beyond the calendar its first or last day."""
    to = plus(_known_month(day), months)
    to_year, to_month = quotient(to, number(12)), plus(binary(exp.Mod, to, number(12)), number(1))
    last = case(
        (compare("eq", to_month, number(2)), case((_leap(to_year), number(29)), otherwise=number(28))),
        (exp.In(this=exp.paren(to_month.copy()), expressions=[number(part) for part in (4, 6, 9, 11)]), number(30)),
        otherwise=number(31),
    )
    own = _part("DAY", day)
    kept = case((compare("gt", own, last), last), otherwise=own)
    made = exp.Anonymous(this="MAKE_DATE", expressions=[cast(part, "INT") for part in (to_year, to_month, kept)])
    too_late = either([compare("gt", months, number(4800)), compare("gt", to, number(9999 * 12 + 11))])
    too_early = either([compare("lt", months, number(-4800)), compare("lt", to, number(12))])
    return case(
        (either([is_null(day), is_null(months)]), cast(exp.null(), "DATE")),
        (too_late, cast(exp.Literal.string("9999-12-31"), "DATE")),
        (too_early, cast(exp.Literal.string("0001-01-01"), "DATE")),
        otherwise=made,
    )


def days_between(since: Code, until: Code) -> Code:
    """``graph.operations.days_between``."""
    return cast(exp.DateDiff(this=until.copy(), expression=since.copy()))


def extreme(name: str, parts: Sequence[Code], nullable: Sequence[Code]) -> Code:
    """The greatest or the least; SQL's own skips what isn't known, so that is asked first."""
    kind = exp.Greatest if name == "greatest" else exp.Least
    found = kind(this=parts[0].copy(), expressions=[part.copy() for part in parts[1:]], ignore_nulls=True)
    return case((both(is_known(part) for part in nullable), found)) if nullable else found


OF_A_DAY: dict[str, Callable[[Code], Code]] = {"month_of": month_of, "day_of_month": day_of_month}
TWICE = ("completed_years", "months_after", "month_of")
"""Operations whose spelling says a part more than once."""
PLAIN: dict[str, Callable[[Code, Code], Code]] = {
    "add": plus,
    "subtract": minus,
    "multiply": product,
    "month_plus": plus,
    "months_between": lambda first, second: minus(second, first),
    "days_between": days_between,
    "completed_years": completed_years,
    "months_after": months_after,
}
"""Operations of two parts that are unknown when a part is, of their own accord."""
