"""Children without care, elderly people left behind, homeless people, and where each need is referred."""

from __future__ import annotations

from aidrules.facts.bodies import County
from aidrules.facts.people import Household, Person
from aidrules.facts.poverty import Need, NeedKind
from aidrules.lang import all_of, any_of, benefit, duty, is_, none_of, one_of, programme, referral, rule, standard
from aidrules.programs.people import age
from aidrules.programs.poverty_exit import rural
from aidrules.programs.tekun import elderly
from aidrules.programs.tekun_steps import still_poor, unable_to_care
from aidrules.programs.temporary import back_or_newly_poor

child_age = standard(int, "children.age", unit="years", zh="儿童年龄上限", en="the age below which a person is a child")
very_old_age = standard(int, "elderly.very_old_age", unit="years", zh="高龄的年龄", en="the age from which a person is very old")


@rule("儿童")
def child(person: Person) -> bool:
    """The person is below the age up to which one is a child."""
    return age(person) < child_age


@rule("因疫情监护缺失的儿童")
def child_without_care(person: Person) -> bool:
    """A child has lost a guardian's care because of the epidemic."""
    return all_of(child(person), person.guardianship_lost_to_epidemic)


@rule("已保障人数")
def protected(county: County) -> int:
    """So many orphans and unsupported children are protected."""
    return county.children_protected


@rule("应保障人数")
def to_protect(county: County) -> int:
    """So many orphans and unsupported children should be protected."""
    return county.children_to_protect


@rule("孤儿和事实无人抚养儿童应保尽保")
def all_protected(county: County) -> bool:
    """All who should be protected are, no more and no fewer."""
    return is_(protected(county), to_protect(county))


@rule("农村困难家庭的老人")
def elderly_in_hardship(person: Person, home: Household) -> bool:
    """An elderly person belongs to a rural household in hardship."""
    return all_of(elderly(person), rural(home), home.in_hardship)


@rule("高龄")
def very_old(person: Person) -> bool:
    """The person has reached the age that the locality calls very old."""
    return age(person) >= very_old_age


@rule("高龄、失能或者留守")
def to_be_cared_for(person: Person) -> bool:
    """The person is very old, unable to care for themselves, or left behind."""
    return any_of(very_old(person), unable_to_care(person), person.left_behind)


@rule("生活无着的流浪乞讨人员")
def without_means(person: Person) -> bool:
    """The person is homeless or begging and has nothing to live on."""
    return person.vagrant_without_means


@rule("符合流浪乞讨人员救助条件")
def meets_vagrant_aid(person: Person) -> bool:
    """The person is found to meet the conditions of aid to the homeless."""
    return person.meets_vagrant_aid


@rule("贫困人口")
def poor(person: Person, home: Household) -> bool:
    """The person fell back into poverty or became poor newly, or the household is registered as poor and not out of poverty."""
    return any_of(back_or_newly_poor(person), still_poor(home))


@rule("不符合兜底保障条件")
def outside_safety_net(person: Person) -> bool:
    """The person is found not to meet the conditions of the safety net."""
    return none_of(person.meets_safety_net)


@rule("困难家庭成员")
def in_hardship(person: Person, home: Household) -> bool:
    """The person belongs to a household recognised as in hardship."""
    return home.in_hardship


@rule("不符合民政救助条件")
def outside_civil_affairs(person: Person) -> bool:
    """The person is found not to meet the conditions of civil-affairs aid."""
    return none_of(person.meets_civil_affairs_aid)


@rule("基本生活有困难")
def needs_basic_living(need: Need) -> bool:
    """The difficulty is with basic living."""
    return is_(need.kind, NeedKind.BASIC_LIVING)


@rule("医疗、住房、教育或就业有困难")
def needs_special_aid(need: Need) -> bool:
    """The difficulty is with medical care, housing, education or work."""
    return one_of(need.kind, NeedKind.MEDICAL, NeedKind.HOUSING, NeedKind.EDUCATION, NeedKind.EMPLOYMENT)


@rule("遭受自然灾害")
def struck_by_disaster(need: Need) -> bool:
    """A natural disaster has struck."""
    return is_(need.kind, NeedKind.DISASTER)


guardianship = benefit("children.guardianship", zh="疫情监护缺失儿童救助", en="help for children without care in the epidemic", entitled=child_without_care)
coverage = duty(
    "children.coverage", zh="孤儿和事实无人抚养儿童应保尽保", en="all orphans and unsupported children protected",
    kept=all_protected, figures=[protected, to_protect],
)  # fmt: skip
elderly_care = benefit(
    "elderly.care", zh="农村困难老人关爱帮扶", en="care for elderly people in rural hardship", applies=elderly_in_hardship, entitled=to_be_cared_for
)  # fmt: skip
vagrant_aid = benefit("vagrants.aid", zh="流浪乞讨人员救助", en="aid to homeless people", applies=without_means, entitled=meets_vagrant_aid)
other_measures = referral("referrals.other_measures", zh="落实其他帮扶", en="other measures for the poor", applies=poor, refer=outside_safety_net)
other_departments = referral(
    "referrals.other_departments", zh="转介有关部门", en="referral to other departments", applies=in_hardship, refer=outside_civil_affairs
)  # fmt: skip
basic_living = referral("referrals.basic_living", zh="纳入低保或特困供养", en="to dibao or tekun support", refer=needs_basic_living)
special_aid = referral("referrals.special_aid", zh="转介专项救助", en="to special assistance", refer=needs_special_aid)
disaster_aid = referral("referrals.disaster", zh="受灾人员救助", en="to disaster relief", refer=struck_by_disaster)

special_groups = programme(
    "special_groups",
    outputs=[guardianship, coverage, elderly_care, vagrant_aid, other_measures, other_departments, basic_living, special_aid, disaster_aid],
)
