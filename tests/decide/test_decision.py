"""A decision and its items: what each says, how it is found, and that nothing of it can be changed or shows who it is about."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from decide.samples import BOTH, POOR, cared_for, earner, home, huining, leaving, stay, village, zhangye

from aidrules import Choice, Decision, Household, Item, Money, Outcome, Person
from aidrules.errors import UnknownName
from aidrules.facts.terms import Direction, Payee
from aidrules.jurisdictions import rulebook_of
from aidrules.lang import benefit, rule

DAY = date(2022, 3, 15)
HOUSE = home(
    cared_for(stays=[stay()]),
    cared_for(tekun_support="central", care_level=None, stays=[stay(id="s2", applied=False), stay(id="s3", escort="nobody")]),
    {"tekun_support": "none", "stays": []},
)


@pytest.fixture(scope="module")
def decision() -> Decision:
    return huining().decide(HOUSE, on=DAY)


def item(output: str, *subject: str, on: date | str = DAY, case: Household = HOUSE) -> Item:
    return huining().decide(case, on=on).find(output, *subject)


def left(choices: Any = None, on: str = "2024-06-15", **member: Any) -> Item:
    return zhangye().decide(leaving(**member), on, choices).find("phase_out.payment", "p1")


# --- the decision


def test_it_says_for_which_day_place_and_subject(decision: Decision) -> None:
    assert (decision.on, decision.known_on, decision.place, decision.subject) == (DAY, None, "huining", "h1")
    later = huining().decide(HOUSE, on="2022-03-15", known_on="2022-02-01")
    assert (later.on, later.known_on) == (DAY, date(2022, 2, 1))


def test_there_is_one_item_per_output_and_subject_in_the_order_of_outputs_and_of_the_case(decision: Decision) -> None:
    assert [(each.output, each.subject) for each in decision.items] == [
        ("care.guardian_payment", ("p1",)),
        ("care.guardian_payment", ("p2",)),
        ("care.guardian_payment", ("p3",)),
        ("care.purchased_care", ("p1",)),
        ("care.purchased_care", ("p2",)),
        ("care.purchased_care", ("p3",)),
        ("escort.fee", ("p1", "s1")),
        ("escort.fee", ("p2", "s2")),
        ("escort.fee", ("p2", "s3")),
    ]
    assert list(decision) == list(decision.items)


def test_the_root_of_a_case_is_named_by_no_id() -> None:
    found = zhangye().decide(home(earner(), **POOR), DAY).find("dibao.household_grant")
    assert (found.subject, found.path) == ((), "")


def test_an_output_that_is_not_in_force_in_the_place_and_a_check_are_no_items() -> None:
    book = zhangye()
    names = {each.output for each in book.decide(leaving(), "2024-06-15")}
    assert names >= {"dibao.household_grant", "dibao.individual_inclusion", "tekun.recognition", "tekun.basic_living", "tekun.care", "phase_out.payment"}
    assert {book.outputs[name].sort for name in names} & {"check"} == set()
    checks = {name for name, output in book.outputs.items() if output.sort == "check"}
    elsewhere = {name for name in book.outputs if name not in book.parts.rests}
    assert checks
    assert names == {name for name, output in book.outputs.items() if output.model in ("Household", "Person")} - checks - elsewhere


def test_subjects_stand_at_their_path(decision: Decision) -> None:
    assert [each.path for each in decision if each.output == "escort.fee"] == ["members[0].stays[0]", "members[1].stays[0]", "members[1].stays[1]"]
    assert decision.find("care.guardian_payment", "p2").path == "members[1]"


def test_a_person_alone_can_be_decided_about() -> None:
    found = huining().decide(Person.read({"id": "p9", **cared_for()}), on=DAY)
    assert (found.subject, found.find("care.guardian_payment").amount) == ("p9", Money("230.00"))
    assert found.find("care.guardian_payment").subject == ()


def test_the_notices_of_a_decision_are_those_of_its_items(decision: Decision) -> None:
    assert [notice.name for notice in decision.notices] == ["escort.funding_not_stated"]
    assert [notice.name for each in decision for notice in each.notices] == ["escort.funding_not_stated"]


# --- finding an item


def test_find_gives_the_item_of_an_output_and_a_subject(decision: Decision) -> None:
    for each in decision:
        assert decision.find(each.output, *each.subject).path == each.path


FINDING: list[tuple[tuple[str, ...], str, str]] = [
    (("care.guardian_paymnt", "p1"), "name.output", "there is no output `care.guardian_paymnt`; did you mean `care.guardian_payment`?"),
    (
        ("something",),
        "name.output",
        "there is no output `something`; there is `care.guardian_payment`, `care.purchased_care`, `care.standard_check`, `escort.fee`",
    ),
    (("care.standard_check",), "name.output", "`care.standard_check` is a check on the figures themselves; book.checks(on) gives it"),
    (
        ("care.guardian_payment",),
        "name.subject",
        "`care.guardian_payment` has no item for this subject; it has 3, each named by the ids from below the root of the case",
    ),
    (
        ("care.guardian_payment", "h1", "p1"),
        "name.subject",
        "`care.guardian_payment` has no item for this subject; it has 3, each named by the ids from below the root of the case",
    ),
    (("escort.fee", "s1"), "name.subject", "`escort.fee` has no item for this subject; it has 3, each named by the ids from below the root of the case"),
]


@pytest.mark.parametrize(("asked", "code", "message"), FINDING, ids=[" ".join(asked) for asked, _, _ in FINDING])
def test_what_is_not_there_cannot_be_found(decision: Decision, asked: tuple[str, ...], code: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        decision.find(*asked)
    assert (caught.value.code, caught.value.message) == (code, message)


def test_an_output_about_something_of_which_the_case_has_none() -> None:
    for stays in ([], None):
        with pytest.raises(UnknownName) as caught:
            item("escort.fee", "p1", "s1", case=home(cared_for(stays=stays)))
        assert (caught.value.code, caught.value.message) == ("name.subject", "`escort.fee` speaks of a HospitalStay, and this case has none")


def test_the_error_shows_no_id_of_the_case(decision: Decision) -> None:
    with pytest.raises(UnknownName) as caught:
        decision.find("escort.fee", "p1", "s9")
    assert not {"p1", "p2", "s1", "s9", "h1"} & set(caught.value.message.replace("`", " ").split())


# --- not in force


def assert_says_nothing_else(found: Item) -> None:
    assert (found.outcome, found.entitled, found.amount, found.step) == (Outcome.NOT_IN_FORCE, None, None, "")
    assert (found.missing, found.notices, found.discretion, found.reasons.children) == ((), (), (), ())
    assert (found.first_month, found.last_month) == (None, None)


def test_an_output_that_no_clause_of_the_place_puts_in_force() -> None:
    decision = rulebook_of("national").decide(leaving(), "2024-06-15")
    for output in ("phase_out.payment", "care.guardian_payment", "escort.fee", "dibao.individual_inclusion"):
        found = decision.find(output, "p1")
        assert_says_nothing_else(found)
        assert (found.output, found.clauses, found.readings) == (output, (), ())


def test_an_output_before_the_day_of_its_law() -> None:
    for output, *subject in [("care.guardian_payment", "p1"), ("escort.fee", "p1", "s1")]:
        before = item(output, *subject, on="2022-01-09")
        assert_says_nothing_else(before)
        assert [clause.source.id for clause in before.clauses] == ["huining"]
        assert before.subject == tuple(subject)
    assert item("care.guardian_payment", "p1", on="2022-01-10").outcome is Outcome.GRANTED


# --- announced figures


def test_figures_announced_later_are_left_out() -> None:
    before = huining().decide(HOUSE, on=DAY, known_on="2022-01-09").find("care.guardian_payment", "p1")
    assert (before.outcome, [each.path for each in before.missing]) == (Outcome.UNDETERMINED, ['standards["care.guardian_rate"]["full_care"]'])
    on_the_day = huining().decide(HOUSE, on=DAY, known_on="2022-01-10").find("care.guardian_payment", "p1")
    assert on_the_day.amount == Money("230.00")


# --- frozen, and nothing personal


def test_nothing_of_a_decision_can_be_changed() -> None:
    decision = zhangye().decide(leaving(), "2024-06-15", BOTH)
    for thing in (decision, decision.items[0]):
        for name in ("outcome", "amount", "items", "anything"):
            with pytest.raises(AttributeError, match=f"{type(thing).__name__} can't be changed"):
                setattr(thing, name, None)
            with pytest.raises(AttributeError, match=f"{type(thing).__name__} can't be changed"):
                delattr(thing, name)
    with pytest.raises(TypeError):
        decision.choices["phase_out.months", "p1"] = Choice(5, by="甲", why="乙")  # type: ignore[index]
    assert isinstance(decision.items, tuple)


def test_the_choices_given_can_be_changed_afterwards_without_effect() -> None:
    given = dict(BOTH)
    decision = zhangye().decide(leaving(), "2024-06-15", given)
    given.clear()
    assert decision.choices == BOTH
    assert decision.find("phase_out.payment", "p1").outcome is Outcome.GRANTED


def test_reprs_show_nothing_of_whom_it_is_about() -> None:
    case = home(cared_for(id="张三", stays=[stay(id="住院号7788", applied=False)]), id="李家")
    decision = huining().decide(case, on=DAY)
    assert repr(decision) == "<Decision on 2022-03-15: 3 items>"
    assert [repr(each) for each in decision] == [
        "<care.guardian_payment: granted, 230.00>",
        "<care.purchased_care: granted, 170.00>",
        "<escort.fee: pending, 600.00>",
    ]
    (kind,) = huining().decide(home(cared_for(tekun_support="central", stays=None)), on=DAY).items[:1]
    assert repr(kind) == "<care.guardian_payment: refused>"
    text = f"{decision!r}{decision!s}{decision.items!r}"
    assert not any(name in text for name in ("张三", "住院号", "李家"))


def test_a_decision_does_not_depend_on_the_ids() -> None:
    one = huining().decide(home(cared_for(id="甲")), DAY)
    other = huining().decide(home(cared_for(id="乙")), DAY)
    assert [(each.outcome, each.amount) for each in one] == [(each.outcome, each.amount) for each in other]


def test_a_decision_about_a_copy_of_the_case_is_the_same() -> None:
    assert huining().decide(copy.deepcopy(HOUSE), DAY).to_json() == huining().decide(HOUSE, DAY).to_json()


# --- without a place


@rule("有低保")
def in_dibao(home: Household) -> bool:
    """The household is recorded as receiving dibao."""
    return home.in_dibao


@rule("本人就业")
def employed(person: Person) -> bool:
    """The person has a job."""
    return person.employed


def test_ways_money_can_go_are_those_of_the_output() -> None:
    owed = benefit("village.owed", zh="应退", en="owed", entitled=in_dibao, direction="owes", payee="household")
    plain = benefit("village.plain", zh="实物", entitled=employed)
    decision = village(owed, plain).decide(home({"employed": True}, in_dibao=True), DAY)
    assert decision.place == "village"
    assert (decision.find("village.owed").direction, decision.find("village.owed").payee) == (Direction.OWES, Payee.HOUSEHOLD)
    assert decision.find("village.plain", "p1").direction is Direction.RECEIVES
    assert decision.find("village.plain", "p1").en == "The person has a job."


def test_two_decisions_of_one_rulebook_do_not_disturb_each_other() -> None:
    book = huining()
    first = book.decide(home(cared_for()), DAY)
    second = book.decide(home(cared_for(care_level="semi_care")), DAY)
    third = book.decide(home(cared_for()), "2022-01-09")
    assert [d.find("care.guardian_payment", "p1").amount for d in (first, second, third)] == [Money("230.00"), Money("150.00"), None]
    assert first.find("care.guardian_payment", "p1").reasons.every() is not None
