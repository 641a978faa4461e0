"""Emergencies: sudden hardship, temporary assistance in its forms and tiers, natural disasters."""

from __future__ import annotations

from aidrules.facts.layered import DisasterPhase, HardshipCause, HardshipDegree
from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, any_of, benefit, duty, gate, is_, none_of, programme, rule, standard, when
from aidrules.programs.low_income import edge_or_rigid, has_low_income_members

emergency_amount = standard(
    Money, "temporary.emergency_amount", by=HardshipDegree, unit="yuan", zh="急难类临时救助标准", en="temporary assistance in an emergency"
)
expenditure_amount = standard(
    Money, "temporary.expenditure_amount", by=HardshipDegree, unit="yuan",
    zh="支出困难类临时救助标准", en="temporary assistance for households on the edge or with unavoidable spending",
)  # fmt: skip


@rule("因所列原因基本生活暂时陷入困境")
def struck(home: Household) -> bool:
    """A sudden event, an accident, serious illness, a public-health emergency or another special cause has put basic living in difficulty for a time."""
    return all_of(none_of(is_(home.hardship_cause, HardshipCause.NONE)), home.temporarily_in_difficulty)


@rule("急难社会救助对象")
def in_emergency(person: Person, home: Household) -> bool:
    """The household has been struck, or the person is stranded with nothing to live on."""
    return any_of(person.stranded_without_means, struck(home))


@rule("急难发生在申请地")
def happened_here(person: Person) -> bool:
    """Help is given where the emergency happened, wherever one is registered or lives."""
    return person.emergency_here


@rule("需要临时救助的低保边缘或者刚性支出困难家庭")
def short_of_means(home: Household) -> bool:
    """A household on the edge of dibao, or in hardship through unavoidable spending, needs temporary assistance."""
    return all_of(edge_or_rigid(home), home.needs_temporary_aid)


@rule("临时救助对象")
def in_temporary_need(home: Household) -> bool:
    """The household has been struck, or is short of means."""
    return any_of(struck(home), short_of_means(home))


@rule("临时救助金额")
def temporary_amount(home: Household) -> Money:
    """The amount goes by the kind of difficulty and its tier."""
    return when(struck(home), emergency_amount[home.hardship_degree], otherwise=expenditure_amount[home.hardship_degree])


@rule("已采取至少一种救助方式")
def helped_somehow(home: Household) -> bool:
    """Money or goods were given, or the household was referred to another service."""
    return any_of(home.aid_in_cash, home.aid_in_goods, home.aid_by_referral)


@rule("遭遇自然灾害")
def hit_by_disaster(home: Household) -> bool:
    """A natural disaster has struck the household."""
    return home.struck_by_disaster


@rule("处于重点救助环节的低收入人口")
def comes_first_in_disaster(home: Household) -> bool:
    """Low-income people get particular help in the emergency, the transition, drought, winter and spring, and rebuilding."""
    return all_of(has_low_income_members(home), none_of(is_(home.disaster_phase, DisasterPhase.NONE)))


emergency = benefit("emergency.eligibility", zh="急难社会救助", en="emergency assistance", entitled=in_emergency)
emergency_place = gate("emergency.place", zh="急难发生地救助", en="help where the emergency happens", applies=in_emergency, steps=[happened_here])
payment = benefit(
    "temporary.payment", zh="临时救助金", en="temporary assistance in money",
    entitled=in_temporary_need, may=True, amount=temporary_amount, per="once", payee="household",
)  # fmt: skip
forms = duty("temporary.forms", zh="临时救助方式", en="the form of temporary assistance", applies=in_temporary_need, kept=helped_somehow)
relief = benefit("disaster.relief", zh="受灾人员救助", en="disaster relief", entitled=hit_by_disaster)
priority = benefit(
    "disaster.priority", zh="低收入人口受灾重点救助", en="particular help for low-income people after a disaster",
    applies=hit_by_disaster, entitled=comes_first_in_disaster,
)  # fmt: skip

emergencies = programme("emergencies", outputs=[emergency, emergency_place, payment, forms, relief, priority])
