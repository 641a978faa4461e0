"""How the reference policy's time grows on Spark, by households and by cores, and what a hundred million would cost; exit status 1 where it is wrong.

Run it alone: ``python tests/bench/bench_population_spark.py [households]``, with ``pip install 'aidrules[spark]'`` and Java. The largest register has
so many households, the others a quarter and a sixteenth. Each is read from Parquet and written to Parquet by Spark in local mode, by the
statement (SQL) and by the numpy reader on its workers (mapInArrow), on one core and on two, in a process of its own for each number of
cores, which computes a small register first, so that compiling isn't counted. Java and the Python workers together are held to those cores. Each
figure is the better of two rounds, since the rest of the machine only ever adds time; the CPU time that Java and the workers took stands beside it.

It exits 1 where SQL or mapInArrow differs from numpy in any item of the small register, or where a household of a larger register
takes more than 1.25 times as long as one of the next smaller; and where the machine was too busy for a forecast, of which none is then made.
What it says of a hundred million is a forecast by the fitted line, no measurement.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import policy
import pyarrow as pa
import pyarrow.parquet as pq
from measured import judged
from peers import DAY, UNKNOWN

from aidrules.testing import register

METHODS = ("SQL", "mapInArrow")
CORES = (1, 2)
SMALL = 20_000
ROUNDS = 2
GROWTH = 1.25
"""A household of a larger register takes at most so many times as long as one of the next smaller."""
FORECAST = 100_000_000
CLUSTERS = (32, 128)
MEMORY = "4g"
MOST_USED = 1.1
"""A second core can't do more than a first; what is above 1 is noise."""
SHARED = 2
"""Where so many core-seconds go by for one of CPU time, others had the cores."""


