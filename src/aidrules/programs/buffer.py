"""Buffer: what a helped household keeps for some months after it has come out of poverty."""

from __future__ import annotations

from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.people import Household
from aidrules.lang import all_of, benefit, choice, duty, month_of, month_plus, months_between, programme, rule, standard, the_day
from aidrules.programs.helped import helped
from aidrules.programs.people import household_income, standard_for_all

least_months = standard(int, "buffer.least_months", unit="months", zh="缓退期最少月数", en="the least months of the buffer")
most_months = standard(int, "buffer.most_months", unit="months", zh="缓退期最多月数", en="the most months of the buffer")


@rule("暂时脱贫的帮扶对象")
def out_for_now(home: Household) -> bool:
    """A helped household is out of poverty for the time being."""
    return all_of(helped(home), home.out_for_now)


@rule("已设置缓冲期")
def buffer_is_set(home: Household) -> bool:
    """A buffer period has been set for the household."""
    return home.buffer_set


@rule("家庭人均收入达到或者高于低保标准")
def income_reaches_standard(home: Household) -> bool:
    """The income for each member reaches the dibao standard; equal reaches it."""
    return household_income(home) >= standard_for_all(home)


@rule("主动申报退保的低保家庭")
def leaves_of_its_own_accord(home: Household) -> bool:
    """A household in dibao has applied of its own accord to leave it."""
    return all_of(home.in_dibao, home.exit_applied)


@rule("缓退期已过月数")
def months_passed(home: Household) -> int:
    """Months are counted from the recorded first month of the household's phase-out."""
    return months_between(home.phase_out_since, month_of(the_day()))


@rule("在缓退期的最长期限内")
def within_the_longest(home: Household) -> bool:
    """The month isn't before the recorded first one, and no more months have passed than the buffer may have."""
    return all_of(months_passed(home) >= 0, months_passed(home) < most_months)


@rule("可缓退")
def may_keep(home: Household) -> bool:
    """A helped household whose income has come to reach the standard, and which applies to leave dibao, may keep it for some months."""
    return all_of(helped(home), income_reaches_standard(home), leaves_of_its_own_accord(home), within_the_longest(home))


months = choice(int, "buffer.months", of=Household, low=least_months, high=most_months, zh="缓退月数", en="the months of the buffer")


@rule("在核定的缓退月数内")
def within_granted(home: Household) -> bool:
    """The month is one of those that the agency has granted."""
    return months_passed(home) < months(home)


@rule("原低保金")
def original_amount(home: Household) -> Money:
    """The household keeps the dibao that it had, undiminished."""
    return home.grant_before


@rule("缓退期首月")
def first_month(home: Household) -> Month:
    """The buffer begins with the recorded month."""
    return home.phase_out_since


@rule("缓退期末月")
def last_month(home: Household) -> Month:
    """The buffer ends after the months that were granted."""
    return month_plus(home.phase_out_since, months(home) - 1)


@rule("缓退期最多月数")
def longest(home: Household) -> int:
    """The buffer lasts no more months on end than the text allows."""
    return most_months


set_ = duty("buffer.set", zh="设置政策缓冲期", en="setting a buffer period", applies=out_for_now, kept=buffer_is_set)
payment = benefit(
    "buffer.payment", zh="缓退期低保金", en="dibao kept in the buffer",
    entitled=may_keep, may=True, within=within_granted, amount=original_amount,
    first_month=first_month, last_month=last_month, most_months=longest, per="month", payee="household",
)  # fmt: skip

buffer = programme("buffer", outputs=[set_, payment])
