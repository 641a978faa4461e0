"""The pages of the places are what the clauses, rules, figures and worked cases make of them today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from aidrules.jurisdictions import huining, rulebook_of
from aidrules.rulebook.clauses import own_rows
from aidrules.rulebook.page import page

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_page_is_stale(pages: ModuleType) -> None:
    made = pages.pages()
    assert sorted(made) == sorted((DOCS / "places").glob("*.md"))
    for file, text in made.items():
        assert file.read_text(encoding="utf-8") == text, f"{file.name} is stale: python docs/pages.py"


def test_every_clause_of_the_place_has_its_paragraph_in_both_languages(pages: ModuleType) -> None:
    for file, text in pages.pages().items():
        assert text.count("\n### ") == len(own_rows(rulebook_of(file.name.partition(".")[0])))


@pytest.mark.parametrize("place", ["zhangye", "huining", "hefei", "huzhou", "kunshan"])
def test_every_clause_that_is_computed_and_decides_something_has_a_worked_case(pages: ModuleType, place: str) -> None:
    assert place in pages.PLACES
    book, examples = rulebook_of(place), pages.examples(place)
    clauses = book.parts.law.clauses()
    assert set(examples) <= set(clauses)
    figures = {clause for name, clauses in book.parts.rests.items() if name in book.outputs and book.outputs[name].sort == "check" for clause in clauses}
    own = {key for key, clause in clauses.items() if key.startswith(f"{place}/") and clause.kind not in ("context", "routing")}
    assert own - set(examples) - figures == set(), "a clause about figures alone has its cases among the checks"


def test_a_page_without_its_cases_leaves_them_out_and_nothing_else() -> None:
    text = page(huining.rulebook(), "en", {})
    assert "A case" not in text
    assert "the least visits a month by the township cadre = 3 visits/month (from 2022-01-10)" in text
    assert "County Discipline Inspection and Supervision authority" in text
