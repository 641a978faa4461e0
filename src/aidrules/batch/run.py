"""Runs generated numpy code over a register, chunk by chunk and in threads: each chunk's columns stay near the processor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from aidrules.batch.arrow import Array
from aidrules.batch.extras import np
from aidrules.batch.outcomes import Outcomes, Slot
from aidrules.batch.progress import Progress
from aidrules.batch.ranges import Known, declared, prove
from aidrules.batch.tables import Tables
from aidrules.batch.vectors import FUNCTIONS
from aidrules.decide.compiled import generate
from aidrules.decide.table import DayFigures
from aidrules.errors import Unsupported, WrongArgument
from aidrules.graph.program import OutputSpec
from aidrules.standards.figures import Figures

CHUNK: Final = 80_000
"""So many root subjects are worked on at a time; fewer where each has many parts. With fewer, threads wait for each other's Python."""
MOST_ROWS: Final = 4 * CHUNK
"""So many rows of one table are worked on at a time, on average."""
MOST_CODE: Final = 400_000
"""Longer code than that is refused: a program of that size isn't law any more."""


@dataclass(frozen=True)
class Generated:
    """The code of some outputs or rules over a register, with what it reads and fills."""

    source: str
    function: Callable[..., None]
    columns: Sequence[tuple[str, str]]
    constants: Sequence[Any]
    slots: Sequence[Slot]
    causes: Sequence[str]


def check_range(tables: Tables, figures: Figures, day: DayFigures, rules: Iterable[str]) -> None:
    """Nothing leaves 64 bits: proven from the models' bounds, and where these are too wide from the register's own."""
    names = list(rules)
    try:
        prove(tables.program, declared(tables.program, figures), names)
    except Unsupported:
        values = {path: held if isinstance(held, tuple) else (held,) for path, held in zip(tables.program.standards, day.values, strict=True)}
        prove(tables.program, Known(tables.bounds(), values, tables.longest()), names)


def generated(tables: Tables, day: DayFigures, outputs: Iterable[tuple[OutputSpec, bool]], rules: Iterable[str] = (), *, settling: bool = False) -> Generated:
    """The code for some outputs, each with whether it is in force, and for the plain values of some rules."""
    writer = Outcomes(tables, day)
    for output, in_force in outputs:
        if in_force:
            writer.output(output, settling)
        else:
            writer.absent(output, settling)
    for rule in rules:
        writer.plain(rule)
    lines = ["def run(n, s, u, c, t, o):"]
    for name, number in (("n", len(tables.levels)), ("s", len(tables.levels)), ("u", len(tables.levels))):
        lines += [f"    {name}{place} = {name}[{place}]" for place in range(number)]
    lines += [f"    {what}{place} = c[{place}]" for place, (what, _) in enumerate(writer.columns)]
    lines += [f"    t{place} = t[{place}]" for place in range(len(writer.constants))]
    lines += [f"    o{place} = o[{place}]" for place in range(len(writer.slots))]
    lines += [f"    {line}" for line in writer.text(writer.last)] or ["    pass"]
    source = "\n".join(lines) + "\n"
    if len(source) > MOST_CODE:
        raise Unsupported("these rules are too long to be read for a register", code="batch.size")
    space: dict[str, Any] = dict(FUNCTIONS)
    generate(f"<aidrules batch {tables.root}>", source, space)
    return Generated(source, space["run"], writer.columns, writer.constants, writer.slots, list(writer.codes))


def run(tables: Tables, code: Generated, *, threads: int = 2, chunk: int | None = None, progress: Progress | None = None) -> list[Array]:
    """Fill every slot for every subject; the result is the same for any number of threads and any size of chunk.

    ``progress`` is told the root subjects done after each chunk; what it raises ends the run.
    """
    widest = max(level.rows for level in tables.levels.values())
    chunk = chunk or max(1, min(CHUNK, MOST_ROWS * tables.rows // max(widest, 1)))
    results = [np.empty(tables.levels[slot.level].rows, slot.dtype) for slot in code.slots]
    inputs = [_input(tables, *entry) for entry in code.columns]
    names = list(tables.levels)

    def one(low: int) -> None:
        spans = _spans(tables, low, min(low + chunk, tables.rows))
        starts, ups = [], []
        for model in names:
            level = tables.levels[model]
            first, last = spans[level.table.owner] if level.table.owner else (0, 0)
            starts.append(None if level.starts is None else level.starts[first : last + 1] - level.starts[first])
            ups.append(None if level.up is None else level.up[slice(*spans[model])] - first)
        sizes = [spans[model][1] - spans[model][0] for model in names]
        columns = [values[slice(*spans[model])] for model, values in inputs]
        filled = [result[slice(*spans[slot.level])] for slot, result in zip(code.slots, results, strict=True)]
        code.function(sizes, starts, ups, columns, code.constants, filled)

    if type(threads) is not int:
        raise WrongArgument("`threads` is a whole number", code="argument.threads")
    lows = range(0, tables.rows, chunk)
    if threads > 1 and len(lows) > 1:
        pool = ThreadPoolExecutor(threads)
        try:
            for number, _ in enumerate(pool.map(one, lows), start=1):
                _tell(progress, number * chunk, tables.rows)
        finally:  # also where the run is ended from outside: what hasn't begun isn't begun
            pool.shutdown(cancel_futures=True)
    else:
        for low in lows:
            one(low)
            _tell(progress, low + chunk, tables.rows)
    return results


def _tell(progress: Progress | None, done: int, of: int) -> None:
    if progress is not None:
        progress(min(done, of), of)


def _spans(tables: Tables, low: int, high: int) -> dict[str, tuple[int, int]]:
    """For each model the rows that belong to some of the root's."""
    spans: dict[str, tuple[int, int]] = {}
    for model, level in tables.levels.items():  # owners first
        if level.starts is None:
            spans[model] = (low, high)
        else:
            first, last = spans[level.table.owner]
            spans[model] = (int(level.starts[first]), int(level.starts[last]))
    return spans


def _input(tables: Tables, what: str, path: str) -> tuple[str, Array]:
    model, _, name = path.partition("/")
    level = tables.levels[model]
    if what == "r":
        return model, level.relations[name]
    held = level.facts[name]
    return model, held.values if what == "c" else held.known


def rule_values(
    tables: Tables, figures: Figures, day: DayFigures, rules: Sequence[str], *, threads: int = 2, chunk: int | None = None
) -> dict[str, dict[str, Array]]:
    """The plain values of some rules for their subjects, and where they are known: what tests and studies read."""
    check_range(tables, figures, day, rules)
    code = generated(tables, day, (), rules)
    found: dict[str, dict[str, Array]] = {}
    for slot, result in zip(code.slots, run(tables, code, threads=threads, chunk=chunk), strict=True):
        found.setdefault(slot.of, {})[slot.what] = result
    return found
