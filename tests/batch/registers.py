"""Random registers, as facts and as the tables of the documented layout, for the tests that compare readers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

import pyarrow as pa

from aidrules.batch.sql_names import column_name, key_columns, known_column, table_name
from aidrules.facts.model import Facts
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Term
from aidrules.graph.program import Program

DAY = date(2022, 3, 15)
AMOUNTS = (0, 1, 7000, 7001, 15000, 23000, 48000, 48001, 70000, 100000)
TYPES = {"bool": pa.bool_(), "date": pa.date32(), "month": pa.date32(), "term": pa.string()}

Tables = Mapping[str, pa.Table]


def register(model: type[Facts], number: int, *, seed: int = 0, unknown: float = 0.1, most: int = 3, day: date = DAY) -> list[Facts]:
    """So many random cases: few distinct values, boundaries often; ids that are unique in the whole register for the roots alone."""
    source = random.Random(seed)
    return [model.read({**_subject(source, model, unknown, most, day, count()), "id": f"r{place}"}) for place in range(number)]


def _subject(source: random.Random, model: type[Facts], unknown: float, most: int, day: date, numbers: Iterator[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, shape in model.shapes.items():
        if shape.kind is str:
            found[name] = f"s{next(numbers)}"
        elif shape.may_be_unknown and source.random() < unknown:
            found[name] = None
        elif shape.related is not None:
            many = source.randint(shape.fewest, max(shape.fewest, most))
            found[name] = [_subject(source, shape.related, unknown, most, day, numbers) for _ in range(many)]
        else:
            found[name] = _value(source, model, name, day)
    days = [name for name, shape in model.shapes.items() if shape.kind is date and found[name] is not None]
    return {**found, **dict(zip(days, sorted(found[name] for name in days), strict=True))}


def _value(source: random.Random, model: type[Facts], name: str, day: date) -> Any:
    kind = model.shapes[name].kind
    given = model.model_fields[name].json_schema_extra
    extra: Any = given if isinstance(given, dict) else {}
    if kind is bool:
        return source.random() < 0.7
    if kind is int:
        low = max(0, extra.get("low", 0))
        return source.randint(low, min(6 if low < 6 else low + 2, extra.get("high") or low + 6))
    if kind is Money:
        return str(Money.from_fen(source.choice(AMOUNTS) if source.random() < 0.6 else source.randrange(200_000)))
    if kind is date and extra.get("past"):
        leap = source.choice((1940, 1960, 2004, 2008, 2020))
        return source.choice(
            [date(leap, 2, 29), day - timedelta(days=source.randint(0, 30_000)), day.replace(year=day.year - source.choice((16, 18, 60)))]
        ).isoformat()
    if kind is date:
        return (day + timedelta(days=source.randint(-40, 40))).isoformat()
    if kind is Month:
        return str(Month.of(day).plus(source.randint(-8, 8)))
    if kind is Quantity:
        return f"{source.randint(0, 90)} {extra.get('unit')}"
    assert issubclass(kind, Term)
    return source.choice([member.value for member in kind])


def tables(program: Program, model: str, cases: Iterable[Facts]) -> Tables:
    """The same cases as tables of the documented layout."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (model, *_below(program, model))}
    for case in cases:
        _rows(program, model, case, {}, rows)
    return {table_name(name): pa.table(_columns(program, name, found)) for name, found in rows.items()}


def _below(program: Program, model: str) -> Iterator[str]:
    for relation in program.models[model].relations:
        yield relation.model
        yield from _below(program, relation.model)


def _rows(program: Program, model: str, subject: Any, ids: dict[str, str], rows: dict[str, list[dict[str, Any]]]) -> None:
    spec = program.models[model]
    own = {**ids, **({f"{table_name(model)}_id": subject.id} if spec.identified else {})}
    row: dict[str, Any] = {source: own[name] for source, name in key_columns(program, model)}
    for fact in spec.facts:
        row[column_name(fact)] = plain(getattr(subject, fact.name))
    for relation in spec.relations:
        related = getattr(subject, relation.name)
        if relation.may_be_unknown:
            row[known_column(relation.name)] = related is not None
        for part in related or ():
            _rows(program, relation.model, part, own, rows)
    rows[model].append(row)


def plain(value: Any) -> Any:
    """A fact as its column holds it."""
    match value:
        case Money():
            return value.fen
        case Quantity():
            return value.hundredths
        case Month():
            return value.first_day + timedelta(days=value.ordinal % 27)  # any day in it
        case Term():
            return value.value
        case _:
            return value


def _columns(program: Program, model: str, rows: list[dict[str, Any]]) -> dict[str, pa.Array]:
    spec = program.models[model]
    types = {source: pa.string() for source, _ in key_columns(program, model)}
    types |= {column_name(fact): TYPES.get(fact.kind.name, pa.int64()) for fact in spec.facts}
    types |= {known_column(relation.name): pa.bool_() for relation in spec.relations if relation.may_be_unknown}
    return {name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()}
