"""Every word of a rule by its value: the limits first, then what isn't known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from aidrules import Fact, Facts, Money, Month, Quantity, Rulebook, fact
from aidrules.facts.terms import CareLevel, Rounding
from aidrules.lang import (
    Rule,
    all_of,
    any_of,
    benefit,
    between,
    completed_years,
    count,
    day_of_month,
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
    priced,
    programme,
    published,
    rule,
    share_of_month,
    standard,
    the_day,
    times,
    total,
    when,
)
from aidrules.lang.words import WORDS

ON = date(2022, 3, 1)


class Bill(Facts):
    id: str
    amount: Fact[Money] = fact(zh="金额", en="the amount")
    paid: Fact[bool] = fact(zh="已付", en="the bill is paid")


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    student: Fact[bool] = fact(zh="在校", en="the member is a student")
    age: Fact[int] = fact(zh="年龄", en="the age")
    days: Fact[int] = fact(zh="天数", en="the days")
    income: Fact[Money] = fact(zh="收入", en="the income", low=-1000)
    rent: Fact[Money] = fact(zh="房租", en="the rent")
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")
    born: Fact[date] = fact(zh="出生日期", en="the day of birth")
    since: Fact[date] = fact(zh="起始日", en="the first day")
    start: Fact[Month] = fact(zh="起始月", en="the first month")
    end: Fact[Month] = fact(zh="终止月", en="the last month")
    area: Fact[Quantity] = fact(zh="面积", en="the area", unit="m2")
    bills: Fact[tuple[Bill, ...]] = fact(zh="账单", en="the bills")


class Home(Facts):
    id: str
    otherwise: Fact[Money] = fact(zh="没有成员时", en="what holds where there is nobody")
    members: Fact[tuple[Member, ...]] = fact(zh="成员", en="the members")


adult_age = standard(int, "words.adult_age")
old_age = standard(int, "words.old_age")
ratio = standard(Fraction, "words.ratio")
rounding = standard(Rounding, "words.rounding")
rate = standard(Money, "words.rate", by=CareLevel)
open_rate = standard(Money, "words.open_rate")


@rule("皆是")
def both(member: Member) -> bool:
    """The member is disabled and a student."""
    return all_of(member.disabled, member.student)


@rule("皆残疾")
def all_disabled(home: Home) -> bool:
    """Every member is disabled."""
    return all_of(m.disabled for m in home.members)


@rule("任一")
def either(member: Member) -> bool:
    """The member is disabled or a student."""
    return any_of(member.disabled, member.student)


@rule("有残疾")
def any_disabled(home: Home) -> bool:
    """Some member is disabled."""
    return any_of(m.disabled for m in home.members)


@rule("皆非")
def neither(member: Member) -> bool:
    """The member is neither disabled nor a student."""
    return none_of(member.disabled, member.student)


@rule("无残疾")
def none_disabled(home: Home) -> bool:
    """No member is disabled."""
    return none_of(m.disabled for m in home.members)


@rule("较多者")
def chosen(member: Member) -> Money:
    """The income of a disabled member, the rent of another."""
    return when(member.disabled, member.income, otherwise=member.rent)


@rule("全护理")
def full_care(member: Member) -> bool:
    """The member needs full care."""
    return is_(member.care, CareLevel.FULL_CARE)


@rule("一天")
def one_day(member: Member) -> bool:
    """It is one day."""
    return is_(1, member.days)


@rule("生于起始日")
def born_then(member: Member) -> bool:
    """The member was born on the first day."""
    return is_(member.born, member.since)


@rule("收入等于房租")
def even(member: Member) -> bool:
    """The income is the rent."""
    return is_(member.income, member.rent)


@rule("同月")
def same_month(member: Member) -> bool:
    """It begins and ends in one month."""
    return is_(member.start, member.end)


@rule("需要护理")
def some_care(member: Member) -> bool:
    """The member needs some care or full care."""
    return one_of(member.care, CareLevel.SEMI_CARE, CareLevel.FULL_CARE)


@rule("工作年龄")
def working_age(member: Member) -> bool:
    """The member is grown up and not yet old."""
    return between(adult_age, member.age, old_age)


@rule("天数不少于年龄")
def inside_days(member: Member) -> bool:
    """The age is at most the days, and the days at most the limit."""
    return between(member.age, member.days, old_age)


@rule("最大")
def most(member: Member) -> Money:
    """The greatest of income, rent and nothing."""
    return greatest(member.income, member.rent, Money(0))


@rule("最大收入")
def highest_income(home: Home) -> Money:
    """The highest income."""
    return greatest((m.income for m in home.members), otherwise=home.otherwise)


@rule("最小")
def fewest(member: Member) -> int:
    """The least of age, days and the limit."""
    return least(member.age, member.days, old_age)


@rule("最早出生")
def first_born(home: Home) -> date:
    """The day on which the first was born."""
    return least((m.born for m in home.members), otherwise=the_day())


@rule("收入合计")
def income(home: Home) -> Money:
    """The income of all."""
    return total(m.income for m in home.members)


@rule("天数合计")
def days(home: Home) -> int:
    """The days of all."""
    return total(m.days for m in home.members)


@rule("面积合计")
def area(home: Home) -> Quantity:
    """The area of all."""
    return total(m.area for m in home.members)


@rule("账单合计")
def billed(home: Home) -> Money:
    """The bills of all."""
    return total(bill.amount for m in home.members for bill in m.bills)


@rule("残疾人数")
def disabled_members(home: Home) -> int:
    """How many are disabled."""
    return count(m.disabled for m in home.members)


@rule("人数")
def members(home: Home) -> int:
    """How many there are."""
    return count(True for m in home.members)


@rule("决定日")
def today() -> date:
    """The day decided for."""
    return the_day()


@rule("年龄")
def years(member: Member) -> int:
    """The age on the day decided for."""
    return completed_years(member.born, the_day())


@rule("届满日")
def until(member: Member) -> date:
    """So many months after the first day."""
    return months_after(member.since, member.days)


@rule("起始日所在月")
def first_month(member: Member) -> Month:
    """The month of the first day."""
    return month_of(member.since)


@rule("起始日在当月的日数")
def number_of_day(member: Member) -> int:
    """The number of the first day in its month."""
    return day_of_month(member.since)


@rule("若干月后")
def later(member: Member) -> Month:
    """So many months after the first month."""
    return month_plus(member.start, member.days)


@rule("若干月前")
def earlier(member: Member) -> Month:
    """So many months before the first month."""
    return month_plus(member.start, 0 - member.days)


@rule("月数")
def months(member: Member) -> int:
    """From the first month to the last."""
    return months_between(member.start, member.end)


@rule("日数")
def waited(member: Member) -> int:
    """The days from the first day to the day decided for."""
    return days_between(member.since, the_day())


@rule("按比例")
def share(member: Member) -> Money:
    """The income times the ratio."""
    return times(member.income, ratio, rounding=rounding)


@rule("按面积")
def price(member: Member) -> Money:
    """The rent for each square metre of the area."""
    return priced(member.rent, member.area, rounding=rounding)


@rule("按面积的一部分")
def part_of_price(member: Member) -> Money:
    """A part of the rent for each square metre of the area, rounded once."""
    return priced(member.rent, member.area, part=ratio, rounding=Rounding.FEN_HALF_UP)


@rule("按比例舍去")
def share_down(member: Member) -> Money:
    """The income times the ratio, rounded down to the yuan."""
    return times(member.income, ratio, rounding=Rounding.YUAN_DOWN)


@rule("月份额")
def monthly(member: Member) -> Money:
    """What the first month is paid of the income, a yearly one."""
    return share_of_month(member.income, member.start, rounding=rounding)


@rule("每日收入")
def daily(member: Member) -> Money:
    """The income by day; where there was no day, the rent."""
    return divided(member.income, member.days, rounding=rounding, otherwise=member.rent)


@rule("护理标准")
def paid(member: Member) -> Money:
    """The rate of the care level; the rent where none is published."""
    return published(rate[member.care], otherwise=member.rent)


@rule("未定标准")
def open_paid(member: Member) -> Money:
    """The open rate; no money while it isn't published."""
    return published(open_rate, otherwise=Money(0))


RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
STANDARDS = {
    "words.adult_age": 18,
    "words.old_age": 60,
    "words.ratio": "2/3",
    "words.rounding": "fen_half_up",
    "words.rate": {"full_care": "230.00", "semi_care": "150.00"},
}


@pytest.fixture(scope="module")
def book(composed: Callable[..., Rulebook]) -> Rulebook:
    output = replace(benefit("words.all", zh="全部", entitled=both), rules=RULES)
    return composed(programme("words", outputs=[output]), standards=STANDARDS)


def one(**facts: Any) -> Member:
    return Member(id="m1", **facts)


def home(*members: dict[str, Any], **facts: Any) -> Home:
    return Home(id="h1", members=tuple(Member(id=f"m{number}", **member) for number, member in enumerate(members, 1)), **facts)


NOBODY = home()
UNKNOWN = Home(id="h1")
YES, NO, OPEN = {"disabled": True}, {"disabled": False}, {"disabled": None}
BILLS = (Bill(id="b1", amount=Money(1)), Bill(id="b2", amount=Money("2.50")))

CASES: dict[str, list[tuple[Any, Facts | None, Any]]] = {
    "all_of": [
        (both, one(disabled=True, student=True), True),
        (both, one(disabled=True, student=False), False),
        (both, one(disabled=False), False),
        (both, one(student=False), False),
        (both, one(disabled=True), None),
        (both, one(), None),
        (all_disabled, NOBODY, True),
        (all_disabled, home(YES, YES), True),
        (all_disabled, home(YES, NO), False),
        (all_disabled, home(OPEN, NO), False),
        (all_disabled, home(NO, OPEN), False),
        (all_disabled, home(YES, OPEN), None),
        (all_disabled, UNKNOWN, None),
    ],
    "any_of": [
        (either, one(disabled=False, student=False), False),
        (either, one(disabled=False, student=True), True),
        (either, one(disabled=True), True),
        (either, one(student=True), True),
        (either, one(disabled=False), None),
        (any_disabled, NOBODY, False),
        (any_disabled, home(NO, NO), False),
        (any_disabled, home(NO, YES), True),
        (any_disabled, home(OPEN, YES), True),
        (any_disabled, home(NO, OPEN), None),
        (any_disabled, UNKNOWN, None),
    ],
    "none_of": [
        (neither, one(disabled=False, student=False), True),
        (neither, one(disabled=True), False),
        (neither, one(disabled=False), None),
        (none_disabled, NOBODY, True),
        (none_disabled, home(NO, YES), False),
        (none_disabled, home(OPEN, YES), False),
        (none_disabled, home(NO, OPEN), None),
        (none_disabled, UNKNOWN, None),
    ],
    "when": [
        (chosen, one(disabled=True, income=Money(1), rent=Money(2)), Money(1)),
        (chosen, one(disabled=False, income=Money(1), rent=Money(2)), Money(2)),
        (chosen, one(disabled=True, income=Money(1)), Money(1)),
        (chosen, one(disabled=False, income=Money(1)), None),
        (chosen, one(income=Money(1), rent=Money(2)), None),
        (chosen, one(income=Money(2), rent=Money(2)), Money(2)),
        (chosen, one(income=Money(2)), None),
        (chosen, one(), None),
    ],
    "is_": [
        (full_care, one(care=CareLevel.FULL_CARE), True),
        (full_care, one(care=CareLevel.SEMI_CARE), False),
        (full_care, one(), None),
        (one_day, one(days=0), False),
        (one_day, one(days=1), True),
        (one_day, one(days=2), False),
        (one_day, one(), None),
        (born_then, one(born=ON, since=ON), True),
        (born_then, one(born=ON, since=date(2022, 3, 2)), False),
        (born_then, one(born=ON), None),
        (even, one(income=Money("1.00"), rent=Money(1)), True),
        (even, one(income=Money("1.00"), rent=Money("1.01")), False),
        (even, one(rent=Money(1)), None),
        (same_month, one(start=Month(2022, 3), end=Month(2022, 3)), True),
        (same_month, one(start=Month(2021, 3), end=Month(2022, 3)), False),
        (same_month, one(end=Month(2022, 3)), None),
    ],
    "one_of": [
        (some_care, one(care=CareLevel.SELF_CARE), False),
        (some_care, one(care=CareLevel.SEMI_CARE), True),
        (some_care, one(care=CareLevel.FULL_CARE), True),
        (some_care, one(), None),
    ],
    "between": [
        (working_age, one(age=17), False),
        (working_age, one(age=18), True),
        (working_age, one(age=60), True),
        (working_age, one(age=61), False),
        (working_age, one(), None),
        (inside_days, one(age=5, days=5), True),
        (inside_days, one(age=5, days=4), False),
        (inside_days, one(days=60), None),
        (inside_days, one(days=61), False),
    ],
    "greatest": [
        (most, one(income=Money(1), rent=Money(2)), Money(2)),
        (most, one(income=Money(2), rent=Money(2)), Money(2)),
        (most, one(income=Money(-5), rent=Money(0)), Money(0)),
        (most, one(income=Money(1)), None),
        (highest_income, NOBODY, None),
        (highest_income, home(otherwise=Money(7)), Money(7)),
        (highest_income, home({"income": Money(-2)}, {"income": Money(-1)}, otherwise=Money(7)), Money(-1)),
        (highest_income, home({"income": Money(3)}, {"income": Money(1)}), Money(3)),
        (highest_income, home({"income": Money(3)}, {}), None),
        (highest_income, UNKNOWN, None),
    ],
    "least": [
        (fewest, one(age=60, days=61), 60),
        (fewest, one(age=3, days=2), 2),
        (fewest, one(age=3, days=3), 3),
        (fewest, one(age=70, days=61), 60),
        (fewest, one(days=0), None),
        (first_born, NOBODY, ON),
        (first_born, home({"born": date(1990, 1, 2)}, {"born": date(1990, 1, 1)}), date(1990, 1, 1)),
        (first_born, home({"born": date(2022, 3, 2)}), date(2022, 3, 2)),
        (first_born, home({"born": date(1990, 1, 2)}, {}), None),
    ],
    "total": [
        (income, NOBODY, Money(0)),
        (income, home({"income": Money("0.01")}, {"income": Money("0.02")}), Money("0.03")),
        (income, home({"income": Money(1)}, {}), None),
        (income, UNKNOWN, None),
        (days, NOBODY, 0),
        (days, home({"days": 0}, {"days": 5}), 5),
        (area, NOBODY, Quantity(0, "m2")),
        (area, home({"area": Quantity("30.5", "m2")}, {"area": Quantity("0.25", "m2")}), Quantity("30.75", "m2")),
        (area, home({"area": Quantity("30.5", "m2")}, {}), None),
        (billed, NOBODY, Money(0)),
        (billed, home({"bills": ()}, {"bills": BILLS}), Money("3.50")),
        (billed, home({"bills": BILLS[:1]}, {"bills": BILLS[1:]}), Money("3.50")),
        (billed, home({"bills": ()}, {"bills": None}), None),
        (billed, home({"bills": (Bill(id="b1"),)}), None),
    ],
    "count": [
        (disabled_members, NOBODY, 0),
        (disabled_members, home(NO), 0),
        (disabled_members, home(YES, NO, YES), 2),
        (disabled_members, home(YES, OPEN), None),
        (disabled_members, UNKNOWN, None),
        (members, NOBODY, 0),
        (members, home(OPEN, NO), 2),
        (members, UNKNOWN, None),
    ],
    "the_day": [(today, None, ON)],
    "completed_years": [
        (years, one(born=date(2004, 3, 2)), 17),
        (years, one(born=date(2004, 3, 1)), 18),
        (years, one(born=date(2004, 2, 29)), 18),
        (years, one(born=date(2022, 3, 1)), 0),
        (years, one(), None),
    ],
    "months_after": [
        (until, one(since=date(2022, 1, 31), days=0), date(2022, 1, 31)),
        (until, one(since=date(2022, 1, 31), days=1), date(2022, 2, 28)),
        (until, one(since=date(2024, 1, 31), days=1), date(2024, 2, 29)),
        (until, one(since=date(2022, 1, 31), days=2), date(2022, 3, 31)),
        (until, one(since=date(2022, 1, 31), days=12), date(2023, 1, 31)),
        (until, one(since=date(2022, 1, 31)), None),
        (until, one(days=1), None),
    ],
    "month_of": [
        (first_month, one(since=date(2022, 2, 28)), Month(2022, 2)),
        (first_month, one(since=date(2022, 3, 1)), Month(2022, 3)),
        (first_month, one(), None),
    ],
    "day_of_month": [
        (number_of_day, one(since=date(2022, 2, 28)), 28),
        (number_of_day, one(since=date(2022, 3, 1)), 1),
        (number_of_day, one(), None),
    ],
    "month_plus": [
        (later, one(start=Month(2021, 12), days=0), Month(2021, 12)),
        (later, one(start=Month(2021, 12), days=1), Month(2022, 1)),
        (later, one(start=Month(2021, 12), days=13), Month(2023, 1)),
        (later, one(start=Month(2021, 12)), None),
        (earlier, one(start=Month(2022, 1), days=1), Month(2021, 12)),
    ],
    "months_between": [
        (months, one(start=Month(2022, 1), end=Month(2022, 1)), 0),
        (months, one(start=Month(2021, 12), end=Month(2022, 1)), 1),
        (months, one(start=Month(2022, 1), end=Month(2021, 12)), -1),
        (months, one(start=Month(2022, 1)), None),
    ],
    "days_between": [
        (waited, one(since=ON), 0),
        (waited, one(since=date(2022, 2, 28)), 1),
        (waited, one(since=date(2022, 3, 2)), -1),
        (waited, one(since=date(2020, 2, 28)), 732),
        (waited, one(), None),
    ],
    "times": [
        (share, one(income=Money(0)), Money(0)),
        (share, one(income=Money("0.01")), Money("0.01")),
        (share, one(income=Money("0.02")), Money("0.01")),
        (share, one(income=Money(3)), Money(2)),
        (share, one(income=Money(100)), Money("66.67")),
        (share, one(), None),
        (share_down, one(income=Money("1.49")), Money(0)),
        (share_down, one(income=Money("1.50")), Money(1)),
    ],
    "priced": [
        (price, one(rent=Money("12.50"), area=Quantity(10, "m2")), Money(125)),
        (price, one(rent=Money("12.50"), area=Quantity("0.01", "m2")), Money("0.13")),
        (price, one(rent=Money("12.50"), area=Quantity(0, "m2")), Money(0)),
        (price, one(rent=Money(0), area=Quantity(10, "m2")), Money(0)),
        (part_of_price, one(rent=Money(3), area=Quantity(10, "m2")), Money(20)),
        (part_of_price, one(rent=Money("0.99"), area=Quantity("0.52", "m2")), Money("0.34")),
        (part_of_price, one(rent=Money("0.01"), area=Quantity("0.74", "m2")), Money(0)),
        (price, one(rent=Money("12.50")), None),
        (part_of_price, one(area=Quantity(10, "m2")), None),
    ],
    "share_of_month": [
        (monthly, one(income=Money(2600), start=Month(2022, 1)), Money("216.67")),
        (monthly, one(income=Money(2600), start=Month(2022, 2)), Money("216.66")),
        (monthly, one(income=Money(2600), start=Month(2021, 12)), Money("216.67")),
        (monthly, one(income=Money(0), start=Month(2022, 7)), Money(0)),
        (monthly, one(income=Money(2600)), None),
        (monthly, one(start=Month(2022, 1)), None),
    ],
    "divided": [
        (daily, one(income=Money(100), days=3, rent=Money(9)), Money("33.33")),
        (daily, one(income=Money(200), days=3), Money("66.67")),
        (daily, one(income=Money("0.01"), days=2), Money("0.01")),
        (daily, one(income=Money(100), days=1), Money(100)),
        (daily, one(income=Money(100), days=0, rent=Money(9)), Money(9)),
        (daily, one(days=0, rent=Money(9)), Money(9)),
        (daily, one(income=Money(100), days=0), None),
        (daily, one(income=Money(100), rent=Money(9)), None),
        (daily, one(days=3, rent=Money(9)), None),
    ],
    "published": [
        (paid, one(care=CareLevel.FULL_CARE, rent=Money(9)), Money(230)),
        (paid, one(care=CareLevel.FULL_CARE), Money(230)),
        (paid, one(care=CareLevel.SELF_CARE, rent=Money(9)), Money(9)),
        (paid, one(care=CareLevel.SELF_CARE), None),
        (paid, one(rent=Money(9)), None),
        (open_paid, one(), Money(0)),
    ],
}
FLAT = [pytest.param(*case, id=f"{word}-{number}") for word, cases in CASES.items() for number, case in enumerate(cases, 1)]


