"""Funds: the pool that a county makes of its hardship subsidies, and what the money may be used for."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.bodies import County
from aidrules.facts.money import Money
from aidrules.facts.terms import Rounding
from aidrules.lang import all_of, benefit, duty, is_, programme, rule, standard, times

pool_ratio = standard(Fraction, "funds.pool_ratio", zh="统筹比例", en="the part that is pooled")
pool_rounding = standard(Rounding, "funds.pool_rounding", zh="统筹资金取整", en="how the pool is rounded")


@rule("当年中央和省级下达的困难群众补助资金总量")
def allotted(county: County) -> Money:
    """What the central government and the province allotted for the year is added up."""
    return county.central_funds + county.provincial_funds


@rule("当年下达的资金已经明确")
def something_allotted(county: County) -> bool:
    """It is known what was allotted for the year, be it nothing."""
    return allotted(county) >= Money(0)


@rule("统筹资金")
def pool(county: County) -> Money:
    """A fixed part of the year's allotted funds is pooled."""
    return times(allotted(county), pool_ratio, rounding=pool_rounding)


@rule("统筹使用的资金")
def used(county: County) -> Money:
    """So much of the pool was used."""
    return county.pool_used


@rule("统筹使用的资金等于统筹资金")
def used_as_pooled(county: County) -> bool:
    """What was used is the pool, no more and no less."""
    return is_(used(county), pool(county))


@rule("统筹使用的资金不少于统筹资金")
def used_at_least(county: County) -> bool:
    """At least the pool was used."""
    return used(county) >= pool(county)


@rule("统筹使用的资金不多于统筹资金")
def used_at_most(county: County) -> bool:
    """No more than the pool was used."""
    return used(county) <= pool(county)


@rule("统筹资金没有用于列明用途以外")
def used_as_named(county: County) -> bool:
    """Nothing of the pool went to anything but the uses named."""
    return is_(county.pool_used_elsewhere, Money(0))


@rule("以现金发放的补贴资金")
def cash(county: County) -> Money:
    """So much of the elderly allowance money was paid out in cash."""
    return county.elderly_cash


@rule("补贴资金全部用于购买社会化服务")
def all_for_services(county: County) -> bool:
    """All of the elderly allowance money bought services from outside providers, and nothing was paid out in cash."""
    return all_of(is_(cash(county), Money(0)), is_(county.elderly_services, county.elderly_allowance))


pooled = benefit(
    "funds.pool", zh="困难群众补助资金统筹额度", en="the pool of hardship-subsidy funds",
    entitled=something_allotted, amount=pool, per="year", payee="county",
)  # fmt: skip
pool_used = duty("funds.pool_used", zh="统筹资金的使用额度", en="how much of the pool is used", kept=used_as_pooled, figures=[used, pool])
uses = duty("funds.uses", zh="统筹资金的用途", en="what the pool is used for", kept=used_as_named)
elderly_allowance = duty(
    "funds.elderly_allowance", zh="经济困难老人补贴资金全部购买服务", en="elderly allowance money wholly for services",
    kept=all_for_services, figures=[cash],
)  # fmt: skip

funds = programme("funds", outputs=[pooled, pool_used, uses, elderly_allowance])
