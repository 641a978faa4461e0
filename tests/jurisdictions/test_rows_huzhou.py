"""Every row of Huzhou's law file has its place: in force under a name, a table of units, or context with a reason; and what the opinion leaves open shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from cases.worked import CASES, choices, rulebook, subject

from aidrules import Household, Outcome, Person
from aidrules.facts.assistance import AidMeasure
from aidrules.jurisdictions import huzhou
from aidrules.law.source import Clause

BOOK = huzhou.rulebook()
ROWS = {key: clause for key, clause in BOOK.parts.law.clauses().items() if clause.source.id == "huzhou"}
PROGRAM = BOOK.parts.program
NAMED = {*PROGRAM.outputs, *PROGRAM.rules, *PROGRAM.choices, *PROGRAM.interactions}
OFFICE = "区“五统一”救助工作领导小组办公室（设在区民政局）"
UNREVIEWED = {"education.misc_fee", "mutual_fund.support", "housing.own_share"}
"""What no department gives to people in hardship: what every pupil has, what a fund of donors gives, and what a family pays."""


def places(row: Clause, rests: Mapping[str, Iterable[str]]) -> list[str]:
    """Through what a row is in force: names that rest on it, units that it makes responsible; or as context."""
    found = [name for name, clauses in rests.items() if row.id in clauses and name in NAMED]
    found += ["units"] if row.kind == "routing" and row.units_zh and row.units_en else []
    return found + (["context"] if row.kind == "context" and row.why_not_zh and row.why_not_en else [])


def test_the_law_file_has_the_46_rows_of_the_opinion_and_its_web_page() -> None:
    assert len(ROWS) == 46
    assert len({row.locator for row in ROWS.values()}) == len(ROWS)


@pytest.mark.parametrize("key", ROWS)
def test_each_row_is_in_force_under_a_name_or_says_why_it_cannot_be(key: str) -> None:
    assert places(ROWS[key], BOOK.parts.rests) != []


@pytest.mark.parametrize("key", [key for key, row in ROWS.items() if row.kind != "context"])
def test_a_row_that_nothing_rests_on_any_more_would_be_found(key: str) -> None:
    without = {name: [clause for clause in clauses if clause != key] for name, clauses in BOOK.parts.rests.items()}
    assert places(ROWS[key], without) == (["units"] if ROWS[key].units_zh else [])


def test_what_is_called_context_carries_no_output_or_condition_alone() -> None:
    context = {key for key, row in ROWS.items() if row.kind == "context"}
    assert [name for name, clauses in BOOK.parts.rests.items() if context.issuperset(clauses)] == []


def test_everything_that_the_wiring_names_is_reached() -> None:
    assert BOOK.parts.rests.keys() <= NAMED
    assert BOOK.parts.rests.keys() == huzhou.LAW.cited().keys()


def test_the_opinion_prints_no_figure() -> None:
    assert list(BOOK.parts.figures) == []


def test_somebody_leads_only_where_the_text_says_so() -> None:
    assert {key: row.lead for key, row in ROWS.items() if row.lead} == {"huzhou/4.1#2": OFFICE}


def test_every_item_cites_its_own_place_and_nothing_else() -> None:
    decided: set[str] = set()
    for place, case in CASES:
        if place == "huzhou" and "error" not in case["expected"]:
            item = rulebook(place, case).decide(subject(case), case["on"], choices(case)).find(case["output"], *case["subject"])
            assert {clause.source.id for clause in item.clauses} == {"huzhou"}, f"{case['id']}: {item.output}"
            assert item.outcome is not Outcome.NOT_IN_FORCE
            decided.add(item.output)
    for check in BOOK.checks("2013-01-20"):
        assert {clause.source.id for clause in check.clauses} == {"huzhou"}
        decided.add(check.output)
    assert decided == set(BOOK.outputs)


@pytest.mark.parametrize("day", ["1949-10-01", "2013-01-20", "2049-10-01"])
def test_an_undated_opinion_is_in_force_on_every_day_and_says_so(day: str) -> None:
    assert (huzhou.sources[-1].published, huzhou.sources[-1].in_force_from) == (None, None)
    assert "undated-text" in {reading.id for reading in BOOK.parts.readings}
    items = BOOK.decide(Household(id="h1", members=[Person(id="p1")]), on=day).items
    assert items
    assert Outcome.NOT_IN_FORCE not in {item.outcome for item in items}


def test_every_benefit_that_a_department_gives_waits_for_review_and_publicity() -> None:
    benefits = {name: spec for name, spec in PROGRAM.outputs.items() if spec.sort == "benefit"}
    assert {name for name, spec in benefits.items() if not spec.gates} == UNREVIEWED
    gates = {gate for spec in benefits.values() for gate in spec.gates}
    assert all("huzhou/4.2#1" in BOOK.parts.rests[gate] for gate in gates)
    assert len(gates) == len(AidMeasure), "every measure has one gate"


def test_an_item_that_waits_names_the_step_and_the_office_leads_the_review() -> None:
    home = Household.read({"id": "h1", "area": "rural", "in_hardship": True, "dangerous_home": True, "aid_reviews": [], "members": [{"id": "p1"}]})
    item = BOOK.decide(home, on="2013-01-20").find("housing.renovation")
    assert (item.outcome, item.step) == (Outcome.PENDING, "renovation_cleared")
    assert [clause.lead for clause in item.clauses if clause.lead] == [OFFICE]
    assert "what-is-reviewed" in {reading.id for reading in item.readings}
