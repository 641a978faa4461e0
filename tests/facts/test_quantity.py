"""Quantity: exact to a hundredth, with a unit that must fit."""

from __future__ import annotations

import copy
import pickle  # noqa: TID251  # whether it can be pickled is tested
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from aidrules import Quantity
from aidrules.errors import InvalidValue
from aidrules.facts.quantity import PATTERN, UNITS

units = st.sampled_from(sorted(UNITS))
hundredths = st.integers(0, 99_999_999_999)
FORM = 'a quantity is digits with at most two places and a unit, for example "30.5 min"'


def quantity(number: int, unit: str) -> Quantity:
    return Quantity(f"{number // 100}.{number % 100:02d}", unit)


@pytest.mark.parametrize(
    ("amount", "text", "expected"),
    [
        ("30", "30 min", 3000),
        (30, "30 min", 3000),
        ("30.5", "30.50 min", 3050),
        ("30.50", "30.50 min", 3050),
        ("0", "0 min", 0),
        (0, "0 min", 0),
        ("0.01", "0.01 min", 1),
    ],
)
def test_digits_and_whole_numbers_are_exact(amount: Any, text: str, expected: int) -> None:
    found = Quantity(amount, "min")
    assert (found.hundredths, found.unit, str(found)) == (expected, "min", text)
    assert Quantity.parse(text) == found


@pytest.mark.parametrize(
    "amount",
    ["", "-1", "-0", "+1", "007", "1e3", "1.005", "1_000", "1,000", "１２", "12分", " 1", "1\n", "\ufeff1", "1\u200b", "NaN", "Infinity", "1" * 10, "1" * 5000, "\ud800"]
    + [-1, 10**9, 10**5000, -(10**5000), True, False, 1.5, float("nan"), None, b"1", Decimal("1.5"), Fraction(1, 2), ["1"]],
    ids=lambda value: f"{type(value).__name__}-{ascii(value)[:12]}" if not isinstance(value, int) or abs(value) < 10**10 else "int-huge",
)  # fmt: skip
def test_what_is_no_amount_is_refused(amount: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        Quantity(amount, "min")
    assert (caught.value.code, caught.value.message) == ("quantity.format", FORM)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("mins", "unknown unit; did you mean `min`?"),
        ("", "unknown unit; there is `km`, `m2`, `min`"),
        ("min ", "unknown unit; did you mean `min`?"),
        ("secret" * 1000, "unknown unit; there is `km`, `m2`, `min`"),
        (None, "unknown unit; there is `km`, `m2`, `min`"),
        (["min"], "unknown unit; there is `km`, `m2`, `min`"),
        (b"min", "unknown unit; there is `km`, `m2`, `min`"),
    ],
)
def test_an_unknown_unit_is_refused_with_the_closest(unit: Any, words: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Quantity("1", unit)
    assert (caught.value.code, caught.value.message) == ("quantity.unit", words)


@pytest.mark.parametrize("text", ["30", "30min", "", "min", None, 30, b"30 min"])
def test_a_text_without_a_unit_is_refused(text: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        Quantity.parse(text)
    assert (caught.value.code, caught.value.message) == ("quantity.format", FORM)


@pytest.mark.parametrize("text", ["30  min", "30 min min", "30 min\n", "30 分钟"])
def test_a_text_with_another_unit_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Quantity.parse(text)
    assert caught.value.code == "quantity.unit"


@settings(deadline=None)
@given(hundredths, units)
def test_text_round_trips_and_agrees_with_decimal(number: int, unit: str) -> None:
    found = quantity(number, unit)
    assert Decimal(str(found).split(" ")[0]) * 100 == number == found.hundredths
    assert Quantity.parse(str(found)) == found
    assert eval(repr(found), {"Quantity": Quantity}) == found
    assert re.search(PATTERN, str(found))


@settings(deadline=None)
@given(hundredths, hundredths, units)
def test_quantities_of_one_unit_are_ordered(a: int, b: int, unit: str) -> None:
    x, y = quantity(a, unit), quantity(b, unit)
    assert [x < y, x <= y, x > y, x >= y, x == y] == [a < b, a <= b, a > b, a >= b, a == b]


def test_quantities_of_two_units_are_neither_equal_nor_ordered() -> None:
    minutes, metres = Quantity("30", "min"), Quantity("30", "m2")
    assert minutes != metres
    for compare in (lambda: minutes < metres, lambda: minutes >= metres, lambda: minutes < 30, lambda: minutes > "30 min"):
        with pytest.raises(TypeError):
            compare()
    assert minutes != "30 min"
    assert minutes != 30


def test_equal_quantities_are_one_key() -> None:
    assert len({Quantity("30", "min"), Quantity("30.00", "min"), Quantity(30, "min"), Quantity.parse("30.0 min")}) == 1
    assert len({Quantity("30", "min"), Quantity("30", "km")}) == 2


def test_a_table_of_many_quantities_stays_quick() -> None:
    assert len({hash(Quantity(number, unit)) for number in range(500) for unit in ("min", "m2")}) > 990


def test_a_quantity_cannot_be_changed() -> None:
    found = Quantity("30", "min")
    for change in (lambda: setattr(found, "unit", "km"), lambda: setattr(found, "other", 1), lambda: delattr(found, "hundredths")):
        with pytest.raises(AttributeError) as caught:
            change()
        assert str(caught.value) == "a Quantity can't be changed; make a new one"
    assert (found, hasattr(found, "__dict__")) == (Quantity("30", "min"), False)


@settings(deadline=None)
@given(hundredths, units)
def test_copies_and_pickles_are_equal(number: int, unit: str) -> None:
    found = quantity(number, unit)
    for again in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert (again, type(again)) == (found, Quantity)


def test_pydantic_reads_and_writes_it_as_a_text() -> None:
    adapter = TypeAdapter(Quantity)
    assert adapter.validate_json('"30.5 min"') == adapter.validate_python(Quantity("30.5", "min")) == Quantity("30.5", "min")
    assert adapter.dump_json(Quantity("30.5", "min")) == b'"30.50 min"'
    assert adapter.json_schema() == {"type": "string", "pattern": PATTERN, "examples": ["30 min"]}


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 50), units)
def test_quantities_of_one_unit_are_added_taken_away_and_multiplied_exactly(one: int, other: int, times: int, unit: str) -> None:
    first, second = quantity(one, unit), quantity(other, unit)
    assert (first + second).hundredths == one + other
    assert (first * times).hundredths == (times * first).hundredths == one * times
    if one >= other:
        assert (first - second) == quantity(one - other, unit)


def test_a_quantity_never_lies_below_nothing_nor_above_the_largest() -> None:
    for wrong in (lambda: Quantity(1, "m2") - Quantity("1.01", "m2"), lambda: Quantity(999_999_999, "m2") * 2, lambda: Quantity(1, "m2") * -1):
        with pytest.raises(InvalidValue) as caught:
            wrong()
        assert caught.value.code == "quantity.format"


@pytest.mark.parametrize("other", [Quantity(1, "min"), 1, "1 m2", None, Decimal(1)], ids=str)
def test_a_quantity_is_added_to_one_of_its_own_unit_only(other: Any) -> None:
    for wrong in (lambda: Quantity(1, "m2") + other, lambda: Quantity(1, "m2") - other):
        with pytest.raises(TypeError):
            wrong()


@pytest.mark.parametrize("times", [True, "2", Fraction(1, 2), Decimal(2), Quantity(2, "m2")], ids=str)
def test_a_quantity_is_multiplied_by_a_whole_number_only(times: Any) -> None:
    with pytest.raises(TypeError):
        Quantity(1, "m2") * times
