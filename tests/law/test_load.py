"""load_law: what a law file holds, and each way in which it doesn't fit together."""

from __future__ import annotations

from datetime import date

import pytest

from aidrules.errors import InvalidLaw
from aidrules.law.load import KINDS, load_law

SOURCE = """
[source]
id = "linxi"
title_zh = "关于补助的通知"
title_en = "Notice on allowances"
number = "林民发〔2020〕1号"
issuer_zh = "林西县民政局"
issuer_en = "Linxi civil affairs bureau"
published = "2020-01-02"
in_force_from = "2020-02-01"
has_text = true
"""
CLAUSE = """
[clauses."1#a"]
address = "一、"
locator = "每人每月"
kind = "amount"
zh = "每人每月发给补助。"
en = "Each person is paid monthly."
units_zh = ["民政局", "财政局"]
units_en = ["civil affairs", "finance"]
lead = "民政局"
"""
READING = """
[readings."open"]
clauses = ["1#a"]
topic_zh = "题"
topic_en = "topic"
printed_zh = "印"
chosen_zh = "取"
chosen_en = "chosen"
why_zh = "因"
why_en = "why"
effect_zh = "果"
effect_en = "effect"
[readings."open".alternatives."narrow"]
zh = "窄"
en = "narrow"
"""
WHOLE = SOURCE + CLAUSE + READING


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(InvalidLaw) as caught:
        load_law(text)
    return caught.value.code, caught.value.message


def test_a_whole_file_is_loaded_with_the_source_before_each_id() -> None:
    law = load_law(WHOLE)
    source = law.source
    assert (source.id, source.title_zh, source.title_en, source.number) == ("linxi", "关于补助的通知", "Notice on allowances", "林民发〔2020〕1号")
    assert (source.issuer_zh, source.issuer_en, source.has_text) == ("林西县民政局", "Linxi civil affairs bureau", True)
    assert (source.published, source.in_force_from) == (date(2020, 1, 2), date(2020, 2, 1))
    clause = law.clauses["linxi/1#a"]
    assert (clause.id, clause.source, clause.address, clause.locator, clause.kind) == ("linxi/1#a", source, "一、", "每人每月", "amount")
    assert (clause.zh, clause.en, clause.why_not_zh, clause.why_not_en) == ("每人每月发给补助。", "Each person is paid monthly.", "", "")
    assert (clause.units_zh, clause.units_en, clause.lead) == (("民政局", "财政局"), ("civil affairs", "finance"), "民政局")
    reading = law.readings["open"]
    assert (reading.id, reading.clauses, reading.selected) == ("open", ("linxi/1#a",), "")
    assert [getattr(reading, name) for name in ("topic_zh", "topic_en", "printed_zh", "chosen_zh", "chosen_en")] == ["题", "topic", "印", "取", "chosen"]
    assert [getattr(reading, name) for name in ("why_zh", "why_en", "effect_zh", "effect_en")] == ["因", "why", "果", "effect"]
    assert [(other.id, other.zh, other.en) for other in reading.alternatives] == [("narrow", "窄", "narrow")]


def test_clauses_and_readings_may_be_left_out_and_a_source_may_have_no_days() -> None:
    law = load_law(SOURCE.replace("2020-01-02", "").replace('in_force_from = "2020-02-01"\n', "").replace("林民发〔2020〕1号", ""))
    assert (dict(law.clauses), dict(law.readings), law.source.published, law.source.in_force_from, law.source.number) == ({}, {}, None, None, "")


def test_what_was_loaded_cannot_be_changed() -> None:
    law = load_law(WHOLE)
    for change in (
        lambda: setattr(law, "source", None),
        lambda: setattr(law.source, "id", "x"),
        lambda: setattr(law.clauses["linxi/1#a"], "kind", "duty"),
        lambda: setattr(law.readings["open"], "selected", "narrow"),
        lambda: law.clauses.update({}),
        lambda: law.readings.pop("open"),
    ):
        with pytest.raises((AttributeError, TypeError)):
            change()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_taken(kind: str) -> None:
    text = WHOLE.replace('kind = "amount"', f'kind = "{kind}"').replace('lead = "民政局"', 'lead = ""\nwhy_not_zh = "因"\nwhy_not_en = "why"')
    assert load_law(text).clauses["linxi/1#a"].kind == kind


def test_a_source_without_a_text_needs_no_locator() -> None:
    text = WHOLE.replace("has_text = true", "has_text = false").replace('locator = "每人每月"\n', "")
    assert load_law(text).clauses["linxi/1#a"].locator == ""


