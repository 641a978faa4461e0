"""A whole register by the SQL reader in DuckDB, against OpenFisca; exit status 1 where a limit is missed.

Run it alone: ``python tests/bench/bench_population_sql.py [households]``. OpenFisca's side of the same policy, and the population, lie in
the folder that AIDRULES_BENCH names (``gen.py``, ``impl_openfisca.py``); without it only the parts that need neither are run. All figures
come from one run; each is the best of several rounds, since the rest of the machine only ever adds time. DuckDB runs on two threads: where
another process keeps one of two cores busy, the ratio doubles.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import policy
import pyarrow.parquet as pq
from bench_population import DAY, PEERS, UNKNOWN, held, judged, seconds, tables_of

from aidrules.batch import duck
from aidrules.batch.sql import rule_values
from aidrules.testing import register

MOST = 1.3
"""So many times OpenFisca's time at most."""
MEMORY = 1000
"""So many MB at most for Parquet to Parquet, however many households."""


def main() -> int:
    """Measure, print, judge."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    book = policy.totals_rulebook()
    missed = agrees(book, 20_000) + streams(book, households)
    if PEERS:
        missed += against_openfisca(book, households)
    else:
        print("AIDRULES_BENCH isn't set: OpenFisca wasn't run")
    return 1 if missed else 0


def agrees(book: Any, households: int) -> int:
    """DuckDB and the numpy reader come to the same fen, or nothing is measured."""
    tables = register(book.parts.program, households, root="Home", unknown=UNKNOWN)
    result = book.batch(tables, DAY)
    found = {row["home_id"]: row for row in duck.run(book, tables, DAY, of="Home").to_pylist()}
    wrong = 0
    for name in book.outputs:
        table = result.table(name).to_pylist()
        column = name.replace(".", "__")
        for row in table:
            ours = found[row["id"] if "id" in row else row["home_id"]]
            wrong += (ours[f"{column}_outcome"], ours[f"{column}_fen"]) != (row["outcome"], row["amount_fen"])
    return judged("DuckDB against numpy", f"{wrong} of {households * len(book.outputs):,} items differ", wrong == 0)


def streams(book: Any, households: int) -> int:
    """Parquet to Parquet in ranges, in a process of its own: the high-water mark doesn't rise with the register."""
    with tempfile.TemporaryDirectory() as folder:
        for name, table in register(book.parts.program, households, root="Home", unknown=UNKNOWN).items():
            pq.write_table(table, f"{folder}/{name}.parquet", row_group_size=122_880)
        done = subprocess.run([sys.executable, __file__, "--stream", folder], capture_output=True, text=True, check=True)
    peak = int(done.stdout.split()[-1])
    return judged(f"Parquet to Parquet, {households:,} households", f"{peak} MB at most (at most {MEMORY} MB)", peak <= MEMORY)


def stream(folder: str) -> None:
    files = {path.stem: path for path in Path(folder).glob("*.parquet")}
    out = Path(folder) / "out"
    out.mkdir()
    duck.to_parquet(policy.totals_rulebook(), files, DAY, out, of="Home", each=250_000, memory="600MB")
    print(held("VmHWM"))


def against_openfisca(book: Any, households: int) -> int:
    """The same population on both, in one run; OpenFisca has no unknowns."""
    import gen
    import impl_openfisca

    population = gen.load(households)
    system = impl_openfisca.system()
    expected = impl_openfisca.run(system, population)
    sure = duck.run(book, tables_of(population, 0), DAY, of="Home").sort_by("home_id")
    wrong = sum(int((sure[f"sum__{name}_fen"].to_numpy() != expected[name]).sum()) for name in gen.OUTS)
    missed = judged("all known, against OpenFisca", f"{wrong} of {7 * households:,} totals differ", wrong == 0)
    del sure, expected
    open_ = tables_of(population, UNKNOWN)
    # what is made once for a policy is made before on both sides: the statement, and OpenFisca's system
    connection = duck.duckdb.connect(config={**duck.SETTINGS, "threads": 2})
    for name, table in open_.items():
        connection.from_arrow(table).create_view(name)
    statement = rule_values(book._engine.basis(DAY), "duckdb", [output.amount for output in book.outputs.values()], "Home")
    runs = (
        ("the seven totals in DuckDB, from Arrow to Arrow", lambda: connection.sql(statement).to_arrow_table()),
        ("with outcomes, statement and connection", lambda: duck.run(book, open_, DAY, of="Home")),
        ("OpenFisca, no unknowns", lambda: impl_openfisca.run(system, population)),
    )
    found: dict[str, float] = {}
    for _ in range(5):  # by turns, so that what else the machine does falls on all
        for name, run in runs:
            found[name] = min(found.get(name, 1e9), seconds(run, 1))
    for name, time_ in found.items():
        print(f"       {name}: {time_ / households * 1e9:.0f} ns a household")
    ours, whole, theirs = found.values()
    print(f"       with outcomes, statement and connection, against OpenFisca: {whole / theirs:.2f} ×")
    missed += judged(
        f"DuckDB, three-valued, {UNKNOWN:.0%} unknown, the seven totals, against OpenFisca", f"{ours / theirs:.2f} × (at most {MOST} ×)", ours <= MOST * theirs
    )
    return missed


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stream"]:
        stream(sys.argv[2])
    else:
        sys.exit(main())
