"""How a written figure becomes a value to compute with, by the kind its standard has."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from aidrules.decide.layout import encode
from aidrules.errors import InvalidValue, closest, start_of
from aidrules.facts.money import Money
from aidrules.facts.month import Month, as_day
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Term
from aidrules.lang.outputs import Keyed, Standard
from aidrules.standards.load import Slot

LARGEST_RATIO: Final = 10**9
_is_decimal: Final = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?").fullmatch
_is_fraction: Final = re.compile(r"(0|[1-9][0-9]{0,8})/([1-9][0-9]{0,8})").fullmatch


def slot_of(standard: Standard | Keyed[Any, Any]) -> Slot:
    """The slot of a standard."""
    keys = tuple(member.value for member in standard.by) if isinstance(standard, Keyed) else ()
    return Slot(standard.spec.path, parser_of(standard.python, standard.spec.unit), keys)


def parser_of(python: Any, unit: str) -> Callable[[Any], Any]:
    """What turns a written figure of a Python type into a value to compute with."""
    if isinstance(python, type) and issubclass(python, Term):
        return lambda value: _term(python, value)
    if python is Quantity:
        return lambda value: _quantity(unit, value)
    return _PARSERS[python]


def _money(value: Any) -> Any:
    return Money(value).fen


def _count(value: Any) -> Any:
    if type(value) is str and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    if type(value) is int and 0 <= value < 10**9:
        return value
    raise InvalidValue('a count is a whole number, for example "6"', code="standard.count")


def _ratio(value: Any) -> Any:
    text = value
    if isinstance(value, Decimal):
        text = str(value)
    elif type(value) is int or isinstance(value, Fraction):
        text = str(value) if max(abs(value.numerator), value.denominator) < LARGEST_RATIO else ""
    if isinstance(text, str) and (_is_decimal(text) or _is_fraction(text)):
        return Fraction(text)
    raise InvalidValue('a ratio is a text such as "1.3" or "2/3", never a float', code="standard.ratio")


def _bool(value: Any) -> Any:
    if type(value) is bool:
        return value
    raise InvalidValue("write true or false, without quotes", code="standard.bool")


def _term(terms: type[Term], value: Any) -> Any:
    if isinstance(value, terms):
        return value.code
    if type(value) is str and value in [member.value for member in terms]:
        return terms(value).code
    raise InvalidValue(f"a {terms.__name__}; {closest(start_of(value, 40), (member.value for member in terms))}", code="standard.term")


def _quantity(unit: str, value: Any) -> Any:
    quantity = value if isinstance(value, Quantity) else Quantity.parse(value)
    if quantity.unit != unit:
        raise InvalidValue(f'the unit must be {unit}, for example "30 {unit}"', code="quantity.unit")
    return encode(quantity)


_PARSERS: Final[dict[Any, Callable[[Any], Any]]] = {
    Money: _money,
    int: _count,
    Fraction: _ratio,
    bool: _bool,
    date: as_day,
    Month: lambda value: encode(value if isinstance(value, Month) else Month.parse(value)),
}
