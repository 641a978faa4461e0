"""Outputs, programmes, a rulebook of one's own and of a place, decisions and their items."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aidrules import Decision, Fact, Facts, Household, Item, Law, Money, Month, Outcome, Person, Rulebook, compose, fact
from aidrules.facts.terms import CareLevel, SupportMode
from aidrules.jurisdictions import huining
from aidrules.lang import Rule, all_of, benefit, check, month_of, month_plus, programme, rule, standard, the_day
from aidrules.law.load import load_law
from aidrules.programs import care

LAW = """
[source]
id = "village"
title_zh = "村规"
title_en = "Village rules"
number = ""
issuer_zh = "村民委员会"
issuer_en = "Village committee"
published = ""
in_force_from = ""
has_text = false

[clauses."1"]
address = "第一条"
kind = "entitlement"
zh = "符合条件的，给予补助。"
en = "Aid is given where the conditions are met."
"""


class Family(Facts):
    """A family."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")
    applied: Fact[bool] = fact(zh="已申请", en="the family has applied")


line = standard(Money, "village.line")
order = standard(Money, "village.rate", by=CareLevel)


@rule("收入低于线")
def below_line(family: Family) -> bool:
    """The income is below the line."""
    return family.income < line


@rule("已申请")
def applied(family: Family) -> bool:
    """The family has applied."""
    return family.applied


@rule("差额")
def gap(family: Family) -> Money:
    """What the income falls short by."""
    return line - family.income


@rule("起付月")
def next_month(family: Family) -> Month:
    """The month after the application."""
    return month_plus(month_of(the_day()), 1)


@rule("全护理不低于全自理")
def in_order() -> bool:
    """Full care is paid at least what self care is."""
    return order[CareLevel.FULL_CARE] >= order[CareLevel.SELF_CARE]


@rule("在家供养")
def at_home(person: Person) -> bool:
    """The person lives at home in tekun support."""
    return all_of(care.supported_at_home(person), person.has_caring_guardian)


aid = benefit(
    "village.aid", zh="补助", en="aid", entitled=below_line, gates=[applied], amount=gap, first_month=next_month, per="month", payee="household",
    notices=[below_line],
)  # fmt: skip
in_kind = benefit("village.care", zh="照料", entitled=at_home)
rates = check("village.rates", zh="标准核对", holds=in_order)
village = programme("village", outputs=[aid, in_kind, rates])
law = Law(place="village", texts=(load_law(LAW),), rests={aid: ["1"], in_kind: ["1"], rates: ["1"], below_line: ["1"]})
book: Rulebook = compose(village, care.care, law=law, standards={"village.line": "580.00"}, about=[Household])

decision: Decision = book.decide(Family(id="f1", income=Money(500), applied=True), on=date(2022, 3, 1))
item: Item = decision.find("village.aid")
outcome: Outcome = item.outcome
amount: Money | None = item.amount
entitled: bool | None = item.entitled
first: Month | None = item.first_month
text: str = decision.explain(language="zh")
questions: list[str] = [missing.path for missing in item.missing]
checks: list[Outcome] = [checked.outcome for checked in book.checks("2022-03-01")]
condition: Rule[[Person], bool] = care.supported_at_home
value = book.value(condition, Person(id="p1", tekun_support=SupportMode.CENTRAL), on="2022-03-01")

supplied: Mapping[str, Mapping[str, str]] = {"care.monthly_standard": {"full_care": "400.00"}}
place: Rulebook = huining.rulebook(standards=supplied)
paid: Money | None = place.decide(Household(id="h1", members=(Person(id="p1"),)), on="2022-03-01").find("care.guardian_payment", "p1").amount
