"""A rulebook from its archive decides as the one that was archived did, and its digest moves with its meaning alone."""

from __future__ import annotations

import json
import runpy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from archive.releases import current_cases
from cases.worked import choices, root_of, rulebook, subject

from aidrules import Household, Person, Rulebook, load_rulebook, replay
from aidrules.errors import UnknownName
from aidrules.graph.nodes import Not, Var
from aidrules.graph.sealed import sealed
from aidrules.graph.wire import spec_written
from aidrules.jurisdictions import PLACES, rulebook_of

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = [(place, case) for place, case in current_cases() if "as_if" not in case]  # what-ifs travel in records alone


def loaded(book: Rulebook, standards: Any = None) -> Rulebook:
    return load_rulebook(book.archive(), standards)


@cache
def again_of(book: Rulebook, standards: str) -> Rulebook:
    """Cases of a place with the same standards are decided by one loaded rulebook, as they are by one that was composed."""
    return loaded(book, json.loads(standards))


def model_of(case: dict[str, Any]) -> str:
    return type(subject(case)).__name__


@pytest.mark.parametrize(("place", "case"), CASES, ids=[case["id"] for _, case in CASES])
def test_it_decides_as_the_one_that_was_archived(place: str, case: dict[str, Any]) -> None:
    book = rulebook(place, case)
    again = again_of(book, json.dumps(case.get("standards") or None))
    read = again.model(model_of(case)).read(case[root_of(case)])
    first, second = book.decide(subject(case), case["on"], choices(case)), again.decide(read, case["on"], choices(case))
    assert second.to_json() == first.to_json()
    assert [second.explain(language) for language in ("zh", "en")] == [first.explain(language) for language in ("zh", "en")]
    assert [item.outcome for item in again.checks(case["on"])] == [item.outcome for item in book.checks(case["on"])]
    assert again.digest == book.digest


@pytest.mark.parametrize("place", PLACES)
def test_an_archive_of_an_archive_is_the_same(place: str) -> None:
    book = rulebook_of(place)
    again = loaded(book)
    assert again.archive() == book.archive()
    assert (again.digest, again.digest_of_words) == (book.digest, book.digest_of_words)
    assert list(again.outputs) == list(book.outputs)
    assert list(again.rules) == list(book.rules)


def test_facts_are_read_by_the_archived_schema() -> None:
    again = loaded(rulebook_of("huining"))
    model = again.model("Household")
    assert model is not Household
    assert not isinstance(model.read({"id": "h1", "members": [{"id": "p1"}]}), Household)
    for wrong in ({"id": "h1"}, {"id": "h1", "members": []}, {"id": "h1", "members": [{"id": "p1", "care_level": "none"}]}, {"id": "h1", "wrong": 1}):
        with pytest.raises(ValueError, match="fact") as theirs:
            model.read(wrong)
        with pytest.raises(ValueError, match="fact") as ours:
            Household.read(wrong)
        assert str(theirs.value) == str(ours.value)
    with pytest.raises(UnknownName):
        again.model("Household2")


def test_a_rulebook_of_ones_own_archives_loads_and_replays() -> None:
    space = runpy.run_path(str(EXAMPLES / "own_module.py"), run_name="own_module")
    book, home = space["book"], space["household"]("300.00")
    decision = book.decide(home, "2024-12-15")
    record = decision.record()
    assert '"rulebook":{' in record.text
    assert replay(record.to_json()).identical
    again = loaded(book)
    facts = again.model("Household").read(json.loads(record.text)["record"]["facts"])
    assert again.decide(facts, "2024-12-15").to_json() == decision.to_json()


def test_figures_can_be_supplied_to_a_loaded_rulebook() -> None:
    standards = {"care.monthly_standard": {"full_care": {"2022-01-01": "400.00", "2022-07-01": "450.00"}}}
    book, again = rulebook_of("huining", standards), loaded(rulebook_of("huining"), standards)
    assert list(again.parts.figures) == list(book.parts.figures)
    assert again.digest == book.digest
    changed = {"care.guardian_rate": {"self_care": {"2022-07-01": "80.00"}}}
    assert again.with_standards(changed).digest == book.with_standards(changed).digest != book.digest


