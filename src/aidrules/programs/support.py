"""Help beside medical assistance: charity, long-term-care insurance, family doctors, nursing guidance at home."""

from __future__ import annotations

from aidrules.facts.hardship import DisablementCause, NursingPlace
from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, any_of, benefit, one_of, programme, rule
from aidrules.programs.helped import helped


@rule("医疗救助后仍有需要")
def still_in_need(person: Person) -> bool:
    """Compliant self-paid costs are left after medical assistance, or special treatment outside the insurance is really needed."""
    return any_of(person.residual_medical_cost > Money(0), person.special_treatment_needed)


@rule("可获慈善救助")
def charity_may_help(person: Person, home: Household) -> bool:
    """A member of a helped household who is still in need, when the family's own and mutual help isn't enough, may have charity's help."""
    return all_of(helped(home), still_in_need(person), home.self_help_exhausted)


@rule("因病或因残长期失能")
def disabled_for_long(person: Person) -> bool:
    """Illness or disability leaves the person unable for long to care for themselves."""
    return all_of(person.long_term_disabled, one_of(person.disablement_cause, DisablementCause.ILLNESS, DisablementCause.DISABILITY))


@rule("接受所列护理")
def nursed(person: Person) -> bool:
    """The person is nursed in hospital, in an institution, or in the community or at home."""
    return one_of(person.nursing_place, NursingPlace.HOSPITAL, NursingPlace.INSTITUTION, NursingPlace.COMMUNITY_OR_HOME)


@rule("长期护理费用由基金保障")
def nursing_covered(person: Person) -> bool:
    """The fund covers the nursing of those whom illness or disability leaves unable for long to care for themselves."""
    return all_of(disabled_for_long(person), nursed(person))


@rule("享受保费补助且需缴保费")
def premium_subsidised(person: Person) -> bool:
    """Somebody entitled to have premiums subsidised has a premium of long-term-care insurance to pay."""
    return all_of(person.premium_subsidy_recipient, person.care_insurance_premium > Money(0))


@rule("保费全额")
def whole_premium(person: Person) -> Money:
    """The whole premium is paid."""
    return person.care_insurance_premium


@rule("帮扶对象")
def member_of_helped_household(person: Person, home: Household) -> bool:
    """The person is a member of a helped household."""
    return helped(home)


@rule("中长期卧病在床的帮扶对象")
def bedridden_and_helped(person: Person, home: Household) -> bool:
    """A member of a helped household is bedridden for a medium or long time."""
    return all_of(helped(home), person.bedridden)


charity = benefit("charity.medical", zh="社会慈善和公益救助", en="charity's help with medical costs", entitled=charity_may_help, may=True)
nursing = benefit("care_insurance.nursing", zh="长期护理基金保障", en="nursing covered by long-term-care insurance", entitled=nursing_covered)
premium = benefit(
    "care_insurance.premium", zh="长期护理保险保费补助", en="the premium of long-term-care insurance",
    entitled=premium_subsidised, amount=whole_premium, per="year", payee="person",
)  # fmt: skip
family_doctor = benefit("health.family_doctor", zh="家庭医生服务", en="services of a family doctor", entitled=member_of_helped_household)
nursing_guidance = benefit("health.nursing_guidance", zh="居家护理技能指导", en="guidance on nursing at home", entitled=bedridden_and_helped)

support = programme("support", outputs=[charity, nursing, premium, family_doctor, nursing_guidance])
