"""The campaign that closes gaps in the safety net: what townships and the county had to do in it, and when they did."""

from __future__ import annotations

from datetime import date
from typing import Any

from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.terms import Term


class CampaignTask(Term):
    """A task of the campaign that has a time limit (兜底脱贫行动任务)."""

    PLAN = "plan", "制定并报备施行方案"
    SURVEY = "survey", "入户调查摸底"
    FULL_CHECK = "full_check", "低保、特困对象全面排查"
    POLICIES = "policies", "落实救助帮扶政策"
    SELF_CHECK = "self_check", "本级自查"
    INSPECTION = "inspection", "县级监督检查"
    GAPS_FILLED = "gaps_filled", "查漏补缺"


class ReportRound(Term):
    """Which of the three reports of the campaign it is (报送批次)."""

    JUNE = "june", "6月报送"
    SEPTEMBER = "september", "9月报送"
    DECEMBER = "december", "12月报送"


class WorkFault(Term):
    """What was found wrong with the carrying out of assistance (政策落实中的问题); NONE: nothing."""

    NONE = "none", "未发现问题"
    NOT_CARRIED_OUT = "not_carried_out", "政策落实不到位"
    FORMALISM = "formalism", "形式主义、官僚主义"
    INACTION = "inaction", "不作为"
    SLOW = "slow", "慢作为"
    ARBITRARY = "arbitrary", "乱作为"


def _task() -> Any:
    return fact(zh="行动任务", en="which task of the campaign it is", question_zh="是哪一项任务？", question_en="Which task of the campaign is it?")


def _done() -> Any:
    return fact(zh="任务已完成", en="the task has been done", question_zh="这项任务是否已经完成？", question_en="Has the task been done?")


def _done_on() -> Any:
    return fact(
        zh="任务完成日期", en="the day on which the task was done", past=True, question_zh="哪一天完成？", question_en="On which day was the task done?"
    )


class CampaignStep(Facts):
    """A task of the campaign in a township; a plan is done when both county departments have it (乡镇行动任务)."""

    id: str
    task: Fact[CampaignTask] = _task()
    done: Fact[bool] = _done()
    done_on: Fact[date] = _done_on()


class CountyStep(Facts):
    """A task of the campaign in the county (县级行动任务)."""

    id: str
    task: Fact[CampaignTask] = _task()
    done: Fact[bool] = _done()
    done_on: Fact[date] = _done_on()


class CampaignReport(Facts):
    """A township's report on the campaign to the county (行动进展报送)."""

    id: str
    round: Fact[ReportRound] = fact(
        zh="报送批次", en="which of the three reports it is", question_zh="是哪一次报送？", question_en="Which of the three reports is it?"
    )
    sent: Fact[bool] = fact(zh="已报送", en="the report has been sent", question_zh="是否已经报送？", question_en="Has the report been sent?")
    sent_on: Fact[date] = fact(
        zh="报送日期", en="the day on which the report was sent", past=True, question_zh="哪一天报送？", question_en="On which day was the report sent?"
    )
