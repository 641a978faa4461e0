"""Poverty, needs and the ways in and out of support: the terms, and what ``Person`` and ``Household`` record of them, each described here."""

from __future__ import annotations

from typing import Final

from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.terms import Term


class PovertyGroup(Term):
    """On which register of poverty somebody stands beside the registered poor (返贫和新增贫困等人群); NONE: on none of them."""

    NONE = "none", "不属于所列人群"
    RETURNED = "returned", "脱贫后返贫人口"
    NEWLY_POOR = "newly_poor", "新增贫困人口"
    MONITORED = "monitored", "脱贫监测户"
    EDGE = "edge", "扶贫边缘户"


class NeedKind(Term):
    """What somebody has difficulty with (困难类型)."""

    BASIC_LIVING = "basic_living", "基本生活困难"
    MEDICAL = "medical", "医疗困难"
    HOUSING = "housing", "住房困难"
    EDUCATION = "education", "教育困难"
    EMPLOYMENT = "employment", "就业困难"
    DISASTER = "disaster", "遭受自然灾害"
    OTHER = "other", "其他困难"


class Need(Facts):
    """One difficulty that somebody has (困难事项)."""

    id: str
    kind: Fact[NeedKind] = fact(
        zh="困难类型", en="what the difficulty is about", finding="乡镇（区）民政部门",
        question_zh="是哪一类困难？", question_en="What is the difficulty about?",
    )  # fmt: skip


# of a person

