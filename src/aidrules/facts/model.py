"""Facts: what is known of a household, a person or anything else, as ordinary frozen pydantic models.

A fact that may be unknown is ``Fact[T]``; ``None`` means *not known*. A plain ``T`` is required. ``Fact[tuple[Model, ...]]``
or ``tuple[Model, ...]`` is a relation. Everything is strict at the border: ``"12"`` is no number and ``1`` no boolean.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Generic, Self, TypeVar, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, ValidationError
from pydantic._internal._model_construction import ModelMetaclass
from pydantic.fields import FieldInfo
from typing_extensions import dataclass_transform

from aidrules.errors import InvalidModel, InvalidValue
from aidrules.facts.faults import invalid_facts
from aidrules.facts.money import Money
from aidrules.facts.month import Month, as_day
from aidrules.facts.quantity import UNITS, Quantity
from aidrules.facts.terms import Term

T = TypeVar("T")
LARGEST_COUNT: Final = 10**9
LONGEST_TEXT: Final = 64
MOST_MEMBERS: Final = 50

if TYPE_CHECKING:

    class Fact(Generic[T]):
        """A fact that may be unknown: a constructor takes ``T | None``, a rule reads ``T``."""

        def __get__(self, instance: object, owner: type | None = None) -> T: ...
        def __set__(self, instance: object, value: T | None) -> None: ...

else:

    class Fact:
        """A fact that may be unknown: ``T | None`` at run time, where ``None`` means *not known*."""

        def __class_getitem__(cls, kind: Any) -> Any:
            return kind | None


def fact(
    *,
    zh: str,
    en: str,
    question_zh: str = "",
    question_en: str = "",
    finding: str = "",
    unit: str = "",
    low: int | str = 0,
    high: int | str | None = None,
) -> Any:
    """Describe a fact that may be unknown; omitted, it is unknown.

    ``zh`` and ``en`` are its titles, the questions are what to ask when it is missing (built from the titles where
    left out), ``finding`` names the agency whose finding it is, ``unit`` the unit of a quantity, ``low`` and ``high``
    the bounds of a number or an amount.

    >>> class Plot(Facts):
    ...     id: str
    ...     fallow: Fact[bool] = fact(zh="休耕", en="the plot lies fallow")
    >>> Plot(id="a").fallow is None
    True
    """
    return Field(default=None, title=zh, description=en, json_schema_extra=_extra(locals()))


def required(*, zh: str, en: str, finding: str = "", unit: str = "", low: int | str = 0, high: int | str | None = None) -> Any:
    """Describe a fact that is always known: a case without it isn't taken."""
    return Field(title=zh, description=en, json_schema_extra=_extra({**locals(), "question_zh": "", "question_en": ""}))


