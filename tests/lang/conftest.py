"""A small law of one clause, to compose the programmes of these tests with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from aidrules import Law, Rulebook, compose
from aidrules.lang.outputs import Programme
from aidrules.law.load import load_law

TEXT = """
[source]
id = "village"
title_zh = "村规"
title_en = "Village rules"
number = ""
issuer_zh = "村民委员会"
issuer_en = "Village committee"
published = "2020-01-01"
in_force_from = "2020-01-01"
has_text = false

[clauses."1"]
address = "第一条"
kind = "entitlement"
zh = "符合条件的，给予补助。"
en = "Aid is given where the conditions are met."
"""

Composer = Callable[..., Rulebook]


@pytest.fixture(scope="session")
def composed() -> Composer:
    """Composes programmes under the small law, with every output in force."""

    def composer(*programmes: Programme, standards: Mapping[str, Any] | None = None) -> Rulebook:
        rests = {part: ["1"] for programme in programmes for part in (*programme.outputs, *programme.interactions)}
        law = Law(place="village", texts=(load_law(TEXT),), rests=rests)
        return compose(*programmes, law=law, standards=standards)

    return composer
