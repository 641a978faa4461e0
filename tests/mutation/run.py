"""Mutates the source of `decide`, money, dates and rounding with mutmut, and prints what the tests find, module by module.

    python tests/mutation/run.py [--keep] [--jobs N] [--survivors] [MUTANTS ...]

Ends with status 1 where less than 85 % are found, in the whole or in a room (decide, facts, …), and 2 where there is nothing to count.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = ROOT / "mutants"
FLOOR = 85
KILLED, SURVIVED, NO_TESTS, TIMEOUT = "killed", "survived", "no test", "timeout"
HOW = {0: SURVIVED, 1: KILLED, 3: KILLED, 5: NO_TESTS, 33: NO_TESTS, 24: TIMEOUT, -24: TIMEOUT, 152: TIMEOUT}
"""What the exit status under a mutant means: 1 is a test that failed, 3 a pytest that did; the 24s are a limit of time."""


def mutate(jobs: int, names: list[str], *, keep: bool) -> None:
    """Run mutmut: every mutant that isn't tried yet, or those named."""
    if not keep:
        shutil.rmtree(MADE, ignore_errors=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = shutil.which("mutmut", path=str(Path(sys.executable).parent)) or "mutmut"
    subprocess.run([command, "run", "--max-children", str(jobs), *names], cwd=ROOT, env=environment, check=True)


def found() -> dict[str, dict[str, str]]:
    """For each module what became of each of its mutants."""
    modules = {}
    for file in sorted(MADE.glob("src/**/*.py.meta")):
        results = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
        if results:
            modules[str(file.relative_to(MADE / "src/aidrules"))[: -len(".py.meta")]] = {
                name: "untried" if code is None else HOW.get(code, f"status {code}") for name, code in results.items()
            }
    return modules


def share(counts: Counter[str]) -> float:
    """How many in a hundred are found; one that never ends is found by its time."""
    return 100 * (counts[KILLED] + counts[TIMEOUT]) / counts.total()


def line(name: str, counts: Counter[str]) -> str:
    others = counts.total() - sum(counts[how] for how in (KILLED, TIMEOUT, SURVIVED))
    return f"| {name} | {counts.total()} | {counts[KILLED]} | {counts[TIMEOUT]} | {counts[SURVIVED]} | {others} | {share(counts):.1f}% |"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="mutants to try again, such as 'aidrules.facts.money.*'")
    parser.add_argument("--keep", action="store_true", help="go on with what an earlier run left in mutants/")
    parser.add_argument("--jobs", type=int, default=2, help="mutants tried at once")
    parser.add_argument("--survivors", action="store_true", help="name those that no test finds; `mutmut show NAME` shows one")
    options = parser.parse_args()
    mutate(options.jobs, options.names, keep=options.keep or bool(options.names))
    modules = found()
    if not modules:
        print("there are no mutants")
        return 2
    counts = {name: Counter(results.values()) for name, results in modules.items()}
    print("\n| module | mutants | killed | out of time | survived | other | found |\n|---|---|---|---|---|---|---|")
    for name, tally in counts.items():
        print(line(name, tally))
    rooms: dict[str, Counter[str]] = {}
    for name, tally in counts.items():
        for room in (name.partition("/")[0], "all"):
            rooms.setdefault(room, Counter()).update(tally)
    for name, tally in sorted(rooms.items(), key=lambda room: room[1].total()):
        print(line(f"**{name}**", tally))
    if options.survivors:
        print(*(f"{how}: {name}" for results in modules.values() for name, how in results.items() if how not in (KILLED, TIMEOUT)), sep="\n")
    below = [name for name, tally in rooms.items() if share(tally) < FLOOR]
    if below:
        print(f"below {FLOOR} %: {', '.join(below)}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
