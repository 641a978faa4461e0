"""A loop that rests on a condition which rests on a loop over the same rows is gathered once for each case of the condition."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from batch.engines import in_duckdb
from batch.registers import DAY, register, tables
from bench import policy

from aidrules import Rulebook
from aidrules.batch import sql_loops
from aidrules.batch.sql import rule_values
from aidrules.batch.sql_loops import late_condition
from aidrules.batch.sql_terms import Known
from aidrules.batch.sql_values import Values
from aidrules.graph.nodes import Over
from aidrules.graph.program import every

HOMES = register(policy.Home, 1500, unknown=0.04) + register(policy.Home, 500, seed=1, unknown=0.3)
CASES = [home.model_copy(update={"id": f"h{number}"}) for number, home in enumerate(HOMES)]


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return policy.totals_rulebook()


def rules(book: Rulebook) -> list[str]:
    return [name for name, rule in book.rules.items() if rule.model == "Home"]


def computed(book: Rulebook) -> Counter[Any]:
    text = rule_values(book._engine.basis(DAY), "duckdb", rules(book), "Home")
    return Counter(in_duckdb(tables(book.parts.program, "Home", CASES), [text])[0])


def meant(book: Rulebook) -> Counter[Any]:
    layout = book._engine.basis(DAY).layout
    number = layout.numbers["Home"]
    found: Counter[Any] = Counter()
    for case in CASES:
        row = book.values(case, DAY)[number][0]
        found[(case.id, *(row[layout.rules[name]] for name in rules(book)))] += 1
    return found


def over(book: Rulebook, rule: str) -> Over:
    return next(part for part in every(book.rules[rule].body) if isinstance(part, Over))


def test_the_late_condition_is_found(book: Rulebook) -> None:
    assert late_condition(over(book, "policy.single_total"), book.parts.program) == "policy.single_open"
    assert late_condition(over(book, "policy.unit_size"), book.parts.program) is None


def test_members_are_gathered_once(book: Rulebook) -> None:
    text = rule_values(book._engine.basis(DAY), "duckdb", ["policy.seven"], "Home")
    assert text.count("GROUP BY") == 1


def test_it_comes_to_what_the_interpreter_means(book: Rulebook) -> None:
    assert computed(book) == meant(book)


def test_a_second_visit_comes_to_the_same(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql_loops, "late_condition", lambda node, program: None)
    text = rule_values(book._engine.basis(DAY), "duckdb", ["policy.seven"], "Home")
    assert text.count("GROUP BY") == 2
    assert computed(book) == meant(book)


def test_a_case_that_is_left_out_is_found(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    by_case = Values._gathered

    def forgetful(values: Values, node: Over) -> Any:
        for name, assumed in values._assumed.items():
            if assumed.value is None:
                values._assumed[name] = Known(False)
        return by_case(values, node)

    monkeypatch.setattr(Values, "_gathered", forgetful)
    assert computed(book) != meant(book)
