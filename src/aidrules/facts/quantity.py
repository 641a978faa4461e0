"""Quantities with a unit: areas, minutes; exact to a hundredth."""

from __future__ import annotations

import re
from functools import total_ordering
from typing import TYPE_CHECKING, Any, Final, NoReturn

from aidrules.errors import InvalidValue, closest

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

UNITS: Final = {"min": "分钟", "m2": "平方米", "km": "公里"}
PATTERN: Final = r"^(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})? (" + "|".join(UNITS) + ")$"
LARGEST: Final = 10**9
_match = re.compile(r"(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,2}))?").fullmatch


@total_ordering
class Quantity:
    """So much of a unit, exact to a hundredth: ``Quantity("30", "min")``, in JSON ``"30 min"``.

    >>> Quantity("30.01", "min") > Quantity("30", "min")
    True
    """

    __slots__ = ("hundredths", "unit")
    hundredths: int
    unit: str

    def __init__(self, amount: str | int, unit: str) -> None:
        if type(unit) is not str or unit not in UNITS:
            raise InvalidValue(f"unknown unit; {closest(unit[:20] if type(unit) is str else '', UNITS)}", code="quantity.unit")
        found = _match(str(amount)) if type(amount) is str or (type(amount) is int and 0 <= amount < LARGEST) else None
        if found is None:
            raise InvalidValue('a quantity is digits with at most two places and a unit, for example "30.5 min"', code="quantity.format")
        object.__setattr__(self, "hundredths", int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")))
        object.__setattr__(self, "unit", unit)

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """The quantity that a text such as ``"30 min"`` names."""
        amount, space, unit = text.partition(" ") if type(text) is str else ("", "", "")
        if not space:
            raise InvalidValue('a quantity is digits with at most two places and a unit, for example "30.5 min"', code="quantity.format")
        return cls(amount, unit)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a Quantity can't be changed; make a new one")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a Quantity can't be changed; make a new one")

    def __reduce__(self) -> tuple[Any, ...]:
        return (Quantity.parse, (str(self),))

    def __str__(self) -> str:
        whole, rest = divmod(self.hundredths, 100)
        return f"{whole}.{rest:02d} {self.unit}" if rest else f"{whole} {self.unit}"

    def __repr__(self) -> str:
        return 'Quantity("{}", "{}")'.format(*str(self).split(" "))

    def __hash__(self) -> int:
        return hash((Quantity, self.hundredths, self.unit))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return (self.hundredths, self.unit) == (other.hundredths, other.unit)

    def __add__(self, other: Quantity) -> Quantity:
        return self._of(self.hundredths + other.hundredths) if self._fits(other) else NotImplemented

    def __sub__(self, other: Quantity) -> Quantity:
        return self._of(self.hundredths - other.hundredths) if self._fits(other) else NotImplemented

    def __mul__(self, times: int) -> Quantity:
        return self._of(self.hundredths * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def _fits(self, other: object) -> bool:
        return isinstance(other, Quantity) and other.unit == self.unit

    def _of(self, hundredths: int) -> Quantity:
        if not 0 <= hundredths < LARGEST * 100:
            raise InvalidValue(f"a quantity lies between 0 and {LARGEST} of its unit", code="quantity.format")
        return Quantity(f"{hundredths // 100}.{hundredths % 100:02d}", self.unit)

    def __lt__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity) or self.unit != other.unit:
            return NotImplemented
        return self.hundredths < other.hundredths

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            lambda value: value if type(value) is cls else cls.parse(value),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": PATTERN, "examples": ["30 min"]}
