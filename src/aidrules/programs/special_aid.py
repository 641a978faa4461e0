"""Special assistance beside medical care: education, housing first, and work."""

from __future__ import annotations

from aidrules.facts.bodies import County
from aidrules.facts.layered import Enrolment
from aidrules.facts.people import Household, Person
from aidrules.facts.terms import Area
from aidrules.lang import all_of, any_of, benefit, duty, is_, none_of, programme, rule
from aidrules.programs.aid_services import dispersed
from aidrules.programs.low_income import edge_or_rigid, low_income_person
from aidrules.programs.people import dibao_recipient
from aidrules.programs.tekun import disabled


@rule("低收入或者其他经济困难家庭")
def of_hard_up_family(person: Person, home: Household) -> bool:
    """The person is low-income, or belongs to an otherwise hard-up family."""
    return any_of(low_income_person(person, home), home.financially_difficult)


@rule("符合教育救助条件")
def student_in_need(person: Person, home: Household) -> bool:
    """A child at kindergarten or a student of a low-income or otherwise hard-up family meets the conditions."""
    enrolled = none_of(is_(person.enrolment, Enrolment.NONE))
    return all_of(of_hard_up_family(person, home), enrolled, person.meets_education_conditions)


@rule("城市家庭")
def in_town(home: Household) -> bool:
    """The household lives in town."""
    return is_(home.area, Area.URBAN)


@rule("农村家庭")
def in_the_countryside(home: Household) -> bool:
    """The household lives in the countryside."""
    return is_(home.area, Area.RURAL)


@rule("低保、低保边缘、刚性支出困难家庭或者分散供养特困人员")
def of_housing_group(home: Household) -> bool:
    """The household is in dibao, on its edge or in hardship through unavoidable spending, or a tekun person is supported at home in it."""
    return any_of(home.in_dibao, edge_or_rigid(home), any_of(dispersed(member) for member in home.members))


@rule("优先给予住房救助")
def housing_first(home: Household) -> bool:
    """A household of these groups that meets the housing conditions comes first."""
    return all_of(home.meets_housing_conditions, of_housing_group(home))


@rule("就业救助对象")
def of_employment_group(person: Person, home: Household) -> bool:
    """A dibao recipient; of an urban family without a job; disabled and unemployed; older and registered; long-term unemployed; or landless in town."""
    return any_of(
        dibao_recipient(person, home),
        home.zero_employment,
        all_of(disabled(person), person.unemployed),
        all_of(person.urban_registered_unemployed, person.older_worker),
        person.long_term_unemployed,
        person.landless_settler,
    )


@rule("符合条件的就业救助对象")
def employment_due(person: Person, home: Household) -> bool:
    """Somebody of these groups meets the conditions of employment assistance."""
    return all_of(of_employment_group(person, home), person.meets_employment_conditions)


@rule("有创业意愿的低收入人口")
def starting_up(person: Person, home: Household) -> bool:
    """A low-income person wants to start a business."""
    return all_of(low_income_person(person, home), person.wants_to_start_business)


@rule("就业困难人员")
def hard_to_place(person: Person) -> bool:
    """The person is recognised as hard to place in work."""
    return person.hard_to_place


@rule("已有个性化援助方案")
def has_plan(person: Person) -> bool:
    """There is a plan of the person's own for finding work."""
    return person.has_employment_plan


@rule("零就业家庭户数")
def zero_families(county: County) -> int:
    """In so many families nobody has a job."""
    return county.zero_employment_families


@rule("零就业家庭已清零")
def cleared(county: County) -> bool:
    """No family without a job is left."""
    return is_(zero_families(county), 0)


education = benefit("education.assistance", zh="教育救助", en="education assistance", entitled=student_in_need)
housing_urban = benefit("housing.priority_urban", zh="城市住房救助优先", en="first for housing, in town", applies=in_town, entitled=housing_first)
housing_rural = benefit(
    "housing.priority_rural", zh="农村住房救助优先", en="first for housing, in the countryside", applies=in_the_countryside, entitled=housing_first
)
employment = benefit("employment.assistance", zh="就业救助", en="employment assistance", entitled=employment_due)
startup = benefit("employment.startup", zh="创业扶持", en="help with starting a business", entitled=starting_up)
plan = duty("employment.plan", zh="个性化就业援助方案", en="a plan of one's own for finding work", applies=hard_to_place, kept=has_plan)
zero = duty("employment.zero_families", zh="零就业家庭动态清零", en="no family without a job", kept=cleared, figures=[zero_families])

special_aid = programme("special_aid", outputs=[education, housing_urban, housing_rural, employment, startup, plan, zero])
