"""A calendar month, and how days and months are counted."""

from __future__ import annotations

import re
from datetime import date
from functools import total_ordering
from typing import TYPE_CHECKING, Any, Final, NoReturn

from dateutil.relativedelta import relativedelta

from aidrules.errors import InvalidValue

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

DAY_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MONTH_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}$"
FIRST_YEAR, LAST_YEAR = 1850, 2200
_day = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_month = re.compile(r"([0-9]{4})-([0-9]{2})").fullmatch


@total_ordering
class Month:
    """A calendar month, ``Month(2022, 3)`` or ``Month.parse("2022-03")``.

    >>> Month(2022, 11).plus(3)
    Month(2023, 2)
    >>> Month(2022, 3).first_day
    datetime.date(2022, 3, 1)
    """

    __slots__ = ("ordinal",)
    ordinal: int

    def __init__(self, year: int, month: int) -> None:
        if type(year) is not int or type(month) is not int or not 1 <= month <= 12:
            raise InvalidValue("a month is a year and a number from 1 to 12, for example Month(2022, 3)", code="month.format")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise InvalidValue(f"a month lies in the years {FIRST_YEAR} to {LAST_YEAR}", code="month.range")
        object.__setattr__(self, "ordinal", year * 12 + month - 1)

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month that a text such as ``"2022-03"`` names."""
        found = _month(text) if type(text) is str else None
        if found is None:
            raise InvalidValue('a month is written "2022-03"', code="month.format")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that holds a day."""
        return cls(day.year, day.month)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Month:
        """The month with this number: year × 12 + month − 1."""
        return cls(ordinal // 12, ordinal % 12 + 1)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.ordinal // 12, self.ordinal % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.first_day + relativedelta(day=31)

    def plus(self, months: int) -> Month:
        """So many months later; earlier where negative."""
        return Month.from_ordinal(self.ordinal + months)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a Month can't be changed; make a new one")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a Month can't be changed; make a new one")

    def __reduce__(self) -> tuple[Any, ...]:
        return (Month.from_ordinal, (self.ordinal,))

    def __str__(self) -> str:
        return f"{self.ordinal // 12:04d}-{self.ordinal % 12 + 1:02d}"

    def __repr__(self) -> str:
        return f"Month({self.ordinal // 12}, {self.ordinal % 12 + 1})"

    def __hash__(self) -> int:
        return hash((Month, self.ordinal))

    def __eq__(self, other: object) -> bool:
        return self.ordinal == other.ordinal if isinstance(other, Month) else NotImplemented

    def __lt__(self, other: Month) -> bool:
        return self.ordinal < other.ordinal if isinstance(other, Month) else NotImplemented

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            lambda value: value if type(value) is cls else cls.parse(value),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": MONTH_PATTERN, "examples": ["2022-03"]}


def as_day(value: object) -> date:
    """A day, from a ``date`` or a text such as ``"2022-03-01"``; nothing else is a day.

    >>> as_day("2024-02-29")
    datetime.date(2024, 2, 29)
    """
    if type(value) is date:
        day = value
    elif type(value) is str and _day(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise InvalidValue("there is no such day in the calendar", code="date.no_such_day") from None
    elif isinstance(value, date):
        raise InvalidValue('a day has no time of day; write "2022-03-01" or datetime.date(2022, 3, 1)', code="date.time")
    elif type(value) is str and _day(value[:10]):
        raise InvalidValue('a day has no time of day; write "2022-03-01"', code="date.time")
    else:
        raise InvalidValue('a day is written "2022-03-01"', code="date.format")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidValue(f"a day lies in the years {FIRST_YEAR} to {LAST_YEAR}", code="date.range")
    return day
