"""A replay is identical, or says the first difference and its cause; a stream goes on whatever is in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

from aidrules import Choice, Evidence, Household, Person, Record, replay, replay_all
from aidrules.archive import shelf
from aidrules.audit.replay import CAUSES
from aidrules.audit.report import Report
from aidrules.errors import AidrulesError
from aidrules.graph.sealed import canonical, digest_of, sealed
from aidrules.jurisdictions import rulebook_of

HOME = Household(id="h1", members=(Person(id="p1", tekun_support="dispersed", care_level="full_care", has_caring_guardian=True),))
BOOK = rulebook_of("huining")
STANDARDS = {"care.monthly_standard": {"full_care": {"2022-01-01": {"value": "400.00", "announced": "2022-02-01"}}}}

module = import_module("aidrules.audit.replay")  # the package has the function of that name


def record(**more: Any) -> Record:
    return BOOK.decide(HOME, "2022-03-15", **more).record()


def changed(change: Callable[[dict[str, Any]], None], of: Record | None = None) -> str:
    """A record that somebody changed and sealed again."""
    document = json.loads((of or record()).text)["record"]
    change(document)
    return sealed("record", document)


def test_a_record_is_replayed_from_itself_its_text_and_its_bytes() -> None:
    given = record()
    for form in (given, given.to_json(), given.to_json().encode("utf-8"), Record.from_json(given.to_json())):
        assert replay(form) == replay(given)
        assert replay(form).identical


@pytest.mark.parametrize("known_on", [None, "2022-02-01", "2022-01-31"])
def test_supplied_figures_and_the_day_they_were_known_travel_in_the_record(known_on: str | None) -> None:
    book = rulebook_of("huining", STANDARDS)
    decision = book.decide(HOME, "2022-03-15", known_on=known_on)
    found = decision.record()
    assert found.document["standards"][0]["announced"] == "2022-02-01"
    assert "rulebook" not in found.document
    assert replay(found.to_json()).identical
    dearer = book.with_standards({"care.guardian_rate": {"full_care": {"2022-03-01": "300.00"}}}).decide(HOME, "2022-03-15").record()
    assert replay(dearer.to_json()).identical
    assert [row["value"] for row in dearer.document["standards"] if row["path"] == "care.guardian_rate"] == ["230.00", "300.00"]


def test_choices_readings_and_evidence_travel_in_the_record() -> None:
    book = rulebook_of("zhangye", {"dibao.monthly_standard": {"rural": "480.00"}}, {"minor-age": "through-eighteen"})
    person = Person(
        id="p1", tekun_support="none", employed=True, monthly_earnings="900.00", necessary_job_costs="300.00", other_monthly_income="0.00",
        exempt_monthly_income="0.00", phase_out_from="2024-06",
    )  # fmt: skip
    home = Household(id="h1", area="rural", in_dibao=True, grant_before="200.00", members=(person,))
    made = {("phase_out.months", "p1"): Choice(4, by="经办人", why="收入刚刚稳定"), ("phase_out.level", "p1"): Choice("100.00", by="经办人", why="=")}
    known = {"members[0].employed": Evidence("verified", "民政核对系统", "2024-05-01", expires="2025-01-01")}
    found = book.decide(home, "2024-06-15", made, evidence=known).record()
    assert replay(found.to_json()).identical
    assert [entry["value"] for entry in found.document["choices"]] == ["100.00", "4"]
    assert found.document["evidence"] == {"members[0].employed": {"how": "verified", "source": "民政核对系统", "day": "2024-05-01", "expires": "2025-01-01"}}
    assert "rulebook" in found.document  # another reading is another rulebook, which doesn't ship
    altered = replay(changed(lambda document: document["choices"][1].update(value="7"), found))
    assert (altered.cause, altered.code) == ("record", "choice.bounds")


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], Any], str, str]] = {
    "an amount": (lambda d: d["results"]["items"][0].update(amount="1.00"), "engine", "results.items[0].amount"),
    "an outcome": (lambda d: d["results"]["items"][0].update(outcome="refused"), "engine", "results.items[0].outcome"),
    "an item less": (lambda d: d["results"]["items"].pop(), "engine", "results.items["),
    "a part less": (lambda d: d["results"]["items"][0].pop("payee"), "engine", "results.items[0].payee"),
    "a fact": (lambda d: d["facts"]["members"][0].update(care_level="self_care"), "engine", "results.items[0]"),
    "a fact no rule has": (lambda d: d["facts"].update(wealth="1.00"), "facts", ""),
    "a fact of another type": (lambda d: d["facts"]["members"][0].update(has_caring_guardian="yes"), "facts", ""),
    "a fact written otherwise": (lambda d: d["facts"].update(assets="8.5"), "facts", "facts.assets"),
    "an unknown fact written out": (lambda d: d["facts"].update(assets=None), "facts", "facts.assets"),
    "two subjects by one id": (lambda d: d["facts"]["members"].append(d["facts"]["members"][0]), "facts", ""),
    "the day": (lambda d: d.update(on="2022-03-16"), "engine", "results."),
    "a day that isn't one": (lambda d: d.update(on="2022-02-30"), "record", ""),
    "the place": (lambda d: d.update(place="zhangye"), "record", "place"),
    "the digest": (lambda d: d["digest"].update(law="0" * 64), "record", "digest.law"),
    "the archive": (lambda d: d.update(archive="0" * 64), "archive", ""),
    "the archive's name": (lambda d: d.update(archive="../../x"), "archive", ""),
    "the format": (lambda d: d.update(format="aidrules-record/2"), "record", ""),
    "a part of its own": (lambda d: d.update(extra=1), "record", ""),
    "a part missing": (lambda d: d.pop("evidence"), "record", ""),
    "a model that isn't there": (lambda d: d.update(model="Person2"), "record", ""),
    "a figure without a standard": (lambda d: d["standards"].append({"path": "x", "key": "", "value": 1, "text": "1"}), "record", ""),
    "a choice that isn't left": (lambda d: d["choices"].append({"choice": "x", "subject": [], "value": "1", "by": "", "why": ""}), "record", ""),
    "evidence of nothing": (lambda d: d["evidence"].update(x={"how": "verified", "source": "s", "day": "2022-01-01"}), "record", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_and_sealed_again_is_told_with_its_cause(name: str) -> None:
    change, cause, where = CHANGES[name]
    found = replay(changed(change))
    assert not found.identical
    assert found.cause == cause, found
    assert found.where.startswith(where)
    assert bool(found.where) != bool(found.problem)
    for language in ("zh", "en"):
        assert found.explain(language).endswith("\n")
    assert json.loads(found.to_json())["cause"] == cause


def test_what_differs_in_the_facts_is_told_by_its_path_alone() -> None:
    found = replay(changed(lambda document: document["facts"].update(assets="8.5")))
    assert (found.where, found.recorded, found.replayed) == ("facts.assets", "", "")


def test_bytes_that_are_not_canonical_are_refused_though_their_checksum_fits() -> None:
    document = json.loads(record().text)["record"]
    for body in (json.dumps(document), canonical(document).replace('"choices":[]', '"choices":[ ]'), canonical(document)[:-1] + ',"on":"2022-03-15"}'):
        found = replay(f'{{"checksum":"{digest_of(body)}","record":{body}}}')
        assert (found.identical, found.cause, found.code) == (False, "record", "sealed.canonical")


def test_an_archive_that_neither_ships_nor_travels_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    given = record()
    monkeypatch.setattr(module, "_ENGINES", module._Engines(4))
    monkeypatch.setattr(module, "released", lambda identity: None)
    found = replay(given)
    assert (found.cause, found.code) == ("archive", "archive.missing")


def test_a_record_that_carries_its_archive_needs_none_that_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    from aidrules.decide.record import record_of

    given = record_of(BOOK.decide(HOME, "2022-03-15"), with_archive=True)
    monkeypatch.setattr(module, "_ENGINES", module._Engines(4))
    monkeypatch.setattr(module, "released", lambda identity: None)
    assert replay(given.to_json()).identical
    monkeypatch.setattr(shelf, "released", lambda identity: None)
    other = changed(lambda document: document["rulebook"].update(place="elsewhere"), given)
    assert (replay(other).cause, replay(other).code) == ("archive", "archive.other")

    def both(document: dict[str, Any]) -> None:
        document["rulebook"]["place"] = "elsewhere"
        document["archive"] = digest_of(canonical(document["rulebook"]))

    assert replay(changed(both, given)).cause == "record"  # its digest is that of another law


def test_a_record_of_an_earlier_version_that_says_less_is_compared_in_what_it_says() -> None:
    def earlier(document: dict[str, Any]) -> None:
        document["engine"] = "0.0.9"
        for item in document["results"]["items"]:
            del item["step"]

    def wrong(document: dict[str, Any]) -> None:
        earlier(document)
        document["results"]["items"][0]["amount"] = "1.00"

    assert replay(changed(earlier)).identical
    assert replay(changed(wrong)).where == "results.items[0].amount"


# --- streams


def test_a_stream_keeps_its_order_counts_and_goes_on_after_a_bad_record() -> None:
    good = record().to_json()
    bad = changed(lambda document: document["results"]["items"][0].update(amount="1.00"))
    replays = replay_all([good, good[:-1], bad, b"\xff", good])
    assert [found.cause for found in replays] == ["", "record", "engine", "record", ""]
    assert replays.tally == {"identical": 2, "record": 2, "engine": 1}


def test_a_stream_reads_one_record_at_a_time() -> None:
    read = []

    def records() -> Iterator[str]:
        for number in range(1000):
            read.append(number)
            yield record().to_json()

    replays = iter(replay_all(records()))
    assert [next(replays).identical for _ in range(3)] == [True, True, True]
    assert read == [0, 1, 2]


def test_no_more_engines_are_kept_than_said() -> None:
    engines = module._Engines(2)
    for amount in ("1.00", "2.00", "3.00"):
        book = rulebook_of("huining", {"care.monthly_standard": {"full_care": amount}})
        assert module._replayed(book.decide(HOME, "2022-03-15").record(), engines).identical
    assert len(engines._ready) == 2


def test_a_report_of_one_explains_and_of_several_counts() -> None:
    good = record().to_json()
    assert list(Report([good], "en")) == [replay(good).explain("en")]
    report = Report([good[:-1], good, good[:-1], good], "en")
    lines = list(report)
    assert [line.partition(":")[0] for line in lines[:2]] == ["1", "3"]
    assert lines[-1] == "identical 2, record 2\n"
    assert not report.identical
    assert list(Report([])) == ["identical 0\n"]
    assert not Report([]).identical
    assert [json.loads(line)["identical"] for line in Report([good, ""], as_json=True)] == [True, False]


def test_every_cause_has_its_words() -> None:
    for language in ("zh", "en"):
        assert {*CAUSES, "identical", "proves", "not", "where"} == set(module._WORDS[language])


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        record().text = ""  # type: ignore[misc]
    with pytest.raises(AidrulesError):
        Record.from_json("")
