"""Layered assistance: what ``Person``, ``Household`` and ``County`` record of emergencies, special aid, services and support in institutions."""

from __future__ import annotations

from typing import Final

from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.terms import Term


class HardshipCause(Term):
    """What has put basic living in difficulty (致困原因); NONE: none of the causes named, nor one that is recognised as special."""

    NONE = "none", "没有所列原因"
    SUDDEN_EVENT = "sudden_event", "突发事件"
    ACCIDENT = "accident", "意外伤害"
    MAJOR_ILLNESS = "major_illness", "重大疾病"
    PUBLIC_HEALTH = "public_health", "突发公共卫生事件"
    OTHER_SPECIAL = "other_special", "其他特殊原因"


class HardshipDegree(Term):
    """How grave a difficulty is, by the locality's tiers (困难程度分档)."""

    LIGHT = "light", "较轻"
    SERIOUS = "serious", "较重"
    GRAVE = "grave", "特别严重"


class DisasterPhase(Term):
    """At which point after a natural disaster help is needed (受灾救助环节); NONE: at none of those named."""

    NONE = "none", "不属于所列环节"
    EMERGENCY = "emergency", "应急期"
    TRANSITION = "transition", "过渡期生活"
    DROUGHT = "drought", "旱灾临时生活困难"
    WINTER_SPRING = "winter_spring", "冬春临时生活困难"
    REBUILDING = "rebuilding", "因灾倒损民房恢复重建"


class Enrolment(Term):
    """Where a child or a student is enrolled (在园在校情况); NONE: nowhere."""

    NONE = "none", "未在园在校"
    KINDERGARTEN = "kindergarten", "在园幼儿"
    SCHOOL = "school", "在校学生"


class LowIncomeClass(Term):
    """The class of a low-income person, as recorded (低收入人口类别)."""

    TEKUN = "tekun", "特困人员"
    DIBAO = "dibao", "低保对象"
    EDGE = "edge", "低保边缘家庭成员"
    RIGID = "rigid", "刚性支出困难家庭成员"
    OTHER = "other", "其他低收入人口"


class ChildClass(Term):
    """The class under whose scheme a child is provided for (儿童保障类别)."""

    ORPHAN = "orphan", "孤儿"
    UNSUPPORTED = "unsupported", "事实无人抚养儿童"
    IN_DIFFICULTY = "in_difficulty", "困境儿童"


class SupportInstitution(Facts):
    """An institution of the county in which tekun persons are supported (集中供养服务机构)."""

    id: str
    up_to_standard: Fact[bool] = fact(
        zh="达到标准化要求", en="the institution is up to standard", finding="市民政局",
        question_zh="该机构是否达到标准化要求？", question_en="Is the institution up to standard?",
    )  # fmt: skip
    long_term_care: Fact[bool] = fact(
        zh="具备长期照护能力", en="the institution can give long-term care", finding="市民政局",
        question_zh="该机构是否具备长期照护能力？", question_en="Can the institution give long-term care?",
    )  # fmt: skip


# of a person

