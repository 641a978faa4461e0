"""Every row of Hefei's law file has its place: in force under a name, a figure, a table of units, or context with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from cases.worked import CASES, choices, rulebook, subject

from aidrules import Outcome
from aidrules.jurisdictions import hefei
from aidrules.law.source import Clause

BOOK = hefei.rulebook()
ROWS = {key: clause for key, clause in BOOK.parts.law.clauses().items() if clause.source.id == "hefei"}
PROGRAM = BOOK.parts.program
NAMED = {*PROGRAM.outputs, *PROGRAM.rules, *PROGRAM.choices, *PROGRAM.interactions}
PRINTED = {figure.clause for figure in BOOK.parts.figures}


def places(row: Clause, rests: Mapping[str, Iterable[str]], printed: Iterable[str]) -> list[str]:
    """Through what a row is in force: names that rest on it, a figure that it prints, units that it makes responsible; or as context."""
    found = [name for name, clauses in rests.items() if row.id in clauses and name in NAMED]
    found += ["a figure"] if row.id in printed else []
    found += ["units"] if row.kind == "routing" and row.units_zh and row.units_en else []
    return found + (["context"] if row.kind == "context" and row.why_not_zh and row.why_not_en else [])


def test_the_law_file_has_the_64_rows_of_the_opinion_and_its_web_page() -> None:
    assert len(ROWS) == 64
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
    assert BOOK.parts.rests.keys() == hefei.LAW.cited().keys()


def test_somebody_leads_only_where_the_text_says_so() -> None:
    assert {key: row.lead for key, row in ROWS.items() if row.lead} == {"hefei/5.2#1": "各乡镇（区）民政部门"}


def test_every_item_cites_its_own_place_or_the_national_base_and_nothing_else() -> None:
    decided: set[str] = set()
    for place, case in CASES:
        if place == "hefei" and "error" not in case["expected"]:
            item = rulebook(place, case).decide(subject(case), case["on"], choices(case)).find(case["output"], *case["subject"])
            cited = {clause.source.id for clause in item.clauses}
            assert cited, f"{case['id']}: {item.output}"
            assert cited <= {"hefei", "national"}, f"{case['id']}: {item.output}"
            assert item.outcome is not Outcome.NOT_IN_FORCE
            decided.add(item.output)
    assert decided == set(BOOK.outputs)


def test_an_undated_opinion_is_in_force_on_every_day() -> None:
    assert (hefei.sources[-1].published, hefei.sources[-1].in_force_from) == (None, None)
    assert "undated-text" in {reading.id for reading in BOOK.parts.readings}


def test_a_masked_amount_and_a_doubtful_year_have_no_figure_until_they_are_supplied() -> None:
    assert not {"temporary.township_ceiling", "campaign.january", "campaign.end"} & BOOK.parts.figures.paths()
    read = hefei.rulebook(readings={"masked-ceiling": "two-thousand", "campaign-year": "year-2020"}).parts.figures
    found = {figure.path: (figure.text, figure.clause) for figure in read if figure.path in ("temporary.township_ceiling", "campaign.january")}
    assert found == {"temporary.township_ceiling": ("2000.00", "hefei/1.3#3b"), "campaign.january": ("2020-01", "hefei/4.1#1")}
