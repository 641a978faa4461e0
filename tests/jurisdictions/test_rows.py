"""Every row of a place's law file has its place: in force under a name, a figure, a table of units, or context with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pytest
from cases.worked import CASES, choices, rulebook, subject

from aidrules import Outcome, Rulebook
from aidrules.jurisdictions import rulebook_of
from aidrules.law.source import Clause

COUNTS: Final = {
    "huining": 63,
    "zhangye": 95,
}
"""The places whose document stands whole, and how many rows it has."""
BOOKS: Final = {place: rulebook_of(place) for place in COUNTS}
ROWS: Final = {place: {key: clause for key, clause in book.parts.law.clauses().items() if clause.source.id == place} for place, book in BOOKS.items()}
EACH: Final = [(place, key) for place, rows in ROWS.items() for key in rows]


def named(book: Rulebook) -> set[str]:
    """Everything of a rulebook that may rest on a clause."""
    program = book.parts.program
    return {*program.outputs, *program.rules, *program.choices, *program.interactions}


def printed(book: Rulebook) -> set[str]:
    """The clauses that print a figure."""
    return {figure.clause for figure in book.parts.figures}


def places(row: Clause, book: Rulebook, rests: Mapping[str, Iterable[str]], prints: Iterable[str]) -> list[str]:
    """Through what a row is in force: names that rest on it, a figure that it prints, units that it makes responsible; or as context."""
    known = named(book)
    found = [name for name, clauses in rests.items() if row.id in clauses and name in known]
    found += ["a figure"] if row.id in prints else []
    found += ["units"] if row.kind == "routing" and row.units_zh and row.units_en else []
    return found + (["context"] if row.kind == "context" and row.why_not_zh and row.why_not_en else [])


@pytest.mark.parametrize("place", COUNTS)
def test_the_law_file_has_the_rows_of_the_document(place: str) -> None:
    assert len(ROWS[place]) == COUNTS[place]
    assert len({row.locator for row in ROWS[place].values()}) == len(ROWS[place])


@pytest.mark.parametrize(("place", "key"), EACH)
def test_each_row_is_in_force_under_a_name_or_says_why_it_cannot_be(place: str, key: str) -> None:
    book = BOOKS[place]
    assert places(ROWS[place][key], book, book.parts.rests, printed(book)) != []


@pytest.mark.parametrize(("place", "key"), [(place, key) for place, key in EACH if ROWS[place][key].kind != "context"])
def test_a_row_that_nothing_rests_on_any_more_would_be_found(place: str, key: str) -> None:
    book = BOOKS[place]
    without = {name: [clause for clause in clauses if clause != key] for name, clauses in book.parts.rests.items()}
    left = places(ROWS[place][key], book, without, printed(book) - {key})
    assert left == (["units"] if ROWS[place][key].units_zh else [])


@pytest.mark.parametrize("place", COUNTS)
def test_what_is_called_context_carries_no_output_or_condition_alone(place: str) -> None:
    context = {key for key, row in ROWS[place].items() if row.kind == "context"}
    assert [name for name, clauses in BOOKS[place].parts.rests.items() if context.issuperset(clauses)] == []
    assert not context & printed(BOOKS[place])


@pytest.mark.parametrize("place", COUNTS)
def test_everything_that_the_wiring_names_is_reached(place: str) -> None:
    book = BOOKS[place]
    assert book.parts.rests.keys() <= named(book)
    assert book.parts.rests.keys() == book.parts.law.cited().keys()


@pytest.mark.parametrize("place", COUNTS)
def test_every_item_cites_its_own_place_or_the_national_base_and_nothing_else(place: str) -> None:
    decided: set[str] = set()
    for at, case in CASES:
        if at == place and "error" not in case["expected"]:
            for item in rulebook(place, case).decide(subject(case), case["on"], choices(case)):
                cited = {clause.source.id for clause in item.clauses}
                local = any(clause.startswith(f"{place}/") for clause in BOOKS[place].parts.rests[item.output])
                assert place in cited or item.outcome is Outcome.NOT_IN_FORCE or not local, f"{case['id']}: {item.output}"
                assert cited <= {place, "national"}, f"{case['id']}: {item.output}"
                decided.add(item.output)
    for check in BOOKS[place].checks("2022-03-15"):
        assert {clause.source.id for clause in check.clauses} <= {place, "national"}
        decided.add(check.output)
    assert decided == set(BOOKS[place].outputs)
