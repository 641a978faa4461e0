"""The tables of a register, worked out from the models."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from aidrules.batch.columns import describe, layout, root_of, snake, sql_type
from aidrules.errors import InvalidTable
from aidrules.facts.model import Fact, Facts, fact, model_name
from aidrules.facts.money import Money
from aidrules.facts.people import Household
from aidrules.graph.program import Program
from aidrules.jurisdictions import zhangye
from aidrules.lang.models import model_spec, models_below

PROGRAM = zhangye.rulebook().parts.program


def program_of(*models: type[Facts]) -> Program:
    return Program({model.__name__: model_spec(model) for root in models for model in models_below(root)}, {}, {}, {}, {}, {})


def test_each_model_below_the_root_has_a_table_named_in_snake_case() -> None:
    names = {model: table.name for model, table in layout(PROGRAM, "Household").items()}
    assert names == {model_name(model): snake(model_name(model)) for model in models_below(Household)}
    assert {"Household", "Person", "Disability", "HospitalStay", "StaySegment"} <= names.keys()
    assert names["StaySegment"] == "stay_segment"


def test_a_table_holds_its_id_and_the_ids_of_all_that_contains_it() -> None:
    tables = layout(PROGRAM, "Household")
    ids = {model: [column.name for column in table.columns if column.role in ("id", "owner")] for model, table in tables.items()}
    assert ids["Household"] == ["id"]
    assert ids["Person"] == ["id", "household_id"]
    assert ids["HospitalStay"] == ["id", "household_id", "person_id"]
    assert ids["Disability"] == ["household_id", "person_id"]
    assert ids["StaySegment"] == ["household_id", "person_id", "hospital_stay_id"]


def test_every_fact_and_every_relation_that_may_be_unknown_has_a_column() -> None:
    for table in layout(PROGRAM, "Household").values():
        assert [column.of for column in table.columns if column.role == "fact"] == [one.name for one in table.model.facts]
        assert [column.of for column in table.columns if column.role == "known"] == [one.name for one in table.model.relations if one.may_be_unknown]


def test_amounts_are_fen_or_exact_decimals_of_yuan() -> None:
    column = layout(PROGRAM, "Household")["Household"].column("fact", "assets")
    assert column.names == ("assets_fen", "assets")
    assert sql_type(column) == "BIGINT"


def test_only_the_root_has_weights() -> None:
    tables = layout(PROGRAM, "Household")
    assert [model for model, table in tables.items() if "weight" in table.names] == ["Household"]
    assert [model for model, table in layout(PROGRAM, "Person").items() if "weight" in table.names] == ["Person"]


def test_below_another_root_the_ids_above_it_fall_away() -> None:
    assert "household_id" not in layout(PROGRAM, "Person")["HospitalStay"].names


@pytest.mark.parametrize(
    ("names", "code", "words"),
    [
        (["household", "persons"], "table.unknown", "did you mean `person`"),
        ([], "table.root", "none"),
        (["person", "disability"], "", ""),
        (["disability", "hospital_stay"], "table.root", "`disability` and `hospital_stay`"),
    ],
)
def test_the_root_is_the_table_that_contains_the_others(names: list[str], code: str, words: str) -> None:
    if not code:
        assert root_of(PROGRAM, names) == "Person"
        return
    with pytest.raises(InvalidTable) as caught:
        root_of(PROGRAM, names)
    assert caught.value.code == code
    assert words in caught.value.message


class Inner(Facts):
    """What stands within a model without an id."""

    holds: Fact[bool] = fact(zh="成立", en="holds")


class Middle(Facts):
    """A model without an id that contains another."""

    inner: Fact[tuple[Inner, ...]] = fact(zh="内", en="inner")


class Outer(Facts):
    """A root of these."""

    id: str
    middle: Fact[tuple[Middle, ...]] = fact(zh="中", en="middle")


class Clashing(Facts):
    """A model two of whose facts would share a column."""

    id: str
    rent: Fact[Money] = fact(zh="租", en="rent")
    rent_fen: Fact[int] = fact(zh="租数", en="a count")


def test_parts_of_what_has_no_id_have_no_table() -> None:
    with pytest.raises(InvalidTable) as caught:
        layout(program_of(Outer), "Outer")
    assert caught.value.code == "table.no_id"


def test_two_facts_of_one_column_are_an_error() -> None:
    with pytest.raises(InvalidTable) as caught:
        layout(program_of(Clashing), "Clashing")
    assert caught.value.code == "table.clash"
    assert "rent_fen" in caught.value.message


def test_the_page_shows_the_tables_of_the_models_as_they_are() -> None:
    docs = Path(__file__).parents[2] / "docs"
    spec = importlib.util.spec_from_file_location("tables_page", docs / "tables_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (docs / "tables.md").read_text(encoding="utf-8")
    assert describe(PROGRAM, "Household") in page
    assert module.written(page) == page, "docs/tables.md is stale: python docs/tables_page.py"
