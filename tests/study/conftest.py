"""The rulebooks and the register that the tests of an impact share."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from study.homes import RISEN, STANDARDS

from aidrules import Rulebook
from aidrules.jurisdictions import zhangye
from aidrules.testing import register


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return zhangye.rulebook(STANDARDS)


@pytest.fixture(scope="module")
def risen(book: Rulebook) -> Rulebook:
    return book.with_standards(RISEN)


@pytest.fixture(scope="module")
def tables(book: Rulebook) -> dict[str, Any]:
    return register(book.parts.program, 400, seed=8, near=date(2024, 7, 15), unknown=0.01)
