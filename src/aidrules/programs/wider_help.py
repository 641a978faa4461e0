"""Help beyond the household's means: legal aid, assistance for new residents, and mutual-aid funds of villages and enterprises."""

from __future__ import annotations

from aidrules.facts.assistance import SuddenHardship
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, any_of, benefit, one_of, programme, rule, standard
from aidrules.programs.people import in_tekun_support
from aidrules.programs.review import legal_aid_cleared, new_residents_cleared
from aidrules.programs.tekun import disabled

policy_in_force = standard(bool, "new_residents.policy", zh="新居民救助政策已施行", en="the policy for new residents is in force")


@rule("低保家庭成员或单独纳入低保的人")
def in_dibao(person: Person, home: Household) -> bool:
    """The household is in dibao, or the person was taken in alone; whoever isn't counted there is supported as tekun, and so of a group too."""
    return any_of(home.in_dibao, person.in_dibao_alone)


@rule("有无偿法律援助的残疾人")
def covered_as_disabled(person: Person, home: Household) -> bool:
    """The person has a certified disability, whatever their means."""
    return disabled(person)


@rule("有无偿法律援助的残疾人（家庭困难）")
def covered_as_disabled_in_hardship(person: Person, home: Household) -> bool:
    """The person has a certified disability, and the household is in hardship."""
    return all_of(disabled(person), home.in_hardship)


@rule("低保对象、五保和三无人员、残疾人")
def may_have_legal_aid(person: Person, home: Household) -> bool:
    """The person is in dibao, supported as tekun (wubao, sanwu), or disabled."""
    return any_of(in_dibao(person, home), in_tekun_support(person), covered_as_disabled(person, home))


@rule("因重大疾病或突发性灾害遇困的新居民")
def new_resident_in_need(person: Person) -> bool:
    """The person is a new resident whom a major illness or a sudden disaster has befallen, and the district's policy is in force."""
    befallen = one_of(person.sudden_hardship, SuddenHardship.MAJOR_ILLNESS, SuddenHardship.SUDDEN_DISASTER)
    return all_of(policy_in_force, person.new_resident, befallen)


@rule("本村（企业）有互助基金的困难群众（职工）")
def may_have_fund(person: Person, home: Household) -> bool:
    """The person's household is in hardship, and the person's own village or enterprise has a mutual-aid fund."""
    return all_of(person.unit_has_mutual_fund, home.in_hardship)


legal_aid = benefit(
    "legal_aid.free", zh="无偿法律援助", en="legal aid free of charge", entitled=may_have_legal_aid, gates=[legal_aid_cleared]
)  # fmt: skip
new_residents = benefit(
    "new_residents.aid", zh="新居民救助", en="assistance for new residents", entitled=new_resident_in_need, gates=[new_residents_cleared]
)  # fmt: skip
mutual_fund = benefit("mutual_fund.support", zh="互助基金会的生活、医疗保障", en="help from a mutual-aid fund", entitled=may_have_fund, may=True)

wider_help = programme("wider_help", outputs=[legal_aid, new_residents, mutual_fund])
