"""The changelog of a rulebook: figures with days and clauses, rules in words, outputs, readings, clauses; nothing that changed is left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from audit.samples import twice, with_rule
from decide.samples import huining, village, zhangye

from aidrules import Fact, Facts, Money, Rulebook, changelog, fact
from aidrules.audit import changelog as module
from aidrules.audit.changelog import Entry
from aidrules.audit.reform import Changelog
from aidrules.errors import UnknownName
from aidrules.graph.program import OutputSpec
from aidrules.jurisdictions import rulebook_of
from aidrules.lang import benefit, rule, standard
from aidrules.rulebook.load import load_rulebook
from aidrules.testing import Mutant, mutants

rate = standard(Money, "well.rate", unit="yuan/month", zh="标准", en="the rate")


class Well(Facts):
    """A well (井)."""

    id: str
    dry: Fact[bool] = fact(zh="干涸", en="the well is dry")


@rule("干涸")
def dry(well: Well) -> bool:
    """The well is dry."""
    return well.dry


@rule("补助金额")
def aid(well: Well) -> Money:
    """The aid is the rate."""
    return rate


WATER = benefit("well.aid", zh="补水", en="water aid", entitled=dry, amount=aid, per="month")
WATER_FIRST: dict[Any, list[str]] = {WATER: ["1"]}


def well(rests: Mapping[Any, list[str]] = WATER_FIRST, standards: Mapping[str, Any] | None = None) -> Rulebook:
    return village(WATER, rests=rests, standards=standards or {"well.rate": "5.00"})


def changed(before: Rulebook, after: Rulebook, section: str) -> list[Entry]:
    found = changelog(before, after)
    assert {entry.section for entry in found.entries} <= {section}, found.text("en")
    return list(found.entries)


def with_output(book: Rulebook, name: str, **parts: Any) -> Rulebook:
    program = book.parts.program
    output = replace(program.outputs[name], **parts)
    return Rulebook(replace(book.parts, program=replace(program, outputs={**program.outputs, name: output})))


# --- each kind of change


@pytest.mark.parametrize("place", ["national", "huining", "zhangye"])
def test_nothing_changes_between_a_rulebook_and_itself_or_its_archive(place: str) -> None:
    book = rulebook_of(place)
    for same in (book, rulebook_of(place), load_rulebook(book.archive())):
        found = changelog(book, same)
        assert found.entries == ()
        assert "没有变化。" in found.text()
        assert "Nothing has changed." in found.page("en")
        assert all(one == other for one, other in found.digests.values())


def test_a_figure_shows_its_days_and_its_clause_on_both_sides() -> None:
    after = huining().with_standards({"escort.daily_rate": {"county": {"2022-07-01": {"value": "160.00", "announced": "2022-08-01"}}}})
    ended, new = changed(huining(), after, "figures")
    assert (ended.what, ended.name, ended.en, ended.since) == ("changed", "escort.daily_rate", "the daily escort rate [county]", "2022-01-10")
    assert ended.after is not None
    assert "until 2022-06-30" in ended.after[1]
    assert [clause.id for clause in ended.clauses_before] == ["huining/1.2.3#1c"]
    assert (new.what, new.since, new.before) == ("added", "2022-07-01", None)
    assert new.after == ("160.00，自 2022-07-01，公布 2022-08-01，使用者提供", "160.00, from 2022-07-01, announced 2022-08-01, supplied by the user")
    assert new.outputs == ("escort.fee",)
    assert [entry.what for entry in changed(after, huining(), "figures")] == ["changed", "gone"]


def test_a_rule_shows_in_words_on_both_sides_and_which_outputs_it_touches() -> None:
    [entry] = changed(huining(), with_rule(huining(), "escort.segment_fee", twice), "rules")
    assert (entry.what, entry.name, entry.zh) == ("changed", "escort.segment_fee", "一段住院的陪护费")
    assert entry.before is not None
    assert entry.after == (f"{entry.before[0]} + {entry.before[0]}", f"{entry.before[1]} + {entry.before[1]}")
    assert entry.outputs == ("escort.fee",)
    assert [clause.id for clause in entry.clauses_after] == ["huining/1.2.3#1f"]


def key(entry: Entry) -> tuple[str, ...]:
    """What tells an entry from the others; of a figure its key and its day too."""
    return (entry.section, entry.name, *((entry.zh, entry.since) if entry.section == "figures" else ()))


def test_rules_and_outputs_come_and_go() -> None:
    one, other = rulebook_of("huining"), rulebook_of("zhangye")
    found = changelog(one, other)
    whats = {key(entry): entry.what for entry in found.entries}
    named = {at[:2]: what for at, what in whats.items()}
    assert named["outputs", "visits.township"] == "gone"
    assert named["outputs", "phase_out.payment"] == "added"
    assert named["rules", "phase_out.in_phase_out"] == "added"
    assert named["choices", "phase_out.months"] == "added"
    assert {entry.section for entry in found.entries} >= {"figures", "rules", "outputs", "choices", "facts", "readings", "clauses"}
    back = {key(entry): entry.what for entry in changelog(other, one).entries}
    turned = {"gone": "added", "added": "gone"}
    assert back == {at: turned.get(what, what) for at, what in whats.items()}


def test_an_output_shows_the_parts_that_changed_with_the_titles_of_rules() -> None:
    [entry] = changed(well(), with_output(well(), "well.aid", per="year", gates=("test_changelog.dry",)), "outputs")
    assert entry.what == "changed"
    assert entry.before is not None
    assert entry.after is not None
    assert "per: month" in entry.before[1]
    assert "per: year" in entry.after[1]
    assert "gates: [干涸 (test_changelog.dry)]" in entry.after[0]


def test_what_rests_on_other_clauses_has_changed() -> None:
    [entry] = changed(well(), well({WATER: ["1", "2"]}), "outputs")
    assert [clause.id for clause in entry.clauses_before] == ["village/1"]
    assert [clause.id for clause in entry.clauses_after] == ["village/1", "village/2"]


def test_other_words_for_the_same_are_only_reworded() -> None:
    [entry] = changed(well(), with_output(well(), "well.aid", zh="补水金"), "outputs")
    assert (entry.what, entry.before, entry.after) == ("reworded", ("补水", "water aid"), ("补水金", "water aid"))


def test_a_reading_that_is_selected_shows_with_what_it_says() -> None:
    found = changelog(huining(), huining("escort-coverage", "dispersed-only"))
    [entry] = found.of("readings")
    assert (entry.what, entry.name) == ("changed", "escort-coverage")
    assert entry.after is not None
    assert entry.after[1].endswith("(dispersed-only)")
    assert [entry.name for entry in found.of("rules")] == ["escort.in_covered_group"]


def test_a_clause_that_says_something_else_shows() -> None:
    law = well().parts.law
    text = law.texts[0]
    clause = replace(text.clauses["village/2"], en="Aid is applied for in writing.")
    other = replace(law, texts=(replace(text, clauses={**text.clauses, "village/2": clause}),))
    [entry] = changed(well(), Rulebook(replace(well().parts, law=other)), "clauses")
    assert (entry.what, entry.name) == ("changed", "village/2")
    assert entry.after is not None
    assert entry.after[1].endswith("Aid is applied for in writing.")


def test_a_fact_that_becomes_another_shows() -> None:
    program = well().parts.program
    model = program.models["Well"]
    other = replace(program, models={**program.models, "Well": replace(model, facts=(replace(model.facts[0], finding="村民委员会"),))})
    [entry] = changed(well(), Rulebook(replace(well().parts, program=other)), "facts")
    assert (entry.what, entry.name, entry.outputs) == ("changed", "Well.dry", ("well.aid",))


# --- nothing that changed is left out


def unnoticed(book: Rulebook, each: Mutant) -> bool:
    """Whether the changelog says nothing of a mistake that was put into a rulebook, under the name of where it is."""
    parts = book.parts
    other = Rulebook(replace(parts, program=each.program(parts.program), figures=each.figures(parts.figures)))
    found = changelog(book, other)
    return each.where not in {entry.name for entry in found.entries}


@pytest.mark.parametrize("book", [huining(), zhangye()], ids=["huining", "zhangye"])
def test_every_mutant_shows_where_it_is(book: Rulebook) -> None:
    every = list(mutants(book.parts.program, book.parts.figures))
    assert len(every) > 300
    assert [each.name for each in islice(every, 0, None, 7) if unnoticed(book, each)] == []


def test_a_changelog_that_takes_outputs_for_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = [each for each in mutants(huining().parts.program) if isinstance(each.before, OutputSpec)]
    assert not any(unnoticed(huining(), each) for each in lost[:5])
    monkeypatch.setattr(module, "_same_fields", lambda one, other: True)
    assert all(unnoticed(huining(), each) for each in lost[:5])


# --- as text, page, JSON and table


def reform() -> Changelog:
    return changelog(huining(), with_rule(huining(), "escort.segment_fee", twice).with_standards({"escort.daily_rate": {"county": {"2022-07-01": "160.00"}}}))


def test_the_text_says_each_change_with_its_clauses() -> None:
    lines = [line.strip() for line in reform().text().splitlines()]
    assert lines[0] == "规则的变化：huining → huining"
    assert "标准 (2)" in lines
    assert "新增 住院陪护日标准 [county] (escort.daily_rate)" in lines
    assert "影响事项：escort.fee" in lines
    assert any(line.startswith("依据 (之前)：《关于会宁县") for line in lines)
    assert "Rules (1)" in reform().text("en")
    for read in (reform().text, reform().page):
        with pytest.raises(UnknownName):
            read("fr")


def test_the_page_has_a_table_for_each_section() -> None:
    page = reform().page("en")
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert {line.count(" | ") for line in rows} == {5}
    assert "## Standards" in page
    assert "## Rules" in page


def test_a_text_stays_in_its_cell_and_is_no_markup() -> None:
    bad = with_output(well(), "well.aid", zh="a | b\n<script> [x](y) `z`")
    row = changelog(well(), bad).page().splitlines()[-1]
    assert row.startswith("| 措辞 | a \\| b &lt;script> \\[x](y) \\`z\\`")


def test_the_json_and_the_table_hold_every_entry() -> None:
    found = reform()
    document = json.loads(found.to_json())
    assert document["format"] == "aidrules-changelog/1"
    assert document["before"]["law"] == huining().digest.law
    assert document["after"]["law"] != document["before"]["law"]
    assert [entry["what"] for entry in document["entries"]] == ["changed", "added", "changed"]
    assert document["entries"][0]["clauses_before"] == ["huining/1.2.3#1c"]
    assert document["citations"]["huining/1.2.3#1c"].endswith("一(二)三是")
    assert [row["name"] for row in found.table()] == ["escort.daily_rate", "escort.daily_rate", "escort.segment_fee"]
