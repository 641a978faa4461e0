"""One register decided by every reader: the numpy reader against DuckDB, the compiled reader and the interpreter, item by item.

Run it for more than the suite does: ``python tests/laws/batch_agreement.py 100000 [place …]``; exit status 1 where anything differs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from aidrules import Rulebook
from aidrules.batch import duck
from aidrules.batch.cases import document
from aidrules.batch.columns import snake
from aidrules.batch.tables import Tables
from aidrules.decide.interpreter import Interpreter
from aidrules.decide.layout import Row
from aidrules.decide.outcome import Outcome, Plan, settle
from aidrules.facts.roots import ROOTS
from aidrules.jurisdictions import PLACES, rulebook_of
from aidrules.testing import register

DAY = date(2022, 3, 15)
SUPPLIED: dict[str, Any] = {
    "care.monthly_standard": {"self_care": "70.00", "full_care": "400.00"},
    "dibao.monthly_standard": {"urban": "700.00", "rural": "480.00"},
    "dibao.asset_limit": "30000.00",
    "tekun.monthly_standard": {"urban": "910.00"},
    "price_subsidy.fast_rise": True,
    "price_subsidy.amount": "200.00",
    "price_subsidy.spring_festival": "2022-02-01",
    "insurance.own_contribution": {"rural_cooperative": "60.00"},
    "new_residents.policy": True,
}
"""Local figures, some of them left out, so that missing ones are met too."""
Item = tuple[str, bool | None, int | None]
"""An outcome, whether entitled, the amount in fen."""


def book_of(place: str) -> Rulebook:
    """The rulebook of a place, with those of the local figures that it reads."""
    read = rulebook_of(place).parts.program.standards
    return rulebook_of(place, {path: figure for path, figure in SUPPLIED.items() if path in read})


def roots_of(book: Rulebook) -> list[str]:
    """The root models that some output of a rulebook speaks about."""
    program = book.parts.program
    found = {[output.model, *program.above(output.model)][-1] for output in book.outputs.values() if output.model}
    known = [model.__name__ for model in ROOTS.values()]
    return sorted(root for root in found if root in known)


def by_batch(book: Rulebook, tables: Tables, day: date = DAY) -> dict[str, list[Item]]:
    """For each output its items in the order of the tables, by the numpy reader."""
    result, found = book.batch(tables, day), {}
    for output in result.outputs:
        outcomes, entitled = result.column(output, "outcome").tolist(), result.column(output, "entitled").tolist()
        amounts: list[int | None] = [None] * len(outcomes)
        if book.outputs[output].amount:
            pairs = zip(result.column(output, "amount_fen").tolist(), result.column(output, "amount_known").tolist(), strict=True)
            amounts = [amount if known else None for amount, known in pairs]
        values = [outcome.value for outcome in Outcome]
        signs = {1: True, 0: False, -1: None}
        found[output] = [(values[a], signs[b], c) for a, b, c in zip(outcomes, entitled, amounts, strict=True)]
    return found


def shown(plan: Plan, row: Row) -> Item:
    """An item as a decision shows it."""
    settled = settle(plan, row)
    return settled.outcome.value, settled.entitled, row[plan.amount] if settled.said and plan.amount is not None else None


def singly(book: Rulebook, tables: Tables, rows: range, *, interpreted: bool, day: date = DAY) -> Iterator[dict[str, list[Item]]]:
    """For each root subject its items by output, decided alone: by the interpreter, or by the compiled reader."""
    program, layout = book.parts.program, book._engine.layout
    figures, model = book.figures(day), book.parts.classes[tables.root]
    in_force = book._engine.basis(day, None).in_force
    plans = [(name, output.model, Plan(output, layout)) for name, output in book.outputs.items() if output.sort != "check" and output.model in tables.levels]
    for row in rows:
        case = model.read(document(tables, row))
        if interpreted:
            root = layout.load(case, program.models[tables.root])
            Interpreter(layout, day, figures).fill(root, tables.root)
        else:
            root = book.values(case, day)[layout.numbers[tables.root]][0]
        found: dict[str, list[Item]] = {name: [] for name, _, _ in plans}
        of_model: dict[str, list[Any]] = {}
        for owner, subject in layout.walk(root, tables.root):
            of_model.setdefault(owner, []).append(subject)
        for name, owner, plan in plans:
            for subject in of_model.get(owner, ()):
                found[name].append(shown(plan, subject) if name in in_force else ("not_in_force", None, None))
        yield found


def by_duckdb(book: Rulebook, given: Mapping[str, pa.Table], tables: Tables, day: date = DAY) -> int:
    """How many items DuckDB and the numpy reader don't have in common: each counts once for each reader that alone has it."""
    result, wrong = book.batch(tables, day), 0
    with duck.duckdb.connect(config=duck.SETTINGS) as connection:
        models = dict.fromkeys(book.outputs[output].model for output in result.outputs)
        found = {model: duck.run(book, given, day, [output for output in result.outputs if book.outputs[output].model == model], of=model) for model in models}
        for output in result.outputs:
            whole, prefix = found[book.outputs[output].model], output.replace(".", "__")
            own = {f"{prefix}_outcome": "outcome", f"{prefix}_fen": "amount_fen"}
            kept = [name for name in whole.column_names if name in own or name.endswith("_id")]
            theirs = whole.select(kept).rename_columns([own.get(name, name) for name in kept])
            ours = result.table(output).drop_columns(["entitled"]).select(theirs.column_names)
            connection.from_arrow(ours).create_view("ours", replace=True)
            connection.from_arrow(theirs).create_view("theirs", replace=True)
            for one, other in (("ours", "theirs"), ("theirs", "ours")):
                number = connection.sql(f"SELECT count(*) FROM (SELECT * FROM {one} EXCEPT ALL SELECT * FROM {other})").fetchall()
                wrong += number[0][0]
    return wrong


def differences(book: Rulebook, root: str, households: int, *, interpreted: int, seed: int = 1, unknown: float = 0.05) -> int:
    """How many items of a register differ between the readers; the interpreter decides only the first so many."""
    given = register(book.parts.program, households, root=root, seed=seed, unknown=unknown)
    tables = book.tables(given)
    batch = by_batch(book, tables)
    wrong = by_duckdb(book, given, tables)
    for limit, slow in ((households, False), (interpreted, True)):
        at = dict.fromkeys(batch, 0)
        for case in singly(book, tables, range(limit), interpreted=slow):
            for output, items in case.items():
                wrong += sum(one != other for one, other in zip(items, batch[output][at[output] : at[output] + len(items)], strict=True))
                at[output] += len(items)
        if limit == households:
            wrong += sum(len(batch[output]) != number for output, number in at.items())
    return wrong


def main() -> int:
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    missed = 0
    for place in sys.argv[2:] or PLACES:
        book = book_of(place)
        for root in roots_of(book):
            start = time.perf_counter()
            wrong = differences(book, root, households, interpreted=households)
            missed += wrong
            print(f"{place}, {households:,} of {snake(root)}: {wrong} items differ; {time.perf_counter() - start:.0f} s", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
