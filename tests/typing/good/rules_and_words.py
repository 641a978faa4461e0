"""Rules, standards and every word: what a rule gives is what its annotation says, and rules are called like functions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from aidrules import Fact, Facts, Money, Month, Quantity, fact
from aidrules import lang as words
from aidrules.facts.terms import CareLevel, Rounding
from aidrules.lang import (
    Rule,
    all_of,
    any_of,
    between,
    completed_years,
    count,
    days_between,
    divided,
    greatest,
    is_,
    least,
    month_of,
    month_plus,
    months_after,
    months_between,
    none_of,
    one_of,
    published,
    rule,
    standard,
    the_day,
    times,
    total,
    when,
)


class Bill(Facts):
    """A bill."""

    id: str
    amount: Fact[Money] = fact(zh="金额", en="the amount")
    paid: Fact[bool] = fact(zh="已付", en="the bill is paid")


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    days: Fact[int] = fact(zh="天数", en="the days")
    income: Fact[Money] = fact(zh="收入", en="the income")
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")
    born: Fact[date] = fact(zh="出生日期", en="the day of birth")
    start: Fact[Month] = fact(zh="起始月", en="the first month")
    area: Fact[Quantity] = fact(zh="面积", en="the area", unit="m2")
    bills: Fact[tuple[Bill, ...]] = fact(zh="账单", en="the bills")


class Home(Facts):
    """A home."""

    id: str
    rented: Fact[bool] = fact(zh="租房", en="the home is rented")
    members: tuple[Member, ...]


adult_age = standard(int, "typed.adult_age", zh="成年年龄")
line = standard(Money, "typed.line", unit="yuan/person/month", zh="收入线", en="the line")
ratio = standard(Fraction, "typed.ratio", zh="比例")
rounding = standard(Rounding, "typed.rounding", zh="取整方式")
least_area = standard(Quantity, "typed.least_area", unit="m2")
since = standard(date, "typed.since")
counted = standard(bool, "typed.counted")
care_rate = standard(Money, "typed.care_rate", by=CareLevel, unit="yuan/person/month", zh="护理标准")
care_days = standard(int, "typed.care_days", by=CareLevel)


@rule("成年")
def grown_up(member: Member) -> bool:
    """The member has come of age."""
    age = completed_years(member.born, the_day())
    return age >= adult_age


@rule("需要照料")
def needs_care(member: Member) -> bool:
    """The member needs care."""
    return all_of(
        one_of(member.care, CareLevel.SEMI_CARE, CareLevel.FULL_CARE),
        any_of(member.disabled, counted, is_(member.days, 0)),
        none_of(is_(member.care, CareLevel.SELF_CARE), member.born < since),
        between(1, member.days, care_days[member.care]),
    )


@rule("护理费")
def care_money(member: Member) -> Money:
    """The rate of the care level for each day, at least the line."""
    paid = care_rate[member.care] * member.days
    return greatest(paid, line, Money(0))


@rule("一天的护理费")
def one_day(member: Member) -> Money:
    """The income by day, or what is published."""
    shared = times(member.income, ratio, rounding=rounding)
    daily = divided(shared, member.days, rounding=Rounding.FEN_UP, otherwise=Money(0))
    return when(member.disabled, published(care_rate[CareLevel.FULL_CARE], otherwise=line), otherwise=daily)


@rule("天数")
def waiting_days(member: Member) -> int:
    """The days that are waited."""
    return least(days_between(member.born, the_day()), member.days * 1, 0 + adult_age)


@rule("届满日")
def until(member: Member) -> date:
    """The day on which it ends."""
    return months_after(member.born, months_between(member.start, month_of(the_day())))


@rule("起付月")
def first_month(member: Member) -> Month:
    """The first month paid."""
    return month_plus(member.start, 1)


@rule("自理能力")
def level(member: Member) -> CareLevel:
    """The care level, full care for a disabled member."""
    return when(member.disabled, CareLevel.FULL_CARE, otherwise=member.care)


@rule("面积")
def home_area(home: Home) -> Quantity:
    """The area of all."""
    return total(m.area for m in home.members)


@rule("面积小")
def small(home: Home) -> bool:
    """The home is small."""
    return home_area(home) < least_area


@rule("收入合计")
def home_income(home: Home) -> Money:
    """The income of all, without their bills."""
    return total(m.income for m in home.members) - total(bill.amount for m in home.members for bill in m.bills)


@rule("成年人数")
def adults(home: Home) -> int:
    """How many are grown up."""
    return count(grown_up(m) for m in home.members)


@rule("最高收入")
def highest_income(home: Home) -> Money:
    """The highest income."""
    return greatest((m.income for m in home.members), otherwise=Money(0))


@rule("最早出生")
def first_born(home: Home) -> date:
    """The first day of birth."""
    return least((m.born for m in home.members), otherwise=the_day())


@rule("负担重")
def costly(member: Member, home: Home) -> bool:
    """The member earns less than the line, in a rented home."""
    return all_of(member.income * 1 < line * adults(home), home.rented, needs_care(member))


@rule("有负担")
def burdened(home: Home) -> bool:
    """Some member is costly, and all bills are paid."""
    paid = all_of(bill.paid for m in home.members for bill in m.bills)
    return all_of(any_of(costly(m, home) for m in home.members), none_of(m.disabled for m in home.members), paid)


@rule("线不为零")
def line_is_set() -> bool:
    """The line is above nothing."""
    return line > Money(0)


@rule("另一种写法")
def through_the_module(member: Member) -> bool:
    """Words may be named through their module."""
    return words.all_of(grown_up(member), member.disabled)


def older_than(limit: int) -> Rule[[Member], bool]:
    """A rule made by a function around it."""

    @rule("年长")
    def older(member: Member) -> bool:
        """The member is older than a limit."""
        return member.days > limit

    return older


older_than_adults: Rule[[Member], bool] = older_than(adult_age)
any_rule: Rule[..., bool] = costly
either: Rule[..., object] = care_money
name: str = costly.name
