"""Dibao as a household of one: for adults without work whom a severe disability leaves to their family's support."""

from __future__ import annotations

from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, benefit, none_of, programme, rule, standard
from aidrules.programs.dibao import severely_disabled
from aidrules.programs.income import counted_otherwise
from aidrules.programs.people import age, dibao_standard

adult_age = standard(int, "dibao.adult_age", unit="years", zh="成年年龄", en="the age from which a person is an adult")


@rule("成年")
def adult(person: Person) -> bool:
    """The person is an adult."""
    return age(person) >= adult_age


@rule("无法单独立户且靠家庭供养")
def left_to_the_family(person: Person) -> bool:
    """The family supports the person, who can't be registered as a household apart."""
    return all_of(person.supported_by_family, person.unable_to_live_apart)


@rule("成年无业重度残疾人")
def disabled_adult_without_work(person: Person) -> bool:
    """The person is an adult, has no job, and has a certified disability of grade 1 or 2."""
    return all_of(adult(person), none_of(person.employed), severely_disabled(person))


@rule("可参照单人户纳入低保")
def taken_as_one(person: Person, home: Household) -> bool:
    """A severely disabled adult without work, whom a family in hardship supports and who can't live apart, counts as a household of one."""
    return all_of(home.in_hardship, disabled_adult_without_work(person), left_to_the_family(person))


@rule("本人申请")
def applied(person: Person) -> bool:
    """The person has applied, or a legal representative has."""
    return person.individual_application


@rule("家庭已在低保内")
def already_covered(person: Person, home: Household) -> bool:
    """The household as a whole is recorded in dibao, and the person would count twice."""
    return home.in_dibao


@rule("单人户收入低于低保标准")
def one_below_standard(person: Person, home: Household) -> bool:
    """The person counts as a household of one, and the own income is below the dibao standard."""
    return all_of(taken_as_one(person, home), counted_otherwise(person, home) < dibao_standard[home.area])


@rule("单人户低保金")
def amount_for_one(person: Person, home: Household) -> Money:
    """As a household of one the person is paid what the own income lacks to the standard."""
    return dibao_standard[home.area] - counted_otherwise(person, home)


inclusion = benefit(
    "dibao.single_person", zh="参照单人户纳入低保", en="inclusion in dibao as a household of one",
    entitled=taken_as_one, gates=[applied], notices=[already_covered],
)  # fmt: skip
grant = benefit(
    "dibao.single_person_grant", zh="单人户低保金", en="dibao grant of a household of one",
    entitled=one_below_standard, gates=[applied], amount=amount_for_one, per="month", payee="person",
)  # fmt: skip

single_person = programme("single_person", outputs=[inclusion, grant])
