"""A decision as JSON: canonical bytes that say all that the items say, in the form of the schema, for households of every kind."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest
from decide.samples import BOTH, POOR, cared_for, earner, home, huining, leaving, stay, village, zhangye
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aidrules import Choice, Decision, Household, Item, Money, Month, Outcome, Person, Rulebook
from aidrules.decide.document import FORMAT, as_document, canonical
from aidrules.decide.outcome import outcome_text
from aidrules.decide.reasons import Reason
from aidrules.errors import UnknownName
from aidrules.graph.text import value_words
from aidrules.jurisdictions import PLACES, rulebook_of
from aidrules.lang import benefit, rule
from aidrules.rulebook.schema import decision_schema
from aidrules.testing import cases

DAY = "2022-03-15"
HOUSE = home(
    cared_for(stays=[stay(), stay(id="s2", applied=False, escort="third_party", agreement=None)]),
    {"tekun_support": "central", "stays": None},
    {"tekun_support": "none"},
)
STANDARDS: dict[str, Any] = {
    "dibao.monthly_standard": {"urban": "700.00", "rural": "480.00"},
    "dibao.asset_limit": "1000.00",
    "care.monthly_standard": {"self_care": "70.00", "full_care": "400.00"},
}
ENOUGH = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def book(place: str) -> Rulebook:
    read = rulebook_of(place).parts.slots
    return rulebook_of(place, {path: value for path, value in STANDARDS.items() if path in read})


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(json.dumps(decision_schema()))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(closed(schema))


def closed(schema: Any) -> Any:
    """The schema with every object of named properties closed, so that a part that isn't described is found."""
    if isinstance(schema, dict):
        found = {name: closed(part) for name, part in schema.items()}
        return {**found, "additionalProperties": False} if "properties" in found else found
    return [closed(part) for part in schema] if isinstance(schema, list) else schema


# --- form

FORMS = [{"reasons": reasons, "clauses": clauses} for reasons in (True, False) for clauses in ("full", "ids")]


def assert_canonical(text: str) -> Any:
    def no_float(digits: str) -> Any:
        raise AssertionError(f"a float: {digits}")

    document = json.loads(text, parse_float=no_float, parse_constant=no_float)
    assert json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == text
    return document


@pytest.mark.parametrize("place", PLACES)
@ENOUGH
@given(data=st.data(), day=st.dates(date(2021, 12, 1), date(2022, 6, 1)), form=st.sampled_from(FORMS))
def test_every_decision_is_canonical_and_in_the_form_of_the_schema(place: str, data: st.DataObject, day: date, form: dict[str, Any]) -> None:
    rules = book(place)
    decision = rules.decide(data.draw(cases(Household, most=2, reading=rules.parts.program)), on=day)
    document = assert_canonical(decision.to_json(**form))
    validator().validate(document)
    assert document == as_document(decision, **form)
    assert canonical(as_document(decision, **form)) == decision.to_json(**form)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_decisions_with_choices_too(form: dict[str, Any]) -> None:
    declined = {**BOTH, ("phase_out.level", "p1"): Choice(None, by="甲", why="乙")}
    for choices in (BOTH, declined, None):
        decision = zhangye().decide(leaving(), "2024-06-15", choices, known_on="2024-06-01")
        document = assert_canonical(decision.to_json(**form))
        validator().validate(document)
        assert document == as_document(decision, **form)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_ids_of_any_characters_come_out_as_they_are(form: dict[str, Any]) -> None:
    for name in ('say "hi"', "back\\slash", "张三", "<b>&amp;", "a,b:c{}[]", "😀"):
        decision = huining().decide(home(cared_for(id=name, stays=[stay(id=f"{name}!")]), id=f"h{name}"), DAY)
        text = decision.to_json(**form)
        document = assert_canonical(text)
        assert document["subject"] == f"h{name}"
        assert [found["subject"] for found in document["items"]] == [[name], [name], [name, f"{name}!"]]
        assert json.dumps(name, ensure_ascii=False)[1:-1] in text


