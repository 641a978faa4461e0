"""Phase-out: some months more for a dibao recipient whose job has lifted the household above the standard."""

from __future__ import annotations

from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, benefit, choice, is_, month_of, month_plus, months_between, programme, rule, standard, the_day
from aidrules.programs.people import counted, employed_recipient, household_income, standard_for_all

least_months = standard(int, "phase_out.least_months", unit="months", zh="渐退期最少月数", en="the least months of a phase-out")
most_months = standard(int, "phase_out.most_months", unit="months", zh="渐退期最多月数", en="the most months of a phase-out")
least_level = standard(Money, "phase_out.least_level", unit="yuan/month", zh="渐退期每月最低金额", en="the least a month of a phase-out pays")


@rule("家庭人均收入超过低保标准")
def income_above_standard(home: Household) -> bool:
    """The income for each member exceeds the dibao standard; equal doesn't exceed it."""
    return household_income(home) > standard_for_all(home)


@rule("渐退期已过月数")
def months_passed(person: Person) -> int:
    """Months are counted from the recorded first month of the phase-out."""
    return months_between(person.phase_out_from, month_of(the_day()))


@rule("在渐退期的法定最长期限内")
def within_the_law(person: Person) -> bool:
    """The month isn't before the recorded first one, and no more months have passed than a phase-out may have."""
    return all_of(months_passed(person) >= 0, months_passed(person) < most_months)


@rule("可享受渐退期")
def in_phase_out(person: Person, home: Household) -> bool:
    """A dibao recipient with a job, whose household's income has come to exceed the standard, is given some months more."""
    return all_of(employed_recipient(person, home), counted(person), income_above_standard(home), within_the_law(person))


@rule("渐退前的低保金")
def paid_before(person: Person, home: Household) -> Money:
    """A phase-out pays at most what was paid before it."""
    return home.grant_before


granted_months = choice(
    int, "phase_out.months", of=Person, low=least_months, high=most_months,
    zh="渐退期月数", en="the months of the phase-out",
)  # fmt: skip
granted_level = choice(
    Money, "phase_out.level", of=Person, low=least_level, high=paid_before,
    zh="渐退期每月金额", en="what a month of the phase-out pays",
)  # fmt: skip


@rule("在核定的渐退月数内")
def within_granted(person: Person) -> bool:
    """The month is one of those that the agency has granted."""
    return months_passed(person) < granted_months(person)


@rule("渐退期金额")
def level(person: Person) -> Money:
    """The agency decides what a month of the phase-out pays."""
    return granted_level(person)


@rule("渐退期的法定最多月数")
def longest(person: Person) -> int:
    """A phase-out lasts no more months on end than the law allows, whatever first month is recorded meanwhile."""
    return most_months


@rule("渐退期首月")
def first_month(person: Person) -> Month:
    """The phase-out begins with the recorded month."""
    return person.phase_out_from


@rule("渐退期末月")
def last_month(person: Person) -> Month:
    """The phase-out ends after the months that were granted."""
    return month_plus(person.phase_out_from, granted_months(person) - 1)


@rule("收入恰好等于低保标准：既不符合低保，也不触发渐退")
def gap_at_equality(person: Person, home: Household) -> bool:
    """The income is exactly the standard: too much for dibao, and not enough for a phase-out."""
    return all_of(employed_recipient(person, home), counted(person), is_(household_income(home), standard_for_all(home)))


payment = benefit(
    "phase_out.payment", zh="渐退期救助金", en="phase-out payment",
    entitled=in_phase_out, within=within_granted, amount=level,
    first_month=first_month, last_month=last_month, most_months=longest, notices=[gap_at_equality], per="month", payee="person",
)  # fmt: skip

phase_out = programme("phase_out", outputs=[payment])
