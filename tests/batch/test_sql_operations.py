"""Every operation of the graph's table comes to the same in SQL, at the boundaries: negative amounts, 29 February, the calendar's ends."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pytest
from batch.engines import Engine, Spark, in_duckdb, in_postgres

from aidrules.batch import sql_operations, sql_values
from aidrules.batch.sql import rule_values
from aidrules.decide.basis import Basis
from aidrules.decide.layout import Layout
from aidrules.decide.table import figures_on
from aidrules.facts.terms import Rounding
from aidrules.graph.kinds import COUNT, DATE, MONEY, MONTH, RATIO, ROUNDING, Kind, quantity
from aidrules.graph.nodes import Const, Day, Fact, Node, Op, Var
from aidrules.graph.operations import OPERATIONS, ROUNDINGS
from aidrules.graph.program import FactSpec, ModelSpec, Program, RuleSpec
from aidrules.lang.models import term_spec
from aidrules.standards.figures import Figures

DAY = date(2023, 2, 28)
THING = Var(0, "Thing")
NAMES: dict[str, tuple[str, ...]] = {
    "count": ("count_a", "count_b"),
    "money": ("money_a", "money_b"),
    "date": ("day_a", "day_b"),
    "month": ("month_a", "month_b"),
    "quantity": ("size_a", "size_b"),
}
KINDS: dict[str, Kind] = {"count": COUNT, "money": MONEY, "date": DATE, "month": MONTH, "quantity": quantity("m2")}
FACTS = [FactSpec(name, KINDS[kind], True, name, name) for kind, names in NAMES.items() for name in names] + [FactSpec("way", ROUNDING, True, "way", "way")]
RATIOS = (Fraction(13, 10), Fraction(1, 3), Fraction(0), Fraction(7, 2), Fraction(1))
WAYS = tuple(rounding.value for rounding in Rounding)


def fact(kind: str, place: int) -> Node:
    return Fact(THING, NAMES[kind][place], KINDS[kind])


def bodies() -> Iterator[Node]:
    """Every operation on every kind that it takes, of facts, and of a fact and the day."""
    for name in OPERATIONS:
        match name:
            case "scale":
                yield from (Op(name, (fact("money", 0), Const(RATIO, ratio), Const(ROUNDING, way))) for ratio in RATIOS for way in range(len(ROUNDINGS)))
                yield Op(name, (fact("money", 0), Const(RATIO, RATIOS[1]), Fact(THING, "way", ROUNDING)))
            case "priced":
                rate, size = fact("money", 0), fact("quantity", 0)
                yield from (Op(name, (rate, size, Const(RATIO, ratio), Const(ROUNDING, way))) for ratio in RATIOS for way in range(len(ROUNDINGS)))
                yield Op(name, (rate, size, Const(RATIO, RATIOS[1]), Fact(THING, "way", ROUNDING)))
                yield Op(name, (Const(MONEY, 150_070), size, Const(RATIO, RATIOS[0]), Const(ROUNDING, 1)))
            case "divide":
                yield from (Op(name, (fact("money", 0), fact("count", 0), Const(ROUNDING, way))) for way in range(len(ROUNDINGS)))
                yield from (Op(name, (fact("money", 0), Const(COUNT, number), Const(ROUNDING, 1))) for number in (-3, 0, 7))
                yield Op(name, (Const(MONEY, 1000), fact("count", 0), Const(ROUNDING, 0)))
            case "month_share":
                yield from (Op(name, (fact("money", 0), fact("month", 0), Const(ROUNDING, way))) for way in range(len(ROUNDINGS)))
                yield Op(name, (fact("money", 0), Const(MONTH, 24278), Const(ROUNDING, 1)))
            case "completed_years" | "days_between":
                yield from (Op(name, parts) for parts in ((fact("date", 0), fact("date", 1)), (fact("date", 0), Day()), (Day(), fact("date", 0))))
            case "months_after":
                yield from (Op(name, parts) for parts in ((fact("date", 0), fact("count", 0)), (Day(), fact("count", 0)), (fact("date", 0), Const(COUNT, 1))))
            case "month_of" | "day_of_month":
                yield Op(name, (fact("date", 0),))
            case "months_between":
                yield Op(name, (fact("month", 0), fact("month", 1)))
            case "month_plus":
                yield Op(name, (fact("month", 0), fact("count", 0)))
            case "multiply":
                yield from (Op(name, (fact(kind, 0), fact("count", 1))) for kind in ("count", "money"))
            case _:
                for kind in NAMES:
                    if OPERATIONS[name].result([KINDS[kind]] * 2) is not None:
                        yield Op(name, (fact(kind, 0), fact(kind, 1)))
                        if name in ("greatest", "least"):
                            yield Op(name, (fact(kind, 0), fact(kind, 1), fact(kind, 0)))


BODIES = list(bodies())


def program() -> Program:
    rules = {f"op.r{number}": RuleSpec(f"op.r{number}", f"第{number}", f"Number {number}.", (THING,), body) for number, body in enumerate(BODIES)}
    model = ModelSpec("Thing", "物", tuple(FACTS), (), True)
    return Program({"Thing": model}, {"Rounding": term_spec(Rounding)}, {}, {}, rules, {})


def basis() -> Basis:
    made = program()
    return Basis(made, Layout(made), "", DAY, None, figures_on(made, Figures(), DAY, None), MappingProxyType({}), MappingProxyType({}), ())


def rows(number: int = 400) -> list[dict[str, Any]]:
    source = random.Random(7)
    days = [date(2004, 2, 29), date(2005, 2, 28), date(2005, 3, 1), date(2000, 2, 29), date(2100, 2, 28), date(2021, 12, 31), date(2022, 1, 31), DAY]

    def of(kind: str) -> Any:
        if source.random() < 0.1:
            return None
        match kind:
            case "count":
                return source.choice([0, 1, -1, 2, 3, -7, 11, 12, 13, 400, 4800, 4801, -4800, -4801, 120_000, source.randint(-40, 40)])
            case "money":
                return source.choice([0, 1, -1, 99, 100, 101, 4999, 5000, -5001, source.randint(-(10**7), 10**7)])
            case "quantity":
                return source.choice([0, 1, 2, 50, 99, 100, 101, 6000, 28_001, source.randint(0, 10**6)])
            case "way":
                return source.choice(WAYS)
            case "date":
                return source.choice([*days, date(1850, 1, 1), date(2200, 12, 31), date(2022, 1, 1) + timedelta(days=source.randint(-30_000, 30_000))])
            case _:
                return date(source.randint(1850, 2200), source.randint(1, 12), source.randint(1, 28))

    kinds = {spec.name: "way" if spec.name == "way" else next(kind for kind, of_kind in KINDS.items() if of_kind == spec.kind) for spec in FACTS}
    return [{"id": number, **{name: of(kind) for name, kind in kinds.items()}} for number in range(number)]


def table(found: list[dict[str, Any]]) -> pa.Table:
    types = {"count": pa.int64(), "money": pa.int64(), "date": pa.date32(), "month": pa.date32(), "term": pa.string(), "quantity": pa.int64()}
    columns: dict[str, pa.Array] = {"id": pa.array([row["id"] for row in found], pa.int64())}
    for spec in FACTS:
        name = spec.name + {"money": "_fen", "quantity": "_hundredths"}.get(spec.kind.name, "")
        columns[name] = pa.array([row[spec.name] for row in found], types[spec.kind.name])
    return pa.table(columns)


def meant(body: Node, row: dict[str, Any]) -> Any:
    """What the graph's table says."""
    assert isinstance(body, Op)
    parts: list[Any] = []
    for part in body.parts:
        match part:
            case Const():
                parts.append(part.value)
            case Day():
                parts.append(DAY)
            case Fact():
                value = row[part.name]
                if part.kind == MONTH and value is not None:
                    value = value.year * 12 + value.month - 1
                parts.append(WAYS.index(value) if part.name == "way" and value is not None else value)
    return None if None in parts else OPERATIONS[body.name].apply(*parts)


