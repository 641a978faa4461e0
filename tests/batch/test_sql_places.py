"""The SQL reader agrees with the interpreter, to the fen, on every output of every place; unknown facts included."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain
from typing import Any

import pytest
from batch.engines import Engine, Spark, in_duckdb, in_postgres
from batch.registers import DAY, Tables, register, tables

from aidrules import Rulebook
from aidrules.facts.model import Facts
from aidrules.jurisdictions import PLACES, rulebook_of

SUPPLIED = {
    "care.monthly_standard": {"self_care": "70.00", "full_care": "400.00"},
    "dibao.monthly_standard": {"urban": "700.00", "rural": "480.00"},
    "dibao.asset_limit": "10000.00",
}
HOUSEHOLDS = 2000
AT_ONCE = 12
"""So many outputs are asked of Spark in one statement: see docs/sql.md."""


@cache
def book(place: str) -> Rulebook:
    read = rulebook_of(place).parts.slots
    return rulebook_of(place, {path: value for path, value in SUPPLIED.items() if path in read})


@cache
def given(place: str, root: str) -> tuple[list[Facts], Tables]:
    rules = book(place)
    # of all that is known or not, and of nearly all known: in the first little is granted, in the second little is undetermined
    cases = register(rules.parts.classes[root], HOUSEHOLDS // 2, unknown=0.15) + register(rules.parts.classes[root], HOUSEHOLDS // 2, seed=1, unknown=0.01)
    cases = [case.model_copy(update={"id": f"r{number}"}) for number, case in enumerate(cases)]
    return cases, tables(rules.parts.program, root, cases)


@cache
def decided(place: str, root: str) -> Counter[Any]:
    """What the interpreter's library decides: output, ids, outcome, fen."""
    found: Counter[Any] = Counter()
    for case in given(place, root)[0]:
        for item in book(place).decide(case, DAY):
            amount = None if item.amount is None else item.amount.fen
            found[item.output, (getattr(case, "id", ""), *item.subject), item.outcome.value, amount] += 1
    return found


def roots(place: str) -> list[str]:
    """The root models that an output of the place speaks of, or of what they contain."""
    rules = book(place)
    spoken = {output.model for output in rules.outputs.values() if output.model}
    return sorted({[model, *rules.parts.program.above(model)][-1] for model in spoken})


def asked(place: str, root: str, dialect: str, each: int | None = None) -> list[str]:
    """Statements for all outputs of a root, so many outputs in each: those of one model stand together, since they share the most rules."""
    rules = book(place)
    names = [name for name, output in rules.outputs.items() if output.model and root in (output.model, *rules.parts.program.above(output.model))]
    names.sort(key=lambda name: rules.outputs[name].model)
    each = each or len(names)
    return [rules.sql(dialect, DAY, names[at : at + each]) for at in range(0, len(names), each)]


def by_sql(place: str, root: str, engine: Engine, statements: list[str]) -> Counter[Any]:
    rows = chain.from_iterable(engine(given(place, root)[1], statements))
    return Counter((output, tuple(part for part in ids if part is not None), outcome, amount) for output, *ids, outcome, amount in rows)


@pytest.mark.parametrize("place", PLACES)
def test_duckdb_decides_what_the_interpreter_decides(place: str) -> None:
    assert roots(place)
    for root in roots(place):
        assert by_sql(place, root, in_duckdb, asked(place, root, "duckdb")) == decided(place, root)


def test_the_registers_bring_out_every_outcome() -> None:
    seen = {outcome for place in PLACES for root in roots(place) for _, _, outcome, _ in decided(place, root)}
    assert seen >= {"granted", "refused", "undetermined", "not_applicable", "pending", "discretionary"}


@pytest.mark.cluster
@pytest.mark.parametrize("place", PLACES)
def test_postgres_decides_what_the_interpreter_decides(place: str) -> None:
    for root in roots(place):
        assert by_sql(place, root, in_postgres, asked(place, root, "postgres")) == decided(place, root), root


@pytest.mark.cluster
@pytest.mark.parametrize("place", PLACES)
def test_spark_decides_what_the_interpreter_decides(spark: Spark, place: str) -> None:
    for root in roots(place):
        assert by_sql(place, root, spark, asked(place, root, "spark", AT_ONCE)) == decided(place, root), root
