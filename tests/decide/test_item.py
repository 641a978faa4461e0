"""An item: what is paid to whom and for when, the step that is open, notices, clauses, readings and discretions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from decide.samples import BOTH, POOR, cared_for, earner, home, huining, leaving, stay, zhangye

from aidrules import Decision, Household, Item, Money, Month, Outcome
from aidrules.facts.terms import Channel, Direction, Payee, Per

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
        "undated-text", "escort-coverage", "death-in-hospital", "escorted-days", "review-and-approval",
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