SERIOUSLY_ILL: Final = fact(
    zh="重病患者", en="recognised as seriously ill", finding="县级民政、医保部门",
    question_zh="是否认定为重病患者？", question_en="Is the person recognised as seriously ill?",
)  # fmt: skip
GUARDIAN_NAMED: Final = fact(
    zh="已有人承担监护责任", en="somebody has taken on the duty of guardian", finding="乡镇人民政府",
    question_zh="是否已有人承担监护责任？", question_en="Has somebody taken on the duty of guardian?",
)  # fmt: skip
REGISTERED_HERE: Final = fact(
    zh="户籍在申请地", en="registered where the application is made", finding="公安机关",
    question_zh="户籍是否在提出申请的地方？", question_en="Is the person registered where the application is made?",
)  # fmt: skip
RESIDENCE_PERMIT_HERE: Final = fact(
    zh="持有申请地居住证", en="holder of a residence permit of the place where the application is made", finding="公安机关",
    question_zh="是否持有申请地的居住证？", question_en="Does the person hold a residence permit of the place where the application is made?",
)  # fmt: skip
STRANDED_WITHOUT_MEANS: Final = fact(
    zh="临时遇困、生活无着", en="stranded for the time being, with nothing to live on", finding="民政部门、救助管理机构",
    question_zh="是否临时遇到困难、生活没有着落？", question_en="Is the person stranded for the time being, with nothing to live on?",
)  # fmt: skip
EMERGENCY_HERE: Final = fact(
    zh="急难发生在申请地", en="the emergency happened where help is asked for",
    question_zh="急难是否发生在提出申请的地方？", question_en="Did the emergency happen where help is asked for?",
)  # fmt: skip
WRONGED: Final = fact(
    zh="受到侵害的案件当事人", en="party to a case in which the person was wronged", finding="司法机关",
    question_zh="是否为受到侵害的案件当事人？", question_en="Is the person a party to a case in which they were wronged?",
)  # fmt: skip
EFFECTIVELY_COMPENSATED: Final = fact(
    zh="能够获得有效赔偿", en="effective compensation can be had", finding="司法机关",
    question_zh="是否能够获得有效赔偿？", question_en="Can effective compensation be had?",
)  # fmt: skip
IN_LIVING_HARDSHIP: Final = fact(
    zh="生活困难", en="living in hardship", finding="司法机关、民政部门", question_zh="生活是否困难？", question_en="Does the person live in hardship?",
)  # fmt: skip
CHILD_IN_DIFFICULTY: Final = fact(
    zh="困境儿童", en="recognised as a child in difficulty", finding="县级民政部门",
    question_zh="是否认定为困境儿童？", question_en="Is the person recognised as a child in difficulty?",
)  # fmt: skip
DIED: Final = fact(zh="已去世", en="the person has died", question_zh="是否已经去世？", question_en="Has the person died?")
IN_SPECIAL_HARDSHIP: Final = fact(
    zh="特殊困难群众", en="recognised as somebody in special hardship", finding="县级民政部门",
    question_zh="是否认定为特殊困难群众？", question_en="Is the person recognised as somebody in special hardship?",
)  # fmt: skip
RESIDENT_PREMIUM: Final = fact(
    zh="当年城乡居民医保个人缴费", en="the person's own contribution to residents' medical insurance for the year",
    question_zh="当年城乡居民医保个人应缴多少？未参保填 \"0.00\"。",
    question_en='What is the person\'s own contribution to residents\' medical insurance for the year? "0.00" where not insured.',
)  # fmt: skip
DESIGNATED_INPATIENT_COST: Final = fact(
    zh="当年定点医药机构住院费用（各项医保支付后）", en="the year's in-patient costs in designated institutions, after insurance", finding="医疗保障部门",
    question_zh="当年在定点医药机构住院，各项医保支付后还有多少费用？没有则填 \"0.00\"。",
    question_en='What are the year\'s in-patient costs in designated institutions, after insurance? "0.00" where there are none.',
)  # fmt: skip
DESIGNATED_CHRONIC_COST: Final = fact(
    zh="当年定点医药机构门诊慢特病费用（各项医保支付后）",
    en="the year's out-patient costs of chronic and special diseases in designated institutions, after insurance", finding="医疗保障部门",
    question_zh="当年在定点医药机构门诊治疗慢特病，各项医保支付后还有多少费用？没有则填 \"0.00\"。",
    question_en='What are the year\'s out-patient costs of chronic and special diseases in designated institutions, after insurance? "0.00" where none.',
)  # fmt: skip
ACUTELY_ILL: Final = fact(
    zh="急危重伤病", en="acutely or critically ill, or badly injured", finding="医疗机构",
    question_zh="是否出现急危重伤病？", question_en="Is the person acutely or critically ill, or badly injured?",
)  # fmt: skip
MEETS_MEDICAL_CONDITIONS: Final = fact(
    zh="符合医疗救助条件", en="the person meets the conditions of medical assistance", finding="医疗保障部门",
    question_zh="是否符合医疗救助（含疾病应急救助）条件？",
    question_en="Does the person meet the conditions of medical assistance (emergency assistance included)?",
)  # fmt: skip
ENROLMENT: Final = fact(
    zh="在园在校情况", en="where the person is enrolled", question_zh="是否在园或在校？", question_en="Is the person enrolled in a kindergarten or a school?"
)
MEETS_EDUCATION_CONDITIONS: Final = fact(
    zh="符合教育救助条件", en="the person meets the conditions of education assistance", finding="教育部门",
    question_zh="是否符合教育救助条件？", question_en="Does the person meet the conditions of education assistance?",
)  # fmt: skip
UNEMPLOYED: Final = fact(
    zh="失业", en="recorded as unemployed", finding="人社部门", question_zh="是否处于失业状态？", question_en="Is the person recorded as unemployed?"
)
URBAN_REGISTERED_UNEMPLOYED: Final = fact(
    zh="城镇登记失业人员", en="registered as unemployed in town", finding="人社部门",
    question_zh="是否为城镇登记失业人员？", question_en="Is the person registered as unemployed in town?",
)  # fmt: skip
OLDER_WORKER: Final = fact(
    zh="大龄人员", en="counted as an older worker", finding="人社部门",
    question_zh="是否属于大龄人员？", question_en="Does the person count as an older worker?",
)  # fmt: skip
LONG_TERM_UNEMPLOYED: Final = fact(
    zh="长期失业人员", en="recognised as long-term unemployed", finding="人社部门",
    question_zh="是否认定为长期失业人员？", question_en="Is the person recognised as long-term unemployed?",
)  # fmt: skip
LANDLESS_SETTLER: Final = fact(
    zh="因失去土地落户城镇的就业困难人员", en="settled in town after losing land, and hard to place in work", finding="人社部门",
    question_zh="是否为因失去土地落户城镇的就业困难人员？", question_en="Did the person settle in town after losing land, and is it hard to find them work?",
)  # fmt: skip
MEETS_EMPLOYMENT_CONDITIONS: Final = fact(
    zh="符合就业救助条件", en="the person meets the conditions of employment assistance", finding="人社部门",
    question_zh="是否符合就业救助条件？", question_en="Does the person meet the conditions of employment assistance?",
)  # fmt: skip
WANTS_TO_START_BUSINESS: Final = fact(
    zh="有创业意愿", en="the person wants to start a business", question_zh="是否有创业意愿？", question_en="Does the person want to start a business?"
)
HARD_TO_PLACE: Final = fact(
    zh="就业困难人员", en="recognised as hard to place in work", finding="人社部门",
    question_zh="是否认定为就业困难人员？", question_en="Is the person recognised as hard to place in work?",
)  # fmt: skip
HAS_EMPLOYMENT_PLAN: Final = fact(
    zh="已有个性化就业援助方案", en="there is a plan of the person's own for finding work",
    question_zh="是否已有个性化就业援助方案？", question_en="Is there a plan of the person's own for finding work?",
)  # fmt: skip
AT_RISK: Final = fact(
    zh="经筛查存在风险", en="found at risk in the screening", finding="民政部门",
    question_zh="监测筛查是否发现存在风险？", question_en="Was the person found at risk in the screening?",
)  # fmt: skip

