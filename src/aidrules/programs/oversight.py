"""Oversight: the county's monthly assessment of home services, and what supervision hands over."""

from __future__ import annotations

from aidrules.facts.bodies import Incident, MonthlyAssessment
from aidrules.facts.month import Month
from aidrules.facts.terms import SignOf
from aidrules.lang import all_of, any_of, day_of_month, duty, is_, month_of, month_plus, one_of, programme, referral, rule, standard, the_day

last_day = standard(int, "assessment.last_day", unit="day of the month", zh="考核截止日", en="the last day of the assessment")


@rule("应考核的月份")
def due_month(assessment: MonthlyAssessment) -> Month:
    """A month's service is assessed in the month after it."""
    return month_plus(assessment.service_month, 1)


@rule("按时考核（含截止日当天）")
def in_time(assessment: MonthlyAssessment) -> bool:
    """The assessment was made in the month after the service and by its last day; that day is in time."""
    return all_of(is_(month_of(assessment.done_on), due_month(assessment)), day_of_month(assessment.done_on) <= last_day)


@rule("按时考核（不含截止日当天）")
def in_time_before(assessment: MonthlyAssessment) -> bool:
    """The assessment was made in the month after the service and before its last day; that day is late."""
    return all_of(is_(month_of(assessment.done_on), due_month(assessment)), day_of_month(assessment.done_on) < last_day)


@rule("已过考核截止日")
def overdue(assessment: MonthlyAssessment) -> bool:
    """The last day of the assessment lies before the day decided for."""
    in_due_month = all_of(is_(month_of(the_day()), due_month(assessment)), day_of_month(the_day()) > last_day)
    return any_of(month_of(the_day()) > due_month(assessment), in_due_month)


@rule("已到考核截止日")
def overdue_on(assessment: MonthlyAssessment) -> bool:
    """The day decided for is the last day of the assessment in the month after the service, or later."""
    in_due_month = all_of(is_(month_of(the_day()), due_month(assessment)), day_of_month(the_day()) >= last_day)
    return any_of(month_of(the_day()) > due_month(assessment), in_due_month)


@rule("上月服务已按时考核")
def assessed_in_time(assessment: MonthlyAssessment) -> bool:
    """The service of the month before has been assessed, and in time."""
    return all_of(assessment.done, in_time(assessment))


@rule("服务已按时或提前考核")
def assessed_in_time_or_early(assessment: MonthlyAssessment) -> bool:
    """The month's service has been assessed, in time or before the month was over."""
    return all_of(assessment.done, any_of(month_of(assessment.done_on) < due_month(assessment), in_time(assessment)))


@rule("已按时考核或已过截止日")
def due(assessment: MonthlyAssessment) -> bool:
    """The service has been assessed as it should be, or the last day for that has passed."""
    return any_of(assessed_in_time(assessment), overdue(assessment))


@rule("涉嫌违规、违纪或违法")
def suspected(incident: Incident) -> bool:
    """It is a sign that rules, discipline or law were broken, and not a mere deviation or mistake."""
    return one_of(incident.sign_of, SignOf.RULES, SignOf.DISCIPLINE, SignOf.LAW)


monthly_assessment = duty("assessment.monthly", zh="按月考核上月上门服务", en="monthly assessment of home services", applies=due, kept=assessed_in_time)
violation = referral("referrals.violation", zh="移交问题线索", en="handing over signs of violations", refer=suspected)

oversight = programme("oversight", outputs=[monthly_assessment, violation])
