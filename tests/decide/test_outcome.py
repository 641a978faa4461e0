"""What an item comes to: stage by stage in the order of the law, whatever the later stages say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pytest
from decide.samples import village

from aidrules import Choice, Fact, Facts, Item, Money, Outcome, Rulebook, fact
from aidrules.lang import benefit, check, choice, rule, standard
from aidrules.lang.outputs import Output

T, F, U = True, False, None


class Request(Facts):
    """A request, each part of which is a fact of its own (申请)."""

    id: str
    applies: Fact[bool] = fact(zh="属于", en="applies")
    entitled: Fact[bool] = fact(zh="符合", en="entitled")
    first: Fact[bool] = fact(zh="一", en="first")
    second: Fact[bool] = fact(zh="二", en="second")
    within: Fact[bool] = fact(zh="在内", en="within")
    amount: Fact[Money] = fact(zh="金额", en="amount")


least_months = standard(int, "village.least_months", zh="最少", en="least")
most_months = standard(int, "village.most_months", zh="最多", en="most")
months = choice(int, "village.months", of=Request, low=least_months, high=most_months, zh="月数", en="months")


@rule("属于")
def applies(request: Request) -> bool:
    """The clause speaks of it."""
    return request.applies


@rule("符合")
def entitled(request: Request) -> bool:
    """The conditions are met."""
    return request.entitled


@rule("一")
def first(request: Request) -> bool:
    """The first step."""
    return request.first


@rule("二")
def second(request: Request) -> bool:
    """The second step."""
    return request.second


@rule("在内")
def within(request: Request) -> bool:
    """The day is within what was granted."""
    return request.within


@rule("金额")
def amount(request: Request) -> Money:
    """The amount for as many months as are chosen."""
    return request.amount * months(request)


@rule("单纯金额")
def plain_amount(request: Request) -> Money:
    """The amount."""
    return request.amount


@rule("标准有序")
def in_order() -> bool:
    """The least is below the most."""
    return least_months < most_months


FULL = benefit("village.full", zh="补助", applies=applies, entitled=entitled, gates=[first, second], within=within, may=True, amount=amount, per="once")
FIGURES = {"village.least_months": "0", "village.most_months": "6"}
BOOK = village(FULL, standards=FIGURES)


class Came(NamedTuple):
    """What an item came to."""

    outcome: Outcome
    entitled: bool | None
    amount: str | None = None
    step: str = ""


def came(book: Rulebook, output: Output, way: dict[str, Any]) -> Item:
    facts = {name: value for name, value in way.items() if name in Request.model_fields}
    made: dict[tuple[str, ...], Choice] = {}
    if way.get("may") is not None:
        made[output.name,] = Choice(way["may"], by="甲", why="乙")
    if way.get("months") is not None:
        made["village.months",] = Choice(way["months"], by="甲", why="乙")
    return book.decide(Request(id="r1", **facts), "2022-03-15", made).find(output.name)


def settled(output: Output = FULL, book: Rulebook = BOOK, **way: Any) -> Came:
    item = came(book, output, way)
    return Came(item.outcome, item.entitled, None if item.amount is None else str(item.amount), item.step)


EVERY: dict[str, tuple[Any, ...]] = {
    "applies": (T, F, U),
    "entitled": (T, F, U),
    "may": (T, F, U),
    "first": (T, F, U),
    "second": (T, F, U),
    "within": (T, F, U),
    "months": (2, U),
    "amount": ("3.00", U),
}


def ways(**fixed: Any) -> Iterator[dict[str, Any]]:
    """Every combination of what isn't fixed."""
    free = [name for name in EVERY if name not in fixed]
    for values in product(*(EVERY[name] for name in free)):
        yield {**fixed, **dict(zip(free, values, strict=True))}


def accrued(way: dict[str, Any]) -> str | None:
    return "6.00" if way["amount"] and way["months"] else None


def test_first_whom_it_speaks_of() -> None:
    for way in ways(applies=U):
        assert settled(**way) == Came(Outcome.UNDETERMINED, None)
    for way in ways(applies=F):
        assert settled(**way) == Came(Outcome.NOT_APPLICABLE, False)


def test_then_the_conditions() -> None:
    for way in ways(applies=T, entitled=U):
        assert settled(**way) == Came(Outcome.UNDETERMINED, None)
    for way in ways(applies=T, entitled=F):
        assert settled(**way) == Came(Outcome.REFUSED, False)


ENTITLED = {"applies": T, "entitled": T}


def test_then_whether_it_was_declined() -> None:
    for way in ways(**ENTITLED, may=F):
        assert settled(**way) == Came(Outcome.REFUSED, True)
    for way in ways(**ENTITLED, months="declined"):
        assert settled(**way) == Came(Outcome.REFUSED, True)


@pytest.mark.parametrize("may", [T, U])
def test_then_the_gates_of_which_the_first_that_is_not_passed_counts(may: bool | None) -> None:
    for way in ways(**ENTITLED, may=may, first=F):
        assert settled(**way) == Came(Outcome.PENDING, True, accrued(way), "first")
    for earlier in (T, U):
        for way in ways(**ENTITLED, may=may, first=earlier, second=F):
            assert settled(**way) == Came(Outcome.PENDING, True, accrued(way), "second")
    for one, two in [(U, T), (T, U), (U, U)]:
        for way in ways(**ENTITLED, may=may, first=one, second=two):
            assert settled(**way) == Came(Outcome.UNDETERMINED, True)


PASSED = {**ENTITLED, "first": T, "second": T}


@pytest.mark.parametrize("may", [T, U])
def test_then_whether_the_choice_reaches_the_day(may: bool | None) -> None:
    for way in ways(**PASSED, may=may, within=F):
        assert settled(**way) == Came(Outcome.REFUSED, True)