SOURCE_PARTS = "has_text, id, in_force_from, issuer_en, issuer_zh, number, published, title_en, title_zh"


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("[source]", "[sauce]", "law.part", "the law file: `sauce` is not a part of it; there is clauses, readings, source"),
        (SOURCE, "", "law.part", "the law file: a table [source] is missing"),
        (SOURCE, 'source = "x"', "law.part", "the law file: a table [source] is missing"),
        ('id = "linxi"', 'ID = "linxi"', "law.part", f"source: `ID` is not a part of it; there is {SOURCE_PARTS}"),
        ('id = "linxi"', "", "law.part", "source: `id` is a text"),
        ('id = "linxi"', 'id = ""', "law.part", "source: `id` is a text"),
        ('id = "linxi"', "id = 5", "law.part", "source: `id` is a text"),
        ('title_zh = "关于补助的通知"', "", "law.part", "source: `title_zh` is a text"),
        ('number = "林民发〔2020〕1号"', "number = 1", "law.part", "source: `number` is a text"),
        ('published = "2020-01-02"', "published = 2020-01-02", "law.part", "source: `published` is a text"),
        ("2020-01-02", "2020-02-30", "law.day", 'source: `published` is a day such as "2022-01-10", or "" where there is none'),
        ("2020-01-02", "20200102", "law.day", 'source: `published` is a day such as "2022-01-10", or "" where there is none'),
        ("2020-01-02", "2020-W01-4", "law.day", 'source: `published` is a day such as "2022-01-10", or "" where there is none'),
        ("2020-02-01", "soon", "law.day", 'source: `in_force_from` is a day such as "2022-01-10", or "" where there is none'),
        ("has_text = true", 'has_text = "true"', "law.part", "source: `has_text` is true or false"),
        ("has_text = true", "has_text = 1", "law.part", "source: `has_text` is true or false"),
        ("has_text = true", "", "law.part", "source: `has_text` is true or false"),
        (CLAUSE, "", "law.unknown_clause", "reading `open` names the clause `linxi/1#a`, which the file doesn't hold"),
        (CLAUSE + READING, "clauses = 5", "law.part", f"source: `clauses` is not a part of it; there is {SOURCE_PARTS}"),
        (SOURCE + CLAUSE + READING, "clauses = 5" + SOURCE, "law.part", "the law file: `clauses` is a table of tables"),
        (SOURCE + CLAUSE + READING, "readings = []" + SOURCE, "law.part", "the law file: `readings` is a table of tables"),
        ('[clauses."1#a"]', "[clauses]", "law.part", "the law file: `clauses` is a table of tables"),
        (
            'address = "一、"', 'adress = "一、"', "law.part",
            "linxi/1#a: `adress` is not a part of it; there is address, en, kind, lead, locator, units_en, units_zh, why_not_en, why_not_zh, zh",
        ),
        ('address = "一、"', "", "law.part", "linxi/1#a: `address` is a text"),
        ('en = "Each person is paid monthly."', "", "law.part", "linxi/1#a: `en` is a text"),
        ('lead = "民政局"', "lead = []", "law.part", "linxi/1#a: `lead` is a text"),
        ('kind = "amount"', "", "law.part", "linxi/1#a: `kind` is a text"),
        (
            'kind = "amount"', 'kind = "money"', "law.kind",
            "linxi/1#a: kind is one of entitlement, amount, duty, gate, routing, indicator, constraint, sanction, context",
        ),
        ('locator = "每人每月"', "", "law.locator", "linxi/1#a: a clause of a source with a text needs a locator"),
        ('kind = "amount"', 'kind = "context"', "law.why_not", "linxi/1#a: a clause from which nothing is computed says why not"),
        ('kind = "amount"', 'kind = "context"\nwhy_not_zh = "因"', "law.why_not", "linxi/1#a: a clause from which nothing is computed says why not"),
        ('units_en = ["civil affairs", "finance"]', 'units_en = "finance"', "law.part", "linxi/1#a: `units_en` is a list of texts"),
        ('units_en = ["civil affairs", "finance"]', "units_en = [1]", "law.part", "linxi/1#a: `units_en` is a list of texts"),
        ('clauses = ["1#a"]', 'clauses = ["1#b"]', "law.unknown_clause", "reading `open` names the clause `linxi/1#b`, which the file doesn't hold"),
        ('clauses = ["1#a"]', "clauses = []", "law.part", "open: a reading names the clauses that it is about"),
        ('clauses = ["1#a"]', "", "law.part", "open: a reading names the clauses that it is about"),
        ('clauses = ["1#a"]', 'clauses = "1#a"', "law.part", "open: `clauses` is a list of texts"),
        ('topic_zh = "题"', "", "law.part", "open: `topic_zh` is a text"),
        ('effect_en = "effect"', 'effect_en = ""', "law.part", "open: `effect_en` is a text"),
        (
            'topic_zh = "题"', 'topic = "题"', "law.part",
            "open: `topic` is not a part of it; there is alternatives, chosen_en, chosen_zh, clauses, effect_en, effect_zh, printed_zh, topic_en, topic_zh, why_en, why_zh",
        ),
        ('en = "narrow"', "", "law.part", "open.narrow: `en` is a text"),
        ('[readings."open".alternatives."narrow"]', '[readings."open".alternatives]', "law.part", "open: `alternatives` is a table of tables"),
    ],
)  # fmt: skip
def test_a_part_that_is_wrong_is_named(old: str, new: str, code: str, message: str) -> None:
    assert old in WHOLE
    assert refusal(WHOLE.replace(old, new)) == (code, message)


@pytest.mark.parametrize("text", ["[source", SOURCE + 'id = "twice"', SOURCE + CLAUSE + CLAUSE, "\ufeff" + SOURCE])
def test_what_is_not_toml_says_where(text: str) -> None:
    code, message = refusal(text)
    assert code == "law.toml"
    assert message.startswith("the law file is not TOML: ")
    assert "line" in message or "end of document" in message
