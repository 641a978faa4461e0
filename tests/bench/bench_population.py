"""A whole register: the reference policy by the batch readers, against hand-written C and OpenFisca; exit status 1 where a limit is missed.

Run it alone: ``python tests/bench/bench_population.py [households]``. The other engines' sides of the same policy lie in a folder named by
AIDRULES_BENCH (``gen.py``, ``impl_c.py``, ``impl_openfisca.py``); without it only the parts that need none of them are run. All figures come
from one run; each is the best of several rounds, since the rest of the machine only ever adds time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
PEERS = os.environ.get("AIDRULES_BENCH", "")
if PEERS:
    sys.path.insert(0, PEERS)

import numpy as np
import policy
import pyarrow as pa

from aidrules.decide.outcome import Outcome
from aidrules.testing import register

DAY = date(2024, 6, 15)
UNKNOWN = 0.02
ROUNDS = 5
SIZES = (10_000, 100_000, 1_000_000, 4_000_000)
GRADES = ("none", "first", "second", "third", "fourth")
MEMBER = {
    "age": "age", "monthly_income_fen": "monthly_income", "monthly_pension_fen": "pension", "employed": "employed", "medical_fen": "medical",
    "township_days": "esc_town", "county_days": "esc_county", "city_days": "esc_city", "has_supporter": "supporter",
}  # fmt: skip
HOME = {"assets_fen": "assets", "income_last_year_fen": "last_year_income", "months_since_rise": "months_rose", "permit": "permit"}


def main() -> int:
    """Measure, print, judge."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    book = policy.totals_rulebook()
    missed = agree_singly(book) + grows(book, [size for size in SIZES if size <= 4 * households])
    if PEERS:
        missed += against_peers(book, households)
    else:
        print("AIDRULES_BENCH isn't set: the other engines weren't run")
    return 1 if missed else 0


def judged(name: str, figure: str, kept: bool) -> int:
    print(f"{'ok    ' if kept else 'MISSED'} {name}: {figure}", flush=True)
    return 0 if kept else 1


def seconds(run: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """The best wall-clock time of some rounds."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def agree_singly(book: Any) -> int:
    """What a batch says of a household is what a single decision says."""
    tables = register(book.parts.program, 300, root="Home", unknown=UNKNOWN)
    result = book.batch(tables, DAY)
    wrong = 0
    for key in range(1, 301):
        for item in result.decide(key).items:
            row = key - 1
            amount = int(result.column(item.output, "amount_fen")[row]) if result.column(item.output, "amount_known")[row] else None
            outcome = list(Outcome)[result.column(item.output, "outcome")[row]]
            wrong += (outcome, amount) != (item.outcome, None if item.amount is None else item.amount.fen)
    return judged("a register against single decisions", f"{wrong} of 2,100 items differ", wrong == 0)


def grows(book: Any, sizes: list[int]) -> int:
    """Time grows no faster than the rows."""
    each = []
    for size in sizes:
        tables = book.tables(register(book.parts.program, size, root="Home", unknown=UNKNOWN))
        each.append(seconds(lambda tables=tables: book.batch(tables, DAY), 3) / size * 1e9)  # type: ignore[misc]
    shown = ", ".join(f"{size:,}: {one:.0f}" for size, one in zip(sizes, each, strict=True))
    return judged(
        "nanoseconds a household, by households",
        f"{shown} (no size above 1.25 × the smaller ones)",
        all(b <= 1.25 * a for a, b in zip(each, each[1:], strict=False)),
    )


def against_peers(book: Any, households: int) -> int:
    """The same population on every engine, in one run."""
    import gen
    import impl_c
    import impl_openfisca

    population = gen.load(households)
    sure, open_ = tables_of(population, 0), tables_of(population, UNKNOWN)
    columns = impl_c.prepare(population)
    expected = impl_c.run(population, cols=columns)
    missed = 0
    result = book.batch(sure, DAY)
    wrong = sum(int((result.column(f"sum.{name}", "amount_fen") != expected[name]).sum()) for name in gen.OUTS)
    missed += judged("all known, against C", f"{wrong} of {7 * households:,} totals differ", wrong == 0)
    system = impl_openfisca.system()
    found = impl_openfisca.run(system, population)
    assert all((found[name] == expected[name]).all() for name in gen.OUTS), "OpenFisca differs from C"
    del found, result
    prepared = book.tables(open_)
    c = seconds(lambda: impl_c.run(population, cols=columns, out=expected))
    ours = seconds(lambda: book.batch(prepared, DAY))
    whole = seconds(lambda: book.batch(open_, DAY))
    openfisca = seconds(lambda: impl_openfisca.run(system, population), 3)
    for name, time_ in (("C, one thread", c), ("numpy, tables read before", ours), ("numpy, from Arrow tables", whole), ("OpenFisca, no unknowns", openfisca)):
        print(f"       {name}: {time_ / households * 1e9:.0f} ns a household, {time_ / c:.1f} × C")
    missed += judged("numpy, three-valued, 2 % unknown, against one-thread C", f"{ours / c:.1f} × (at most 5 ×)", ours <= 5 * c)
    missed += judged("numpy, end to end, against OpenFisca", f"{openfisca / whole:.1f} × faster (at least 4 ×)", openfisca >= 4 * whole)
    ours_memory, theirs = (memory(engine, households) for engine in ("numpy", "openfisca"))
    missed += judged("extra memory", f"{ours_memory} MB against OpenFisca's {theirs} MB (less)", ours_memory < theirs)
    return missed


def tables_of(population: dict[str, Any], unknown: float) -> dict[str, pa.Table]:
    """The population of the other engines as tables, with a share of every fact unknown."""
    draw = np.random.default_rng(5)
    p, h = population["p"], population["h"]

    def column(values: Any) -> pa.Array:
        return pa.array(values, mask=draw.random(len(values)) < unknown if unknown else None)

    def terms(codes: Any, values: tuple[str, ...]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(column(codes.astype(np.int8)), pa.array(values))

    home = {"id": pa.array(np.arange(population["n"])), "area": terms(1 - h["urban"].astype(np.int8), ("urban", "rural"))}
    member = {"home_id": pa.array(population["hid"]), "id": pa.array(np.arange(population["m"]))}
    member |= {"grade": terms(p["grade"], GRADES), "of_mind": column(p["kind"] >= 5), "self_care": terms(p["self_care"], ("able", "partly", "unable"))}
    return {
        "home": pa.table(home | {name: column(h[of]) for name, of in HOME.items()}),
        "member": pa.table(member | {name: column(p[of]) for name, of in MEMBER.items()}),
    }


def memory(engine: str, households: int) -> int:
    """How many MB an engine needs beyond its inputs, in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--memory", engine, str(households)], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def measure_memory(engine: str, households: int) -> None:
    import gen

    population = gen.load(households)
    if engine == "numpy":
        book, tables = policy.totals_rulebook(), tables_of(population, UNKNOWN)
        population.clear()
        book.batch(register(book.parts.program, 1000, root="Home"), DAY)
        print(extra(lambda: book.batch(tables, DAY)))
    else:
        import impl_openfisca

        system = impl_openfisca.system()
        impl_openfisca.run(system, gen.load(10_000))
        print(extra(lambda: impl_openfisca.run(system, population)))


def extra(run: Callable[[], Any]) -> int:
    """How far the memory of the process rises above what it holds before, in MB; the kernel's high-water mark is set back first."""
    Path("/proc/self/clear_refs").write_text("5")
    before = held("VmRSS")
    result = run()
    found = held("VmHWM") - before
    del result
    return found


def held(what: str) -> int:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(what))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        measure_memory(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main())
