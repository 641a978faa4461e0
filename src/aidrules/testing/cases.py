"""Cases of any model: random ones, the paths of their facts, and a case with one fact changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from aidrules.errors import InvalidFacts
from aidrules.facts.model import Facts, Shape, model_name
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Term
from aidrules.graph.nodes import Fact, Over
from aidrules.graph.program import Program, every

M = TypeVar("M", bound=Facts)


def cases(
    model: type[M],
    *,
    unknowns: bool = True,
    most: int = 3,
    near: date = date(2022, 3, 15),
    amounts: SearchStrategy[int] | None = None,
    reading: Program | None = None,
) -> SearchStrategy[M]:
    """Cases of a model: small relations, few distinct values, days around ``near`` in the order of the facts, ids numbered.

    ``unknowns`` False leaves nothing unknown; ``amounts`` draws amounts, in fen. With ``reading`` only what the rules of that program
    read is drawn, and everything else is left unknown: the models know more than one place asks about.
    """
    read = None if reading is None else _read(reading)

    @st.composite
    def draw_case(draw: DrawFn) -> M:
        numbers = iter(range(1, 10_000))
        options = _Options(unknowns, most, near, _AMOUNTS if amounts is None else amounts, read)
        return model.read(_subject(draw, model, options, numbers))

    return draw_case()


class _Options:
    def __init__(self, unknowns: bool, most: int, near: date, amounts: SearchStrategy[int], read: frozenset[tuple[str, str]] | None = None) -> None:
        self.unknowns, self.most, self.near, self.amounts, self.read = unknowns, most, near, amounts, read

    def reads(self, model: type[Facts], name: str) -> bool:
        """Whether a fact or relation is asked about at all."""
        return self.read is None or (model_name(model), name) in self.read


def _read(program: Program) -> frozenset[tuple[str, str]]:
    """The facts that the rules of a program read, by model and name, and the relations that lead to a subject of some rule."""
    parts = [node for rule in program.rules.values() for node in every(rule.body)]
    facts = {(node.subject.model, node.name) for node in parts if isinstance(node, Fact)}
    loops = {(node.element.owner.model, node.relation) for node in parts if isinstance(node, Over) and node.element.owner is not None}
    asked = {model for model, _ in facts} | {rule.model for rule in program.rules.values()}
    asked |= {above for model in asked if model for above in program.above(model)}
    led = {(spec.name, relation.name) for spec in program.models.values() for relation in spec.relations if relation.model in asked}
    return frozenset(facts | loops | led)


_AMOUNTS = st.one_of(st.sampled_from([0, 1, 7000, 7001, 15000, 23000, 48000, 100000]), st.integers(0, 200000))


def _subject(draw: DrawFn, model: type[Facts], options: _Options, numbers: Iterator[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, shape in model.shapes.items():
        if shape.kind is str:
            found[name] = f"s{next(numbers)}"
        elif shape.may_be_unknown and (not options.reads(model, name) or (options.unknowns and draw(st.integers(0, 3)) == 0)):
            found[name] = None
        elif shape.related is not None:
            number = draw(st.integers(shape.fewest, max(shape.fewest, options.most)))
            found[name] = [_subject(draw, shape.related, options, numbers) for _ in range(number)]
        else:
            found[name] = draw(_values(model, name, shape, options))
    return _in_order(model, found)


def _in_order(model: type[Facts], found: dict[str, Any]) -> dict[str, Any]:
    """The days of one subject in the order of its facts: nobody is discharged before being admitted."""
    names = [name for name, shape in model.shapes.items() if shape.kind is date and found[name] is not None]
    return {**found, **dict(zip(names, sorted(found[name] for name in names), strict=True))}


def completions(case: M, *, most: int = 3, near: date = date(2022, 3, 15), amounts: SearchStrategy[int] | None = None) -> SearchStrategy[M]:
    """The same case with everything filled in that isn't known; what is known stays as it is."""

    @st.composite
    def draw_completion(draw: DrawFn) -> M:
        numbers = iter(range(10_001, 20_000))
        options = _Options(False, most, near, _AMOUNTS if amounts is None else amounts)
        try:
            return type(case).read(_completed(draw, type(case), case.model_dump(mode="json"), options, numbers))
        except InvalidFacts:  # days that don't come in order
            reject()

    return draw_completion()


