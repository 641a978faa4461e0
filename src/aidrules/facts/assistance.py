"""Special assistance: school, insurance, housing, disasters and the review before any of it; the terms, and what is recorded, each described here."""

from __future__ import annotations

from typing import Final

from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.terms import Term


class AidMeasure(Term):
    """What a department helps with (救助事项)."""

    PRICE_SUBSIDY = "price_subsidy", "一次性基本生活物价补贴"
    FREE_INSURANCE = "free_insurance", "免费参加合作医疗"
    SCHOOL_FEES = "school_fees", "免收课本费等并补助营养餐"
    FEE_RELIEF = "fee_relief", "缓减免学生有关费用"
    RENOVATION = "renovation", "农村危房改造"
    URBAN_WORK = "urban_work", "城镇困难职工就业帮扶"
    RURAL_WORK = "rural_work", "农村困难群众生产自救扶持"
    DISASTER_RELIEF = "disaster_relief", "灾民基本生活保障"
    LEGAL_AID = "legal_aid", "无偿法律援助"
    NEW_RESIDENTS = "new_residents", "新居民救助"


class SchoolStage(Term):
    """At which stage of schooling somebody is (就学阶段); NONE: not a pupil."""

    NONE = "none", "不在校"
    PRESCHOOL = "preschool", "学前教育"
    COMPULSORY = "compulsory", "义务教育"
    SENIOR = "senior", "高中阶段（含中专）"
    HIGHER = "higher", "高职及以上"


class InsuranceScheme(Term):
    """Which medical scheme somebody joins (参加的医疗保险)."""

    RURAL_COOPERATIVE = "rural_cooperative", "新型农村合作医疗"
    URBAN_RESIDENTS = "urban_residents", "城镇居民合作医疗"
    OTHER = "other", "其他医疗保险或未参保"


class FamilyHardship(Term):
    """Why the family of a pupil is in economic hardship (学生家庭经济困难的原因); NONE: it isn't."""

    NONE = "none", "没有经济困难"
    DISASTER = "disaster", "受灾"
    ILLNESS = "illness", "疾病"
    OTHER = "other", "其他原因"


class SuddenHardship(Term):
    """What has befallen somebody (遭遇的突出困难)."""

    NONE = "none", "没有遭遇"
    MAJOR_ILLNESS = "major_illness", "重大疾病"
    SUDDEN_DISASTER = "sudden_disaster", "突发性灾害"
    OTHER = "other", "其他困难"


class AidReview(Facts):
    """The leading group's office's review of one measure for one household, and its publicity (救助事项的审核和公示)."""

    id: str
    measure: Fact[AidMeasure] = fact(
        zh="审核的救助事项", en="which measure was reviewed",
        question_zh="审核的是哪一项救助？", question_en="Which measure was reviewed?",
    )  # fmt: skip
    recipients_passed: Fact[bool] = fact(
        zh="救助对象审核通过", en="the recipients passed the review", finding="区“五统一”救助工作领导小组办公室",
        question_zh="救助对象是否审核通过？", question_en="Did the recipients pass the review?",
    )  # fmt: skip
    standard_passed: Fact[bool] = fact(
        zh="救助标准审核通过", en="the standard of the help passed the review", finding="区“五统一”救助工作领导小组办公室",
        question_zh="救助标准是否审核通过？", question_en="Did the standard of the help pass the review?",
    )  # fmt: skip
    method_passed: Fact[bool] = fact(
        zh="救助方式审核通过", en="the way of the help passed the review", finding="区“五统一”救助工作领导小组办公室",
        question_zh="救助方式是否审核通过？", question_en="Did the way of the help pass the review?",
    )  # fmt: skip
    publicised: Fact[bool] = fact(
        zh="已在一定范围内公示", en="it was made public within a certain circle",
        question_zh="是否已在一定范围内公示？", question_en="Was it made public within a certain circle?",
    )  # fmt: skip


class DisasterEvent(Facts):
    """A disaster that struck a district, and what was done (自然灾害)."""

    id: str
    major: Fact[bool] = fact(
        zh="重特大自然灾害", en="it is a major natural disaster", finding="县（区）级政府",
        question_zh="是否认定为重特大自然灾害？", question_en="Was it found to be a major natural disaster?",
    )  # fmt: skip
    plan_started: Fact[bool] = fact(
        zh="已启动应急救助预案", en="the emergency plan has been started",
        question_zh="是否已启动应急救助预案？", question_en="Has the emergency plan been started?",
    )  # fmt: skip


# what Person records

