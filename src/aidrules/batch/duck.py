"""DuckDB, embedded: runs a rulebook's statement over Parquet files or tables, in ranges of root subjects where they outgrow memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from aidrules.batch.columns import Column, layout, root_of, snake
from aidrules.batch.progress import Progress
from aidrules.batch.sql_names import key_name
from aidrules.errors import InvalidFacts, InvalidTable, MissingExtra
from aidrules.facts.faults import MOST_FAULTS
from aidrules.facts.month import as_day

try:
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    raise MissingExtra("duckdb and pyarrow", "sql") from None

SETTINGS: Final[dict[str, Any]] = {
    "autoinstall_known_extensions": False, "autoload_known_extensions": False, "allow_community_extensions": False, "preserve_insertion_order": False,
}  # fmt: skip
"""Nothing is fetched: what isn't built in isn't there."""
_WHOLE: Final = ("tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger", "ubigint", "hugeint", "uhugeint")
_TEXT: Final = ("varchar", "enum")
_FLOATS: Final = ("float", "double")
_TIMES: Final = ("timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "timestamp with time zone")
_TAKEN: Final = {"bool": ("boolean",), "term": _TEXT, "date": ("date",), "month": ("date",)}
"""Types by DuckDB's names for them; of any other kind a fact is a whole number."""
SAMPLED: Final = 64
"""One in so many root ids is looked at to find where ranges begin."""


class Asked(Protocol):
    """What is asked for a statement: a rulebook."""

    @property
    def parts(self) -> Any:
        """What it is made of; its program lays out the tables."""

    def sql(
        self,
        dialect: str,
        on: date | str,
        outputs: Iterable[str] | None = None,
        *,
        of: str = "",
        columns: Mapping[str, Collection[str]] | None = None,
        known_on: date | str | None = None,
    ) -> str:
        """Its statement."""
        ...


def run(
    book: Asked,
    tables: Mapping[str, Any],
    on: date | str,
    outputs: Iterable[str] | None = None,
    *,
    of: str = "",
    known_on: date | str | None = None,
    each: int = 250_000,
    checked: bool = True,
    threads: int = 2,
    memory: str = "",
    progress: Progress | None = None,
) -> pa.Table:
    """What every subject's items come to, as one Arrow table; its form is that of ``Rulebook.sql``.

    ``tables`` holds Arrow tables, DuckDB relations or Parquet paths by the names of the layout in docs/tables.md. About ``each`` root subjects are
    worked on at a time; ``memory`` is DuckDB's limit, for example ``"800MB"``; ``progress`` is called with the ranges done and all of them. The register
    is checked first, as ``batch`` checks it, by ``Rulebook.sql_checks``; ``checked=False`` leaves that out for one that was checked already. Raises
    :class:`~aidrules.errors.InvalidTable` for what is no such table, :class:`~aidrules.errors.InvalidFacts` for facts that a single case wouldn't take.

    >>> from aidrules.jurisdictions import huining
    >>> homes = pa.table({"id": ["h1"]})
    >>> people = pa.table({"household_id": ["h1"], "id": ["p1"], "tekun_support": ["dispersed"], "care_level": ["full_care"], "has_caring_guardian": [True]})
    >>> done = run(huining.rulebook(), {"household": homes, "person": people}, "2022-03-01", ["care.guardian_payment"], of="Person")
    >>> done.to_pylist()
    [{'household_id': 'h1', 'person_id': 'p1', 'care__guardian_payment_outcome': 'granted', 'care__guardian_payment_fen': 23000}]
    """
    with _Opened(book, tables, threads, memory) as opened:
        opened.between(None, None)
        if checked:
            opened.check(on)
        text = book.sql("duckdb", on, outputs, of=of, columns=opened.columns, known_on=known_on)
        parts = []
        for low, high in _told(opened.ranges(each), progress):
            opened.between(low, high)
            parts.append(opened.connection.sql(text).to_arrow_table())
        return pa.concat_tables(parts)


def to_parquet(
    book: Asked,
    tables: Mapping[str, Any],
    on: date | str,
    folder: str | Path,
    outputs: Iterable[str] | None = None,
    *,
    of: str = "",
    known_on: date | str | None = None,
    each: int = 500_000,
    checked: bool = True,
    threads: int = 2,
    memory: str = "",
    progress: Progress | None = None,
) -> list[Path]:
    """The same, from Parquet to Parquet: about ``each`` root subjects at a time, a file for each range, in the order of the ids.

    The folder has to be there; files of the same names are written over. Memory holds one range, however many there are. It is
    quickest where the files are in the order of the root's id. Each range is checked before it is computed, so that a mistake in a later
    one leaves the files of those before it.
    """
    paths = []
    with _Opened(book, tables, threads, memory) as opened:
        text = book.sql("duckdb", on, outputs, of=of, columns=opened.columns, known_on=known_on)
        for number, (low, high) in enumerate(_told(opened.ranges(each), progress)):
            opened.between(low, high)
            if checked:
                opened.check(on)
            path = Path(folder).joinpath(f"part-{number:05d}.parquet")
            reader = opened.connection.sql(text).to_arrow_reader(100_000)
            with pq.ParquetWriter(path, reader.schema) as writer:
                for batch in reader:
                    writer.write_batch(batch)
            paths.append(path)
    return paths


