"""From a model of facts (a Python class) to its specification (data)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from aidrules.errors import InvalidModel
from aidrules.facts.model import Facts, model_name
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import UNITS, Quantity
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
            relations.append(RelationSpec(name, model_name(shape.related), shape.may_be_unknown, fewest=shape.fewest, most=shape.most, **words))
        elif shape.kind is not str:
            kind = kind_of(shape.kind, str(extra.get("unit", "")))
            low, high = _range(kind, extra)
            finding, past = str(extra.get("finding", "")), extra.get("past") is True
            facts.append(FactSpec(name, kind, shape.may_be_unknown, finding=finding, past=past, low=low, high=high, **words))
        elif name != "id":
            texts.append(name)
    zh = (model.__doc__ or "").strip().rpartition("(")[2].rstrip(").") if "(" in (model.__doc__ or "") else model.__name__
    return ModelSpec(model_name(model), zh, tuple(facts), tuple(relations), "id" in model.model_fields, tuple(texts))


def _range(kind: Kind, extra: dict[str, Any]) -> tuple[int | None, int | None]:
    """The bounds of a fact, as the readers compute with it: numbers and amounts are never below zero unless said."""
    if kind.name not in ("count", "money", "quantity"):
        return None, None
    low, high = extra.get("low", 0), extra.get("high")
    if kind == MONEY:
        return Money(low).fen, None if high is None else Money(high).fen
    return low, high


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