@pytest.mark.parametrize("reaches", [T, U])
@pytest.mark.parametrize(("may", "chosen"), [(U, 2), (T, U), (U, U)])
def test_then_the_discretions_that_are_open(may: bool | None, chosen: int | None, reaches: bool | None) -> None:
    for way in ways(**PASSED, may=may, months=chosen, within=reaches):
        assert settled(**way) == Came(Outcome.DISCRETIONARY, True)


CHOSEN = {**PASSED, "may": T, "months": 2}


def test_then_the_amount_and_what_is_left() -> None:
    assert settled(**CHOSEN, within=T, amount="3.00") == Came(Outcome.GRANTED, True, "6.00")
    assert settled(**CHOSEN, within=T, amount="0.00") == Came(Outcome.GRANTED, True, "0.00")
    assert settled(**{**CHOSEN, "months": 0}, within=T, amount="3.00") == Came(Outcome.GRANTED, True, "0.00")
    assert settled(**CHOSEN, within=T, amount=U) == Came(Outcome.UNDETERMINED, True)
    assert settled(**CHOSEN, within=U, amount="3.00") == Came(Outcome.UNDETERMINED, True)
    assert settled(**CHOSEN, within=U, amount=U) == Came(Outcome.UNDETERMINED, True)


def test_what_is_settled_stays_settled_when_more_becomes_known() -> None:
    """Only which step a pending item waits for may change, when an earlier one turns out not to be taken either."""
    for way in ways(applies=T):
        before = settled(**way)
        if before.outcome in (Outcome.UNDETERMINED, Outcome.DISCRETIONARY):
            continue
        for name in ("entitled", "first", "second", "within"):
            for learned in (T, F) if way[name] is None else ():
                after = settled(**{**way, name: learned})
                assert (after.outcome, after.entitled) == (before.outcome, before.entitled), (way, name, learned)


# --- outputs with fewer parts

PLAIN = benefit("village.plain", zh="实物", entitled=entitled)
PAID = benefit("village.paid", zh="补助", entitled=entitled, amount=plain_amount, per="month")
MAY = benefit("village.may", zh="可给予", entitled=entitled, may=True)
CHOOSING = benefit("village.choosing", zh="按月", entitled=entitled, amount=amount, per="month")
CHECK = check("village.check", zh="核对", holds=in_order)


def test_without_applies_everybody_is_spoken_of() -> None:
    book = village(PLAIN)
    for spoken_of in (T, F, U):
        assert settled(PLAIN, book, applies=spoken_of, entitled=T) == Came(Outcome.GRANTED, True)
        assert settled(PLAIN, book, applies=spoken_of, entitled=F) == Came(Outcome.REFUSED, False)
        assert settled(PLAIN, book, applies=spoken_of, entitled=U) == Came(Outcome.UNDETERMINED, None)


def test_an_amount_has_to_be_known() -> None:
    book = village(PAID)
    assert settled(PAID, book, entitled=T, amount="7.00") == Came(Outcome.GRANTED, True, "7.00")
    assert settled(PAID, book, entitled=T, amount="0.00") == Came(Outcome.GRANTED, True, "0.00")
    assert settled(PAID, book, entitled=T) == Came(Outcome.UNDETERMINED, True)
    assert settled(PAID, book, entitled=F, amount="7.00") == Came(Outcome.REFUSED, False)


def test_a_may_alone() -> None:
    book = village(MAY)
    assert [settled(MAY, book, entitled=T, may=made).outcome for made in (T, F, U)] == [Outcome.GRANTED, Outcome.REFUSED, Outcome.DISCRETIONARY]
    assert settled(MAY, book, entitled=F, may=T) == Came(Outcome.REFUSED, False)


def test_a_choice_alone() -> None:
    book = village(CHOOSING, standards=FIGURES)
    outcomes = [settled(CHOOSING, book, entitled=T, amount="3.00", months=made).outcome for made in (0, 6, U, "declined")]
    assert outcomes == [Outcome.GRANTED, Outcome.GRANTED, Outcome.DISCRETIONARY, Outcome.REFUSED]


@pytest.mark.parametrize(
    ("figures", "outcome", "holds"),
    [
        ({"village.least_months": "1", "village.most_months": "6"}, Outcome.MET, True),
        ({"village.least_months": "6", "village.most_months": "6"}, Outcome.BREACHED, False),
        ({"village.least_months": "6"}, Outcome.UNDETERMINED, None),
    ],
)
def test_a_check_is_met_breached_or_undetermined(figures: dict[str, str], outcome: Outcome, holds: bool | None) -> None:
    book = village(PLAIN, CHECK, standards=figures)
    (item,) = book.checks("2022-03-15")
    assert (item.output, item.outcome, item.entitled, item.amount) == ("village.check", outcome, holds, None)
    assert (item.subject, item.path) == ((), "")


def test_a_check_is_not_in_force_before_the_day_of_its_law() -> None:
    book = village(PLAIN, CHECK, standards={"village.least_months": "6", "village.most_months": "6"})
    assert [book.checks(day)[0].outcome for day in ("2019-12-31", "2020-01-01")] == [Outcome.NOT_IN_FORCE, Outcome.BREACHED]


def test_the_words_of_the_outcomes() -> None:
    assert {outcome.value: outcome.zh for outcome in Outcome} == {
        "granted": "给予",
        "discretionary": "符合条件，待裁量",
        "pending": "符合条件，程序未完成",
        "refused": "不给予",
        "undetermined": "无法确定",
        "met": "符合",
        "breached": "违反",
        "not_applicable": "不适用",
        "not_in_force": "未施行",
    }
