"""What a statement says of 64 bits: proven from the bounds that the checks hold a register to, and no step of its own goes further."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest
from batch.engines import in_duckdb
from batch.test_ranges import book as orchards
from batch.test_ranges import register as orchard_register
from batch.test_ranges import worth, worth_of_all
from batch.test_sql_places import DAY, book, roots
from sqlglot import exp

from aidrules.batch import duck
from aidrules.batch import sql_operations as spelled
from aidrules.batch.ranges import LARGEST, Known, _Prover, declared, unproven
from aidrules.batch.sql import EXACT
from aidrules.batch.sql_terms import cast, column, number, product
from aidrules.errors import Unsupported
from aidrules.graph.kinds import COUNT, DATE
from aidrules.graph.nodes import Fact, Op, Var
from aidrules.graph.operations import ROUNDINGS, round_fen
from aidrules.jurisdictions import PLACES

PROVEN = "Nothing leaves 64 bits where sql_checks finds nothing."


@pytest.mark.parametrize("dialect", EXACT)
@pytest.mark.parametrize("place", PLACES)
def test_the_statements_of_every_place_are_proven(place: str, dialect: str) -> None:
    rules = book(place)
    assert unproven(rules.parts.program, declared(rules.parts.program, rules.parts.figures), rules.parts.program.rules) == ""
    for root in roots(place):
        outputs = [name for name, output in rules.outputs.items() if root in (output.model, *rules.parts.program.above(output.model)) and output.model]
        assert PROVEN in rules.sql(dialect, DAY, outputs)


@pytest.mark.parametrize(("dialect", "stops"), [("duckdb", "error."), ("postgres", "error."), ("spark", "error, if spark.sql.ansi.enabled is true.")])
def test_a_statement_that_could_leave_64_bits_names_the_rule(dialect: str, stops: str) -> None:
    head = orchards().sql(dialect, DAY).split("*/")[0]
    assert f"The rule {worth.name} could leave 64 bits: the engine then stops with an {stops}" in head
    assert PROVEN not in head


def test_only_what_is_read_on_the_day_is_proven() -> None:
    parts = orchards().parts
    assert unproven(parts.program, declared(parts.program, parts.figures), []) == ""
    assert unproven(parts.program, declared(parts.program, parts.figures), [worth_of_all.name]) == worth.name
    free = orchards().with_standards({"orchard.price": {"2022-01-01": "0.00"}})  # on this day what is multiplied last comes to nothing
    known = declared(parts.program, [figure for row in free.figures(DAY).found.values() for figure in row if figure is not None])
    assert known.figures["orchard.price"] == (0,)


def test_the_engine_stops_where_a_number_leaves_64_bits() -> None:
    tables = {name: pa.table(columns) for name, columns in orchard_register(10**9, 100).items()}
    with pytest.raises(duckdb.OutOfRangeException):
        duck.run(orchards(), tables, DAY)
    assert duck.run(orchards(), {name: pa.table(columns) for name, columns in orchard_register(1000, 1000).items()}, DAY).num_rows == 1


def test_numbers_in_few_bytes_are_computed_in_64_bits() -> None:
    small = {name: pa.table(columns) for name, columns in orchard_register(100, 100).items()}
    for name in ("trees", "fruits", "seeds"):
        place = small["orchard"].column_names.index(name)
        small["orchard"] = small["orchard"].set_column(place, name, small["orchard"][name].cast(pa.int8()))
    assert duck.run(orchards(), small, DAY)["amount_fen"].to_pylist() == [100**3 + 1]


def largest(below: int) -> int:
    """The largest amount for which a division that rounds is proven."""
    return (LARGEST - 2 * below * max(unit for unit, _ in ROUNDINGS)) // 2


@pytest.mark.parametrize("mode", range(len(ROUNDINGS)))
@pytest.mark.parametrize("below", [1, 7, 12, 10**9])
def test_no_step_of_a_rounding_goes_further_than_the_proof(mode: int, below: int) -> None:
    """DuckDB stops where a step leaves 64 bits; the amounts are the largest that are proven."""
    most = largest(below)
    for amounts, from_zero in (([0, 1, most - 1, most], True), ([-most, 1 - most, -1, 0, 1, most], False)):
        divisor = cast(column("below"))
        found = exp.select(exp.alias_(spelled.rounded(column("amount"), divisor, mode, from_zero=from_zero), "found")).from_("given")
        given = {"given": pa.table({"amount": amounts, "below": [below] * len(amounts)})}
        assert [row[0] for row in in_duckdb(given, [found.sql("duckdb")])[0]] == [round_fen(amount, below, mode) for amount in amounts]


def test_a_rounding_beyond_the_proof_would_stop_the_engine() -> None:
    half_up = next(place for place, (unit, mode) in enumerate(ROUNDINGS) if (unit, mode) == (100, "half_up"))
    found = exp.select(spelled.rounded(column("amount"), number(7), half_up, from_zero=True)).from_("given")
    with pytest.raises(duckdb.OutOfRangeException):
        in_duckdb({"given": pa.table({"amount": [LARGEST // 2 + 1]})}, [found.sql("duckdb")])


def test_the_share_of_a_month_is_proven_for_twelve_times_the_amount() -> None:
    most = largest(12) // 12
    for mode in range(len(ROUNDINGS)):
        found = exp.select(spelled.rounded(product(column("amount"), number(12)), number(12), mode, from_zero=True)).from_("given")
        assert in_duckdb({"given": pa.table({"amount": [most]})}, [found.sql("duckdb")])[0] == [(round_fen(most * 12, 12, mode),)]


def test_months_after_a_day_are_counted_within_64_bits() -> None:
    """The day in months and what is added stand in one sum."""
    subject = Var(0, "Person")
    node = Op("months_after", (Fact(subject, "since", DATE), Fact(subject, "many", COUNT)))
    facts: dict[tuple[str, str], tuple[int, int]] = {("Person", "since"): (0, 0), ("Person", "many"): (0, LARGEST)}
    with pytest.raises(Unsupported):
        _Prover(Known(facts, {}, {}), {}, "x").of(node)
    facts["Person", "many"] = (0, 10**9)
    assert _Prover(Known(facts, {}, {}), {}, "x").of(node) == (0, 0)