POVERTY_GROUP: Final = fact(
    zh="返贫、新增贫困、监测或边缘人群", en="on which register of poverty the person stands", finding="县扶贫办",
    question_zh="是否属于脱贫后返贫、新增贫困、脱贫监测或扶贫边缘人群？",
    question_en="Is the person registered as fallen back, newly poor, monitored or at the edge of poverty?",
)  # fmt: skip
BRIDGING_AID_FROM: Final = fact(
    zh="先行给予临时救助的首月", en="the first month of temporary assistance ahead of dibao",
    question_zh="从哪个月起先行给予临时救助？", question_en="From which month was temporary assistance given ahead of dibao?",
)  # fmt: skip
STILL_IN_DIFFICULTY: Final = fact(
    zh="基本生活仍然困难", en="basic living is still difficult", finding="乡镇（区）民政部门",
    question_zh="得到临时救助后，基本生活是否仍然困难？", question_en="Is basic living still difficult after the temporary assistance?",
)  # fmt: skip
GUARDIANSHIP_LOST_TO_EPIDEMIC: Final = fact(
    zh="因新冠肺炎疫情监护缺失", en="the child has no guardian's care because of the epidemic", finding="县民政局",
    question_zh="是否因新冠肺炎疫情造成监护缺失？", question_en="Has the child lost a guardian's care because of the COVID-19 epidemic?",
)  # fmt: skip
TEKUN_RECOGNISED_ON_RECORD: Final = fact(
    zh="特困人员认定已记录", en="the recognition as tekun is on record",
    question_zh="特困人员认定是否有记录？", question_en="Is the recognition as tekun on record?",
)  # fmt: skip
TEKUN_APPROVED_ON_RECORD: Final = fact(
    zh="特困供养审批已记录", en="the approval of tekun support is on record",
    question_zh="特困供养审批是否有记录？", question_en="Is the approval of tekun support on record?",
)  # fmt: skip
TEKUN_ENDED: Final = fact(
    zh="特困供养已终止", en="the person's tekun support has ended", finding="县民政局",
    question_zh="特困供养是否已经终止？", question_en="Has the person's tekun support ended?",
)  # fmt: skip
TEKUN_ENDING_ON_RECORD: Final = fact(
    zh="终止供养已记录", en="the ending of tekun support is on record",
    question_zh="终止供养是否有记录？", question_en="Is the ending of tekun support on record?",
)  # fmt: skip
TEKUN_FILE_KEPT: Final = fact(
    zh="特困供养对象档案已建立", en="a file of the tekun person is kept",
    question_zh="是否建有特困供养对象档案？", question_en="Is a file of the tekun person kept?",
)  # fmt: skip
WISHES_CENTRAL_SUPPORT: Final = fact(
    zh="有集中供养意愿", en="the person wishes to be supported in an institution",
    question_zh="本人是否愿意集中供养？", question_en="Does the person wish to be supported in an institution?",
)  # fmt: skip
CARER_SETTLED: Final = fact(
    zh="照料护理人已落实", en="somebody is settled as the person's carer",
    question_zh="是否已落实照料护理人？", question_en="Is somebody settled as the person's carer?",
)  # fmt: skip
CARE_AGREEMENT_SIGNED: Final = fact(
    zh="委托照料协议已签", en="the agreement on commissioned care is signed",
    question_zh="是否已签委托照料协议？", question_en="Is the agreement on commissioned care signed?",
)  # fmt: skip
LEFT_BEHIND: Final = fact(
    zh="农村留守老人", en="recorded as a left-behind elderly person", finding="县民政局",
    question_zh="是否登记为农村留守老人？", question_en="Is the person recorded as a left-behind elderly person?",
)  # fmt: skip
MEETS_SAFETY_NET: Final = fact(
    zh="符合兜底保障条件", en="the person meets the conditions of the safety net", finding="乡镇（区）民政部门",
    question_zh="是否符合兜底保障条件？", question_en="Does the person meet the conditions of the safety net?",
)  # fmt: skip
MEETS_CIVIL_AFFAIRS_AID: Final = fact(
    zh="符合民政救助条件", en="the person meets the conditions of civil-affairs aid", finding="乡镇（区）民政部门",
    question_zh="是否符合民政救助条件？", question_en="Does the person meet the conditions of civil-affairs aid?",
)  # fmt: skip
VAGRANT_WITHOUT_MEANS: Final = fact(
    zh="生活无着的流浪乞讨人员", en="the person is homeless or begging and has nothing to live on", finding="救助管理机构",
    question_zh="是否为生活无着的流浪乞讨人员？", question_en="Is the person homeless or begging, with nothing to live on?",
)  # fmt: skip
MEETS_VAGRANT_AID: Final = fact(
    zh="符合流浪乞讨人员救助条件", en="the person meets the conditions of aid to the homeless", finding="救助管理机构",
    question_zh="是否符合流浪乞讨人员的救助条件？", question_en="Does the person meet the conditions of aid to the homeless?",
)  # fmt: skip
NEEDS: Final = fact(
    zh="困难事项", en="the difficulties that the person has",
    question_zh="有哪些困难？没有则填 []。", question_en="Which difficulties does the person have? [] where there is none.",
)  # fmt: skip

# of a household

