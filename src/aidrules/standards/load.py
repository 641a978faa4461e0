"""Reads figures: from a place's TOML file, from a user's mapping, or from a user's TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from aidrules.errors import AidrulesError, InvalidStandard, UnknownStandard, closest
from aidrules.standards.figures import Figure, standard_path

_is_day: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
LARGEST_FILE: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure that some rule reads: how a written value becomes one to compute with, and which keys there are."""

    path: str
    parse: Callable[[Any], Any]
    keys: tuple[str, ...] = ()


def load_figures(text: str, place: str, slots: Mapping[str, Slot]) -> list[Figure]:
    """The figures of a place's ``standards.toml`` that a slot stands for; each has a clause of the place."""
    data = _toml(text)
    figures = []
    for path, part in data.get("figures", {}).items():
        slot = slots.get(path)
        if slot is None:
            continue  # a figure of a programme that isn't part of this rulebook
        for row in part["values"]:
            figures.append(
                Figure(
                    path=path,
                    key=_key(slot, row.get("key", "")),
                    value=_value(slot, row["value"]),
                    text=str(row["value"]),
                    start=_day(path, row["from"]) if row.get("from") else None,
                    until=_day(path, row["until"]) if row.get("until") else None,
                    announced=_day(path, row["announced"]) if row.get("announced") else None,
                    unit=part.get("unit", ""),
                    clause=f"{place}/{row['clause']}",
                    checked_on=_day(path, row["checked_on"]),
                )
            )
    return figures


def read_supplied(given: Mapping[str, Any] | str | Path, slots: Mapping[str, Slot]) -> list[Figure]:
    """Figures that a user supplies: ``{path: value or {key: value} or {day: value} or {key: {day: value}}}`` or a TOML path.

    A value is a string such as ``"480.00"``; a table ``{value = …, from = …, until = …, announced = …}`` says more.
    """
    if not isinstance(given, Mapping):
        file = Path(given)
        if file.stat().st_size > LARGEST_FILE:
            raise InvalidStandard("the file of standards is larger than 4 MiB", code="standard.size")
        given = _toml(file.read_text(encoding="utf-8"))
    figures: list[Figure] = []
    for path, value in _flat(given, slots):
        slot = slots.get(path)
        if slot is None:
            raise UnknownStandard(f"{standard_path(path)} is read by no rule of this rulebook; {closest(path, slots)}")
        for key, part in _by_key(slot, value):
            for row in _by_day(slot, key, part):
                figures.append(row)
    return figures


def _flat(given: Mapping[str, Any], slots: Mapping[str, Slot], under: str = "") -> Iterator[tuple[str, Any]]:
    """Paths may be written whole, or as nested tables (``[dibao]`` and in it ``monthly_standard``)."""
    for name, value in given.items():
        path = f"{under}.{name}" if under else str(name)
        if path not in slots and isinstance(value, Mapping) and any(slot.startswith(f"{path}.") for slot in slots):
            yield from _flat(value, slots, path)
        else:
            yield path, value


def _by_key(slot: Slot, value: Any) -> Iterator[tuple[str, Any]]:
    if not slot.keys:
        yield "", value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield _key(slot, key), part
    else:
        raise InvalidStandard(f"{standard_path(slot.path)} differs by {', '.join(slot.keys)}; give a table with those keys", code="standard.key")


def _by_day(slot: Slot, key: str, value: Any) -> Iterator[Figure]:
    where = standard_path(slot.path, key)
    if not isinstance(value, Mapping):
        yield _supplied(slot, key, value, {})
    elif "value" in value:
        unknown = set(value) - {"value", "from", "until", "announced"}
        if unknown:
            raise InvalidStandard(f"{where}: a figure has value, from, until and announced, nothing else", code="standard.part")
        yield _supplied(slot, key, value["value"], value)
    else:
        for day, part in value.items():
            if not (isinstance(day, date) or (isinstance(day, str) and _is_day(day))):
                raise InvalidStandard(f'{where}: a figure is keyed by the day from which it holds, such as "2025-01-01"', code="standard.day")
            details = part if isinstance(part, Mapping) else {"value": part}
            if "value" not in details or "from" in details:
                raise InvalidStandard(f"{where}: the table under a day has `value`, and perhaps `until` and `announced`", code="standard.part")
            yield _supplied(slot, key, details["value"], {**details, "from": day})


def _supplied(slot: Slot, key: str, value: Any, details: Mapping[str, Any]) -> Figure:
    days: dict[str, Any] = {name: _day(standard_path(slot.path, key), details[part]) for name, part in _DAYS if details.get(part)}
    figure = Figure(path=slot.path, key=key, value=_value(slot, value, key), text=str(value), **days)
    if figure.start and figure.until and figure.until < figure.start:
        raise InvalidStandard(f"{figure.name}: `until` lies before `from`", code="standard.day")
    return figure


_DAYS: Final = (("start", "from"), ("until", "until"), ("announced", "announced"))


def _key(slot: Slot, key: Any) -> str:
    if str(key) not in slot.keys and (slot.keys or key):
        raise UnknownStandard(f"{standard_path(slot.path)} has no key `{key}`; {closest(str(key), slot.keys)}", code="standard.unknown_key")
    return str(key)


def _value(slot: Slot, value: Any, key: str = "") -> Any:
    try:
        return slot.parse(value)
    except AidrulesError as error:
        raise InvalidStandard(f"{standard_path(slot.path, key)}: {error.message}", code=error.code) from None


def _day(where: str, day: Any) -> date:
    if type(day) is date:
        return day
    try:
        if isinstance(day, str) and _is_day(day):
            return date.fromisoformat(day)
    except ValueError:
        pass
    raise InvalidStandard(f'{where}: a day is written "2025-01-01"', code="standard.day")


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InvalidStandard(f"the file of standards is not TOML: {error}", code="standard.toml") from None