# of a household

LOW_INCOME_EDGE: Final = fact(
    zh="低保边缘家庭", en="recognised as a household on the edge of dibao", finding="民政部门",
    question_zh="是否认定为低保边缘家庭？", question_en="Is the household recognised as a household on the edge of dibao?",
)  # fmt: skip
RIGID_EXPENDITURE: Final = fact(
    zh="刚性支出（支出型）困难家庭", en="recognised as a household in hardship through unavoidable spending", finding="县级民政部门",
    question_zh="是否认定为刚性支出（支出型）困难家庭？", question_en="Is the household recognised as one in hardship through unavoidable spending?",
)  # fmt: skip
FINANCIALLY_DIFFICULT: Final = fact(
    zh="其他经济困难家庭", en="recognised as an otherwise hard-up family", finding="教育部门",
    question_zh="是否认定为其他经济困难家庭？", question_en="Is the household recognised as an otherwise hard-up family?",
)  # fmt: skip
MEETS_HOUSING_CONDITIONS: Final = fact(
    zh="符合住房保障条件", en="the household meets the conditions for housing support", finding="住建部门",
    question_zh="是否符合住房保障条件？", question_en="Does the household meet the conditions for housing support?",
)  # fmt: skip
ZERO_EMPLOYMENT: Final = fact(
    zh="城镇零就业家庭", en="recognised as an urban family in which nobody has a job", finding="人社部门",
    question_zh="是否认定为城镇零就业家庭？", question_en="Is the household recognised as an urban family in which nobody has a job?",
)  # fmt: skip
HARDSHIP_CAUSE: Final = fact(
    zh="致困原因", en="what has put basic living in difficulty", finding="县级民政部门",
    question_zh="因何种原因陷入困境？没有所列原因则填 none。", question_en="What has put basic living in difficulty? `none` where no cause named has.",
)  # fmt: skip
TEMPORARILY_IN_DIFFICULTY: Final = fact(
    zh="基本生活暂时陷入困境", en="basic living is in difficulty for a time", finding="县级民政部门",
    question_zh="基本生活是否暂时陷入困境？", question_en="Is basic living in difficulty for a time?",
)  # fmt: skip
HARDSHIP_DEGREE: Final = fact(
    zh="困难程度", en="how grave the difficulty is", finding="县级民政部门",
    question_zh="困难程度属于哪一档？", question_en="In which tier is the difficulty?",
)  # fmt: skip
NEEDS_TEMPORARY_AID: Final = fact(
    zh="需要临时救助", en="the household needs temporary assistance", finding="县级民政部门",
    question_zh="是否需要临时救助？", question_en="Does the household need temporary assistance?",
)  # fmt: skip
AID_IN_CASH: Final = fact(
    zh="已发放临时救助金", en="temporary assistance was given in money", question_zh="是否发放了临时救助金？", question_en="Was money given?"
)
AID_IN_GOODS: Final = fact(zh="已发放实物", en="temporary assistance was given in goods", question_zh="是否发放了实物？", question_en="Were goods given?")
AID_BY_REFERRAL: Final = fact(
    zh="已提供转介服务", en="temporary assistance was given by referral", question_zh="是否提供了转介服务？", question_en="Was the household referred on?"
)
STRUCK_BY_DISASTER: Final = fact(
    zh="遭遇自然灾害", en="a natural disaster has struck the household", finding="应急管理部门",
    question_zh="是否遭遇自然灾害？", question_en="Has a natural disaster struck the household?",
)  # fmt: skip
DISASTER_PHASE: Final = fact(
    zh="受灾救助环节", en="at which point after the disaster help is needed", finding="应急管理部门",
    question_zh="处于哪一个受灾救助环节？", question_en="At which point after the disaster is help needed?",
)  # fmt: skip
HEATING_LISTED: Final = fact(
    zh="列入取暖救助名单", en="the household is on the locality's list for help with heating", finding="县级民政部门",
    question_zh="是否列入当地取暖救助名单？", question_en="Is the household on the locality's list for help with heating?",
)  # fmt: skip

