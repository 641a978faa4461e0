"""What a worker of a cluster does: rows of all tables, sorted by their case, become whole cases, are decided by the numpy reader, and rows again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from aidrules.archive.document import archive_read, figures_read
from aidrules.archive.grounds import with_supplied
from aidrules.batch.arrow import whole
from aidrules.batch.columns import snake
from aidrules.batch.extras import np, pa, pc
from aidrules.batch.result import batch
from aidrules.decide.engine import Engine
from aidrules.errors import InvalidFacts, InvalidTable

CASE: Final = "case key"
"""The column that says which case a row belongs to; no table goes by such a name."""
ROW: Final = "row number"
"""The column that says which row of its table a row was."""
KEPT_READY: Final = 8
"""So many rulebooks are kept ready in a process."""
_PATH: Final = re.compile(r"^((?P<table>\w+)\[)(?P<row>\d+)")
_ROW: Final = re.compile(r"^(the column `(?P<table>\w+)\.\w+`, row )(?P<row>\d+)")


@lru_cache(maxsize=KEPT_READY)
def engine_of(archive: str, standards: str) -> Engine:
    """The engine of an archive, with the figures that were supplied as a record carries them; made once in each process.

    >>> from aidrules.jurisdictions import huining
    >>> book = huining.rulebook({"care.monthly_standard": {"full_care": "400.00"}})
    >>> engine_of(book.archive(), book._engine.standards_text).digest == book.digest
    True
    """
    printed = Engine(archive_read(archive), archive)
    grounds, rows = printed.grounds, json.loads(standards)
    return printed.with_figures(with_supplied(grounds.printed, figures_read(rows, grounds.program, grounds.clauses))) if rows else printed


@dataclass(frozen=True)
class Work:
    """What is to be decided, as plain data that goes to every worker: the rules as their archive, never code.

    ``keys`` are the columns of ids that come out, with their types; ``columns`` for each output those of its outcome and, where it has
    one, its amount; empty for one row for each subject and output.
    """

    archive: str
    standards: str
    on: date
    known_on: date | None
    outputs: tuple[str, ...]
    keys: tuple[tuple[str, Any], ...]
    columns: Mapping[str, tuple[str, ...]]
    each: int

    def results(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The rows of results, for rows as :func:`whole_cases` takes them; so many cases at a time that memory stays bounded.

        Raises the errors of ``Rulebook.batch``; the rows that they name are those of the tables as they were given.
        """
        for cases in whole_cases(batches, self.each):
            tables, rows = unmixed(cases)
            try:
                yield from self.decided(tables).to_batches()
            except (InvalidFacts, InvalidTable) as error:
                raise renumbered(error, rows) from None

    def decided(self, tables: Mapping[str, pa.Table]) -> pa.Table:
        """The rows of results for some tables."""
        engine = engine_of(self.archive, self.standards)
        basis = engine.basis(self.on, self.known_on)
        found = batch(
            basis, engine.grounds.figures, tables, self.outputs, engine.grounds.classes,
            lambda case: engine.decide(case, self.on, known_on=self.known_on), threads=1, settling=False,
        )  # fmt: skip
        results = {name: found.table(name) for name in self.outputs}
        return self._wide(results) if self.columns else pa.concat_tables([self._long(name, table) for name, table in results.items()])

    def _wide(self, results: Mapping[str, pa.Table]) -> pa.Table:
        first = results[self.outputs[0]]
        columns = {name: first[name].cast(kind) for name, kind in self.keys}
        for output, names in self.columns.items():
            columns[names[0]] = results[output]["outcome"].cast(pa.string())
            if len(names) > 1:
                columns[names[1]] = results[output]["amount_fen"]
        return pa.table(columns)

    def _long(self, output: str, table: pa.Table) -> pa.Table:
        there = table.column_names
        columns = {"output": pa.repeat(pa.scalar(output), table.num_rows)}
        columns |= {name: table[name].cast(kind) if name in there else pa.nulls(table.num_rows, kind) for name, kind in self.keys}
        columns["outcome"] = table["outcome"].cast(pa.string())
        columns["amount_fen"] = table["amount_fen"] if "amount_fen" in there else pa.nulls(table.num_rows, pa.int64())
        return pa.table(columns)


def whole_cases(batches: Iterable[pa.RecordBatch], each: int) -> Iterator[pa.Table]:
    """Rows in the order of their first column, cut where a case ends: so many cases at a time, and what is left.

    >>> batches = [pa.record_batch({CASE: [1, 1, 2]}), pa.record_batch({CASE: [2, 3]})]
    >>> [cases[CASE].to_pylist() for cases in whole_cases(batches, 2)]
    [[1, 1, 2, 2], [3]]
    """
    held: list[pa.RecordBatch] = []
    cases, last = 0, None
    for given in batches:
        if not given.num_rows:
            continue
        left, begins = given, _begins(given.column(0), last)
        last = given.column(0)[-1]
        while cases + len(begins) > each:
            number = each - cases
            at = int(begins[number])
            yield pa.Table.from_batches([*held, left.slice(0, at)])
            held, cases, left, begins = [], 0, left.slice(at), begins[number:] - at
        held.append(left)
        cases += len(begins)
    if held:
        yield pa.Table.from_batches(held)


def _begins(keys: pa.Array, last: Any) -> Any:
    """The rows where another case begins; a row without a key is a case of its own."""
    other = np.ones(len(keys), bool)
    other[1:] = pc.not_equal(keys.slice(1), keys.slice(0, len(keys) - 1)).fill_null(True).to_numpy(zero_copy_only=False)
    other[0] = last is None or not keys[0].is_valid or keys[0] != last
    return np.flatnonzero(other)


def unmixed(cases: pa.Table) -> tuple[dict[str, pa.Table], dict[str, pa.ChunkedArray]]:
    """The tables in rows of which each fills one column of structs, and for each table the numbers of its rows.

    >>> one = pa.StructArray.from_arrays([pa.array(["h1", None])], ["id"], mask=pa.array([False, True]))
    >>> other = pa.StructArray.from_arrays([pa.array([None, "p1"])], ["id"], mask=pa.array([True, False]))
    >>> tables, rows = unmixed(pa.table({CASE: ["h1", "h1"], ROW: [7, 8], "household": one, "person": other}))
    >>> tables["person"].to_pylist(), rows["person"].to_pylist()
    ([{'id': 'p1'}], [8])
    """
    tables, rows = {}, {}
    for name in cases.column_names[2:]:
        column = cases[name]
        there = pc.is_valid(column)
        tables[name] = pa.table(whole(column.filter(there)).flatten(), [field.name for field in column.type])
        rows[name] = cases[ROW].filter(there)
    return tables, rows


def renumbered(error: InvalidFacts | InvalidTable, rows: Mapping[str, pa.ChunkedArray]) -> InvalidFacts | InvalidTable:
    """The same error with the numbers that its rows have in the tables as they were given."""

    def given(at: re.Match[str]) -> str:
        return f"{at[1]}{rows[at['table']][int(at['row'])].as_py()}"

    if isinstance(error, InvalidFacts):
        return InvalidFacts([replace(fault, path=_PATH.sub(given, fault.path)) for fault in error.faults])
    return InvalidTable(_ROW.sub(given, error.message), code=error.code)


def key_of(root: str, table: str) -> str:
    """The column of a table that says which case its rows belong to."""
    return "id" if table == snake(root) else f"{snake(root)}_id"
