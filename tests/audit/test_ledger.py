"""A ledger: what each month pays and why not more, the state in and out, what was known when, and choices that a month doesn't allow."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from audit import villages
from audit.villages import BOTH, book, leaving, paid, person, poor, told, zhangye

from aidrules import Choice, Household, Month, Outcome
from aidrules.audit import Account, Change, History, Pays, State, ledger
from aidrules.errors import AidrulesError, InvalidChoice, InvalidLedger, UnknownName
from aidrules.lang import benefit

# --- days


def test_a_month_is_decided_for_its_last_day_and_pays_whole() -> None:
    history = told(person(employed=False), ("2024-02-29", "2024-02-29", {"members[p1].employed": True}))
    made = ledger(book(villages.capped, cap="9999.00"), history, "2024-01", "2024-03")
    assert [month.on for month in made.months] == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    assert paid(made, "village.capped") == ["nothing", "100.00", "100.00"]


@pytest.mark.parametrize(
    ("day", "expected"), [(1, ["nothing", "nothing", "100.00"]), (14, ["nothing"] * 2 + ["100.00"]), (15, ["nothing", "100.00", "100.00"])]
)
def test_another_day_of_the_month_may_be_asked_for(day: int, expected: list[str]) -> None:
    history = told(person(employed=False), ("2024-02-15", "2024-02-15", {"members[p1].employed": True}))
    assert paid(ledger(book(villages.capped, cap="9999.00"), history, "2024-01", "2024-03", day=day), "village.capped") == expected


# --- how often an amount is paid


def test_what_is_paid_once_is_paid_in_the_first_month_in_which_it_can_be_and_in_no_later_one() -> None:
    history = told(person(employed=False, own_medical_cost_this_year="70.00"), ("2024-02-10", "2024-02-10", {"members[p1].employed": True}))
    made = ledger(book(villages.once), history, "2024-01", "2024-05")
    assert paid(made, "village.once") == ["nothing", "70.00", "earlier", "earlier", "earlier"]
    assert made.find("2024-05", "village.once", "p1").since == Month(2024, 2)
    assert str(made.total()) == "70.00"


def test_what_was_paid_once_stays_paid_where_later_facts_leave_it_open_and_no_further_amount_is_made_of_it() -> None:
    changes = [("2024-02-10", "2024-02-10", {"members[p1].employed": None}), ("2024-03-10", "2024-03-10", {"members[p1].own_medical_cost_this_year": "90.00"})]
    made = ledger(book(villages.once), told(person(employed=True, own_medical_cost_this_year="70.00"), *changes), "2024-01", "2024-03")
    assert paid(made, "village.once") == ["70.00", "earlier", "earlier"]


def test_a_yearly_amount_is_paid_once_in_a_calendar_year() -> None:
    made = ledger(book(villages.annual), told(person(employed=True)), "2023-11", "2025-02")
    assert paid(made, "village.annual") == ["100.00", "earlier", "100.00", *["earlier"] * 11, "100.00", "earlier"]


def test_so_much_a_day_has_no_monthly_amount_and_is_in_no_sum() -> None:
    made = ledger(book(villages.daily), told(person(employed=True)), "2024-01", "2024-02")
    assert paid(made, "village.daily") == ["rate", "rate"]
    assert (str(made.total()), len(made.open())) == ("0.00", 2)


def test_aid_in_kind_is_listed_and_has_no_amount() -> None:
    line = ledger(book(villages.kind), told(person(employed=True)), "2024-01", "2024-01").find("2024-01", "village.kind", "p1")
    assert (line.outcome, line.pays, line.payable) == (Outcome.GRANTED, Pays.IN_KIND, None)


@pytest.mark.parametrize(("employed", "expected"), [(True, "100.00"), (False, "nothing"), (None, "open")])
def test_what_is_refused_pays_nothing_and_what_is_not_known_is_open(employed: bool | None, expected: str) -> None:
    made = ledger(book(villages.later), told(person(employed=employed, phase_out_from="2024-01")), "2024-01", "2024-01")
    assert paid(made, "village.later") == [expected]
    assert len(made.open()) == (expected == "open")


def test_nothing_is_paid_before_the_first_month_that_the_law_pays() -> None:
    made = ledger(book(villages.later), told(person(employed=True, phase_out_from="2024-03")), "2024-01", "2024-04")
    assert paid(made, "village.later") == ["outside", "outside", "100.00", "100.00"]
    assert paid(ledger(book(villages.later), told(person(employed=True)), "2024-01", "2024-01"), "village.later") == ["open"]


def test_amounts_that_are_owed_or_paid_by_the_person_are_summed_apart() -> None:
    made = ledger(book(villages.fee, villages.fine), told(person(employed=True)), "2024-01", "2024-03")
    assert [str(made.total(direction=each)) for each in ("receives", "pays", "owes")] == ["0.00", "300.00", "300.00"]


# --- the law's limits over several months


def test_the_cap_of_a_year_is_kept_and_begins_anew_with_the_next() -> None:
    made = ledger(book(villages.capped), told(person(employed=True)), "2024-09", "2025-02")
    assert paid(made, "village.capped") == ["100.00", "100.00", "50.00", "used_up", "100.00", "100.00"]
    assert made.after.of("village.capped", "p1").in_year(2025).fen == 20000


def test_a_run_has_no_more_months_on_end_than_the_law_lets_it_have() -> None:
    made = ledger(book(villages.run), told(person(employed=True, phase_out_from="2024-01")), "2024-01", "2024-06")
    assert paid(made, "village.run") == ["100.00"] * 3 + ["used_up"] * 3
    assert made.find("2024-05", "village.run", "p1").since == Month(2024, 1)


def test_recording_a_later_first_month_does_not_make_a_run_longer() -> None:
    history = told(person(employed=True, phase_out_from="2024-01"), ("2024-03-01", "2024-03-01", {"members[p1].phase_out_from": "2024-03"}))
    assert paid(ledger(book(villages.run), history, "2024-01", "2024-06"), "village.run") == ["100.00"] * 3 + ["used_up"] * 3


def test_months_before_the_ledger_count_where_the_facts_record_them() -> None:
    assert paid(ledger(book(villages.run), told(person(employed=True, phase_out_from="2023-12")), "2024-01", "2024-03"), "village.run") == [
        "100.00", "100.00", "used_up",
    ]  # fmt: skip


def test_a_run_that_is_refused_has_ended_and_another_that_is_recorded_begins_anew() -> None:
    history = told(
        person(employed=True, phase_out_from="2024-01"),
        ("2024-03-01", "2024-03-01", {"members[p1].employed": False}),
        ("2024-04-01", "2024-04-01", {"members[p1].employed": True, "members[p1].phase_out_from": "2024-04"}),
    )
    made = ledger(book(villages.run), history, "2024-01", "2024-07")
    assert paid(made, "village.run") == ["100.00", "100.00", "nothing", "100.00", "100.00", "100.00", "used_up"]
    assert made.after.of("village.run", "p1").refused == 1


def test_where_a_month_between_is_open_it_is_open_whether_the_run_goes_on() -> None:
    history = told(
        person(employed=True, phase_out_from="2024-01"),
        ("2024-03-01", "2024-03-01", {"members[p1].employed": None}),
        ("2024-04-01", "2024-04-01", {"members[p1].employed": True, "members[p1].phase_out_from": "2024-04"}),
    )
    assert paid(ledger(book(villages.run), history, "2024-01", "2024-05"), "village.run") == ["100.00", "100.00", "open", "open", "open"]


def test_a_first_month_that_is_not_recorded_is_not_made_up() -> None:
    assert paid(ledger(book(villages.run), told(person(employed=True)), "2024-01", "2024-02"), "village.run") == ["open", "open"]


def test_month_six_of_a_phase_out_pays_and_month_seven_does_not() -> None:
    choices = {**BOTH, ("phase_out.months", "p1"): Choice(6, by="乡镇经办人", why="收入刚刚稳定")}
    made = ledger(zhangye(), told(leaving(), choices=choices), "2024-05", "2024-12")
    assert paid(made, "phase_out.payment") == ["nothing", *["150.00"] * 6, "nothing"]
    account = made.after.of("phase_out.payment", "p1")
    assert (account.months, account.first, account.last, account.refused) == (6, Month(2024, 6), Month(2024, 11), 2)


def test_a_phase_out_whose_first_month_is_recorded_anew_while_it_runs_still_ends_after_six_months() -> None:
    choices = {**BOTH, ("phase_out.months", "p1"): Choice(6, by="乡镇经办人", why="收入刚刚稳定")}
    history = told(leaving(), ("2024-10-05", "2024-10-05", {"members[p1].phase_out_from": "2024-10"}), choices=choices)
    made = ledger(zhangye(), history, "2024-06", "2025-03")
    assert paid(made, "phase_out.payment") == [*["150.00"] * 6, *["used_up"] * 4]
    assert "zhangye/2.2.4#3" in [clause.id for clause in made.find("2024-12", "phase_out.payment", "p1").clauses]


# --- law and figures that change, and what was known when


def test_a_figure_that_rises_in_the_middle_of_the_months_is_that_of_each_month() -> None:
    made = ledger(zhangye(), told(poor()), "2023-11", "2024-02")
    assert [str(made.find(month.month, "dibao.household_grant").payable) for month in made.months] == ["380.00", "380.00", "390.00", "390.00"]


def test_a_law_that_comes_into_force_in_a_month_decides_nothing_before_it() -> None:
    from aidrules.jurisdictions import huining

    carer = Household.read({"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "care_level": "full_care", "has_caring_guardian": True}]})
    made = ledger(huining.rulebook(), History(carer), "2021-12", "2022-02")
    assert paid(made, "care.guardian_payment") == ["nothing", "230.00", "230.00"]
    assert made.find("2021-12", "care.guardian_payment", "p1").outcome is Outcome.NOT_IN_FORCE
    assert paid(ledger(huining.rulebook(), History(carer), "2022-01", "2022-01", day=9), "care.guardian_payment") == ["nothing"]


GRANT = "dibao.household_grant"
LATE = ("2024-02-10", "2024-04-20", {"members[p1].other_monthly_income": "80.00"})


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        (None, ["390.00", "310.00", "310.00", "310.00", "310.00"]),
        ("2024-04-19", ["380.00"] * 5),
        ("2024-04-20", ["380.00", "300.00", "300.00", "300.00", "300.00"]),
        ("2024-07-09", ["380.00", "300.00", "300.00", "300.00", "300.00"]),
        ("2024-07-10", ["390.00", "310.00", "310.00", "310.00", "310.00"]),
        ("month", ["380.00", "380.00", "380.00", "300.00", "300.00"]),
    ],
)
def test_a_fact_known_late_and_a_figure_announced_late_count_from_the_day_they_hold_once_they_are_known(known_on: Any, expected: list[str]) -> None:
    made = ledger(zhangye(), told(poor(), LATE), "2024-01", "2024-05", known_on=known_on)
    assert [str(made.find(month.month, GRANT).payable) for month in made.months] == expected


def test_each_month_says_by_which_day_it_was_known() -> None:
    made = ledger(zhangye(), told(poor()), "2024-01", "2024-02", known_on="month")
    assert [(month.on, month.known_on) for month in made.months] == [(date(2024, 1, 31),) * 2, (date(2024, 2, 29),) * 2]
    assert ledger(zhangye(), told(poor()), "2024-01", "2024-01", known_on="2024-03-01").months[0].known_on == date(2024, 3, 1)


# --- choices


def test_a_choice_counts_from_the_day_it_was_made() -> None:
    history = History(leaving(), [Change("2024-07-03", "2024-07-03", choices=BOTH)])
    made = ledger(zhangye(), history, "2024-06", "2024-08")
    assert paid(made, "phase_out.payment") == ["open", "150.00", "150.00"]
    assert made.find("2024-06", "phase_out.payment", "p1").outcome is Outcome.DISCRETIONARY


def test_a_choice_that_a_months_bounds_do_not_allow_is_set_aside_in_that_month_and_it_says_so() -> None:
    level = {("phase_out.level", "p1"): BOTH["phase_out.level", "p1"], ("phase_out.months", "p1"): BOTH["phase_out.months", "p1"]}
    history = told(leaving(), ("2024-07-01", "2024-07-01", {"grant_before": "100.00"}), ("2024-08-01", "2024-08-01", {"grant_before": None}), choices=level)
    made = ledger(zhangye(), history, "2024-06", "2024-08")
    assert paid(made, "phase_out.payment") == ["150.00", "open", "open"]
    assert [[(aside.path, aside.subject, aside.code) for aside in month.set_aside] for month in made.months] == [
        [], [("phase_out.level", ("p1",), "choice.bounds")], [("phase_out.level", ("p1",), "choice.bound_unknown")],
    ]  # fmt: skip
    assert "choice.bounds" in made.explain("en")


def test_a_choice_that_the_law_does_not_leave_is_an_error_as_in_a_decision() -> None:
    with pytest.raises(InvalidChoice) as caught:
        ledger(zhangye(), told(leaving(), choices={("phase_out.month", "p1"): Choice(4, by="a", why="b")}), "2024-06", "2024-06")
    assert caught.value.code == "choice.unknown"


# --- the state, in and out


def test_a_ledger_goes_on_where_another_ended() -> None:
    rules = book(villages.once, villages.annual, villages.capped, villages.run)
    history = told(person(employed=True, own_medical_cost_this_year="70.00", phase_out_from="2024-02"))
    whole = ledger(rules, history, "2024-01", "2024-12")
    first = ledger(rules, history, "2024-01", "2024-02")
    second = ledger(rules, history, "2024-03", "2024-12", state=State.read(json.loads(json.dumps(first.after.document()))))
    assert [*lines(first), *lines(second)] == lines(whole)
    assert second.after == whole.after
    alone = ledger(rules, history, "2024-03", "2024-12")
    assert lines(alone) != lines(second), "without the state what was paid once is paid again"


def lines(made: Any) -> list[Any]:
    return [(line.month, line.output, line.subject, line.outcome, line.pays, line.payable, line.since) for line in made.lines]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (State("h1", Month(2024, 2)), "ledger.state"),
        (State("another", Month(2024, 1)), "ledger.state"),
    ],
)
def test_a_state_of_another_month_or_case_is_refused(state: State, code: str) -> None:
    with pytest.raises(InvalidLedger) as caught:
        ledger(book(villages.once), told(person(employed=True)), "2024-01", "2024-02", state=state)
    assert caught.value.code == code
    assert "another" in caught.value.message


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"first": "2024-03", "last": "2024-02"}, "ledger.months"),
        ({"first": "1900-01", "last": "2024-02"}, "ledger.months"),
        ({"day": 0}, "ledger.day"),
        ({"day": 32}, "ledger.day"),
        ({"day": True}, "ledger.day"),
        ({"known_on": "months"}, "ledger.known_on"),
        ({"known_on": "2024-02-30"}, "ledger.known_on"),
        ({"first": "2024-13"}, "month.format"),
        ({"last": "march"}, "month.format"),
    ],
)
def test_what_can_not_be_asked_for_has_its_code(given: dict[str, Any], code: str) -> None:
    asked = {"first": "2024-01", "last": "2024-02", **given}
    with pytest.raises(AidrulesError) as caught:
        ledger(book(villages.kind), told(person()), asked.pop("first"), asked.pop("last"), **asked)
    assert caught.value.code == code


def test_a_month_or_output_that_the_ledger_does_not_hold_is_an_error() -> None:
    made = ledger(book(villages.kind), told(person()), "2024-01", "2024-02")
    with pytest.raises(InvalidLedger) as caught:
        made.of("2024-03")
    assert caught.value.code == "ledger.months"
    with pytest.raises(UnknownName):
        made.find("2024-01", "village.kin", "p1")
    with pytest.raises(UnknownName):
        ledger(zhangye(), told(poor()), "2024-01", "2024-01").find("2024-01", "escort.fee", "p1", "s1")


# --- those who come and leave


def test_who_comes_is_in_the_months_from_then_on_and_who_leaves_in_none_after() -> None:
    history = told(
        person(employed=True, phase_out_from="2024-01"),
        ("2024-02-01", "2024-02-01", {"members[p2]": {"id": "p2", "employed": True, "phase_out_from": "2024-02"}}),
        ("2024-03-01", "2024-03-01", {"members[p1]": None}),
    )
    made = ledger(book(villages.later), history, "2024-01", "2024-03")
    assert [[line.subject for line in month.lines] for month in made.months] == [[("p1",)], [("p1",), ("p2",)], [("p2",)]]
    assert [account.subject for account in made.after.accounts] == [("p1",), ("p2",)]


# --- as text and as data


def test_the_text_names_what_pays_and_what_is_open_and_leaves_out_the_rest() -> None:
    made = ledger(book(villages.later, villages.run), told(person(employed=True, phase_out_from="2024-01")), "2024-01", "2024-04")
    assert made.explain("en").splitlines()[-3:] == [
        "  aid for some months p1: the law's limit is used up (since 2024-01)",
        "",
        made.explain("en").splitlines()[-1],
    ]
    assert "合计发放 700.00 元" in made.explain()
    assert "village.later" not in made.explain("en")
    with pytest.raises(UnknownName):
        made.explain("de")


def test_as_json_every_month_has_every_item_with_its_clauses_and_on_request_its_reasons() -> None:
    made = ledger(zhangye(), told(poor()), "2024-01", "2024-02", known_on="2024-01-31")
    document, full = json.loads(made.to_json()), json.loads(made.to_json(reasons=True))
    assert (document["format"], document["known_on"], document["day"], document["total"]) == ("aidrules-ledger/1", "2024-01-31", 31, "760.00")
    for month, shown, more in zip(made.months, document["months"], full["months"], strict=True):
        assert [item["output"] for item in shown["items"]] == [line.output for line in month.lines]
        for line, item, whole in zip(month.lines, shown["items"], more["items"], strict=True):
            assert item["clauses"] == [clause.id for clause in line.clauses]
            assert set(item["clauses"]) <= set(document["clauses"])
            assert item["payable"] == (None if line.payable is None else str(line.payable))
            assert "reasons" not in item
            assert whole["reasons"]["name"] == line.output
    assert State.read(document["after"]) == made.after
    assert made.after.of("dibao.household_grant") == Account(
        "dibao.household_grant", (), Month(2024, 1), Month(2024, 2), 2, 0, None, True, 2024, made.total()
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        None, [], {}, {"case": "h1", "next": "2024-01"}, {"case": 1, "next": "2024-01", "accounts": []}, {"case": "h1", "next": "2024", "accounts": []},
        {"case": "h1", "next": "2024-01", "accounts": [{}]}, {"case": "h1", "next": "2024-01", "accounts": {"a": 1}},
        *(
            {"case": "h1", "next": "2024-01", "accounts": [{**State("h1", Month(2024, 1), (Account("a.b", ("p1",), months=1),)).document()["accounts"][0], **part}]}
            for part in (
                {"months": -1}, {"months": True}, {"months": "1"}, {"unbroken": 1}, {"paid_in_year": "-1.00"}, {"paid_in_year": "1.005"}, {"subject": "p1"},
                {"subject": [1]}, {"output": None}, {"first": "2024"}, {"first": 3},
            )
        ),
    ],
)  # fmt: skip
def test_a_state_that_is_not_one_is_refused(wrong: Any) -> None:
    with pytest.raises(InvalidLedger) as caught:
        State.read(wrong)
    assert caught.value.code == "ledger.state"


def test_two_accounts_for_one_thing_are_refused() -> None:
    twice = State("h1", Month(2024, 1), (Account("a.b", ("p1",), months=1), Account("a.b", ("p1",), months=2)))
    with pytest.raises(InvalidLedger):
        State.read(twice.document())


def test_what_a_ledger_reads_of_a_decision_is_what_its_items_are_made_of_also_where_an_output_wants_verified_facts() -> None:
    verified = benefit(
        "village.verified", zh="须核实", en="of verified facts", entitled=villages.employed, amount=villages.amount, per="month", payee="person", verified=True
    )
    rules, case = book(verified, villages.later), person(employed=True, phase_out_from="2024-01")
    for decision in (rules.decide(case, "2024-01-31"), zhangye().decide(leaving(), "2024-07-31", BOTH), zhangye().decide(poor(), "2024-01-31")):
        made = [decision.item(*each) for each in decision.settled()]
        assert [(item.output, item.subject, item.outcome, item.amount, item.clauses) for item in made] == [
            (item.output, item.subject, item.outcome, item.amount, item.clauses) for item in decision.items
        ]  # fmt: skip
    made = ledger(rules, told(case), "2024-01", "2024-01")
    assert (paid(made, "village.verified"), paid(made, "village.later")) == (["open"], ["100.00"])
