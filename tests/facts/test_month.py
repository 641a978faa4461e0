"""Month and as_day: what is a month, what is a day, and nothing else."""

from __future__ import annotations

import copy
import pickle  # noqa: TID251  # whether it can be pickled is tested
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from aidrules import Month
from aidrules.errors import InvalidValue
from aidrules.facts.month import FIRST_YEAR, LAST_YEAR, MONTH_PATTERN, as_day

months = st.builds(Month, st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12))
days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))

FORM = 'a day is written "2022-03-01"'
NO_SUCH = "there is no such day in the calendar"
TIME = 'a day has no time of day; write "2022-03-01"'
RANGE = "a day lies in the years 1850 to 2200"


class Day(date):
    pass


NO_DAYS = [
    ("2026-02-29", "date.no_such_day", NO_SUCH),
    ("2100-02-29", "date.no_such_day", NO_SUCH),
    ("2022-00-10", "date.no_such_day", NO_SUCH),
    ("2022-13-01", "date.no_such_day", NO_SUCH),
    ("2022-04-31", "date.no_such_day", NO_SUCH),
    ("0000-01-01", "date.no_such_day", NO_SUCH),
    ("2022-3-1", "date.format", FORM),
    ("22-03-01", "date.format", FORM),
    ("20220301", "date.format", FORM),
    ("2022-W09-2", "date.format", FORM),
    ("2022/03/01", "date.format", FORM),
    ("2022年3月1日", "date.format", FORM),
    ("２０２２-03-01", "date.format", FORM),
    ("2022-0３-01", "date.format", FORM),
    ("২০২২-03-01", "date.format", FORM),
    ("+2022-03-01", "date.format", FORM),
    (" 2022-03-01", "date.format", FORM),
    ("\ufeff2022-03-01", "date.format", FORM),
    ("today", "date.format", FORM),
    ("", "date.format", FORM),
    ("2022-03", "date.format", FORM),
    ("12022-03-01", "date.format", FORM),
    (0, "date.format", FORM),
    (20220301, "date.format", FORM),
    (1646092800, "date.format", FORM),
    (1646092800.0, "date.format", FORM),
    ("86400", "date.format", FORM),
    (True, "date.format", FORM),
    (None, "date.format", FORM),
    (b"2022-03-01", "date.format", FORM),
    ([2022, 3, 1], "date.format", FORM),
    (Month(2022, 3), "date.format", FORM),
    ("2022-03-01T00:00:00Z", "date.time", TIME),
    ("2022-03-01 00:00:00", "date.time", TIME),
    ("2022-03-01+08:00", "date.time", TIME),
    ("2022-03-01 ", "date.time", TIME),
    ("2022-03-01\n", "date.time", TIME),
    (datetime(2022, 3, 1), "date.time", 'a day has no time of day; write "2022-03-01" or datetime.date(2022, 3, 1)'),  # noqa: DTZ001
    (datetime(2022, 3, 1, tzinfo=UTC), "date.time", 'a day has no time of day; write "2022-03-01" or datetime.date(2022, 3, 1)'),
    (Day(2022, 3, 1), "date.time", 'a day has no time of day; write "2022-03-01" or datetime.date(2022, 3, 1)'),
    ("0001-01-01", "date.range", RANGE),
    ("1849-12-31", "date.range", RANGE),
    ("2201-01-01", "date.range", RANGE),
    ("9999-12-31", "date.range", RANGE),
    (date.min, "date.range", RANGE),
    (date.max, "date.range", RANGE),
]


