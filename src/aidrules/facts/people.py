"""Household, Person, HospitalStay: the facts that the programmes of this library speak of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from aidrules.errors import InvalidValue
from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.terms import Agreement, Approval, CareLevel, EscortKind, HospitalLevel, StayKind, StayStatus, SupportMode


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
        zh="出院日期", en="the day of discharge", question_zh="哪一天出院？", question_en="On which day was the patient discharged?"
    )
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
    segments: Fact[tuple[StaySegment, ...]] = fact(
        zh="各级医院的陪护天数", en="the escorted days by hospital level",
        question_zh="在各级医院各陪护了多少天？", question_en="How many escorted days were there at each level of hospital?",
    )  # fmt: skip

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        admitted, discharged = self.__dict__["admission_date"], self.__dict__["discharge_date"]
        if admitted is not None and discharged is not None and discharged < admitted:
            raise InvalidValue("the patient can't be discharged before being admitted", code="stay.order")
        return self


class Person(Facts):
    """A member of a household (家庭成员)."""

    id: str
    tekun_support: Fact[SupportMode] = fact(
        zh="特困供养方式", en="how the person is supported as tekun", finding="县级民政部门",
        question_zh="是否为特困人员，以何种方式供养？", question_en="Is the person in tekun support, and at home or in an institution?",
    )  # fmt: skip
    care_level: Fact[CareLevel] = fact(
        zh="生活自理能力", en="the self-care ability as assessed", finding="第三方服务机构评估，县级确认",
        question_zh="生活自理能力评估为哪一档？", question_en="Which care level did the assessment of self-care ability give?",
    )  # fmt: skip
    has_caring_guardian: Fact[bool] = fact(
        zh="有履行照料责任的监护人", en="a guardian carries out the daily care", finding="乡镇人民政府",
        question_zh="是否有监护人实际履行照料责任？", question_en="Is there a guardian who really carries out the daily care?",
    )  # fmt: skip
    service_assessment_passed: Fact[bool] = fact(
        zh="当月服务质量考核合格", en="the purchased service passed the quality assessment", finding="县级民政部门",
        question_zh="县民政部门对服务质量的考核是否合格？",
        question_en="Did the purchased service pass the county civil affairs department's quality assessment?",
    )  # fmt: skip
    economically_difficult_elderly: Fact[bool] = fact(
        zh="经济困难老年人", en="recognised as an economically difficult elderly person", finding="县级民政部门",
        question_zh="是否认定为经济困难老年人？", question_en="Is the person recognised as an economically difficult elderly person?",
    )  # fmt: skip
    hardship_disabled: Fact[bool] = fact(
        zh="困难残疾人", en="recognised as a disabled person in hardship", finding="县级残联、民政部门",
        question_zh="是否认定为困难残疾人？", question_en="Is the person recognised as a disabled person in hardship?",
    )  # fmt: skip
    other_vulnerable: Fact[bool] = fact(
        zh="其他特殊困难弱势群体", en="recognised as belonging to another specially vulnerable group", finding="县级民政部门",
        question_zh="是否认定为其他特殊困难弱势群体？",
        question_en="Is the person recognised as belonging to another specially vulnerable group?",
    )  # fmt: skip
    stays: Fact[tuple[HospitalStay, ...]] = fact(
        zh="住院记录", en="stays in hospital", question_zh="有哪些住院记录？没有则填 []。",
        question_en="Which stays in hospital were there? [] where there was none.",
    )  # fmt: skip


class Household(Facts):
    """A household: the members who live together (共同生活的家庭)."""

    id: str
    members: Annotated[tuple[Person, ...], Field(min_length=1)]


ROOTS: Final[Mapping[str, type[Facts]]] = {"household": Household}
"""The subjects that a case of this library is about, by the key that holds them in a case file."""