def test_the_schema_refuses_what_is_no_decision() -> None:
    document = json.loads(huining().decide(HOUSE, DAY).to_json())
    validator().validate(document)
    for path, value in [(("on",), 20220315), (("items", 0, "entitled"), "yes"), (("items", 0, "amount"), 230), (("items", 0, "extra"), 1), (("items", 0), {})]:
        broken = json.loads(json.dumps(document))
        place = broken
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert not validator().is_valid(broken), path


# --- content


def test_the_head_says_the_format_the_place_the_days_and_the_subject() -> None:
    document = as_document(huining().decide(HOUSE, DAY, known_on="2022-02-01"))
    assert {name: document[name] for name in ("format", "place", "on", "known_on", "subject")} == {  # type: ignore[literal-required]
        "format": FORMAT, "place": "huining", "on": DAY, "known_on": "2022-02-01", "subject": "h1",
    }  # fmt: skip
    assert FORMAT == "aidrules-decision/1"
    assert as_document(huining().decide(HOUSE, DAY))["known_on"] is None
    assert as_document(huining().decide(Person(id="p7"), DAY))["subject"] == "p7"


def text_of(value: object) -> str | None:
    return None if value is None else str(value)


def assert_says(document: Any, item: Item) -> None:
    plain = {
        "output": item.output,
        "zh": item.zh,
        "en": item.en,
        "subject": list(item.subject),
        "path": item.path,
        "outcome": item.outcome.value,
        "outcome_zh": outcome_text(item._output.sort, item.outcome, "zh"),
        "entitled": item.entitled,
        "step": item.step,
        "amount": text_of(item.amount),
        "bounds": None if item.bounds is None else [text_of(bound) for bound in item.bounds],
        "per": text_of(item.per),
        "payee": text_of(item.payee),
        "direction": text_of(item.direction),
        "channel": text_of(item.channel),
        "first_month": text_of(item.first_month),
        "last_month": text_of(item.last_month),
        "clauses": [clause.id for clause in item.clauses],
        "readings": [reading.id for reading in item.readings],
        "notices": [{"name": n.name, "zh": n.zh, "en": n.en, "clauses": [clause.id for clause in n.clauses]} for n in item.notices],
    }
    assert {name: document[name] for name in plain} == plain
    assert document["missing"] == [
        {
            "path": each.path, "sort": each.sort, "settles": each.settles, "zh": each.zh, "en": each.en,
            "question_zh": each.question_zh, "question_en": each.question_en, "finding": each.finding,
        }
        for each in item.missing
    ]  # fmt: skip
    assert set(document) - set(plain) - {"reasons"} == {"missing", "discretion", "figures", "interactions", "units_zh", "units_en", "lead"}


def steps(document: Any) -> list[Any]:
    """A step and all below it, in the order in which they're written."""
    return [document, *(step for child in document["children"] for step in steps(child))]


def assert_same_reason(document: Any, reason: Reason, program: Any) -> None:
    value = (
        reason.value
        if reason.value is None or reason.value in (True, False) and reason.kind.name == "bool"
        else value_words(reason.value, reason.kind, program, "en")
    )
    assert (document["sort"], document["name"], document["zh"], document["en"]) == (reason.sort, reason.path, reason.zh, reason.en)
    assert (document["value"], document["subject"], document["clauses"]) == (value, list(reason.subject), list(reason.clauses))
    assert (document["formula_zh"], document["formula_en"]) == (reason.formula_zh, reason.formula_en)
    assert document["figures"] == [
        {"path": f.path, "key": f.key, "value": f.text, "start": text_of(f.start), "clause": f.clause, "supplied": f.supplied} for f in reason.figures
    ]
    if document["above"]:
        assert reason.children
        assert document["children"] == []
        return
    assert len(document["children"]) == len(reason.children)
    for child, below in zip(document["children"], reason.children, strict=True):
        assert_same_reason(child, below, program)


