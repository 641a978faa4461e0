"""Expropriation: a flat in place of too little money, what lies above its area, shared property, rent, and buying back."""

from __future__ import annotations

from datetime import date

from aidrules.facts.housing import Dwelling
from aidrules.facts.money import Money
from aidrules.facts.people import Household
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Rounding
from aidrules.lang import all_of, benefit, greatest, is_, months_after, priced, programme, rule, standard, when
from aidrules.programs.helped import helped

flat = standard(Quantity, "expropriation.flat_area", unit="m2", zh="直接安置面积", en="the area of the flat given")
rent_per_m2 = standard(Money, "expropriation.rent_per_m2", unit="yuan/m2/month", zh="超出部分每平方米月租金", en="the monthly rent of a square metre above it")
buyback_months = standard(int, "expropriation.buyback_months", unit="months", zh="按原价回购期限", en="how long the original price holds")
rounding = standard(Rounding, "expropriation.rounding", zh="按面积计算的金额取整", en="how an amount by area is rounded")


@rule("帮扶对象的房屋被征收")
def home_expropriated(dwelling: Dwelling, home: Household) -> bool:
    """The dwelling of a helped household is expropriated."""
    return all_of(helped(home), dwelling.expropriated)


@rule("仅有一处住房")
def only_home(home: Household) -> bool:
    """The household owns one dwelling and no more."""
    return is_(home.dwellings_owned, 1)


@rule("货币补偿低于安置房总价")
def compensation_too_low(dwelling: Dwelling) -> bool:
    """The compensation counted in money is below the whole price of the flat; equal isn't below."""
    return dwelling.compensation < dwelling.flat_price


@rule("直接按安置房安置")
def given_a_flat(dwelling: Dwelling, home: Household) -> bool:
    """A helped household with one dwelling, and compensation below the price of a flat, is given a flat of its own."""
    return all_of(home_expropriated(dwelling, home), only_home(home), compensation_too_low(dwelling))


@rule("直接安置面积")
def flat_area(dwelling: Dwelling) -> Quantity:
    """The flat that is given has so many square metres."""
    return flat


@rule("超出直接安置面积的部分")
def excess_area(dwelling: Dwelling) -> Quantity:
    """The smallest flat on offer lies so far above the area that is given, never below nothing."""
    return greatest(dwelling.smallest_flat_area, flat) - flat


@rule("最小户型超过直接安置面积")
def flat_too_large(dwelling: Dwelling, home: Household) -> bool:
    """The household is given a flat, and the smallest on offer is larger than what is given."""
    return all_of(given_a_flat(dwelling, home), dwelling.smallest_flat_area > flat)


@rule("超出部分的费用")
def excess_price(dwelling: Dwelling) -> Money:
    """Each square metre above what is given costs the price at resettlement."""
    return priced(dwelling.flat_unit_price, excess_area(dwelling), rounding=rounding)


@rule("无力购买超出部分")
def cannot_buy_excess(dwelling: Dwelling, home: Household) -> bool:
    """The smallest flat is larger than what is given, and the household can't afford the rest."""
    return all_of(flat_too_large(dwelling, home), dwelling.unable_to_buy)


@rule("申请由指定单位购买")
def application(dwelling: Dwelling) -> bool:
    """The household has applied for a designated unit to buy, and to own the flat in shares."""
    return dwelling.sharing_applied


@rule("按份共有")
def shared(dwelling: Dwelling, home: Household) -> bool:
    """The household couldn't buy and has applied, so that a designated unit owns the rest of the flat."""
    return all_of(cannot_buy_excess(dwelling, home), application(dwelling))


@rule("签订租赁合同")
def lease(dwelling: Dwelling) -> bool:
    """The lease for the part above what is given is signed."""
    return dwelling.lease_signed


@rule("超出部分的月租金")
def rent_amount(dwelling: Dwelling) -> Money:
    """Each square metre that the unit owns is rented."""
    return priced(rent_per_m2, excess_area(dwelling), rounding=rounding)


@rule("按原价回购的截止日")
def last_day_at_original_price(dwelling: Dwelling) -> date:
    """The original price holds up to the day so long after the written notice to move in."""
    return months_after(dwelling.move_in_notice_on, buyback_months)


@rule("在期限内提出回购")
def asked_in_time(dwelling: Dwelling) -> bool:
    """The household asked on that day or before."""
    return dwelling.buyback_requested_on <= last_day_at_original_price(dwelling)


@rule("房地产市场评估价格")
def market_price(dwelling: Dwelling) -> Money:
    """The unit's part costs what it is appraised at."""
    return dwelling.appraisal


@rule("回购价格")
def buyback_price(dwelling: Dwelling) -> Money:
    """In time the original price is paid, and after that the appraised one."""
    return when(asked_in_time(dwelling), excess_price(dwelling), otherwise=market_price(dwelling))


priority = benefit("expropriation.priority", zh="征收中优先住房保障", en="housing first in expropriation", entitled=home_expropriated)
resettlement = benefit(
    "expropriation.flat", zh="直接安置住宅房", en="a flat in place of money", entitled=given_a_flat, figures=[flat_area], payee="household",
)  # fmt: skip
excess = benefit(
    "expropriation.excess", zh="超出安置面积部分的费用", en="what the household pays above the area given",
    entitled=flat_too_large, amount=excess_price, figures=[excess_area], per="once", payee="household", direction="pays",
)  # fmt: skip
shared_ownership = benefit(
    "expropriation.shared_ownership", zh="按份额共同拥有产权", en="property owned in shares",
    entitled=cannot_buy_excess, gates=[application], figures=[flat_area, excess_area],
)  # fmt: skip
rent = benefit(
    "expropriation.rent", zh="超出部分租金", en="rent for the part above",
    entitled=shared, gates=[lease], amount=rent_amount, per="month", payee="household", direction="pays",
)  # fmt: skip
buyback = benefit(
    "expropriation.buyback", zh="回购价格", en="the price of buying back",
    entitled=shared, amount=buyback_price, per="once", payee="household", direction="pays",
)  # fmt: skip

expropriation = programme("expropriation", outputs=[priority, resettlement, excess, shared_ownership, rent, buyback])
