"""Services and aid in kind: visits and care, legal and judicial aid, children, funerals, heating."""

from __future__ import annotations

from aidrules.facts.layered import ChildClass
from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.facts.terms import CareLevel, SupportMode
from aidrules.lang import all_of, any_of, benefit, is_, none_of, one_of, programme, rule, standard, when
from aidrules.programs.low_income import low_income_household, low_income_person
from aidrules.programs.special_groups import child
from aidrules.programs.tekun import disabled, elderly, minor

child_standard = standard(Money, "children.guarantee_standard", by=ChildClass, unit="yuan/person/month", zh="儿童保障标准", en="what a child is provided with")
heating_amount = standard(Money, "heating.amount", unit="yuan/year", zh="取暖救助标准", en="help with heating")


@rule("分散供养特困人员")
def dispersed(person: Person) -> bool:
    """The person is in tekun support and lives at home."""
    return is_(person.tekun_support, SupportMode.DISPERSED)


@rule("生活不能自理")
def unable_to_care(person: Person) -> bool:
    """The person needs care in part or in full."""
    return one_of(person.care_level, CareLevel.SEMI_CARE, CareLevel.FULL_CARE)


@rule("老年人、未成年人、残疾人或者重病患者")
def of_visited_group(person: Person) -> bool:
    """The person is elderly, a minor, disabled or seriously ill."""
    return any_of(elderly(person), minor(person), disabled(person), person.seriously_ill)


@rule("低保、低收入家庭中生活不能自理的人")
def unable_in_low_income(person: Person, home: Household) -> bool:
    """A member of a dibao or low-income household who is elderly, a minor, disabled or seriously ill can't care for themselves."""
    return all_of(low_income_household(home), unable_to_care(person), of_visited_group(person))


@rule("访视照料服务对象中的特困人员")
def visited_as_tekun(person: Person) -> bool:
    """Tekun persons at home are visited, whether or not they can care for themselves."""
    return dispersed(person)


@rule("访视照料服务对象中不能自理的特困人员")
def visited_as_unable_tekun(person: Person) -> bool:
    """Tekun persons at home are visited where they can't care for themselves."""
    return all_of(dispersed(person), unable_to_care(person))


@rule("访视照料服务对象")
def visited(person: Person, home: Household) -> bool:
    """Tekun persons at home are visited, and members of low-income households who can't care for themselves."""
    return any_of(visited_as_tekun(person), unable_in_low_income(person, home))


@rule("低收入人口可得到法律援助")
def of_low_income(person: Person, home: Household) -> bool:
    """Legal aid is open to low-income people."""
    return low_income_person(person, home)


@rule("受到侵害、生活困难又得不到有效赔偿")
def wronged_without_redress(person: Person) -> bool:
    """The person was wronged, lives in hardship and can't get effective compensation."""
    return all_of(person.wronged, none_of(person.effectively_compensated), person.in_living_hardship)


@rule("认定为孤儿、事实无人抚养儿童或者困境儿童")
def recognised_child(person: Person) -> bool:
    """The person is recognised as an orphan, as a child unsupported in fact, or as a child in difficulty."""
    return any_of(person.orphan, person.unsupported_child, person.child_in_difficulty)


@rule("孤儿、事实无人抚养儿童或者困境儿童")
def protected_child(person: Person) -> bool:
    """Somebody who is still a child is recognised as an orphan, as unsupported in fact, or as in difficulty."""
    return all_of(child(person), recognised_child(person))


@rule("儿童保障金额")
def child_amount(person: Person) -> Money:
    """A child is provided for under the scheme of its own class, the first that it belongs to."""
    other = when(person.unsupported_child, child_standard[ChildClass.UNSUPPORTED], otherwise=child_standard[ChildClass.IN_DIFFICULTY])
    return when(person.orphan, child_standard[ChildClass.ORPHAN], otherwise=other)


@rule("已去世")
def died(person: Person) -> bool:
    """The person has died."""
    return person.died


@rule("特殊困难群众")
def in_special_hardship(person: Person) -> bool:
    """The person is recognised as somebody in special hardship."""
    return person.in_special_hardship


@rule("列入取暖救助名单")
def heating_listed(home: Household) -> bool:
    """The household is on the locality's list for help with heating."""
    return home.heating_listed


@rule("取暖救助金额")
def heating(home: Household) -> Money:
    """A household on the list is helped with what the locality has set."""
    return heating_amount


visiting_care = benefit("services.visiting_care", zh="访视照料、心理慰藉服务", en="visits, care and comfort", entitled=visited, payee="provider")
legal_aid = benefit("legal_aid.eligibility", zh="法律援助", en="legal aid", entitled=of_low_income)
judicial_aid = benefit("judicial_aid.eligibility", zh="司法救助", en="judicial assistance", entitled=wronged_without_redress)
children = benefit(
    "children.guarantee", zh="儿童分类保障", en="provision for children by class", entitled=protected_child, amount=child_amount, per="month", payee="person"
)
funerals = benefit("funerals.free_basic", zh="基本殡葬免费服务", en="basic funeral services free of charge", applies=died, entitled=in_special_hardship)
heating_aid = benefit("heating.aid", zh="取暖救助", en="help with heating", entitled=heating_listed, amount=heating, per="year", payee="household")

aid_services = programme("aid_services", outputs=[visiting_care, legal_aid, judicial_aid, children, funerals, heating_aid])
