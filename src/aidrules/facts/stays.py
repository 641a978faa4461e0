"""Stays in hospital and the escort in them, level by level."""

from __future__ import annotations

from datetime import date

from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.terms import Agreement, Approval, EscortKind, HospitalLevel, StayKind, StayStatus


class StaySegment(Facts):
    """A part of a hospital stay at one hospital level (住院分段)."""

    level: Fact[HospitalLevel] = fact(
        zh="医院级别", en="the level of the hospital",
        question_zh="该段住院在哪一级医院？", question_en="At which level of hospital was this part of the stay?",
    )  # fmt: skip
    escorted_days: Fact[int] = fact(
        zh="全天陪护天数", en="days with an escort round the clock", high=1000,
        question_zh="该段住院有多少天有人全天陪护？", question_en="On how many days of this part was there an escort round the clock?",
    )  # fmt: skip


class HospitalStay(Facts):
    """One stay in hospital and the escort in it (住院陪护)."""

    id: str
    kind: Fact[StayKind] = fact(
        zh="住院类型", en="whether the stay was routine or an emergency",
        question_zh="是常规住院还是紧急住院？", question_en="Was this a routine or an emergency stay?",
    )  # fmt: skip
    status: Fact[StayStatus] = fact(
        zh="住院状态", en="whether the patient has been discharged",
        question_zh="是否已经出院？", question_en="Has the patient been discharged?",
    )  # fmt: skip
    admission_date: Fact[date] = fact(
        zh="入院日期", en="the day of admission", question_zh="哪一天入院？", question_en="On which day was the patient admitted?"
    )
    discharge_date: Fact[date] = fact(
        zh="出院日期", en="the day of discharge", not_before="admission_date",
        question_zh="哪一天出院？", question_en="On which day was the patient discharged?",
    )  # fmt: skip
    applied: Fact[bool] = fact(
        zh="本人或监护人已向乡镇申请（紧急时电话申请）",
        en="the person or the guardian has applied to the township (by telephone in an emergency)",
        question_zh="本人或监护人是否已向乡镇人民政府提出陪护申请？",
        question_en="Has the person or the guardian applied to the township government for an escort?",
    )
    township_reviewed: Fact[bool] = fact(
        zh="乡镇已审核", en="the township has reviewed the application", finding="乡镇人民政府",
        question_zh="乡镇是否已完成审核？", question_en="Has the township finished its review?",
    )  # fmt: skip
    county_approval: Fact[Approval] = fact(
        zh="县级民政部门审批结果", en="the county civil affairs department's approval", finding="县级民政部门",
        question_zh="县级民政部门的审批结果如何？", question_en="What did the county civil affairs department decide?",
    )  # fmt: skip
    county_filed: Fact[bool] = fact(
        zh="已向县民政部门备案", en="the emergency escort has been filed with county civil affairs", finding="县级民政部门",
        question_zh="紧急陪护是否已在县民政部门备案？", question_en="Has the emergency escort been filed with county civil affairs?",
    )  # fmt: skip
    escort: Fact[EscortKind] = fact(
        zh="陪护人", en="who escorted the patient",
        question_zh="由谁陪护？", question_en="Who escorted the patient?",
    )  # fmt: skip
    agreement: Fact[Agreement] = fact(
        zh="与第三方机构的陪护协议", en="the agreement with the third-party organisation",
        question_zh="与第三方服务机构的协议是否在陪护开始前签订？",
        question_en="Was the agreement with the third-party organisation signed before the escort began?",
    )  # fmt: skip
    attended_round_the_clock: Fact[bool] = fact(
        zh="住院期间全天候有人陪护", en="the escort was there day and night throughout the stay", finding="县级民政部门",
        question_zh="住院期间是否全天候有人陪护？", question_en="Was the escort there day and night throughout the stay?",
    )  # fmt: skip
    segments: Fact[tuple[StaySegment, ...]] = fact(
        zh="各级医院的陪护天数", en="the escorted days by hospital level",
        question_zh="在各级医院各陪护了多少天？", question_en="How many escorted days were there at each level of hospital?",
    )  # fmt: skip
