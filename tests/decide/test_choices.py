"""Choices: who may choose what, within which bounds, and what becomes of what is declined."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from decide.samples import BOTH, LEFT, PHASE_OUT, POOR, earner, home, huining, leaving, village, zhangye

from aidrules import Choice, Decision, Item, Money, Outcome, Person
from aidrules.errors import InvalidChoice
from aidrules.jurisdictions import rulebook_of
from aidrules.lang import benefit, choice, rule, standard

DAY = "2024-06-15"
MONTHS, LEVEL = ("phase_out.months", "p1"), ("phase_out.level", "p1")
ALONE = home(earner(birth_date="1950-01-01", disabilities=[{"kind": "visual", "grade": "first"}], individual_application=True), **POOR, low_income=True)
MAY, AMOUNT = ("dibao.individual_inclusion", "p1"), ("dibao.individual_amount", "p1")


def made(value: Any) -> Choice:
    return Choice(value, by="乡镇经办人", why="收入刚刚稳定")


def decided(choices: Any, case: Any = None, on: str = DAY) -> Decision:
    return zhangye().decide(leaving() if case is None else case, on, choices)


def phase_out(**values: Any) -> Item:
    return decided({(f"phase_out.{name}", "p1"): made(value) for name, value in values.items()}).find("phase_out.payment", "p1")


def alone(*choices: tuple[tuple[str, str], Any]) -> Item:
    return decided({key: made(value) for key, value in choices}, ALONE).find("dibao.individual_inclusion", "p1")


def refused(choices: Any, case: Any = None) -> tuple[str, str]:
    with pytest.raises(InvalidChoice) as caught:
        decided(choices, case)
    return caught.value.code, caught.value.message


# --- what may be chosen


@pytest.mark.parametrize("months", [1, 6, "1", "6"])
def test_the_bounds_of_a_count_are_included(months: int | str) -> None:
    found = phase_out(months=months, level="150.00")
    assert (found.outcome, found.amount) == (Outcome.GRANTED, Money("150.00"))


@pytest.mark.parametrize("months", [0, 7, "0", "7", -1, 10**30])
def test_a_count_beyond_the_bounds_is_an_error_with_the_bounds_and_the_clause(months: int | str) -> None:
    assert refused({MONTHS: made(months)}) == ("choice.bounds", "`phase_out.months` lies between 1 and 6 (《张掖市“弱有众扶”实施方案》 二(二)4)")


@pytest.mark.parametrize("level", ["0.00", "200.00", Money("200.00"), 0, 200])
def test_the_bounds_of_an_amount_are_included(level: Any) -> None:
    found = phase_out(months=1, level=level)
    assert (found.outcome, found.amount) == (Outcome.GRANTED, Money(level))


@pytest.mark.parametrize("level", ["200.01", "-0.01", 201])
def test_an_amount_beyond_the_bounds_is_an_error_with_the_bounds_and_the_clauses(level: Any) -> None:
    assert refused({LEVEL: made(level)}) == (
        "choice.bounds",
        "`phase_out.level` lies between 0.00 and 200.00 (《张掖市“弱有众扶”实施方案》 二(二)4; 《张掖市“弱有众扶”实施方案》 二(三)10)",
    )


@pytest.mark.parametrize("yes", [True, "yes"])
def test_a_may_is_exercised_with_yes(yes: Any) -> None:
    found = alone((MAY, yes), (AMOUNT, "300.00"))
    assert (found.outcome, found.amount) == (Outcome.GRANTED, Money("300.00"))


def test_as_long_as_one_is_open_the_item_is_discretionary() -> None:
    assert phase_out().outcome is phase_out(months=3).outcome is phase_out(level="100.00").outcome is Outcome.DISCRETIONARY
    assert alone().outcome is alone((MAY, True)).outcome is alone((AMOUNT, "300.00")).outcome is Outcome.DISCRETIONARY


def test_a_choice_for_an_item_whose_conditions_are_not_met_changes_nothing() -> None:
    found = decided(BOTH, leaving(monthly_earnings="700.00")).find("phase_out.payment", "p1")
    assert (found.outcome, found.entitled) == (Outcome.REFUSED, False)


# --- what is declined


@pytest.mark.parametrize("no", [None, False, "declined"])
def test_what_is_declined_is_refused_though_the_conditions_are_met(no: Any) -> None:
    for found in (phase_out(months=no), phase_out(months=no, level="100.00"), phase_out(level=no), alone((MAY, no)), alone((AMOUNT, no))):
        assert (found.outcome, found.entitled, found.amount, found.missing) == (Outcome.REFUSED, True, None, ())
    assert made(no).declined


@pytest.mark.parametrize("value", [0, 4, "4", "0.00", True, "yes", Money(0), ""])
def test_everything_else_is_not_declined(value: Any) -> None:
    assert not made(value).declined


def test_what_is_declined_stays_declined_in_whatever_order_the_choices_stand() -> None:
    for order in permutations([(MAY, True), (AMOUNT, "declined")]):
        assert alone(*order).outcome is Outcome.REFUSED
    for order in permutations([(MAY, "declined"), (AMOUNT, "300.00")]):
        assert alone(*order).outcome is Outcome.REFUSED
    for order in permutations([(MONTHS, 3), (LEVEL, None)]):
        assert decided({key: made(value) for key, value in order}).find("phase_out.payment", "p1").outcome is Outcome.REFUSED


@pytest.mark.parametrize("first", [True, "yes", "declined", None])
def test_every_choice_is_held_to_its_bounds_whatever_stands_before_it(first: Any) -> None:
    for key in (MAY, AMOUNT):
        for order in permutations([(MAY, made(first if key == MAY else True)), (AMOUNT, made("480.01"))]):
            assert refused(dict(order), ALONE)[0] == "choice.bounds"
    for order in permutations([(MONTHS, made(None)), (LEVEL, made("200.01"))]):
        assert refused(dict(order))[0] == "choice.bounds"


def test_what_is_declined_needs_no_bounds() -> None:
    case = home(PHASE_OUT, **{**LEFT, "grant_before": None})
    assert decided({LEVEL: made("declined")}, case).find("phase_out.payment", "p1").outcome is Outcome.REFUSED


def test_declining_for_one_person_declines_for_no_other() -> None:
    decision = decided({MONTHS: made(None)}, home(PHASE_OUT, PHASE_OUT, **LEFT))
    assert [decision.find("phase_out.payment", who).outcome for who in ("p1", "p2")] == [Outcome.REFUSED, Outcome.DISCRETIONARY]


# --- what can't be chosen


def test_a_choice_that_the_law_does_not_leave() -> None:
    assert refused({("phase_out.month", "p1"): made(4)}) == (
        "choice.unknown",
        "the law leaves no choice `phase_out.month` here; did you mean `phase_out.months` or `phase_out.level`?",
    )
    assert refused({("xyz", "p1"): made(4)}) == (
        "choice.unknown",
        "the law leaves no choice `xyz` here; there is `dibao.individual_amount`, `dibao.individual_inclusion`, `phase_out.level`, `phase_out.months`, `special.necessary`, `temporary.payment`",
    )


def test_a_choice_of_an_output_that_is_not_in_force_in_the_place_is_not_left_there() -> None:
    for book in (rulebook_of("national"), huining()):
        with pytest.raises(InvalidChoice) as caught:
            book.decide(leaving(), DAY, {MONTHS: made(4)})
        assert (caught.value.code, caught.value.message) == ("choice.unknown", "the law leaves no choice `phase_out.months` here; it leaves none")


@pytest.mark.parametrize("ids", [(), ("p9",), ("h1", "p1"), ("p1", "s1"), ("P1",)], ids=str)
def test_a_choice_about_a_subject_that_is_not_there(ids: tuple[str, ...]) -> None:
    assert refused({("phase_out.months", *ids): made(4)}) == (
        "choice.subject",
        "`phase_out.months` is about a Person, named by the ids from below the root of the case; there is none with these",
    )


@pytest.mark.parametrize("value", [True, "yes", "four", "", "-1", "1.5", "４", "+4", " 4", "1234567", 4.0, Money(4), [4], {"value": 4}], ids=repr)
def test_a_count_is_a_whole_number(value: Any) -> None:
    assert refused({MONTHS: made(value)}) == ("choice.value", '`phase_out.months` is a whole number, for example 4 ("4" in a case file)')


AMOUNTS: list[tuple[Any, str]] = [
    (150.0, 'a float can\'t hold an amount exactly; write a string, for example "412.50"'),
    (True, 'an amount is a string of yuan, for example "412.50", or a whole number'),
    ("yes", 'an amount is digits with at most two places, for example "412.50"'),
    ("1.005", "an amount has at most two places; round it before, by the rule that says how"),
    ([150], 'an amount is a string of yuan, for example "412.50", or a whole number'),
]


@pytest.mark.parametrize(("value", "message"), AMOUNTS, ids=[repr(value) for value, _ in AMOUNTS])
def test_an_amount_is_read_as_every_amount_is(value: Any, message: str) -> None:
    assert refused({LEVEL: made(value)}) == ("choice.value", f"`phase_out.level`: {message}")


@pytest.mark.parametrize("value", [1, "true", "Yes", "", "1", Money(1)], ids=repr)
def test_a_may_is_a_yes_or_declined(value: Any) -> None:
    assert refused({MAY: made(value)}, ALONE) == (
        "choice.value",
        '`dibao.individual_inclusion` is exercised with True ("yes" in a case file), or declined',
    )


def test_a_choice_whose_bounds_are_not_known_can_not_be_made_yet() -> None:
    case = home(PHASE_OUT, **{**LEFT, "grant_before": None})
    assert refused({LEVEL: made("100.00")}, case) == (
        "choice.bound_unknown",
        "`phase_out.level` can't be chosen yet: its bounds rest on a fact or standard that isn't known "
        "(《张掖市“弱有众扶”实施方案》 二(二)4; 《张掖市“弱有众扶”实施方案》 二(三)10)",
    )
    assert decided({MONTHS: made(4)}, case).find("phase_out.payment", "p1").outcome is Outcome.DISCRETIONARY


FORMS: list[Any] = [
    {"phase_out.months": made(4)},
    {(): made(4)},
    {("phase_out.months", 1): made(4)},
    {(1, "p1"): made(4)},
    {MONTHS: 4},
    {MONTHS: {"value": 4, "by": "甲", "why": "乙"}},
]


@pytest.mark.parametrize("choices", FORMS, ids=repr)
def test_choices_are_written_by_path_and_ids(choices: Any) -> None:
    assert refused(choices) == ("choice.form", 'choices are written {("phase_out.months", "p1"): Choice(4, by="…", why="…")}')


def test_an_error_shows_nothing_of_the_choice_or_of_whom_it_is_about() -> None:
    for key, value in [(MONTHS, "张三四五"), (LEVEL, "12345.678"), (("phase_out.months", "张三四五"), 4), (LEVEL, "77777.00")]:
        _, message = refused({key: made(value)})
        assert not any(part in message for part in ("张三四五", "12345", "77777", "乡镇经办人", "收入刚刚稳定"))


# --- choices of one's own law

least = standard(int, "village.least", zh="最少", en="least")
most = standard(int, "village.most", zh="最多", en="most")
days = choice(int, "village.days", of=Person, low=least, high=most, zh="天数", en="the days")
other = choice(int, "village.other_days", of=Person, low=least, high=most, zh="天数", en="the days")


@rule("就业")
def employed(person: Person) -> bool:
    """The person has a job."""
    return person.employed


@rule("金额")
def pay(person: Person) -> Money:
    """What the person earns for the days chosen."""
    return person.monthly_earnings * days(person)


@rule("另一金额")
def other_pay(person: Person) -> Money:
    """What the person earns for other days chosen."""
    return person.monthly_earnings * other(person)


ONE = benefit("village.one", zh="一", entitled=employed, amount=pay, per="once")
TWO = benefit("village.two", zh="二", entitled=employed, amount=other_pay, per="once", may=True)
SAME = benefit("village.same", zh="同", entitled=employed, amount=pay, per="once")
WORKER = Person.read({"id": "p1", "employed": True, "monthly_earnings": "2.00"})


def test_a_choice_without_a_clause_of_its_own_has_no_citation() -> None:
    book = village(ONE, standards={"village.least": "1", "village.most": "5"})
    with pytest.raises(InvalidChoice) as caught:
        book.decide(WORKER, DAY, {("village.days",): made(6)})
    assert caught.value.message == "`village.days` lies between 1 and 5"
    assert book.decide(WORKER, DAY, {("village.days",): made(5)}).find("village.one").amount == Money(10)


@pytest.mark.parametrize("known", ["village.least", "village.most"])
def test_a_missing_standard_leaves_a_bound_open(known: str) -> None:
    book = village(ONE, standards={known: "1"})
    with pytest.raises(InvalidChoice) as caught:
        book.decide(WORKER, DAY, {("village.days",): made(1)})
    assert (caught.value.code, caught.value.message) == (
        "choice.bound_unknown",
        "`village.days` can't be chosen yet: its bounds rest on a fact or standard that isn't known",
    )


def test_declining_a_choice_declines_every_output_that_waits_for_it_and_no_other() -> None:
    book = village(ONE, SAME, TWO, standards={"village.least": "1", "village.most": "5"})
    decision = book.decide(WORKER, DAY, {("village.days",): made("declined")})
    assert [each.outcome for each in decision] == [Outcome.REFUSED, Outcome.REFUSED, Outcome.DISCRETIONARY]
    decision = book.decide(WORKER, DAY, {("village.two",): made("declined"), ("village.days",): made(2)})
    assert [each.outcome for each in decision] == [Outcome.GRANTED, Outcome.GRANTED, Outcome.REFUSED]


def test_a_formula_shows_what_was_chosen() -> None:
    book = village(ONE, standards={"village.least": "1", "village.most": "5"})
    for chosen, shown in [({("village.days",): made(3)}, "3"), (None, "")]:
        found = book.decide(WORKER, DAY, chosen).find("village.one")
        formula = next(step for step in found.reasons.every() if step.path.endswith(".pay")).formula_en
        assert ("the days 3" in formula) is (shown == "3"), formula


def test_an_item_cites_the_clause_that_leaves_its_choice() -> None:
    book = village(ONE, rests={ONE: ["1"], days: ["3"]}, standards={"village.least": "1", "village.most": "5"})
    assert [clause.id for clause in book.decide(WORKER, DAY).find("village.one").clauses] == ["village/1", "village/3"]


def test_a_choice_is_a_value() -> None:
    assert Choice(4, by="甲", why="乙") == Choice(4, "甲", "乙") != Choice(5, "甲", "乙")
    with pytest.raises(AttributeError):
        Choice(4, "甲", "乙").value = 5  # type: ignore[misc]
