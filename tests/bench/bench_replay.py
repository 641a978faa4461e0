"""Replaying records against deciding the same cases from JSON to JSON; exit status 1 where it is less than half as fast.

Run it alone: ``python tests/bench/bench_replay.py``. Processor time of 1,000 records of the whole plan, the collector off; the median of rounds.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from bench_single import CASE, WHOLE

from aidrules import read_case
from aidrules.audit.replay import replay_all

NUMBER = 1_000
ROUNDS = 3
LIMIT = 0.5
MOST_GROWTH = 16 * 1024 * 1024


def main() -> int:
    """Measure, print, judge."""
    cases = [case(number) for number in range(NUMBER)]
    records = [decided(each).record().to_json() for each in cases]
    replays = replay_all(records[:1])
    assert all(found.identical for found in replays), replays.tally
    deciding = seconds(lambda: [decided(each).to_json(reasons=False, clauses="ids") for each in cases])
    replaying = seconds(lambda: tallied(records))
    ratio = deciding / replaying
    print(f"deciding {NUMBER / deciding:.0f} a second, replaying {NUMBER / replaying:.0f} a second, {statistics.mean(map(len, records)):.0f} bytes a record")
    print(f"{'ok    ' if ratio >= LIMIT else 'MISSED'} replaying is {ratio:.2f} × as fast as deciding (at least {LIMIT} ×)")
    growth = grown(records[0])
    print(f"{'ok    ' if growth <= MOST_GROWTH else 'MISSED'} a stream of 5,000 holds {growth / 2**20:.1f} MiB more at its end than at its start")
    return 0 if ratio >= LIMIT and growth <= MOST_GROWTH else 1


def case(number: int) -> bytes:
    """A case that differs from the others."""
    document = json.loads(CASE)
    document["household"]["id"] = f"h{number}"
    for member in document["household"]["members"]:
        member["monthly_earnings"] = f"{number % 900}.00"
    return json.dumps(document).encode()


def decided(data: bytes) -> Any:
    found = read_case(data)
    return WHOLE.decide(found.subject, found.on, found.choices)


def tallied(records: list[str]) -> None:
    replays = replay_all(records)
    for _ in replays:
        pass
    assert replays.tally == {"identical": len(records)}, replays.tally


def grown(record: str) -> int:
    """How much more memory is held after a long stream than after its first records."""

    def stream() -> Iterator[str]:
        for number in range(5000):
            if number == 100:
                gc.collect()
                tracemalloc.start()
            yield record

    replays = replay_all(stream())
    for _ in replays:
        pass
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held


def seconds(run: Callable[[], Any]) -> float:
    found = []
    gc.disable()
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
        gc.collect()
    gc.enable()
    return statistics.median(found)


if __name__ == "__main__":
    sys.exit(main())
