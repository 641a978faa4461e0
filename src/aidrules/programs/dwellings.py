"""Dwellings: social housing first, and what is paid for making dangerous dwellings safe."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.housing import Dwelling
from aidrules.facts.money import Money
from aidrules.facts.people import Household
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Area, DibaoStatus, Remedy, Rounding
from aidrules.lang import all_of, any_of, benefit, is_, least, none_of, priced, programme, rule, standard, when
from aidrules.programs.helped import helped, on_dibao_or_its_edge

hardship_subsidy = standard(Money, "dwellings.hardship_subsidy", unit="yuan/dwelling", zh="危房治理困难补助", en="the hardship subsidy for treatment")
rebuild_cost = standard(Money, "dwellings.rebuild_cost", unit="yuan/m2", zh="翻建每平方米造价", en="the cost of rebuilding a square metre")
rebuild_part = standard(Fraction, "dwellings.rebuild_part", by=DibaoStatus, zh="翻建补助比例", en="the part of the cost that is paid")
area_per_head = standard(Quantity, "dwellings.area_per_head", unit="m2", zh="人均补助面积", en="the area subsidised for each head")
most_area = standard(Quantity, "dwellings.most_area", unit="m2", zh="补助总面积上限", en="the most area subsidised")
reinforcement = standard(Money, "dwellings.reinforcement", unit="yuan/household", zh="农村危房加固补贴", en="the subsidy for reinforcing a rural dwelling")
urban_rate = standard(Money, "dwellings.urban_rate", unit="yuan/m2", zh="城镇危房加固每平方米补助", en="the subsidy for a square metre reinforced in town")
rounding = standard(Rounding, "dwellings.rounding", zh="按面积计算的补助取整", en="how a subsidy by area is rounded")
demolition_subsidy = standard(Money, "dwellings.demolition_subsidy", unit="yuan/dwelling", zh="危房拆除补助", en="the subsidy for demolition")


@rule("符合住房保障条件的帮扶对象")
def housed_first(home: Household) -> bool:
    """A helped household that meets the conditions of social housing has it, and comes first."""
    return all_of(helped(home), home.meets_housing_conditions)


@rule("帮扶对象的危险房屋")
def dangerous_home(dwelling: Dwelling, home: Household) -> bool:
    """The dwelling of a helped household is recognised as dangerous."""
    return all_of(helped(home), dwelling.dangerous)


@rule("正在治理")
def treated(dwelling: Dwelling) -> bool:
    """The dwelling is being rebuilt, reinforced or demolished."""
    return none_of(is_(dwelling.remedy, Remedy.NONE))


@rule("帮扶对象的危房正在治理")
def home_treated(dwelling: Dwelling, home: Household) -> bool:
    """The dangerous dwelling of a helped household is being treated."""
    return all_of(dangerous_home(dwelling, home), treated(dwelling))


@rule("危房治理困难补助金额")
def hardship_amount(dwelling: Dwelling) -> Money:
    """The demolition policy sets the amount."""
    return hardship_subsidy


@rule("农村房屋")
def rural(dwelling: Dwelling) -> bool:
    """The dwelling stands in the countryside."""
    return is_(dwelling.area, Area.RURAL)


@rule("城镇房屋")
def urban(dwelling: Dwelling) -> bool:
    """The dwelling stands in town."""
    return is_(dwelling.area, Area.URBAN)


@rule("低保、低保边缘家庭或帮扶对象")
def rebuilding_household(home: Household) -> bool:
    """Households in dibao or on its edge are subsidised for rebuilding; other helped households might be."""
    return any_of(on_dibao_or_its_edge(home), helped(home))


@rule("帮扶对象")
def helped_household(home: Household) -> bool:
    """Only helped households are subsidised for rebuilding."""
    return helped(home)


@rule("危房翻建改造")
def rebuilt(dwelling: Dwelling, home: Household) -> bool:
    """A dangerous dwelling is rebuilt."""
    return all_of(rebuilding_household(home), dwelling.dangerous, is_(dwelling.remedy, Remedy.REBUILD))


@rule("按人口计算的补助面积")
def area_for_heads(dwelling: Dwelling) -> Quantity:
    """A fixed area is subsidised for each head, up to a whole that no household exceeds."""
    return least(area_per_head * dwelling.heads, most_area)


@rule("补助面积")
def subsidised_area(dwelling: Dwelling) -> Quantity:
    """Within the area for the heads no more than what was rebuilt is subsidised."""
    return least(area_for_heads(dwelling), dwelling.rebuilt_area)


@rule("农村危房翻建补助金额")
def rebuild_amount(dwelling: Dwelling, home: Household) -> Money:
    """The cost of a square metre is taken for the area subsidised, and a part is paid that goes by whether the household is in dibao or on its edge."""
    edge_or_other = when(home.low_income_edge, rebuild_part[DibaoStatus.EDGE], otherwise=rebuild_part[DibaoStatus.OTHER])
    part = when(home.in_dibao, rebuild_part[DibaoStatus.DIBAO], otherwise=edge_or_other)
    return priced(rebuild_cost, subsidised_area(dwelling), part=part, rounding=rounding)


@rule("农村危房加固")
def reinforced(dwelling: Dwelling) -> bool:
    """A dangerous dwelling in the countryside is reinforced."""
    return all_of(rural(dwelling), dwelling.dangerous, is_(dwelling.remedy, Remedy.REINFORCE))


@rule("农村危房加固改造的帮扶对象")
def reinforces_at_home(home: Household) -> bool:
    """A helped household reinforces a dangerous dwelling in the countryside."""
    return all_of(helped(home), any_of(reinforced(dwelling) for dwelling in home.dwellings))


@rule("农村危房加固补贴金额")
def reinforcement_amount(home: Household) -> Money:
    """Each household is paid one amount, however large the dwelling."""
    return reinforcement


@rule("危房加固维修")
def home_reinforced(dwelling: Dwelling, home: Household) -> bool:
    """The dangerous dwelling of a helped household is reinforced or repaired."""
    return all_of(dangerous_home(dwelling, home), is_(dwelling.remedy, Remedy.REINFORCE))


@rule("城镇危房加固补助金额")
def urban_amount(dwelling: Dwelling) -> Money:
    """Every square metre of lawful floor area is subsidised."""
    return priced(urban_rate, dwelling.lawful_area, rounding=rounding)


@rule("加固维修的危房有合法建筑面积")
def lawfully_built_and_reinforced(dwelling: Dwelling, home: Household) -> bool:
    """The dangerous dwelling that a helped household reinforces has lawful floor area to be paid for."""
    return all_of(home_reinforced(dwelling, home), urban_amount(dwelling) > Money(0))


@rule("拆除的危房")
def demolished(dwelling: Dwelling) -> bool:
    """The dwelling is demolished."""
    return is_(dwelling.remedy, Remedy.DEMOLISH)


@rule("拆除的城镇危房")
def demolished_in_town(dwelling: Dwelling) -> bool:
    """The dwelling is demolished, and stands in town."""
    return all_of(urban(dwelling), is_(dwelling.remedy, Remedy.DEMOLISH))


@rule("帮扶对象的危房拆除")
def home_demolished(dwelling: Dwelling, home: Household) -> bool:
    """The dangerous dwelling of a helped household is demolished."""
    return all_of(dangerous_home(dwelling, home), demolished(dwelling))


@rule("危房拆除补助金额")
def demolition_amount(dwelling: Dwelling) -> Money:
    """The expropriation policy sets the amount."""
    return demolition_subsidy


social_housing = benefit("housing.social_housing", zh="优先纳入住房保障", en="social housing first", entitled=housed_first)
priority = benefit("dwellings.priority", zh="优先治理危房", en="dangerous dwelling treated first", entitled=dangerous_home)
hardship = benefit(
    "dwellings.hardship", zh="危房治理困难补助", en="hardship subsidy in treating a dangerous dwelling",
    entitled=home_treated, amount=hardship_amount, per="once", payee="household",
)  # fmt: skip
rural_rebuild = benefit(
    "dwellings.rural_rebuild", zh="农村危房翻建补助", en="subsidy for rebuilding a rural dwelling",
    applies=rural, entitled=rebuilt, amount=rebuild_amount, figures=[subsidised_area], per="once", payee="household",
)  # fmt: skip
rural_reinforce = benefit(
    "dwellings.rural_reinforce", zh="农村危房加固补贴", en="subsidy for reinforcing a rural dwelling",
    entitled=reinforces_at_home, amount=reinforcement_amount, per="once", payee="household",
)  # fmt: skip
urban_reinforce = benefit(
    "dwellings.urban_reinforce", zh="城镇危房加固补助", en="subsidy for reinforcing a dwelling in town",
    applies=urban, entitled=lawfully_built_and_reinforced, amount=urban_amount, per="once", payee="household",
)  # fmt: skip
demolition = benefit(
    "dwellings.demolition", zh="危房拆除补助", en="subsidy for demolishing a dangerous dwelling",
    entitled=home_demolished, amount=demolition_amount, per="once", payee="household",
)  # fmt: skip

dwellings = programme("dwellings", outputs=[social_housing, priority, hardship, rural_rebuild, rural_reinforce, urban_reinforce, demolition])
