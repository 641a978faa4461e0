"""Worked cases are data; this one test reads them all. Each was written from the source, before the rule that it tests."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from aidrules import Choice, Household, Rulebook

HERE = Path(__file__).parent
PATHS = [path for path in sorted(HERE.glob("*/*.json")) if path.parent.name != "given"]  # those have words of their own, and a test of their own
CASES = [(path.parent.name, case) for path in PATHS for case in json.loads(path.read_text(encoding="utf-8"))]


@cache
def rulebook(place: str, standards: str, readings: str) -> Rulebook:
    module = import_module(f"aidrules.jurisdictions.{place}")
    book = module.rulebook(standards=json.loads(standards) or None, readings=json.loads(readings))
    assert isinstance(book, Rulebook)
    return book


def decided(place: str, case: dict[str, Any]) -> Any:
    book = rulebook(place, json.dumps(case.get("standards", {})), json.dumps(case.get("readings", {})))
    subject = Household.model_validate(case["household"])
    choices = {(made["choice"], *made["subject"]): Choice(made["value"], by="worked case", why=case["why"]) for made in case.get("choices", [])}
    return book.decide(subject, case["on"], choices).find(case["output"], *case["subject"])


def test_there_are_cases_and_their_ids_are_unique() -> None:
    ids = [case["id"] for _, case in CASES]
    assert len(ids) == len(set(ids)) >= 200


@pytest.mark.parametrize(("place", "case"), CASES, ids=[case["id"] for _, case in CASES])
def test_case(place: str, case: dict[str, Any]) -> None:
    item = decided(place, case)
    expected = case["expected"]
    found: dict[str, Any] = {
        "outcome": item.outcome.value,
        "amount": None if item.amount is None else str(item.amount),
        "missing": sorted(missing.path for missing in item.missing),
        "payee": item.payee and item.payee.value,
        "per": item.per and item.per.value,
        "channel": item.channel and item.channel.value,
        "step": item.step,
        "first_month": str(item.first_month),
        "last_month": str(item.last_month),
        "notices": [notice.name for notice in item.notices],
    }
    assert {name: found[name] for name in expected} == expected, case["why"]
    assert set(case["clauses"]) <= {clause.id for clause in item.clauses}
