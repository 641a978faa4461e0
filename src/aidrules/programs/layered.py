"""Layered assistance: who is to be taken in, which special help goes with which need, who is passed on as at risk, where one applies."""

from __future__ import annotations

from aidrules.facts.people import Household, Person
from aidrules.facts.poverty import Need, NeedKind
from aidrules.lang import all_of, any_of, benefit, gate, none_of, one_of, programme, referral, rule, standard
from aidrules.programs.dibao import has_counted_members, household_eligible
from aidrules.programs.low_income import edge_or_rigid, low_income_person
from aidrules.programs.people import dibao_recipient, in_tekun_support
from aidrules.programs.tekun import in_extreme_hardship

permit_open = standard(bool, "application.residence_permit_open", zh="本地已受理居住证持有人的申请", en="applications on a residence permit are open here")


@rule("应纳入低保")
def dibao_due(home: Household) -> bool:
    """The household meets the conditions of dibao and isn't recorded as receiving it."""
    return all_of(household_eligible(home), none_of(home.in_dibao))


@rule("应纳入特困供养")
def tekun_due(person: Person) -> bool:
    """The person meets the conditions of tekun support and isn't recorded as supported."""
    return all_of(in_extreme_hardship(person), none_of(in_tekun_support(person)))


@rule("需要专项救助")
def needs_special_aid(need: Need) -> bool:
    """The difficulty is with medical care, housing, education or work, or a disaster has struck."""
    return one_of(need.kind, NeedKind.MEDICAL, NeedKind.HOUSING, NeedKind.EDUCATION, NeedKind.EMPLOYMENT, NeedKind.DISASTER)


@rule("低保对象或者特困人员")
def in_basic_support(need: Need, person: Person, home: Household) -> bool:
    """The person receives dibao, with the household or alone, or is in tekun support."""
    return any_of(dibao_recipient(person, home), in_tekun_support(person))


@rule("医疗、住房、教育或就业有困难")
def named_special_need(need: Need) -> bool:
    """The difficulty is with medical care, housing, education or work."""
    return one_of(need.kind, NeedKind.MEDICAL, NeedKind.HOUSING, NeedKind.EDUCATION, NeedKind.EMPLOYMENT)


@rule("有其他困难")
def other_need(need: Need) -> bool:
    """The difficulty is another than medical care, housing, education or work."""
    return none_of(named_special_need(need))


@rule("属于低保边缘家庭或者刚性支出困难家庭")
def of_edge_or_rigid_household(need: Need, person: Person, home: Household) -> bool:
    """The person's household is on the edge of dibao, or in hardship through unavoidable spending."""
    return edge_or_rigid(home)


@rule("经筛查存在风险")
def at_risk(person: Person) -> bool:
    """The screening found the person at risk."""
    return person.at_risk


@rule("属于监测对象")
def monitored(person: Person, home: Household) -> bool:
    """Low-income people are monitored."""
    return low_income_person(person, home)


@rule("申请地受理")
def accepted(person: Person) -> bool:
    """One applies where one is registered, or on a residence permit where the locality has opened that."""
    return any_of(person.registered_here, all_of(person.residence_permit_here, permit_open))


intake_dibao = referral("intake.dibao", zh="应及时纳入低保", en="to be taken into dibao", applies=has_counted_members, refer=dibao_due)
intake_tekun = referral("intake.tekun", zh="应及时纳入特困供养", en="to be taken into tekun support", refer=tekun_due)
special_basic = benefit(
    "special.basic", zh="低保对象和特困人员的专项救助", en="special assistance for dibao and tekun recipients",
    applies=needs_special_aid, entitled=in_basic_support,
)  # fmt: skip
special_edge = benefit(
    "special.edge", zh="低保边缘和支出困难家庭的专项救助", en="special assistance for households on the edge or with unavoidable spending",
    applies=named_special_need, entitled=of_edge_or_rigid_household,
)  # fmt: skip
special_necessary = benefit(
    "special.necessary", zh="临时、慈善等必要的救助", en="temporary assistance, charity or other necessary help",
    applies=other_need, entitled=of_edge_or_rigid_household, may=True,
)  # fmt: skip
risk = referral("referrals.risk", zh="推送预警信息", en="passing on that somebody is at risk", applies=monitored, refer=at_risk)
application_place = gate("application.place", zh="申请地", en="where one applies", steps=[accepted])

layered = programme("layered", outputs=[intake_dibao, intake_tekun, special_basic, special_edge, special_necessary, risk, application_place])
