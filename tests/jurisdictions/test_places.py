"""The places: their law files, figures and wiring fit together, and say when they begin."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from aidrules import Facts, Household, Outcome, Person, Rulebook
from aidrules.errors import ComposeError, UnknownName, UnknownReading
from aidrules.facts.model import model_name
from aidrules.facts.roots import ROOTS
from aidrules.jurisdictions import PLACES, huining, national, rulebook_of
from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.law.load import load_law
from aidrules.law.source import Source
from aidrules.programs.care import care
from aidrules.programs.escort import escort
from aidrules.rulebook.compose import compose

ROOT = Path(huining.__file__).parents[1]
LAW_FILES = sorted(ROOT.glob("*/law.toml"))
STANDARDS = sorted(ROOT.glob("*/standards.toml"))


def place(name: str) -> ModuleType:
    return import_module(f"aidrules.jurisdictions.{name}")


def in_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


# --- law files


@pytest.mark.parametrize("file", LAW_FILES, ids=lambda file: file.parent.name)
def test_every_law_file_that_ships_is_loaded_and_goes_by_its_folder(file: Path) -> None:
    law = load_law(file.read_text(encoding="utf-8"))
    assert law.source.id == file.parent.name
    assert law.clauses
    assert all(key == clause.id and clause.source is law.source for key, clause in law.clauses.items())
    assert all(key == reading.id for key, reading in law.readings.items())


@pytest.mark.parametrize("file", LAW_FILES, ids=lambda file: file.parent.name)
def test_no_clause_shares_its_locator_and_each_is_short(file: Path) -> None:
    law = load_law(file.read_text(encoding="utf-8"))
    locators = Counter(clause.locator for clause in law.clauses.values() if clause.locator)
    assert [locator for locator, times in locators.items() if times > 1] == []
    assert all(4 <= len(locator) <= 15 for locator in locators)
    assert (len(locators) == len(law.clauses)) or not law.source.has_text


@pytest.mark.parametrize("file", LAW_FILES, ids=lambda file: file.parent.name)
def test_every_word_is_in_its_language(file: Path) -> None:
    law = load_law(file.read_text(encoding="utf-8"))
    parts = [law.source, *law.clauses.values(), *law.readings.values(), *(other for reading in law.readings.values() for other in reading.alternatives)]
    for part in parts:
        for name in part.__slots__:
            text = getattr(part, name)
            if isinstance(text, str) and text and name == "zh" or name.endswith("_zh") and isinstance(text, str) and text:
                assert in_chinese(text), (part.id, name)
            if isinstance(text, str) and (name == "en" or name.endswith("_en")):
                assert not in_chinese(text), (part.id, name)


@pytest.mark.parametrize("file", LAW_FILES, ids=lambda file: file.parent.name)
def test_responsible_units_are_named_in_both_languages(file: Path) -> None:
    for clause in load_law(file.read_text(encoding="utf-8")).clauses.values():
        assert len(clause.units_zh) == len(clause.units_en), clause.id
        assert not clause.lead or clause.lead in clause.units_zh, clause.id


# --- figures


@pytest.mark.parametrize("file", STANDARDS, ids=lambda file: file.parent.name)
def test_every_printed_figure_rests_on_a_clause_of_its_place(file: Path) -> None:
    clauses = load_law(file.with_name("law.toml").read_text(encoding="utf-8")).clauses
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    assert set(data) <= {"figures"}
    for path, part in data.get("figures", {}).items():
        for row in part["values"]:
            assert f"{file.parent.name}/{row['clause']}" in clauses, path
            assert isinstance(row["value"], str | bool), f"{path}: amounts are strings"
            assert date.fromisoformat(row["checked_on"]) >= date.fromisoformat(row.get("from", "1850-01-01")), path


@pytest.mark.parametrize("name", PLACES)
def test_every_printed_figure_is_read_in_its_unit(name: str) -> None:
    book = rulebook_of(name)
    data: dict[str, Any] = tomllib.loads(standards_of(name))
    for path, part in data.get("figures", {}).items():
        assert path in book.parts.slots, f"{path} is printed and read by no rule of {name}"
        assert book.parts.program.standards[path].unit == part.get("unit", ""), path


# --- wiring


def test_every_folder_with_wiring_is_a_place() -> None:
    assert sorted(PLACES) == sorted(file.parent.name for file in ROOT.glob("*/wiring.py"))
    assert sorted(PLACES) == sorted(file.parent.name for file in LAW_FILES)


@pytest.mark.parametrize("name", PLACES)
def test_a_place_gives_its_rulebook_sources_and_clauses(name: str) -> None:
    module = place(name)
    book = module.rulebook()
    assert isinstance(book, Rulebook)
    assert book.parts.law is module.LAW
    assert module.LAW.place == name
    assert module.sources[0].id == "national", "the base comes first"
    assert module.sources[-1].id == name
    assert all(isinstance(source, Source) for source in module.sources)
    assert module.clauses == module.LAW.clauses()
    assert repr(book).startswith(f"<Rulebook {name}: ")


@pytest.mark.parametrize("name", PLACES)
def test_the_clauses_and_rules_that_the_wiring_names_are_there(name: str) -> None:
    module = place(name)
    book = module.rulebook()
    cited = module.LAW.cited()
    assert {clause for ids in cited.values() for clause in ids} <= module.clauses.keys()
    assert all(ids and len(set(ids)) == len(ids) for ids in cited.values())
    replacing = {rule.name for alternative in module.LAW.alternatives.values() for rule in alternative.values()}
    program = book.parts.program
    known = {*book.outputs, *book.rules, *program.outputs, *program.choices, *program.interactions, *replacing}
    assert cited.keys() <= known, "what rests on a clause is part of the rulebook"
    assert book.outputs.keys() <= cited.keys()


@pytest.mark.parametrize("name", PLACES)
def test_every_alternative_that_the_wiring_offers_can_be_selected_and_every_other_is_refused(name: str) -> None:
    module = place(name)
    offered = {*module.LAW.alternatives, *getattr(module.LAW, "alternative_figures", {})}
    readings = {key: reading for text in module.LAW.texts for key, reading in text.readings.items()}
    for key, reading in readings.items():
        for alternative in reading.alternatives:
            if (key, alternative.id) in offered:
                book = module.rulebook(readings={key: alternative.id})
                assert [found.selected for found in book.parts.readings if found.id == key] == [alternative.id]
            else:
                with pytest.raises(UnknownReading):
                    module.rulebook(readings={key: alternative.id})
    assert offered <= {(key, other.id) for key, reading in readings.items() for other in reading.alternatives}


def one_of_each(book: Rulebook) -> list[Facts]:
    """A case of every root that the rules of a rulebook speak of, with one subject in every relation and no fact known."""
    models = book.parts.program.models

    def body(model: str) -> dict[str, Any]:
        parts = {relation.name: [body(relation.model)] for relation in models[model].relations}
        return {"id": model.lower(), **parts} if models[model].identified else parts

    return [root.read(body(name)) for root in ROOTS.values() if (name := model_name(root)) in models]


def outcomes(book: Rulebook, on: date) -> dict[str, set[Outcome]]:
    """What every output comes to on a day for somebody of whom nothing is known, checks included."""
    found: dict[str, set[Outcome]] = {}
    for items in (*(book.decide(case, on=on).items for case in one_of_each(book)), book.checks(on)):
        for item in items:
            found.setdefault(item.output, set()).add(item.outcome)
    return found


@pytest.mark.parametrize("name", PLACES)
def test_a_dated_law_is_not_in_force_the_day_before(name: str) -> None:
    module = place(name)
    book = module.rulebook()
    for output in book.outputs:
        starts = {module.clauses[clause].source.in_force_from for clause in module.LAW.cited()[output]}
        if None in starts:
            continue
        first = min(starts)
        assert outcomes(book, date.fromordinal(first.toordinal() - 1))[output] == {Outcome.NOT_IN_FORCE}, output
        assert Outcome.NOT_IN_FORCE not in outcomes(book, first)[output], output


def test_the_outputs_of_huining_begin_on_10_january_2022() -> None:
    book = huining.rulebook()
    assert [type(case).__name__ for case in one_of_each(book)] == ["Household", "Township", "Provider", "County"]
    before, after = outcomes(book, date(2022, 1, 9)), outcomes(book, date(2022, 1, 10))
    assert before.keys() == after.keys() == book.outputs.keys()
    assert all(found == {Outcome.NOT_IN_FORCE} for found in before.values())
    assert not any(Outcome.NOT_IN_FORCE in found for found in after.values())
    for case in one_of_each(book):
        for item in book.decide(case, on="2022-01-09"):
            said = (item.entitled, item.amount, item.missing, item.notices, item.figures, item.interactions, item.step)
            assert said == (None, None, (), (), (), (), ""), item.output


def test_a_payment_of_huining_is_granted_on_its_first_day() -> None:
    home = Household(id="h", members=[Person(id="p", tekun_support="dispersed", care_level="full_care", has_caring_guardian=True)])
    assert str(huining.rulebook().decide(home, on="2022-01-10").find("care.guardian_payment", "p").amount) == "230.00"


def test_an_output_without_a_clause_is_not_in_force_in_that_place() -> None:
    book = national.rulebook()
    home = Household(id="h", members=[Person(id="p", tekun_support="dispersed", care_level="full_care", has_caring_guardian=True)])
    decision = book.decide(home, on="2022-03-01")
    local = {output.name for programme in (care, escort) for output in programme.outputs}
    assert not local & set(book.outputs)
    assert not local & {item.output for item in decision}
    for output, subject in (("care.guardian_payment", ("p",)), ("escort.fee", ("p", "s")), ("care.purchased_care", ())):
        item = decision.find(output, *subject)
        assert (item.output, item.outcome, item.entitled, item.amount, item.clauses, item.missing) == (output, Outcome.NOT_IN_FORCE, None, None, (), ())
    with pytest.raises(UnknownName) as caught:
        decision.find("care.guardian_paymnet", "p")
    assert caught.value.code == "name.output"
    assert "`care.guardian_payment`" in caught.value.message


def test_a_rulebook_of_the_base_alone_with_no_output_in_force_decides_nothing() -> None:
    book = compose(care, escort, law=national.LAW)
    decision = book.decide(Household(id="h", members=[Person(id="p")]), on="2022-03-01")
    assert (dict(book.outputs), decision.items, book.checks("2022-03-01")) == ({}, (), ())
    assert decision.find("care.guardian_payment", "p").outcome is Outcome.NOT_IN_FORCE
    with pytest.raises(ComposeError):
        compose(law=national.LAW)


# --- by name


def test_a_rulebook_is_found_by_the_name_of_its_place() -> None:
    for name in PLACES:
        assert rulebook_of(name).parts.law.place == name
    standards = {"care.monthly_standard": {"full_care": "400.00"}}
    book = rulebook_of("huining", standards, {"escort-coverage": "dispersed-only"})
    assert book.figures("2022-03-01").figure("care.monthly_standard", 2).text == "400.00"
    assert [reading.selected for reading in book.parts.readings if reading.id == "escort-coverage"] == ["dispersed-only"]


LISTED = "there is " + ", ".join(f"`{name}`" for name in sorted(PLACES))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("huinin", "did you mean `huining`?"),
        ("Huining", "did you mean `huining`?"),
        ("会宁", LISTED),
        ("", LISTED),
        ("files", LISTED),
        ("os", LISTED),
        ("q" * 2**20, LISTED),
    ],
    ids=lambda value: value[:10],
)
def test_an_unknown_place_is_refused_with_the_closest_and_not_shown(name: str, words: str) -> None:
    with pytest.raises(UnknownName) as caught:
        rulebook_of(name)
    assert (caught.value.code, caught.value.message) == ("name.place", f"there is no place of this name; {words}")


def test_law_and_figures_are_read_once() -> None:
    assert law_of("huining") is law_of("huining")
    assert standards_of("huining") is standards_of("huining")
