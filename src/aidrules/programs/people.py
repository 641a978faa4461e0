"""Who is who: ages, recorded tekun support, who counts as a member of the dibao unit, what income counts."""

from __future__ import annotations

from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.facts.terms import Area, SupportMode
from aidrules.lang import all_of, any_of, completed_years, count, greatest, is_, none_of, rule, standard, the_day, total, when

dibao_standard = standard(
    Money, "dibao.monthly_standard", by=Area, unit="yuan/person/month",
    zh="低保标准", en="the dibao standard",
)  # fmt: skip


@rule("年龄（周岁）")
def age(person: Person) -> int:
    """The person's age is counted in completed years on the day decided for."""
    return completed_years(person.birth_date, the_day())


@rule("属于特困供养人员")
def in_tekun_support(person: Person) -> bool:
    """The person is in tekun support, at home or in an institution."""
    return none_of(is_(person.tekun_support, SupportMode.NONE))


@rule("计入低保家庭人口")
def counted(person: Person) -> bool:
    """A member counts for dibao unless supported as tekun: nobody has both."""
    return is_(person.tekun_support, SupportMode.NONE)


@rule("计入低保的家庭人口数")
def counted_members(home: Household) -> int:
    """The members that count for dibao are those who aren't supported as tekun."""
    return count(counted(member) for member in home.members)


@rule("计入的工作收入")
def countable_earnings(person: Person, home: Household) -> Money:
    """Earnings from work count as they are."""
    return person.monthly_earnings


@rule("低保对象")
def dibao_recipient(person: Person, home: Household) -> bool:
    """The household is recorded as receiving dibao, or the person as taken into dibao alone."""
    return any_of(home.in_dibao, person.in_dibao_alone)


@rule("已就业的低保对象")
def employed_recipient(person: Person, home: Household) -> bool:
    """The person has a job and is a dibao recipient, with the household or alone."""
    return all_of(person.employed, dibao_recipient(person, home))


@rule("扣减就业成本后的工作收入")
def earnings_after_job_costs(person: Person, home: Household) -> Money:
    """Of a dibao recipient with a job the necessary job costs are deducted from earnings, never below nothing."""
    after_costs = greatest(person.monthly_earnings - person.necessary_job_costs, Money(0))
    return when(employed_recipient(person, home), after_costs, otherwise=person.monthly_earnings)


@rule("计入的其他收入")
def countable_other_income(person: Person) -> Money:
    """Other income counts as it is."""
    return person.other_monthly_income


@rule("扣除豁免后的其他收入")
def other_income_after_exemption(person: Person) -> Money:
    """The exempt part of other income doesn't count, never below nothing."""
    return greatest(person.other_monthly_income - person.exempt_monthly_income, Money(0))


@rule("扣除豁免后的个人收入")
def income_after_exemption(person: Person, home: Household) -> Money:
    """Of what a person earns and receives otherwise the exempt part doesn't count, never below nothing."""
    whole = countable_earnings(person, home) + countable_other_income(person)
    return greatest(whole - person.exempt_monthly_income, Money(0))


@rule("其他收入扣除豁免后的个人收入")
def income_with_other_exempt(person: Person, home: Household) -> Money:
    """What counts of earnings counts whole; the exempt part is taken from other income."""
    return countable_earnings(person, home) + other_income_after_exemption(person)


@rule("计入的个人收入")
def countable_income(person: Person, home: Household) -> Money:
    """What counts of a person's income is what counts of earnings and of other income."""
    return countable_earnings(person, home) + countable_other_income(person)


@rule("计入的家庭月收入")
def household_income(home: Household) -> Money:
    """The household's income is that of the members who count."""
    return total(when(counted(member), countable_income(member, home), otherwise=Money(0)) for member in home.members)


@rule("低保标准乘以家庭人口")
def standard_for_all(home: Household) -> Money:
    """The dibao standard is taken for every member who counts."""
    return dibao_standard[home.area] * counted_members(home)
