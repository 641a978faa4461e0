"""What a register is paid, household by household: whole fen, and for whom it isn't settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from aidrules.batch.extras import np
from aidrules.batch.progress import Progress
from aidrules.batch.result import Batch
from aidrules.batch.run import rule_values
from aidrules.batch.tables import Tables
from aidrules.decide.outcome import Outcome
from aidrules.errors import InvalidStudy, closest, names_given
from aidrules.facts.money import Money
from aidrules.graph.kinds import MONEY
from aidrules.graph.program import OutputSpec
from aidrules.lang.rule import Rule
from aidrules.rulebook.rulebook import Rulebook
from aidrules.study.measures import SCALE
from aidrules.study.words import WEIGHED

Array: TypeAlias = Any
Amounts: TypeAlias = Rule[..., Any] | str
"""A rule about the root of the register that gives money, or a fact of it that is money."""


@dataclass(frozen=True)
class Paid:
    """For each root subject of a register what it is granted in fen, and whether that is settled."""

    fen: Array
    settled: Array


def outputs_of(books: Sequence[Rulebook], tables: Tables, names: Sequence[str] | None) -> dict[str, OutputSpec]:
    """The outputs to add up: those named, or every monthly benefit that is received and in force under any of the rulebooks."""
    known = {name: spec for book in reversed(books) for name, spec in book.parts.program.outputs.items()}
    if names is None:
        live = {name for book in books for name in book.outputs}
        found = [spec for name, spec in known.items() if name in live and spec.amount and spec.per == "month" and spec.direction in ("", "receives")]
        found = [spec for spec in found if spec.sort == "benefit" and spec.model in tables.levels]
    else:
        found = []
        for name in names_given(names):
            if name not in known:
                raise InvalidStudy(f"no rulebook here has an output `{name[:64]}`; {closest(name[:64], known)}", code="study.output")
            found.append(known[name])
    unfit = [spec.name for spec in found if not spec.amount or spec.model not in tables.levels or spec.direction not in ("", "receives")]
    if unfit:
        raise InvalidStudy(f"`{unfit[0]}` pays no amount to anybody in these tables, so that it can't be added up", code="study.output")
    if not found:
        raise InvalidStudy("no monthly benefit is in force here; name the outputs to add up", code="study.output")
    if len({spec.per for spec in found}) > 1:
        shown = ", ".join(f"{spec.name} (per {spec.per})" for spec in found)
        raise InvalidStudy(f"amounts of different rhythms don't add up: {shown}; name outputs of one", code="study.per")
    return {spec.name: spec for spec in found}


def batch_of(book: Rulebook, tables: Tables, on: date, outputs: Sequence[str], progress: Progress | None = None) -> Batch:
    """A register decided by a rulebook, as far as it knows the outputs."""
    return book.batch(tables, on, [name for name in outputs if name in book.parts.program.outputs], progress=progress)


def paid(batch: Batch, specs: dict[str, OutputSpec]) -> Paid:
    """What each root subject is granted in all, and whether every item of it is settled; an open discretion isn't."""
    tables = batch.tables
    fen, open_ = np.zeros(tables.rows, np.int64), np.zeros(tables.rows, bool)
    for name in batch.outputs:
        level = tables.levels[specs[name].model]
        outcome = batch.column(name, "outcome")
        amounts = np.where(outcome == Outcome.GRANTED.code, batch.column(name, "amount_fen"), 0)
        unsettled = (outcome == Outcome.UNDETERMINED.code) | (outcome == Outcome.DISCRETIONARY.code)
        fen += _by_root(amounts, level.roots, tables.rows)
        open_ |= _by_root(unsettled.astype(np.int64), level.roots, tables.rows) > 0
        open_ |= _not_known(tables, specs[name].model)
    return Paid(fen, ~open_)


def _by_root(values: Array, roots: Array | None, rows: int) -> Array:
    """Whole numbers added up for each root subject, exactly; rows stand in the order of the roots."""
    if roots is None:
        return values
    summed = np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
    ends = np.searchsorted(roots, np.arange(rows + 1))
    return summed[ends[1:]] - summed[ends[:-1]]


def _not_known(tables: Tables, model: str) -> Array:
    """Which root subjects have parts of a model that aren't known."""
    found = np.zeros(tables.rows, bool)
    while model != tables.root:
        owner, relation = tables.program.parents[model]
        level = tables.levels[owner]
        known = level.relations[relation]
        if known is not None:
            found |= _by_root((~known).astype(np.int64), level.roots, tables.rows) > 0
        model = owner
    return found


def weights_of(tables: Tables) -> Array:
    """The register's own weights in millionths; one for each row where it has none."""
    return np.full(tables.rows, SCALE, np.int64) if tables.weights is None else tables.weights


def weighed(by: str, tables: Tables) -> tuple[str, str]:
    """By what a register is counted, in words."""
    return WEIGHED[by if tables.weights is not None or by == "row" else f"{by}, one for each"]


def persons_in(tables: Tables) -> Array | None:
    """How many persons each root subject has: the rows of its first relation; None where it has no parts."""
    relations = [relation.model for relation in tables.program.models[tables.root].relations]
    if not relations:
        return None
    level = tables.levels["Person" if "Person" in relations else relations[0]]
    assert level.roots is not None  # it stands below the root
    return np.bincount(level.roots, minlength=tables.rows).astype(np.int64)


def amounts_of(book: Rulebook, tables: Tables, on: date, what: Amounts) -> tuple[Array, Array]:
    """Amounts for each root subject in fen, and where they are known."""
    name = what if isinstance(what, str) else getattr(what, "name", "")
    facts = tables.levels[tables.root].table.model.facts
    money = {fact.name for fact in facts if fact.kind == MONEY}
    if name in money:
        held = tables.levels[tables.root].facts[name]
        return held.values, np.ones(tables.rows, bool) if held.known is None else held.known
    rules = {rule.name for rule in book.rules.values() if rule.kind == MONEY and rule.model == tables.root}
    if name not in rules:
        near = closest(name[:64], money | rules)
        raise InvalidStudy(f"`{name[:64]}` is neither an amount nor a rule that gives one for a {tables.root}; {near}", code="study.amounts")
    found = rule_values(replace(tables, program=book.parts.program), book.parts.figures, book.figures(on), [name])[name]
    return found["value"], found["known"]


def with_values(tables: Tables, model: str, fact: str, values: Array, known: Array | None) -> Tables:
    """The same register with other values of one fact."""
    level = tables.levels[model]
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    held = replace(level.facts[fact], values=values, known=known, low=low, high=high)
    return replace(tables, levels={**tables.levels, model: replace(level, facts={**level.facts, fact: held})})


def fen_of(what: Money, name: str) -> int:
    """An amount that was given, as fen."""
    if not isinstance(what, Money):
        raise InvalidStudy(f'`{name}` is an amount: Money("100.00")', code="study.amounts")
    return what.fen
