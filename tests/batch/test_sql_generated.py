"""The SQL reader agrees with the interpreter on every rule of generated programs, in DuckDB; and a fault in it is found."""

from __future__ import annotations

from collections import Counter
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from batch.engines import Engine, Spark, in_duckdb, in_postgres
from batch.registers import DAY, tables
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from aidrules.batch import sql_chains, sql_loops, sql_values
from aidrules.batch.sql import rule_values
from aidrules.batch.sql_values import Values
from aidrules.decide.basis import Basis
from aidrules.decide.interpreter import Interpreter
from aidrules.decide.layout import SUBJECT, Layout
from aidrules.decide.table import figures_on
from aidrules.graph.program import Program
from aidrules.testing import GeneratedProgram, cases, generated_programs
from aidrules.testing.programs import Root

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


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


def computed(basis: Basis, register: list[Root], dialect: str, engine: Engine) -> dict[str, Counter[Any]]:
    """The same, by an engine."""
    statements = [rule_values(basis, dialect, rules_of(basis.program, model), model) for model in basis.program.models]
    found = engine(tables(basis.program, "Root", register), statements)
    return {model: Counter(rows) for model, rows in zip(basis.program.models, found, strict=True)}


def disagree(generated: GeneratedProgram, register: list[Root], dialect: str = "duckdb", engine: Engine = in_duckdb) -> bool:
    """Whether they differ. An engine stops where a number leaves 64 bits, and never gives a wrong one: then there is nothing to compare."""
    basis = basis_of(generated)
    try:
        found = computed(basis, register, dialect, engine)
    except Exception as error:
        if any(words in str(error) for words in ("verflow", "out of range", "CAST_OVERFLOW")):
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


SAMPLE = settings(SLOW, max_examples=60, derandomize=True, phases=[Phase.generate], database=None)
"""A sample for the engines that need a server, the same in every run."""


@pytest.mark.cluster
@SAMPLE
@given(generated_programs(), a_register())
def test_postgres_agrees_on_generated_programs(generated: GeneratedProgram, register: list[Root]) -> None:
    assert not disagree(generated, register, "postgres", in_postgres)


@pytest.mark.cluster
@settings(SAMPLE, max_examples=15)
@given(generated_programs(), a_register())
def test_spark_agrees_on_generated_programs(spark: Spark, generated: GeneratedProgram, register: list[Root]) -> None:
    assert not disagree(generated, register, "spark", spark)


# --- a fault put into the writer is found


def skipping(how: str, body: Any, nullable: bool) -> Any:
    """Gathers as SQL's own functions do: what isn't known is skipped."""
    return GATHER(how, body, False)


def settled(self: Values, then: Any, otherwise: Any, kind: Any) -> None:
    """Forgets that both branches may be the same."""


def inner(self: sql_chains.Chains, model: str, element: str, loops: Any) -> None:
    """Forgets the subjects that have none."""
    GATHERED(self, model, element, loops)
    self.queries[-1][1].args["joins"][0].set("side", None)


GATHER, GATHERED = sql_loops.gather, sql_chains.Chains._gather
FAULTS: dict[str, tuple[Any, str, Any]] = {
    "a sum that skips what isn't known": (sql_loops, "gather", skipping),
    "branches that are the same": (Values, "_same", settled),
    "a subject without parts": (sql_chains.Chains, "_gather", inner),
    "a negation": (sql_values, "inverted", lambda value: value),
    "a condition that isn't known, taken for false": (sql_values, "negated", lambda code: sql_values.exp.true()),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_writer_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, other = FAULTS[fault]
    monkeypatch.setattr(where, name, other)
    assert disagreement(1000)


def test_without_a_fault_there_is_no_disagreement() -> None:
    with pytest.raises(NoSuchExample):
        disagreement(60)


def disagreement(examples: int) -> Any:
    """A program and a register on which the two readers differ; none is an error."""
    options = settings(SAMPLE, max_examples=examples)
    return find(st.tuples(generated_programs(most_rules=2, depth=3), a_register()), lambda pair: disagree(*pair), settings=options)
