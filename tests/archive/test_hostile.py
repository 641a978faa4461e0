"""An archive that somebody made on purpose, with a checksum that fits: it is refused, or it changes nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from aidrules import load_rulebook
from aidrules.errors import AidrulesError, InvalidArchive
from aidrules.graph.sealed import sealed
from aidrules.jurisdictions import rulebook_of

TEXT = rulebook_of("huining").archive()
NAMES = {
    "a new line": "a\nimport os",
    "a quote": 'a"]; import os; ["',
    "a single quote": "a'+__import__('os').getcwd()+'",
    "code": "__import__('os').system('true')",
    "a dunder": "__class__",
    "a keyword": "lambda",
    "a name that models have": "model_fields",
    "a megabyte": "a" * 2**20,
    "nothing": "",
    "a brace": "{0}{all}",
    "a letter that looks like another": "ｉｄ",
}


def body() -> Any:
    return json.loads(TEXT)["rulebook"]


def renamed(old: str, new: str) -> Any:
    """The archive with one name everywhere another."""
    text = json.dumps(body(), ensure_ascii=False).replace(json.dumps(old), json.dumps(new))
    return json.loads(text)


def outcome(document: Any) -> Any:
    """What a case comes to by an archive; None where it is refused."""
    try:
        book = load_rulebook(sealed("rulebook", document))
        home = book.model("Household").read({"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "care_level": "full_care"}]})
        return [(item.outcome, item.amount) for item in book.decide(home, "2022-03-15").items]
    except AidrulesError:
        return None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "old", ["Person", "care_level", "CareLevel", "full_care", "care.guardian_rate", "care.supported_at_home", "care.guardian_payment", "huining"]
)
def test_a_strange_name_is_refused_or_changes_nothing(old: str, name: str) -> None:
    start = time.process_time()
    found = outcome(renamed(old, NAMES[name]))
    assert found is None or found == outcome(body())
    assert time.process_time() - start < 2


@pytest.mark.parametrize("name", NAMES)
def test_a_strange_title_changes_nothing(name: str) -> None:
    document = body()
    for model in document["program"]["models"]:
        for part in (*model["facts"], *model["relations"]):
            part["zh"] = NAMES[name]
    found = outcome(document)
    assert found is None if name == "a megabyte" else found == outcome(body())


def deep(levels: int, make: Callable[[Any], Any]) -> Any:
    node: Any = {"node": "Fact", "subject": 0, "name": "has_caring_guardian", "kind": "bool"}
    for _ in range(levels):
        node = make(node)
    document = body()
    rule = next(rule for rule in document["program"]["rules"] if rule["name"] == "care.supported_at_home")
    rule["body"] = node
    return document


NESTED: dict[str, Callable[[Any], Any]] = {
    "Not": lambda node: {"node": "Not", "part": node},
    "All": lambda node: {"node": "All", "parts": [node, {"node": "Const", "kind": "bool", "value": True}]},
    "Any": lambda node: {"node": "Any", "parts": [node]},
    "When": lambda node: {"node": "When", "condition": node, "then": {"node": "Const", "kind": "bool", "value": True}, "otherwise": {"node": "Const", "kind": "bool", "value": False}},
}  # fmt: skip


@pytest.mark.parametrize("sort", NESTED)
def test_rules_nested_as_deep_as_is_allowed_decide_and_deeper_ones_are_refused(sort: str) -> None:
    assert outcome(deep(35, NESTED[sort])) is not None
    for levels in (60, 400):
        with pytest.raises(InvalidArchive, match="nested deeper"):
            load_rulebook(sealed("rulebook", deep(levels, NESTED[sort])))


def change(what: Callable[[Any], Any]) -> Any:
    document = body()
    what(document)
    return document


def rule_of(document: Any, name: str) -> Any:
    return next(rule for rule in document["program"]["rules"] if rule["name"] == name)


def output_of(document: Any, name: str) -> Any:
    return next(output for output in document["program"]["outputs"] if output["name"] == name)


CALL = {"node": "Call", "subjects": [0], "kind": "bool"}
REFUSED: dict[str, Callable[[Any], Any]] = {
    "a rule that calls itself": lambda d: rule_of(d, "care.supported_at_home").update(body={**CALL, "rule": len(d["program"]["rules"]) - 1}),
    "a rule that isn't there": lambda d: rule_of(d, "care.supported_at_home").update(body={**CALL, "rule": 10**9}),
    "a rule before the first": lambda d: rule_of(d, "care.supported_at_home").update(body={**CALL, "rule": -1}),
    "a node of no name": lambda d: rule_of(d, "care.supported_at_home").update(body={"node": "Exec", "source": "1"}),
    "a node that is a base class": lambda d: rule_of(d, "care.supported_at_home").update(body={"node": "object"}),
    "money that is true": lambda d: rule_of(d, "care.supported_at_home").update(body={"node": "Const", "kind": "bool", "value": "true"}),
    "an operation that isn't there": lambda d: rule_of(d, "care.supported_at_home").update(body={"node": "Op", "name": "eval", "parts": []}),
    "a subject of another model": lambda d: rule_of(d, "care.supported_at_home").update(vars=[["Household", None]]),
    "a subject of itself": lambda d: rule_of(d, "care.supported_at_home").update(vars=[["Person", 0]]),
    "models that contain each other": lambda d: next(m for m in d["program"]["models"] if m["name"] == "StaySegment").update(
        relations=[{"name": "homes", "model": "Household", "may_be_unknown": True, "zh": "x", "en": "x"}]
    ),
    "two models by one name": lambda d: d["program"]["models"].append(d["program"]["models"][0]),
    "a fact twice": lambda d: d["program"]["models"][0]["facts"].append(d["program"]["models"][0]["facts"][0]),
    "a term twice": lambda d: d["program"]["terms"][0]["members"].append(d["program"]["terms"][0]["members"][0]),
    "an output of nothing": lambda d: d["program"]["outputs"][0].update(entitled="no.such"),
    "a clause that isn't there": lambda d: d["rests"][0][1].append("huining/none"),
    "a figure twice": lambda d: d["figures"].append(d["figures"][0]),
    "a figure of no standard": lambda d: d["figures"][0].update(path="no.such"),
    "a figure whose text says something else": lambda d: d["figures"][0].update(text="1.00"),
    "a figure until the last day that there is": lambda d: d["figures"][0].update(until="9999-12-31"),
    "a figure from the first day that there is": lambda d: d["figures"][0].update(start="0001-01-01"),
    "a figure as a number": lambda d: next(f for f in d["figures"] if f["path"] == "care.guardian_rate").update(value=70),
    **{
        f"a {part} that is no term": lambda d, part=part: d["program"]["outputs"][0].update({part: "fortnight"})  # type: ignore[misc]
        for part in ("per", "payee", "direction", "channel")
    },
    **{
        f"an output with {part} of no name": lambda d, part=part: d["program"]["outputs"][0].setdefault(part, []).append("")  # type: ignore[misc]
        for part in ("gates", "notices", "figures")
    },
    "an amount per nothing": lambda d: output_of(d, "care.guardian_payment").update(per=""),
    "another format": lambda d: d.update(format="aidrules-archive/2"),
    "a table of its own": lambda d: d["program"].update(functions=[]),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_rulebook_holds_is_refused(name: str) -> None:
    with pytest.raises(InvalidArchive):
        load_rulebook(sealed("rulebook", change(REFUSED[name])))


def test_a_way_of_paying_that_is_no_term_is_told_with_those_that_are() -> None:
    with pytest.raises(InvalidArchive, match="`payee` is one of person, household, guardian") as error:
        load_rulebook(sealed("rulebook", change(lambda d: output_of(d, "care.guardian_payment").update(payee="nobody"))))
    assert error.value.code == "archive.unsound"


def test_the_archive_itself_isn_t_refused() -> None:
    assert outcome(body()) is not None
