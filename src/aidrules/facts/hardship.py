"""Facts of hardship through illness and disability: bills, long-term care, work, the way out of dibao, what went wrong in helping."""

from __future__ import annotations

from typing import Final

from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.money import Money
from aidrules.facts.terms import Term


class GraveTreatment(Term):
    """The treatment for which medical assistance may go on (需延长救助的治疗); NONE: none of those named, nor one like them."""

    NONE = "none", "不属于所列治疗"
    TUMOUR = "tumour", "恶性肿瘤（含白血病）放化疗"
    TRANSPLANT = "transplant", "器官移植后抗排异治疗"
    DIALYSIS = "dialysis", "重症尿毒症透析"
    SIMILAR = "similar", "认定与所列相当的治疗"


class DisablementCause(Term):
    """Why somebody can no longer care for themselves (失能原因)."""

    ILLNESS = "illness", "因病"
    DISABILITY = "disability", "因残"
    OTHER = "other", "其他原因"


class NursingPlace(Term):
    """Where somebody is nursed (护理方式); NONE: nowhere that the insurance speaks of."""

    NONE = "none", "未接受所列护理"
    HOSPITAL = "hospital", "医疗机构住院护理"
    INSTITUTION = "institution", "养老机构护理"
    COMMUNITY_OR_HOME = "community_or_home", "社区居家护理"


class WorkCapacity(Term):
    """How much capacity to work a severe disability has left (劳动能力)."""

    KEPT = "kept", "未丧失"
    BASICALLY_LOST = "basically_lost", "基本丧失"
    LOST = "lost", "全部丧失"


class HelpFaultKind(Term):
    """What went wrong in the work of helping (帮扶工作中的问题)."""

    NOT_DONE = "not_done", "责任不落实"
    PASSED_ON = "passed_on", "相互推诿"
    TOO_LATE = "too_late", "处置不及时"
    FAVOURITISM = "favouritism", "徇私舞弊"
    ABUSE = "abuse", "滥用职权违规办理"
    OTHER = "other", "其他问题"


class SelfPayBand(Term):
    """A band of compliant self-paid costs, the lowest first (自费费用分段)."""

    FIRST = "first", "第一段"
    SECOND = "second", "第二段"
    THIRD = "third", "第三段"
    FOURTH = "fourth", "第四段"
    FIFTH = "fifth", "第五段"


class MedicalBill(Facts):
    """A medical bill, and what is left of it after the insurances have paid (医疗费用)."""

    id: str
    basic_settled: Fact[bool] = fact(
        zh="基本医疗保险已结算", en="basic medical insurance has settled the bill", finding="医保经办机构",
        question_zh="基本医疗保险是否已经结算（报销为零也算）？", question_en="Has basic medical insurance settled the bill, even if it paid nothing?",
    )  # fmt: skip
    supplementary_settled: Fact[bool] = fact(
        zh="大病补充保险已结算", en="supplementary major-illness insurance has settled the bill", finding="医保经办机构",
        question_zh="大病补充保险是否已经结算（报销为零也算）？",
        question_en="Has supplementary major-illness insurance settled the bill, even if it paid nothing?",
    )  # fmt: skip
    public_benefit_institution: Fact[bool] = fact(
        zh="公惠医疗机构", en="the bill is of a public-benefit (gonghui) medical institution", finding="民政部门、卫生部门",
        question_zh="是否为公惠医疗机构的费用？", question_en="Is the bill of a public-benefit (gonghui) medical institution?",
    )  # fmt: skip
    self_borne: Fact[Money] = fact(
        zh="保险补偿后的自负费用", en="what the patient bears of covered costs after both insurances",
        question_zh="两项保险补偿后自负费用是多少？没有则填 \"0.00\"。",
        question_en='What does the patient bear of covered costs after both insurances? "0.00" where nothing.',
    )  # fmt: skip
    compliant_self_pay: Fact[Money] = fact(
        zh="合规自费费用", en="compliant costs that no insurance covers", finding="医保经办机构",
        question_zh="合规自费费用是多少？没有则填 \"0.00\"。", question_en='How much are the compliant self-paid costs? "0.00" where nothing.',
    )  # fmt: skip
    insurer_tendered: Fact[bool] = fact(
        zh="商业保险公司经公开招投标确定", en="the commercial insurer was chosen by public tender",
        question_zh="商业保险公司是否经公开招投标确定？", question_en="Was the commercial insurer chosen by public tender?",
    )  # fmt: skip
    settled_on_the_spot: Fact[bool] = fact(
        zh="一站式即时结算", en="the bill was settled at one counter, at once",
        question_zh="是否一站式即时结算？", question_en="Was the bill settled at one counter, at once?",
    )  # fmt: skip


