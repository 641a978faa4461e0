"""Law: the clauses of a place, what rests on them, and the readings that are selected."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from aidrules.errors import UnknownClause
from aidrules.jurisdictions.hefei import LAW as HEFEI
from aidrules.jurisdictions.huining import LAW
from aidrules.programs import care, escort
from aidrules.rulebook.law import Law


def test_clauses_go_by_their_full_ids_in_the_order_of_the_texts() -> None:
    clauses = LAW.clauses()
    assert list(clauses) == [key for text in LAW.texts for key in text.clauses]
    assert all(key == clause.id and key.startswith(f"{clause.source.id}/") for key, clause in clauses.items())
    assert {clause.source.id for clause in clauses.values()} == {"national", "huining"}
    with pytest.raises(TypeError):
        clauses["huining/x"] = clauses["huining/1.2.1#1"]


def test_a_clause_without_a_source_is_the_places_own() -> None:
    law = Law("huining", LAW.texts, {care.guardian_payment: ["1.3.1.1#1a", "national/14"], escort.discharge: ["huining/1.2.3#1e"]})
    assert law.cited() == {"care.guardian_payment": ("huining/1.3.1.1#1a", "national/14"), "escort.discharge": ("huining/1.2.3#1e",)}


def test_a_clause_of_another_place_has_to_be_among_the_texts() -> None:
    law = Law("huining", LAW.texts, {care.guardian_payment: ["zhangye/1"]})
    with pytest.raises(UnknownClause) as caught:
        law.cited()
    assert caught.value.message.startswith("`care.guardian_payment` rests on the clause `zhangye/1`, which the law files don't hold; ")


def test_every_reading_comes_along_and_those_selected_say_so() -> None:
    plain = LAW.readings({})
    assert [reading.id for reading in plain] == [key for text in LAW.texts for key in text.readings]
    assert {reading.selected for reading in plain} == {""}
    selected = LAW.readings({"escort-coverage": "dispersed-only"})
    assert [(reading.id, reading.selected) for reading in selected if reading.selected] == [("escort-coverage", "dispersed-only")]
    assert len(selected) == len(plain)


def test_the_rules_that_a_selected_reading_replaces() -> None:
    assert LAW.alternatives["escort-coverage", "dispersed-only"].items() <= LAW.replacing({"escort-coverage": "dispersed-only"}).items()
    assert escort.in_covered_group not in LAW.replacing({})


def test_a_law_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        LAW.place = "elsewhere"


def test_a_figure_that_nothing_prints_and_a_reading_sets_rests_on_the_first_clause_of_that_reading() -> None:
    selected = {"masked-ceiling": "two-thousand", "campaign-year": "as-printed"}
    assert HEFEI.clause_of("temporary.township_ceiling", selected) == "hefei/1.3#3b"
    assert HEFEI.clause_of("campaign.january", selected) == "hefei/4.1#1"
