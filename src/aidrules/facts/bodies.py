"""Township, Provider, County: those whom the duties of a local document bind, and whom they look after."""

from __future__ import annotations

from datetime import date

from aidrules.facts import assistance, groups, hardship, layered
from aidrules.facts.assistance import DisasterEvent
from aidrules.facts.campaign import CampaignReport, CampaignStep, CountyStep, WorkFault
from aidrules.facts.hardship import HelpFault, LinkedStandard
from aidrules.facts.layered import SupportInstitution
from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import AssessmentFinding, SignOf, SupportMode, TownshipSize


class VisitedPerson(Facts):
    """Somebody in a township whom cadres call on, in the month decided for (走访对象)."""

    id: str
    tekun_support: Fact[SupportMode] = groups.tekun_support()
    economically_difficult_elderly: Fact[bool] = groups.economically_difficult_elderly()
    poor_severely_disabled: Fact[bool] = groups.poor_severely_disabled()
    other_vulnerable: Fact[bool] = groups.other_vulnerable()
    township_visits: Fact[int] = fact(
        zh="乡镇包户干部当月走访次数（同一天只算一次）", en="visits this month by the township cadre in charge, on different days", high=1000,
        question_zh="乡镇包户干部当月走访了多少次（同一天只算一次）？",
        question_en="How many visits did the township cadre in charge make this month (one a day at most counts)?",
    )  # fmt: skip
    visit_log_complete: Fact[bool] = fact(
        zh="走访慰问台账填写完整并已更新", en="the visit log is filled in and current",
        question_zh="走访慰问台账是否填写完整并已更新？", question_en="Is the visit log filled in and current?",
    )  # fmt: skip
    cadre_visits: Fact[int] = fact(
        zh="乡村干部当月走访探视次数", en="visits this month by township or village cadres", high=1000,
        question_zh="乡村干部当月走访探视了多少次？", question_en="How many visits did township or village cadres make this month?",
    )  # fmt: skip
    guardian_named: Fact[bool] = fact(
        zh="已明确监护照料责任人", en="a guardian or carer has been named as responsible",
        question_zh="是否已明确监护照料责任人？", question_en="Has a guardian or carer been named as responsible?",
    )  # fmt: skip
    fed_and_clothed: Fact[bool] = fact(
        zh="不愁吃穿", en="food and clothes are in order", finding="走访干部",
        question_zh="吃穿是否有保障？", question_en="Are food and clothes in order?",
    )  # fmt: skip
    housing_in_order: Fact[bool] = fact(
        zh="住房没有问题", en="housing is in order", finding="走访干部",
        question_zh="住房是否没有问题？", question_en="Is housing in order?",
    )  # fmt: skip
    schooling_in_order: Fact[bool] = fact(
        zh="教育没有问题", en="schooling is in order", finding="走访干部",
        question_zh="教育是否没有问题（不需上学的填是）？", question_en="Is schooling in order (yes for somebody who needs none)?",
    )  # fmt: skip
    medical_care_in_order: Fact[bool] = fact(
        zh="医疗没有问题", en="medical care is in order", finding="走访干部",
        question_zh="医疗是否没有问题？", question_en="Is medical care in order?",
    )  # fmt: skip
    clean: Fact[bool] = fact(
        zh="个人和生活环境干净整洁", en="the person and the home are clean", finding="走访干部",
        question_zh="个人和生活环境是否干净整洁？", question_en="Are the person and the home clean?",
    )  # fmt: skip
    utilities_safe: Fact[bool] = fact(
        zh="水电气煤使用安全", en="water, power, gas and coal are used safely", finding="走访干部",
        question_zh="水电气煤使用是否安全？", question_en="Are water, power, gas and coal used safely?",
    )  # fmt: skip


