"""Marginal effective tax rates: of a little more of one income, the share that benefits take back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from aidrules.batch.extras import np
from aidrules.batch.tables import Tables
from aidrules.errors import InvalidStudy, closest
from aidrules.graph.kinds import MONEY
from aidrules.study.measures import Array, Exact, counted, running, share, weighted
from aidrules.study.register import Paid, with_values

BANDS: Final[tuple[str, ...]] = ("below 0 %", "0 %", "up to 50 %", "50 % to below 100 %", "100 %", "above 100 %")
"""Bands of rates, each exact; the last is where more income leaves less in hand."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How much of a step more of an income is taken back. ``mean`` and ``median`` are exact, 1 is all of it; None where nobody has that income.

    ``households`` is the weight that it rests on: those with that income, settled before the step and after it. ``bands`` shares them out.
    """

    households: Exact
    mean: Exact | None
    median: Exact | None
    bands: Mapping[str, Exact]


def earners(tables: Tables, fact: str) -> tuple[str, str, Array]:
    """The model and name of an income, and the row of each root subject whose income is raised: the first that has some; -1 where none."""
    if not isinstance(fact, str):
        raise InvalidStudy('`earnings` is an amount of the tables: "Person.monthly_earnings"', code="study.fact")
    model, _, name = fact.rpartition(".")
    model = model or tables.root
    incomes = {f"{other}.{each.name}" for other, level in tables.levels.items() for each in level.table.model.facts if each.kind == MONEY}
    if f"{model}.{name}" not in incomes:
        raise InvalidStudy(f"`{fact[:64]}` isn't an amount of these tables; {closest(fact[:64], incomes)}", code="study.fact")
    level = tables.levels[model]
    held = level.facts[name]
    has = held.values > 0 if held.known is None else (held.values > 0) & held.known
    rows = np.flatnonzero(has)
    first = np.full(tables.rows, -1, np.int64)
    first[(rows if level.roots is None else level.roots[rows])[::-1]] = rows[::-1]
    return model, name, first


@dataclass(frozen=True)
class Taken:
    """What of a step more each root subject loses again, in fen, and who is ``asked``: who has the income and is settled before and after it."""

    fen: Array
    asked: Array
    step: int

    def rates(self, of: Array, weights: Array) -> Rates:
        """The rates of the root subjects marked."""
        some = of & self.asked
        taken, by = self.fen[some], weights[some]
        whole = counted(np.ones(len(by), bool), by)
        mean = share(weighted(taken, by), whole)
        zero, half, all_of = taken == 0, 2 * taken <= self.step, taken == self.step
        inside = taken < 0, zero, (taken > 0) & half, ~half & (taken < self.step), all_of, taken > self.step
        bands = {words: counted(mask, by) for words, mask in zip(BANDS, inside, strict=True)}
        return Rates(whole, None if mean is None else share(mean, self.step), _median(taken, by, self.step), bands)


def taken_back(tables: Tables, fact: str, step: int, before: Paid, again: Callable[[Tables], Paid]) -> Taken:
    """What a register loses of a step more under one rulebook; ``again`` decides the register with the income raised."""
    model, name, first = earners(tables, fact)
    held = tables.levels[model].facts[name]
    values = held.values.astype(np.int64, copy=True)
    values[first[first >= 0]] += step
    after = again(with_values(tables, model, name, values, held.known))
    return Taken(before.fen - after.fen, (first >= 0) & before.settled & after.settled, step)


def _median(taken: Array, weights: Array, step: int) -> Exact | None:
    """The least rate that at least half of the weight doesn't exceed."""
    if not len(taken) or not weights.any():
        return None
    order = np.argsort(taken, kind="stable")
    summed = running(weights[order])
    place = int(np.searchsorted(2 * summed, summed[-1]))
    found = Fraction(int(taken[order][place]), step)
    return found.numerator if found.denominator == 1 else found
