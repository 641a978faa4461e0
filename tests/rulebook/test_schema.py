"""JSON Schema: what it says of case files and of decisions is what the library takes and gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from aidrules import read_case
from aidrules.errors import AidrulesError
from aidrules.facts.roots import ROOTS
from aidrules.jurisdictions import rulebook_of
from aidrules.rulebook.casefile import OTHER_KEYS
from aidrules.rulebook.schema import case_schema, decision_schema

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
HOME = {"id": "h1", "members": [{"id": "p1"}]}
GOOD = {"place": "huining", "on": "2022-03-01", "household": HOME}


def member(**parts: Any) -> dict[str, Any]:
    return {**GOOD, "household": {"id": "h1", "members": [{"id": "p1", **parts}]}}


def test_there_are_four_examples() -> None:
    assert [file.stem for file in EXAMPLES] == ["granted", "pending", "refused", "undetermined"]


@pytest.mark.parametrize("schema", [case_schema, decision_schema], ids=["case", "decision"])
def test_it_is_a_json_schema_and_plain_json(schema: Callable[[], dict[str, Any]]) -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_examples_are_valid_cases(file: Path) -> None:
    Draft202012Validator(case_schema()).validate(json.loads(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize(("reasons", "clauses"), [(True, "full"), (False, "full"), (True, "ids"), (False, "ids")])
def test_the_decisions_of_the_examples_are_valid(file: Path, reasons: bool, clauses: str) -> None:
    case = read_case(file.read_bytes())
    decision = rulebook_of(case.place, dict(case.standards) or None, case.readings).decide(case.subject, case.on, case.choices)
    Draft202012Validator(decision_schema()).validate(json.loads(decision.to_json(reasons=reasons, clauses=clauses)))


def test_the_decision_schema_requires_what_every_decision_has() -> None:
    case = read_case(EXAMPLES[0].read_bytes())
    document = json.loads(rulebook_of(case.place).decide(case.subject, case.on).to_json())
    validator = Draft202012Validator(decision_schema())
    for name in ("format", "place", "on", "known_on", "subject", "items"):
        assert not validator.is_valid({key: part for key, part in document.items() if key != name}), name
    for name in document["items"][0]:
        if name != "reasons":
            item = {key: part for key, part in document["items"][0].items() if key != name}
            assert not validator.is_valid({**document, "items": [item]}), name
    assert not validator.is_valid({**document, "items": [{**document["items"][0], "amount": 412}]})


WRONG = [
    ({**GOOD, "palce": "huining"}, "top name"),
    ({"on": "2022-03-01", "household": HOME}, "no place"),
    ({"place": "huining", "household": HOME}, "no day"),
    ({"place": "huining", "on": "2022-03-01"}, "no subject"),
    ({**GOOD, "on": "2022-3-1"}, "day"),
    ({**GOOD, "on": 20220301}, "day number"),
    ({**GOOD, "standards": []}, "standards"),
    ({**GOOD, "readings": {"a": 1}}, "readings"),
    ({**GOOD, "choices": [{"choice": "a"}]}, "choices"),
    ({**GOOD, "household": []}, "household"),
    ({**GOOD, "household": {"id": "h1", "members": []}}, "no member"),
    ({**GOOD, "household": {"id": "h1", "members": [{"id": f"p{n}"} for n in range(51)]}}, "members"),
    ({**GOOD, "household": {"members": [{"id": "p1"}]}}, "no id"),
    (member(id=5), "id"),
    (member(name="x"), "unknown name"),
    (member(employed="yes"), "boolean"),
    (member(employed=1), "boolean number"),
    (member(care_level="full"), "term"),
    (member(monthly_earnings=412.5), "money number"),
    (member(monthly_earnings="1e3"), "money exponent"),
    (member(monthly_earnings="-0"), "money zero"),
    (member(monthly_earnings="１２"), "money fullwidth"),
    (member(phase_out_from="2022-3"), "month"),
    (member(stays={}), "relation"),
    (member(stays=[{"id": "s", "segments": [{"escorted_days": 1001}]}]), "bound"),
    (member(stays=[{"id": "s", "segments": [{"escorted_days": -1}]}]), "low bound"),
    (member(stays=[{"id": "s", "segments": [{"escorted_days": 1.5}]}]), "whole"),
]


@pytest.mark.parametrize("document", [document for document, _ in WRONG], ids=[name for _, name in WRONG])
def test_what_the_schema_refuses_the_library_refuses_too(document: Any) -> None:
    assert not Draft202012Validator(case_schema()).is_valid(document)
    with pytest.raises(AidrulesError):
        read_case(json.dumps(document))


@pytest.mark.parametrize(
    "document",
    [
        GOOD,
        {**GOOD, "known_on": None, "standards": {}, "readings": {"a": "b"}},
        member(employed=None, monthly_earnings="-0.00".lstrip("-"), birth_date="2000-02-29", stays=[]),
    ],
)
def test_what_the_schema_takes_the_library_takes_too(document: Any) -> None:
    Draft202012Validator(case_schema()).validate(document)
    assert read_case(json.dumps(document)).place == "huining"


def test_every_key_of_a_case_file_and_every_model_is_described() -> None:
    schema = case_schema()
    assert set(schema["properties"]) == {*ROOTS, *OTHER_KEYS}
    person = schema["$defs"]["Person"]["properties"]["care_level"]
    assert (person["title"], person["question_zh"], person["question_en"]) == (
        "生活自理能力", "生活自理能力评估为哪一档？", "Which care level did the assessment of self-care ability give?",
    )  # fmt: skip
    assert ["self_care", "semi_care", "full_care"] in [schema["$defs"].get("CareLevel", {}).get("enum"), *(part.get("enum") for part in person["anyOf"])]
    assert {"Household", "Person", "HospitalStay", "StaySegment"} <= schema["$defs"].keys()
    (born, unknown) = schema["$defs"]["Person"]["properties"]["birth_date"]["anyOf"]
    assert (born["type"], born["format"], unknown) == ("string", "date", {"type": "null"})
    assert all(schema["$defs"][model.__name__]["additionalProperties"] is False for model in ROOTS.values())
