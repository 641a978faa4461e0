"""Service at home by a third-party organisation: how near, how often, and what poor service costs it."""

from __future__ import annotations

from aidrules.facts.bodies import Provider, ServedPerson
from aidrules.facts.money import Money
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import AssessmentFinding, SupportMode
from aidrules.lang import all_of, any_of, choice, duty, greatest, is_, none_of, one_of, programme, rule, sanction, standard, when

circle = standard(Quantity, "service.circle", unit="min", zh="服务圈时间", en="the service circle")
least_thrice = standard(
    int,
    "service.least_home_or_elderly",
    unit="visits/month",
    zh="分散供养特困人员和困难老人每月上门次数下限",
    en="the least visits a month to tekun persons at home and the elderly",
)
least_twice = standard(
    int, "service.least_disabled", unit="visits/month", zh="贫困重度残疾人每月上门次数下限", en="the least visits a month to poor severely disabled people"
)
least_deduction = standard(Money, "sanctions.least_deduction", unit="yuan", zh="扣减费用下限", en="the least deduction")


@rule("分散供养特困人员或经济困难老年人")
def in_first_group(person: ServedPerson) -> bool:
    """The person is in tekun support at home, or an economically difficult elderly person."""
    return any_of(is_(person.tekun_support, SupportMode.DISPERSED), person.economically_difficult_elderly)


@rule("贫困重度残疾人")
def in_second_group(person: ServedPerson) -> bool:
    """The person is poor and severely disabled."""
    return person.poor_severely_disabled


@rule("上门服务对象")
def in_any_group(person: ServedPerson) -> bool:
    """The person belongs to one of the groups that a provider serves at home."""
    return any_of(in_first_group(person), in_second_group(person), person.other_vulnerable)


@rule("从服务网点到家中的时间")
def travel(person: ServedPerson) -> Quantity:
    """A worker needs so long from the nearest service point to the person's home."""
    return person.travel_time


@rule("服务圈时间")
def radius(person: ServedPerson) -> Quantity:
    """The service circle is so wide."""
    return circle


@rule("在服务圈内")
def within_circle(person: ServedPerson) -> bool:
    """A worker can be at the person's home within the time of the service circle."""
    return travel(person) <= radius(person)


@rule("当月上门服务次数")
def visits(person: ServedPerson) -> int:
    """So many times the provider has served the person at home this month."""
    return person.service_visits


@rule("应上门服务次数")
def required(person: ServedPerson) -> int:
    """Of the numbers for the groups that the person belongs to the higher counts; for other people in need there is no fixed number."""
    return greatest(when(in_first_group(person), least_thrice, otherwise=0), when(in_second_group(person), least_twice, otherwise=0))


@rule("第一类人群上门次数到位")
def first_group_served(person: ServedPerson) -> bool:
    """A tekun person at home or an economically difficult elderly person is served at least as often as that group is to be."""
    return when(in_first_group(person), visits(person) >= least_thrice, otherwise=True)


@rule("贫困重度残疾人上门次数到位")
def second_group_served(person: ServedPerson) -> bool:
    """A poor severely disabled person is served at least as often as that group is to be."""
    return when(in_second_group(person), visits(person) >= least_twice, otherwise=True)


@rule("上门服务次数到位")
def served_enough(person: ServedPerson) -> bool:
    """The provider has served the person as often as each group of theirs asks for."""
    return all_of(first_group_served(person), second_group_served(person))


@rule("按需上门，次数不定")
def on_demand(person: ServedPerson) -> bool:
    """The person is served when they need it, without a fixed number of visits."""
    return all_of(person.other_vulnerable, none_of(in_first_group(person), in_second_group(person)))


@rule("服务效果差或弄虚作假")
def poor_or_faked(provider: Provider) -> bool:
    """The assessment found that the service was poor, or that work was faked."""
    return one_of(provider.finding, AssessmentFinding.POOR, AssessmentFinding.FAKED)


@rule("被考核月份的服务费用")
def fee(provider: Provider) -> Money:
    """The provider's service fee of the month that was assessed."""
    return provider.monthly_fee


fee_deduction = choice(
    Money, "sanctions.fee_deduction", of=Provider, low=least_deduction, high=fee, zh="扣减的服务费用", en="what is taken off the service fee"
)


@rule("扣减的服务费用")
def deduction(provider: Provider) -> Money:
    """The county decides how much is taken off the fee."""
    return fee_deduction(provider)


@rule("扣减后的服务费用")
def fee_left(provider: Provider) -> Money:
    """What is left of the fee."""
    return fee(provider) - deduction(provider)


service_circle = duty(
    "service.circle", zh="上门服务圈", en="the service circle",
    applies=in_any_group, kept=within_circle, figures=[travel, radius],
)  # fmt: skip
service_visits = duty(
    "service.visits", zh="上门补充服务", en="service visits at home",
    applies=in_any_group, kept=served_enough, figures=[visits, required], notices=[on_demand],
)  # fmt: skip
provider_fee = sanction(
    "sanctions.provider_fee", zh="扣减当月服务费用", en="a deduction from the provider's fee",
    when=poor_or_faked, takes=deduction, leaves=fee_left, per="once", payee="provider",
)  # fmt: skip

home_service = programme("home_service", outputs=[service_circle, service_visits, provider_fee])
