"""Slots: how a written figure becomes a value to compute with, kind by kind."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidrules import Money, Month, Quantity
from aidrules.errors import InvalidValue
from aidrules.facts.terms import CareLevel, Term
from aidrules.graph.values import says
from aidrules.lang import standard
from aidrules.rulebook.slots import slot_of


class Twin(Term):
    FULL_CARE = "full_care", "同名"


def parse(kind: Any, value: Any, **more: Any) -> Any:
    return slot_of(standard(kind, "test.path", zh="测试", **more)).parse(value)


def refusal(kind: Any, value: Any, **more: Any) -> tuple[str, str]:
    with pytest.raises(InvalidValue) as caught:
        parse(kind, value, **more)
    return caught.value.code, caught.value.message


def test_a_slot_has_the_path_of_its_standard_and_the_keys_of_its_term() -> None:
    plain, keyed = slot_of(standard(int, "a.b", zh="甲")), slot_of(standard(Money, "a.c", by=CareLevel, zh="乙"))
    assert (plain.path, plain.keys, keyed.path, keyed.keys) == ("a.b", (), "a.c", ("self_care", "semi_care", "full_care"))


@pytest.mark.parametrize(("value", "fen"), [("480.00", 48000), (480, 48000), (Decimal("480.5"), 48050), (Money("480.00"), 48000)])
def test_an_amount_is_fen(value: Any, fen: int) -> None:
    assert (parse(Money, value), type(parse(Money, value))) == (fen, int)


def test_an_amount_is_refused_as_money_refuses_it() -> None:
    assert refusal(Money, 480.0)[0] == "money.float"
    assert refusal(Money, "1e3")[0] == "money.exponent"


@pytest.mark.parametrize(("value", "count"), [(0, 0), (6, 6), ("6", 6), ("0", 0), (999_999_999, 999_999_999), ("999999999", 999_999_999)])
def test_a_count_is_a_whole_number_or_its_text(value: Any, count: int) -> None:
    assert parse(int, value) == count


@pytest.mark.parametrize(
    "value", [6.0, 6.5, True, "6.0", "-6", -1, 10**9, "1000000000", "1" * 5000, 10**5000, "６", "²", "", " 6", "1_0", Decimal(6), None, "six"], ids=lambda v: ascii(v)[:12] if v != 10**5000 else "huge"
)  # fmt: skip
def test_what_is_no_count_is_refused(value: Any) -> None:
    assert refusal(int, value) == ("standard.count", 'a count is a whole number, for example "6"')


@pytest.mark.parametrize(
    ("value", "ratio"),
    [("1.3", Fraction(13, 10)), ("2/3", Fraction(2, 3)), ("0", Fraction(0)), ("1", Fraction(1)), (2, Fraction(2)), (Decimal("1.30"), Fraction(13, 10)),
     (Fraction(2, 3), Fraction(2, 3)), (Fraction(4, 2), Fraction(2)), ("0.333333333", Fraction(333333333, 10**9)), ("4/6", Fraction(2, 3))],
)  # fmt: skip
def test_a_ratio_is_exact(value: Any, ratio: Fraction) -> None:
    assert (parse(Fraction, value), type(parse(Fraction, value))) == (ratio, Fraction)


@settings(deadline=None)
@given(st.builds(Fraction, st.integers(0, 10**9 - 1), st.integers(1, 10**9 - 1)))
def test_every_ratio_of_bounded_parts_round_trips(ratio: Fraction) -> None:
    assert parse(Fraction, ratio) == parse(Fraction, str(ratio)) == ratio


@pytest.mark.parametrize(
    "value",
    [1.3, True, "1,3", "-1.3", "1e3", ".5", "5.", "2/0", "0/0", "1 / 3", "１.3", "NaN", "", None, "130%", "1_0", Decimal("NaN"), Decimal("Infinity"), Decimal("1E+1000000"),
     Decimal("-1.3"), Fraction(-1, 2), -1, 10**5000, Fraction(10**5000, 3), Fraction(1, 10**5000), 10**9, "1" * 5000, "007"],
    ids=lambda v: ascii(v)[:12] if isinstance(v, str | float | Decimal) else type(v).__name__,
)  # fmt: skip
def test_what_is_no_ratio_is_refused(value: Any) -> None:
    assert refusal(Fraction, value) == ("standard.ratio", 'a ratio is a text such as "1.3" or "2/3", never a float')


def test_true_and_false_are_themselves() -> None:
    assert (parse(bool, True), parse(bool, False)) == (True, False)


@pytest.mark.parametrize("value", [0, 1, "true", "", None, 1.0])
def test_what_is_not_true_or_false_is_refused(value: Any) -> None:
    assert refusal(bool, value) == ("standard.bool", "write true or false, without quotes")


@pytest.mark.parametrize("value", ["full_care", CareLevel.FULL_CARE])
def test_a_term_is_its_code(value: Any) -> None:
    assert parse(CareLevel, value) == 2


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("full", "a CareLevel; did you mean `full_care`?"),
        ("全护理", "a CareLevel; there is `full_care`, `self_care`, `semi_care`"),
        (2, "a CareLevel; there is `full_care`, `self_care`, `semi_care`"),
        (True, "a CareLevel; there is `full_care`, `self_care`, `semi_care`"),
        (None, "a CareLevel; there is `full_care`, `self_care`, `semi_care`"),
        (10**5000, "a CareLevel; there is `full_care`, `self_care`, `semi_care`"),
        ("q" * 2**20, "a CareLevel; there is `full_care`, `self_care`, `semi_care`"),
        (Twin.FULL_CARE, "a CareLevel; did you mean `full_care` or `self_care`?"),
    ],
    ids=["short", "zh", "code", "bool", "none", "huge", "long", "twin"],
)
def test_what_is_no_term_is_refused_with_the_closest(value: Any, words: str) -> None:
    assert refusal(CareLevel, value) == ("standard.term", words)


def test_days_months_and_quantities_are_read_by_their_own_rules() -> None:
    assert parse(date, "2022-03-01") == parse(date, date(2022, 3, 1)) == date(2022, 3, 1)
    assert parse(Month, "2022-03") == parse(Month, Month(2022, 3)) == Month(2022, 3).ordinal
    assert parse(Quantity, "30.5 min", unit="min") == parse(Quantity, Quantity("30.5", "min"), unit="min") == 3050
    assert refusal(date, datetime(2022, 3, 1))[0] == "date.time"  # noqa: DTZ001
    assert refusal(Month, "2022-3")[0] == "month.format"
    assert refusal(Quantity, "30", unit="min")[0] == "quantity.format"


def test_a_quantity_of_another_unit_is_refused() -> None:
    assert refusal(Quantity, "30 km", unit="min") == ("quantity.unit", 'the unit must be min, for example "30 min"')
    assert refusal(Quantity, Quantity("30", "m2"), unit="min")[0] == "quantity.unit"


# --- the text beside the value, which a record keeps

WRITTEN: list[tuple[Any, Any, str]] = [
    *((Money, value, "") for value in ("480.00", "0.5", "7", 480, Decimal("480.5"), Decimal("1E+2"), Decimal("0E-2"), Money("480.00"))),
    *((int, value, "") for value in (6, "6", "06", 0)),
    *((Fraction, value, "") for value in ("1.3", "2/3", "0", 1, Fraction(2, 3), Decimal("0.50"))),
    *((bool, value, "") for value in (True, False)),
    *((CareLevel, value, "") for value in ("semi_care", CareLevel.FULL_CARE)),
    *((date, value, "") for value in ("2024-02-29", date(2024, 2, 29))),
    *((Month, value, "") for value in ("2024-02", Month(2024, 2))),
    *((Quantity, value, "km") for value in ("30 km", "1.50 km", Quantity("30", "km"))),
]


@pytest.mark.parametrize(("kind", "value", "unit"), WRITTEN, ids=repr)
def test_the_text_of_every_figure_that_is_taken_says_its_value_and_no_other(kind: Any, value: Any, unit: str) -> None:
    spec = standard(kind, "test.path", zh="测试", **({"unit": unit} if unit else {}))
    parsed, members = slot_of(spec).parse(value), [member.value for member in CareLevel]
    assert says(str(value), parsed, spec.spec.kind, members)
    other = date(2024, 3, 1) if kind is date else not parsed if kind is bool else (parsed + 1) % len(members) if kind is CareLevel else parsed + 1
    assert not says(str(value), other, spec.spec.kind, members)
    for text in ("", "a", "1" * 5000, "1E999999999", "1/0", "4.2.0", "\ud800"):
        assert not says(text, parsed, spec.spec.kind, members)
