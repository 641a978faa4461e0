"""A register that was read and checked: for each model its rows, in the order of the root, as numpy columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from aidrules.batch.arrow import Array, Values, as_arrow, column_values, validity, whole
from aidrules.batch.checks import bounds_of, check_facts, check_relation
from aidrules.batch.columns import Column, Table, layout, root_of
from aidrules.batch.extras import np, pa, pc
from aidrules.batch.links import check_ids, keys, matched, positions, read_ids, twice
from aidrules.errors import Fault, InvalidFacts, InvalidTable, closest
from aidrules.facts.faults import MOST_FAULTS
from aidrules.graph.program import Program, RelationSpec

WEIGHT_PLACES: Final = 6
MANY: Final = 100_000


@dataclass
class Level:
    """The subjects of one model: ``up`` gives each row's owner, ``starts`` for each owner its first row, and one more."""

    table: Table
    rows: int
    facts: dict[str, Values] = field(default_factory=dict)
    relations: dict[str, Array | None] = field(default_factory=dict)
    """For each relation which owners' is known; None where all are."""
    texts: dict[str, pa.Array] = field(default_factory=dict)
    ids: pa.Array | None = None
    up: Array | None = None
    roots: Array | None = None
    starts: Array | None = None
    given: bool = True
    """Whether its table was given."""
    order: Array | None = None
    """The row in the given table of each row here; None where the order is the same."""

    def given_row(self, row: int) -> int:
        """The row in the table as it was given."""
        return row if self.order is None else int(self.order[row])


