"""Worked cases are data; these tests read them all. Each was written from the source, before the rule that it tests."""

from __future__ import annotations

from typing import Any

import pytest
from cases.worked import CASES, CHECKS, checked, decided, found

from aidrules.errors import AidrulesError


def test_there_are_cases_and_their_ids_are_unique() -> None:
    ids = [case["id"] for _, case in (*CASES, *CHECKS)]
    assert len(ids) == len(set(ids)) >= 200


@pytest.mark.parametrize(("place", "case"), CASES, ids=[case["id"] for _, case in CASES])
def test_case(place: str, case: dict[str, Any]) -> None:
    expected = case["expected"]
    if "error" in expected:  # the law doesn't leave what was chosen, and nothing is decided
        with pytest.raises(AidrulesError) as refused:
            decided(place, case)
        assert {"error": refused.value.code} == expected, case["why"]
        return
    item = decided(place, case)
    assert found(item, expected) == expected, case["why"]
    assert set(case["clauses"]) <= {clause.id for clause in item.clauses}


@pytest.mark.parametrize(("place", "case"), CHECKS, ids=[case["id"] for _, case in CHECKS])
def test_check(place: str, case: dict[str, Any]) -> None:
    item = checked(place, case)
    assert found(item, case["expected"]) == case["expected"], case["why"]
    assert set(case["clauses"]) <= {clause.id for clause in item.clauses}
