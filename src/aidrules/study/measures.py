"""Sums that are exact, and the indices that needn't be: poverty by Foster, Greer and Thorbecke, the Gini coefficient."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

from aidrules.batch.extras import np
from aidrules.batch.tables import WEIGHT_PLACES

Array: TypeAlias = Any
Exact: TypeAlias = int | Fraction
SCALE: Final = 10**WEIGHT_PLACES


@dataclass(frozen=True, slots=True)
class Poverty:
    """Headcount (exact), gap and severity: the FGT indices 0, 1 and 2. Poor is below the line; on it is not."""

    headcount: Exact
    gap: float
    severity: float


def weighted(values: Array, weights: Array) -> Exact:
    """The exact sum of whole numbers, each times its weight in millionths."""
    return unscaled(_products(values, weights))


def times(weights: Array, counts: Array) -> Array:
    """Weights times counts, exactly; as numbers of Python where 64 bits wouldn't hold them."""
    if len(weights) and int(weights.max()) * int(counts.max()) >= 2**63:
        return weights.astype(object) * counts.astype(object)
    return weights * counts


def running(weights: Array) -> Array:
    """The running sums of weights, exactly; as numbers of Python where 64 bits wouldn't hold twice the last."""
    if len(weights) and 2 * int(weights.max()) * len(weights) >= 2**63:
        weights = weights.astype(object)
    return np.cumsum(weights)


def counted(mask: Array, weights: Array) -> Exact:
    """The exact sum of the weights, in millionths, of those marked."""
    return unscaled(_products(mask.astype(np.int64), weights))


def unscaled(millionths: int) -> Exact:
    """A number of millionths as a whole number or a fraction."""
    exact = Fraction(millionths, SCALE)
    return exact.numerator if exact.denominator == 1 else exact


def share(part: Exact, whole: Exact) -> Exact | None:
    """A part of a whole, exactly; None of nothing."""
    if not whole:
        return None
    found = Fraction(part) / Fraction(whole)
    return found.numerator if found.denominator == 1 else found


def _products(values: Array, weights: Array) -> int:
    if not len(values):
        return 0
    if int(np.abs(values).max()) * int(weights.max()) * len(values) < 2**63:
        return int((values * weights).sum())
    return sum(value * weight for value, weight in zip(values.tolist(), weights.tolist(), strict=True))


def as_decimal(number: Exact, divisor: int = 1) -> Decimal:
    """A number of millionths, exactly; of fen as yuan with ``divisor`` 100."""
    exact = Fraction(number) / divisor * 10**8
    return Decimal(exact.numerator).scaleb(-8)


def poverty(resources: Array, line: Array, weights: Array) -> Poverty | None:
    """The FGT indices of households with resources and lines in fen; None where there is nobody."""
    everybody = counted(np.ones(len(weights), bool), weights)
    if not everybody:
        return None
    poor = resources < line
    head = share(counted(poor, weights), everybody)
    assert head is not None  # there is somebody
    short = np.where(poor, (line - resources) / np.maximum(line, 1), 0.0)
    by = (weights / SCALE).astype(float)
    return Poverty(head, float((short * by).sum() / by.sum()), float((short**2 * by).sum() / by.sum()))


def gini(resources: Array, weights: Array) -> float | None:
    """The weighted Gini coefficient, by the area under the Lorenz curve; None where there is nobody or nothing to share.

    Where something is below zero the coefficient means nothing, and is None too.
    """
    if not len(weights) or not weights.any() or (resources < 0).any():
        return None
    order = np.argsort(resources, kind="stable")
    held, by = resources[order].astype(float), (weights[order] / SCALE).astype(float)
    summed = np.cumsum(held * by)
    if not summed[-1]:
        return None
    people = np.cumsum(by) / by.sum()
    curve = summed / summed[-1]
    area = float((np.diff(people, prepend=0.0) * (curve + np.concatenate(([0.0], curve[:-1])))).sum())
    return max(0.0, 1.0 - area)
