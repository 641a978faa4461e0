"""Terms: enumerations that carry their Chinese name and their position."""

from __future__ import annotations

import copy
import json
import pickle  # noqa: TID251  # whether it can be pickled is tested

import pytest

from aidrules.facts import terms
from aidrules.facts.terms import CareLevel, Term

ALL = [term for term in vars(terms).values() if isinstance(term, type) and issubclass(term, Term) and term is not Term]


@pytest.mark.parametrize("term", ALL, ids=lambda term: term.__name__)
def test_every_member_has_a_text_a_term_and_its_position(term: type[Term]) -> None:
    members = list(term)
    assert [member.code for member in members] == list(range(len(members)))
    assert [len({part(member) for member in members}) for part in (str, lambda m: m.zh)] == [len(members)] * 2
    assert all(member.zh and member.value.isascii() and member.value == member.value.lower() for member in members)
    assert set(term.__members__.values()) == set(members), "no two names for one member"
    assert term.__doc__ != Term.__doc__, "its own docstring says what it is"


def test_a_member_is_found_by_its_text_and_is_one_in_json() -> None:
    assert CareLevel("full_care") is CareLevel.FULL_CARE
    assert (CareLevel.FULL_CARE.zh, CareLevel.FULL_CARE.code, f"{CareLevel.FULL_CARE}") == ("全护理", 2, "full_care")
    assert json.dumps(CareLevel.FULL_CARE) == '"full_care"'
    with pytest.raises(ValueError, match="'other' is not a valid CareLevel"):
        CareLevel("other")


def test_copies_and_pickles_are_the_member_itself() -> None:
    member = CareLevel.SEMI_CARE
    assert copy.deepcopy(member) is pickle.loads(pickle.dumps(member)) is member


def test_an_enumeration_of_ones_own_works_the_same() -> None:
    class Crop(Term):
        RICE = "rice", "水稻"
        WHEAT = "wheat", "小麦"
        OTHER = "other"

    assert [(crop.value, crop.zh, crop.code) for crop in Crop] == [("rice", "水稻", 0), ("wheat", "小麦", 1), ("other", "", 2)]
