"""Source, Clause, Reading: from when they count, how they are cited, what is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aidrules.law.source import Alternative, Clause, Reading, Source

SOURCE = Source("linxi", "关于补助的通知", "Notice", "林民发〔2020〕1号", "民政局", "bureau", date(2020, 1, 2), date(2020, 2, 1), True)
CLAUSE = Clause("linxi/1#a", SOURCE, "一、", "每人每月", "amount", "发给补助。", "Paid.")
READING = Reading("open", ("linxi/1#a",), "题", "topic", "印", "取", "chosen", "因", "why", "果", "effect", (Alternative("narrow", "窄", "narrow words"),))


@pytest.mark.parametrize(("day", "holds"), [(date(2020, 1, 31), False), (date(2020, 2, 1), True), (date(2199, 1, 1), True)])
def test_a_dated_source_counts_from_its_first_day(day: date, holds: bool) -> None:
    assert SOURCE.in_force(day) is holds


def test_an_undated_source_counts_on_every_day() -> None:
    undated = replace(SOURCE, in_force_from=None)
    assert all(undated.in_force(day) for day in (date.min, date(2020, 1, 1), date.max))


def test_a_clause_is_cited_by_number_or_else_by_title() -> None:
    assert CLAUSE.citation == "林民发〔2020〕1号 一、"
    assert replace(CLAUSE, source=replace(SOURCE, number="")).citation == "《关于补助的通知》 一、"


def test_a_reading_says_what_was_chosen_or_the_alternative_that_is_selected() -> None:
    assert (READING.words("zh"), READING.words("en")) == ("取", "chosen")
    selected = replace(READING, selected="narrow")
    assert (selected.words("zh"), selected.words("en")) == ("窄", "narrow words")