class Township(Facts):
    """A township or town: its civil-affairs officers and the people its cadres call on (乡镇)."""

    id: str
    size: Fact[TownshipSize] = fact(
        zh="人口规模", en="whether few or many people live in the township", finding="县级民政部门",
        question_zh="该乡镇属于人口较少还是较多的乡镇？", question_en="Does the township count as one with few or with many people?",
    )  # fmt: skip
    officers: Fact[int] = fact(
        zh="民政专干人数", en="full-time civil-affairs officers", high=10000,
        question_zh="配备了几名民政专干？", question_en="How many full-time civil-affairs officers are there?",
    )  # fmt: skip
    survey_reported: Fact[bool] = fact(
        zh="已上报排查摸底表", en="the list from the house-to-house survey has been reported",
        question_zh="是否已上报符合条件对象排查摸底表？", question_en="Has the list from the house-to-house survey been reported?",
    )  # fmt: skip
    year_end_score: Fact[int] = fact(
        zh="年终考核得分（扣减前）", en="the year-end assessment score before any deduction", high=100000,
        question_zh="扣减前的年终考核得分是多少？", question_en="What is the year-end assessment score before any deduction?",
    )  # fmt: skip
    persons: Fact[tuple[VisitedPerson, ...]] = fact(
        zh="走访对象", en="the people whom cadres call on", high=20000, question_zh="有哪些走访对象？没有则填 []。",
        question_en="Whom do cadres call on? [] where there is nobody.",
    )  # fmt: skip
    # the campaign
    steps: Fact[tuple[CampaignStep, ...]] = fact(
        zh="乡镇行动任务", en="the township's tasks in the campaign", question_zh="有哪些行动任务？没有则填 []。",
        question_en="Which tasks are there in the campaign? [] where there is none.",
    )  # fmt: skip
    reports: Fact[tuple[CampaignReport, ...]] = fact(
        zh="行动进展报送", en="the township's reports on the campaign", question_zh="有哪些进展报送？没有则填 []。",
        question_en="Which reports on the campaign are there? [] where there is none.",
    )  # fmt: skip
    work_fault: Fact[WorkFault] = fact(
        zh="政策落实中的问题", en="what was found wrong with the carrying out of assistance", finding="县民政局",
        question_zh="发现了哪一类问题？没有则填 none。", question_en="What was found wrong with the carrying out of assistance? `none` where nothing was.",
    )  # fmt: skip
    help_in_target_assessment: Fact[bool] = hardship.HELP_IN_TARGET_ASSESSMENT


class ServedPerson(Facts):
    """Somebody whom a provider serves at home, in the month decided for (上门服务对象)."""

    id: str
    tekun_support: Fact[SupportMode] = groups.tekun_support()
    economically_difficult_elderly: Fact[bool] = groups.economically_difficult_elderly()
    poor_severely_disabled: Fact[bool] = groups.poor_severely_disabled()
    other_vulnerable: Fact[bool] = groups.other_vulnerable()
    service_visits: Fact[int] = fact(
        zh="第三方机构当月上门服务次数", en="service visits at home this month", high=1000,
        question_zh="第三方机构当月上门服务了多少次？", question_en="How many service visits at home did the provider make this month?",
    )  # fmt: skip
    travel_time: Fact[Quantity] = fact(
        zh="从最近服务网点到家中的时间", en="the time from the nearest service point to the home", unit="min",
        question_zh="服务人员从最近的服务网点到家中需要多少分钟？",
        question_en="How many minutes does a worker need from the nearest service point to the home?",
    )  # fmt: skip


class Provider(Facts):
    """A third-party organisation that serves people at home, and what the county found about one month (第三方服务机构)."""

    id: str
    service_month: Fact[Month] = fact(
        zh="被考核的服务月份", en="the month of service that is assessed",
        question_zh="考核的是哪个月的服务？", question_en="Which month of service is assessed?",
    )  # fmt: skip
    finding: Fact[AssessmentFinding] = fact(
        zh="考核结果", en="what the assessment found", finding="县级民政部门",
        question_zh="对该月服务的考核结果如何？", question_en="What did the assessment of that month find?",
    )  # fmt: skip
    monthly_fee: Fact[Money] = fact(
        zh="当月服务费用", en="the service fee of that month", question_zh="该月的服务费用是多少？", question_en="What is the service fee of that month?"
    )
    persons: Fact[tuple[ServedPerson, ...]] = fact(
        zh="服务对象", en="the people served at home", high=20000, question_zh="有哪些服务对象？没有则填 []。",
        question_en="Who is served at home? [] where there is nobody.",
    )  # fmt: skip


