"""Which tables and columns hold a register: worked out from a program's models, the same for every batch reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from aidrules.errors import InvalidTable, closest, start_of
from aidrules.graph.kinds import BOOL, Kind
from aidrules.graph.program import FactSpec, ModelSpec, Program, RelationSpec

Role: TypeAlias = Literal["id", "owner", "text", "fact", "known", "weight"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``exact`` is the other name under which an amount or a quantity is taken, as exact decimals."""

    name: str
    role: Role
    kind: Kind | None = None
    exact: str = ""
    of: str = ""
    """The fact, the text, the relation, or for an owner's id its model."""
    needed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it may stand."""
        return (self.name, self.exact) if self.exact else (self.name,)


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a model: its columns, and the table and relation that its rows belong to ("" for the root)."""

    name: str
    model: ModelSpec
    columns: tuple[Column, ...]
    owner: str = ""
    relation: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a column of it may have."""
        return tuple(name for column in self.columns for name in column.names)

    def column(self, role: Role, of: str) -> Column:
        """The column of a fact, of a relation's being known, or of an owner's id."""
        return next(column for column in self.columns if column.role == role and column.of == of)


def snake(model: str) -> str:
    """The name of a model's table.

    >>> snake("HospitalStay")
    'hospital_stay'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", model).lower()


def layout(program: Program, root: str) -> dict[str, Table]:
    """The tables of a register of some root model, by model; the containing one first.

    >>> from aidrules.jurisdictions import huining
    >>> [table.name for table in layout(huining.rulebook().parts.program, "Household").values()]
    ['household', 'aid_review', 'person', 'disability', 'hospital_stay', 'stay_segment', 'need', 'medical_bill', 'dwelling']
    """
    found: dict[str, Table] = {}
    waiting: list[tuple[str, str, str, tuple[str, ...]]] = [(root, "", "", ())]
    while waiting:
        model, owner, relation, above = waiting.pop(0)
        spec = program.models[model]
        if owner and not program.models[owner].identified:
            raise InvalidTable(f"a {model} can't stand in a table of its own, since the {owner} it belongs to has no id", code="table.no_id")
        found[model] = _table(spec, owner, relation, above, root)
        own = (*above, model) if spec.identified else above
        waiting = [(part.model, model, part.name, own) for part in spec.relations] + waiting
    return found


def _table(spec: ModelSpec, owner: str, relation: str, above: tuple[str, ...], root: str) -> Table:
    columns = [Column("id", "id", needed=True)] if spec.identified else []
    columns += [Column(f"{snake(model)}_id", "owner", of=model, needed=True) for model in above]
    columns += [Column(name, "text", of=name) for name in spec.texts]
    columns += [_fact(fact) for fact in spec.facts]
    columns += [Column(f"{part.name}_known", "known", BOOL, of=part.name) for part in spec.relations if part.may_be_unknown]
    if spec.name == root:
        columns.append(Column("weight", "weight"))
    table = Table(snake(spec.name), spec, tuple(columns), owner, relation)
    twice = sorted(name for name in table.names if table.names.count(name) > 1)
    if twice:
        raise InvalidTable(f"two columns of the table `{table.name}` would go by the name `{twice[0]}`; rename the fact", code="table.clash")
    return table


def _fact(fact: FactSpec) -> Column:
    ending = {"money": "_fen", "quantity": "_hundredths"}.get(fact.kind.name, "")
    return Column(fact.name + ending, "fact", fact.kind, fact.name if ending else "", fact.name, not fact.may_be_unknown)


def root_of(program: Program, names: Iterable[str]) -> str:
    """The root model of some tables: the one that contains all others."""
    models = {snake(model): model for model in program.models}
    given = list(names)
    for name in given:
        if name not in models:
            raise InvalidTable(f"there is a table that no model has; {closest(start_of(name), models)}", code="table.unknown")
    roots = [name for name in given if not any(snake(above) in given for above in program.above(models[name]))]
    if len(roots) != 1:
        shown = " and ".join(f"`{name}`" for name in roots) or "none"
        raise InvalidTable(f"tables hold one root and what it contains; here the roots are {shown}", code="table.root")
    root = models[roots[0]]
    beyond = [name for name in given if name != roots[0] and root not in program.above(models[name])]
    if beyond:
        raise InvalidTable(f"the table `{beyond[0]}` isn't part of a {root}", code="table.root")
    return root


_TYPES: Mapping[str, tuple[str, str]] = {
    "bool": ("BOOLEAN", "true or false"),
    "count": ("BIGINT", "a whole number"),
    "money": ("BIGINT", "fen, a whole number"),
    "quantity": ("BIGINT", "hundredths of a {of}, a whole number"),
    "date": ("DATE", "a day"),
    "month": ("DATE", "any day in the month"),
    "term": ("VARCHAR", "{terms}"),
}


def sql_type(column: Column) -> str:
    """The SQL type of a column, ids and weights apart, whose types are the user's."""
    return ("VARCHAR" if column.role == "text" else "") if column.kind is None else _TYPES[column.kind.name][0]


def describe(program: Program, root: str) -> str:
    """The tables of a root model as Markdown, as docs/tables.md shows them."""
    lines: list[str] = []
    for table in layout(program, root).values():
        owner = f", {table.relation} of a `{snake(table.owner)}`" if table.owner else ""
        lines += [f"### `{table.name}`", "", f"{table.model.zh}{owner}.", "", "| column | type | what |", "|---|---|---|"]
        lines += [_row(program, table, column) for column in table.columns]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _row(program: Program, table: Table, column: Column) -> str:
    match column.role:
        case "id":
            kind, what = "text or whole number", "unique in the whole register" if not table.owner else "unique in its case"
        case "owner":
            kind, what = "as there", f"the `id` of the {snake(column.of)}"
        case "text":
            kind, what = "VARCHAR", "a short text, which no rule reads"
        case "weight":
            kind, what = "whole number or decimal", "how many the row stands for; 1 where left out"
        case "known":
            relation: RelationSpec = table.model.relation(column.of)
            kind, what = "BOOLEAN", f"false where it isn't known whether there are any: {relation.en} ({relation.zh})"
        case "fact":
            assert column.kind is not None
            fact = table.model.fact(column.of)
            terms = ", ".join(f"`{value}`" for value, _ in program.terms[column.kind.of].members) if column.kind.name == "term" else ""
            words = _TYPES[column.kind.name][1].format(of=column.kind.of, terms=terms)
            needed = "" if fact.may_be_unknown else "; never NULL"
            kind, what = _TYPES[column.kind.name][0], f"{fact.en} ({fact.zh}): {words}{needed}"
    other = f" or `{column.exact}` (exact decimals)" if column.exact else ""
    return f"| `{column.name}`{other} | {kind} | {what} |"