class LinkedStandard(Facts):
    """An assistance standard that moves with the dibao standard (随低保标准调整的救助标准)."""

    id: str
    before: Fact[Money] = fact(
        zh="调整前的标准", en="the standard before the adjustment",
        question_zh="调整前的标准是多少？", question_en="What was the standard before the adjustment?",
    )  # fmt: skip
    after: Fact[Money] = fact(
        zh="调整后的标准", en="the standard after the adjustment",
        question_zh="调整后的标准是多少？", question_en="What is the standard after the adjustment?",
    )  # fmt: skip


class HelpFault(Facts):
    """Something that went wrong in the work of helping (帮扶工作中的问题)."""

    id: str
    kind: Fact[HelpFaultKind] = fact(zh="问题类别", en="what went wrong", finding="监察部门", question_zh="属于哪一类问题？", question_en="What went wrong?")
    serious_consequences: Fact[bool] = fact(
        zh="造成严重后果", en="it had serious consequences", finding="监察部门",
        question_zh="是否造成严重后果？", question_en="Did it have serious consequences?",
    )  # fmt: skip


# of a person

MAIN_LABOURER: Final = fact(
    zh="家庭主要劳动力", en="the person is the household's main labourer", finding="民政部门",
    question_zh="是否为家庭主要劳动力？", question_en="Is the person the household's main labourer?",
)  # fmt: skip
WORK_CAPACITY: Final = fact(
    zh="重度残疾后的劳动能力", en="the capacity to work that a severe disability has left", finding="残联",
    question_zh="因重度残疾丧失了多少劳动能力？", question_en="How much capacity to work has a severe disability left?",
)  # fmt: skip
MEDICAL_AID_TARGET: Final = fact(
    zh="医疗救助对象", en="recognised as entitled to medical assistance", finding="民政部门、人社部门",
    question_zh="是否认定为医疗救助对象？", question_en="Is the person recognised as entitled to medical assistance?",
)  # fmt: skip
GRAVE_TREATMENT: Final = fact(
    zh="所受的重大治疗", en="the grave treatment that the person has", finding="民政部门、人社部门",
    question_zh="接受的是哪一种所列治疗？", question_en="Which of the treatments named does the person have?",
)  # fmt: skip
AID_LOST_BY_INCOME: Final = fact(
    zh="因收入增加不再符合医疗救助条件", en="medical assistance ended because income rose", finding="民政部门",
    question_zh="是否因收入增加而不再符合原有医疗救助条件？", question_en="Did medical assistance end because income rose?",
)  # fmt: skip
AID_EXTENDED_FROM: Final = fact(
    zh="延长救助首月", en="the recorded first month of extended medical assistance", finding="民政部门",
    question_zh="延长救助从哪个月开始？", question_en="In which month does extended medical assistance begin?",
)  # fmt: skip
OUT_OF_AREA_TREATMENT: Final = fact(
    zh="转外就医", en="the person is treated outside the area", finding="医保经办机构",
    question_zh="是否转外就医？", question_en="Is the person treated outside the area?",
)  # fmt: skip
PREPAYMENT_PRESSURE: Final = fact(
    zh="转外就医垫资压力较大", en="paying up front for it is a heavy burden", finding="民政部门",
    question_zh="转外就医是否存在较大资金压力？", question_en="Is paying up front for it a heavy burden?",
)  # fmt: skip
RESIDUAL_MEDICAL_COST: Final = fact(
    zh="医疗救助后的其他合规自费费用", en="compliant self-paid costs left after medical assistance",
    question_zh="医疗救助后还有多少合规自费费用？没有则填 \"0.00\"。",
    question_en='What compliant self-paid costs are left after medical assistance? "0.00" where nothing.',
)  # fmt: skip
SPECIAL_TREATMENT_NEEDED: Final = fact(
    zh="确需医保外特殊治疗和特效药物", en="special treatment or drugs outside the insurance are really needed", finding="医疗机构",
    question_zh="是否确需医保政策规定外的特殊治疗或特效药物？", question_en="Are special treatment or drugs outside the insurance really needed?",
)  # fmt: skip
LONG_TERM_DISABLED: Final = fact(
    zh="长期失能", en="recognised as unable for long to care for themselves", finding="人社部门",
    question_zh="是否认定为长期失能？", question_en="Is the person recognised as unable for long to care for themselves?",
)  # fmt: skip
DISABLEMENT_CAUSE: Final = fact(
    zh="失能原因", en="why the person can't care for themselves", finding="人社部门",
    question_zh="因何失能？", question_en="Why can't the person care for themselves?",
)  # fmt: skip
NURSING_PLACE: Final = fact(zh="护理方式", en="where the person is nursed", question_zh="接受哪一种护理？", question_en="Where is the person nursed?")
PREMIUM_SUBSIDY_RECIPIENT: Final = fact(
    zh="享受保费补助救助待遇", en="recognised as entitled to have premiums subsidised", finding="民政部门",
    question_zh="是否享受保费补助救助待遇？", question_en="Is the person recognised as entitled to have premiums subsidised?",
)  # fmt: skip
CARE_INSURANCE_PREMIUM: Final = fact(
    zh="长期护理保险保费", en="the year's premium of long-term-care insurance",
    question_zh="当年长期护理保险保费是多少？未参保则填 \"0.00\"。",
    question_en='What is the year\'s premium of long-term-care insurance? "0.00" where not insured.',
)  # fmt: skip
BEDRIDDEN: Final = fact(
    zh="中长期卧病在床", en="bedridden for a medium or long time", finding="卫生部门",
    question_zh="是否中长期卧病在床？", question_en="Is the person bedridden for a medium or long time?",
)  # fmt: skip
JOB_COSTS_DEDUCTED: Final = fact(
    zh="酌情扣除的就业成本", en="the job costs in a month that the agency has decided to deduct", finding="民政部门",
    question_zh="民政部门决定每月扣除多少就业成本？不扣则填 \"0.00\"。",
    question_en='What job costs in a month has the agency decided to deduct? "0.00" where none.',
)  # fmt: skip
NAMED_CARER: Final = fact(
    zh="为参与家庭护理而不计收入的人员", en="the member whose income the family asks to leave out, so that they can care",
    question_zh="家庭是否提出由此人参与护理、不计其收入？",
    question_en="Does the family ask to leave out this member's income, so that they can care?",
)  # fmt: skip
SUPPORTED_BY_FAMILY: Final = fact(
    zh="靠家庭供养", en="the person lives on the family's support", finding="民政部门",
    question_zh="是否靠家庭供养？", question_en="Does the person live on the family's support?",
)  # fmt: skip
UNABLE_TO_LIVE_APART: Final = fact(
    zh="无法单独立户", en="the person can't be registered as a household apart", finding="民政部门",
    question_zh="是否无法单独立户？", question_en="Is the person unable to be registered as a household apart?",
)  # fmt: skip
REFUSED_TRAINING: Final = fact(
    zh="拒绝接受技能培训", en="the person has refused training", finding="公共就业服务机构",
    question_zh="是否拒绝接受公共就业服务机构的技能培训？", question_en="Has the person refused the public employment service's training?",
)  # fmt: skip
JOB_REFUSALS: Final = fact(
    zh="拒绝职业介绍的次数", en="how often the person has refused a job introduction", high=10000, finding="公共就业服务机构",
    question_zh="拒绝了几次职业介绍？没有则填 0。", question_en="How often has the person refused a job introduction? 0 where never.",
)  # fmt: skip
MONTHS_WITHOUT_SEEKING: Final = fact(
    zh="未自行求职就业的月数", en="for how many full months the person has neither sought nor taken up work", high=10000, finding="公共就业服务机构",
    question_zh="已有几个整月未自行求职就业？", question_en="For how many full months has the person neither sought nor taken up work?",
)  # fmt: skip
FALSE_PAPERS: Final = fact(
    zh="出具虚假证明材料骗取帮扶资金", en="found to have produced false papers to get help money", finding="财政、监察部门",
    question_zh="是否查明出具虚假证明材料骗取帮扶资金？", question_en="Is it found that false papers were produced to get help money?",
)  # fmt: skip
DRAWN_BY_FRAUD: Final = fact(
    zh="冒领款物的金额", en="the worth of what was drawn by it", finding="财政、监察部门",
    question_zh="冒领的款物合计多少？没有则填 \"0.00\"。", question_en='What is all that was drawn by it worth? "0.00" where nothing.',
)  # fmt: skip

