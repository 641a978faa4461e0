"""The campaign's time limits: what townships and the county had to finish by when, the reports, and what follows from bad work."""

from __future__ import annotations

from aidrules.facts.bodies import Township
from aidrules.facts.campaign import CampaignReport, CampaignStep, CampaignTask, CountyStep, ReportRound, WorkFault
from aidrules.facts.month import Month
from aidrules.lang import (
    all_of,
    any_of,
    between,
    day_of_month,
    duty,
    is_,
    month_of,
    month_plus,
    none_of,
    programme,
    rule,
    sanction,
    standard,
    the_day,
)

january = standard(Month, "campaign.january", zh="行动当年的首月", en="the January of the campaign's year")
task_month = standard(int, "campaign.task_month", by=CampaignTask, unit="month of the year", zh="任务期限所在月份", en="the month in which a task is due")
plan_day = standard(int, "campaign.plan_day", unit="day of the month", zh="方案报备截止日", en="the last day for filing the plan")
inspection_from = standard(int, "campaign.inspection_from", unit="day of the month", zh="监督检查首日", en="the first day of the inspection")
inspection_until = standard(int, "campaign.inspection_until", unit="day of the month", zh="监督检查末日", en="the last day of the inspection")
report_month = standard(int, "campaign.report_month", by=ReportRound, unit="month of the year", zh="报送所在月份", en="the month in which a report is due")
report_day = standard(int, "campaign.report_day", unit="day of the month", zh="报送截止日", en="the last day for a report")


@rule("任务期限所在的月")
def due_month(step: CampaignStep) -> Month:
    """A task is due in a month of the campaign's year."""
    return month_plus(january, task_month[step.task] - 1)


@rule("月底前完成")
def by_month_end(step: CampaignStep) -> bool:
    """The task was done by the end of the month in which it is due."""
    return month_of(step.done_on) <= due_month(step)


@rule("已过月底")
def month_over(step: CampaignStep) -> bool:
    """The month in which the task is due has ended."""
    return month_of(the_day()) > due_month(step)


@rule("方案按时报备（含截止日当天）")
def plan_in_time(step: CampaignStep) -> bool:
    """The plan was filed by its last day; that day is in time."""
    return any_of(month_of(step.done_on) < due_month(step), all_of(by_month_end(step), day_of_month(step.done_on) <= plan_day))


@rule("方案按时报备（不含截止日当天）")
def plan_before_day(step: CampaignStep) -> bool:
    """The plan was filed before its day; that day is late."""
    return any_of(month_of(step.done_on) < due_month(step), all_of(by_month_end(step), day_of_month(step.done_on) < plan_day))


@rule("已过方案报备截止日")
def plan_overdue(step: CampaignStep) -> bool:
    """The last day for filing the plan lies before the day decided for."""
    return any_of(month_over(step), all_of(month_of(the_day()) >= due_month(step), day_of_month(the_day()) > plan_day))


@rule("已到方案报备日")
def plan_overdue_on(step: CampaignStep) -> bool:
    """The day decided for is the day before which the plan was to be filed, or later."""
    return any_of(month_over(step), all_of(month_of(the_day()) >= due_month(step), day_of_month(the_day()) >= plan_day))


@rule("方案已报备或已到期")
def plan_due(step: CampaignStep) -> bool:
    """The step is the plan, and it has been filed or its last day has passed."""
    return all_of(is_(step.task, CampaignTask.PLAN), any_of(step.done, plan_overdue(step)))


@rule("方案已按时报备")
def plan_filed(step: CampaignStep) -> bool:
    """The plan has been filed, and in time."""
    return all_of(step.done, plan_in_time(step))


@rule("任务已完成或已到期")
def done_or_over(step: CampaignStep) -> bool:
    """The task has been done, or its month has ended."""
    return any_of(step.done, month_over(step))


@rule("任务已在月底前完成")
def done_in_time(step: CampaignStep) -> bool:
    """The task has been done, by the end of its month."""
    return all_of(step.done, by_month_end(step))


@rule("入户调查已做或已到期")
def survey_due(step: CampaignStep) -> bool:
    """The step is the survey, and it has been made or is overdue."""
    return all_of(is_(step.task, CampaignTask.SURVEY), done_or_over(step))


@rule("全面排查已做或已到期")
def full_check_due(step: CampaignStep) -> bool:
    """The step is the check of all recipients, and it has been made or is overdue."""
    return all_of(is_(step.task, CampaignTask.FULL_CHECK), done_or_over(step))


@rule("政策落实已做或已到期")
def policies_due(step: CampaignStep) -> bool:
    """The step is the carrying out of assistance, and it has been done or is overdue."""
    return all_of(is_(step.task, CampaignTask.POLICIES), done_or_over(step))


@rule("本级自查已做或已到期")
def self_check_due(step: CampaignStep) -> bool:
    """The step is the township's check of its own work, and it has been made or is overdue."""
    return all_of(is_(step.task, CampaignTask.SELF_CHECK), done_or_over(step))


@rule("查漏补缺已做或已到期")
def gaps_due(step: CampaignStep) -> bool:
    """The step is the filling of gaps, and it has been done or is overdue."""
    return all_of(is_(step.task, CampaignTask.GAPS_FILLED), done_or_over(step))


@rule("县级任务期限所在的月")
def county_due_month(step: CountyStep) -> Month:
    """A task of the county is due in a month of the campaign's year."""
    return month_plus(january, task_month[step.task] - 1)


