"""How the benches of whole registers judge, take time and memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROUNDS = 5


def judged(name: str, figure: str, kept: bool) -> int:
    """Print a figure beside its limit; 1 where the limit is missed."""
    print(f"{'ok    ' if kept else 'MISSED'} {name}: {figure}", flush=True)
    return 0 if kept else 1


def seconds(run: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """The best wall-clock time of some rounds."""
    return by_turns({"": run}, rounds)[""]


def by_turns(runs: dict[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, float]:
    """The best time of each, taken by turns, so that what else the machine does falls on all."""
    found: dict[str, float] = {}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            found[name] = min(found.get(name, 1e9), time.perf_counter() - start)
    return found


def grows(name: str, sizes: Sequence[int], each: Sequence[float], tolerance: float = 1.25) -> int:
    """Whether the time for one, in nanoseconds, stays where it was as the rows grow."""
    shown = ", ".join(f"{size:,}: {one:.0f}" for size, one in zip(sizes, each, strict=True))
    kept = all(b <= tolerance * a for a, b in zip(each, each[1:], strict=False))
    return judged(f"{name}, nanoseconds a household by households", f"{shown} (none above {tolerance} × the smaller register's)", kept)


def extra(run: Callable[[], Any]) -> int:
    """How far the memory of the process rises above what it holds before, in MB; the kernel's high-water mark is set back first."""
    Path("/proc/self/clear_refs").write_text("5")
    before = held("VmRSS")
    result = run()
    found = held("VmHWM") - before
    del result
    return found


def held(what: str) -> int:
    """A line of the kernel's account of this process, in MB."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(what))
    return int(line.split()[1]) // 1024