def differing(dialect: str, engine: Engine) -> list[tuple[str, Any, Any]]:
    found = rows()
    statement = rule_values(basis(), dialect, list(program().rules), "Thing")
    computed = {row[0]: row[1:] for row in engine({"thing": table(found)}, [statement])[0]}
    wrong = []
    for row in found:
        for body, value in zip(BODIES, computed[row["id"]], strict=True):
            wanted = meant(body, row)
            if (type(value), value) != (type(wanted), wanted):
                wrong.append((body.name, wanted, value))  # type: ignore[union-attr]  # all are operations
    return wrong


def test_every_operation_of_the_table_is_looked_at() -> None:
    assert {body.name for body in BODIES if isinstance(body, Op)} == set(OPERATIONS)


def test_every_operation_comes_to_the_same_in_duckdb() -> None:
    assert differing("duckdb", in_duckdb) == []


@pytest.mark.cluster
def test_every_operation_comes_to_the_same_in_postgres() -> None:
    assert differing("postgres", in_postgres) == []


@pytest.mark.cluster
def test_every_operation_comes_to_the_same_in_spark(spark: Spark) -> None:
    assert differing("spark", spark) == []


def plain_quotient(above: Any, below: Any, *, from_zero: bool) -> Any:
    return sql_operations.quotient(above, below)


FAULTS: dict[str, tuple[Any, str, Any, set[str]]] = {
    "a division that drops what is left": (sql_operations, "floor_quotient", plain_quotient, {"scale", "divide", "priced", "month_share"}),
    "a greatest that skips what isn't known": (sql_operations, "is_known", lambda code: sql_operations.exp.true(), {"greatest", "least"}),
    "no leap years": (sql_operations, "_leap", lambda year: sql_operations.compare("lt", year, year), {"completed_years", "months_after"}),
    "a comparison": (sql_values, "compare", lambda name, *parts: sql_operations.compare("le" if name == "lt" else name, *parts), {"lt"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_an_operation_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, other, found_in = FAULTS[fault]
    monkeypatch.setattr(where, name, other)
    assert {name for name, _, _ in differing("duckdb", in_duckdb)} & found_in
