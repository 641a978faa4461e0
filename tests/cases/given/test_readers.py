"""Cases that readers wrote from the sources alone, before they looked at a rule, in the words of the given cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cases.given.adapter import disagreement

HERE = Path(__file__).parent / "readers"
CASES: list[dict[str, Any]] = [case for file in sorted(HERE.glob("*.json")) for case in json.loads(file.read_text(encoding="utf-8"))]


def test_the_ids_are_unique() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert not disagreement(case), case["why"]