# of a household

LOCAL_REGISTRATION: Final = fact(
    zh="本市户籍", en="the household is registered in the city", finding="公安机关",
    question_zh="是否为本市户籍？", question_en="Is the household registered in the city?",
)  # fmt: skip
ILLNESS_BURDEN: Final = fact(
    zh="医疗费用超出家庭承受能力且自救互救不能解决",
    en="medical costs are beyond the family's means, and its own and others' help don't suffice", finding="民政部门",
    question_zh="医疗费用是否超出家庭承受能力，且自救、互救不能有效解决？",
    question_en="Are medical costs beyond the family's means, and do its own and others' help not suffice?",
)  # fmt: skip
LIVING_LEVEL: Final = fact(
    zh="实际生活水平（每人每月）", en="the actual living level, for each member in a month", finding="民政部门",
    question_zh="核定的实际生活水平（每人每月）是多少？", question_en="What is the actual living level found, for each member in a month?",
)  # fmt: skip
LONG_BELOW: Final = fact(
    zh="长期处于该生活水平", en="the household has lived at that level for a long time", finding="民政部门",
    question_zh="是否长期处于该生活水平？", question_en="Has the household lived at that level for a long time?",
)  # fmt: skip
SUDDEN_MAJOR_ILLNESS: Final = fact(
    zh="家庭成员突发重大疾病", en="a member has suddenly fallen gravely ill", finding="民政部门",
    question_zh="是否有家庭成员突发重大疾病？", question_en="Has a member suddenly fallen gravely ill?",
)  # fmt: skip
ILLNESS_COSTS_TOO_LARGE: Final = fact(
    zh="医疗费用等支出过大", en="the costs of it are too large", finding="民政部门",
    question_zh="医疗费用等支出是否过大？", question_en="Are the costs of it too large?",
)  # fmt: skip
LABOURER_KEPT_FROM_WORK: Final = fact(
    zh="主要劳动力因照看重病成员无法工作", en="the main labourer can't work because of caring for a gravely ill member", finding="民政部门",
    question_zh="主要劳动力是否因照看患重大疾病的成员而无法正常工作？",
    question_en="Is the main labourer unable to work because of caring for a gravely ill member?",
)  # fmt: skip
SUDDEN_ILLNESS_DETERMINED: Final = fact(
    zh="民政部门已受理审定", en="civil affairs has accepted the application and determined the case", finding="民政部门",
    question_zh="民政部门是否已受理并审定？", question_en="Has civil affairs accepted the application and determined the case?",
)  # fmt: skip
SELF_HELP_EXHAUSTED: Final = fact(
    zh="家庭自济互助后仍不足", en="the family's own and mutual help isn't enough", finding="民政部门",
    question_zh="家庭自济互助后是否仍不足？", question_en="Is the family's own and mutual help not enough?",
)  # fmt: skip
OUT_FOR_NOW: Final = fact(
    zh="暂时或刚实现脱贫", en="the household has only just, or for the time being, come out of poverty", finding="民政部门",
    question_zh="是否暂时或刚刚脱贫？", question_en="Has the household only just, or for the time being, come out of poverty?",
)  # fmt: skip
BUFFER_SET: Final = fact(
    zh="已设置政策缓冲期", en="a buffer period has been set for the household",
    question_zh="是否已设置政策缓冲期？", question_en="Has a buffer period been set for the household?",
)  # fmt: skip
SAME_CONTACT: Final = fact(
    zh="对口人员不变", en="the contact person has stayed the same", question_zh="对口人员是否不变？", question_en="Has the contact person stayed the same?"
)
SAME_ATTENTION: Final = fact(
    zh="关注程度不变", en="the attention has stayed the same", finding="民政部门",
    question_zh="关注程度是否不变？", question_en="Has the attention stayed the same?",
)  # fmt: skip
SAME_SUPPORT: Final = fact(
    zh="扶持力度不变", en="the strength of support has stayed the same", finding="民政部门",
    question_zh="扶持力度是否不变？", question_en="Has the strength of support stayed the same?",
)  # fmt: skip
FOLLOWED_UP: Final = fact(
    zh="定期电话访谈或走访回访", en="telephone calls or visits follow the household up regularly", finding="民政部门",
    question_zh="是否定期电话访谈或走访？", question_en="Do telephone calls or visits follow the household up regularly?",
)  # fmt: skip
FELL_BACK: Final = fact(
    zh="脱贫后再返贫", en="the household has fallen back into poverty", finding="民政部门",
    question_zh="是否脱贫后再返贫？", question_en="Has the household fallen back into poverty?",
)  # fmt: skip