@pytest.mark.parametrize(("value", "code", "message"), NO_DAYS, ids=[f"{ascii(value)[:30]}" for value, *_ in NO_DAYS])
def test_what_is_no_day_is_refused_with_what_to_write(value: Any, code: str, message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        as_day(value)
    assert (caught.value.code, caught.value.message) == (code, message)


@pytest.mark.parametrize("text", ["1850-01-01", "2200-12-31", "2000-02-29", "2024-02-29", "2022-03-01"])
def test_a_day_in_iso_form_is_that_day(text: str) -> None:
    assert as_day(text) == as_day(date.fromisoformat(text)) == date.fromisoformat(text)
    assert type(as_day(text)) is date


@settings(deadline=None)
@given(days)
def test_every_day_round_trips(day: date) -> None:
    assert as_day(day.isoformat()) == as_day(day) == day


@pytest.mark.parametrize("parts", [(2022, 0), (2022, 13), (2022, -1), ("2022", 3), (2022, "3"), (2022, 3.0), (True, 1), (2022, True), (None, 1)])
def test_a_month_is_a_year_and_a_number_from_1_to_12(parts: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        Month(*parts)
    assert str(caught.value) == "[month.format] a month is a year and a number from 1 to 12, for example Month(2022, 3)"


@pytest.mark.parametrize("parts", [(1849, 12), (2201, 1), (1, 1), (9999, 12), (10**5000, 1)])
def test_a_month_lies_in_the_years_that_the_library_works_with(parts: tuple[int, int]) -> None:
    with pytest.raises(InvalidValue) as caught:
        Month(*parts)
    assert str(caught.value) == "[month.range] a month lies in the years 1850 to 2200"


@pytest.mark.parametrize(
    "text",
    [
        "2022-3",
        "22-03",
        "2022-13",
        "2022-00",
        "２０２２-03",
        "2022-03-01",
        " 2022-03",
        "2022-03 ",
        "2022-03\n",
        "202203",
        "",
        "\ud800",
        202203,
        None,
        b"2022-03",
    ],
)
def test_a_text_that_names_no_month_is_refused(text: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        Month.parse(text)
    assert caught.value.code == "month.format"
    assert caught.value.message in ('a month is written "2022-03"', "a month is a year and a number from 1 to 12, for example Month(2022, 3)")


@settings(deadline=None)
@given(months)
def test_text_number_and_days_round_trip(month: Month) -> None:
    assert Month.parse(str(month)) == Month.from_ordinal(month.ordinal) == Month.of(month.first_day) == Month.of(month.last_day) == month
    assert eval(repr(month), {"Month": Month}) == month


@settings(deadline=None)
@given(months)
def test_a_month_is_its_days_and_no_others(month: Month) -> None:
    first, last = month.first_day, month.last_day
    assert first.day == 1
    assert 28 <= (last - first).days + 1 <= 31
    assert (last + timedelta(days=1)).day == 1
    assert (first.year, first.month) == (last.year, last.month)


@pytest.mark.parametrize(("year", "month", "last"), [(2024, 2, 29), (2023, 2, 28), (2100, 2, 28), (2000, 2, 29), (2022, 4, 30), (2022, 12, 31)])
def test_the_last_day_knows_leap_years(year: int, month: int, last: int) -> None:
    assert Month(year, month).last_day == date(year, month, last)


@settings(deadline=None)
@given(st.integers(1950, 2100), st.integers(1, 12), st.integers(-500, 500), st.integers(-500, 500))
def test_months_later_add_up(year: int, month: int, some: int, more: int) -> None:
    start = Month(year, month)
    assert start.plus(some).plus(more) == start.plus(some + more)
    assert start.plus(some).plus(-some) == start
    assert start.plus(12) == Month(year + 1, month)
    assert start.plus(some).ordinal - start.ordinal == some


def test_counting_out_of_the_years_is_an_error() -> None:
    for count in (1, 10**5000):
        with pytest.raises(InvalidValue) as caught:
            Month(2200, 12).plus(count)
        assert caught.value.code == "month.range"


@settings(deadline=None)
@given(months, months)
def test_months_are_ordered_like_their_days(a: Month, b: Month) -> None:
    x, y = a.first_day, b.first_day
    assert [a < b, a <= b, a > b, a >= b, a == b] == [x < y, x <= y, x > y, x >= y, x == y]
    assert (hash(a) == hash(b)) or a != b


def test_a_table_of_many_months_stays_quick() -> None:
    assert len({hash(Month(2000, 1).plus(number)) for number in range(1000)}) > 990


@pytest.mark.parametrize("other", [date(2022, 3, 1), "2022-03", 24266, None])
def test_a_month_is_compared_with_months_only(other: Any) -> None:
    month = Month(2022, 3)
    assert month != other
    for compare in (lambda: month < other, lambda: month >= other):
        with pytest.raises(TypeError):
            compare()


def test_a_month_cannot_be_changed() -> None:
    month = Month(2022, 3)
    for change in (lambda: setattr(month, "ordinal", 1), lambda: setattr(month, "other", 1), lambda: delattr(month, "ordinal")):
        with pytest.raises(AttributeError) as caught:
            change()
        assert str(caught.value) == "a Month can't be changed; make a new one"
    assert (month, hasattr(month, "__dict__")) == (Month(2022, 3), False)


@settings(deadline=None)
@given(months)
def test_copies_and_pickles_are_equal(month: Month) -> None:
    for again in (copy.copy(month), copy.deepcopy(month), pickle.loads(pickle.dumps(month))):
        assert (again, type(again)) == (month, Month)
    assert len({month, copy.copy(month)}) == 1


def test_pydantic_reads_and_writes_it_as_a_text() -> None:
    adapter = TypeAdapter(Month)
    assert adapter.validate_json('"2022-03"') == adapter.validate_python(Month(2022, 3)) == Month(2022, 3)
    assert adapter.dump_json(Month(2022, 3)) == b'"2022-03"'
    assert adapter.json_schema() == {"type": "string", "pattern": MONTH_PATTERN, "examples": ["2022-03"]}
