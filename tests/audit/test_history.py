"""A history: which facts hold on a day as known on another, paths, and what can't be taken."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from audit.villages import BOTH, leaving, person, poor, told
from decide.samples import home, stay

from aidrules import Choice, Household, Money, Month, Person
from aidrules.audit import Change, History
from aidrules.errors import AidrulesError, InvalidFacts, InvalidHistory
from aidrules.rulebook.historyfile import read_history


def earnings(history: History, day: str, known_on: str | None = None) -> str:
    found = history.at(day, known_on=known_on).case
    assert isinstance(found, Household)
    return str(found.members[0].monthly_earnings)


PATH = "members[p1].monthly_earnings"
TWICE = told(
    poor(),
    ("2024-03-01", "2024-03-01", {PATH: "300.00"}),
    ("2024-02-01", "2024-04-10", {PATH: "200.00"}),
    ("2024-02-01", "2024-02-01", {PATH: "100.00"}),
)


@pytest.mark.parametrize(
    ("day", "known_on", "expected"),
    [
        ("2024-01-31", None, "0.00"),
        ("2024-02-01", None, "200.00"),
        ("2024-02-01", "2024-04-09", "100.00"),
        ("2024-02-01", "2024-04-10", "200.00"),
        ("2024-02-01", "2024-01-31", "0.00"),
        ("2024-02-29", None, "200.00"),
        ("2024-03-01", None, "300.00"),
        ("2024-03-01", "2024-02-29", "100.00"),
        ("2024-03-01", "2024-04-10", "300.00"),
    ],
)
def test_what_holds_is_the_change_true_last_and_of_two_from_one_day_the_one_known_last(day: str, known_on: str | None, expected: str) -> None:
    assert earnings(TWICE, day, known_on) == expected


def test_asking_in_any_order_gives_the_same() -> None:
    asked = [(f"2024-0{month}-15", f"2024-0{known}-15") for month in range(1, 6) for known in range(1, 6)]
    fresh = {(day, known): earnings(told_again(), day, known) for day, known in asked}
    for order in (asked, asked[::-1], sorted(asked, key=lambda pair: pair[1])):
        history = told_again()
        assert {(day, known): earnings(history, day, known) for day, known in order} == fresh


def told_again() -> History:
    return History(TWICE.case, TWICE.changes)


def test_a_path_leads_to_facts_relations_and_subjects_at_any_depth() -> None:
    history = told(
        home({"stays": [stay(), stay(id="s2")], "disabilities": [{"grade": "second"}, {"grade": "third"}]}, {}, area="rural"),
        ("2024-02-01", "2024-02-01", {"area": "urban", "members[p1].stays[s2].county_approval": "refused", "members[p1].disabilities[1].grade": "first"}),
        ("2024-03-01", "2024-03-01", {"members[p1].stays[s1]": None, "members[p3]": {"id": "p3", "employed": True}, "members[p2].disabilities": []}),
        ("2024-04-01", "2024-04-01", {"members[p3].phase_out_from": Month(2024, 4), "members[p1].stays[s2].segments[0].escorted_days": 9}),
        ("2024-05-01", "2024-05-01", {"members": (Person(id="p9"),), "assets": Money(5)}),
    )
    found: Any = [history.at(day).case for day in ("2024-01-31", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01")]
    assert [case.area.value for case in found] == ["rural", "urban", "urban", "urban", "urban"]
    assert [[kept.id for kept in case.members] for case in found] == [["p1", "p2"], ["p1", "p2"], ["p1", "p2", "p3"], ["p1", "p2", "p3"], ["p9"]]
    assert [each.county_approval.value for each in found[1].members[0].stays] == ["approved", "refused"]
    assert [each.grade.value for each in found[1].members[0].disabilities] == ["second", "first"]
    assert [each.id for each in found[2].members[0].stays] == ["s2"]
    assert found[2].members[1].disabilities == ()
    assert (found[3].members[2].phase_out_from, found[3].members[2].employed) == (Month(2024, 4), True)
    assert found[3].members[0].stays[0].segments[0].escorted_days == 9
    assert history.case is found[0]


def test_a_change_about_somebody_of_whom_it_is_not_known_yet_that_they_are_there_is_left_out() -> None:
    history = told(
        person(employed=True),
        ("2024-02-01", "2024-06-01", {"members[p2]": {"id": "p2"}}),
        ("2024-03-01", "2024-03-01", {"members[p2].employed": False, "members[p1].employed": False}),
    )
    early: Any = history.at("2024-04-01", known_on="2024-04-01").case
    late: Any = history.at("2024-04-01", known_on="2024-06-01").case
    assert [(each.id, each.employed) for each in early.members] == [("p1", False)]
    assert [(each.id, each.employed) for each in late.members] == [("p1", False), ("p2", False)]


def test_a_choice_about_somebody_who_has_left_is_left_out_and_counts_again_when_they_come_back() -> None:
    history = told(
        leaving(),
        ("2024-07-01", "2024-07-01", {"members[p2]": {"id": "p2"}, "members[p1]": None}),
        ("2024-09-01", "2024-09-01", {"members[p1]": {"id": "p1"}}),
        choices=BOTH,
    )
    assert [len(history.at(day, known_on=known).choices) for known in (None, "2024-12-01", "2024-08-01") for day in ("2024-06-01", "2024-08-01", "2024-09-01")] == [
        2, 0, 2, 2, 0, 2, 2, 0, 0,
    ]  # fmt: skip


def test_values_are_checked_as_the_facts_are_and_the_error_names_the_change_and_never_the_value() -> None:
    with pytest.raises(InvalidFacts) as caught:
        told(poor(), ("2024-02-01", "2024-02-01", {PATH: "1.005"}), ("2024-01-01", "2024-01-01", {PATH: "99.00"}))
    assert (caught.value.code, caught.value.faults[0].path) == ("money.places", "changes[0].facts.members[0].monthly_earnings")
    assert "1.005" not in str(caught.value)


def test_the_changes_of_one_day_are_taken_together() -> None:
    case = home({"stays": [stay(admission_date="2022-03-01", discharge_date="2022-03-10")]})
    moved = ("members[p1].stays[s1].admission_date", "2022-04-01"), ("members[p1].stays[s1].discharge_date", "2022-04-05")
    told(case, *(("2022-05-01", "2022-05-01", {path: value}) for path, value in moved))
    with pytest.raises(InvalidFacts) as caught:
        told(case, *((f"2022-05-0{day}", "2022-05-09", {path: value}) for day, (path, value) in enumerate(moved, 1)))
    assert caught.value.code == "fact.order"


WRONG: list[tuple[dict[Any, Any], str]] = [
    ({"members[p1].monthly_earning": "1.00"}, "history.path"),
    ({"members[p7].employed": True}, "history.absent"),
    ({"members[p7]": None}, "history.absent"),
    ({"members[p1].stays[s1].applied": True}, "history.absent"),
    ({"members.employed": True}, "history.path"),
    ({"members[p1].employed.x": True}, "history.path"),
    ({"area[0]": "urban"}, "history.path"),
    ({"members[p1].id": "p2"}, "history.path"),
    ({"id": "h2"}, "history.path"),
    ({"members[p3]": {"id": "p4"}}, "history.path"),
    ({"members[p3]": {"employed": True}}, "history.path"),
    ({"members[p1].disabilities[0]": {"grade": "first"}}, "history.absent"),
    ({"": 1}, "history.path"),
    ({"members[": 1}, "history.path"),
    ({"members[p1]": "p1"}, "history.path"),
    ({".area": "urban"}, "history.path"),
    ({"area.": "urban"}, "history.path"),
    ({3: "urban"}, "history.path"),
    ({"area": 3}, "fact.term"),
    ({PATH: 1.5}, "money.float"),
    ({PATH: "1.00", "members[p1]": None}, "fact.too_few"),
]


@pytest.mark.parametrize(("facts", "code"), WRONG, ids=[f"{number}-{code}" for number, (_, code) in enumerate(WRONG)])
def test_a_path_that_leads_nowhere_and_a_value_that_is_not_one_have_their_codes(facts: dict[Any, Any], code: str) -> None:
    with pytest.raises(AidrulesError) as caught:
        History(poor(), [Change("2024-02-01", "2024-02-01", facts)])
    assert caught.value.code == code
    assert "changes[0].facts" in str(caught.value)
    assert "p7" not in str(caught.value)
    assert "p4" not in str(caught.value)


def test_a_subject_without_an_id_is_given_with_the_whole_of_its_relation() -> None:
    with pytest.raises(InvalidHistory) as caught:
        told(home({"disabilities": [{"grade": "first"}]}), ("2024-02-01", "2024-02-01", {"members[p1].disabilities[0]": {"grade": "second"}}))
    assert caught.value.code == "history.path"


@pytest.mark.parametrize("make", [
    lambda: Change("2024-02-01", "2024-02-01"),
    lambda: Change("2024-02-01", "2024-02-01", [("area", "urban")]),  # type: ignore[arg-type]
    lambda: History({"id": "h1"}),  # type: ignore[arg-type]
    lambda: History(poor(), [{"from": "2024-02-01"}]),  # type: ignore[list-item]
    lambda: History(poor(), choices={"phase_out.months": Choice(4, by="a", why="b")}),  # type: ignore[dict-item]
    lambda: History(poor(), choices={("phase_out.months", "p1"): 4}),  # type: ignore[dict-item]
])  # fmt: skip
def test_what_is_no_history_is_refused(make: Any) -> None:
    with pytest.raises(InvalidHistory) as caught:
        make()
    assert caught.value.code == "history.form"


@pytest.mark.parametrize("day", ["2024-02-30", "2024-2-1", "2024-02-01T00:00:00Z", 20240201, None])
def test_a_day_that_is_not_one_is_refused(day: Any) -> None:
    for days in ((day, "2024-02-01"), ("2024-02-01", day)):
        with pytest.raises(AidrulesError) as caught:
            Change(*days, {"area": "urban"})
        assert caught.value.code.startswith("date.")


def test_saying_the_same_thing_twice_for_the_same_two_days_is_an_error() -> None:
    with pytest.raises(InvalidHistory) as caught:
        told(poor(), ("2024-02-01", "2024-03-01", {PATH: "1.00"}), ("2024-02-01", "2024-03-01", {PATH: "2.00"}))
    assert caught.value.code == "history.twice"


def test_a_choice_about_nobody_is_an_error() -> None:
    with pytest.raises(InvalidHistory) as caught:
        told(poor(), choices={("phase_out.months", "p8"): Choice(4, by="a", why="b")})
    assert caught.value.code == "history.absent"
    assert "p8" not in str(caught.value)


def test_a_history_can_not_be_changed_and_shows_nothing_of_the_case() -> None:
    given = {PATH: "1.00"}
    history = History(poor(), [Change("2024-02-01", "2024-02-01", given)])
    given[PATH] = "2.00"
    assert earnings(history, "2024-02-01") == "1.00"
    assert repr(history) == "<History: 1 changes>"
    for spoil in (lambda: setattr(history, "case", None), lambda: delattr(history, "case")):
        with pytest.raises(AttributeError):
            spoil()


def test_a_history_is_written_as_a_history_file_holds_it() -> None:
    told_ = History(
        leaving(), [
            Change("2024-07-01", "2024-08-01", {"members[p1].phase_out_from": Month(2024, 7), "members[p2]": Person(id="p2", birth_date=date(1990, 1, 2))}),
            Change("2024-09-01", "2024-09-01", {"assets": None, "members[p2].employed": True}, {("phase_out.level", "p1"): Choice(None, by="a", why="b")}),
        ], BOTH,
    )  # fmt: skip
    again = read_history(json.dumps({"place": "zhangye", **told_.document()})).history
    assert again.document() == told_.document()
    for day in ("2024-06-30", "2024-07-01", "2024-09-01"):
        assert again.at(day).case == told_.at(day).case
    assert again.changes[1].choices["phase_out.level", "p1"].declined
