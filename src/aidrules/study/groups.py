"""A group of a register before and after a reform: cost, recipients, gainers and losers, poverty, coverage, rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from aidrules.batch.extras import np
from aidrules.batch.tables import Tables
from aidrules.errors import InvalidStudy, closest
from aidrules.study.measures import Array, Exact, Poverty, counted, gini, poverty, share, unscaled, weighted
from aidrules.study.rates import Rates, Taken
from aidrules.study.register import Paid


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a reform. ``cost_fen`` is all that is granted, by the register's own weights; the rest by those of the impact.

    ``recipients`` are granted something. ``coverage`` is the share of the poor who are, ``leakage`` the share of the cost that goes to
    others: poor by the income without any benefit. None where there is nobody, and where no line or income was given.
    ``rates`` are the marginal effective tax rates, None where no earnings were named; of nobody, their mean and median are None.
    """

    cost_fen: Exact
    recipients: Exact
    poverty: Poverty | None
    gini: float | None
    coverage: Exact | None
    leakage: Exact | None
    rates: Rates | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group before and after. ``rows`` of the register are in it, ``weight`` is what they stand for.

    ``unsettled`` stands for those with an item that isn't known or is left to discretion, before or after: they are neither
    gainers, losers nor unchanged, and no index rests on them. ``measured`` is what the indices rest on. The shares are of those settled.
    """

    name: str | None
    rows: int
    weight: Exact
    unsettled: Exact
    measured: Exact
    before: Side
    after: Side
    gainers: Exact
    losers: Exact
    unchanged: Exact
    gained_fen: Exact
    lost_fen: Exact

    @property
    def change_fen(self) -> Exact:
        """What the reform costs more; below zero, less."""
        return self.after.cost_fen - self.before.cost_fen

    @property
    def gaining(self) -> Exact | None:
        """The share of those settled who gain; None where there is nobody."""
        return share(self.gainers, self.gainers + self.losers + self.unchanged)

    @property
    def losing(self) -> Exact | None:
        """The share of those settled who lose; None where there is nobody."""
        return share(self.losers, self.gainers + self.losers + self.unchanged)


@dataclass(frozen=True)
class Columns:
    """What groups are made of, for each root subject: weights in millionths, amounts in fen."""

    own: Array
    weights: Array
    before: Paid
    after: Paid
    tolerance: int
    income: Array | None = None
    income_known: Array | None = None
    line: Array | None = None
    persons: Array | None = None
    taken: tuple[Taken, Taken] | None = None

    def group(self, name: str | None, of: Array) -> Group:
        """The group of the root subjects marked."""
        settled = of & self.before.settled & self.after.settled
        change = self.after.fen - self.before.fen
        up, down = settled & (change > self.tolerance), settled & (change < -self.tolerance)
        measured = settled if self.income_known is None else settled & self.income_known
        found = [None, None] if self.taken is None else [side.rates(of, self.weights) for side in self.taken]
        sides = [replace(self._side(side, of, measured), rates=rates) for side, rates in zip((self.before, self.after), found, strict=True)]
        return Group(
            name,
            int(np.count_nonzero(of)),
            counted(of, self.weights),
            counted(of & ~settled, self.weights),
            counted(measured, self.weights),
            sides[0],
            sides[1],
            counted(up, self.weights),
            counted(down, self.weights),
            counted(settled & ~up & ~down, self.weights),
            weighted(change[up], self.own[up]),
            weighted(-change[down], self.own[down]),
        )

    def _side(self, paid: Paid, of: Array, measured: Array) -> Side:
        cost = weighted(paid.fen[of], self.own[of])
        recipients = counted(of & (paid.fen > 0), self.weights)
        if self.income is None:
            return Side(cost, recipients, None, None, None, None)
        resources = self.income + paid.fen
        some = measured if self.persons is None else measured & (self.persons > 0)
        each = resources[some].astype(float) / (1 if self.persons is None else self.persons[some])
        spread = gini(each, self.weights[some])
        if self.line is None:
            return Side(cost, recipients, None, spread, None, None)
        poor = measured & (self.income < self.line)
        covered = share(counted(poor & (paid.fen > 0), self.weights), counted(poor, self.weights))
        others = measured & ~poor
        leaked = share(weighted(paid.fen[others], self.own[others]), weighted(paid.fen[measured], self.own[measured]))
        return Side(cost, recipients, poverty(resources[measured], self.line[measured], self.weights[measured]), spread, covered, leaked)


def labels_of(tables: Tables, by: str | Sequence[Any]) -> list[tuple[str | None, Array]]:
    """The groups of a fact of the root, or of labels in the order of its table; None is where it isn't known. Every term has its group."""
    level = tables.levels[tables.root]
    if not isinstance(by, str):
        given = _labels(by)
        if len(given) != tables.rows:
            raise InvalidStudy(f"`by` has {len(given)} labels, and the register {tables.rows} rows of a {tables.root}", code="study.by")
        texts = np.array([None if label is None else str(label) for label in given], dtype=object)
        names = sorted({text for text in texts.tolist() if text is not None})
        found: list[tuple[str | None, Array]] = [(name, texts == name) for name in names]
        lost = np.array([text is None for text in texts.tolist()], bool)
        return [*found, (None, lost)] if lost.any() else found
    kinds = {fact.name: fact.kind for fact in level.table.model.facts}
    if by not in kinds or kinds[by].name not in ("term", "bool", "count"):
        usable = [name for name, kind in kinds.items() if kind.name in ("term", "bool", "count")]
        raise InvalidStudy(f"a {tables.root} can't be grouped by `{by[:64]}`; {closest(by[:64], usable)}", code="study.by")
    held = level.facts[by]
    known = np.ones(tables.rows, bool) if held.known is None else held.known
    if kinds[by].name == "term":
        members = list(enumerate(value for value, _ in tables.program.terms[kinds[by].of].members))
    elif kinds[by].name == "bool":
        members = [(1, "true"), (0, "false")]
    else:
        members = [(value, str(value)) for value in np.unique(held.values[known]).tolist()]
    found = [(text, known & (held.values == value)) for value, text in members]
    return [*found, (None, ~known)] if not known.all() else found


def _labels(by: Any) -> list[Any]:
    """Labels from a list, or a column of Arrow, numpy, pandas or polars; what is missing there is None, a NaN too."""
    read = next((getattr(by, name) for name in ("to_pylist", "to_list", "tolist") if hasattr(by, name)), None)
    try:
        found = list(by if read is None else read())
    except TypeError:
        raise InvalidStudy("`by` is a fact of the root of the register, or a label for each of its rows", code="study.by") from None
    return [None if label is None or type(label).__name__ in ("NAType", "NaTType") or label != label else label for label in found]


def weight_in_all(weights: Array) -> Exact:
    """What all rows stand for."""
    return unscaled(int(weights.sum()))
