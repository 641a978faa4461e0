"""Single cases as tables, and a row of the tables as a single case again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from aidrules.batch.checks import EPOCH
from aidrules.batch.columns import Table, layout
from aidrules.batch.extras import pa
from aidrules.batch.tables import Level, Tables
from aidrules.decide.layout import encode
from aidrules.facts.model import Facts
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.graph.kinds import Kind
from aidrules.graph.program import Program

_TYPES = {"bool": pa.bool_(), "count": pa.int64(), "money": pa.int64(), "quantity": pa.int64(), "date": pa.date32(), "month": pa.date32(), "term": pa.string()}


def from_cases(program: Program, root: str, cases: Iterable[Facts]) -> dict[str, pa.Table]:
    """The tables that hold some cases, as docs/tables.md lays them out.

    >>> from aidrules import Household, Person
    >>> from aidrules.jurisdictions import huining
    >>> tables = from_cases(huining.rulebook().parts.program, "Household", [Household(id="h1", members=(Person(id="p1"), Person(id="p2")))])
    >>> tables["person"]["id"].to_pylist()
    ['p1', 'p2']
    """
    tables = layout(program, root)
    columns: dict[str, dict[str, list[Any]]] = {model: {column.name: [] for column in table.columns} for model, table in tables.items()}
    for case in cases:
        _rows(program, tables, columns, root, case, {})
    return {
        table.name: pa.table({column.name: _array(columns[model][column.name], column.kind) for column in table.columns if column.role != "weight"})
        for model, table in tables.items()
    }


def _array(values: list[Any], kind: Kind | None) -> pa.Array:
    return pa.array(values, _TYPES[kind.name] if kind is not None else pa.string())


def _rows(program: Program, tables: Mapping[str, Table], columns: dict[str, dict[str, list[Any]]], model: str, subject: Facts, ids: dict[str, str]) -> None:
    table, into = tables[model], columns[model]
    for column in table.columns:
        match column.role:
            case "id":
                into[column.name].append(subject.id)  # type: ignore[attr-defined]  # the model has one
            case "owner":
                into[column.name].append(ids[column.of])
            case "known":
                into[column.name].append(getattr(subject, column.of) is not None)
            case "fact":
                assert column.kind is not None
                into[column.name].append(_held(program, column.kind, encode(getattr(subject, column.of))))
            case "text":
                into[column.name].append(getattr(subject, column.of))
            case "weight":
                pass
    own = {**ids, model: subject.id} if table.model.identified else ids  # type: ignore[attr-defined]  # as above
    for relation in table.model.relations:
        for part in getattr(subject, relation.name) or ():
            _rows(program, tables, columns, relation.model, part, own)


def _held(program: Program, kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind.name == "term":
        return program.terms[kind.of].members[value][0]
    return date(value // 12, value % 12 + 1, 1) if kind.name == "month" else value


def document(tables: Tables, row: int) -> dict[str, Any]:
    """A root subject and all it contains, as a case file holds them."""
    return _subject(tables, tables.root, row)


def _subject(tables: Tables, model: str, row: int) -> dict[str, Any]:
    level = tables.levels[model]
    found: dict[str, Any] = {} if level.ids is None else {"id": str(level.ids[row].as_py())}
    found |= {name: texts[row].as_py() for name, texts in level.texts.items()}
    for fact in level.table.model.facts:
        found[fact.name] = _plain(tables.program, level, fact.name, fact.kind, row)
    for relation in level.table.model.relations:
        known = level.relations[relation.name]
        inner = tables.levels[relation.model]
        assert inner.starts is not None  # a relation leads to a level below
        span = range(int(inner.starts[row]), int(inner.starts[row + 1]))
        found[relation.name] = None if known is not None and not known[row] else [_subject(tables, relation.model, part) for part in span]
    return found


def _plain(program: Program, level: Level, name: str, kind: Kind, row: int) -> Any:
    held = level.facts[name]
    if held.known is not None and not held.known[row]:
        return None
    value = held.values[row].item()
    match kind.name:
        case "money":
            return str(Money.from_fen(value))
        case "quantity":
            return f"{value // 100}.{value % 100:02d} {kind.of}"
        case "date":
            return (date.fromordinal(EPOCH) + timedelta(days=value)).isoformat()
        case "month":
            return str(Month.from_ordinal(value))
        case "term":
            return program.terms[kind.of].members[value][0]
        case _:
            return value
