"""Money: exact, bounded, immutable; and everything that isn't an amount, each with its code and its words."""

from __future__ import annotations

import copy
import decimal
import pickle  # noqa: TID251  # whether it can be pickled is tested
import re
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from aidrules import Money
from aidrules.errors import AidrulesError, InvalidValue
from aidrules.facts.money import BOUND, PATTERN

fen = st.integers(-BOUND, BOUND)
small = st.integers(-(10**9), 10**9)

WORDS = {
    "money.format": 'an amount is digits with at most two places, for example "412.50"',
    "money.type": 'an amount is a string of yuan, for example "412.50", or a whole number',
    "money.float": 'a float can\'t hold an amount exactly; write a string, for example "412.50"',
    "money.not_finite": 'NaN and Infinity are no amounts; write a number of yuan, for example "412.50"',
    "money.negative_zero": '-0 is no amount; write "0.00"',
    "money.exponent": 'write the digits out, for example "1000.00", not with an exponent',
    "money.separator": 'write the amount without separators, for example "1000.00"',
    "money.unit": 'write the number alone, for example "12.00": an amount is always yuan',
    "money.places": "an amount has at most two places; round it before, by the rule that says how",
    "money.range": "the amount is larger than any that aidrules works with",
    "money.leading_zero": 'write the amount without a leading zero, for example "12.50"',
    "money.invisible": 'the amount holds an invisible character; write plain digits, for example "412.50"',
    "money.fullwidth": 'the amount holds fullwidth characters; write "123", not "１２３"',
}

REFUSED_TEXTS = [
    ("NaN", "money.not_finite"),
    ("nan", "money.not_finite"),
    ("Infinity", "money.not_finite"),
    ("-inf", "money.not_finite"),
    ("-0", "money.negative_zero"),
    ("-0.0", "money.negative_zero"),
    ("-0.00", "money.negative_zero"),
    ("1e3", "money.exponent"),
    ("1e400", "money.exponent"),
    ("1E+1000000", "money.exponent"),
    ("1.5e-2", "money.exponent"),
    ("1.005", "money.places"),
    ("-1.005", "money.places"),
    ("0." + "1" * 5000, "money.places"),
    ("１２３", "money.fullwidth"),
    ("１", "money.fullwidth"),
    ("12．50", "money.fullwidth"),
    ("1_000", "money.separator"),
    ("1,000", "money.separator"),
    ("1'000", "money.separator"),
    ("1 000", "money.separator"),
    ("12元", "money.unit"),
    ("¥12", "money.unit"),
    ("￥12", "money.unit"),
    ("12 yuan", "money.unit"),
    ("RMB12", "money.unit"),
    ("1\u200b2", "money.invisible"),
    ("\ufeff12", "money.invisible"),
    ("1\u00a0000", "money.invisible"),
    ("12\u00a0", "money.invisible"),
    ("\u300012", "money.invisible"),
    ("\u202e12", "money.invisible"),
    ("\ud800", "money.invisible"),
    ("007", "money.leading_zero"),
    ("00", "money.leading_zero"),
    ("-012.50", "money.leading_zero"),
    ("1" * 14, "money.range"),
    ("-" + "9" * 14 + ".99", "money.range"),
    ("1" * 5000, "money.range"),
    ("", "money.format"),
    (" 1", "money.format"),
    ("1 ", "money.format"),
    ("1\n", "money.format"),
    ("+1", "money.format"),
    ("--1", "money.format"),
    (".5", "money.format"),
    ("5.", "money.format"),
    ("1.2.3", "money.format"),
    ("twelve", "money.format"),
    ("0x10", "money.format"),
    ("²", "money.format"),
    ("১২৩", "money.format"),
    ("۱۲", "money.format"),
]


class Small(IntEnum):
    ONE = 1


REFUSED_OTHERS = [
    (412.5, "money.float"),
    (0.1, "money.float"),
    (float("nan"), "money.float"),
    (float("inf"), "money.float"),
    (True, "money.type"),
    (False, "money.type"),
    (None, "money.type"),
    (b"412.50", "money.type"),
    ([412], "money.type"),
    ({"yuan": 412}, "money.type"),
    (Small.ONE, "money.type"),
    (Fraction(1, 2), "money.type"),
    (4 + 0j, "money.type"),
    (10**13, "money.range"),
    (-(10**13), "money.range"),
    (10**5000, "money.range"),
    (Decimal("NaN"), "money.not_finite"),
    (Decimal("sNaN"), "money.not_finite"),
    (Decimal("Infinity"), "money.not_finite"),
    (Decimal("-Infinity"), "money.not_finite"),
    (Decimal("-0"), "money.negative_zero"),
    (Decimal("-0.00"), "money.negative_zero"),
    (Decimal("1.005"), "money.places"),
    (Decimal("0.001"), "money.places"),
    (Decimal("412.5010"), "money.places"),
    (Decimal("412.50001"), "money.places"),
]