@rule("县级任务所在的月已过")
def county_month_over(step: CountyStep) -> bool:
    """The month in which the county's task is due has ended."""
    return month_of(the_day()) > county_due_month(step)


@rule("县级查漏补缺已做或已到期")
def county_gaps_due(step: CountyStep) -> bool:
    """The step is the county's filling of gaps, and it has been done or is overdue."""
    return all_of(is_(step.task, CampaignTask.GAPS_FILLED), any_of(step.done, county_month_over(step)))


@rule("县级查漏补缺已在月底前完成")
def county_gaps_filled(step: CountyStep) -> bool:
    """The county has filled the gaps by the end of the month."""
    return all_of(step.done, month_of(step.done_on) <= county_due_month(step))


@rule("已过监督检查末日")
def inspection_over(step: CountyStep) -> bool:
    """The last day of the inspection lies before the day decided for."""
    in_month = all_of(month_of(the_day()) >= county_due_month(step), day_of_month(the_day()) > inspection_until)
    return any_of(county_month_over(step), in_month)


@rule("监督检查已做或已到期")
def inspection_due(step: CountyStep) -> bool:
    """The step is the county's inspection, and it has been made or is overdue."""
    return all_of(is_(step.task, CampaignTask.INSPECTION), any_of(step.done, inspection_over(step)))


@rule("监督检查在中旬")
def inspected(step: CountyStep) -> bool:
    """The inspection has been made in the middle part of its month."""
    in_window = between(inspection_from, day_of_month(step.done_on), inspection_until)
    return all_of(step.done, is_(month_of(step.done_on), county_due_month(step)), in_window)


@rule("报送期限所在的月")
def report_due_month(report: CampaignReport) -> Month:
    """A report is due in a month of the campaign's year."""
    return month_plus(january, report_month[report.round] - 1)


@rule("按时报送（含截止日当天）")
def report_in_time(report: CampaignReport) -> bool:
    """The report was sent by its last day; that day is in time."""
    in_month = all_of(month_of(report.sent_on) <= report_due_month(report), day_of_month(report.sent_on) <= report_day)
    return any_of(month_of(report.sent_on) < report_due_month(report), in_month)


@rule("按时报送（不含截止日当天）")
def report_before_day(report: CampaignReport) -> bool:
    """The report was sent before its day; that day is late."""
    in_month = all_of(month_of(report.sent_on) <= report_due_month(report), day_of_month(report.sent_on) < report_day)
    return any_of(month_of(report.sent_on) < report_due_month(report), in_month)


@rule("已过报送截止日")
def report_overdue(report: CampaignReport) -> bool:
    """The last day for the report lies before the day decided for."""
    in_month = all_of(month_of(the_day()) >= report_due_month(report), day_of_month(the_day()) > report_day)
    return any_of(month_of(the_day()) > report_due_month(report), in_month)


@rule("已到报送日")
def report_overdue_on(report: CampaignReport) -> bool:
    """The day decided for is the day before which the report was to be sent, or later."""
    in_month = all_of(month_of(the_day()) >= report_due_month(report), day_of_month(the_day()) >= report_day)
    return any_of(month_of(the_day()) > report_due_month(report), in_month)


@rule("报送已作出或已到期")
def report_due(report: CampaignReport) -> bool:
    """The report has been sent, or its last day has passed."""
    return any_of(report.sent, report_overdue(report))


@rule("已按时报送")
def report_sent(report: CampaignReport) -> bool:
    """The report has been sent, and in time."""
    return all_of(report.sent, report_in_time(report))


@rule("政策落实有问题")
def badly_carried_out(town: Township) -> bool:
    """Assistance wasn't carried out properly, or formalism, inaction, slowness or arbitrary acts were found."""
    return none_of(is_(town.work_fault, WorkFault.NONE))


plan = duty("campaign.plan", zh="施行方案报备", en="filing the township's plan", applies=plan_due, kept=plan_filed)
survey = duty("campaign.survey", zh="入户调查摸底", en="survey of households", applies=survey_due, kept=done_in_time)
full_check = duty("campaign.full_check", zh="低保特困全面排查", en="check of all recipients", applies=full_check_due, kept=done_in_time)
policies = duty("campaign.policies", zh="落实救助帮扶政策", en="carrying out assistance", applies=policies_due, kept=done_in_time)
self_check = duty("campaign.self_check", zh="乡镇本级自查", en="the township's check of its own work", applies=self_check_due, kept=done_in_time)
gaps = duty("campaign.gaps", zh="乡镇查漏补缺", en="filling gaps in the township", applies=gaps_due, kept=done_in_time)
inspection = duty("campaign.inspection", zh="县级监督检查", en="the county's inspection", applies=inspection_due, kept=inspected)
county_gaps = duty("campaign.county_gaps", zh="县级查漏补缺", en="filling gaps in the county", applies=county_gaps_due, kept=county_gaps_filled)
report = duty("campaign.report", zh="行动进展报送", en="reports on the campaign", applies=report_due, kept=report_sent)
bad_work = sanction("sanctions.bad_work", zh="严肃查处、纠正", en="investigation and correction of bad work", when=badly_carried_out)

campaign = programme("campaign", outputs=[plan, survey, full_check, policies, self_check, gaps, inspection, county_gaps, report, bad_work])