@pytest.mark.parametrize(
    "decision",
    [
        huining().decide(HOUSE, DAY),
        huining().decide(HOUSE, "2022-01-09"),
        zhangye().decide(leaving(), "2024-06-15", BOTH),
        zhangye().decide(leaving(), "2024-06-15"),
    ],
    ids=["granted and more", "not in force", "chosen", "open"],
)
def test_a_document_says_what_the_items_say(decision: Decision) -> None:
    documents = json.loads(decision.to_json())["items"]
    assert len(documents) == len(decision.items)
    for document, item in zip(documents, decision.items, strict=True):
        assert_says(document, item)
        assert_same_reason(document["reasons"], item.reasons, decision._basis.program)


def test_what_is_said_to_stand_above_does() -> None:
    above = 0
    for item in as_document(zhangye().decide(home(earner(), earner(), **POOR), "2024-06-15"))["items"]:
        whole = set()
        for step in steps(item["reasons"]):
            what = (step["sort"], step["name"], tuple(step["subject"]))
            if step["above"]:
                assert what in whole
                above += 1
            elif step["children"]:
                whole.add(what)
    assert above


def test_those_decisions_are_of_every_outcome_but_of_checks() -> None:
    decisions = [huining().decide(HOUSE, DAY), huining().decide(HOUSE, "2022-01-09"), zhangye().decide(leaving(), "2024-06-15")]
    assert {item.outcome for decision in decisions for item in decision} == set(Outcome) - {Outcome.MET, Outcome.BREACHED}


def discretions(choices: Any) -> list[tuple[Any, ...]]:
    documents = as_document(zhangye().decide(leaving(), "2024-06-15", choices))["items"]
    (found,) = (document for document in documents if document["output"] == "phase_out.payment")
    return [tuple(left.values()) for left in found["discretion"]]


def test_a_discretion_says_its_bounds_and_what_was_chosen_by_whom_and_why() -> None:
    months = ("phase_out.months", "渐退期月数", "the months of the phase-out", "at most", "1", "6")
    level = ("phase_out.level", "渐退期每月金额", "what a month of the phase-out pays", "at most", "0.00", "200.00")
    clauses = (["zhangye/2.2.4#3"], ["zhangye/2.2.4#3", "zhangye/2.3.10#4b"])
    who = "乡镇经办人"
    assert discretions(BOTH) == [(*months, "4", who, "收入刚刚稳定", clauses[0]), (*level, "150.00", who, "减半", clauses[1])]
    assert discretions(None) == [(*months, None, "", "", clauses[0]), (*level, None, "", "", clauses[1])]
    for no in (None, False, "declined"):
        declined = {("phase_out.months", "p1"): Choice(no, by="甲", why="乙")}
        assert discretions(declined)[0] == (*months, "declined", "甲", "乙", clauses[0])


@rule("就业")
def employed(person: Person) -> bool:
    """The person has a job."""
    return person.employed


@rule("收入")
def earned(person: Person) -> Money:
    """What the person earns."""
    return person.monthly_earnings


@pytest.mark.parametrize("yes", [True, "yes"])
def test_a_may_that_was_exercised_is_a_yes(yes: Any) -> None:
    may = village(benefit("village.may", zh="可给予", entitled=employed, may=True))
    decision = may.decide(Person(id="p1", employed=True), DAY, {("village.may",): Choice(yes, by="甲", why="乙")})
    (left,) = as_document(decision)["items"][0]["discretion"]
    assert (left["words"], left["low"], left["high"], left["value"]) == ("may", "", "", "yes")
    assert as_document(may.decide(Person(id="p1", employed=True), DAY))["items"][0]["discretion"][0]["value"] is None


@rule("渐退起始月")
def since(person: Person) -> Month:
    """The month from which it counts."""
    return person.phase_out_from


@pytest.mark.parametrize("per", ["once", "month", "year"])
@pytest.mark.parametrize("bound", [{}, {"first_month": since}, {"last_month": since}, {"first_month": since, "last_month": since}], ids=str)
@pytest.mark.parametrize("job", [True, False, None])
def test_the_months_are_the_same_with_reasons_and_without(per: str, bound: dict[str, Any], job: bool | None) -> None:
    """By the rule where there is one, else for what is paid monthly the month decided for."""
    output = benefit("village.aid", zh="补助", entitled=employed, amount=earned, per=per, **bound)
    decision = village(output).decide(Person(id="p1", employed=job, monthly_earnings="9.00", phase_out_from="2021-11"), DAY)
    (full,), (short,) = (json.loads(decision.to_json(reasons=reasons, clauses="ids"))["items"] for reasons in (True, False))
    for name in ("first_month", "last_month"):
        expected = None if not job else "2021-11" if name in bound else "2022-03" if per == "month" else None
        assert (full[name], short[name]) == (expected, expected)