def refusal(value: Any) -> InvalidValue:
    with pytest.raises(InvalidValue) as caught:
        Money(value)
    return caught.value


@pytest.mark.parametrize(("text", "code"), REFUSED_TEXTS, ids=[ascii(text)[:20] for text, _ in REFUSED_TEXTS])
def test_a_text_that_is_no_amount_is_refused_with_what_to_write(text: str, code: str) -> None:
    error = refusal(text)
    assert (error.code, error.message) == (code, WORDS[code])
    assert str(error) == f"[{code}] {WORDS[code]}"


@pytest.mark.parametrize(("value", "code"), REFUSED_OTHERS, ids=[f"{type(v).__name__}-{code}-{i}" for i, (v, code) in enumerate(REFUSED_OTHERS)])
def test_another_value_that_is_no_amount_is_refused_with_what_to_write(value: Any, code: str) -> None:
    error = refusal(value)
    assert (error.code, error.message) == (code, WORDS[code])


@pytest.mark.parametrize("text", ["1E+1000000", "-1E+999999999999999999", "1E-999999999999999999", "0E+1000000", "1." + "0" * 50, "1" * 41, "1" * 5000])
def test_a_decimal_that_would_take_for_ever_to_write_out_is_refused_at_once(text: str) -> None:
    error = refusal(Decimal(text))
    assert (error.code, error.message) == ("money.range", "the amount is larger, or has more places, than any that aidrules works with")


def test_every_error_is_a_value_error_and_one_of_ours() -> None:
    assert isinstance(refusal("x"), ValueError)
    assert isinstance(refusal("x"), AidrulesError)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("0", 0), ("0.00", 0), ("0.0", 0), ("0.1", 10), ("0.10", 10), ("412.50", 41250), ("412.5", 41250), ("412", 41200), ("-412.50", -41250), ("-0.01", -1),
        (0, 0), (412, 41200), (-1, -100), (Decimal("412.50"), 41250), (Decimal("412.500"), 41250), (Decimal("412.5000"), 41250), (Decimal("-0.0100000"), -1), (Decimal("4.125E+2"), 41250), (Decimal("1E+2"), 10000),
        (Decimal("0.00"), 0), (Decimal("-3"), -300), ("9999999999999.99", BOUND), ("-9999999999999.99", -BOUND), (9999999999999, 999999999999900),
        (Money("3.20"), 320),
    ],
)  # fmt: skip
def test_strings_whole_numbers_and_decimals_of_yuan_are_exact(given_: Any, expected: int) -> None:
    amount = Money(given_)
    assert (amount.fen, type(amount.fen)) == (expected, int)


def test_a_hostile_decimal_context_changes_nothing() -> None:
    traps = [decimal.Inexact, decimal.Rounded, decimal.Subnormal, decimal.Clamped, decimal.InvalidOperation, decimal.FloatOperation]
    amount = Decimal("9999999999999.99")
    with decimal.localcontext(decimal.Context(prec=1, Emax=1, Emin=-1, traps=traps)):
        assert Money(amount).fen == BOUND
        assert Money(Decimal("412.500")) == Money("412.50")
        assert refusal(Decimal("sNaN")).code == "money.not_finite"
        assert refusal(Decimal("1.005")).code == "money.places"


@settings(deadline=None)
@given(fen)
def test_text_and_decimal_round_trip(amount: int) -> None:
    money = Money.from_fen(amount)
    assert Decimal(str(money)) * 100 == amount
    assert Money(str(money)) == Money(Decimal(str(money))) == money
    assert eval(repr(money), {"Money": Money}) == money


@settings(deadline=None)
@given(small, small, st.integers(-1000, 1000))
def test_arithmetic_and_order_are_those_of_exact_decimals(a: int, b: int, times: int) -> None:
    x, y = Money.from_fen(a), Money.from_fen(b)
    p, q = Decimal(a) / 100, Decimal(b) / 100
    assert Decimal(str(x + y)) == p + q
    assert Decimal(str(x - y)) == p - q
    assert Decimal(str(-x)) == -p
    assert Decimal(str(x * times)) == Decimal(str(times * x)) == p * times
    assert [x < y, x <= y, x > y, x >= y, x == y, x != y] == [p < q, p <= q, p > q, p >= q, p == q, p != q]