def _extra(given: dict[str, Any]) -> dict[str, Any]:
    extra = {name: given[name] for name in ("finding", "unit", "low", "high") if given[name] not in ("", None)}
    return extra | {
        "question_zh": given["question_zh"] or f"请补充：{given['zh']}。",
        "question_en": given["question_en"] or f"Please say: {given['en']}.",
    }


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(required,))
class FactsMeta(ModelMetaclass):
    """Turns pydantic's errors into ours, which show a path and a code and never a value."""

    def __call__(cls, *args: Any, **given: Any) -> Any:
        """A new subject."""
        try:
            return super().__call__(*args, **given)
        except ValidationError as error:
            raise invalid_facts(error, cls) from None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field is: its plain type, whether it may be unknown, and for a relation the model it relates to."""

    kind: Any
    may_be_unknown: bool
    related: type[Facts] | None


class Facts(BaseModel, metaclass=FactsMeta):
    """The base of every model of facts: frozen, closed to unknown names, strict.

    >>> from aidrules import Fact, fact
    >>> class Field(Facts):
    ...     id: str
    ...     rows: Fact[int] = fact(zh="行数", en="number of rows")
    >>> Field(id="north", rows=3).rows
    3
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True, validate_default=False, allow_inf_nan=False)
    shapes: ClassVar[Mapping[str, Shape]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        shapes: dict[str, Shape] = {}
        for name, field in cls.__pydantic_fields__.items():
            kind, optional = _without_none(field.annotation)
            if get_origin(kind) is Annotated:  # inherited, and made strict there
                shapes[name] = cls.shapes[name]
                continue
            shapes[name] = Shape(kind, optional, _related(kind))
            strict = _strict(cls, name, kind, field)
            field.annotation = Union[strict, None] if optional else strict  # noqa: UP007
        cls.shapes = types.MappingProxyType(shapes)

    @classmethod
    def read(cls, value: Any, *, under: str = "") -> Self:
        """The facts in plain data, such as parsed JSON; the paths of errors begin with ``under``."""
        try:
            return super().model_validate(value)
        except ValidationError as error:
            raise invalid_facts(error, cls, under) from None

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Any:
        """As pydantic's, with our errors."""
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            raise invalid_facts(error, cls) from None

    if not TYPE_CHECKING:

        def __setattr__(self, name: str, value: object) -> None:
            raise AttributeError(f"{type(self).__name__} can't be changed; make a new one with the fact in it")

        def __delattr__(self, name: str) -> None:
            self.__setattr__(name, None)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"  # a case is about people: nothing of it is printed by accident

    __str__ = __repr__


def known(subject: Facts, name: str) -> Any:
    """The value of a fact, or None where it isn't known; for use outside rules.

    >>> from aidrules import Person
    >>> known(Person(id="p1"), "care_level") is None
    True
    """
    if name not in type(subject).model_fields:
        raise InvalidModel(f"{type(subject).__name__} has no fact `{name}`", code="model.unknown_fact")
    return getattr(subject, name)


def _related(annotation: Any) -> type[Facts] | None:
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        model = arguments[0]
        if isinstance(model, type) and issubclass(model, Facts):
            return model
    return None


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, types.UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        if len(parts) == 1:
            return parts[0], True
    return annotation, False


def _strict(cls: type, name: str, kind: Any, field: FieldInfo) -> Any:
    """The same type, but taking nothing that merely looks like it."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if _related(kind) is not None:
        return Annotated[kind, BeforeValidator(_sequence), Field(max_length=MOST_MEMBERS)]
    if kind is bool:
        return Annotated[bool, Strict()]
    if kind is int:
        low, high = extra.get("low", 0), extra.get("high", LARGEST_COUNT)
        return Annotated[int, Strict(), Ge(low), Le(high)]  # type: ignore[arg-type]  # ours, so whole numbers
    if kind is str:
        return Annotated[str, Strict(), AfterValidator(_name)]
    if kind is date:
        return Annotated[date, BeforeValidator(as_day)]
    if kind is Money:
        return Annotated[Money, AfterValidator(_within(Money(_bound(extra, "low", 0)), extra.get("high")))]
    if kind is Quantity:
        if extra.get("unit") not in UNITS:
            raise InvalidModel(f"{cls.__name__}.{name}: a quantity needs fact(unit=…), one of {', '.join(UNITS)}")
        return Annotated[Quantity, AfterValidator(_in_unit(str(extra["unit"])))]
    if kind is Month or (isinstance(kind, type) and issubclass(kind, Term) and kind is not Term):
        return kind
    raise InvalidModel(
        f"{cls.__name__}.{name}: a fact is bool, int, Money, Quantity, date, Month, a Term, or tuple[Model, ...] of a model defined above; str is for ids",
        code="model.type",
    )


def _bound(extra: Mapping[str, Any], name: str, otherwise: int) -> Any:
    return extra.get(name, otherwise)


def _within(low: Money, high: Any) -> Any:
    most = None if high is None else Money(high)

    def check(amount: Money) -> Money:
        if amount < low or (most is not None and amount > most):
            raise InvalidValue(f"the amount must be at least {low}" + (f" and at most {most}" if most else ""), code="fact.range")
        return amount

    return check


def _in_unit(unit: str) -> Any:
    def check(quantity: Quantity) -> Quantity:
        if quantity.unit != unit:
            raise InvalidValue(f'the unit must be {unit}, for example "30 {unit}"', code="quantity.unit")
        return quantity

    return check


def _sequence(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return value
    raise InvalidValue("a relation is a list, [] where there is none", code="fact.type")


def _name(text: str) -> str:
    """An id is a short name without characters that can't be seen or printed."""
    if not text or len(text) > LONGEST_TEXT:
        raise InvalidValue(f"an id has 1 to {LONGEST_TEXT} characters", code="id.length")
    if not text.isprintable() or "/" in text or "\u200b" <= text[0] <= "\u200f":
        raise InvalidValue("an id holds printable characters and no slash", code="id.characters")
    return text
