"""Arrears and recovery: each month for itself, nothing twice, sums to the fen, open months apart, and a ground for what is taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from audit import villages
from audit.villages import book, person, poor, told, zhangye

from aidrules import Household, Money, Rulebook
from aidrules.audit import History, Payment, Settlement, ledger, settle
from aidrules.errors import AidrulesError, InvalidLedger, UnknownName

GRANT = "dibao.household_grant"
MORE = ("2024-02-10", "2024-04-20", {"members[p1].other_monthly_income": "80.00"})


def between(rules: Rulebook, history: History, first: str, last: str, known_on: str = "month", **more: Any) -> Settlement:
    return settle(ledger(rules, history, first, last, known_on=known_on), ledger(rules, history, first, last), **more)


def shown(found: Settlement) -> list[tuple[str, str, str, str, str]]:
    return [(line.kind.value, str(line.month), str(line.paid), str(line.due), str(line.amount)) for line in found.lines]


def adds_up(found: Settlement) -> None:
    assert found.due.fen - found.paid.fen == found.arrears.fen - found.recoverable.fen - found.overpaid.fen


def test_what_was_too_little_and_what_was_too_much_stand_in_their_own_months() -> None:
    found = between(zhangye(), told(poor(), MORE), "2024-01", "2024-05")
    assert shown(found) == [
        ("arrears", "2024-01", "380.00", "390.00", "10.00"),
        ("overpaid", "2024-02", "380.00", "310.00", "70.00"),
        ("overpaid", "2024-03", "380.00", "310.00", "70.00"),
        ("arrears", "2024-04", "300.00", "310.00", "10.00"),
        ("arrears", "2024-05", "300.00", "310.00", "10.00"),
    ]
    assert (str(found.paid), str(found.due), str(found.arrears), str(found.overpaid)) == ("1740.00", "1630.00", "30.00", "140.00")
    adds_up(found)


def test_a_line_says_what_made_the_difference_with_the_clauses_of_both_sides() -> None:
    found = between(zhangye(), told(poor(), MORE), "2024-01", "2024-03")
    first, second, _ = found.lines
    assert [(part.sort, part.path, part.values("en"), part.announced) for part in first.differences] == [
        ("figure", "dibao.monthly_standard", ("380.00", "390.00"), "2024-07-10")
    ]
    assert {(part.sort, part.path.rpartition(".")[2], part.values("zh")) for part in second.differences} == {
        ("figure", "monthly_standard", ("380.00", "390.00")), ("fact", "other_monthly_income", ("0.00", "80.00")),
    }  # fmt: skip
    assert first.reason("en") == "paid 380.00 (granted), due 390.00 (granted); the dibao standard 380.00 → 390.00 (announced 2024-07-10)."
    assert first.reason() == "已发 380.00（给予），应发 390.00（给予）；低保标准 380.00 → 390.00（2024-07-10 公布）。"
    assert "national/10" in {clause.id for clause in first.paid_clauses} & {clause.id for clause in first.due_clauses}


def test_a_ledger_against_itself_leaves_nothing_even_where_months_are_open() -> None:
    history = told(poor(other_monthly_income=None), ("2024-03-01", "2024-05-01", {"members[p1].other_monthly_income": "50.00"}))
    for known_on in (None, "month", "2024-04-01"):
        made = ledger(zhangye(), history, "2024-01", "2024-06", known_on=known_on)
        found = settle(made, made)
        assert (found.lines, found.open, str(found.arrears)) == ((), (), "0.00")
        assert found.due == found.paid == made.total()


def test_months_that_are_not_settled_are_listed_and_are_in_no_sum() -> None:
    history = told(poor(), ("2024-02-10", "2024-04-20", {"members[p1].other_monthly_income": None}), ("2024-03-01", "2024-04-20", {"assets": "0.00"}))
    found = between(zhangye(), history, "2024-01", "2024-03", known_on="2024-04-01")
    assert [(line.kind.value, str(line.month), line.due, line.amount, str(line.paid)) for line in found.open if line.output == GRANT] == [
        ("open", "2024-02", None, None, "380.00"), ("open", "2024-03", None, None, "380.00"),
    ]  # fmt: skip
    assert (str(found.paid), str(found.due), str(found.arrears)) == ("380.00", "390.00", "10.00")
    adds_up(found)
    assert "what is due is open" in found.open[0].reason("en")


def test_what_is_paid_once_is_not_paid_again_where_it_was_paid_in_another_month() -> None:
    history = told(person(employed=False, own_medical_cost_this_year="70.00"), ("2024-02-10", "2024-04-10", {"members[p1].employed": True}))
    found = between(book(villages.once), history, "2024-01", "2024-06")
    assert (found.lines, str(found.paid), str(found.due)) == ((), "70.00", "70.00")
    short = between(book(villages.once), history, "2024-01", "2024-03")
    assert shown(short) == [("arrears", "2024-02", "0.00", "70.00", "70.00")]
    corrected = told(
        person(employed=False, own_medical_cost_this_year="70.00"),
        ("2024-02-10", "2024-04-10", {"members[p1].employed": True}), ("2024-02-10", "2024-05-10", {"members[p1].own_medical_cost_this_year": "90.00"}),
    )  # fmt: skip
    assert shown(between(book(villages.once), corrected, "2024-01", "2024-06")) == [("arrears", "2024-02", "70.00", "90.00", "20.00")]


def test_what_is_paid_once_a_year_is_matched_within_its_year() -> None:
    history = told(person(employed=False), ("2023-11-10", "2024-02-10", {"members[p1].employed": True}))
    found = between(book(villages.annual), history, "2023-10", "2024-04")
    assert shown(found) == [("arrears", "2023-11", "0.00", "100.00", "100.00")]
    assert (str(found.paid), str(found.due)) == ("100.00", "200.00")


# --- payments


CARER = Household.read({"id": "h1", "members": [{"id": "p1", "employed": True, "phase_out_from": "2024-02"}], "in_dibao": True, "area": "rural"})


def payments(*amounts: str, output: str = "village.later") -> list[Payment]:
    return [Payment(f"2024-0{number}", output, ("p1",), amount) for number, amount in enumerate(amounts, 1)]


def test_payments_really_made_are_settled_like_a_ledger_and_have_no_clauses_of_their_own() -> None:
    due = ledger(book(villages.later), History(CARER), "2024-01", "2024-04")
    found = settle(payments("100.00", "100.00", "60.00"), due)
    assert shown(found) == [
        ("overpaid", "2024-01", "100.00", "0.00", "100.00"), ("arrears", "2024-03", "60.00", "100.00", "40.00"),
        ("arrears", "2024-04", "0.00", "100.00", "100.00"),
    ]  # fmt: skip
    assert [line.paid_clauses for line in found.lines] == [(), (), ()]
    assert all(line.due_clauses for line in found.lines)
    assert found.lines[1].reason("en") == "paid 60.00, due 100.00 (granted)."
    adds_up(found)


def test_arrears_that_were_paid_are_payments_for_their_month_and_are_not_paid_twice() -> None:
    due = ledger(book(villages.later), History(CARER), "2024-02", "2024-03")
    made = [
        *payments("0.00", "60.00", "60.00")[1:],
        Payment("2024-02", "village.later", ("p1",), "40.00"),
        Payment("2024-03", "village.later", ("p1",), "-10.00"),
    ]
    assert shown(settle(made, due)) == [("arrears", "2024-03", "50.00", "100.00", "50.00")]
    assert shown(settle(iter(made), due)) == shown(settle(made, due))


def test_payments_of_what_is_paid_once_are_matched_whatever_their_month() -> None:
    due = ledger(book(villages.once), told(person(employed=True, own_medical_cost_this_year="70.00")), "2024-01", "2024-04")
    assert settle(payments("0.00", "0.00", "30.00", "40.00", output="village.once"), due).lines == ()
    assert shown(settle(payments("0.00", "0.00", "30.00", output="village.once"), due)) == [("arrears", "2024-01", "30.00", "70.00", "40.00")]


def test_an_open_month_is_listed_against_payments_whether_something_was_paid_or_not() -> None:
    due = ledger(book(villages.later), told(person(phase_out_from="2024-01")), "2024-01", "2024-02")
    found = settle(payments("60.00"), due)
    assert (found.lines, [str(line.paid) for line in found.open], str(found.paid)) == ((), ["60.00", "0.00"], "0.00")


def test_what_the_person_pays_or_owes_is_no_payment_to_them() -> None:
    due = ledger(book(villages.fee, villages.fine, villages.later), History(CARER), "2024-02", "2024-02")
    assert {line.output for line in settle([], due).lines} == {"village.later"}
    with pytest.raises(UnknownName):
        settle(payments("0.00", "10.00", output="village.fee")[1:], due)


@pytest.mark.parametrize(
    ("payment", "code"),
    [
        (("2024-01", "village.late", ["p1"], "1.00"), "name.output"),
        (("2024-01", "village.later", ["p2"], "1.00"), "name.subject"),
        (("2024-05", "village.later", ["p1"], "1.00"), "ledger.months"),
        (("2024-01", "village.later", "p1", "1.00"), "ledger.payment"),
        (("2024-01", "village.later", [1], "1.00"), "ledger.payment"),
        (("2024-13", "village.later", ["p1"], "1.00"), "month.format"),
        (("2024-01", "village.later", ["p1"], "1.005"), "money.places"),
        (("2024-01", "village.later", ["p1"], 1.5), "money.float"),
    ],
)
def test_a_payment_that_can_not_be_placed_has_its_code(payment: Any, code: str) -> None:
    due = ledger(book(villages.later), History(CARER), "2024-01", "2024-04")
    with pytest.raises(AidrulesError) as caught:
        settle([Payment(*payment)], due)
    assert caught.value.code == code
    assert "p2" not in str(caught.value)


# --- two ledgers that don't belong together


def test_ledgers_of_other_months_cases_or_states_are_not_settled() -> None:
    rules = book(villages.later)
    due = ledger(rules, History(CARER), "2024-01", "2024-04")
    others = [
        ledger(rules, History(CARER), "2024-01", "2024-03"), ledger(rules, History(CARER), "2024-02", "2024-04"),
        ledger(rules, History(Household.read({**json.loads(CARER.model_dump_json(exclude_none=True)), "id": "h2"})), "2024-01", "2024-04"),
        ledger(rules, History(CARER), "2024-01", "2024-04", state=ledger(rules, History(CARER), "2023-01", "2023-12").after),
    ]  # fmt: skip
    others[3] = ledger(
        rules,
        told(CARER),
        "2024-01",
        "2024-04",
        state=ledger(rules, told(CARER, ("2023-01-01", "2023-01-01", {"members[p1].phase_out_from": "2023-01"})), "2023-01", "2023-12").after,
    )
    for other in others:
        with pytest.raises(InvalidLedger) as caught:
            settle(other, due)
        assert caught.value.code == "ledger.other"


# --- grounds


TAKES = {"village.fine": ["village.later"]}
TOO_MUCH = told(
    person(employed=True, phase_out_from="2024-01"),
    ("2024-01-01", "2024-05-01", {"members[p1].phase_out_from": "2024-04"}),
)


def recovered(history: History = TOO_MUCH, grounds: Any = TAKES, **figures: Any) -> Settlement:
    found = between(book(villages.later, villages.fine, **figures), history, "2024-01", "2024-04", known_on="2024-04-30", grounds=grounds)
    adds_up(found)
    return found


def test_without_a_ground_nothing_is_recoverable() -> None:
    assert {line.kind.value for line in recovered(grounds=None).lines} == {"overpaid"}
    assert str(recovered(grounds=None).overpaid) == "300.00"


def test_what_a_rule_in_force_lets_be_taken_back_is_recoverable_with_its_clauses() -> None:
    found = recovered()
    assert shown(found) == [("recoverable", f"2024-0{month}", "100.00", "0.00", "100.00") for month in (1, 2, 3)]
    assert (str(found.recoverable), str(found.overpaid)) == ("300.00", "0.00")
    assert [line.ground.output for line in found.lines if line.ground] == ["village.fine"] * 3
    assert found.lines[0].due_clauses
    assert "ground to recover: to be paid back" in found.lines[0].reason("en")


def test_a_rule_that_does_not_apply_in_the_month_gives_no_ground_for_it() -> None:
    history = History(TOO_MUCH.case, [*TOO_MUCH.changes, *told(TOO_MUCH.case, ("2024-02-01", "2024-02-01", {"in_dibao": False})).changes])
    assert [(line.kind.value, str(line.month)) for line in recovered(history).lines] == [
        ("recoverable", "2024-01"), ("overpaid", "2024-02"), ("overpaid", "2024-03"),
    ]  # fmt: skip


def test_no_more_is_taken_back_than_the_rule_says() -> None:
    due = ledger(book(villages.later, villages.fine), TOO_MUCH, "2024-01", "2024-04")
    found = settle(payments("130.00"), due, TAKES)
    assert [line for line in shown(found) if line[1] == "2024-01"] == [
        ("recoverable", "2024-01", "130.00", "0.00", "100.00"), ("overpaid", "2024-01", "130.00", "0.00", "30.00"),
    ]  # fmt: skip
    adds_up(found)


def test_what_is_no_ground_is_refused() -> None:
    with pytest.raises(InvalidLedger) as caught:
        recovered(grounds={"village.later": ["village.fine"]})
    assert caught.value.code == "ledger.ground"
    for grounds in ({"village.fines": ["village.later"]}, {"village.fine": ["village.late"]}):
        with pytest.raises(UnknownName) as unknown:
            recovered(grounds=grounds)
        assert unknown.value.code == "name.output"


# --- as text and as data


def test_text_and_json_hold_every_line_and_the_sums() -> None:
    found = between(zhangye(), told(poor(), MORE), "2024-01", "2024-03")
    text, document = found.explain("en"), json.loads(found.to_json())
    assert text.splitlines()[-1] == "due 1010.00 − paid 1140.00 = arrears 10.00 − recoverable 0.00 − overpaid without a ground 140.00"
    assert text.count("    Clauses: ") == 3
    assert "应发 1010.00 − 已发 1140.00 = 补发 10.00" in found.explain()
    assert [(line["kind"], line["month"], line["amount"]) for line in document["lines"]] == [
        (line.kind.value, str(line.month), str(line.amount)) for line in found.lines
    ]  # fmt: skip
    assert document["lines"][0]["differences"][0]["announced"] == "2024-07-10"
    assert document["lines"][0]["due_clauses"] == [clause.id for clause in found.lines[0].due_clauses]
    assert Money(document["due"]) == found.due
    with pytest.raises(UnknownName):
        found.explain("de")