# of a township or a city

HELP_IN_TARGET_ASSESSMENT: Final = fact(
    zh="帮扶工作列入目标管理考核", en="the work of helping is part of the target assessment",
    question_zh="帮扶工作是否列入区镇目标管理考核？", question_en="Is the work of helping part of the target assessment?",
)  # fmt: skip
DATA_COMPARED_REGULARLY: Final = fact(
    zh="人社、民政部门定期比对信息", en="the employment and civil-affairs departments compare their data regularly",
    question_zh="人社、民政部门是否定期比对信息？", question_en="Do the employment and civil-affairs departments compare their data regularly?",
)  # fmt: skip
LINKED_STANDARDS: Final = fact(
    zh="随低保标准调整的各类救助标准", en="the assistance standards that move with the dibao standard",
    question_zh="有哪些救助标准随低保标准调整？没有则填 []。", question_en="Which assistance standards move with the dibao standard? [] where there is none.",
)  # fmt: skip
HELP_FAULTS: Final = fact(
    zh="帮扶工作中的问题", en="what went wrong in the work of helping", high=20000,
    question_zh="帮扶工作中发现了哪些问题？没有则填 []。", question_en="What went wrong in the work of helping? [] where nothing did.",
)  # fmt: skip
BILLS: Final = fact(
    zh="医疗费用", en="medical bills", question_zh="有哪些医疗费用？没有则填 []。", question_en="Which medical bills are there? [] where there is none."
)
