"""The SQL reader in DuckDB on the reference policy: against the numpy reader and OpenFisca, and from Parquet to Parquet.

DuckDB runs on two threads: where another process keeps one of two cores busy, its time doubles.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import policy
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from measured import by_turns, extra, grows, held, judged, seconds
from peers import DAY, UNKNOWN, tables_of

from aidrules.batch import duck
from aidrules.batch.sql import rule_values
from aidrules.testing import register

AGAINST_OPENFISCA = 1.3
"""So many times OpenFisca's time at most."""
MEMORY = 1000
"""So many MB at most for Parquet to Parquet, however many households."""
PIECE = 1_000_000
"""So many households are made at a time."""


def agrees(book: Any, households: int) -> int:
    """DuckDB and the numpy reader come to the same fen, or nothing is measured."""
    tables = register(book.parts.program, households, root="Home", unknown=UNKNOWN)
    result = book.batch(tables, DAY)
    found = {row["home_id"]: row for row in duck.run(book, tables, DAY, of="Home").to_pylist()}
    wrong = 0
    for name in book.outputs:
        column = name.replace(".", "__")
        for row in result.table(name).to_pylist():
            ours = found[row["home_id"]]
            wrong += (ours[f"{column}_outcome"], ours[f"{column}_fen"]) != (row["outcome"], row["amount_fen"])
    return judged("DuckDB against numpy", f"{wrong} of {households * len(book.outputs):,} items differ", wrong == 0)


def growth(book: Any, sizes: list[int]) -> int:
    """Time grows no faster than the rows."""
    each = []
    for size in sizes:
        tables = register(book.parts.program, size, root="Home", unknown=UNKNOWN)
        each.append(seconds(lambda tables=tables: duck.run(book, tables, DAY, of="Home"), 3) / size * 1e9)  # type: ignore[misc]
    return grows("DuckDB", sizes, each)


def write(book: Any, households: int, folder: Path) -> None:
    """A register as Parquet files, made and written piece by piece."""
    writers: dict[str, pq.ParquetWriter] = {}
    for number, low in enumerate(range(0, households, PIECE)):
        for name, table in register(book.parts.program, min(PIECE, households - low), root="Home", unknown=UNKNOWN, seed=number).items():
            key = "id" if name == "home" else "home_id"
            moved = table.set_column(table.column_names.index(key), key, pc.add(table[key], pa.scalar(low, table[key].type)))
            if name not in writers:
                writers[name] = pq.ParquetWriter(folder / f"{name}.parquet", moved.schema)
            writers[name].write_table(moved, row_group_size=122_880)
    for writer in writers.values():
        writer.close()


def stream(folder: Path) -> tuple[float, int]:
    """From Parquet to Parquet in ranges: the seconds and the high-water mark of this process in MB."""
    out = folder / "out"
    out.mkdir()
    files = {path.stem: path for path in folder.glob("*.parquet")}
    book = policy.totals_rulebook()
    time = seconds(lambda: duck.to_parquet(book, files, DAY, out, of="Home", each=250_000, memory="600MB"), 1)
    return time, held("VmHWM")


def streamed(households: int, time: float, peak: int, folder: Path) -> int:
    """Whether every household came out, within the memory."""
    found = sum(pq.read_metadata(path).num_rows for path in (folder / "out").glob("*.parquet"))
    missed = judged("Parquet to Parquet, every household comes out", f"{found:,} of {households:,}", found == households)
    shown = f"{peak} MB at most (less than {MEMORY} MB), {time:.1f} s, {time / households * 1e9:.0f} ns a household"
    return missed + judged(f"Parquet to Parquet, {households:,} households", shown, peak < MEMORY)


def against_openfisca(book: Any, households: int) -> int:
    """The same population on both, by turns; OpenFisca has no unknowns."""
    import gen
    import impl_openfisca

    population = gen.load(households)
    system = impl_openfisca.system()
    expected = impl_openfisca.run(system, population)
    sure = duck.run(book, tables_of(population, 0), DAY, of="Home").sort_by("home_id")
    wrong = sum(int((sure[f"sum__{name}_fen"].to_numpy() != expected[name]).sum()) for name in gen.OUTS)
    missed = judged("DuckDB, all known, against OpenFisca", f"{wrong} of {7 * households:,} totals differ", wrong == 0)
    del sure, expected
    open_ = tables_of(population, UNKNOWN)
    # what is made once for a policy is made before on both sides: the statement, and OpenFisca's system
    connection = duck.duckdb.connect(config={**duck.SETTINGS, "threads": 2})
    for name, table in open_.items():
        connection.from_arrow(table).create_view(name)
    statement = rule_values(book._engine.basis(DAY), "duckdb", [output.amount for output in book.outputs.values()], "Home")
    times = by_turns(
        {
            "DuckDB, the seven totals, from Arrow to Arrow": lambda: connection.sql(statement).to_arrow_table(),
            "DuckDB, with outcomes, statement, connection": lambda: duck.run(book, open_, DAY, of="Home"),
            "OpenFisca, no unknowns": lambda: impl_openfisca.run(system, population),
        }
    )
    ours, _, openfisca = times.values()
    for name, time in times.items():
        print(f"       {name}: {time / households * 1e9:.0f} ns a household, {time / openfisca:.2f} × OpenFisca")
    shown = f"{ours / openfisca:.2f} × (at most {AGAINST_OPENFISCA} ×)"
    return missed + judged(f"DuckDB, three-valued, {UNKNOWN:.0%} unknown, the seven totals, against OpenFisca", shown, ours <= AGAINST_OPENFISCA * openfisca)


def memory(households: int) -> int:
    """How many MB a run needs beyond its tables."""
    import gen

    book, tables = policy.totals_rulebook(), tables_of(gen.load(households), UNKNOWN)
    duck.run(book, register(book.parts.program, 1000, root="Home"), DAY, of="Home")
    return extra(lambda: duck.run(book, tables, DAY, of="Home"))
