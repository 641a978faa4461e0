"""Social help: a cadre for each helped household, a grant for university, public-welfare money in the open."""

from __future__ import annotations

from aidrules.facts.bodies import County
from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, benefit, duty, gate, is_, programme, rule, standard
from aidrules.programs.helped import helped

grant = standard(Money, "education.university_grant", unit="yuan/person", zh="大学资助金", en="the university grant")


@rule("一对一负责的干部人数")
def cadres(home: Household) -> int:
    """So many village or community cadres are in charge of the household."""
    return home.assigned_cadres


@rule("帮扶对象")
def looked_after(home: Household) -> bool:
    """The household is a helped one."""
    return helped(home)


@rule("一对一掌握情况")
def one_cadre(home: Household) -> bool:
    """One village or community cadre is in charge of the household, and no more."""
    return is_(cadres(home), 1)


@rule("有干部掌握情况")
def at_least_one_cadre(home: Household) -> bool:
    """At least one village or community cadre is in charge of the household."""
    return cadres(home) >= 1


@rule("帮扶对象家庭子女上大学")
def goes_to_university(person: Person, home: Household) -> bool:
    """A child of a helped household goes to university."""
    return all_of(helped(home), person.entering_university)


@rule("大学资助金额")
def grant_amount(person: Person) -> Money:
    """The education department sets the amount."""
    return grant


@rule("公益资金使用情况公开")
def use_disclosed(county: County) -> bool:
    """It has been made public how public-welfare money is used."""
    return county.charity_use_disclosed


@rule("公益项目实施情况公开")
def projects_disclosed(county: County) -> bool:
    """It has been made public what public-welfare projects do."""
    return county.charity_projects_disclosed


one_to_one = duty(
    "society.one_to_one", zh="村（社区）干部一对一联系", en="one cadre for each household", applies=looked_after, kept=one_cadre, figures=[cadres]
)
university_grant = benefit(
    "education.university_grant", zh="子女上大学资助", en="university grant", entitled=goes_to_university, amount=grant_amount, per="once", payee="person",
)  # fmt: skip
disclosure = gate("society.disclosure", zh="公益资金和项目信息公开", en="public-welfare money in the open", steps=[use_disclosed, projects_disclosed])

society = programme("society", outputs=[one_to_one, university_grant, disclosure])
