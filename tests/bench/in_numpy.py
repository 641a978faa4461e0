"""The numpy reader on the reference policy: against single decisions, one-thread C and OpenFisca."""

from __future__ import annotations

from typing import Any

import policy
from measured import by_turns, extra, grows, judged, seconds
from peers import DAY, UNKNOWN, tables_of

from aidrules.decide.outcome import Outcome
from aidrules.testing import register

AGAINST_C = 5
"""So many times the time of one-thread C at most."""
AGAINST_OPENFISCA = 4
"""So many times faster than OpenFisca at least."""


def agree_singly(book: Any) -> int:
    """What a batch says of a household is what a single decision says."""
    tables = register(book.parts.program, 300, root="Home", unknown=UNKNOWN)
    result = book.batch(tables, DAY)
    wrong = items = 0
    for key in range(1, 301):
        for item in result.decide(key).items:
            row = key - 1
            amount = int(result.column(item.output, "amount_fen")[row]) if result.column(item.output, "amount_known")[row] else None
            outcome = list(Outcome)[result.column(item.output, "outcome")[row]]
            wrong += (outcome, amount) != (item.outcome, None if item.amount is None else item.amount.fen)
            items += 1
    return judged("numpy, a register against single decisions", f"{wrong} of {items:,} items differ", wrong == 0)


def growth(book: Any, sizes: list[int]) -> int:
    """Time grows no faster than the rows."""
    each = []
    for size in sizes:
        tables = book.tables(register(book.parts.program, size, root="Home", unknown=UNKNOWN))
        each.append(seconds(lambda tables=tables: book.batch(tables, DAY), 3) / size * 1e9)  # type: ignore[misc]
    return grows("numpy", sizes, each)


def against_peers(book: Any, households: int) -> int:
    """The same population on every engine, by turns."""
    import gen
    import impl_c
    import impl_openfisca

    population = gen.load(households)
    sure, open_ = tables_of(population, 0), tables_of(population, UNKNOWN)
    columns = impl_c.prepare(population)
    expected = impl_c.run(population, cols=columns)
    result = book.batch(sure, DAY)
    wrong = sum(int((result.column(f"sum.{name}", "amount_fen") != expected[name]).sum()) for name in gen.OUTS)
    missed = judged("numpy, all known, against C", f"{wrong} of {7 * households:,} totals differ", wrong == 0)
    system = impl_openfisca.system()
    found = impl_openfisca.run(system, population)
    assert all((found[name] == expected[name]).all() for name in gen.OUTS), "OpenFisca differs from C"
    del found, result
    prepared = book.tables(open_)
    times = by_turns(
        {
            "C, one thread": lambda: impl_c.run(population, cols=columns, out=expected),
            "numpy, tables read before": lambda: book.batch(prepared, DAY),
            "numpy, from Arrow tables": lambda: book.batch(open_, DAY),
            "OpenFisca, no unknowns": lambda: impl_openfisca.run(system, population),
        }
    )
    c, ours, whole, openfisca = times.values()
    for name, time in times.items():
        print(f"       {name}: {time / households * 1e9:.0f} ns a household, {time / c:.1f} × C")
    shown = f"{ours / c:.1f} × (at most {AGAINST_C} ×)"
    missed += judged(f"numpy, three-valued, {UNKNOWN:.0%} unknown, against one-thread C", shown, ours <= AGAINST_C * c)
    shown = f"{openfisca / whole:.1f} × faster (at least {AGAINST_OPENFISCA} ×)"
    return missed + judged("numpy, end to end, against OpenFisca", shown, openfisca >= AGAINST_OPENFISCA * whole)


def memory(households: int) -> int:
    """How many MB a run needs beyond its tables."""
    import gen

    book, tables = policy.totals_rulebook(), tables_of(gen.load(households), UNKNOWN)
    book.batch(register(book.parts.program, 1000, root="Home"), DAY)
    return extra(lambda: book.batch(tables, DAY))


def memory_of_openfisca(households: int) -> int:
    """The same of OpenFisca."""
    import gen
    import impl_openfisca

    population, system = gen.load(households), impl_openfisca.system()
    impl_openfisca.run(system, gen.load(10_000))
    return extra(lambda: impl_openfisca.run(system, population))
