"""JSON Schema of what goes in and what comes out."""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter

from aidrules.decide.document import DecisionDocument
from aidrules.decide.evidence import LONGEST_SOURCE, How
from aidrules.facts.month import DAY_PATTERN
from aidrules.facts.roots import ROOTS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def case_schema() -> dict[str, Any]:
    """What a case file holds; every fact has its titles and the question that asks for it."""
    properties: dict[str, Any] = {
        "place": {"type": "string", "examples": ["huining"]},
        "on": {"type": "string", "pattern": DAY_PATTERN, "description": "the day decided for"},
        "known_on": {"type": ["string", "null"], "pattern": DAY_PATTERN, "description": "leave out what was announced later"},
        "standards": {"type": "object", "description": "local standards: {path: value or {key: value} or {day: value}}"},
        "choices": {
            "type": "array",
            "description": "discretions exercised; the value is a text: a count, an amount, yes, or declined",
            "items": {
                "type": "object",
                "properties": {
                    "choice": {"type": "string"},
                    "subject": {"type": "array", "items": {"type": "string"}},
                    "value": {"type": "string"},
                    "by": {"type": "string"},
                    "why": {"type": "string"},
                },
                "required": ["choice", "subject", "value", "by", "why"],
                "additionalProperties": False,
            },
        },
        "evidence": {
            "type": "object",
            "description": "how facts are known, by their paths, such as members[0].employed",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "how": {"type": "string", "enum": [how.value for how in How]},
                    "source": {"type": "string", "minLength": 1, "maxLength": LONGEST_SOURCE},
                    "day": {"type": "string", "pattern": DAY_PATTERN},
                    "expires": {"type": ["string", "null"], "pattern": DAY_PATTERN},
                },
                "required": ["how", "source", "day"],
                "additionalProperties": False,
            },
        },
        "readings": {"type": "object", "additionalProperties": {"type": "string"}, "description": "{reading: alternative}"},
    }
    definitions: dict[str, Any] = {}
    for key, model in ROOTS.items():
        schema = model.model_json_schema(ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {})
        definitions[model.__name__] = schema
        properties[key] = {"$ref": f"#/$defs/{model.__name__}"}
    return {
        "$schema": DIALECT,
        "title": "aidrules case",
        "type": "object",
        "properties": properties,
        "required": ["place", "on"],
        "oneOf": [{"required": [key]} for key in ROOTS],
        "additionalProperties": False,
        "$defs": definitions,
    }


def history_schema() -> dict[str, Any]:
    """What a history file holds: a case file without its day, and with changes."""
    schema = case_schema()
    properties = {name: part for name, part in schema["properties"].items() if name not in ("on", "known_on")}
    day = {"type": "string", "pattern": DAY_PATTERN}
    change = {
        "type": "object",
        "properties": {
            "from": {**day, "description": "the day from which it is true"},
            "known": {**day, "description": "the day from which it is known"},
            "facts": {
                "type": "object",
                "description": "values by path, such as members[p1].monthly_earnings; null is not known, and for a subject that it left",
            },
            "choices": properties["choices"],
        },
        "required": ["from", "known"],
        "anyOf": [{"required": ["facts"]}, {"required": ["choices"]}],
        "additionalProperties": False,
    }
    properties["changes"] = {"type": "array", "items": change, "description": "what became otherwise"}
    return {**schema, "title": "aidrules history", "properties": properties, "required": ["place"]}


def decision_schema() -> dict[str, Any]:
    """What ``decision.to_json()`` writes."""
    return {"$schema": DIALECT, **TypeAdapter(DecisionDocument).json_schema()}
