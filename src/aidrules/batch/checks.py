"""What a single case wouldn't take isn't taken here either: bounds, days, numbers of parts, births after the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from aidrules.batch.arrow import Array
from aidrules.batch.extras import np
from aidrules.errors import Fault, InvalidFacts
from aidrules.facts.faults import too_early
from aidrules.facts.money import Money
from aidrules.facts.month import FIRST_YEAR, LAST_YEAR
from aidrules.graph.program import FactSpec, RelationSpec

if TYPE_CHECKING:
    from aidrules.batch.tables import Level, Tables

EPOCH: Final = date(1970, 1, 1).toordinal()
FIRST: Final = date(FIRST_YEAR, 1, 1)
LAST: Final = date(LAST_YEAR, 12, 31)
FIRST_DAY: Final = FIRST.toordinal() - EPOCH
LAST_DAY: Final = LAST.toordinal() - EPOCH


def check_facts(level: Level) -> list[Fault]:
    """The faults in a level's facts, one for each column and mistake, at the first row that has it."""
    faults = []
    for spec in level.table.model.facts:
        column = level.facts[spec.name]
        if column.known is not None and not spec.may_be_unknown:
            faults.append(_fault(level, spec, "fact.required", ~column.known, "this is required"))
        bounds = bounds_of(spec)
        if bounds is not None and not (bounds[0] <= column.low and column.high <= bounds[1]):
            low, high = bounds
            wrong = (column.values < low) | (column.values > high)
            wrong = wrong if column.known is None else wrong & column.known
            if wrong.any():
                code, message = range_said(spec)
                faults.append(_fault(level, spec, code, wrong, message))
        if spec.not_before:
            faults += _order(level, spec)
    return faults


def bounds_of(spec: FactSpec) -> tuple[int, int] | None:
    """The least and the most that a fact may be, as columns hold it."""
    if spec.kind.name == "date":
        return FIRST_DAY, LAST_DAY
    if spec.kind.name == "month":
        return FIRST_YEAR * 12, LAST_YEAR * 12 + 11
    return None if spec.low is None or spec.high is None else (spec.low, spec.high)


def range_said(spec: FactSpec) -> tuple[str, str]:
    """The code and the words for a fact beyond its bounds."""
    if spec.kind.name == "date":
        return "date.range", f"a day lies in the years {FIRST_YEAR} to {LAST_YEAR}"
    if spec.kind.name == "month":
        return "month.range", f"a month lies in the years {FIRST_YEAR} to {LAST_YEAR}"
    low, high = bounds_of(spec) or (0, 0)
    if spec.kind.name == "money":
        return "fact.range", f"the amount must be at least {Money.from_fen(low)} and at most {Money.from_fen(high)}"
    return "fact.range", f"the number must be at least {low} and at most {high}"


def relation_said(relation: RelationSpec) -> tuple[tuple[str, str], ...]:
    """The codes and words for a relation with too few or too many parts, and with parts where it isn't known whether there are any."""
    return (
        ("fact.too_few", f"there must be at least {relation.fewest}"),
        ("fact.too_many", f"there are more entries than a case may hold, at most {relation.most}"),
        ("table.known", f"there are rows, and `{relation.name}_known` is false"),
    )


def _order(level: Level, spec: FactSpec) -> list[Fault]:
    later, earlier = level.facts[spec.name], level.facts[spec.not_before]
    wrong = later.values < earlier.values
    for column in (later, earlier):
        wrong = wrong if column.known is None else wrong & column.known
    said = too_early(spec.name, spec.not_before)
    return [_fault(level, spec, said.code, wrong, said.message)] if wrong.any() else []


def _fault(level: Level, spec: FactSpec, code: str, wrong: Array, message: str) -> Fault:
    number = int(np.count_nonzero(wrong))
    others = f"; so it is in {number} rows" if number > 1 else ""
    return Fault(f"{level.table.name}[{level.given_row(int(wrong.argmax()))}].{spec.name}", code, message + others)


def check_relation(level: Level, inner: Level, relation: RelationSpec) -> list[Fault]:
    """Too few or too many parts, and parts where it isn't known whether there are any."""
    assert inner.starts is not None  # a relation leads to a level below
    counts = np.diff(inner.starts)
    path = f"{level.table.name}[{{}}].{relation.name}"
    found = []
    known = level.relations[relation.name]
    tests = counts < relation.fewest, counts > relation.most, (counts > 0) & ~known if known is not None else None
    for wrong, (code, message) in zip(tests, relation_said(relation), strict=True):
        if wrong is None:
            continue
        wrong = wrong & known if known is not None and code == "fact.too_few" else wrong
        if wrong.any():
            found.append(Fault(path.format(level.given_row(int(wrong.argmax()))), code, message))
    return found


def check_day(tables: Tables, day: date) -> None:
    """Nobody is born after the day decided for."""
    last = day.toordinal() - EPOCH
    for level in tables.levels.values():
        for spec in level.table.model.facts:
            column = level.facts[spec.name]
            if spec.past and column.high > last:
                wrong = column.values > last if column.known is None else (column.values > last) & column.known
                if not wrong.any():
                    continue
                raise InvalidFacts([_fault(level, spec, "date.after_day", wrong, f"this day lies after the day decided for, {day}")])
