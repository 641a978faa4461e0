"""Reads figures: from a place's TOML file, from a user's mapping, or from a user's TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from aidrules.errors import AidrulesError, InvalidStandard, UnknownStandard, closest, start_of
from aidrules.facts.month import FIRST_YEAR, LAST_YEAR
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
    for path, part in _table(data.get("figures", {}), f"the figures of {place}").items():
        slot = slots.get(path)
        if slot is None:
            continue  # a figure of a programme that isn't part of this rulebook
        values = _table(part, standard_path(path)).get("values")
        if not isinstance(values, list) or set(part) - {"unit", "values", "supplants"}:
            raise InvalidStandard(f"{standard_path(path)}: a standard has `values`, a list, and perhaps `unit` and `supplants`", code="standard.part")
        figures += [
            replace(_printed(slot, _table(row, standard_path(path)), str(part.get("unit", "")), place), supplants=str(part.get("supplants", "")))
            for row in values
        ]
    return figures


def _printed(slot: Slot, row: Mapping[str, Any], unit: str, place: str) -> Figure:
    """A figure that a law file prints: it names its clause, and the day on which somebody last compared the two."""
    where = standard_path(slot.path)
    if not {"value", "clause", "checked_on"} <= set(row) or set(row) - {"key", "value", "from", "until", "announced", "clause", "checked_on"}:
        raise InvalidStandard(
            f"{where}: a printed figure has value, clause and checked_on, and perhaps key, from, until and announced, nothing else", code="standard.part"
        )
    key = _key(slot, row.get("key", ""))
    figure = _dated(slot, key, row["value"], row)
    return replace(figure, unit=unit, clause=f"{place}/{row['clause']}", checked_on=_day(figure.name, row["checked_on"]))


def read_supplied(given: Mapping[str, Any] | str | Path, slots: Mapping[str, Slot]) -> list[Figure]:
    """Figures that a user supplies: ``{path: value or {key: value} or {day: value} or {key: {day: value}}}`` or a TOML path.

    A value is a string such as ``"480.00"``; a table ``{value = …, from = …, until = …, announced = …}`` says more.
    """
    if not isinstance(given, Mapping | str | Path):
        raise InvalidStandard(f"figures are given as {{path: value}}, or as the path of a file, and this is a {type(given).__name__}", code="standard.form")
    if not isinstance(given, Mapping):
        given = _toml(_text(Path(given)))
    figures: list[Figure] = []
    for path, value in _flat(given, slots):
        slot = slots.get(path)
        if slot is None:
            raise UnknownStandard(f"{standard_path(path[:64])} is read by no rule of this rulebook; {closest(path[:64], slots) or 'it reads none'}")
        for key, part in _by_key(slot, value):
            figures += _by_day(slot, key, part)
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
        yield _dated(slot, key, value, {})
    elif "value" in value:
        unknown = set(value) - {"value", "from", "until", "announced"}
        if unknown:
            raise InvalidStandard(f"{where}: a figure has value, from, until and announced, nothing else", code="standard.part")
        yield _dated(slot, key, value["value"], value)
    else:
        for day, part in value.items():
            if not (isinstance(day, date) or (isinstance(day, str) and _is_day(day))):
                raise InvalidStandard(f'{where}: a figure is keyed by the day from which it holds, such as "2025-01-01"', code="standard.day")
            details = part if isinstance(part, Mapping) else {"value": part}
            if "value" not in details or set(details) - {"value", "until", "announced"}:
                raise InvalidStandard(f"{where}: the table under a day has `value`, and perhaps `until` and `announced`, nothing else", code="standard.part")
            yield _dated(slot, key, details["value"], {**details, "from": day})


def _dated(slot: Slot, key: str, value: Any, details: Mapping[str, Any]) -> Figure:
    days: dict[str, Any] = {name: _day(standard_path(slot.path, key), details[part]) for name, part in _DAYS if part in details}
    figure = Figure(path=slot.path, key=key, value=_value(slot, value, key), text=str(value), **days)
    if figure.start and figure.until and figure.until < figure.start:
        raise InvalidStandard(f"{figure.name}: `until` lies before `from`", code="standard.day")
    return figure


_DAYS: Final = (("start", "from"), ("until", "until"), ("announced", "announced"))


def _key(slot: Slot, key: Any) -> str:
    if not isinstance(key, str) or (key not in slot.keys and (slot.keys or key)):
        name = start_of(key)
        near = closest(name, slot.keys) or "it has no keys"
        raise UnknownStandard(f"{standard_path(slot.path)} has no key `{name}`; {near}", code="standard.unknown_key")
    return str(key)


def _value(slot: Slot, value: Any, key: str = "") -> Any:
    try:
        return slot.parse(value)
    except AidrulesError as error:
        raise InvalidStandard(f"{standard_path(slot.path, key)}: {error.message}", code=error.code) from None


def _day(where: str, day: Any) -> date:
    found = day if type(day) is date else None
    try:
        if isinstance(day, str) and _is_day(day):
            found = date.fromisoformat(day)
    except ValueError:
        pass
    if found is None:
        raise InvalidStandard(f'{where}: a day is written "2025-01-01"', code="standard.day")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InvalidStandard(
            f"{where}: a day lies in the years {FIRST_YEAR} to {LAST_YEAR}; leave `until` out where no end is known, and `from` where it always held",
            code="standard.day",
        )
    return found


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InvalidStandard(f"the file of standards can't be read: {error.strerror}", code="standard.read") from None
    except ValueError:  # a zero byte, or half of a surrogate pair
        raise InvalidStandard("the file of standards can't be read: no file has such a name", code="standard.read") from None
    if len(data) > LARGEST_FILE:
        raise InvalidStandard("the file of standards is larger than 4 MiB", code="standard.size")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidStandard("the file of standards isn't UTF-8 (GBK, perhaps): save it as UTF-8", code="standard.encoding") from None


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InvalidStandard(f"the file of standards is not TOML: {error}", code="standard.toml") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; thousands of brackets
        raise InvalidStandard("the file of standards is not TOML: a number is too long, or it is nested too deep", code="standard.toml") from None


def _table(part: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(part, Mapping):
        raise InvalidStandard(f"{where}: write a table", code="standard.part")
    return part
