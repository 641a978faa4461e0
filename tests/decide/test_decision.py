"""A decision and its items: what each says, how it is found, and that nothing of it can be changed or shows who it is about."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from decide.samples import BOTH, POOR, cared_for, earner, home, huining, leaving, stay, village, zhangye

from aidrules import Choice, Decision, Household, Item, Money, Month, Outcome, Person
from aidrules.errors import UnknownName
from aidrules.facts.terms import Channel, Direction, Payee, Per
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
    names = {each.output for each in zhangye().decide(leaving(), "2024-06-15")}
    assert names == {"dibao.household_grant", "dibao.individual_inclusion", "tekun.recognition", "tekun.basic_living", "tekun.care", "phase_out.payment"}


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


# --- what is paid


def paid(found: Item) -> tuple[Any, ...]:
    return (str(found.amount), found.per, found.payee, found.direction, found.channel)


def test_how_often_to_whom_which_way_and_by_what(decision: Decision) -> None:
    receives = Direction.RECEIVES
    assert paid(decision.find("care.guardian_payment", "p1")) == ("230.00", Per.MONTH, Payee.GUARDIAN, receives, Channel.ONE_CARD)
    assert paid(decision.find("care.purchased_care", "p1")) == ("170.00", Per.MONTH, Payee.PROVIDER, receives, None)
    assert paid(decision.find("escort.fee", "p1", "s1")) == ("600.00", Per.ONCE, Payee.ESCORT, receives, Channel.BANK_CARD)


def test_what_is_in_kind_is_paid_to_nobody() -> None:
    facts = {"birth_date": "1950-01-01", "able_to_work": False, "has_source_of_living": False, "has_able_supporter": False}
    found = zhangye().decide(home(earner(**facts)), DAY).find("tekun.recognition", "p1")
    assert found.outcome is Outcome.GRANTED
    assert (found.amount, found.per, found.payee, found.channel) == (None, None, None, None)


def test_a_titled_output_says_its_titles(decision: Decision) -> None:
    found = decision.find("escort.fee", "p1", "s1")
    assert (found.zh, found.en) == ("住院陪护费", "hospital escort fee")


def test_only_what_is_granted_or_pending_has_an_amount() -> None:
    assert left(BOTH).amount == Money("150.00")
    assert left({key: made for key, made in BOTH.items() if key[0] == "phase_out.level"}).outcome is Outcome.DISCRETIONARY
    assert left({key: made for key, made in BOTH.items() if key[0] == "phase_out.level"}).amount is None
    assert item("care.guardian_payment", "p2").amount is None
    assert item("escort.fee", "p2", "s2").amount == Money("600.00")


def test_a_monthly_amount_is_for_the_month_decided_for_unless_the_law_says_which() -> None:
    march = Month(2022, 3)
    granted, refused = item("care.guardian_payment", "p1"), item("care.guardian_payment", "p2")
    assert (granted.first_month, granted.last_month) == (march, march)
    assert (refused.first_month, refused.last_month) == (None, None)
    once = item("escort.fee", "p1", "s1")
    assert (once.first_month, once.last_month) == (None, None)


def test_the_months_of_a_phase_out_are_those_that_were_granted() -> None:
    assert (left(BOTH).first_month, left(BOTH).last_month) == (Month(2024, 6), Month(2024, 9))
    assert (left(BOTH, on="2024-09-30").first_month, left(BOTH, on="2024-09-30").last_month) == (Month(2024, 6), Month(2024, 9))
    assert (left().first_month, left().last_month) == (Month(2024, 6), None)


def test_the_last_granted_month_is_paid_and_the_next_is_not() -> None:
    assert left(BOTH, on="2024-09-30").outcome is Outcome.GRANTED
    after = left(BOTH, on="2024-10-01")
    assert (after.outcome, after.entitled, after.amount, after.first_month) == (Outcome.REFUSED, True, None, None)


# --- steps

STEPS = ["application", "review", "approval", "agreement", "discharge"]
TAKEN: dict[str, dict[str, Any]] = {
    "application": {"applied": False},
    "review": {"township_reviewed": False},
    "approval": {"county_approval": "not_yet"},
    "agreement": {"escort": "third_party", "agreement": "signed_late"},
    "discharge": {"status": "in_hospital"},
}


@pytest.mark.parametrize("step", STEPS)
def test_a_pending_item_names_the_first_step_that_is_known_not_to_be_taken(step: str) -> None:
    found = item("escort.fee", "p1", "s1", case=home(cared_for(stays=[stay(**TAKEN[step])])))
    assert (found.outcome, found.step, found.entitled, found.amount) == (Outcome.PENDING, step, True, Money("600.00"))
    later = {name: value for other in STEPS[STEPS.index(step) :] for name, value in TAKEN[other].items()}
    assert item("escort.fee", "p1", "s1", case=home(cared_for(stays=[stay(**later)]))).step == step


def test_a_pending_item_is_for_the_month_decided_for_and_says_what_has_accrued() -> None:
    found = item("care.purchased_care", "p1", case=home(cared_for(service_assessment_passed=False)))
    assert (found.outcome, found.step, found.amount, found.first_month) == (Outcome.PENDING, "assessment", Money("170.00"), Month(2022, 3))


def test_only_a_pending_item_has_a_step(decision: Decision) -> None:
    assert {each.step for each in decision if each.outcome is not Outcome.PENDING} == {""}


# --- notices, clauses, readings


def test_a_notice_is_raised_where_it_holds_whatever_the_outcome() -> None:
    (notice,) = item("escort.fee", "p2", "s2").notices
    assert notice.name == "escort.funding_not_stated"
    assert notice.zh.startswith("资金来源未载明")
    assert notice.en == "The source of the money isn't stated: the text funds the escort of dispersed tekun persons only."
    assert [clause.id for clause in notice.clauses] == ["huining/1.3.1.5#1"]
    assert item("escort.fee", "p1", "s1").notices == ()
    equal = left(monthly_earnings="780.00")
    assert (equal.outcome, [each.name for each in equal.notices]) == (Outcome.REFUSED, ["phase_out.gap_at_equality"])


def test_no_notice_is_raised_where_the_output_does_not_apply_or_the_notice_is_not_known() -> None:
    assert item("escort.fee", "p2", "s3").notices == ()
    grant = zhangye().decide(home(earner(), area="rural", assets="0.00"), DAY).find("dibao.household_grant")
    assert (grant.outcome, grant.notices) == (Outcome.GRANTED, ())


def cited(found: Item) -> set[str]:
    return {clause.id for clause in found.clauses}


def settled_by(found: Item) -> set[str]:
    """The clauses of its reasons, of its notices and of its discretions."""
    clauses = {clause for step in found.reasons.every() for clause in step.clauses}
    return clauses | {clause.id for notice in found.notices for clause in notice.clauses} | {each for left in found.discretion for each in left.clauses}


def test_an_item_cites_its_output_conditions_steps_and_the_figure_used() -> None:
    assert cited(item("care.guardian_payment", "p1")) == {"national/14", "huining/1.3.1.1#1a", "huining/1.3.1.1#1c"}
    assert cited(item("escort.fee", "p1", "s1")) >= {f"huining/{clause}" for clause in ("1.2.1#1", "1.2.2#1", "1.2.3#1c", "1.2.3#1e", "1.2.3#1f")}


@pytest.mark.parametrize(
    "facts", [{}, {"kind": "emergency", "county_filed": True}, {"escort": "third_party", "agreement": "signed_in_time"}, {"applied": False}]
)
def test_an_item_whose_amount_is_settled_cites_the_clauses_of_its_reasons_and_no_others(facts: dict[str, Any]) -> None:
    found = item("escort.fee", "p1", "s1", case=home(cared_for(stays=[stay(**facts)])))
    assert cited(found) == settled_by(found)
    assert ("huining/1.2.2#2" in cited(found)) is ("kind" in facts)
    assert ("huining/1.2.3#1a" in cited(found)) is ("agreement" in facts)


def test_an_item_with_choices_and_notices_cites_their_clauses() -> None:
    for found in (left(BOTH), left()):
        assert cited(found) == settled_by(found) > {"zhangye/2.2.4#3", "zhangye/2.3.10#4b"}
    noticed = item("escort.fee", "p2", "s2")
    assert cited(noticed) == settled_by(noticed) > {"huining/1.3.1.5#1"}


def test_a_refused_item_cites_what_was_at_stake() -> None:
    whole = {"national/14", "huining/1.3.1.1#1a", "huining/1.3.1.1#1b", "huining/1.3.1.1#1c"}
    assert cited(item("care.guardian_payment", "p2")) == whole  # whose care level isn't known
    assert cited(item("care.guardian_payment", "p2", case=home({}, cared_for(tekun_support="central", care_level="semi_care")))) == {
        "national/14", "huining/1.3.1.1#1a", "huining/1.3.1.1#1b",
    }  # fmt: skip


def test_clauses_stand_once_and_in_the_order_of_the_texts() -> None:
    order = list(huining().parts.law.clauses())
    for each in huining().decide(HOUSE, DAY):
        ids = [clause.id for clause in each.clauses]
        assert ids == sorted(set(ids), key=order.index)


def test_an_item_names_the_readings_of_its_clauses() -> None:
    assert [reading.id for reading in item("care.guardian_payment", "p1").readings] == ["national-wording", "undated-text", "care-tier-month"]
    assert [reading.id for reading in item("escort.fee", "p1", "s1").readings] == [
        "undated-text", "escort-coverage", "escorted-days", "review-and-approval",
    ]  # fmt: skip


def test_the_reading_that_is_selected_decides_and_is_the_one_that_is_shown() -> None:
    central = home(cared_for(tekun_support="central", stays=[stay()]))
    chosen = huining().decide(central, DAY).find("escort.fee", "p1", "s1")
    other = huining("escort-coverage", "dispersed-only").decide(central, DAY).find("escort.fee", "p1", "s1")
    assert (chosen.outcome, other.outcome) == (Outcome.GRANTED, Outcome.REFUSED)
    by_default, selected = (next(each for each in found.readings if each.id == "escort-coverage") for found in (chosen, other))
    assert (by_default.selected, selected.selected) == ("", "dispersed-only")
    assert selected.words("en") == "The fee is only for tekun persons supported at home."
    assert selected.words("zh") == "陪护费只给分散供养的特困人员。"
    assert by_default.words("en") == by_default.chosen_en != selected.words("en")


# --- discretion


def test_a_discretion_says_its_bounds_its_clauses_and_what_was_chosen() -> None:
    months, level = left(BOTH).discretion
    assert (months.path, months.zh, months.en, months.words, months.low, months.high) == (
        "phase_out.months", "渐退期月数", "the months of the phase-out", "at most", "1", "6",
    )  # fmt: skip
    assert (level.low, level.high) == ("0.00", "200.00")
    assert months.clauses == ("zhangye/2.2.4#3",)
    assert (months.choice, level.choice) == tuple(BOTH.values())
    assert [each.choice for each in left().discretion] == [None, None]


def test_a_may_stands_before_its_choices_and_has_no_bounds() -> None:
    case = home(earner(birth_date="1950-01-01", disabilities=[{"kind": "visual", "grade": "first"}], individual_application=True), **POOR, low_income=True)
    may, amount = zhangye().decide(case, DAY).find("dibao.individual_inclusion", "p1").discretion
    assert (may.path, may.words, may.low, may.high) == ("dibao.individual_inclusion", "may", "", "")
    assert (amount.path, amount.words, amount.low, amount.high) == ("dibao.individual_amount", "at most", "0.01", "480.00")


def test_a_bound_that_is_not_known_is_left_open() -> None:
    case = leaving().model_copy(update={"grant_before": None})
    _, level = zhangye().decide(case, "2024-06-15").find("phase_out.payment", "p1").discretion
    assert (level.low, level.high) == ("0.00", "")


def test_another_persons_choice_is_not_this_persons() -> None:
    case = home(dict(leaving().members[0].model_dump(mode="json"), id="p1"), dict(leaving().members[0].model_dump(mode="json"), id="p2"))
    case = case.model_copy(update={"area": "rural", "in_dibao": True, "grant_before": "200.00"})
    decision = zhangye().decide(case, "2024-06-15", BOTH)
    assert [decision.find("phase_out.payment", who).outcome for who in ("p1", "p2")] == [Outcome.GRANTED, Outcome.DISCRETIONARY]
    assert [left.choice for left in decision.find("phase_out.payment", "p2").discretion] == [None, None]


def test_an_output_without_discretion_has_none(decision: Decision) -> None:
    assert {each.discretion for each in decision} == {()}


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
