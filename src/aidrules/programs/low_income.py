"""Low-income people: whose household is recognised as what, and the class by which help is measured."""

from __future__ import annotations

from aidrules.facts.layered import LowIncomeClass
from aidrules.facts.people import Household, Person
from aidrules.lang import any_of, rule, when
from aidrules.programs.people import in_tekun_support


@rule("低保边缘家庭或者刚性支出困难家庭")
def edge_or_rigid(home: Household) -> bool:
    """The household is on the edge of dibao, or in hardship through unavoidable spending."""
    return any_of(home.low_income_edge, home.rigid_expenditure)


@rule("低收入家庭（含低保、低保边缘和刚性支出困难家庭）")
def low_income_household(home: Household) -> bool:
    """The household is in dibao, on its edge, in hardship through unavoidable spending, or otherwise recognised as low-income."""
    return any_of(home.in_dibao, home.low_income, edge_or_rigid(home))


@rule("低收入人口")
def low_income_person(person: Person, home: Household) -> bool:
    """The person is in tekun support, or belongs to a low-income household."""
    return any_of(in_tekun_support(person), low_income_household(home))


@rule("有成员属于低收入人口")
def has_low_income_members(home: Household) -> bool:
    """The household is low-income, or one of its members is in tekun support."""
    return any_of(low_income_household(home), any_of(in_tekun_support(member) for member in home.members))


@rule("低收入家庭类别")
def household_class(home: Household) -> LowIncomeClass:
    """A low-income household counts as the first that it is of these: in dibao, on its edge, in hardship through spending, otherwise low-income."""
    below_edge = when(home.rigid_expenditure, LowIncomeClass.RIGID, otherwise=LowIncomeClass.OTHER)
    return when(home.in_dibao, LowIncomeClass.DIBAO, otherwise=when(home.low_income_edge, LowIncomeClass.EDGE, otherwise=below_edge))


@rule("低收入人口类别")
def class_of(person: Person, home: Household) -> LowIncomeClass:
    """A tekun person is of that class, a person taken into dibao alone is of that of dibao, anybody else of the class of the household."""
    alone_or_with_household = when(person.in_dibao_alone, LowIncomeClass.DIBAO, otherwise=household_class(home))
    return when(in_tekun_support(person), LowIncomeClass.TEKUN, otherwise=alone_or_with_household)
