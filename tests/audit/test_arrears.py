"""The published case: standards raised from 1 January and announced in July; six months' arrears of 200 and 60 yuan a person.

The rural standard rises from 2,200 to 2,600 yuan a year, the urban one from 380 to 390 yuan a month.
"""

from __future__ import annotations

import pytest
from audit import villages
from audit.villages import book, person, poor, zhangye
from decide.samples import POOR, earner, home

from aidrules import Money
from aidrules.audit import History, ledger, settle


@pytest.mark.parametrize("rounding", ["fen_half_up", "fen_up", "fen_down"])
def test_the_yearly_rural_standard_paid_by_the_month_comes_to_200_yuan_a_person(rounding: str) -> None:
    rules = book(villages.rural, rounding=rounding)
    due = ledger(rules, History(person()), "2024-01", "2024-12")
    found = settle(ledger(rules, History(person()), "2024-01", "2024-12", known_on="month"), due)
    assert [str(line.month) for line in found.lines] == [f"2024-0{month}" for month in range(1, 7)]
    assert {line.amount for line in found.lines if line.amount} <= {Money("33.33"), Money("33.34"), Money("33.32")}
    assert (found.arrears, found.overpaid) == (Money(200), Money(0))
    assert due.total() == Money(2600)


def test_the_months_differ_by_a_fen_and_are_never_averaged() -> None:
    rules = book(villages.rural)
    made = ledger(rules, History(person()), "2024-01", "2024-03")
    assert villages.paid(made, "village.rural") == ["216.67", "216.66", "216.67"]
    assert villages.paid(ledger(rules, History(person()), "2023-01", "2023-03"), "village.rural") == ["183.33", "183.34", "183.33"]


def test_the_monthly_urban_standard_comes_to_60_yuan_a_person() -> None:
    for people in (1, 2, 3):
        case = home(*(earner(birth_date="1980-01-01") for _ in range(people)), **{**POOR, "area": "urban"})
        paid = ledger(zhangye(), History(case), "2024-01", "2024-12", known_on="month")
        found = settle(paid, ledger(zhangye(), History(case), "2024-01", "2024-12"))
        assert [str(line.month) for line in found.lines] == [f"2024-0{month}" for month in range(1, 7)]
        assert found.arrears == Money(60 * people)
        assert {line.output for line in found.lines} == {"dibao.household_grant"}


def test_what_was_known_before_the_announcement_leaves_the_whole_year_short() -> None:
    paid = ledger(zhangye(), History(poor()), "2024-01", "2024-12", known_on="2024-07-09")
    assert settle(paid, ledger(zhangye(), History(poor()), "2024-01", "2024-12")).arrears == Money(120)