@settings(deadline=None)
@given(st.text(alphabet="0123456789.-+eE_, ", max_size=18) | st.from_regex(r"\A-?[0-9]{1,15}(\.[0-9]{0,3})?\Z"))
def test_the_json_schema_takes_exactly_what_money_takes(text: str) -> None:
    try:
        Money(text)
        taken = True
    except InvalidValue:
        taken = False
    assert (re.search(PATTERN, text) is not None) is taken


def test_leaving_the_bounds_is_an_error_and_not_a_wrong_number() -> None:
    most = Money.from_fen(BOUND)
    for leave in (
        lambda: most + Money("0.01"),
        lambda: -most - Money("0.01"),
        lambda: most * 2,
        lambda: Money.from_fen(BOUND + 1),
        lambda: Money.from_fen(-BOUND - 1),
    ):
        with pytest.raises(InvalidValue) as caught:
            leave()
        assert (caught.value.code, caught.value.message) == ("money.range", WORDS["money.range"])


@pytest.mark.parametrize("value", [1.0, True, "1", None, Decimal(1)])
def test_fen_are_whole_numbers(value: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        Money.from_fen(value)
    assert str(caught.value) == "[money.type] fen are a whole number, for example Money.from_fen(41250)"


@pytest.mark.parametrize("other", [1, "1.00", Decimal(1), 1.0, None, True])
def test_money_mixes_with_nothing_else(other: Any) -> None:
    one = Money(1)
    assert one != other
    for mix in (
        lambda: one + other,
        lambda: other + one,
        lambda: one - other,
        lambda: one < other,
        lambda: one >= other,
        lambda: one > other,
        lambda: one <= other,
    ):
        with pytest.raises(TypeError):
            mix()


@pytest.mark.parametrize("factor", [1.5, True, Decimal(2), "2", Money(1), Fraction(1, 2)])
def test_money_is_multiplied_by_whole_numbers_only(factor: Any) -> None:
    with pytest.raises(TypeError):
        Money(1) * factor
    with pytest.raises(TypeError):
        factor * Money(1)


def test_equal_amounts_are_one_key() -> None:
    assert len({Money("1.50"), Money("1.5"), Money(Decimal("1.500")), Money.from_fen(150)}) == 1
    assert hash(Money("1.50")) == hash(Money("1.5"))
    assert {Money(1): "a"}[Money("1.00")] == "a"


def test_a_table_of_many_amounts_stays_quick() -> None:
    assert len({hash(Money.from_fen(number)) for number in range(1000)}) > 990


def test_money_cannot_be_changed() -> None:
    amount = Money("1.50")
    for change in (lambda: setattr(amount, "fen", 1), lambda: setattr(amount, "other", 1), lambda: delattr(amount, "fen"), lambda: delattr(amount, "other")):
        with pytest.raises(AttributeError) as caught:
            change()
        assert str(caught.value) == "Money can't be changed; make a new one"
    assert (amount.fen, hasattr(amount, "__dict__")) == (150, False)


@settings(deadline=None)
@given(fen)
def test_copies_and_pickles_are_equal(amount: int) -> None:
    money = Money.from_fen(amount)
    for again in (copy.copy(money), copy.deepcopy(money), *(pickle.loads(pickle.dumps(money, protocol)) for protocol in range(2, 6))):
        assert (again, type(again)) == (money, Money)


@pytest.mark.parametrize(("amount", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (41250, "412.50"), (-41250, "-412.50"), (100, "1.00")])
def test_it_is_written_with_two_places(amount: int, text: str) -> None:
    assert (str(Money.from_fen(amount)), f"{Money.from_fen(amount)}", repr(Money.from_fen(amount))) == (text, text, f'Money("{text}")')


def test_pydantic_reads_and_writes_it_as_a_text() -> None:
    adapter = TypeAdapter(Money)
    assert adapter.validate_json('"412.50"') == adapter.validate_python(Money("412.50")) == adapter.validate_python(Decimal("412.5")) == Money("412.50")
    assert adapter.dump_json(Money("412.50")) == b'"412.50"'
    assert adapter.json_schema() == {"type": "string", "pattern": PATTERN, "description": "yuan with at most two places", "examples": ["412.50"]}