def _told(ranges: Iterable[tuple[Any, Any]], progress: Progress | None) -> Iterator[tuple[Any, Any]]:
    """Ranges, each told to a callback once it is done."""
    waiting = list(ranges)
    for number, between in enumerate(waiting, start=1):
        yield between
        if progress is not None:
            progress(number, len(waiting))


class _Opened:
    """A connection with the tables of a register as views, all of them or one range of root subjects."""

    def __init__(self, book: Asked, tables: Mapping[str, Any], threads: int, memory: str) -> None:
        self.program = book.parts.program
        self.root = root_of(self.program, tables)
        self.connection = duckdb.connect(config={**SETTINGS, "threads": threads, **({"memory_limit": memory} if memory else {})})
        self.whole: dict[str, Any] = {}
        for name, given in tables.items():
            self.whole[name] = self._relation(name, given)
        self.columns = {name: list(relation.columns) for name, relation in self.whole.items()}

    def _relation(self, name: str, given: Any) -> Any:
        if isinstance(given, pa.Table):
            return self.connection.from_arrow(given)
        if isinstance(given, duckdb.DuckDBPyRelation):  # it belongs to another connection
            return self.connection.from_arrow(given.to_arrow_table())
        path = str(given)
        if not isinstance(given, (str, Path)) or "://" in path or not Path(path).exists():
            raise InvalidTable(f"the table `{name}` is an Arrow table, a DuckDB relation or the path of a Parquet file that is there", code="table.kind")
        return self.connection.read_parquet(path)

    def __enter__(self) -> _Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def between(self, low: Any, high: Any) -> None:
        """The views hold the root subjects from one id to before another; None is no end."""
        for name, relation in self.whole.items():
            key = duckdb.ColumnExpression("id" if name == snake(self.root) else key_name(self.root))
            kept = relation
            if low is not None:
                kept = kept.filter(key >= duckdb.ConstantExpression(low))
            if high is not None:  # an id that is NULL is in the first range, and found there
                before = key < duckdb.ConstantExpression(high)
                kept = kept.filter(before if low is not None else before | key.isnull())
            kept.create_view(name, replace=True)

    def check(self, on: date | str) -> None:
        """What the views hold is a register that ``batch`` would take, or an error says why not."""
        from aidrules.batch.sql_checks import Checks

        types = {name: dict(zip(relation.columns, relation.types, strict=True)) for name, relation in self.whole.items()}
        said = {name: {each: str(kind) for each, kind in found.items()} for name, found in types.items()}
        checks = Checks(self.program, "duckdb", as_day(on), self.root, said)
        tables = layout(self.program, self.root)
        for table in tables.values():
            for column in table.columns:
                if column.name in types.get(table.name, ()):
                    owner = types.get(snake(column.of)) if column.role == "owner" else None
                    _check_type(f"{table.name}.{column.name}", column, types[table.name][column.name].id, owner["id"].id if owner else "")
        found = checks.faults(self.connection.sql(checks.text()).fetchall())
        if found:
            raise InvalidFacts(found[:MOST_FAULTS])

    def ranges(self, each: int) -> Iterator[tuple[Any, Any]]:
        """Where ranges of about so many root subjects begin and end, from every so many-th id."""
        ids = self.whole[snake(self.root)].select(duckdb.ColumnExpression("id"))
        number = len(ids)
        sample = ids if number <= each else ids.filter(f"hash(id) % {SAMPLED} = 0")
        found = [] if number <= each else sample.order("id").fetchall()
        step = max(1, each // SAMPLED)
        starts = [None, *(found[place][0] for place in range(step, len(found), step)), None]
        yield from zip(starts, starts[1:], strict=False)


def _check_type(where: str, column: Column, kind: str, named: str) -> None:
    """A column's type is one that ``batch`` takes; ``named`` is that of the ids that an owner's id names."""
    if kind == "null":
        return
    if column.role in ("id", "owner"):
        if kind not in (*_WHOLE, *_TEXT):
            raise InvalidTable(f"the column `{where}` holds ids: whole numbers or texts", code="table.type")
        if named and (kind in _WHOLE) != (named in _WHOLE):
            raise InvalidTable(f"the column `{where}` holds ids of another type than those it names", code="table.type")
    elif column.role == "weight":
        if kind not in (*_WHOLE, "decimal"):
            raise InvalidTable(f"the column `{where}` holds whole numbers or exact decimals", code="table.type")
    elif column.kind is not None:
        if kind in _FLOATS:
            raise InvalidTable(f"the column `{where}` holds floats, which aren't exact", code="table.float")
        if column.kind.name in ("date", "month") and kind in _TIMES:
            raise InvalidTable(f"the column `{where}` holds times; a day has no time of day: its type is DATE", code="date.time")
        taken = _TAKEN.get(column.kind.name, _WHOLE)
        if kind not in taken:
            raise InvalidTable(f"the column `{where}` has another type than that of docs/tables.md: {kind[:40]}", code="table.type")
