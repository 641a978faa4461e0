"""What the tests of months share: a small programme of its own with every way of being paid, and households of Zhangye."""

from __future__ import annotations

from functools import cache
from typing import Any

from decide.samples import BOTH, LEFT, PHASE_OUT, POOR, earner, home, village

from aidrules import Household, Money, Month, Person, Rulebook
from aidrules.audit import Change, History
from aidrules.facts.terms import Area, Rounding
from aidrules.jurisdictions import rulebook_of
from aidrules.lang import all_of, benefit, month_of, rule, share_of_month, standard, the_day
from aidrules.lang.outputs import Output

yearly = standard(Money, "village.yearly", by=Area, unit="yuan/person/year", zh="年标准", en="the yearly standard")
rounding = standard(Rounding, "village.rounding", zh="取整", en="the rounding")
fixed = standard(Money, "village.fixed", zh="定额", en="the fixed amount")
cap = standard(Money, "village.cap", zh="年度上限", en="the cap of a year")
longest = standard(int, "village.longest", zh="最多月数", en="the most months")


@rule("低保家庭成员")
def in_dibao(person: Person, household: Household) -> bool:
    """The person's household is recorded in dibao."""
    return household.in_dibao


@rule("已就业")
def employed(person: Person) -> bool:
    """The person has a job."""
    return person.employed


@rule("月份额")
def share(person: Person, household: Household) -> Money:
    """What the month is paid of the yearly standard."""
    return share_of_month(yearly[household.area], month_of(the_day()), rounding=rounding)


@rule("定额")
def amount(person: Person) -> Money:
    """The fixed amount."""
    return fixed


@rule("本人费用")
def cost(person: Person) -> Money:
    """The person's own medical cost."""
    return person.own_medical_cost_this_year


@rule("年度上限")
def most(person: Person) -> Money:
    """No more is paid in a calendar year."""
    return cap


@rule("最多月数")
def months(person: Person) -> int:
    """It lasts no more months on end."""
    return longest


@rule("首月")
def first(person: Person) -> Month:
    """The recorded first month."""
    return person.phase_out_from


@rule("有工作且属低保")
def both(person: Person, household: Household) -> bool:
    """The person has a job and the household is recorded in dibao."""
    return all_of(household.in_dibao, person.employed)


rural = benefit("village.rural", zh="农村生活费", en="rural living", entitled=in_dibao, amount=share, per="month", payee="person")
once = benefit("village.once", zh="一次性补助", en="aid paid once", entitled=employed, amount=cost, per="once", payee="person")
annual = benefit("village.annual", zh="年度补助", en="aid paid once a year", entitled=employed, amount=amount, per="year", payee="person")
daily = benefit("village.daily", zh="按日补助", en="aid by the day", entitled=employed, amount=amount, per="day", payee="person")
kind = benefit("village.kind", zh="实物", en="aid in kind", entitled=employed)
capped = benefit("village.capped", zh="有上限的补助", en="aid with a cap", entitled=employed, amount=amount, most_a_year=most, per="month", payee="person")
later = benefit("village.later", zh="自某月起", en="aid from a month on", entitled=employed, amount=amount, first_month=first, per="month", payee="person")
run = benefit(
    "village.run", zh="限期补助", en="aid for some months", entitled=employed, amount=amount, first_month=first, most_months=months, per="month", payee="person"
)
fine = benefit("village.fine", zh="应退", en="to be paid back", entitled=both, amount=amount, per="month", payee="person", direction="owes")
fee = benefit("village.fee", zh="应缴", en="a fee", entitled=employed, amount=amount, per="month", payee="person", direction="pays")

FIGURES: dict[str, Any] = {
    "village.fixed": "100.00", "village.cap": "250.00", "village.longest": "3", "village.rounding": "fen_half_up",
    "village.yearly": {"rural": {"2023-01-01": "2200.00", "2024-01-01": {"value": "2600.00", "announced": "2024-07-10"}}},
}  # fmt: skip
READ: dict[str, tuple[str, ...]] = {
    "village.rural": ("village.yearly", "village.rounding"), "village.capped": ("village.fixed", "village.cap"),
    "village.run": ("village.fixed", "village.longest"), "village.once": (), "village.kind": (),
}  # fmt: skip


def book(*outputs: Output, **figures: Any) -> Rulebook:
    """A rulebook of some of the outputs, with the figures that they read."""
    read = {path for output in outputs for path in READ.get(output.name, ("village.fixed",))}
    changed = {f"village.{name}": value for name, value in figures.items()}
    return village(*outputs, standards={path: changed.get(path, FIGURES[path]) for path in sorted(read)} or None)


def person(**facts: Any) -> Household:
    """A household of one person, p1, in dibao in the country."""
    return home(facts, area="rural", in_dibao=True)


def told(case: Household, *changes: tuple[str, str, dict[str, Any]], choices: Any = None) -> History:
    """A history: of each change the day from which it is true, the day from which it is known, and the facts."""
    return History(case, [Change(since, known, facts) for since, known, facts in changes], choices)


def paid(made: Any, output: str, *subject: str) -> list[str]:
    """What each month of a ledger pays of an output: an amount, or the word for why not."""
    lines = [made.find(month.month, output, *(subject or ("p1",))) for month in made.months]
    return [str(line.payable) if line.pays.value == "pays" else line.pays.value for line in lines]


@cache
def zhangye() -> Rulebook:
    """Zhangye: the urban standard rises from 380 to 390 on 1 January 2024, which is announced on 10 July."""
    return rulebook_of("zhangye", {
        "dibao.monthly_standard": {"urban": {"2023-01-01": "380.00", "2024-01-01": {"value": "390.00", "announced": "2024-07-10"}}, "rural": "480.00"},
        "dibao.asset_limit": "10000.00",
    })  # fmt: skip


def poor(**facts: Any) -> Household:
    """An urban household of one who earns nothing."""
    return home(earner(birth_date="1980-01-01", **facts), **{**POOR, "area": "urban"})


def leaving(**facts: Any) -> Household:
    """A household whose earner has come to have more than the standard; the phase-out is recorded from June 2024."""
    return home({**PHASE_OUT, "birth_date": "1980-01-01", **facts}, **LEFT)


__all__ = ["BOTH", "book", "leaving", "paid", "person", "poor", "told", "zhangye"]
