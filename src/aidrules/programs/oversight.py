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
    """The assessment was made by its last day in the month after the service; that day is in time."""
    in_due_month = all_of(is_(month_of(assessment.done_on), due_month(assessment)), day_of_month(assessment.done_on) <= last_day)
    return any_of(month_of(assessment.done_on) < due_month(assessment), in_due_month)


@rule("按时考核（不含截止日当天）")
def in_time_before(assessment: MonthlyAssessment) -> bool:
    """The assessment was made before its last day in the month after the service; that day is late."""
    in_due_month = all_of(is_(month_of(assessment.done_on), due_month(assessment)), day_of_month(assessment.done_on) < last_day)
    return any_of(month_of(assessment.done_on) < due_month(assessment), in_due_month)


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


@rule("考核已作出或已到期")
def due(assessment: MonthlyAssessment) -> bool:
    """The assessment has been made, or its last day has passed."""
    return any_of(assessment.done, overdue(assessment))


@rule("上月服务已按时考核")
def assessed_in_time(assessment: MonthlyAssessment) -> bool:
    """The service of the month before has been assessed, and in time."""
    return all_of(assessment.done, in_time(assessment))


@rule("涉嫌违规、违纪或违法")
def suspected(incident: Incident) -> bool:
    """It is a sign that rules, discipline or law were broken, and not a mere deviation or mistake."""
    return one_of(incident.sign_of, SignOf.RULES, SignOf.DISCIPLINE, SignOf.LAW)


monthly_assessment = duty("assessment.monthly", zh="按月考核上月上门服务", en="monthly assessment of home services", applies=due, kept=assessed_in_time)
violation = referral("referrals.violation", zh="移交问题线索", en="handing over signs of violations", refer=suspected)

oversight = programme("oversight", outputs=[monthly_assessment, violation])
