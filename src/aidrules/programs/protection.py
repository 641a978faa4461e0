"""Protection of living: growth of the dibao standard, the price subsidy, free insurance, and help in a disaster."""

from __future__ import annotations

from datetime import date

from aidrules.facts.assistance import DisasterEvent, InsuranceScheme
from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.facts.terms import Area
from aidrules.lang import all_of, any_of, benefit, check, count, duty, none_of, one_of, programme, rule, standard, the_day
from aidrules.programs.people import counted, dibao_standard
from aidrules.programs.review import disaster_relief_cleared, free_insurance_cleared, price_subsidy_cleared

standard_before = standard(
    Money, "dibao.standard_before", by=Area, unit="yuan/person/month",
    zh="调整前的低保标准", en="the dibao standard before it",
)  # fmt: skip
fast_rise = standard(bool, "price_subsidy.fast_rise", zh="当年认定为物价上涨较快", en="the year is found to be one of fast price rises")
subsidy_each = standard(Money, "price_subsidy.amount", unit="yuan", zh="物价补贴标准", en="the price subsidy")
spring_festival = standard(date, "price_subsidy.spring_festival", zh="当年春节", en="this year's Spring Festival")
own_contribution = standard(
    Money, "insurance.own_contribution", by=InsuranceScheme, unit="yuan/person/year",
    zh="参保个人缴费标准", en="a person's own contribution to the scheme",
)  # fmt: skip


@rule("城市低保标准没有降低")
def urban_not_lowered() -> bool:
    """The urban dibao standard is at least the one before it."""
    return dibao_standard[Area.URBAN] >= standard_before[Area.URBAN]


@rule("农村低保标准没有降低")
def rural_not_lowered() -> bool:
    """The rural dibao standard is at least the one before it."""
    return dibao_standard[Area.RURAL] >= standard_before[Area.RURAL]


@rule("低保对象")
def receives_dibao(person: Person, home: Household) -> bool:
    """The person is in dibao: with the household, unless supported as tekun, or taken in alone."""
    return any_of(all_of(home.in_dibao, counted(person)), person.in_dibao_alone)


@rule("低保家庭成员（含单独纳入的本人）")
def of_dibao_family(person: Person, home: Household) -> bool:
    """The person is a member of a household in dibao, or was taken into dibao alone."""
    return any_of(home.in_dibao, person.in_dibao_alone)


@rule("低保家庭成员（只算整户）")
def of_dibao_household(person: Person, home: Household) -> bool:
    """The person is a member of a household that is in dibao as a whole."""
    return home.in_dibao


@rule("物价上涨较快年份的低保对象")
def subsidy_due(home: Household) -> bool:
    """Prices rise fast this year, and somebody of the household is in dibao."""
    return all_of(fast_rise, any_of(receives_dibao(member, home) for member in home.members))


@rule("符合物价补贴条件且当年未领")
def may_draw_subsidy(home: Household) -> bool:
    """The subsidy is due to the household, and it hasn't had this year's."""
    return all_of(subsidy_due(home), none_of(home.price_subsidy_drawn))


@rule("物价补贴金额（按人）")
def subsidy(home: Household) -> Money:
    """Every dibao recipient of the household is given one subsidy."""
    return subsidy_each * count(receives_dibao(member, home) for member in home.members)


@rule("物价补贴金额（按户）")
def subsidy_for_household(home: Household) -> Money:
    """The household is given one subsidy."""
    return subsidy_each


@rule("补贴已发放或春节已到")
def subsidy_paid_or_late(home: Household) -> bool:
    """The subsidy is due, and either it was paid or Spring Festival is here."""
    return all_of(subsidy_due(home), any_of(home.price_subsidy_drawn, the_day() >= spring_festival))


@rule("补贴在春节前发放")
def paid_before_festival(home: Household) -> bool:
    """The subsidy was paid before Spring Festival; that day itself is late."""
    return all_of(home.price_subsidy_drawn, home.price_subsidy_paid_on < spring_festival)


@rule("参加新型农村合作医疗或城镇居民合作医疗")
def joins_scheme(person: Person) -> bool:
    """The person joins the rural cooperative scheme or the urban residents' one."""
    return one_of(person.insurance_scheme, InsuranceScheme.RURAL_COOPERATIVE, InsuranceScheme.URBAN_RESIDENTS)


@rule("代缴的个人缴费")
def contribution(person: Person) -> Money:
    """What the person would contribute to the scheme is paid for them, all of it."""
    return own_contribution[person.insurance_scheme]


@rule("遭受重特大自然灾害的家庭")
def struck(home: Household) -> bool:
    """The household was struck by a major natural disaster."""
    return home.struck_by_major_disaster


@rule("重特大自然灾害")
def major(disaster: DisasterEvent) -> bool:
    """It was found to be a major natural disaster."""
    return disaster.major


@rule("已启动应急救助预案")
def plan_started(disaster: DisasterEvent) -> bool:
    """The emergency plan has been started."""
    return disaster.plan_started


urban_growth = check("dibao.growth_check_urban", zh="城市低保标准增长核对", en="growth of the urban dibao standard", holds=urban_not_lowered)
rural_growth = check("dibao.growth_check_rural", zh="农村低保标准增长核对", en="growth of the rural dibao standard", holds=rural_not_lowered)
price_subsidy = benefit(
    "price_subsidy.payment", zh="基本生活物价补贴", en="single price subsidy for basic living",
    entitled=may_draw_subsidy, gates=[price_subsidy_cleared], amount=subsidy, per="once", payee="household",
)  # fmt: skip
subsidy_in_time = duty(
    "price_subsidy.in_time", zh="物价补贴春节前发放", en="the price subsidy before Spring Festival",
    applies=subsidy_paid_or_late, kept=paid_before_festival,
)  # fmt: skip
free_insurance = benefit(
    "insurance.premium", zh="免费参保（代缴个人缴费）", en="insurance free of charge",
    applies=joins_scheme, entitled=of_dibao_family, gates=[free_insurance_cleared], amount=contribution, per="year",
)  # fmt: skip
basic_living = benefit(
    "disaster.basic_living", zh="灾民衣食住医等基本生活保障", en="clothes, food, shelter and medical care in a disaster",
    entitled=struck, gates=[disaster_relief_cleared],
)  # fmt: skip
plan = duty("disaster.plan", zh="启动应急救助预案", en="starting the emergency plan", applies=major, kept=plan_started)

protection = programme("protection", outputs=[urban_growth, rural_growth, price_subsidy, subsidy_in_time, free_insurance, basic_living, plan])
