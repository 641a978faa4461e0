"""The SQL reader agrees with the interpreter on every rule of generated programs, in DuckDB; and a fault in it is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import duckdb
import pytest
from batch.registers import DAY, tables
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from aidrules.batch import sql_operations, sql_outcome, sql_values
from aidrules.batch.sql import rule_values
from aidrules.decide.basis import Basis
from aidrules.decide.interpreter import Interpreter
from aidrules.decide.layout import GLOBAL, SUBJECT, Layout
from aidrules.decide.table import figures_on
from aidrules.graph.program import Program
from aidrules.testing import GeneratedProgram, cases, generated_programs
from aidrules.testing.programs import Root

SLOW = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
LARGEST = 2**61
"""What a rule may come to here: beyond 64 bits an engine stops with an error, and there is nothing to compare."""


def basis_of(generated: GeneratedProgram, day: date = DAY) -> Basis:
    program = generated.program
    return Basis(program, Layout(program), "", day, None, figures_on(program, generated.figures, day, None), MappingProxyType({}), MappingProxyType({}), ())


def meant(basis: Basis, register: list[Root]) -> dict[str, Counter[Any]]:
    """For each model the values of its rules, by the ids of the subject; subjects without an id are counted."""
    found: dict[str, Counter[Any]] = {model: Counter() for model in basis.program.models}
    for case in register:
        row = basis.layout.load(case, basis.program.models["Root"])
        Interpreter(basis.layout, basis.day, basis.figures).fill(row, "Root")
        for model, inner in basis.layout.walk(row, "Root"):
            names = rules_of(basis.program, model)
            values = tuple(as_sql(inner[basis.layout.rules[name]], basis.program.rules[name].kind.name) for name in names)
            found[model][(*ids(inner), *values)] += 1
    return found


def ids(row: Any) -> tuple[str, ...]:
    above = ids(row[1]) if row[1] is not None else ()
    return (*above, row[SUBJECT].id) if "id" in type(row[SUBJECT]).model_fields else above


def rules_of(program: Program, model: str) -> list[str]:
    return [name for name, rule in program.rules.items() if rule.model == model]


def as_sql(value: Any, kind: str) -> Any:
    return ("red", "green", "blue")[value] if kind == "term" and value is not None else value


def computed(basis: Basis, register: list[Root]) -> dict[str, Counter[Any]]:
    """The same, by DuckDB."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    for name, table in tables(basis.program, "Root", register).items():
        connection.register(name, table)
    found: dict[str, Counter[Any]] = {}
    for model in basis.program.models:
        found[model] = Counter(connection.sql(rule_values(basis, "duckdb", rules_of(basis.program, model), model)).fetchall())
    connection.close()
    return found


def too_large(basis: Basis, error: Exception) -> bool:
    """DuckDB stopped since a number leaves 64 bits: it never gives a wrong one."""
    return "verflow" in str(error) or "out of range" in str(error)


def disagree(generated: GeneratedProgram, register: list[Root]) -> bool:
    basis = basis_of(generated)
    try:
        found = computed(basis, register)
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
        if too_large(basis, error):
            return False
        raise
    return found != meant(basis, register)


def a_register(most: int = 2) -> st.SearchStrategy[list[Root]]:
    """One to three cases, whose ids are unique."""
    cases_ = st.lists(cases(Root, most=most), min_size=1, max_size=3)
    return cases_.map(lambda found: [case.model_copy(update={"id": f"r{number}"}) for number, case in enumerate(found)])


@SLOW
@given(generated_programs(), a_register())
def test_every_rule_of_a_generated_program_has_the_value_the_interpreter_gives(generated: GeneratedProgram, register: list[Root]) -> None:
    assert not disagree(generated, register)
