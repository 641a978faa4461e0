"""Values of every kind as JSON holds them: amounts, quantities and fractions as texts, so that nothing is ever rounded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from aidrules.errors import InvalidArchive, InvalidValue
from aidrules.facts.month import Month, as_day
from aidrules.facts.quantity import Quantity
from aidrules.graph.kinds import Kind

_is_hundredths: Final = re.compile(r"(?!-0\.00)(-?)(0|[1-9][0-9]{0,14})\.([0-9]{2})").fullmatch
_is_fraction: Final = re.compile(r"(-?[0-9]{1,20})/([1-9][0-9]{0,19})").fullmatch
_is_number: Final = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,9})?(E[+-]?[0-9]{1,2})?|[0-9]{1,20}/[0-9]{1,20}").fullmatch
_is_day: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def value_written(value: Any, kind: Kind) -> Any:
    """A value, as the readers compute with it, for JSON.

    >>> from aidrules.graph.kinds import COUNT, MONEY
    >>> value_written(41250, MONEY), value_written(3, COUNT)
    ('412.50', 3)
    """
    match kind.name:
        case "money" | "quantity":
            return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"
        case "ratio":
            return f"{value.numerator}/{value.denominator}"
        case "date":
            return value.isoformat()
        case _:
            return value


def says(text: str, value: Any, kind: Kind, members: Sequence[str] = ()) -> bool:
    """Whether a figure's text, as somebody wrote it, says its value; ``members`` are the terms of its enumeration.

    >>> from aidrules.graph.kinds import MONEY
    >>> says("412.5", 41250, MONEY), says("412.50", 4125, MONEY)
    (True, False)
    """
    try:
        match kind.name:
            case "bool":
                return text == str(value)
            case "term":
                return bool(text == members[value])
            case "date":
                return bool(as_day(text) == value)
            case "month":
                return bool(Month.parse(text).ordinal == value)
            case "quantity":
                quantity = Quantity.parse(text)
                return (quantity.hundredths, quantity.unit) == (value, kind.of)
            case _:
                number = Fraction(text) if _is_number(text) else None
                return number is not None and bool(number * (100 if kind.name == "money" else 1) == value)
    except (InvalidValue, IndexError, ZeroDivisionError):
        return False


def value_read(document: Any, kind: Kind) -> Any:
    """The value that ``value_written`` wrote; any other form is an :class:`~aidrules.errors.InvalidArchive`."""
    match kind.name:
        case "bool" if type(document) is bool:
            return document
        case "count" | "term" | "month" if type(document) is int and abs(document) < 10**12:
            return document
        case "money" | "quantity" if type(document) is str and (found := _is_hundredths(document)):
            value = int(found[2]) * 100 + int(found[3])
            return -value if found[1] else value
        case "ratio" if type(document) is str and (found := _is_fraction(document)):
            ratio = Fraction(int(found[1]), int(found[2]))
            if f"{ratio.numerator}/{ratio.denominator}" == document:
                return ratio
        case "date" if type(document) is str and _is_day(document):
            try:
                return date.fromisoformat(document)
            except ValueError:
                pass
    raise InvalidArchive(f"a value isn't {kind} as an archive writes it", code="archive.value")