@dataclass
class Tables:
    """A register, read and checked once for as many runs as one likes; made by ``Rulebook.tables`` or ``batch``."""

    program: Program
    root: str
    levels: Mapping[str, Level]
    weights: Array | None
    """Weights in millionths; None where each row counts once."""

    @property
    def rows(self) -> int:
        """How many cases there are."""
        return self.levels[self.root].rows

    def bounds(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Between which values each fact lies."""
        return {(model, name): (values.low, values.high) for model, level in self.levels.items() for name, values in level.facts.items()}

    def longest(self) -> dict[str, int]:
        """By model, the most rows that one owner has."""
        return {model: int(np.diff(level.starts).max(initial=0)) for model, level in self.levels.items() if level.starts is not None}

    def position(self, key: str | int) -> int:
        """The row of a root subject; -1 where there is none."""
        ids = self.levels[self.root].ids
        if ids is None:
            return -1
        if pa.types.is_integer(ids.type):
            text = str(key)
            if not text.lstrip("-").isdigit():
                return -1
            return int(pc.index(ids, pa.scalar(int(text), pa.int64())).as_py())
        return int(pc.index(ids, pa.scalar(str(key), ids.type)).as_py())


def read_tables(program: Program, given: Mapping[str, Any]) -> Tables:
    """Read and check a register: ``{"household": table, "person": table, …}``, laid out as docs/tables.md says.

    Raises :class:`~aidrules.errors.InvalidTable` for what isn't laid out so, :class:`~aidrules.errors.InvalidFacts` for facts
    that a single case wouldn't take either, with the row of the first.
    """
    if not isinstance(given, Mapping):
        raise InvalidTable('tables are given by name: {"household": table, "person": table}', code="table.kind")
    root = root_of(program, given)
    arrows: dict[str, pa.Table] = {}
    for model, table in layout(program, root).items():
        if table.name in given:
            arrows[model] = as_arrow(table.name, given[table.name])
            _check_names(table, arrows[model])
    levels: dict[str, Level] = {}
    faults: list[Fault] = []
    weights = None
    with ThreadPoolExecutor(2) as pool:  # facts are read while rows find their owners
        many = any(arrow.num_rows > MANY for arrow in arrows.values())
        columns = {model: _columns(program, table, arrows.get(model), pool if many else None) for model, table in layout(program, root).items()}
        for model, table in layout(program, root).items():
            levels[model] = _placed(table, arrows.get(model), levels, root)
        for model, level in levels.items():
            level.facts = {name: _ordered(read(), level) for name, read in columns[model].items()}
            if model in arrows:
                _others(level, arrows[model])
                faults += check_facts(level)
                if model == root and "weight" in arrows[model].column_names:
                    weights = _weights(f"{level.table.name}.weight", arrows[model]["weight"])
    for level in levels.values():
        for relation in level.table.model.relations:
            faults += _related(levels, level, relation)
    if faults:
        raise InvalidFacts(faults[:MOST_FAULTS])
    return Tables(program, root, levels, weights)


def _check_names(table: Table, arrow: pa.Table) -> None:
    names = arrow.column_names
    for name in names:
        if name not in table.names:
            raise InvalidTable(f"the table `{table.name}` has a column that the model doesn't have; {closest(name[:64], table.names)}", code="table.column")
        if names.count(name) > 1:
            raise InvalidTable(f"the table `{table.name}` has the column `{name}` twice", code="table.twice")
    for column in table.columns:
        if len([name for name in column.names if name in names]) > 1:
            raise InvalidTable(f"the table `{table.name}` has both `{column.name}` and `{column.exact}`; give one", code="table.twice")
        if column.needed and not any(name in names for name in column.names):
            raise InvalidTable(f"the table `{table.name}` lacks the column `{column.name}`", code="table.lacks")


def _placed(table: Table, arrow: pa.Table | None, levels: Mapping[str, Level], root: str) -> Level:
    """A level with its rows in the order of their owners."""
    if arrow is None:
        owners = levels[table.owner].rows
        empty = np.zeros(0, np.int64)
        none = pa.array([], pa.int64()) if table.model.identified else None
        return Level(table, 0, up=empty, roots=empty, starts=np.zeros(owners + 1, np.int64), ids=none, given=False)
    ids = read_ids(f"{table.name}.id", arrow["id"]) if table.model.identified else None
    if ids is not None:
        check_ids(f"{table.name}.id", ids)
    level = Level(table, arrow.num_rows, ids=ids)
    if not table.owner:
        if ids is not None:
            _unique(level, np.zeros(level.rows, np.int64), 1, "register")
        return level
    owners = _owners(table, arrow, levels, root)
    if (owners[1:] < owners[:-1]).any():
        level.order = np.argsort(owners, kind="stable")
        owners = owners[level.order]
        level.ids = None if ids is None else ids.take(pa.array(level.order))
    owner = levels[table.owner]
    level.up = owners
    level.roots = owners if owner.roots is None else owner.roots[owners]
    counts = np.bincount(owners, minlength=owner.rows) if level.rows else np.zeros(owner.rows, np.int64)
    level.starts = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    if level.ids is not None:
        _unique(level, level.roots, levels[root].rows, "case")
    return level


def _unique(level: Level, roots: Array, number: int, where: str) -> None:
    found = twice(level.ids, roots, number)
    if found >= 0:
        raise InvalidFacts([_fault(level, "id", "id.twice", found, f"another {level.table.name} of this {where} has the same id")])


def _fault(level: Level, column: str, code: str, row: int, message: str) -> Fault:
    return Fault(f"{level.table.name}[{level.given_row(row)}].{column}", code, message)


def _owners(table: Table, arrow: pa.Table, levels: Mapping[str, Level], root: str) -> Array:
    """For each row the row of its owner; every id of an owner that is given has to fit."""
    rows: dict[str, Array] = {}
    for column in (column for column in table.columns if column.role == "owner"):
        where = f"{table.name}.{column.name}"
        wanted, level = read_ids(where, arrow[column.name]), levels[column.of]
        assert level.ids is not None  # an owner's id is asked for where it has one
        if column.of == root:
            found = matched(where, level.ids, wanted)
        elif level.ids.type != wanted.type:
            if len(level.ids) and len(wanted):
                raise InvalidTable(f"the column `{where}` holds ids of another type than those it names", code="table.type")
            found = np.full(len(wanted), -1, np.int64)
        else:
            own, asked = keys(level.ids, wanted.cast(level.ids.type), level.roots, rows[root], levels[root].rows)
            found = positions(own, asked)
        lost = found < 0
        above = level.table.owner
        if above in rows and level.up is not None and level.rows:
            lost |= level.up[np.maximum(found, 0)] != rows[above]
        if lost.any():
            message = f"this row belongs to a {level.table.name} that isn't there"
            raise InvalidFacts([Fault(f"{table.name}[{int(lost.argmax())}].{column.name}", "table.orphan", message)])
        rows[column.of] = found
    return rows[table.owner]


def _columns(program: Program, table: Table, arrow: pa.Table | None, pool: ThreadPoolExecutor | None) -> dict[str, Callable[[], Values]]:
    """For each fact what gives its values, in the order of the given table; in a pool they are read at once."""
    rows, names = (0, []) if arrow is None else (arrow.num_rows, arrow.column_names)

    def read(column: Column) -> Values:
        assert column.kind is not None
        name = next((name for name in column.names if name in names), None)
        terms = program.terms[column.kind.of] if column.kind.name == "term" else None
        given = pa.chunked_array([pa.nulls(rows)]) if arrow is None or name is None else arrow[name]
        within = bounds_of(table.model.fact(column.of))
        return column_values(f"{table.name}.{name}", given, column.kind, terms, exact=name is not None and name == column.exact, within=within)

    facts = [column for column in table.columns if column.role == "fact"]
    if pool is None:
        return {column.of: partial(read, column) for column in facts}
    return {column.of: pool.submit(read, column).result for column in facts}


def _ordered(column: Values, level: Level) -> Values:
    """The values in the order of the level."""
    if level.order is None:
        return column
    known = None if column.known is None else column.known[level.order]
    return Values(column.values[level.order], known, column.low, column.high)


def _others(level: Level, arrow: pa.Table) -> None:
    """Texts, and which owners' relations are known."""
    for column in level.table.columns:
        if column.role == "text" and column.name in arrow.column_names:
            text = whole(arrow[column.name])
            level.texts[column.of] = text if level.order is None else text.take(pa.array(level.order))
        if column.role == "known" and column.name in arrow.column_names:
            level.relations[column.of] = _truths(level, column, arrow)


def _truths(level: Level, column: Column, arrow: pa.Table) -> Array | None:
    where = f"{level.table.name}.{column.name}"
    values = column_values(where, arrow[column.name], column.kind, None, exact=False)  # type: ignore[arg-type]  # true or false
    return None if values.values.all() else _ordered(values, level).values


def _related(levels: Mapping[str, Level], level: Level, relation: RelationSpec) -> list[Fault]:
    """What is known of a relation: by its column; else by its table's being there; else nothing."""
    inner = levels[relation.model]
    if relation.name not in level.relations:
        level.relations[relation.name] = np.zeros(level.rows, bool) if relation.may_be_unknown and not inner.given else None
    return check_relation(level, inner, relation)


def _weights(where: str, column: pa.ChunkedArray) -> Array:
    """Weights in millionths, exactly; whole numbers, or decimals of at most six places."""
    array = whole(column)
    if not (pa.types.is_integer(array.type) or pa.types.is_decimal(array.type)):
        raise InvalidTable(f"the column `{where}` holds whole numbers or exact decimals", code="table.type")
    try:
        exact = array.cast(pa.decimal128(20, 0)) if pa.types.is_integer(array.type) else array
        found = pc.multiply(exact.cast(pa.decimal128(18, WEIGHT_PLACES)), pa.scalar(10**WEIGHT_PLACES, pa.decimal128(7, 0))).cast(pa.int64())
    except pa.ArrowInvalid:
        raise InvalidTable(f"the column `{where}` holds weights below 1e12 with at most {WEIGHT_PLACES} places", code="table.weight") from None
    values = found.fill_null(-1).to_numpy(zero_copy_only=False)
    if validity(array) is not None or (values < 0).any():
        raise InvalidTable(f"the column `{where}` holds weights of at least 0, none of them NULL", code="table.weight")
    return values
