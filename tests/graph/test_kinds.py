"""Kinds: what a value is, in words and by name."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from aidrules.facts.terms import Rounding
from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, MONTH, RATIO, ROUNDING, Kind, TermSpec, quantity, term
from aidrules.lang.models import term_spec

WORDS = {
    BOOL: "true or false",
    COUNT: "a count",
    MONEY: "money",
    RATIO: "a ratio",
    DATE: "a day",
    MONTH: "a month",
    ROUNDING: "a Rounding",
    term("CareLevel"): "a CareLevel",
    quantity("m2"): "a quantity in m2",
    Kind("colour"): "colour",
}


@pytest.mark.parametrize(("kind", "words"), WORDS.items(), ids=WORDS.values())
def test_a_kind_in_words(kind: Kind, words: str) -> None:
    assert str(kind) == words


def test_kinds_are_the_same_by_name_and_by_what_they_are_of() -> None:
    assert term("CareLevel") == term("CareLevel") != term("Area")
    assert quantity("m2") == quantity("m2") != quantity("min")
    assert term("m2") != quantity("m2")
    assert term("Rounding") == ROUNDING
    assert len(set(WORDS)) == len(WORDS)


def test_a_kind_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        MONEY.name = "count"  # type: ignore[misc]


def test_a_terms_code_is_the_place_of_its_member() -> None:
    spec = TermSpec("Colour", (("red", "红"), ("green", "绿"), ("blue", "蓝")))
    assert [spec.code(value) for value in ("red", "green", "blue")] == [0, 1, 2]
    assert [term_spec(Rounding).code(member.value) for member in Rounding] == [member.code for member in Rounding]


def test_a_value_that_is_no_member_has_no_code() -> None:
    with pytest.raises(ValueError, match="yellow"):
        TermSpec("Colour", (("red", "红"),)).code("yellow")
