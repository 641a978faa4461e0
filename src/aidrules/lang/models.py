"""From a model of facts (a Python class) to its specification (data)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from aidrules.errors import InvalidModel
from aidrules.facts.model import LARGEST_COUNT, Facts, model_name
from aidrules.facts.money import BOUND, Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import LARGEST, UNITS, Quantity
from aidrules.facts.terms import Term
from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, MONTH, RATIO, Kind, TermSpec, quantity, term
from aidrules.graph.program import FactSpec, ModelSpec, RelationSpec

_PLAIN = {bool: BOOL, int: COUNT, Money: MONEY, date: DATE, Month: MONTH, Fraction: RATIO}


def kind_of(python: Any, unit: str = "") -> Kind:
    """The kind of a Python type; a type no rule can compute with is an error."""
    if isinstance(python, type) and issubclass(python, Term):
        return term(python.__name__)
    if python is Quantity:
        if unit not in UNITS:
            raise InvalidModel(f'a quantity has a unit, one of {", ".join(UNITS)}: unit="{next(iter(UNITS))}"', code="model.unit")
        return quantity(unit)
    kind = _PLAIN.get(python)
    if kind is None:
        raise InvalidModel(
            f"{getattr(python, '__name__', python)} is no kind of value; use bool, int, Money, Quantity, date, Month, Fraction or a Term",
            code="model.type",
        )
    return kind


def term_spec(python: type[Term]) -> TermSpec:
    """An enumeration as data."""
    return TermSpec(python.__name__, tuple((member.value, member.zh) for member in python))


def model_spec(model: type[Facts]) -> ModelSpec:
    """A model as data: facts, relations, whether it has an id."""
    facts, relations, texts = [], [], []
    for name, field in model.model_fields.items():
        shape = model.shapes[name]
        extra: dict[str, Any] = dict(field.json_schema_extra) if isinstance(field.json_schema_extra, dict) else {}
        words = {
            "zh": field.title or name,
            "en": field.description or name,
            "question_zh": extra.get("question_zh") or f"请补充：{field.title or name}。",
            "question_en": extra.get("question_en") or f"Please say: {field.description or name}.",
        }
        if shape.related is not None:
            relations.append(RelationSpec(name, model_name(shape.related), shape.may_be_unknown, **words, fewest=shape.fewest, most=shape.most))
        elif shape.kind is not str:
            kind = kind_of(shape.kind, str(extra.get("unit", "")))
            more = {"finding": str(extra.get("finding", "")), "not_before": str(extra.get("not_before", ""))}
            low, high = _bounds(kind, extra)
            facts.append(FactSpec(name, kind, shape.may_be_unknown, past=extra.get("past") is True, low=low, high=high, **words, **more))
        elif name != "id":
            texts.append(name)
    zh = (model.__doc__ or "").strip().rpartition("(")[2].rstrip(").") if "(" in (model.__doc__ or "") else model.__name__
    return ModelSpec(model_name(model), zh, tuple(facts), tuple(relations), "id" in model.model_fields, tuple(texts))


def _bounds(kind: Kind, extra: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """The bounds of a fact, as the readers compute with it."""
    if kind == COUNT:
        return extra.get("low", 0), extra.get("high", LARGEST_COUNT)
    if kind == MONEY:
        return Money(extra.get("low", 0)).fen, Money(extra["high"]).fen if "high" in extra else BOUND
    return (0, LARGEST * 100 - 1) if kind.name == "quantity" else (None, None)


def models_below(model: type[Facts]) -> Iterator[type[Facts]]:
    """A model and every model it contains."""
    yield model
    for shape in model.shapes.values():
        if shape.related is not None:
            yield from models_below(shape.related)


def terms_in(model: type[Facts]) -> Iterator[type[Term]]:
    """Every enumeration among a model's facts."""
    for shape in model.shapes.values():
        if isinstance(shape.kind, type) and issubclass(shape.kind, Term):
            yield shape.kind
