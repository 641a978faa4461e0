"""What an operation gives lies in what its partner over spans gives, whatever its parts are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, example, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from aidrules.decide import spans
from aidrules.decide.spans import ABOVE, ALL, BELOW, NOTHING, SPANNED, Possible, Span, exactly, join, meet
from aidrules.graph.kinds import COUNT
from aidrules.graph.operations import OPERATIONS, ROUNDINGS

WHOLE, DAYS, MONTHS = st.integers(-30, 30), st.dates(date(1995, 1, 1), date(2013, 1, 1)), st.integers(23900, 24300)
RATIOS = st.builds(Fraction, st.integers(0, 9), st.integers(1, 7))
ROUNDED = st.integers(0, len(ROUNDINGS) - 1)
PARTS: dict[str, list[list[st.SearchStrategy[Any]]]] = {
    "scale": [[st.integers(-900, 900), RATIOS, ROUNDED]], "divide": [[st.integers(-900, 900), st.integers(-4, 4), ROUNDED]],
    "priced": [[st.integers(-900, 900), st.integers(-300, 300), RATIOS, ROUNDED]],
    "completed_years": [[DAYS, DAYS]], "months_after": [[DAYS, st.integers(-30, 30)], [DAYS, st.sampled_from([-4801, -4800, 0, 4800, 4801])]],
    "month_share": [[st.integers(-900, 900), MONTHS, ROUNDED]], "day_of_month": [[DAYS]],
    "month_of": [[DAYS]], "days_between": [[DAYS, DAYS]],
    "months_between": [[MONTHS, MONTHS]], "month_plus": [[MONTHS, WHOLE]], "greatest": [[WHOLE] * 3], "least": [[WHOLE] * 3],
}  # fmt: skip


@st.composite
def around(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> tuple[Possible, Any]:
    """A span and a value in it; some spans have no end."""
    low, value, high = sorted(draw(st.tuples(values, values, values)))
    open_low, open_high = draw(st.sampled_from([(False, False), (False, False), (True, False), (False, True), (True, True)]))
    return Span(BELOW if open_low else (0, low), ABOVE if open_high else (0, high)), value


@st.composite
def parts_of(draw: st.DrawFn, name: str) -> tuple[list[Possible], list[Any]]:
    found: list[tuple[Possible, Any]] = []
    for values in draw(st.sampled_from(PARTS.get(name, [[WHOLE, WHOLE]]))):
        if values is ROUNDED:
            codes = draw(st.sets(ROUNDED, min_size=1))
            found.append((frozenset(codes), draw(st.sampled_from(sorted(codes)))))
        else:
            found.append(draw(around(values)))
    return [span for span, _ in found], [value for _, value in found]


def holds(result: Possible, value: Any) -> bool:
    return value in result if isinstance(result, frozenset) else result.low <= (0, value) <= result.high


def test_every_operation_has_its_partner() -> None:
    assert SPANNED.keys() == OPERATIONS.keys()


@pytest.mark.parametrize("name", OPERATIONS)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_an_operation_gives_lies_within(name: str, data: st.DataObject) -> None:
    possible, values = data.draw(parts_of(name))
    assert holds(SPANNED[name](*possible), OPERATIONS[name].apply(*values))


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1999, 1, 1), date(2009, 12, 31)), st.dates(date(1999, 1, 1), date(2009, 12, 31)), st.integers(0, 800))
@example(date(2004, 2, 28), date(2007, 2, 28), 1)
@example(date(2008, 2, 28), date(2007, 2, 28), 1)
def test_completed_years_keep_the_order_of_days(since: date, until: date, later: int) -> None:
    years = OPERATIONS["completed_years"].apply
    after = date.fromordinal(since.toordinal() + later)
    assert years(after, until) <= years(since, until)
    assert years(until, after) >= years(until, since)


TIGHT: dict[str, tuple[list[Possible], Possible]] = {
    "add": ([Span((0, 1), (0, 2)), Span((0, 10), ABOVE)], Span((0, 11), ABOVE)),
    "subtract": ([Span((0, 1), (0, 2)), Span((0, 10), ABOVE)], Span(BELOW, (0, -8))),
    "multiply": ([Span((0, -1), (0, 2)), Span((0, 3), (0, 5))], Span((0, -5), (0, 10))),
    "lt": ([Span((0, 1), (0, 2)), Span((0, 2), (0, 3))], frozenset((True, False))),
    "le": ([Span((0, 1), (0, 2)), Span((0, 2), (0, 3))], frozenset((True,))),
    "gt": ([Span((0, 3), ABOVE), Span(BELOW, (0, 2))], frozenset((True,))),
    "ge": ([Span((0, 1), (0, 1)), Span((0, 2), ABOVE)], frozenset((False,))),
    "eq": ([Span((0, 1), (0, 1)), Span((0, 1), (0, 1))], frozenset((True,))),
    "greatest": ([Span((0, 1), (0, 9)), Span((0, 5), (0, 6))], Span((0, 5), (0, 9))),
    "least": ([Span((0, 1), (0, 9)), Span((0, 5), (0, 6))], Span((0, 1), (0, 6))),
    "scale": ([Span((0, 100), (0, 101)), Span((0, Fraction(13, 10)), (0, Fraction(13, 10))), frozenset((0, 2))], Span((0, 130), (0, 132))),
    "divide": ([Span((0, 100), (0, 100)), Span((0, 1), (0, 3)), frozenset((2,))], Span((0, 33), (0, 100))),
    "priced": ([Span((0, 100), (0, 200)), Span((0, 50), (0, 150)), Span((0, Fraction(1, 3)), (0, Fraction(1))), frozenset((0, 2))], Span((0, 16), (0, 300))),
    "completed_years": ([Span((0, date(2000, 3, 1)), (0, date(2002, 3, 1))), Span((0, date(2004, 2, 28)), (0, date(2004, 3, 1)))], Span((0, 1), (0, 4))),
    "months_after": ([Span((0, date(2000, 1, 31)), (0, date(2000, 1, 31))), Span((0, 1), (0, 2))], Span((0, date(2000, 2, 29)), (0, date(2000, 3, 31)))),
    "month_of": ([Span((0, date(2000, 1, 31)), ABOVE)], Span((0, 24000), ABOVE)),
    "month_share": ([Span((0, 1201), (0, 1201)), Span((0, 24011), (0, 24011)), frozenset((0, 2))], Span((0, 100), (0, 101))),
    "day_of_month": ([Span((0, date(2000, 1, 5)), (0, date(2000, 1, 31)))], Span((0, 5), (0, 31))),
    "days_between": ([Span((0, date(2000, 1, 1)), (0, date(2000, 1, 3))), Span((0, date(2000, 1, 5)), (0, date(2000, 1, 5)))], Span((0, 2), (0, 4))),
    "months_between": ([Span((0, 24000), (0, 24003)), Span((0, 24005), (0, 24005))], Span((0, 2), (0, 5))),
    "month_plus": ([Span((0, 24000), (0, 24003)), Span((0, 1), ABOVE)], Span((0, 24001), ABOVE)),
}  # fmt: skip


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_more_than_what_can_be(name: str) -> None:
    parts, expected = TIGHT[name]
    assert SPANNED[name](*parts) == expected


def test_division_by_what_can_be_nothing_or_below_it() -> None:
    divide: Callable[..., Possible] = SPANNED["divide"]
    assert divide(Span((0, 100), (0, 100)), Span((0, 0), (0, 0)), frozenset((2,))) == Span((0, 0), (0, 0))
    assert divide(Span((0, 100), (0, 100)), Span((0, -2), (0, 4)), frozenset((2,))) == Span((0, -100), (0, 100))
    assert divide(Span((0, 100), (0, 100)), Span((0, 2), ABOVE), frozenset((2,))) == Span((0, 0), (0, 50))


def test_joining_and_meeting() -> None:
    assert join(Span((0, 1), (0, 2)), NOTHING, Span((0, 5), ABOVE)) == Span((0, 1), ABOVE)
    assert join(frozenset((1,)), frozenset((2,))) == frozenset((1, 2))
    assert join() == NOTHING
    assert meet(Span((0, 1), (0, 2)), ALL) == Span((0, 1), (0, 2))
    assert meet(Span((0, 1), (0, 2)), Span((0, 3), ABOVE)) == NOTHING
    assert meet(NOTHING, ALL) == NOTHING
    assert exactly(3, COUNT) == Span((0, 3), (0, 3))


def test_a_fault_in_a_partner_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def outside(drawn: tuple[list[Possible], list[Any]]) -> bool:
        return not holds(SPANNED["add"](*drawn[0]), OPERATIONS["add"].apply(*drawn[1]))

    options = settings(max_examples=500, deadline=None, derandomize=True, database=None)
    with pytest.raises(NoSuchExample):
        find(parts_of("add"), outside, settings=options)
    monkeypatch.setitem(SPANNED, "add", lambda one, other: Span(spans.added(one, other).low, one.high))
    assert find(parts_of("add"), outside, settings=options)


def test_a_share_of_what_is_not_known_is_a_twelfth_give_or_take_its_rounding() -> None:
    assert SPANNED["month_share"](Span((0, 1200), (0, 2400)), Span((0, 24000), (0, 24011)), frozenset((0,))) == Span((0, 99), (0, 201))
    assert SPANNED["month_share"](Span((0, 1200), ABOVE), Span((0, 24000), (0, 24011)), frozenset((0,))) == Span((0, 99), ABOVE)
    assert SPANNED["day_of_month"](Span((0, date(2000, 1, 5)), (0, date(2000, 2, 1)))) == Span((0, 1), (0, 31))
