"""A whole register by the batch readers, against hand-written C and OpenFisca; exit status 1 where a limit is missed.

Run it alone, on a machine that does nothing else: ``python tests/bench/bench_population.py [households]``. The other engines' sides of the same
policy lie in a folder named by AIDRULES_BENCH (``gen.py``, ``impl_c.py``, ``impl_openfisca.py``); without it only the parts that need none of them
are run. All figures come from one run; each is the best of several rounds, since the rest of the machine only ever adds time.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import in_duckdb
import in_numpy
import policy
from measured import judged, seconds
from peers import PEERS, UNKNOWN

from aidrules.jurisdictions import huining
from aidrules.testing import register

SIZES = (10_000, 100_000, 1_000_000, 4_000_000)
STREAMED = 16
"""So many times the households go from Parquet to Parquet."""
LONGEST = 30
"""So many seconds at most for every output of a place."""
MEMORY: dict[str, Callable[[int], int]] = {"numpy": in_numpy.memory, "duckdb": in_duckdb.memory, "openfisca": in_numpy.memory_of_openfisca}


def main() -> int:
    """Measure, print, judge."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    book, sizes = policy.totals_rulebook(), [size for size in SIZES if size <= 4 * households]
    missed = in_numpy.agree_singly(book) + in_numpy.growth(book, sizes)
    missed += in_duckdb.agrees(book, 20_000) + in_duckdb.growth(book, sizes)
    if PEERS:
        missed += in_numpy.against_peers(book, households) + in_duckdb.against_openfisca(book, households)
        taken = {engine: int(apart("--memory", engine, str(households))) for engine in MEMORY}
        for engine in ("numpy", "duckdb"):
            shown = f"{taken[engine]} MB against OpenFisca's {taken['openfisca']} MB (less)"
            missed += judged(f"{engine}, extra memory", shown, taken[engine] < taken["openfisca"])
    else:
        print("AIDRULES_BENCH isn't set: the other engines weren't run")
    return 1 if missed + streams(STREAMED * households) + whole_place(households) else 0


def streams(households: int) -> int:
    """Parquet to Parquet, each process by itself: the high-water mark doesn't rise with the register."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        apart("--write", str(households), name)
        time, peak = apart("--stream", name).split()
        return in_duckdb.streamed(households, float(time), int(peak), folder)


def whole_place(households: int) -> int:
    """Every output of Huining: of households, and of as many townships, providers and counties."""
    book = huining.rulebook()
    outputs, whole = 0, 0.0
    for root in ("Household", "Township", "Provider", "County"):
        given = register(book.parts.program, households, root=root, unknown=UNKNOWN)
        outputs += len(book.batch(given, date(2022, 3, 15)).outputs)
        time = seconds(lambda given=given: book.batch(given, date(2022, 3, 15)), 1)  # type: ignore[misc]
        print(f"       huining, {households:,} of {root}: {time:.1f} s from Arrow tables")
        whole += time
    asked = sum(output.sort != "check" for output in book.outputs.values())
    missed = judged("huining, outputs computed", f"{outputs} of {asked}", outputs == asked)
    return missed + judged("huining, every output", f"{whole:.1f} s (less than {LONGEST} s)", whole < LONGEST)


def apart(*arguments: str) -> str:
    """What a process of its own prints last."""
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return (done.stdout.splitlines() or [""])[-1]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--memory", engine, number]:
            print(MEMORY[engine](int(number)))
        case ["--write", number, folder]:
            in_duckdb.write(policy.totals_rulebook(), int(number), Path(folder))
        case ["--stream", folder]:
            print(*in_duckdb.stream(Path(folder)))
        case _:
            sys.exit(main())
