"""Medical assistance by class: the insurance contribution, the year's costs, the emergency fund."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.layered import LowIncomeClass
from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.facts.terms import Rounding
from aidrules.lang import all_of, benefit, greatest, least, programme, rule, standard, times
from aidrules.programs.low_income import class_of, low_income_person

premium_aid = standard(Money, "medical.premium_aid", by=LowIncomeClass, unit="yuan/person/year", zh="参保资助标准", en="help with the insurance contribution")
deductible = standard(Money, "medical.deductible", by=LowIncomeClass, unit="yuan/person/year", zh="医疗救助起付标准", en="the deductible")
aid_rate = standard(Fraction, "medical.aid_rate", by=LowIncomeClass, zh="医疗救助比例", en="the part of the costs that is borne")
aid_cap = standard(Money, "medical.aid_cap", by=LowIncomeClass, unit="yuan/person/year", zh="医疗救助年度限额", en="the most in a year")
aid_rounding = standard(Rounding, "medical.aid_rounding", zh="医疗救助取整", en="how medical assistance is rounded")


@rule("符合条件的低收入人口")
def qualifies(person: Person, home: Household) -> bool:
    """The person is low-income and meets the conditions of medical assistance."""
    return all_of(low_income_person(person, home), person.meets_medical_conditions)


@rule("符合条件并参加城乡居民医保")
def insured(person: Person, home: Household) -> bool:
    """A low-income person who qualifies owes a contribution to residents' medical insurance."""
    return all_of(qualifies(person, home), person.resident_premium > Money(0))


@rule("参保资助金额")
def premium_amount(person: Person, home: Household) -> Money:
    """The help goes by class, and is at most the person's own contribution."""
    return least(premium_aid[class_of(person, home)], person.resident_premium)


@rule("当年纳入救助的医疗费用")
def costs(person: Person) -> Money:
    """In-patient costs and out-patient costs of chronic and special diseases, both in designated institutions, count."""
    return person.designated_inpatient_cost + person.designated_chronic_cost


@rule("符合条件并有纳入救助的费用")
def has_costs(person: Person, home: Household) -> bool:
    """A low-income person who qualifies has costs that count."""
    return all_of(qualifies(person, home), costs(person) > Money(0))


@rule("起付标准以上的费用")
def above_deductible(person: Person, home: Household) -> Money:
    """Of the year's costs those above the deductible of the class are helped with."""
    return greatest(costs(person) - deductible[class_of(person, home)], Money(0))


@rule("医疗救助金额")
def aid_amount(person: Person, home: Household) -> Money:
    """A part of these costs is borne, by class, up to the most in a year."""
    borne = times(above_deductible(person, home), aid_rate[class_of(person, home)], rounding=aid_rounding)
    return least(borne, aid_cap[class_of(person, home)])


@rule("符合条件的低收入人口出现急危重伤病")
def acutely_ill(person: Person, home: Household) -> bool:
    """A low-income person who qualifies is acutely or critically ill, or badly injured."""
    return all_of(qualifies(person, home), person.acutely_ill)


premium_subsidy = benefit(
    "medical.premium_subsidy", zh="参保资助", en="help with the insurance contribution",
    entitled=insured, amount=premium_amount, per="year", payee="person",
)  # fmt: skip
assistance = benefit("medical.assistance", zh="医疗救助", en="medical assistance", entitled=has_costs, amount=aid_amount, per="year", payee="person")
emergency_fund = benefit("medical.emergency_fund", zh="疾病应急救助基金支付", en="payment from the emergency fund for diseases", entitled=acutely_ill)

medical_aid = programme("medical_aid", outputs=[premium_subsidy, assistance, emergency_fund])
