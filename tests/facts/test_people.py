"""Household, Person and HospitalStay: how many, in which order, and how each fact is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from aidrules import HospitalStay, Household, Person
from aidrules.errors import InvalidFacts
from aidrules.facts.model import MOST_MEMBERS, Facts
from aidrules.facts.roots import ROOTS
from aidrules.facts.terms import Approval, CareLevel, StayKind

LIST = "a relation is a list, [] where there is none"


def below(model: type[Facts]) -> list[type[Facts]]:
    return [model, *(inner for shape in model.shapes.values() if shape.related for inner in below(shape.related))]


MODELS = [model for root in ROOTS.values() for model in below(root)]


def faults(make: Callable[[], object]) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidFacts) as caught:
        make()
    return [(fault.path, fault.code, fault.message) for fault in caught.value.faults]


def test_a_household_has_1_to_50_members() -> None:
    people = [Person(id=f"p{number}") for number in range(MOST_MEMBERS + 1)]
    assert len(Household(id="h", members=people[:MOST_MEMBERS]).members) == 50
    assert faults(lambda: Household(id="h", members=people)) == [("members", "fact.too_many", "there are more entries than a case may hold, at most 50")]
    assert faults(lambda: Household(id="h", members=[])) == [("members", "fact.too_few", "there must be at least 1")]
    assert faults(lambda: Household(id="h", members=None)) == [("members", "fact.type", LIST)]
    assert faults(lambda: Person(id="p", stays=[HospitalStay(id=f"s{number}") for number in range(51)]))[0][:2] == ("stays", "fact.too_many")


def test_the_shape_of_a_relation_says_how_few_it_may_hold() -> None:
    assert (Household.shapes["members"].fewest, Person.shapes["stays"].fewest, Household.shapes["id"].fewest) == (1, 0, 0)


def test_nobody_is_discharged_before_being_admitted() -> None:
    expected = [("discharge_date", "fact.order", "this day can't lie before admission_date")]
    assert faults(lambda: HospitalStay(id="s", admission_date=date(2022, 3, 2), discharge_date=date(2022, 3, 1))) == expected
    for admitted, discharged in [("2022-03-01", "2022-03-01"), ("2022-03-01", None), (None, "2022-03-01")]:
        assert HospitalStay(id="s", admission_date=admitted, discharge_date=discharged).id == "s"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_fact_has_titles_and_questions_in_both_languages(model: type[Facts]) -> None:
    for name, shape in model.shapes.items():
        if shape.may_be_unknown:
            field = model.model_fields[name]
            assert all(ord(character) < 0x2000 for character in field.description), name
            assert any("\u4e00" <= character <= "\u9fff" for character in field.title), name
            assert field.json_schema_extra["question_zh"].endswith(("？", "。")), name
            assert field.json_schema_extra["question_en"].endswith(("?", ".")), name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_says_what_it_is_in_both_languages(model: type[Facts]) -> None:
    assert model.__doc__.rstrip().endswith(").")
    assert "(" in model.__doc__


def test_no_model_stands_on_two_relation_paths() -> None:
    assert len(MODELS) == len(set(MODELS))


def test_terms_of_the_library_are_taken_by_member_or_text() -> None:
    assert Person(id="p", care_level=CareLevel.FULL_CARE) == Person(id="p", care_level="full_care")
    assert HospitalStay(id="s", county_approval=Approval.REFUSED, kind=StayKind.ROUTINE).county_approval is Approval.REFUSED