# of a county

SEMI_CARE_TEKUN: Final = fact(
    zh="年底需要半护理的特困人员人数", en="tekun persons in semi care at the end of the year", high=1000000, finding="市民政局",
    question_zh="年底有多少特困人员需要半护理？", question_en="How many tekun persons are in semi care at the end of the year?",
)  # fmt: skip
SEMI_CARE_CENTRAL: Final = fact(
    zh="其中集中供养人数（半护理）", en="those of them in central support (semi care)", high=1000000, finding="市民政局",
    question_zh="其中多少人集中供养？", question_en="How many of them are in central support?",
)  # fmt: skip
FULL_CARE_TEKUN: Final = fact(
    zh="年底需要全护理的特困人员人数", en="tekun persons in full care at the end of the year", high=1000000, finding="市民政局",
    question_zh="年底有多少特困人员需要全护理？", question_en="How many tekun persons are in full care at the end of the year?",
)  # fmt: skip
FULL_CARE_CENTRAL: Final = fact(
    zh="其中集中供养人数（全护理）", en="those of them in central support (full care)", high=1000000, finding="市民政局",
    question_zh="其中多少人集中供养？", question_en="How many of them are in central support?",
)  # fmt: skip
INSTITUTIONS: Final = fact(
    zh="集中供养服务机构", en="the county's institutions of central support",
    question_zh="有哪些集中供养服务机构？没有则填 []。", question_en="Which institutions of central support are there? [] where there is none.",
)  # fmt: skip
ZERO_EMPLOYMENT_FAMILIES: Final = fact(
    zh="零就业家庭户数", en="families in which nobody has a job", high=1000000, finding="市人社局",
    question_zh="现有多少户零就业家庭？没有则填 0。", question_en="In how many families has nobody a job? 0 where there is none.",
)  # fmt: skip
GUIDANCE_REFERS_TO_PROVINCE: Final = fact(
    zh="市级指导标准参照省级制定", en="the city's guidance standard was set with the province's in view", finding="市民政局",
    question_zh="市级指导标准是否参照省级指导标准制定？", question_en="Was the city's guidance standard set with the province's in view?",
)  # fmt: skip
STANDARDS_FOLLOWED_PRICES: Final = fact(
    zh="救助和保障标准已随物价联动", en="the standards of assistance and security have followed prices", finding="市发展改革委、市民政局",
    question_zh="物价上涨后，救助和保障标准是否已经联动？", question_en="Have the standards of assistance and security followed the rise in prices?",
)  # fmt: skip