@pytest.mark.parametrize(("asked", "subject", "expected"), FLAT)
def test_value(book: Rulebook, asked: Rule[..., Any], subject: Facts | None, expected: Any) -> None:
    given = () if subject is None else (subject,)
    value = book.value(asked, *given, on=ON)
    assert value == expected
    assert type(value) is type(expected)


def test_every_word_has_its_cases() -> None:
    assert set(CASES) == set(WORDS)


@pytest.mark.parametrize("word", sorted(set(WORDS) - {"the_day"}))
def test_every_word_is_tested_with_something_unknown(word: str) -> None:
    assert any(expected is None for _, _, expected in CASES[word])


def test_the_day_follows_the_day_asked_for(book: Rulebook) -> None:
    assert book.value(today, on="2024-02-29") == date(2024, 2, 29)
    assert book.value(years, one(born=date(2004, 2, 29)), on="2022-02-27") == 17
    assert book.value(years, one(born=date(2004, 2, 29)), on="2022-02-28") == 18


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("fen_up", "66.67"), ("fen_half_up", "66.67"), ("fen_down", "66.66"),
        ("jiao_up", "66.70"), ("jiao_half_up", "66.70"), ("jiao_down", "66.60"),
        ("yuan_up", "67.00"), ("yuan_half_up", "67.00"), ("yuan_down", "66.00"),
    ],
)  # fmt: skip
def test_a_rounding_is_a_standard(composed: Callable[..., Rulebook], mode: str, expected: str) -> None:
    output = replace(benefit("words.share", zh="按比例", entitled=both), rules=(both, share))
    book = composed(programme("words", outputs=[output]), standards={"words.ratio": "2/3", "words.rounding": mode})
    assert book.value(share, one(income=Money(100)), on=ON) == Money(expected)


def test_a_standard_without_a_value_is_not_known(composed: Callable[..., Rulebook]) -> None:
    output = replace(benefit("words.age", zh="年龄", entitled=working_age), rules=(working_age, share))
    book = composed(programme("words", outputs=[output]), standards={"words.adult_age": 18})
    assert book.value(working_age, one(age=18), on=ON) is None
    assert book.value(working_age, one(age=17), on=ON) is False
    assert book.value(share, one(income=Money(0)), on=ON) is None