def main() -> int:
    """Measure, judge, forecast."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000_000
    sizes = [households // 16, households // 4, households]
    if sizes[0] <= SMALL:
        raise SystemExit(f"the least of three sizes has more than {SMALL:,} households: give at least {16 * (SMALL + 1):,}")
    print(f"       load before the run: {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores; above 0.5 the figures are those of a shared machine")
    book = policy.totals_rulebook()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in (SMALL, *sizes):
            write(book, folder / str(size), size)
        runs = [run for cores in CORES for run in measured(folder, cores, sizes)]
        missed = sum(agrees(book, folder, method, cores) for cores in CORES for method in METHODS)
    lines, computing = {}, {}
    for method in METHODS:
        for cores in CORES:
            points = best(runs, method, cores, sizes)
            missed += grows(f"{method}, {on(cores)}", [(size, took) for size, took, _ in points])
            lines[method, cores] = fitted([(size, took) for size, took, _ in points])
            computing[method, cores] = fitted([(size, cpu) for size, _, cpu in points])
    print("       fitted: b = Σ(n − n̄)(t − t̄) / Σ(n − n̄)², a = t̄ − b n̄, over the households n and the seconds t of each size")
    for method in METHODS:
        missed += forecast(method, {cores: lines[method, cores] for cores in CORES}, computing[method, CORES[-1]][1], sizes[-1])
    return 1 if missed else 0


def best(runs: list[dict[str, Any]], method: str, cores: int, sizes: list[int]) -> list[tuple[int, float, float]]:
    """The households, the seconds and the CPU seconds of the best round of each size."""
    points = []
    for size in sizes:
        rounds = [run for run in runs if (run["method"], run["cores"], run["households"]) == (method, cores, size)]
        assert len(rounds) == ROUNDS
        took, cpu = min((run["seconds"], run["cpu"]) for run in rounds)
        each = f"{took:.1f} s, {took / size * 1e9:,.0f} ns a household, {cores * took / size * 1e6:.1f} core-seconds a million"
        print(f"       {method}, {on(cores)}, {size:,} households: {each} (CPU time {cpu:.1f} s)")
        points.append((size, took, cpu))
    return points


def on(cores: int) -> str:
    return f"{cores} core{'s' * (cores > 1)}"


def write(book: Any, folder: Path, size: int) -> None:
    """A register as Parquet, in groups of rows, as a database writes it."""
    folder.mkdir()
    for name, table in register(book.parts.program, size, root="Home", unknown=UNKNOWN).items():
        pq.write_table(table, folder / f"{name}.parquet", row_group_size=122_880)


def measured(folder: Path, cores: int, sizes: list[int]) -> list[dict[str, Any]]:
    """Every size by every method, in a process of its own."""
    command = [sys.executable, __file__, "--measure", str(folder), str(cores), *map(str, sizes)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def measure(folder: Path, cores: int, sizes: list[int]) -> None:
    """The runs of one session; a line of JSON for each."""
    from pyspark.sql import SparkSession

    from aidrules.batch import spark

    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])  # Java and the workers are begun from here, and stay on these
    builder = SparkSession.builder.master(f"local[{cores}]").appName("aidrules")
    for name, value in {
        "spark.ui.enabled": "false", "spark.driver.memory": MEMORY, "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"), "spark.local.dir": str(folder / "spill"),
    }.items():  # fmt: skip
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    book = policy.totals_rulebook()
    for size in (SMALL, *sizes):
        frames = {name: session.read.parquet(str(folder / str(size) / f"{name}.parquet")) for name in ("home", "member")}
        for _ in range(ROUNDS):
            for method, decide in zip(METHODS, (spark.sql, spark.run), strict=True):  # by turns, so that what else the machine does falls on both
                start, before = time.perf_counter(), cpu_seconds()
                decide(book, frames, DAY, of="Home").write.mode("overwrite").parquet(str(out(folder, size, method, cores)))
                took, cpu = time.perf_counter() - start, cpu_seconds() - before
                if size != SMALL:
                    print(json.dumps({"method": method, "cores": cores, "households": size, "seconds": took, "cpu": cpu}), flush=True)
    session.stop()


def cpu_seconds() -> float:
    """The CPU time of this process and of all that it began, those that have ended too."""
    parents: dict[int, list[int]] = {}
    took: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        process = int(path.parent.name)
        parents.setdefault(int(fields[1]), []).append(process)
        took[process] = sum(map(int, fields[11:15]))
    found, waiting = 0, [os.getpid()]
    while waiting:
        process = waiting.pop()
        found += took[process]
        waiting += parents.get(process, [])
    return found / os.sysconf("SC_CLK_TCK")


def out(folder: Path, size: int, method: str, cores: int) -> Path:
    """Where a run writes."""
    return folder / f"out-{size}-{method}-{cores}"


def agrees(book: Any, folder: Path, method: str, cores: int) -> int:
    """What Spark wrote of the small register is what the numpy reader says, item by item."""
    files = {name: folder / str(SMALL) / f"{name}.parquet" for name in ("home", "member")}
    result = book.batch(files, DAY)
    found = pq.read_table(out(folder, SMALL, method, cores)).sort_by("home_id")
    wrong = 0 if found["home_id"].to_pylist() == list(range(1, SMALL + 1)) else SMALL
    for name in book.outputs:
        meant, column = result.table(name), name.replace(".", "__")
        pairs = ((found[f"{column}_outcome"], meant["outcome"].cast(pa.string())), (found[f"{column}_fen"], meant["amount_fen"]))
        wrong += sum(ours != theirs for held, said in pairs for ours, theirs in zip(held.to_pylist(), said.to_pylist(), strict=True))
    items = 2 * SMALL * len(book.outputs)
    return judged(f"{method} on {on(cores)} against numpy", f"{wrong} of {items:,} outcomes and amounts differ", wrong == 0)


def grows(name: str, points: list[tuple[int, float]]) -> int:
    """Time grows no faster than the rows."""
    each = [took / size * 1e9 for size, took in points]
    shown = ", ".join(f"{size:,}: {one:,.0f}" for (size, _), one in zip(points, each, strict=True))
    kept = all(larger <= GROWTH * smaller for smaller, larger in zip(each, each[1:], strict=False))
    return judged(f"{name}: nanoseconds a household, by households", f"{shown} (none above {GROWTH} × the one before)", kept)


def fitted(points: list[tuple[int, float]]) -> tuple[float, float]:
    """The fixed seconds and the seconds a household of the line with the least squares."""
    number = len(points)
    n = sum(size for size, _ in points) / number
    t = sum(took for _, took in points) / number
    slope = sum((size - n) * (took - t) for size, took in points) / sum((size - n) ** 2 for size, _ in points)
    return t - slope * n, slope


def forecast(method: str, lines: dict[int, tuple[float, float]], computing: float, most: int) -> int:
    """What a hundred million would cost by the fitted lines, and on what that rests; none where the lines can't be true."""
    for cores, (fixed, slope) in lines.items():
        print(f"       {method}, {on(cores)}: seconds = {fixed:.2f} + {slope * 1e6:.3f} × households / 1,000,000")
    one, two = CORES
    efficiency = lines[one][1] / (two * lines[two][1])
    fixed, slope = lines[two]
    print(f"       {method}: {computing * FORECAST / 3600:.2f} hours of CPU time for {FORECAST:,} households, fitted in the same way, without any waiting")
    possible = efficiency <= MOST_USED and 2 * slope >= computing and computing * SHARED >= 2 * slope
    if not possible:
        figure = f"a second core is used by {efficiency:.0%}, and {2 * slope / computing:.1f} core-seconds go by for each of CPU time"
        return judged(f"{method}: a quiet machine, without which nothing is forecast", f"{figure} (at most {MOST_USED:.0%}; 1 to {SHARED})", False)
    print(f"       {method}: a second core is used by {efficiency:.0%} (the cost of a household on one core, over twice that on two)")
    hours = two * slope * FORECAST / 3600
    print(f"       {method}, {FORECAST:,} households: {two} × {slope * 1e6:.3f} s × {FORECAST // 1_000_000} / 3600 = {hours:.2f} core-hours")
    for cores in CLUSTERS:
        wall = max(fixed, 0) + two * slope * FORECAST / cores
        print(f"       {method}, {FORECAST:,} households on {cores} cores: {max(fixed, 0):.1f} s + {hours:.2f} h / {cores} = {wall / 60:.1f} minutes")
    print(
        f"       assumed: linear in rows, as measured up to {most:,}; as much work for each core as on {two} cores, measured from {one} to {two} only; no network"
    )
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]), int(sys.argv[3]), [int(size) for size in sys.argv[4:]])
    else:
        sys.exit(main())
