"""From pydantic's errors to ours: a path, a stable code, what to write instead, and nothing about a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from aidrules.errors import AidrulesError, Fault, InvalidFacts, closest

MOST_FAULTS: Final = 20

_MEANING: Final = {
    "missing": ("fact.required", "this is required"),
    "bool_type": ("fact.type", "write true or false, without quotes"),
    "int_type": ("fact.type", "write a whole number, without quotes and without a point"),
    "int_from_float": ("fact.type", "write a whole number, without quotes and without a point"),
    "greater_than_equal": ("fact.range", "the number must be at least {ge}"),
    "less_than_equal": ("fact.range", "the number must be at most {le}"),
    "string_type": ("fact.type", "write a text in quotes"),
    "string_unicode": ("fact.text", "the text holds characters that can't be stored (half of a surrogate pair)"),
    "too_long": ("fact.too_many", "there are more entries than a case may hold, at most {max_length}"),
    "too_short": ("fact.too_few", "there must be at least {min_length}"),
    "model_type": ("fact.type", "write an object, {{…}}"),
    "model_attributes_type": ("fact.type", "write an object, {{…}}"),
    "tuple_type": ("fact.type", "a relation is a list, [] where there is none"),
    "recursion_loop": ("fact.type", "the facts contain themselves"),
    "json_invalid": ("fact.json", "this isn't JSON; read_case says where and why"),
}


def path_of(location: Iterable[object]) -> str:
    """``("members", 2, "monthly_income")`` as ``members[2].monthly_income``."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def invalid_facts(error: ValidationError, model: type, under: str = "") -> InvalidFacts:
    """Our error for pydantic's; the first ``MOST_FAULTS`` faults are listed."""
    found = error.errors(include_url=False, include_input=False)
    faults = [fault for entry in found[:MOST_FAULTS] for fault in _faults(entry, model, under)]
    return InvalidFacts(faults[:MOST_FAULTS])


def too_early(path: str, earlier: str) -> Fault:
    """The fault of a day that lies before another of the same subject."""
    return Fault(path, "fact.order", f"this day can't lie before {earlier}")


def _faults(entry: Any, model: type, under: str) -> list[Fault]:
    raised = entry.get("ctx", {}).get("error")
    if not isinstance(raised, InvalidFacts):
        return [_fault(entry, model, under)]
    place = [under, *entry["loc"]] if under else entry["loc"]
    return [Fault(path_of([*place, fault.path]), fault.code, fault.message) for fault in raised.faults]


def _fault(entry: Any, model: type, under: str) -> Fault:
    location = entry["loc"]
    context = entry.get("ctx", {})
    path = path_of([under, *location] if under else location)
    raised = context.get("error")
    if isinstance(raised, AidrulesError):
        return Fault(path, raised.code, raised.message)
    if entry["type"] in ("extra_forbidden", "invalid_key"):
        # The unknown name itself could be anything, a person's name too: only its place is shown.
        place = path_of([under, *location[:-1]] if under else location[:-1])
        near = closest(str(location[-1])[:64], _names(_model_at(model, location[:-1])))
        return Fault(place, "fact.unknown_name", "there is a name here that the model doesn't have" + (f"; {near}" if near else ""))
    code, message = _MEANING.get(entry["type"], ("fact.invalid", "this can't be taken as it is; see the documentation of the fact"))
    return Fault(path, code, message.format(**context))


def _model_at(model: Any, location: Iterable[object]) -> Any:
    """The model found by following a location; relations are ``tuple[Model, ...]``, perhaps optional."""
    for part in location:
        if isinstance(part, str):
            fields = getattr(model, "model_fields", {})
            model = _inner_model(fields[part].annotation) if part in fields else None
    return model


def _inner_model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _inner_model(argument)
        if found is not None:
            return found
    return None


def _names(model: Any) -> list[str]:
    return list(getattr(model, "model_fields", {}))