IN_DIBAO_ALONE: Final = fact(
    zh="单独纳入低保", en="the person is recorded as taken into dibao alone", finding="县级民政部门",
    question_zh="是否记录为单独纳入低保？", question_en="Is the person recorded as taken into dibao alone?",
)  # fmt: skip
INSTITUTION_WARD: Final = fact(
    zh="由福利机构监护", en="a welfare institution is the person's guardian", finding="县级民政部门",
    question_zh="是否由福利机构监护？", question_en="Is a welfare institution the person's guardian?",
)  # fmt: skip
SCHOOL_STAGE: Final = fact(
    zh="就学阶段", en="the stage of schooling", question_zh="在哪个阶段就学？不在校则填 none。",
    question_en="At which stage of schooling is the person? none for somebody who isn't a pupil.",
)  # fmt: skip
SCHOOL_IN_DISTRICT: Final = fact(
    zh="在本区学校就读", en="the person goes to school in the district", finding="教育部门",
    question_zh="是否在本区学校就读？", question_en="Does the person go to school in the district?",
)  # fmt: skip
BOARDS_AT_SCHOOL: Final = fact(
    zh="在校住宿", en="the person boards at school", question_zh="是否在校住宿？", question_en="Does the person board at school?",
)  # fmt: skip
FAMILY_HARDSHIP: Final = fact(
    zh="家庭经济困难的原因", en="why the family is in economic hardship", finding="学校、教育部门",
    question_zh="家庭因何经济困难？没有困难则填 none。", question_en="Why is the family in economic hardship? none where it isn't.",
)  # fmt: skip
INSURANCE_SCHEME: Final = fact(
    zh="参加的医疗保险", en="the medical scheme that the person joins",
    question_zh="参加哪一种医疗保险？", question_en="Which medical scheme does the person join?",
)  # fmt: skip
URBAN_HARDSHIP_WORKER: Final = fact(
    zh="城镇困难职工", en="recognised as a worker in hardship in town", finding="工会、人力社保部门",
    question_zh="是否认定为城镇困难职工？", question_en="Is the person recognised as a worker in hardship in town?",
)  # fmt: skip
NEW_RESIDENT: Final = fact(
    zh="新居民", en="the person is a new resident without local registration", finding="县级有关部门",
    question_zh="是否为新居民？", question_en="Is the person a new resident without local registration?",
)  # fmt: skip
SUDDEN_HARDSHIP: Final = fact(
    zh="遭遇的突出困难", en="what has befallen the person", finding="县级民政部门",
    question_zh="遭遇了重大疾病、突发性灾害还是其他困难？没有则填 none。",
    question_en="Has a major illness, a sudden disaster or something else befallen the person? none where nothing has.",
)  # fmt: skip
UNIT_HAS_MUTUAL_FUND: Final = fact(
    zh="本村（企业）有困难群众（职工）互助基金", en="the person's own village or enterprise has a mutual-aid fund",
    question_zh="本村或本企业是否有互助基金会？", question_en="Does the person's own village or enterprise have a mutual-aid fund?",
)  # fmt: skip

# what Household records

PRICE_SUBSIDY_DRAWN: Final = fact(
    zh="当年已领取一次性物价补贴", en="the household has had this year's price subsidy",
    question_zh="当年是否已领取一次性物价补贴？", question_en="Has the household had this year's price subsidy?",
)  # fmt: skip
PRICE_SUBSIDY_PAID_ON: Final = fact(
    zh="物价补贴发放日期", en="the day on which the price subsidy was paid", past=True,
    question_zh="物价补贴是哪一天发放的？", question_en="On which day was the price subsidy paid?",
)  # fmt: skip
DANGEROUS_HOME: Final = fact(
    zh="住房为危房", en="the household's home is recognised as dangerous", finding="住建部门",
    question_zh="住房是否认定为危房？", question_en="Is the household's home recognised as dangerous?",
)  # fmt: skip
RENOVATION_COST: Final = fact(
    zh="危房改造总费用", en="what the renovation costs in all", finding="住建部门",
    question_zh="危房改造的总费用是多少？", question_en="What does the renovation cost in all?",
)  # fmt: skip
GOVERNMENT_SHARE: Final = fact(
    zh="政府补助的部分", en="the part that the government pays", finding="住建、财政部门",
    question_zh="政府补助多少？没有则填 \"0.00\"。", question_en='How much does the government pay? "0.00" where nothing.',
)  # fmt: skip
COLLECTIVE_SHARE: Final = fact(
    zh="集体资助的部分", en="the part that the collective pays",
    question_zh="集体资助多少？没有则填 \"0.00\"。", question_en='How much does the collective pay? "0.00" where nothing.',
)  # fmt: skip
STRUCK_BY_MAJOR_DISASTER: Final = fact(
    zh="遭受重特大自然灾害", en="the household was struck by a major natural disaster", finding="县（区）级政府",
    question_zh="是否遭受重特大自然灾害？", question_en="Was the household struck by a major natural disaster?",
)  # fmt: skip
AID_REVIEWS: Final = fact(
    zh="救助事项的审核和公示", en="the reviews of measures for the household", question_zh="哪些救助事项经过审核？没有则填 []。",
    question_en="Which measures were reviewed for the household? [] where none was.",
)  # fmt: skip

# what County records

CENTRAL_SUPPORT_BUDGETED: Final = fact(
    zh="集中供养经费已纳入各级政府财政预算", en="the money for central support is in the budget of every level of government", finding="财政部门",
    question_zh="集中供养经费是否已纳入各级政府财政预算？", question_en="Is the money for central support in the budget of every level of government?",
)  # fmt: skip
CENTRAL_SUPPORT_DUE: Final = fact(
    zh="应集中供养的人数", en="how many people should be in central support", finding="县级民政部门",
    question_zh="应当集中供养的有多少人？", question_en="How many people should be in central support?",
)  # fmt: skip
CENTRAL_SUPPORT_GIVEN: Final = fact(
    zh="其中已集中供养的人数", en="how many of them are in central support", finding="县级民政部门",
    question_zh="其中已经集中供养的有多少人？", question_en="How many of them are in central support?",
)  # fmt: skip
WORK_NEEDS_SURVEYED: Final = fact(
    zh="已全面调查困难群众的就业需求", en="what work people in hardship want has been surveyed everywhere", finding="人力社保部门",
    question_zh="是否已全面调查困难群众的就业需求？", question_en="Has it been surveyed everywhere what work people in hardship want?",
)  # fmt: skip
DISASTERS: Final = fact(
    zh="自然灾害", en="disasters that struck the district", question_zh="发生了哪些自然灾害？没有则填 []。",
    question_en="Which disasters struck the district? [] where there was none.",
)  # fmt: skip
