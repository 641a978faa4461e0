"""Household and Person: the facts that the programmes of this library speak of."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from aidrules.facts import assistance, groups, hardship, layered, livelihood, poverty
from aidrules.facts.assistance import AidReview, FamilyHardship, InsuranceScheme, SchoolStage, SuddenHardship
from aidrules.facts.hardship import DisablementCause, GraveTreatment, MedicalBill, NursingPlace, WorkCapacity
from aidrules.facts.housing import Dwelling
from aidrules.facts.layered import DisasterPhase, Enrolment, HardshipCause, HardshipDegree
from aidrules.facts.model import Fact, Facts, fact, required
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.poverty import Need, PovertyGroup
from aidrules.facts.stays import HospitalStay
from aidrules.facts.terms import (
    Approval,
    Area,
    CareLevel,
    DisabilityGrade,
    DisabilityKind,
    IllnessRecognition,
    SupportMode,
)


class Disability(Facts):
    """A certified disability (持证残疾)."""

    kind: Fact[DisabilityKind] = fact(
        zh="残疾类别", en="the kind of disability", question_zh="残疾证上是哪一类残疾？", question_en="Which kind of disability does the certificate name?"
    )
    grade: Fact[DisabilityGrade] = fact(
        zh="残疾等级", en="the grade of the disability", question_zh="残疾证上是几级？", question_en="Which grade does the certificate name?"
    )
    mental_part_third: Fact[bool] = fact(
        zh="多重残疾中智力或精神单项为三级", en="of a multiple disability, the intellectual or mental part is itself grade 3", finding="残联",
        question_zh="多重残疾中，智力或精神残疾单项是否为三级？",
        question_en="Of the multiple disability, is the intellectual or mental part itself grade 3?",
    )  # fmt: skip


class Person(Facts):
    """A member of a household (家庭成员)."""

    id: str
    tekun_support: Fact[SupportMode] = groups.tekun_support()
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
    economically_difficult_elderly: Fact[bool] = groups.economically_difficult_elderly()
    hardship_disabled: Fact[bool] = fact(
        zh="困难残疾人", en="recognised as a disabled person in hardship", finding="县级残联、民政部门",
        question_zh="是否认定为困难残疾人？", question_en="Is the person recognised as a disabled person in hardship?",
    )  # fmt: skip
    poor_severely_disabled: Fact[bool] = groups.poor_severely_disabled()
    low_income_disabled: Fact[bool] = fact(
        zh="低收入残疾人", en="recognised as a disabled person with low income", finding="县级残联、民政部门",
        question_zh="是否认定为低收入残疾人？", question_en="Is the person recognised as a disabled person with low income?",
    )  # fmt: skip
    orphan: Fact[bool] = fact(
        zh="孤儿", en="recognised as an orphan", finding="县级民政部门", question_zh="是否认定为孤儿？", question_en="Is the person recognised as an orphan?",
    )  # fmt: skip
    unsupported_child: Fact[bool] = fact(
        zh="事实无人抚养儿童", en="recognised as a child whom in fact nobody supports", finding="县级民政部门",
        question_zh="是否认定为事实无人抚养儿童？", question_en="Is the person recognised as a child whom in fact nobody supports?",
    )  # fmt: skip
    other_vulnerable: Fact[bool] = groups.other_vulnerable()
    lacking_goods: Fact[int] = fact(
        zh="缺少的基本生活用品种数", en="how many kinds of basic everyday goods the person is short of", high=1000, finding="乡镇人民政府",
        question_zh="缺少几种基本生活用品？不缺则填 0。", question_en="How many kinds of basic everyday goods is the person short of? 0 where none.",
    )  # fmt: skip
    on_survey_list: Fact[bool] = fact(
        zh="列入乡镇上报的排查摸底表", en="the person is on the list that the township reported after its survey",
        question_zh="是否列入乡镇上报的排查摸底表？", question_en="Is the person on the list that the township reported after its survey?",
    )  # fmt: skip
    service_application: Fact[bool] = fact(
        zh="本人已申请补充服务", en="the person has applied for extra services",
        question_zh="本人是否已申请补充服务？", question_en="Has the person applied for extra services?",
    )  # fmt: skip
    ability_assessed: Fact[bool] = fact(
        zh="已完成生活自理能力评估并反馈", en="the self-care assessment has been made and reported", finding="第三方服务机构",
        question_zh="是否已完成生活自理能力评估并反馈？", question_en="Has the self-care assessment been made and reported?",
    )  # fmt: skip
    needs_reviewed: Fact[bool] = fact(
        zh="乡镇已建档并审核需求", en="the township has opened a file and reviewed the needs", finding="乡镇人民政府",
        question_zh="乡镇是否已建档并审核需求？", question_en="Has the township opened a file and reviewed the needs?",
    )  # fmt: skip
    services_approved: Fact[Approval] = fact(
        zh="县民政局会同财政局审批结果", en="what county civil affairs decided together with finance", finding="县级民政部门会同财政部门",
        question_zh="县民政局会同财政局的审批结果如何？", question_en="What did county civil affairs decide together with finance?",
    )  # fmt: skip
    birth_date: Fact[date] = fact(zh="出生日期", en="the day of birth", past=True, question_zh="哪一天出生？", question_en="On which day was the person born?")
    employed: Fact[bool] = fact(zh="已就业", en="the person has a job", question_zh="是否已就业？", question_en="Does the person have a job?")
    monthly_earnings: Fact[Money] = fact(
        zh="月工作收入", en="the person's earnings from work in a month",
        question_zh="每月工作收入多少？没有则填 \"0.00\"。", question_en='What does the person earn from work in a month? "0.00" where nothing.',
    )  # fmt: skip
    necessary_job_costs: Fact[Money] = fact(
        zh="必要的就业成本", en="the necessary job costs in a month", finding="县级民政部门",
        question_zh="核定的每月必要就业成本是多少？", question_en="What necessary job costs in a month does the agency recognise?",
    )  # fmt: skip
    other_monthly_income: Fact[Money] = fact(
        zh="其他月收入", en="the person's other income in a month",
        question_zh="工作以外每月还有多少收入？没有则填 \"0.00\"。", question_en='What other income is there in a month? "0.00" where there is none.',
    )  # fmt: skip
    exempt_monthly_income: Fact[Money] = fact(
        zh="其中豁免的收入", en="the part of the month's income that is exempt", finding="县级民政部门",
        question_zh="月收入（工作收入和其他收入）中有多少按规定豁免？没有则填 \"0.00\"。",
        question_en='How much of the month\'s income, earned or other, is exempt by the rules? "0.00" where nothing.',
    )  # fmt: skip
    able_to_work: Fact[bool] = fact(
        zh="有劳动能力", en="the person is able to work", finding="县级民政部门",
        question_zh="是否有劳动能力？", question_en="Is the person able to work?",
    )  # fmt: skip
    has_source_of_living: Fact[bool] = fact(
        zh="有生活来源", en="the person has a source of living", finding="县级民政部门",
        question_zh="是否有生活来源？", question_en="Does the person have a source of living?",
    )  # fmt: skip
    has_able_supporter: Fact[bool] = fact(
        zh="有能履行义务的法定赡养、抚养、扶养人", en="somebody is bound by law to support the person and able to", finding="县级民政部门",
        question_zh="是否有法定赡养、抚养、扶养义务人且其有履行能力？", question_en="Is somebody bound by law to support the person, and able to?",
    )  # fmt: skip
    disabilities: Fact[tuple[Disability, ...]] = fact(
        zh="持证残疾", en="certified disabilities", question_zh="有哪些持证残疾？没有则填 []。",
        question_en="Which certified disabilities are there? [] where there is none.",
    )  # fmt: skip
    major_illness: Fact[IllnessRecognition] = fact(
        zh="重特大疾病认定", en="who recognised a major illness", finding="医疗保障部门",
        question_zh="是否经医保部门认定为重特大疾病？", question_en="Did the healthcare-security department recognise a major illness?",
    )  # fmt: skip
    own_medical_cost_this_year: Fact[Money] = fact(
        zh="当年医疗自负费用", en="the person's own medical cost this year, after reimbursement",
        question_zh="当年报销后自己负担的医疗费用是多少？", question_en="What medical cost did the person bear this year, after reimbursement?",
    )  # fmt: skip
    individual_application: Fact[bool] = fact(
        zh="本人已申请单独纳入低保", en="the person has applied to be included in dibao alone",
        question_zh="本人（或其法定代理人）是否已申请单独纳入低保？", question_en="Has the person (or a legal representative) applied to be included alone?",
    )  # fmt: skip
    phase_out_from: Fact[Month] = fact(
        zh="渐退期首月", en="the recorded first month of the phase-out", finding="县级民政部门",
        question_zh="记录的渐退期首月是哪个月？", question_en="Which month is recorded as the first of the phase-out?",
    )  # fmt: skip
    willing_to_work: Fact[bool] = livelihood.WILLING_TO_WORK
    hardship_graduate: Fact[bool] = livelihood.HARDSHIP_GRADUATE
    in_cooperative_farming: Fact[bool] = livelihood.IN_COOPERATIVE_FARMING
    flexibly_insured: Fact[bool] = livelihood.FLEXIBLY_INSURED
    entering_university: Fact[bool] = livelihood.ENTERING_UNIVERSITY
    stays: Fact[tuple[HospitalStay, ...]] = fact(
        zh="住院记录", en="stays in hospital", question_zh="有哪些住院记录？没有则填 []。",
        question_en="Which stays in hospital were there? [] where there was none.",
    )  # fmt: skip
    # poverty groups, the bridge to dibao, the steps of tekun support, needs
    poverty_group: Fact[PovertyGroup] = poverty.POVERTY_GROUP
    bridging_aid_from: Fact[Month] = poverty.BRIDGING_AID_FROM
    still_in_difficulty: Fact[bool] = poverty.STILL_IN_DIFFICULTY
    guardianship_lost_to_epidemic: Fact[bool] = poverty.GUARDIANSHIP_LOST_TO_EPIDEMIC
    tekun_recognised_on_record: Fact[bool] = poverty.TEKUN_RECOGNISED_ON_RECORD
    tekun_approved_on_record: Fact[bool] = poverty.TEKUN_APPROVED_ON_RECORD
    tekun_ended: Fact[bool] = poverty.TEKUN_ENDED
    tekun_ending_on_record: Fact[bool] = poverty.TEKUN_ENDING_ON_RECORD
    tekun_file_kept: Fact[bool] = poverty.TEKUN_FILE_KEPT
    wishes_central_support: Fact[bool] = poverty.WISHES_CENTRAL_SUPPORT
    carer_settled: Fact[bool] = poverty.CARER_SETTLED
    care_agreement_signed: Fact[bool] = poverty.CARE_AGREEMENT_SIGNED
    left_behind: Fact[bool] = poverty.LEFT_BEHIND
    meets_safety_net: Fact[bool] = poverty.MEETS_SAFETY_NET
    meets_civil_affairs_aid: Fact[bool] = poverty.MEETS_CIVIL_AFFAIRS_AID
    vagrant_without_means: Fact[bool] = poverty.VAGRANT_WITHOUT_MEANS
    meets_vagrant_aid: Fact[bool] = poverty.MEETS_VAGRANT_AID
    needs: Fact[tuple[Need, ...]] = poverty.NEEDS
    # school, insurance, work and what has befallen the person
    in_dibao_alone: Fact[bool] = assistance.IN_DIBAO_ALONE
    institution_ward: Fact[bool] = assistance.INSTITUTION_WARD
    school_stage: Fact[SchoolStage] = assistance.SCHOOL_STAGE
    school_in_district: Fact[bool] = assistance.SCHOOL_IN_DISTRICT
    boards_at_school: Fact[bool] = assistance.BOARDS_AT_SCHOOL
    family_hardship: Fact[FamilyHardship] = assistance.FAMILY_HARDSHIP
    insurance_scheme: Fact[InsuranceScheme] = assistance.INSURANCE_SCHEME
    urban_hardship_worker: Fact[bool] = assistance.URBAN_HARDSHIP_WORKER
    new_resident: Fact[bool] = assistance.NEW_RESIDENT
    sudden_hardship: Fact[SuddenHardship] = assistance.SUDDEN_HARDSHIP
    unit_has_mutual_fund: Fact[bool] = assistance.UNIT_HAS_MUTUAL_FUND
    # layered assistance
    seriously_ill: Fact[bool] = layered.SERIOUSLY_ILL
    guardian_named: Fact[bool] = layered.GUARDIAN_NAMED
    registered_here: Fact[bool] = layered.REGISTERED_HERE
    residence_permit_here: Fact[bool] = layered.RESIDENCE_PERMIT_HERE
    stranded_without_means: Fact[bool] = layered.STRANDED_WITHOUT_MEANS
    emergency_here: Fact[bool] = layered.EMERGENCY_HERE
    wronged: Fact[bool] = layered.WRONGED
    effectively_compensated: Fact[bool] = layered.EFFECTIVELY_COMPENSATED
    in_living_hardship: Fact[bool] = layered.IN_LIVING_HARDSHIP
    child_in_difficulty: Fact[bool] = layered.CHILD_IN_DIFFICULTY
    died: Fact[bool] = layered.DIED
    in_special_hardship: Fact[bool] = layered.IN_SPECIAL_HARDSHIP
    resident_premium: Fact[Money] = layered.RESIDENT_PREMIUM
    designated_inpatient_cost: Fact[Money] = layered.DESIGNATED_INPATIENT_COST
    designated_chronic_cost: Fact[Money] = layered.DESIGNATED_CHRONIC_COST
    acutely_ill: Fact[bool] = layered.ACUTELY_ILL
    meets_medical_conditions: Fact[bool] = layered.MEETS_MEDICAL_CONDITIONS
    enrolment: Fact[Enrolment] = layered.ENROLMENT
    meets_education_conditions: Fact[bool] = layered.MEETS_EDUCATION_CONDITIONS
    unemployed: Fact[bool] = layered.UNEMPLOYED
    urban_registered_unemployed: Fact[bool] = layered.URBAN_REGISTERED_UNEMPLOYED
    older_worker: Fact[bool] = layered.OLDER_WORKER
    long_term_unemployed: Fact[bool] = layered.LONG_TERM_UNEMPLOYED
    landless_settler: Fact[bool] = layered.LANDLESS_SETTLER
    meets_employment_conditions: Fact[bool] = layered.MEETS_EMPLOYMENT_CONDITIONS
    wants_to_start_business: Fact[bool] = layered.WANTS_TO_START_BUSINESS
    hard_to_place: Fact[bool] = layered.HARD_TO_PLACE
    has_employment_plan: Fact[bool] = layered.HAS_EMPLOYMENT_PLAN
    at_risk: Fact[bool] = layered.AT_RISK
    # illness, disability and work
    main_labourer: Fact[bool] = hardship.MAIN_LABOURER
    work_capacity: Fact[WorkCapacity] = hardship.WORK_CAPACITY
    medical_aid_target: Fact[bool] = hardship.MEDICAL_AID_TARGET
    grave_treatment: Fact[GraveTreatment] = hardship.GRAVE_TREATMENT
    aid_lost_by_income: Fact[bool] = hardship.AID_LOST_BY_INCOME
    aid_extended_from: Fact[Month] = hardship.AID_EXTENDED_FROM
    out_of_area_treatment: Fact[bool] = hardship.OUT_OF_AREA_TREATMENT
    prepayment_pressure: Fact[bool] = hardship.PREPAYMENT_PRESSURE
    residual_medical_cost: Fact[Money] = hardship.RESIDUAL_MEDICAL_COST
    special_treatment_needed: Fact[bool] = hardship.SPECIAL_TREATMENT_NEEDED
    long_term_disabled: Fact[bool] = hardship.LONG_TERM_DISABLED
    disablement_cause: Fact[DisablementCause] = hardship.DISABLEMENT_CAUSE
    nursing_place: Fact[NursingPlace] = hardship.NURSING_PLACE
    premium_subsidy_recipient: Fact[bool] = hardship.PREMIUM_SUBSIDY_RECIPIENT
    care_insurance_premium: Fact[Money] = hardship.CARE_INSURANCE_PREMIUM
    bedridden: Fact[bool] = hardship.BEDRIDDEN
    job_costs_deducted: Fact[Money] = hardship.JOB_COSTS_DEDUCTED
    named_carer: Fact[bool] = hardship.NAMED_CARER
    supported_by_family: Fact[bool] = hardship.SUPPORTED_BY_FAMILY
    unable_to_live_apart: Fact[bool] = hardship.UNABLE_TO_LIVE_APART
    refused_training: Fact[bool] = hardship.REFUSED_TRAINING
    job_refusals: Fact[int] = hardship.JOB_REFUSALS
    months_without_seeking: Fact[int] = hardship.MONTHS_WITHOUT_SEEKING
    false_papers: Fact[bool] = hardship.FALSE_PAPERS
    drawn_by_fraud: Fact[Money] = hardship.DRAWN_BY_FRAUD
    of_working_age: Fact[bool] = fact(
        zh="在法定劳动年龄内", en="the person is of legal working age", finding="人社部门",
        question_zh="是否在法定劳动年龄内？", question_en="Is the person of legal working age?",
    )  # fmt: skip
    bills: Fact[tuple[MedicalBill, ...]] = hardship.BILLS


class Household(Facts):
    """A household: the members who live together (共同生活的家庭)."""

    id: str
    area: Fact[Area] = fact(
        zh="城乡类别", en="whether urban or rural standards apply", question_zh="适用城市标准还是农村标准？",
        question_en="Do urban or rural standards apply?",
    )  # fmt: skip
    in_dibao: Fact[bool] = fact(
        zh="低保家庭", en="the household is recorded as receiving dibao", finding="县级民政部门",
        question_zh="目前是否在享受低保？", question_en="Is the household recorded as receiving dibao?",
    )  # fmt: skip
    low_income: Fact[bool] = fact(
        zh="低收入家庭", en="the household is recognised as a low-income household", finding="县级民政部门",
        question_zh="是否认定为低收入家庭？", question_en="Is the household recognised as a low-income household?",
    )  # fmt: skip
    assets: Fact[Money] = fact(
        zh="家庭财产", en="the household's assets", question_zh="核定的家庭财产总值是多少？", question_en="What are the household's assets worth in all?"
    )
    income_last_year: Fact[Money] = fact(
        zh="上年度家庭总收入", en="the household's total income of last year",
        question_zh="上年度家庭总收入是多少？", question_en="What was the household's total income of last year?",
    )  # fmt: skip
    grant_before: Fact[Money] = fact(
        zh="渐退前每月低保金", en="the monthly dibao grant before the phase-out", finding="县级民政部门",
        question_zh="渐退前每月发放的低保金是多少？", question_en="What was the monthly dibao grant before the phase-out?",
    )  # fmt: skip
    # hardship, the price subsidy, the home, disasters, and the review before help
    price_subsidy_drawn: Fact[bool] = assistance.PRICE_SUBSIDY_DRAWN
    price_subsidy_paid_on: Fact[date] = assistance.PRICE_SUBSIDY_PAID_ON
    dangerous_home: Fact[bool] = assistance.DANGEROUS_HOME
    renovation_cost: Fact[Money] = assistance.RENOVATION_COST
    government_share: Fact[Money] = assistance.GOVERNMENT_SHARE
    collective_share: Fact[Money] = assistance.COLLECTIVE_SHARE
    struck_by_major_disaster: Fact[bool] = assistance.STRUCK_BY_MAJOR_DISASTER
    aid_reviews: Fact[tuple[AidReview, ...]] = assistance.AID_REVIEWS
    members: Annotated[tuple[Person, ...], Field(min_length=1)] = required(zh="家庭成员", en="the members of the household")
    # the register of the poor, the ways out of dibao, temporary assistance
    registered_poor: Fact[bool] = poverty.REGISTERED_POOR
    out_of_poverty: Fact[bool] = poverty.OUT_OF_POVERTY
    stably_out_of_poverty: Fact[bool] = poverty.STABLY_OUT_OF_POVERTY
    dibao_months: Fact[int] = poverty.DIBAO_MONTHS
    exit_applied: Fact[bool] = poverty.EXIT_APPLIED
    phase_out_since: Fact[Month] = poverty.PHASE_OUT_SINCE
    in_hardship: Fact[bool] = poverty.IN_HARDSHIP
    emergency: Fact[bool] = poverty.EMERGENCY
    proposed_aid: Fact[Money] = poverty.PROPOSED_AID
    meets_temporary_aid: Fact[bool] = poverty.MEETS_TEMPORARY_AID
    found_in_survey: Fact[bool] = poverty.FOUND_IN_SURVEY
    reserve_fund_left: Fact[Money] = poverty.RESERVE_FUND_LEFT
    epidemic_patient: Fact[bool] = poverty.EPIDEMIC_PATIENT
    epidemic_income_loss: Fact[bool] = poverty.EPIDEMIC_INCOME_LOSS
    accident: Fact[bool] = poverty.ACCIDENT
    excessive_rigid_expenditure: Fact[bool] = poverty.EXCESSIVE_RIGID_EXPENDITURE
    temporarily_in_serious_difficulty: Fact[bool] = poverty.TEMPORARILY_IN_SERIOUS_DIFFICULTY
    price_subsidy_started: Fact[bool] = poverty.PRICE_SUBSIDY_STARTED
    # layered assistance
    low_income_edge: Fact[bool] = layered.LOW_INCOME_EDGE
    rigid_expenditure: Fact[bool] = layered.RIGID_EXPENDITURE
    financially_difficult: Fact[bool] = layered.FINANCIALLY_DIFFICULT
    meets_housing_conditions: Fact[bool] = layered.MEETS_HOUSING_CONDITIONS
    zero_employment: Fact[bool] = layered.ZERO_EMPLOYMENT
    hardship_cause: Fact[HardshipCause] = layered.HARDSHIP_CAUSE
    temporarily_in_difficulty: Fact[bool] = layered.TEMPORARILY_IN_DIFFICULTY
    hardship_degree: Fact[HardshipDegree] = layered.HARDSHIP_DEGREE
    needs_temporary_aid: Fact[bool] = layered.NEEDS_TEMPORARY_AID
    aid_in_cash: Fact[bool] = layered.AID_IN_CASH
    aid_in_goods: Fact[bool] = layered.AID_IN_GOODS
    aid_by_referral: Fact[bool] = layered.AID_BY_REFERRAL
    struck_by_disaster: Fact[bool] = layered.STRUCK_BY_DISASTER
    disaster_phase: Fact[DisasterPhase] = layered.DISASTER_PHASE
    heating_listed: Fact[bool] = layered.HEATING_LISTED
    illness_poverty: Fact[bool] = fact(
        zh="因病致贫家庭", en="recognised as a family in poverty through illness", finding="民政部门",
        question_zh="是否认定为因病致贫家庭？", question_en="Is the household recognised as a family in poverty through illness?",
    )  # fmt: skip
    disability_poverty: Fact[bool] = fact(
        zh="因残致贫家庭", en="recognised as a family in poverty through disability", finding="残联、民政部门",
        question_zh="是否认定为因残致贫家庭？", question_en="Is the household recognised as a family in poverty through disability?",
    )  # fmt: skip
    sudden_illness: Fact[bool] = fact(
        zh="因突发重病致困家庭", en="recognised as a family in trouble through a sudden illness", finding="民政部门",
        question_zh="是否认定为因突发重病致困家庭？", question_en="Is the household recognised as a family in trouble through a sudden illness?",
    )  # fmt: skip
    dwellings_owned: Fact[int] = livelihood.DWELLINGS_OWNED
    assigned_cadres: Fact[int] = livelihood.ASSIGNED_CADRES
    dwellings: Fact[tuple[Dwelling, ...]] = livelihood.DWELLINGS
    # illness, disability, the way out of dibao
    local_registration: Fact[bool] = hardship.LOCAL_REGISTRATION
    illness_burden: Fact[bool] = hardship.ILLNESS_BURDEN
    living_level: Fact[Money] = hardship.LIVING_LEVEL
    long_below: Fact[bool] = hardship.LONG_BELOW
    sudden_major_illness: Fact[bool] = hardship.SUDDEN_MAJOR_ILLNESS
    illness_costs_too_large: Fact[bool] = hardship.ILLNESS_COSTS_TOO_LARGE
    labourer_kept_from_work: Fact[bool] = hardship.LABOURER_KEPT_FROM_WORK
    sudden_illness_determined: Fact[bool] = hardship.SUDDEN_ILLNESS_DETERMINED
    self_help_exhausted: Fact[bool] = hardship.SELF_HELP_EXHAUSTED
    out_for_now: Fact[bool] = hardship.OUT_FOR_NOW
    buffer_set: Fact[bool] = hardship.BUFFER_SET
    same_contact: Fact[bool] = hardship.SAME_CONTACT
    same_attention: Fact[bool] = hardship.SAME_ATTENTION
    same_support: Fact[bool] = hardship.SAME_SUPPORT
    followed_up: Fact[bool] = hardship.FOLLOWED_UP
    fell_back: Fact[bool] = hardship.FELL_BACK
