"""A history file: a case file without its day, and with changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from aidrules import Household
from aidrules.errors import AidrulesError, InvalidFacts
from aidrules.rulebook.historyfile import read_history
from aidrules.rulebook.schema import history_schema

EXAMPLE = json.loads((Path(__file__).parents[2] / "examples" / "months" / "history.json").read_text(encoding="utf-8"))
CHOICE = {"choice": "phase_out.months", "subject": ["p1"], "value": "4", "by": "乡镇", "why": "刚就业"}


def read(**parts: Any) -> Any:
    return read_history(json.dumps({**EXAMPLE, **parts}))


def change(**parts: Any) -> dict[str, Any]:
    return {"from": "2024-02-10", "known": "2024-04-20", **parts}


def test_a_history_file_has_the_case_its_changes_and_what_the_county_sets() -> None:
    told = read(choices=[CHOICE], changes=[*EXAMPLE["changes"], change(choices=[{**CHOICE, "choice": "phase_out.level", "value": "declined"}])])
    assert (told.place, set(told.standards)) == ("zhangye", {"dibao.monthly_standard", "dibao.asset_limit"})
    early, late = told.history.at("2024-04-01", known_on="2024-04-19"), told.history.at("2024-04-01")
    assert isinstance(late.case, Household)
    assert (str(early.case.members[0].other_monthly_income), str(late.case.members[0].other_monthly_income)) == ("0.00", "80.00")
    assert (len(early.choices), len(late.choices)) == (1, 2)


def test_without_changes_it_is_the_case_as_it_was() -> None:
    for told in (read_history(json.dumps({name: part for name, part in EXAMPLE.items() if name != "changes"})), read(changes=None), read(changes=[])):
        assert told.history.changes == ()


def test_the_schema_takes_what_is_taken() -> None:
    schema = Draft202012Validator(history_schema())
    schema.validate(EXAMPLE)
    schema.validate({**EXAMPLE, "changes": [change(choices=[CHOICE])]})
    for wrong in (
        {"on": "2024-01-01"},
        {"changes": [change()]},
        {"changes": [{"from": "2024-01-01", "facts": {}}]},
        {"changes": [change(facts={}, until="2025-01-01")]},
    ):
        assert not schema.is_valid({**EXAMPLE, **wrong})


@pytest.mark.parametrize(
    ("parts", "code", "path"),
    [
        ({"on": "2024-01-01"}, "case_file.unknown_name", ""),
        ({"known_on": "2024-01-01"}, "case_file.unknown_name", ""),
        ({"change": []}, "case_file.unknown_name", ""),
        ({"changes": {}}, "history.form", "changes"),
        ({"changes": [[]]}, "history.form", "changes[0]"),
        ({"changes": [{"from": "2024-01-01", "facts": {"area": "rural"}}]}, "history.form", "changes[0]"),
        ({"changes": [change(facts={"area": "rural"}, until="2025-01-01")]}, "history.form", "changes[0]"),
        ({"changes": [change()]}, "history.form", "changes[0]"),
        ({"changes": [change(facts=[1])]}, "history.form", "changes[0]"),
        ({"changes": [{**change(facts={"area": "rural"}), "known": "2024-02-30"}]}, "date.no_such_day", "changes[0]"),
        ({"changes": [change(choices=[{"choice": "phase_out.months"}])]}, "choice.form", "changes[0].choices[0]"),
        ({"changes": [change(facts={"area": "country"})]}, "fact.term", "changes[0].facts.area"),
        ({"changes": [change(facts={"members[p1].monthly_earnings": 1.5})]}, "money.type", "changes[0].facts.members[0].monthly_earnings"),
        ({"changes": [change(facts={"members[p2].employed": True})]}, "history.absent", None),
        ({"household": {"id": "h1", "members": []}}, "fact.too_few", "household.members"),
    ],
)
def test_what_is_no_history_file_has_its_code_and_path(parts: dict[str, Any], code: str, path: str | None) -> None:
    with pytest.raises(AidrulesError) as caught:
        read(**parts)
    assert caught.value.code == code
    if path and isinstance(caught.value, InvalidFacts):
        assert caught.value.faults[0].path == path


@pytest.mark.parametrize("text", ["[]", "3", "", '{"place": "zhangye", "place": "zhangye"}', "\ufeff{}"])
def test_what_is_no_json_object_is_refused_as_in_a_case_file(text: str) -> None:
    with pytest.raises(AidrulesError) as caught:
        read_history(text)
    assert caught.value.code.startswith("case_file.")