# --- the digest


def changed(book: Rulebook, **parts: Any) -> Rulebook:
    return Rulebook(replace(book.parts, **parts))


def test_supplied_figures_change_only_the_second_digest_and_no_archive() -> None:
    one, other = rulebook_of("huining"), rulebook_of("huining", {"care.monthly_standard": {"full_care": "400.00"}})
    assert one.digest.law == other.digest.law
    assert one.digest.figures != other.digest.figures
    assert one.digest_of_words == other.digest_of_words
    assert one.archive() == other.archive()


def test_a_corrected_translation_moves_the_digest_of_words_alone() -> None:
    book = rulebook_of("huining")
    rules = {name: replace(rule, en=rule.en + " indeed") for name, rule in book.parts.program.rules.items()}
    other = changed(book, program=replace(book.parts.program, rules=rules))
    assert other.digest == book.digest
    assert other.digest_of_words != book.digest_of_words
    assert other.archive() != book.archive()


def test_a_fact_that_no_rule_reads_moves_no_digest_of_law() -> None:
    book = rulebook_of("huining")
    program = book.parts.program
    person = program.models["Person"]
    extra = replace(person.facts[0], name="shoe_size")
    other = changed(book, program=replace(program, models={**program.models, "Person": replace(person, facts=(*person.facts, extra))}))
    assert other.digest == book.digest


def test_numbers_of_subjects_and_names_of_rules_move_no_digest_of_law() -> None:
    book = rulebook_of("huining")
    program = book.parts.program
    name = next(name for name, rule in program.rules.items() if len(rule.subjects) == 1 and not book.parts.rests.get(name))
    texts = json.dumps(json.loads(book.archive())["rulebook"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    renamed = texts.replace(f'"{name}"', '"elsewhere.another_name"')
    other = load_rulebook(sealed("rulebook", json.loads(renamed)))
    assert "elsewhere.another_name" in other.rules
    assert other.digest == book.digest


@pytest.mark.parametrize("kind", ["a rule", "an enumeration", "what an output rests on", "a figure"])
def test_a_changed_meaning_moves_the_digest(kind: str) -> None:
    book = rulebook_of("huining")
    parts = book.parts
    if kind == "a rule":
        name, rule = next((name, rule) for name, rule in parts.program.rules.items() if rule.kind.name == "bool")
        other = changed(book, program=replace(parts.program, rules={**parts.program.rules, name: replace(rule, body=Not(rule.body))}))
    elif kind == "an enumeration":
        levels = parts.program.terms["CareLevel"]
        terms = {**parts.program.terms, "CareLevel": replace(levels, members=levels.members[::-1])}
        other = changed(book, program=replace(parts.program, terms=terms))
    elif kind == "what an output rests on":
        other = changed(book, rests={**parts.rests, "escort.fee": ("national/14",)})
    else:
        other = book.with_standards({"care.guardian_rate": {"self_care": "71.00"}})
    assert (other.digest.law == book.digest.law) == (kind == "a figure")
    assert (other.digest.figures == book.digest.figures) == (kind != "a figure")


def test_subjects_are_numbered_by_position() -> None:
    book = rulebook_of("huining")
    rule = next(rule for rule in book.rules.values() if rule.subjects == (Var(0, "Person"),) and rule.body.kind.name == "bool")
    assert spec_written(rule, dict.fromkeys(book.rules, 0))["vars"] == [["Person", None]]


def test_facts_of_a_subclass_that_no_rule_reads_are_left_out_of_the_record() -> None:
    class Detailed(Person):
        nickname: str

    home = Household(id="h1", members=(Detailed(id="p1", tekun_support="central", nickname="old"),))
    record = rulebook_of("huining").decide(home, "2022-03-01").record()
    assert "nickname" not in record.text
