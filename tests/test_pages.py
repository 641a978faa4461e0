"""The pages of the places are what the clauses, rules, figures and worked cases make of them today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from aidrules.jurisdictions import huining, kunshan
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
    rows = {"huining": 63, "kunshan": 119}
    for file, text in pages.pages().items():
        assert text.count("\n### ") == rows[file.name.partition(".")[0]]


def test_every_clause_that_is_computed_and_decides_something_has_a_worked_case(pages: ModuleType) -> None:
    only_checks = {"kunshan/3.5.1#1a"}
    for place in (huining, kunshan):
        examples = pages.examples(place.LAW.place)
        assert set(examples) <= set(place.clauses)
        own = {key for key, clause in place.clauses.items() if key.startswith(f"{place.LAW.place}/") and clause.kind not in ("context", "routing")}
        assert own - set(examples) <= only_checks


def test_a_page_without_its_cases_leaves_them_out_and_nothing_else() -> None:
    text = page(huining.rulebook(), "en", {})
    assert "A case" not in text
    assert "the least visits a month by the township cadre = 3 visits/month (from 2022-01-10)" in text
    assert "County Discipline Inspection and Supervision authority" in text