def _completed(draw: DrawFn, model: type[Facts], plain: dict[str, Any], options: _Options, numbers: Iterator[int]) -> dict[str, Any]:
    found = dict(plain)
    for name, shape in model.shapes.items():
        if shape.related is not None and plain[name] is not None:
            found[name] = [_completed(draw, shape.related, part, options, numbers) for part in plain[name]]
        elif plain[name] is None and shape.related is not None:
            number = draw(st.integers(shape.fewest, max(shape.fewest, options.most)))
            found[name] = [_subject(draw, shape.related, options, numbers) for _ in range(number)]
        elif plain[name] is None:
            found[name] = draw(_values(model, name, shape, options))
    return found


def fact_values(model: type[Facts], name: str, *, near: date = date(2022, 3, 15)) -> SearchStrategy[Any]:
    """Values that a fact may have, as a case file holds them."""
    return _values(model, name, model.shapes[name], _Options(False, 2, near, _AMOUNTS))


def _values(model: type[Facts], name: str, shape: Shape, options: _Options) -> SearchStrategy[Any]:
    kind = shape.kind
    if shape.related is not None:
        return st.just([])
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(*_bounds(model, name, 0, 6))
    if kind is Money:
        return options.amounts.map(lambda fen: str(Money.from_fen(fen)))
    if kind is date and (model.model_fields[name].json_schema_extra or {}).get("past"):  # type: ignore[union-attr]  # ours, a mapping
        return st.integers(120, 30_000).map(lambda days: date.fromordinal(options.near.toordinal() - days).isoformat())
    if kind is date:
        return st.integers(-40, 40).map(lambda days: date.fromordinal(options.near.toordinal() + days).isoformat())
    if kind is Month:
        return st.integers(-8, 8).map(lambda months: str(Month.of(options.near).plus(months)))
    if kind is Quantity:
        unit = (model.model_fields[name].json_schema_extra or {}).get("unit")  # type: ignore[union-attr]  # ours, a mapping
        return st.integers(0, 60).map(lambda number: f"{number} {unit}")
    assert issubclass(kind, Term)
    return st.sampled_from([member.value for member in kind])


def _bounds(model: type[Facts], name: str, low: int, high: int) -> tuple[int, int]:
    """Small numbers within the fact's own bounds."""
    extra = model.model_fields[name].json_schema_extra
    given = extra if isinstance(extra, dict) else {}
    least, most = given.get("low", low), given.get("high", high)
    assert isinstance(least, int)
    assert isinstance(most, int)
    return max(low, least), min(max(high, least), most)


def fact_paths(case: Facts, under: str = "") -> Iterator[tuple[str, type[Facts], str]]:
    """Every fact of a case that isn't a relation or an id: its path, its model, its name."""
    for name, shape in type(case).shapes.items():
        path = f"{under}.{name}" if under else name
        if shape.related is not None:
            for index, part in enumerate(getattr(case, name) or ()):
                yield from fact_paths(part, f"{path}[{index}]")
        elif shape.kind is not str:
            yield path, type(case), name


def with_fact(case: M, path: str, value: Any) -> M:
    """The same case with one fact, named by its path, changed to a value as a case file holds it."""
    plain = case.model_dump(mode="json")
    place: Any = plain
    steps = re.findall(r"[^.\[\]]+", path)
    for step in steps[:-1]:
        place = place[int(step)] if step.isdigit() else place[step]
    place[steps[-1]] = value
    return type(case).read(plain)


def model_at(case: Facts, path: str) -> tuple[type[Facts], str]:
    """The model and the name of the fact at a path."""
    *above, name = re.findall(r"[^.\[\]]+", path)
    place: Any = case
    for step in above:
        place = place[int(step)] if step.isdigit() else getattr(place, step)
    return type(place), name