class MonthlyAssessment(Facts):
    """The county's assessment on the spot of one month's home services (月度实地考核)."""

    id: str
    service_month: Fact[Month] = fact(
        zh="被考核的服务月份", en="the month of service that is assessed",
        question_zh="考核的是哪个月的服务？", question_en="Which month of service is assessed?",
    )  # fmt: skip
    done: Fact[bool] = fact(
        zh="已经考核", en="the assessment has been made", question_zh="是否已经考核？", question_en="Has the assessment been made?",
    )  # fmt: skip
    done_on: Fact[date] = fact(
        zh="考核日期", en="the day of the assessment", past=True, question_zh="哪一天考核？", question_en="On which day was the assessment made?",
    )  # fmt: skip


class Incident(Facts):
    """Something that came up in supervision (监督检查中发现的问题)."""

    id: str
    sign_of: Fact[SignOf] = fact(
        zh="问题性质", en="what it is a sign of", finding="发现问题的职能部门",
        question_zh="发现的是误差、工作错误，还是涉嫌违规、违纪或违法？",
        question_en="Is it a deviation, a mistake at work, or a sign of broken rules, discipline or law?",
    )  # fmt: skip


class County(Facts):
    """A county: the money of a year and how it was used, the monthly assessments, what supervision found (县)."""

    id: str
    central_funds: Fact[Money] = fact(
        zh="当年中央下达的困难群众补助资金", en="the hardship-subsidy funds that the central government allotted for the year",
        question_zh="当年中央下达的困难群众补助资金是多少？", question_en="How much did the central government allot for the year?",
    )  # fmt: skip
    provincial_funds: Fact[Money] = fact(
        zh="当年省级下达的困难群众补助资金", en="the hardship-subsidy funds that the province allotted for the year",
        question_zh="当年省级下达的困难群众补助资金是多少？", question_en="How much did the province allot for the year?",
    )  # fmt: skip
    pool_used: Fact[Money] = fact(
        zh="统筹使用的资金", en="the money of the year's pool that was used",
        question_zh="当年统筹使用的资金是多少？", question_en="How much of the year's pool was used?",
    )  # fmt: skip
    pool_used_elsewhere: Fact[Money] = fact(
        zh="统筹资金中用于列明用途以外的部分", en="the part of the pool used for none of the uses named",
        question_zh="统筹资金中有多少用于列明用途以外？没有则填 \"0.00\"。",
        question_en='How much of the pool was used for none of the uses named? "0.00" where nothing.',
    )  # fmt: skip
    elderly_allowance: Fact[Money] = fact(
        zh="经济困难老人补贴资金总额", en="the allowance money for economically difficult elderly people in all",
        question_zh="经济困难老人补贴资金总额是多少？", question_en="How much allowance money for economically difficult elderly people is there in all?",
    )  # fmt: skip
    elderly_services: Fact[Money] = fact(
        zh="其中用于购买社会化服务", en="what of it bought services from outside providers",
        question_zh="其中多少用于购买社会化服务？", question_en="How much of it bought services from outside providers?",
    )  # fmt: skip
    elderly_cash: Fact[Money] = fact(
        zh="其中发放现金", en="what of it was paid out in cash", question_zh="其中多少以现金发放？没有则填 \"0.00\"。",
        question_en='How much of it was paid out in cash? "0.00" where nothing.',
    )  # fmt: skip
    charity_use_disclosed: Fact[bool] = fact(
        zh="公益资金使用情况已公开", en="how public-welfare money is used has been made public",
        question_zh="公益资金使用情况是否已公开？", question_en="Has it been made public how public-welfare money is used?",
    )  # fmt: skip
    charity_projects_disclosed: Fact[bool] = fact(
        zh="公益项目实施情况已公开", en="what public-welfare projects do has been made public",
        question_zh="公益项目实施情况是否已公开？", question_en="Has it been made public what public-welfare projects do?",
    )  # fmt: skip
    assessments: Fact[tuple[MonthlyAssessment, ...]] = fact(
        zh="月度实地考核", en="monthly assessments", question_zh="有哪些月度考核？没有则填 []。",
        question_en="Which monthly assessments are there? [] where there is none.",
    )  # fmt: skip
    incidents: Fact[tuple[Incident, ...]] = fact(
        zh="监督检查中发现的问题", en="what came up in supervision", high=20000, question_zh="监督检查中发现了哪些问题？没有则填 []。",
        question_en="What came up in supervision? [] where there was nothing.",
    )  # fmt: skip
    # the campaign, the reserve fund, children
    steps: Fact[tuple[CountyStep, ...]] = fact(
        zh="县级行动任务", en="the county's tasks in the campaign", question_zh="有哪些行动任务？没有则填 []。",
        question_en="Which tasks are there in the campaign? [] where there is none.",
    )  # fmt: skip
    reserve_document_issued: Fact[bool] = fact(
        zh="已出台备用金制度文件", en="the document on the townships' reserve fund has been issued",
        question_zh="是否已出台规范乡镇临时救助备用金的文件？", question_en="Has the document on the townships' reserve fund been issued?",
    )  # fmt: skip
    approval_ceiling_before: Fact[Money] = fact(
        zh="原乡镇审批额度", en="up to what amount townships could approve before",
        question_zh="原来的乡镇审批额度是多少？", question_en="Up to what amount could townships approve before?",
    )  # fmt: skip
    approval_ceiling_now: Fact[Money] = fact(
        zh="现乡镇审批额度", en="up to what amount townships can approve now",
        question_zh="现在的乡镇审批额度是多少？", question_en="Up to what amount can townships approve now?",
    )  # fmt: skip
    children_to_protect: Fact[int] = fact(
        zh="应保障的孤儿和事实无人抚养儿童人数", en="orphans and unsupported children who should be protected", finding="县民政局",
        question_zh="应保障的孤儿和事实无人抚养儿童有多少人？", question_en="How many orphans and unsupported children should be protected?",
    )  # fmt: skip
    children_protected: Fact[int] = fact(
        zh="已保障的孤儿和事实无人抚养儿童人数", en="orphans and unsupported children who are protected", finding="县民政局",
        question_zh="已保障的孤儿和事实无人抚养儿童有多少人？", question_en="How many orphans and unsupported children are protected?",
    )  # fmt: skip
    # central support, work, disasters
    central_support_budgeted: Fact[bool] = assistance.CENTRAL_SUPPORT_BUDGETED
    central_support_due: Fact[int] = assistance.CENTRAL_SUPPORT_DUE
    central_support_given: Fact[int] = assistance.CENTRAL_SUPPORT_GIVEN
    work_needs_surveyed: Fact[bool] = assistance.WORK_NEEDS_SURVEYED
    disasters: Fact[tuple[DisasterEvent, ...]] = assistance.DISASTERS
    # support in institutions, work, standards and prices
    semi_care_tekun: Fact[int] = layered.SEMI_CARE_TEKUN
    semi_care_central: Fact[int] = layered.SEMI_CARE_CENTRAL
    full_care_tekun: Fact[int] = layered.FULL_CARE_TEKUN
    full_care_central: Fact[int] = layered.FULL_CARE_CENTRAL
    institutions: Fact[tuple[SupportInstitution, ...]] = layered.INSTITUTIONS
    zero_employment_families: Fact[int] = layered.ZERO_EMPLOYMENT_FAMILIES
    guidance_refers_to_province: Fact[bool] = layered.GUIDANCE_REFERS_TO_PROVINCE
    standards_followed_prices: Fact[bool] = layered.STANDARDS_FOLLOWED_PRICES
    data_compared_regularly: Fact[bool] = hardship.DATA_COMPARED_REGULARLY
    linked_standards: Fact[tuple[LinkedStandard, ...]] = hardship.LINKED_STANDARDS
    help_faults: Fact[tuple[HelpFault, ...]] = hardship.HELP_FAULTS
