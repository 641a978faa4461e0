"""Money: an exact whole number of fen."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NoReturn

from aidrules.errors import InvalidValue

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

PATTERN: Final = r"^(?!-0(\.0{1,2})?$)-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?$"
BOUND: Final = 10**15 - 1  # fen: 13 digits of yuan, far above any budget and far inside 64 bits
_match = re.compile(r"(-?)(0|[1-9][0-9]{0,12})(?:\.([0-9]{1,2}))?").fullmatch


class Money:
    """An amount of yuan, exact to the fen.

    ``Money("412.50")``, ``Money(412)`` and ``Money(Decimal("412.50"))`` are yuan; ``Money.from_fen(41250)`` is fen.
    Floats, exponents, separators, units, fullwidth digits and ``-0`` raise :class:`~aidrules.errors.InvalidValue`.

    >>> Money("412.50") + Money(1)
    Money("413.50")
    >>> (Money("0.10") * 3).fen
    30
    """

    __slots__ = ("fen",)
    fen: int

    def __init__(self, yuan: str | int | Decimal) -> None:
        _put(self, _fen_of_text(yuan) if type(yuan) is str else _fen(yuan))

    @classmethod
    def from_fen(cls, fen: int) -> Money:
        """The amount of so many fen."""
        if type(fen) is not int:
            raise InvalidValue("fen are a whole number, for example Money.from_fen(41250)", code="money.type")
        if not -BOUND <= fen <= BOUND:
            raise InvalidValue("the amount is larger than any that aidrules works with", code="money.range")
        new = _new(cls)
        _put(new, fen)
        return new

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("Money can't be changed; make a new one")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("Money can't be changed; make a new one")

    def __reduce__(self) -> tuple[Any, ...]:
        return (Money.from_fen, (self.fen,))

    def __str__(self) -> str:
        sign, fen = ("-", -self.fen) if self.fen < 0 else ("", self.fen)
        return f"{sign}{fen // 100}.{fen % 100:02d}"

    def __repr__(self) -> str:
        return f'Money("{self}")'

    def __hash__(self) -> int:
        return hash((Money, self.fen))

    def __eq__(self, other: object) -> bool:
        return self.fen == other.fen if isinstance(other, Money) else NotImplemented

    def __lt__(self, other: Money) -> bool:
        return self.fen < other.fen if isinstance(other, Money) else NotImplemented

    def __le__(self, other: Money) -> bool:
        return self.fen <= other.fen if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: Money) -> bool:
        return self.fen > other.fen if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: Money) -> bool:
        return self.fen >= other.fen if isinstance(other, Money) else NotImplemented

    def __add__(self, other: Money) -> Money:
        return Money.from_fen(self.fen + other.fen) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money.from_fen(self.fen - other.fen) if isinstance(other, Money) else NotImplemented

    def __mul__(self, other: int) -> Money:
        return Money.from_fen(self.fen * other) if type(other) is int else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money.from_fen(-self.fen)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            lambda value: value if type(value) is cls else cls(value),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(MONEY_SCHEMA)


_new, _put = object.__new__, Money.__dict__["fen"].__set__  # past the refusal to change

MONEY_SCHEMA: Final[dict[str, Any]] = {
    "type": "string",
    "pattern": PATTERN,
    "description": "yuan with at most two places",
    "examples": ["412.50"],
}


def _fen(yuan: object) -> int:
    if type(yuan) is str:
        return _fen_of_text(yuan)
    if type(yuan) is int:
        if abs(yuan) > BOUND // 100:
            raise InvalidValue("the amount is larger than any that aidrules works with", code="money.range")
        return yuan * 100
    if isinstance(yuan, Money):
        return yuan.fen
    if isinstance(yuan, Decimal):
        return _fen_of_decimal(yuan)
    if isinstance(yuan, float):
        raise InvalidValue('a float can\'t hold an amount exactly; write a string, for example "412.50"', code="money.float")
    raise InvalidValue('an amount is a string of yuan, for example "412.50", or a whole number', code="money.type")


def _fen_of_decimal(yuan: Decimal) -> int:
    """Exact, whatever the decimal context is: the digits are read, nothing is computed in it."""
    sign, digits, exponent = yuan.as_tuple()
    if not isinstance(exponent, int):
        raise InvalidValue('NaN and Infinity are no amounts; write a number of yuan, for example "412.50"', code="money.not_finite")
    if len(digits) > 40 or abs(exponent) > 40:
        raise InvalidValue("the amount is larger, or has more places, than any that aidrules works with", code="money.range")
    number = int("".join(map(str, digits)))
    if sign and not number:
        raise InvalidValue('-0 is no amount; write "0.00"', code="money.negative_zero")
    scaled = number * 10 ** (exponent + 2) if exponent >= -2 else _whole(number, 10 ** (-exponent - 2))
    return Money.from_fen(-scaled if sign else scaled).fen


def _whole(number: int, divisor: int) -> int:
    whole, rest = divmod(number, divisor)
    if rest:
        raise InvalidValue("an amount has at most two places; round it before, by the rule that says how", code="money.places")
    return whole


def _fen_of_text(text: str) -> int:
    found = _match(text)
    if found is None:
        raise _why_not(text)
    sign, whole, places = found.groups()
    fen = int(whole) * 100 if not places else int(whole + places) if len(places) == 2 else int(whole + places) * 10
    if sign:
        if not fen:
            raise InvalidValue('-0 is no amount; write "0.00"', code="money.negative_zero")
        fen = -fen
    return fen  # the pattern keeps it within the bound


def _why_not(text: str) -> InvalidValue:
    """The most helpful reason why a text is no amount; the text itself isn't shown."""
    for code, pattern, message in _REASONS:
        if re.search(pattern, text[:64]):
            return InvalidValue(message, code=code)
    return InvalidValue('an amount is digits with at most two places, for example "412.50"', code="money.format")


_REASONS: Final = (
    (
        "money.invisible",
        "[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00a0\u3000\ud800-\udfff]",
        'the amount holds an invisible character; write plain digits, for example "412.50"',
    ),
    ("money.not_finite", r"(?i)^\s*[-+]?(nan|inf|infinity)", 'NaN and Infinity are no amounts; write a number of yuan, for example "412.50"'),
    ("money.fullwidth", "[\uff10-\uff19\uff0e\uff0c\uff0d]", 'the amount holds fullwidth characters; write "123", not "\uff11\uff12\uff13"'),
    ("money.exponent", r"^[-+]?[0-9.]+[eE][-+]?[0-9]+$", 'write the digits out, for example "1000.00", not with an exponent'),
    ("money.separator", r"[0-9][,_' ][0-9]", 'write the amount without separators, for example "1000.00"'),
    ("money.unit", r"[\u5143\u89d2\u5206\u00a5\uffe5$]|[Yy]uan|RMB|CNY", 'write the number alone, for example "12.00": an amount is always yuan'),
    ("money.places", r"^-?[0-9]+\.[0-9]{3,}$", "an amount has at most two places; round it before, by the rule that says how"),
    ("money.range", r"^-?[1-9][0-9]{13,}(\.[0-9]*)?$", "the amount is larger than any that aidrules works with"),
    ("money.leading_zero", r"^-?0[0-9]", 'write the amount without a leading zero, for example "12.50"'),
)
