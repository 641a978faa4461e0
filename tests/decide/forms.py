"""A card with a fact for every need, and one output for every form that a rule can have; what reasons and missing are tested with."""

from __future__ import annotations

from functools import cache
from typing import Any

from decide.samples import village

from aidrules import Fact, Facts, Item, Money, Rulebook, fact
from aidrules.facts.terms import Area
from aidrules.lang import all_of, any_of, benefit, count, greatest, none_of, one_of, published, rule, standard, total, when

line = standard(Money, "village.line", zh="标准线", en="the line")
rate = standard(Money, "village.rate", by=Area, zh="分区标准", en="the rate")


class Entry(Facts):
    """One entry of a card (条目)."""

    holds: Fact[bool] = fact(zh="成立", en="holds")
    amount: Fact[Money] = fact(zh="数额", en="the amount", question_zh="数额多少？", question_en="How much?")


class Card(Facts):
    """A card (卡片)."""

    id: str
    a: Fact[bool] = fact(zh="甲", en="a holds", question_zh="甲是否成立？", question_en="Does a hold?", finding="村委会")
    b: Fact[bool] = fact(zh="乙", en="b holds")
    c: Fact[bool] = fact(zh="丙", en="c holds")
    x: Fact[Money] = fact(zh="收入", en="the income")
    y: Fact[Money] = fact(zh="支出", en="the outlay")
    area: Fact[Area] = fact(zh="区域", en="the area")
    entries: Fact[tuple[Entry, ...]] = fact(zh="条目", en="the entries", question_zh="有哪些条目？", question_en="Which entries are there?")


@rule("都")
def all_three(card: Card) -> bool:
    """All three hold."""
    return all_of(card.a, card.b, card.c)


@rule("任一")
def any_three(card: Card) -> bool:
    """Any of three holds."""
    return any_of(card.a, card.b, card.c)


@rule("都不")
def none_of_two(card: Card) -> bool:
    """Neither holds."""
    return none_of(card.a, card.b)


@rule("分支")
def branches(card: Card) -> bool:
    """B where a holds, else c."""
    return when(card.a, card.b, otherwise=card.c)


@rule("每个")
def each(card: Card) -> bool:
    """Every entry holds."""
    return all_of(entry.holds for entry in card.entries)


@rule("某个")
def some(card: Card) -> bool:
    """Some entry holds."""
    return any_of(entry.holds for entry in card.entries)


@rule("数目")
def counted(card: Card) -> bool:
    """At least one entry holds."""
    return count(entry.holds for entry in card.entries) >= 1


@rule("合计")
def summed(card: Card) -> bool:
    """The entries together are at most the income."""
    return total(entry.amount for entry in card.entries) <= card.x


@rule("最大")
def most(card: Card) -> bool:
    """The greatest entry, or the outlay without any, is at most the income."""
    return greatest((entry.amount for entry in card.entries), otherwise=card.y) <= card.x


@rule("城市或农村")
def somewhere(card: Card) -> bool:
    """The area is urban."""
    return one_of(card.area, Area.URBAN)


@rule("低于标准")
def below(card: Card) -> bool:
    """The income is below the line."""
    return card.x < line


@rule("低于分区标准")
def below_rate(card: Card) -> bool:
    """The income is below the rate of the area."""
    return card.x < rate[card.area]


@rule("低于公布标准")
def below_published(card: Card) -> bool:
    """The income is below the rate of the area, or below the outlay where none is published."""
    return card.x < published(rate[card.area], otherwise=card.y)


@rule("净额低于标准")
def net_below(card: Card) -> bool:
    """What is left is below the line."""
    return left_over(card) < line


@rule("净额")
def left_over(card: Card) -> Money:
    """The income less the outlay."""
    return card.x - card.y


@rule("两次净额")
def twice(card: Card) -> bool:
    """What is left is above nothing, and it is at most the income."""
    return all_of(left_over(card) > Money(0), left_over(card) <= card.x)


@rule("内外")
def nested(card: Card) -> bool:
    """A holds, or both b and c don't."""
    return any_of(card.a, all_of(none_of(card.b), none_of(card.c)))


@rule("标准够高")
def line_is_high(card: Card) -> bool:
    """The line is above nothing, and the card holds a."""
    return all_of(card.a, high_line())


@rule("标准线大于零")
def high_line() -> bool:
    """The line is above nothing."""
    return line > Money(0)


@rule("金额")
def amount(card: Card) -> Money:
    """The income."""
    return card.x


FORMS = {
    form.name.rpartition(".")[2]: form
    for form in (
        all_three, any_three, none_of_two, branches, each, some, counted, summed, most, somewhere, below, below_rate, below_published,
        net_below, twice, nested, line_is_high,
    )
}  # fmt: skip


@cache
def book(form: str, **standards: str) -> Rulebook:
    """A rulebook of one output whose condition has a form; the amount of ``paid`` is the income."""
    entitled = FORMS[form]
    output = benefit("village.aid", zh="补助", en="aid", entitled=entitled, amount=amount, per="month", payee="person")
    kind = benefit("village.kind", zh="实物", en="goods", entitled=entitled)
    known = {"line": "village.line", "urban": "village.rate", "rural": "village.rate"}
    supplied: dict[str, Any] = {}
    for name, value in standards.items():
        supplied = {**supplied, known[name]: value if name == "line" else {**supplied.get("village.rate", {}), name: value}}
    return village(output, kind, standards=supplied or None)


def item(form: str, output: str = "village.kind", standards: dict[str, str] | None = None, **facts: Any) -> Item:
    """The item about a card of an output whose condition has a form."""
    entries = facts.pop("entries", None)
    read = Card.read(
        {"id": "k1", **facts, "entries": None if entries is None else [{"holds": e} if e in (True, False, None) else {"amount": e} for e in entries]}
    )
    return book(form, **(standards or {})).decide(read, "2022-03-15").find(output)