# --- what may be left out


def test_clauses_and_readings_stand_once_with_their_words() -> None:
    decision = huining().decide(HOUSE, DAY)
    document = as_document(decision)
    assert set(document["clauses"]) == {clause.id for item in decision for clause in item.clauses}
    clause = decision.items[0].clauses[0]
    assert document["clauses"][clause.id] == {
        "id": clause.id, "source": clause.source.title_zh, "address": clause.address, "zh": clause.zh, "en": clause.en,
    }  # fmt: skip
    assert set(document["readings"]) == {reading.id for item in decision for reading in item.readings}
    reading = decision.items[0].readings[0]
    assert document["readings"][reading.id] == {
        "id": reading.id, "clauses": list(reading.clauses), "topic_zh": reading.topic_zh, "topic_en": reading.topic_en,
        "printed_zh": reading.printed_zh, "chosen_zh": reading.chosen_zh, "chosen_en": reading.chosen_en, "selected": "",
    }  # fmt: skip


def test_every_clause_that_a_document_names_has_its_words_in_it() -> None:
    def ids(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["clause"]} - {""} if "clause" in part else set()
            return own | set(part.get("clauses", ())) | {each for value in part.values() for each in ids(value)}
        return {each for value in part for each in ids(value)} if isinstance(part, list) else set()

    for decision in (huining().decide(HOUSE, DAY), zhangye().decide(leaving(), "2024-06-15", BOTH)):
        document = json.loads(decision.to_json())
        assert ids(document["items"]) <= set(document["clauses"])


def test_a_selected_reading_is_written_as_such() -> None:
    decision = huining("escort-coverage", "dispersed-only").decide(HOUSE, DAY)
    reading = as_document(decision)["readings"]["escort-coverage"]
    assert (reading["selected"], reading["chosen_en"]) == ("dispersed-only", "The fee is only for tekun persons supported at home.")
    assert reading["chosen_zh"] == "陪护费只给分散供养的特困人员。"


def test_with_ids_alone_the_words_of_clauses_and_readings_are_left_out() -> None:
    decision = huining().decide(HOUSE, DAY)
    full, ids = json.loads(decision.to_json()), json.loads(decision.to_json(clauses="ids"))
    assert set(full) - set(ids) == {"clauses", "readings"}
    assert {name: full[name] for name in ids} == ids


def test_without_reasons_all_else_is_the_same() -> None:
    decision = huining().decide(HOUSE, DAY)
    full, short = json.loads(decision.to_json()), json.loads(decision.to_json(reasons=False))
    assert all("reasons" in item for item in full["items"])
    for item in full["items"]:
        del item["reasons"]
    assert full == short


@pytest.mark.parametrize("clauses", ["none", "", "Full", True])
def test_clauses_are_written_in_full_or_as_ids(clauses: Any) -> None:
    decision = huining().decide(HOUSE, DAY)
    for reasons in (True, False):
        with pytest.raises(UnknownName) as caught:
            decision.to_json(reasons=reasons, clauses=clauses)
        assert (caught.value.code, caught.value.message) == ("name.clauses", 'clauses are written "full" or as "ids"')


def test_a_decision_without_items() -> None:
    nothing = village(benefit("village.aid", zh="补助", entitled=employed), rests={}).decide(Person(id="p1"), DAY)
    for form in FORMS:
        document = assert_canonical(nothing.to_json(**form))
        validator().validate(document)
        assert document["items"] == []


def test_canonical_json_has_sorted_names_no_spaces_and_no_number_that_is_none() -> None:
    assert canonical({"b": [1, None], "a": {"字": True}}) == '{"a":{"字":true},"b":[1,null]}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"a": float("nan")})