REGISTERED_POOR: Final = fact(
    zh="建档立卡贫困户", en="the household is on the register of poor households", finding="县扶贫办",
    question_zh="是否为建档立卡贫困户？", question_en="Is the household on the register of poor households?",
)  # fmt: skip
OUT_OF_POVERTY: Final = fact(
    zh="已脱贫", en="the household is recorded as out of poverty", finding="县扶贫办",
    question_zh="是否已经脱贫？", question_en="Is the household recorded as out of poverty?",
)  # fmt: skip
STABLY_OUT_OF_POVERTY: Final = fact(
    zh="稳定脱贫", en="the household is found stably out of poverty", finding="县扶贫办",
    question_zh="是否认定为稳定脱贫？", question_en="Is the household found stably out of poverty?",
)  # fmt: skip
DIBAO_MONTHS: Final = fact(
    zh="已享受低保月数", en="for how many months the household has received dibao",
    question_zh="已经享受低保多少个月？", question_en="For how many months has the household received dibao?",
)  # fmt: skip
EXIT_APPLIED: Final = fact(
    zh="主动申请退出低保", en="the household has applied to leave dibao",
    question_zh="是否主动申请退出低保？", question_en="Has the household applied, of its own accord, to leave dibao?",
)  # fmt: skip
PHASE_OUT_SINCE: Final = fact(
    zh="家庭渐退期首月", en="the recorded first month of the household's phase-out", finding="民政部门",
    question_zh="记录的家庭渐退期首月是哪个月？", question_en="Which month is recorded as the first of the household's phase-out?",
)  # fmt: skip
IN_HARDSHIP: Final = fact(
    zh="困难家庭", en="recognised as a household in hardship", finding="民政部门",
    question_zh="是否认定为困难家庭？", question_en="Is the household recognised as one in hardship?",
)  # fmt: skip
EMERGENCY: Final = fact(
    zh="急难型救助对象", en="the household is in an emergency", finding="乡镇（区）民政部门",
    question_zh="是否属于急难型救助对象？", question_en="Is the household in an emergency?",
)  # fmt: skip
PROPOSED_AID: Final = fact(
    zh="拟给予的临时救助金额", en="the temporary assistance that is proposed",
    question_zh="拟给予的临时救助金额是多少？", question_en="How much temporary assistance is proposed?",
)  # fmt: skip
MEETS_TEMPORARY_AID: Final = fact(
    zh="符合临时救助条件", en="the household meets the conditions of temporary assistance", finding="乡镇（区）民政部门",
    question_zh="是否符合临时救助条件？", question_en="Does the household meet the conditions of temporary assistance?",
)  # fmt: skip
FOUND_IN_SURVEY: Final = fact(
    zh="入户调查中发现的困难家庭", en="the household was found in the campaign's survey",
    question_zh="是否在入户调查中发现？", question_en="Was the household found in the campaign's survey?",
)  # fmt: skip
RESERVE_FUND_LEFT: Final = fact(
    zh="乡镇临时救助备用金余额", en="what is left of the township's reserve fund for temporary assistance",
    question_zh="乡镇临时救助备用金还有多少余额？", question_en="How much is left of the township's reserve fund?",
)  # fmt: skip
EPIDEMIC_PATIENT: Final = fact(
    zh="有新冠肺炎患者", en="a member of the household is a COVID-19 patient",
    question_zh="家中是否有新冠肺炎患者？", question_en="Is a member of the household a COVID-19 patient?",
)  # fmt: skip
EPIDEMIC_INCOME_LOSS: Final = fact(
    zh="因疫情难以就业或收入减少", en="the epidemic has taken work or income from the household", finding="乡镇（区）民政部门",
    question_zh="是否因疫情难以就业或收入减少？", question_en="Has the epidemic taken work or income from the household?",
)  # fmt: skip
ACCIDENT: Final = fact(
    zh="遭遇意外事故", en="the household has met with an accident",
    question_zh="是否遭遇意外事故？", question_en="Has the household met with an accident?",
)  # fmt: skip
EXCESSIVE_RIGID_EXPENDITURE: Final = fact(
    zh="家庭刚性支出过大", en="the household's unavoidable spending is too large", finding="乡镇（区）民政部门",
    question_zh="家庭刚性支出是否过大？", question_en="Is the household's unavoidable spending too large?",
)  # fmt: skip
TEMPORARILY_IN_SERIOUS_DIFFICULTY: Final = fact(
    zh="基本生活暂时出现严重困难", en="basic living is for a time in serious difficulty", finding="民政部门",
    question_zh="基本生活是否暂时出现严重困难？", question_en="Is basic living for a time in serious difficulty?",
)  # fmt: skip
PRICE_SUBSIDY_STARTED: Final = fact(
    zh="价格临时补贴已启动", en="the temporary price subsidy has been started for the month", finding="县级有关部门",
    question_zh="当月是否已启动价格临时补贴？", question_en="Has the temporary price subsidy been started for the month?",
)  # fmt: skip
