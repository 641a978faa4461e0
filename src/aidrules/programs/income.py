"""Income for dibao where job costs are deducted at discretion and one carer's income is left out."""

from __future__ import annotations

from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.facts.terms import CareLevel
from aidrules.lang import all_of, any_of, benefit, choice, count, is_, least, none_of, one_of, programme, rule, standard, total, when
from aidrules.programs.helped import on_dibao_or_its_edge
from aidrules.programs.people import countable_earnings, countable_other_income

least_deduction = standard(Money, "income.least_deduction", unit="yuan/month", zh="就业成本扣除下限", en="the least that is deducted for job costs")


@rule("有职业收入")
def has_earnings(person: Person) -> bool:
    """The person has earnings from work."""
    return person.monthly_earnings > Money(0)


@rule("就业成本扣除上限")
def most_deducted(person: Person) -> Money:
    """No more than the necessary job costs is deducted, and no more than the earnings."""
    return least(person.necessary_job_costs, person.monthly_earnings)


deduction = choice(
    Money, "income.job_cost_deduction", of=Person, low=least_deduction, high=most_deducted,
    zh="酌情扣除的就业成本", en="the job costs deducted",
)  # fmt: skip


@rule("扣除就业成本后的职业收入")
def earnings_after_deduction(person: Person) -> Money:
    """Of earnings from work the job costs that the agency chooses to deduct don't count."""
    return person.monthly_earnings - deduction(person)


@rule("计入的职业收入")
def earnings_counted(person: Person, home: Household) -> Money:
    """What counts of earnings from work is what is left after the job costs that are recorded as deducted, within what may be deducted."""
    deducted = least(person.job_costs_deducted, most_deducted(person))
    return when(has_earnings(person), person.monthly_earnings - deducted, otherwise=Money(0))


@rule("需半护理或全护理")
def needs_care(person: Person) -> bool:
    """The person needs semi or full care."""
    return one_of(person.care_level, CareLevel.SEMI_CARE, CareLevel.FULL_CARE)


@rule("为护理不计收入的劳动年龄段人员")
def carer(person: Person) -> bool:
    """The family names the person, who is of working age, as the one whose income is left out."""
    return all_of(person.named_carer, person.of_working_age)


@rule("由他人护理的成员")
def cared_for(person: Person) -> bool:
    """The person needs semi or full care, and isn't the one whose income is left out."""
    return all_of(needs_care(person), none_of(carer(person)))


@rule("可有成员不计收入")
def one_left_out(home: Household) -> bool:
    """A family in dibao or on its edge names one member of working age, and no more, where somebody else in it needs semi or full care."""
    return all_of(
        on_dibao_or_its_edge(home),
        any_of(cared_for(member) for member in home.members),
        is_(count(carer(member) for member in home.members), 1),
    )


@rule("不计入的收入")
def income_left_out(home: Household) -> Money:
    """The carer's income isn't counted."""
    return total(when(carer(member), counted_otherwise(member, home), otherwise=Money(0)) for member in home.members)


@rule("否则计入的收入")
def counted_otherwise(person: Person, home: Household) -> Money:
    """What would count of a person's income is what counts of earnings and of other income."""
    return countable_earnings(person, home) + countable_other_income(person)


@rule("计入的个人收入")
def counted_income(person: Person, home: Household) -> Money:
    """A person's income counts, unless they are the one whose income is left out."""
    return when(all_of(carer(person), one_left_out(home)), Money(0), otherwise=counted_otherwise(person, home))


countable = benefit(
    "income.countable_earnings", zh="核定职业收入", en="earnings from work that count",
    entitled=has_earnings, amount=earnings_after_deduction, per="month",
)  # fmt: skip
carer_disregard = benefit(
    "income.carer_disregard", zh="护理人员不计收入", en="a carer's income left out",
    entitled=one_left_out, amount=income_left_out, per="month",
)  # fmt: skip

income = programme("income", outputs=[countable, carer_disregard])
