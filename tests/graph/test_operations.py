"""Operations: what each takes and gives, its values at the boundaries, and that the code written for it means the same."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidrules.errors import GraphError
from aidrules.facts.month import Month
from aidrules.facts.terms import Rounding
from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, MONTH, RATIO, ROUNDING, Kind, quantity, term
from aidrules.graph.operations import (
    FUNCTIONS,
    OPERATIONS,
    ROUNDINGS,
    completed_years,
    divide,
    month_share,
    months_after,
    result_kind,
    round_fen,
    scale,
)

SIZE, TIME, LEVEL = quantity("m2"), quantity("min"), term("CareLevel")
NUMBERS, ORDERED = (COUNT, MONEY, SIZE), (COUNT, MONEY, SIZE, DATE, MONTH)
KINDS = (BOOL, COUNT, MONEY, RATIO, DATE, MONTH, SIZE, TIME, LEVEL, ROUNDING)


def day(text: str) -> date:
    return date.fromisoformat(text)


# --- kinds


def taken(name: str, parts: int) -> dict[tuple[Kind, ...], Kind]:
    """Every combination of kinds that an operation takes, and what it then gives."""
    found: dict[tuple[Kind, ...], Kind] = {}
    combinations: list[tuple[Kind, ...]] = [()]
    for _ in range(parts):
        combinations = [(*some, kind) for some in combinations for kind in KINDS]
    for kinds in combinations:
        gives = OPERATIONS[name].result(kinds)
        if gives is not None:
            found[kinds] = gives
    return found


def same(*kinds: Kind, gives: Kind | None = None) -> dict[tuple[Kind, ...], Kind]:
    return {(kind, kind): gives or kind for kind in kinds}


PAIRS: dict[str, dict[tuple[Kind, ...], Kind]] = {
    "add": same(*NUMBERS, TIME),
    "subtract": same(*NUMBERS, TIME),
    "multiply": {pair: kind for kind in (*NUMBERS, TIME) for pair in ((kind, COUNT), (COUNT, kind))},
    **{name: same(*ORDERED, TIME, RATIO, gives=BOOL) for name in ("lt", "le", "gt", "ge")},
    "eq": same(*ORDERED, TIME, gives=BOOL),
    "greatest": same(*ORDERED, TIME),
    "least": same(*ORDERED, TIME),
    "scale": {},
    "divide": {},
    "priced": {},
    "month_share": {},
    "completed_years": {(DATE, DATE): COUNT},
    "months_after": {(DATE, COUNT): DATE},
    "month_of": {},
    "day_of_month": {},
    "days_between": {(DATE, DATE): COUNT},
    "months_between": {(MONTH, MONTH): COUNT},
    "month_plus": {(MONTH, COUNT): MONTH},
}
TRIPLES = {
    "scale": {(MONEY, RATIO, ROUNDING): MONEY},
    "divide": {(MONEY, COUNT, ROUNDING): MONEY},
    "month_share": {(MONEY, MONTH, ROUNDING): MONEY},
    **{name: {(kind, kind, kind): kind for kind in (*ORDERED, TIME)} for name in ("greatest", "least")},
}


def test_every_operation_is_tested() -> None:
    assert set(PAIRS) == set(OPERATIONS)
    assert all(operation.name == name for name, operation in OPERATIONS.items())


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_takes_these_kinds_and_no_others(name: str) -> None:
    assert taken(name, 1) == {"month_of": {(DATE,): MONTH}, "day_of_month": {(DATE,): COUNT}}.get(name, {})
    assert taken(name, 2) == PAIRS[name]
    assert taken(name, 3) == TRIPLES.get(name, {})


def test_a_price_takes_a_rate_a_quantity_of_any_unit_a_ratio_and_a_rounding() -> None:
    assert taken("priced", 4) == {(MONEY, of, RATIO, ROUNDING): MONEY for of in (SIZE, TIME)}


@pytest.mark.parametrize("name", OPERATIONS)
def test_parts_that_do_not_fit_are_named_with_what_they_are(name: str) -> None:
    with pytest.raises(GraphError) as caught:
        result_kind(name, [BOOL, LEVEL], ["this", "that"])
    assert caught.value.code == "graph.kinds"
    assert caught.value.message == f"`{name}` takes {OPERATIONS[name].takes}; here this is true or false, that is a CareLevel"


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(GraphError, match=f"`{name}` takes ") as caught:
        result_kind(name, [], [])
    assert caught.value.code == "graph.kinds"


def test_an_operation_that_is_not_there_is_refused() -> None:
    with pytest.raises(GraphError) as caught:
        result_kind("power", [COUNT], ["this"])
    assert (caught.value.code, caught.value.message) == ("graph.operation", "there is no operation `power`")


# --- values

YEAR = Month(2022, 1).ordinal
UP, HALF_UP, DOWN = 0, 1, 2
VALUES: list[tuple[str, tuple[Any, ...], Any]] = [
    ("add", (3, 4), 7),
    ("add", (3, -4), -1),
    ("subtract", (3, 4), -1),
    ("subtract", (4, 3), 1),
    ("multiply", (3, 4), 12),
    ("multiply", (-3, 4), -12),
    ("multiply", (3, 0), 0),
    ("lt", (3, 4), True),
    ("lt", (4, 4), False),
    ("lt", (5, 4), False),
    ("le", (3, 4), True),
    ("le", (4, 4), True),
    ("le", (5, 4), False),
    ("gt", (5, 4), True),
    ("gt", (4, 4), False),
    ("gt", (3, 4), False),
    ("ge", (5, 4), True),
    ("ge", (4, 4), True),
    ("ge", (3, 4), False),
    ("eq", (4, 4), True),
    ("eq", (4, 5), False),
    ("eq", (day("2022-03-01"), day("2022-03-01")), True),
    ("lt", (day("2022-02-28"), day("2022-03-01")), True),
    ("lt", (Fraction(1, 3), Fraction(1, 2)), True),
    ("greatest", (3, 5, 4), 5),
    ("greatest", (-3, -5), -3),
    ("greatest", (4, 4), 4),
    ("least", (3, 5, 4), 3),
    ("least", (-3, -5), -5),
    ("least", (day("2022-03-01"), day("2022-02-28")), day("2022-02-28")),
    ("scale", (48000, Fraction(13, 10), UP), 62400),
    ("scale", (48001, Fraction(13, 10), UP), 62402),
    ("scale", (48001, Fraction(13, 10), DOWN), 62401),
    ("scale", (48001, Fraction(13, 10), HALF_UP), 62401),
    ("scale", (10000, Fraction(1, 3), UP), 3334),
    ("scale", (10000, Fraction(0), UP), 0),
    ("scale", (0, Fraction(13, 10), UP), 0),
    ("divide", (10000, 3, UP), 3334),
    ("divide", (10000, 3, HALF_UP), 3333),
    ("divide", (20000, 3, HALF_UP), 6667),
    ("divide", (10000, 3, DOWN), 3333),
    ("divide", (10000, 4, UP), 2500),
    ("divide", (10000, 1, DOWN), 10000),
    ("divide", (10000, 0, UP), 0),
    # 2,600 yuan a year: 216.66… a month, 1,300.00 for the first half
    ("priced", (150000, 9000, Fraction(1, 2), HALF_UP), 6750000),
    ("priced", (99, 7, Fraction(1, 2), HALF_UP), 3),
    ("priced", (99, 7, Fraction(1, 2), UP), 4),
    ("priced", (99, 7, Fraction(1), HALF_UP), 7),
    ("priced", (99, 7, Fraction(1), DOWN), 6),
    ("priced", (1, 50, Fraction(1), HALF_UP), 1),
    ("priced", (1, 49, Fraction(1), HALF_UP), 0),
    ("priced", (30000, 0, Fraction(1), UP), 0),
    ("month_share", (260000, YEAR, DOWN), 21666),
    ("month_share", (260000, YEAR + 1, DOWN), 21667),
    ("month_share", (260000, YEAR, UP), 21667),
    ("month_share", (260000, YEAR + 1, UP), 21667),
    ("month_share", (260000, YEAR + 2, UP), 21666),
    ("month_share", (260000, YEAR + 11, HALF_UP), 21667),
    ("month_share", (120000, YEAR + 5, UP), 10000),
    ("month_share", (100, YEAR, DOWN), 8),
    ("month_share", (0, YEAR + 11, UP), 0),
    ("completed_years", (day("2004-03-01"), day("2022-03-01")), 18),
    ("completed_years", (day("2004-03-01"), day("2022-02-28")), 17),
    ("completed_years", (day("2004-03-01"), day("2004-03-01")), 0),
    ("month_of", (day("2022-01-31"),), YEAR),
    ("month_of", (day("2022-12-01"),), YEAR + 11),
    ("month_of", (day("2021-12-31"),), YEAR - 1),
    ("day_of_month", (day("2021-12-31"),), 31),
    ("day_of_month", (day("2024-02-29"),), 29),
    ("days_between", (day("2022-02-28"), day("2022-03-01")), 1),
    ("days_between", (day("2024-02-28"), day("2024-03-01")), 2),
    ("days_between", (day("2022-03-01"), day("2022-03-01")), 0),
    ("days_between", (day("2022-03-01"), day("2022-02-28")), -1),
    ("months_between", (YEAR, YEAR + 3), 3),
    ("months_between", (YEAR, YEAR), 0),
    ("months_between", (YEAR + 3, YEAR), -3),
    ("month_plus", (YEAR, 12), YEAR + 12),
    ("month_plus", (YEAR, -1), YEAR - 1),
]


@pytest.mark.parametrize(("name", "parts", "value"), VALUES, ids=[f"{name}{parts}" for name, parts, _ in VALUES])
def test_the_value_of_an_operation(name: str, parts: tuple[Any, ...], value: Any) -> None:
    found = OPERATIONS[name].apply(*parts)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(("name", "parts", "value"), VALUES, ids=[f"{name}{parts}" for name, parts, _ in VALUES])
def test_the_code_of_an_operation_means_the_same(name: str, parts: tuple[Any, ...], value: Any) -> None:
    names = [f"part{number}" for number in range(len(parts))]
    code = OPERATIONS[name].code.format(*names, all=", ".join(names))
    found = eval(code, dict(FUNCTIONS), dict(zip(names, parts, strict=True)))
    assert (type(found), found) == (type(value), value)


def test_every_operation_has_a_value_here() -> None:
    assert {name for name, _, _ in VALUES} | {"months_after"} == set(OPERATIONS)


# --- rounding: (numerator, denominator) in fen, and what each mode makes of it

FEN = {
    # one below, at and above each half, and whole numbers
    (2, 1): (2, 2, 2),
    (249, 100): (3, 2, 2),
    (250, 100): (3, 3, 2),
    (251, 100): (3, 3, 2),
    (1, 1000): (1, 0, 0),
    (999, 1000): (1, 1, 0),
    (0, 7): (0, 0, 0),
    # below zero up is still up, and a half still goes up
    (-2, 1): (-2, -2, -2),
    (-249, 100): (-2, -2, -3),
    (-250, 100): (-2, -2, -3),
    (-251, 100): (-2, -3, -3),
    (-1, 1000): (0, 0, -1),
}


@pytest.mark.parametrize("unit", [1, 10, 100])
@pytest.mark.parametrize(("part", "rounded"), FEN.items(), ids=map(str, FEN))
def test_rounding(part: tuple[int, int], rounded: tuple[int, int, int], unit: int) -> None:
    first = ROUNDINGS.index((unit, "up"))
    numerator, denominator = part[0] * unit, part[1]
    assert tuple(round_fen(numerator, denominator, first + mode) for mode in range(3)) == tuple(fen * unit for fen in rounded)


UNITS = {  # fen, and what comes of it by each of the nine roundings
    12345: (12345, 12345, 12345, 12350, 12350, 12340, 12400, 12300, 12300),
    12350: (12350, 12350, 12350, 12350, 12350, 12350, 12400, 12400, 12300),
    12349: (12349, 12349, 12349, 12350, 12350, 12340, 12400, 12300, 12300),
    12344: (12344, 12344, 12344, 12350, 12340, 12340, 12400, 12300, 12300),
    12300: (12300,) * 9,
}


@pytest.mark.parametrize("fen", UNITS)
def test_each_rounding_by_its_name(fen: int) -> None:
    assert tuple(round_fen(fen, 1, member.code) for member in Rounding) == UNITS[fen]


def test_a_roundings_code_is_its_place_in_the_table() -> None:
    units = {"fen": 1, "jiao": 10, "yuan": 100}
    named = [(units[member.value.partition("_")[0]], member.value.partition("_")[2]) for member in Rounding]
    assert tuple(named) == ROUNDINGS


@settings(max_examples=500, deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.integers(0, len(ROUNDINGS) - 1))
def test_rounding_is_to_the_nearest_unit_on_the_side_that_its_mode_says(numerator: int, denominator: int, rounding: int) -> None:
    unit, mode = ROUNDINGS[rounding]
    exact, rounded = Fraction(numerator, denominator), round_fen(numerator, denominator, rounding)
    assert rounded % unit == 0
    if mode == "up":
        assert 0 <= rounded - exact < unit
    elif mode == "down":
        assert 0 <= exact - rounded < unit
    else:
        assert -Fraction(unit, 2) < rounded - exact <= Fraction(unit, 2)
    assert scale(numerator, Fraction(1, denominator), rounding) == rounded
    assert divide(numerator, denominator, rounding) == rounded


DIVISIONS = {  # by fewer than none the amount changes its sign, and up is still up
    (10000, -3): (-3333, -3333, -3334),
    (-10000, 3): (-3333, -3333, -3334),
    (-10000, -3): (3334, 3333, 3333),
    (5, -2): (-2, -2, -3),
    (-5, -2): (3, 3, 2),
    (10000, -4): (-2500, -2500, -2500),
    (0, -3): (0, 0, 0),
    (-10000, 0): (0, 0, 0),
}


@pytest.mark.parametrize(("part", "rounded"), DIVISIONS.items(), ids=map(str, DIVISIONS))
def test_dividing_by_any_count(part: tuple[int, int], rounded: tuple[int, int, int]) -> None:
    assert tuple(divide(*part, mode) for mode in (UP, HALF_UP, DOWN)) == rounded


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 10**9), st.integers(1900, 2100), st.integers(0, len(ROUNDINGS) - 1))
def test_the_twelve_months_of_a_yearly_amount_add_up_and_differ_by_one_unit_at_most(yearly: int, year: int, rounding: int) -> None:
    unit, _ = ROUNDINGS[rounding]
    shares = [month_share(yearly, Month(year, month).ordinal, rounding) for month in range(1, 13)]
    for months in range(13):
        assert sum(shares[:months]) == round_fen(yearly * months, 12, rounding)
    assert max(shares) - min(shares) <= unit


# --- days and months

AGES = [
    # born on a 29 February: completed on 28 February of a common year, on the day itself of a leap year
    ("2004-02-29", "2022-02-27", 17),
    ("2004-02-29", "2022-02-28", 18),
    ("2004-02-29", "2022-03-01", 18),
    ("2004-02-29", "2024-02-28", 19),
    ("2004-02-29", "2024-02-29", 20),
    ("1896-02-29", "1900-02-28", 4),
    # at the ends of months and years
    ("2004-02-28", "2024-02-28", 20),
    ("2004-03-01", "2024-02-29", 19),
    ("2004-12-31", "2022-12-30", 17),
    ("2004-12-31", "2022-12-31", 18),
    ("2004-01-01", "2021-12-31", 17),
    ("2004-01-31", "2022-01-30", 17),
    # the second day earlier: full years back, none where less than one
    ("2022-03-01", "2021-03-02", 0),
    ("2022-03-01", "2021-03-01", -1),
    ("2022-03-01", "2020-03-02", -1),
]


@pytest.mark.parametrize(("since", "until", "years"), AGES, ids=[f"{since}/{until}" for since, until, _ in AGES])
def test_completed_years(since: str, until: str, years: int) -> None:
    assert completed_years(day(since), day(until)) == years


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2000, 1, 1)), st.integers(0, 40_000))
def test_an_age_grows_by_one_on_one_day_of_a_year(born: date, days: int) -> None:
    today = born + timedelta(days)
    assert 0 <= completed_years(born, today + timedelta(1)) - completed_years(born, today) <= 1
    birthday = born.replace(year=today.year, day=28) if (born.month, born.day) == (2, 29) else born.replace(year=today.year)
    leap = today.year % 4 == 0 and today.year % 100 != 0 or today.year % 400 == 0
    if leap and (born.month, born.day) == (2, 29):
        birthday = born.replace(year=today.year)
    assert completed_years(born, today) == today.year - born.year - (today < birthday)


MONTHS = [
    ("2022-01-15", 1, "2022-02-15"),
    ("2022-01-31", 1, "2022-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2022-01-31", 2, "2022-03-31"),
    ("2022-03-31", -1, "2022-02-28"),
    ("2022-10-31", 13, "2023-11-30"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", 48, "2028-02-29"),
    ("2022-02-28", 1, "2022-03-28"),
    ("2022-01-15", 0, "2022-01-15"),
    ("2022-01-15", 4800, "2422-01-15"),
    ("2022-01-15", -4800, "1622-01-15"),
    # more months than any anchor day has before or after it
    ("2022-01-15", 4801, "9999-12-31"),
    ("2022-01-15", -4801, "0001-01-01"),
    ("2022-01-15", 10**30, "9999-12-31"),
    ("2022-01-15", -(10**30), "0001-01-01"),
    # beyond the calendar
    ("9999-12-31", 1, "9999-12-31"),
    ("9999-11-30", 1, "9999-12-30"),
    ("0001-01-31", -1, "0001-01-01"),
    ("0001-02-10", -1, "0001-01-10"),
]


@pytest.mark.parametrize(("anchor", "months", "then"), MONTHS, ids=[f"{anchor}{months:+.6g}" for anchor, months, _ in MONTHS])
def test_months_after_a_day(anchor: str, months: int, then: str) -> None:
    assert months_after(day(anchor), months) == day(then)
    code = OPERATIONS["months_after"].code.format("a", "b", all="a, b")
    assert eval(code, dict(FUNCTIONS), {"a": day(anchor), "b": months}) == OPERATIONS["months_after"].apply(day(anchor), months) == day(then)


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-6000, 6000))
def test_more_months_are_never_an_earlier_day(anchor: date, months: int) -> None:
    assert months_after(anchor, months) <= months_after(anchor, months + 1)


def test_generated_code_calls_functions_of_the_table_only() -> None:
    assert set(FUNCTIONS) == {"scale", "divide", "priced", "month_share", "completed_years", "months_after", "month_of", "days_between"}
    assert all(operation.zh and operation.en and operation.takes for operation in OPERATIONS.values())
