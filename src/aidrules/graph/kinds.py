"""The kinds of value that a node can have; a closed set.

Readers compute with plain values: bool, int (a count; fen; hundredths of a unit; a month's number; a term's code),
``datetime.date`` and ``fractions.Fraction``; ``None`` is *not known*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is; ``of`` is a term's enumeration or a quantity's unit."""

    name: str
    of: str = ""

    def __str__(self) -> str:
        return {"term": f"a {self.of}", "quantity": f"a quantity in {self.of}"}.get(self.name, _WORDS.get(self.name, self.name))


_WORDS: Final = {
    "bool": "true or false",
    "count": "a count",
    "money": "money",
    "ratio": "a ratio",
    "date": "a day",
    "month": "a month",
}

BOOL: Final = Kind("bool")
COUNT: Final = Kind("count")
MONEY: Final = Kind("money")
RATIO: Final = Kind("ratio")
DATE: Final = Kind("date")
MONTH: Final = Kind("month")
ROUNDING: Final = Kind("term", "Rounding")


def term(enumeration: str) -> Kind:
    """The kind of the terms of an enumeration."""
    return Kind("term", enumeration)


def quantity(unit: str) -> Kind:
    """The kind of quantities in a unit."""
    return Kind("quantity", unit)


@dataclass(frozen=True, slots=True)
class TermSpec:
    """An enumeration as data: its members' values and zh terms, by code."""

    name: str
    members: tuple[tuple[str, str], ...]

    def code(self, value: str) -> int:
        """The code of the member with this value."""
        return [member for member, _ in self.members].index(value)
