"""Every row of Kunshan's law file has its place: in force under a name, a figure, a table of units, or context with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pytest
from cases.worked import CASES, CHECKS, checked, choices, rulebook, subject

from aidrules import Outcome
from aidrules.jurisdictions import kunshan
from aidrules.law.source import Clause

BOOK = kunshan.rulebook()
ROWS = {key: clause for key, clause in BOOK.parts.law.clauses().items() if clause.source.id == "kunshan"}
PROGRAM = BOOK.parts.program
NAMED = {*PROGRAM.outputs, *PROGRAM.rules, *PROGRAM.choices, *PROGRAM.interactions}
PRINTED = {figure.clause for figure in BOOK.parts.figures}


def places(row: Clause, rests: Mapping[str, Iterable[str]], printed: Iterable[str]) -> list[str]:
    """Through what a row is in force: names that rest on it, a figure that it prints, units that it makes responsible; or as context."""
    found = [name for name, clauses in rests.items() if row.id in clauses and name in NAMED]
    found += ["a figure"] if row.id in printed else []
    found += ["units"] if row.kind == "routing" and row.units_zh and row.units_en else []
    return found + (["context"] if row.kind == "context" and row.why_not_zh and row.why_not_en else [])


def test_the_law_file_has_the_119_rows_of_the_opinion_and_its_web_page() -> None:
    assert len(ROWS) == 119
    assert len({row.locator for row in ROWS.values()}) == len(ROWS)


@pytest.mark.parametrize("key", ROWS)
def test_each_row_is_in_force_under_a_name_or_says_why_it_cannot_be(key: str) -> None:
    assert places(ROWS[key], BOOK.parts.rests, PRINTED) != []


@pytest.mark.parametrize("key", [key for key, row in ROWS.items() if row.kind != "context"])
def test_a_row_that_nothing_rests_on_any_more_would_be_found(key: str) -> None:
    without = {name: [clause for clause in clauses if clause != key] for name, clauses in BOOK.parts.rests.items()}
    left = places(ROWS[key], without, PRINTED - {key})
    assert left == (["units"] if ROWS[key].units_zh else [])


def test_what_is_called_context_carries_no_output_or_condition_alone() -> None:
    context = {key for key, row in ROWS.items() if row.kind == "context"}
    assert [name for name, clauses in BOOK.parts.rests.items() if context.issuperset(clauses)] == []
    assert not context & PRINTED


def test_everything_that_the_wiring_names_is_reached() -> None:
    assert BOOK.parts.rests.keys() <= NAMED
    assert BOOK.parts.rests.keys() == kunshan.LAW.cited().keys()


def test_the_first_unit_of_every_list_leads_and_nobody_else() -> None:
    lists = {key: row for key, row in ROWS.items() if row.units_zh and row.id != "kunshan/3.1.1#6"}
    assert len(lists) == 23
    assert {key for key, row in lists.items() if row.lead != row.units_zh[0]} == set()
    assert {key for key, row in ROWS.items() if row.lead} == set(lists)


def test_every_item_cites_its_own_place_or_the_national_base_and_nothing_else() -> None:
    decided: set[str] = set()
    for place, case in CASES:
        if place == "kunshan" and "error" not in case["expected"]:
            item = rulebook(place, case).decide(subject(case), case["on"], choices(case)).find(case["output"], *case["subject"])
            cited = {clause.source.id for clause in item.clauses}
            assert cited, f"{case['id']}: {item.output}"
            assert cited <= {"kunshan", "national"}, f"{case['id']}: {item.output}"
            assert (item.outcome is Outcome.NOT_IN_FORCE) is (case["on"] < "2017-05-04")
            decided.add(item.output)
    for place, case in CHECKS:
        if place == "kunshan":
            check = checked(place, case)
            assert {clause.source.id for clause in check.clauses} <= {"kunshan", "national"}
            decided.add(check.output)
    assert decided == set(BOOK.outputs)


def test_the_opinion_begins_on_its_day_of_issue() -> None:
    assert kunshan.sources[-1].in_force_from == date(2017, 5, 4)
    assert "day-of-issue" in {reading.id for reading in BOOK.parts.readings}


def test_what_the_city_sets_elsewhere_has_no_figure_until_it_is_supplied() -> None:
    unprinted = {"dibao.monthly_standard", "medical.band_rate", "medical.extension_most", "dibao.growth_least", "dibao.adjustment_ratio"}
    assert not unprinted & BOOK.parts.figures.paths()


def test_the_months_of_the_buffer_are_what_the_reading_makes_them() -> None:
    def months(**readings: str) -> dict[str, str]:
        return {figure.path: figure.text for figure in kunshan.rulebook(readings=readings).parts.figures if figure.path.startswith("buffer.")}

    assert months() == {"buffer.least_months": "3", "buffer.most_months": "6"}
    assert months(**{"buffer-months": "literal-36"}) == {"buffer.least_months": "1", "buffer.most_months": "36"}
    assert months(**{"buffer-months": "up-to-six"}) == {"buffer.least_months": "1", "buffer.most_months": "6"}
