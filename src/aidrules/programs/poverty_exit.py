"""The registered poor in rural dibao: taken in, their job costs, the year of phase-out, and the ways of leaving."""

from __future__ import annotations

from datetime import date

from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.people import Household, Person
from aidrules.facts.poverty import PovertyGroup
from aidrules.facts.terms import Area
from aidrules.lang import (
    all_of,
    any_of,
    benefit,
    choice,
    greatest,
    interaction,
    is_,
    month_of,
    month_plus,
    months_between,
    none_of,
    programme,
    rule,
    standard,
    the_day,
    total,
    when,
)
from aidrules.programs.dibao import household_eligible
from aidrules.programs.people import countable_other_income, counted, household_income, standard_for_all
from aidrules.programs.phase_out import income_above_standard, least_level, most_months

campaign_end = standard(date, "campaign.end", zh="脱贫攻坚期截止日", en="the last day of the poverty campaign")
exit_after = standard(int, "dibao.exit_after_months", unit="months", zh="可以退出低保前已享受的月数", en="months of dibao before being taken out")
least_exit_months = standard(int, "dibao.exit_least_months", unit="months", zh="退出时低保金的最少月数", en="the least months' dibao money on leaving")
most_exit_months = standard(int, "dibao.exit_most_months", unit="months", zh="退出时低保金的最多月数", en="the most months' dibao money on leaving")


@rule("农村家庭")
def rural(home: Household) -> bool:
    """Rural standards apply to the household."""
    return is_(home.area, Area.RURAL)


@rule("属于返贫、新增贫困、监测或边缘人群")
def in_poverty_group(person: Person) -> bool:
    """The person fell back into poverty, became poor newly, is monitored, or stands at the edge of poverty."""
    return none_of(is_(person.poverty_group, PovertyGroup.NONE))


@rule("农村的返贫、新增贫困、监测或边缘人群")
def of_rural_group(person: Person, home: Household) -> bool:
    """The person belongs to one of the poverty groups and lives in a rural household."""
    return all_of(in_poverty_group(person), rural(home))


@rule("符合农村低保条件")
def meets_dibao(person: Person, home: Household) -> bool:
    """The person counts for dibao, and the household's income and assets meet its conditions."""
    return all_of(counted(person), household_eligible(home))


@rule("享受农村低保的建档立卡贫困户")
def registered_recipient(home: Household) -> bool:
    """The household is registered as poor and receives dibao by the rural standard."""
    return all_of(home.registered_poor, home.in_dibao, rural(home))


@rule("在脱贫攻坚期内")
def in_campaign(home: Household) -> bool:
    """The day decided for is no later than the last day of the poverty campaign."""
    return the_day() <= campaign_end


@rule("扣减前的家庭月收入")
def income_before_costs(home: Household) -> Money:
    """Before job costs are deducted, the earnings and other income of the members who count are added up."""
    return total(when(counted(member), member.monthly_earnings + countable_other_income(member), otherwise=Money(0)) for member in home.members)


@rule("扣减前的人均收入超过低保标准")
def above_before_costs(home: Household) -> bool:
    """The income for each member exceeds the dibao standard before job costs are deducted."""
    return income_before_costs(home) > standard_for_all(home)


@rule("应扣减必要的就业成本")
def job_costs_deducted(home: Household) -> bool:
    """In the campaign, job costs are deducted for a registered-poor household in rural dibao whose income exceeds the standard."""
    return all_of(registered_recipient(home), in_campaign(home), above_before_costs(home))


@rule("扣减就业成本后的工作收入（建档立卡低保户）")
def earnings_of_registered_poor(person: Person, home: Household) -> Money:
    """Where job costs are deducted they are taken off earnings, never below nothing; elsewhere earnings count as they are."""
    after_costs = greatest(person.monthly_earnings - person.necessary_job_costs, Money(0))
    return when(job_costs_deducted(home), after_costs, otherwise=person.monthly_earnings)


@rule("作数的人均收入超过低保标准")
def above_standard(home: Household) -> bool:
    """The income that counts exceeds the dibao standard for each member, after job costs are deducted."""
    return income_above_standard(home)


@rule("收入超过标准的建档立卡低保户")
def outgrown(home: Household) -> bool:
    """A registered-poor household in rural dibao has come to exceed the standard."""
    return all_of(registered_recipient(home), above_standard(home))


@rule("渐退期在脱贫攻坚期内开始")
def period_begun_in_campaign(home: Household) -> bool:
    """The phase-out began in the poverty campaign, and runs its course."""
    return home.phase_out_since <= month_of(campaign_end)


@rule("家庭渐退期已过月数")
def months_passed(home: Household) -> int:
    """Months are counted from the recorded first month of the household's phase-out."""
    return months_between(home.phase_out_since, month_of(the_day()))


@rule("在渐退期内")
def in_period(home: Household) -> bool:
    """The household has outgrown dibao, its phase-out began in the campaign, it hasn't asked to leave, and the month is one that a phase-out has."""
    in_months = all_of(months_passed(home) >= 0, months_passed(home) < most_months)
    return all_of(outgrown(home), period_begun_in_campaign(home), none_of(home.exit_applied), in_months)


