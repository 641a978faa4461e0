"""Linkage: what the standards have to follow, from what residents spend, from the province's guidance and from prices."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.bodies import County
from aidrules.facts.money import Money
from aidrules.facts.terms import Area, Rounding
from aidrules.lang import check, duty, programme, rule, standard, times
from aidrules.programs.dibao import city_guidance
from aidrules.programs.people import dibao_standard

consumption = standard(Money, "dibao.consumption", by=Area, unit="yuan/person/month", zh="居民人均消费支出", en="what residents spend on average")
link_ratio = standard(Fraction, "dibao.link_ratio", zh="低保标准与消费支出挂钩的比例", en="the part of spending that the dibao standard follows")
link_rounding = standard(Rounding, "dibao.link_rounding", zh="挂钩数额取整", en="how that part is rounded")
province_guidance = standard(Money, "dibao.province_guidance", by=Area, unit="yuan/person/month", zh="省级低保指导标准", en="the province's guidance standard")
price_rise = standard(Fraction, "prices.rise", zh="物价涨幅", en="the rise in prices")
price_trigger = standard(Fraction, "prices.trigger", zh="物价联动启动涨幅", en="the rise that sets off the linkage")


@rule("城市居民消费支出中挂钩的数额")
def urban_linked() -> Money:
    """The set part of what residents of towns spend is what the urban dibao standard follows."""
    return times(consumption[Area.URBAN], link_ratio, rounding=link_rounding)


@rule("农村居民消费支出中挂钩的数额")
def rural_linked() -> Money:
    """The set part of what residents of the countryside spend is what the rural dibao standard follows."""
    return times(consumption[Area.RURAL], link_ratio, rounding=link_rounding)


@rule("城市低保标准跟上消费支出")
def urban_follows() -> bool:
    """The urban dibao standard is at least the set part of what residents of towns spend."""
    return dibao_standard[Area.URBAN] >= urban_linked()


@rule("农村低保标准跟上消费支出")
def rural_follows() -> bool:
    """The rural dibao standard is at least the set part of what residents of the countryside spend."""
    return dibao_standard[Area.RURAL] >= rural_linked()


@rule("市级指导标准参照省级制定")
def refers_to_province(county: County) -> bool:
    """The city's guidance standard was set with the province's in view."""
    return county.guidance_refers_to_province


@rule("城市指导标准低于省级（参照，不是下限）")
def urban_below_province(county: County) -> bool:
    """The city's urban guidance standard is below the province's, which isn't ruled out."""
    return city_guidance[Area.URBAN] < province_guidance[Area.URBAN]


@rule("农村指导标准低于省级（参照，不是下限）")
def rural_below_province(county: County) -> bool:
    """The city's rural guidance standard is below the province's, which isn't ruled out."""
    return city_guidance[Area.RURAL] < province_guidance[Area.RURAL]


@rule("物价涨幅达到启动条件")
def prices_risen(county: County) -> bool:
    """Prices have risen by at least what sets off the linkage."""
    return price_rise >= price_trigger


@rule("救助和保障标准已经联动")
def followed_prices(county: County) -> bool:
    """The standards of assistance and security have followed the rise in prices."""
    return county.standards_followed_prices


urban_link = check("dibao.link_check_urban", zh="城市低保标准与消费支出挂钩", en="the urban standard against spending", holds=urban_follows)
rural_link = check("dibao.link_check_rural", zh="农村低保标准与消费支出挂钩", en="the rural standard against spending", holds=rural_follows)
guidance = duty(
    "dibao.guidance", zh="市级指导标准参照省级", en="the city's guidance with the province's in view",
    kept=refers_to_province, notices=[urban_below_province, rural_below_province],
)  # fmt: skip
prices = duty("prices.linkage", zh="物价上涨联动", en="standards that follow prices", applies=prices_risen, kept=followed_prices)

linkage = programme("linkage", outputs=[urban_link, rural_link, guidance, prices])
