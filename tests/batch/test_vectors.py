"""Sums, roundings and days on whole columns are those of single values."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidrules.batch import vectors
from aidrules.batch.checks import EPOCH
from aidrules.graph import operations
from aidrules.graph.operations import ROUNDINGS

ANY_DAY = st.one_of(st.dates(), st.dates(date(2019, 1, 1), date(2025, 1, 1)), st.sampled_from([date.min, date.max, date(2024, 2, 29), date(1900, 2, 28)]))


def days(found: list[date]) -> np.ndarray:
    return np.array([day.toordinal() - EPOCH for day in found], np.int32)


@given(st.lists(st.tuples(ANY_DAY, ANY_DAY), min_size=1, max_size=40))
def test_ages_are_those_of_single_days(pairs: list[tuple[date, date]]) -> None:
    found = vectors.completed_years(days([since for since, _ in pairs]), days([until for _, until in pairs]))
    assert found.tolist() == [operations.completed_years(since, until) for since, until in pairs]


@given(st.lists(st.tuples(ANY_DAY, st.integers(-12, 12).map(lambda years: years)), min_size=1, max_size=20))
def test_ages_turn_on_the_birthday_and_the_day_before(pairs: list[tuple[date, int]]) -> None:
    moved = [(day, operations.months_after(day, years * 12)) for day, years in pairs]
    near = [(a, date.fromordinal(min(max(b.toordinal() + step, 1), date.max.toordinal()))) for a, b in moved for step in (-1, 0, 1)]
    found = vectors.completed_years(days([since for since, _ in near]), days([until for _, until in near]))
    assert found.tolist() == [operations.completed_years(since, until) for since, until in near]


@given(st.lists(st.tuples(ANY_DAY, st.one_of(st.integers(-30, 30), st.integers(-5000, 5000), st.integers(-(10**9), 10**9))), min_size=1, max_size=40))
def test_months_after_a_day_are_those_of_single_days(pairs: list[tuple[date, int]]) -> None:
    found = vectors.months_after(days([day for day, _ in pairs]), np.array([months for _, months in pairs]))
    assert found.tolist() == [operations.months_after(day, months).toordinal() - EPOCH for day, months in pairs]


@given(st.lists(ANY_DAY, min_size=1, max_size=40))
def test_the_month_of_a_day_is_that_of_a_single_day(found: list[date]) -> None:
    assert vectors.month_of(days(found)).tolist() == [operations.month_of(day) for day in found]


@given(st.lists(ANY_DAY, min_size=1, max_size=40))
def test_the_day_of_the_month_is_that_of_a_single_day(found: list[date]) -> None:
    assert vectors.day_of_month(days(found)).tolist() == [day.day for day in found]


@pytest.mark.parametrize("rounding", range(len(ROUNDINGS)))
@given(st.lists(st.tuples(st.integers(0, 10**12), st.integers(1850 * 12, 2200 * 12)), min_size=1, max_size=30))
def test_shares_of_a_month_are_those_of_single_amounts(rounding: int, pairs: list[tuple[int, int]]) -> None:
    amounts, months = (np.array([pair[part] for pair in pairs]) for part in (0, 1))
    expected = [operations.month_share(amount, month, rounding) for amount, month in pairs]
    assert vectors.month_share(amounts, months, rounding).tolist() == expected
    assert vectors.month_share(amounts, months, np.full(len(pairs), rounding)).tolist() == expected


@pytest.mark.parametrize("rounding", range(len(ROUNDINGS)))
@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), st.one_of(st.integers(-50, 50), st.integers(-(10**6), 10**6))), min_size=1, max_size=30))
def test_divisions_round_as_single_ones(rounding: int, pairs: list[tuple[int, int]]) -> None:
    amounts, counts = (np.array([pair[part] for pair in pairs]) for part in (0, 1))
    expected = [operations.divide(amount, count, rounding) for amount, count in pairs]
    assert vectors.divided(amounts, counts, rounding).tolist() == expected
    assert vectors.divided(amounts, counts, np.full(len(pairs), rounding)).tolist() == expected


@given(st.lists(st.lists(st.integers(-5, 5), max_size=4), min_size=1, max_size=12))
def test_sums_and_extremes_are_those_of_each_subject(parts: list[list[int]]) -> None:
    starts = np.cumsum([0, *map(len, parts)])
    values = np.array([value for part in parts for value in part], np.int64)
    assert vectors.total(values, starts).tolist() == [sum(part) for part in parts]
    assert vectors.tally(values > 0, starts).tolist() == [sum(value > 0 for value in part) for part in parts]
    assert vectors.extreme(values, starts, True).tolist() == [max(part, default=0) for part in parts]
    assert vectors.extreme(values, starts, False).tolist() == [min(part, default=0) for part in parts]
    codes = np.arange(1, len(values) + 1)
    held = [codes[low:high][values[low:high] > 0] for low, high in zip(starts, starts[1:], strict=False)]
    assert vectors.first(values > 0, codes, starts).tolist() == [int(found[0]) if len(found) else 0 for found in held]


def test_a_running_sum_that_wraps_around_leaves_the_sums_exact() -> None:
    values = np.full(6, 2**62, np.int64)
    assert vectors.total(values, np.array([0, 1, 2, 3, 4, 5, 6])).tolist() == [2**62] * 6


@pytest.mark.parametrize("share", [0, 1, 10, 50, 100], ids=lambda share: f"{share} %")
@given(sizes=st.lists(st.integers(0, 5), min_size=1, max_size=60), seed=st.integers(0, 2**32 - 1))
def test_what_few_parts_are_in_is_summed_as_what_many_are_in(share: int, sizes: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    starts = np.concatenate(([0], np.cumsum(sizes)))
    up = np.repeat(np.arange(len(sizes)), sizes)
    mask = draw.random(len(up)) * 100 < share
    values = draw.integers(-(2**62), 2**62, len(up))
    parts = [range(first, last) for first, last in zip(starts, starts[1:], strict=False)]
    wrapped = [(sum(int(values[row]) for row in part if mask[row]) + 2**63) % 2**64 - 2**63 for part in parts]
    assert vectors.total_where(values, mask, starts, up).tolist() == wrapped
    assert vectors.some(mask, starts, up).tolist() == [any(mask[row] for row in part) for part in parts]
    assert vectors.every(mask, starts, up).tolist() == [all(mask[row] for row in part) for part in parts]