@rule("家庭渐退期首月")
def first_month(home: Household) -> Month:
    """The phase-out begins with the recorded month."""
    return home.phase_out_since


@rule("家庭渐退期末月")
def last_month(home: Household) -> Month:
    """The phase-out ends with the last of its fixed number of months."""
    return month_plus(home.phase_out_since, most_months - 1)


@rule("家庭渐退期月数")
def longest(home: Household) -> int:
    """A phase-out has a fixed number of months, whatever first month is recorded meanwhile."""
    return most_months


@rule("收入恰好等于低保标准：既不符合低保，也不触发家庭渐退期")
def exactly_at_standard(home: Household) -> bool:
    """The income is exactly the standard: too much for dibao, and not enough for a phase-out."""
    in_time = any_of(in_campaign(home), period_begun_in_campaign(home))
    return all_of(registered_recipient(home), in_time, is_(household_income(home), standard_for_all(home)))


@rule("退出前的低保金")
def grant_before(home: Household) -> Money:
    """What was paid each month before."""
    return home.grant_before


period_level = choice(
    Money, "phase_out.period_level", of=Household, low=least_level, high=grant_before,
    zh="家庭渐退期每月金额", en="what a month of the household's phase-out pays",
)  # fmt: skip


@rule("家庭渐退期每月金额")
def level(home: Household) -> Money:
    """The agency decides what a month of the phase-out pays, at most what was paid before."""
    return period_level(home)


exit_months = choice(
    int, "dibao.exit_months", of=Household, low=least_exit_months, high=most_exit_months,
    zh="退出时给予低保金的月数", en="how many months' dibao money is given on leaving",
)  # fmt: skip


@rule("可以有退出时低保金的家庭")
def of_exit_scope(home: Household) -> bool:
    """The payment on leaving is for a household that has outgrown dibao in the campaign."""
    return all_of(outgrown(home), in_campaign(home))


@rule("可以有退出时低保金的家庭（不限建档立卡）")
def any_recipient(home: Household) -> bool:
    """The payment on leaving is for any household in dibao."""
    return home.in_dibao


@rule("可以有退出时低保金并已申请退出")
def asks_to_leave(home: Household) -> bool:
    """A household that may have the payment has applied, of its own accord, to leave dibao."""
    return all_of(of_exit_scope(home), home.exit_applied)


@rule("退出时的低保金")
def exit_amount(home: Household) -> Money:
    """On leaving, the dibao money of as many months is given as the agency decides."""
    return home.grant_before * exit_months(home)


@rule("享受低保的家庭")
def recipient(home: Household) -> bool:
    """The household receives dibao."""
    return home.in_dibao


@rule("享受低保已满规定月数")
def full_months(home: Household) -> bool:
    """The household has received dibao for the full number of months."""
    return home.dibao_months >= exit_after


@rule("渐退期首月起已满规定月数")
def full_months_since_above(home: Household) -> bool:
    """The full number of months has passed since the first month of the household's phase-out."""
    return months_passed(home) >= exit_after


@rule("可以退出低保")
def may_leave(home: Household) -> bool:
    """The household is stably out of poverty, exceeds the standard, and has received dibao long enough."""
    return all_of(home.stably_out_of_poverty, income_above_standard(home), full_months(home))


@rule("渐退期满后可以退出低保")
def may_leave_after_period(home: Household) -> bool:
    """The household might leave as before, and isn't in its phase-out."""
    return all_of(home.stably_out_of_poverty, income_above_standard(home), full_months(home), none_of(in_period(home)))


group_inclusion = benefit(
    "dibao.group_inclusion", zh="贫困人群纳入农村低保", en="poverty groups taken into rural dibao",
    applies=of_rural_group, entitled=meets_dibao,
)  # fmt: skip
period = benefit(
    "phase_out.period", zh="家庭渐退期", en="phase-out period of the household",
    entitled=in_period, first_month=first_month, last_month=last_month, most_months=longest, notices=[exactly_at_standard],
)  # fmt: skip
period_payment = benefit(
    "phase_out.period_payment", zh="家庭渐退期救助金", en="payment in the household's phase-out",
    entitled=in_period, amount=level, first_month=first_month, last_month=last_month, most_months=longest, per="month", payee="household",
)  # fmt: skip
exit_payment = benefit(
    "dibao.exit_payment", zh="主动退出的低保金", en="dibao money on leaving of one's own accord",
    entitled=asks_to_leave, amount=exit_amount, per="once", payee="household",
)  # fmt: skip
leaving = benefit(
    "dibao.leaving", zh="退出低保", en="being taken out of dibao", applies=recipient, entitled=may_leave, may=True
)  # fmt: skip
no_period_after_leaving = interaction(
    "excludes", of=period, by=exit_payment, when=asks_to_leave,
    zh="主动申请退出低保的家庭，不再有渐退期。", en="A household that has applied to leave dibao has no phase-out as well.",
)  # fmt: skip

poverty_exit = programme("poverty_exit", outputs=[group_inclusion, period, period_payment, exit_payment, leaving], interactions=[no_period_after_leaving])
