"""Facts: what is known of a household, a person or anything else, as ordinary frozen pydantic models.

A fact that may be unknown is ``Fact[T]``; ``None`` means *not known*. A plain ``T`` is required. ``Fact[tuple[Model, ...]]``
or ``tuple[Model, ...]`` is a relation. Everything is strict at the border: ``"12"`` is no number and ``1`` no boolean.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Generic, Optional, Self, TypeVar, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, PlainValidator, Strict, ValidationError, WithJsonSchema
from pydantic._internal._model_construction import ModelMetaclass
from pydantic.fields import FieldInfo
from pydantic_core import core_schema
from typing_extensions import dataclass_transform

from aidrules.errors import InvalidFacts, InvalidModel, InvalidValue
from aidrules.facts.faults import invalid_facts, too_early
from aidrules.facts.money import MONEY_SCHEMA, Money
from aidrules.facts.month import DAY_PATTERN, Month, as_day
from aidrules.facts.quantity import UNITS, Quantity
from aidrules.facts.terms import Term

T = TypeVar("T")
LARGEST_COUNT: Final = 10**9
LONGEST_TEXT: Final = 64
MOST_MEMBERS: Final = 50
AS_TEXT: Final = PlainSerializer(str, return_type=str, when_used="json")
"""How days, amounts and terms are written to JSON."""

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

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
    past: bool = False,
    not_before: str = "",
) -> Any:
    """Describe a fact that may be unknown; omitted, it is unknown.

    ``zh`` and ``en`` are its titles, the questions are what to ask when it is missing (built from the titles where
    left out), ``finding`` names the agency whose finding it is, ``unit`` the unit of a quantity, ``low`` and ``high``
    the bounds of a number or an amount (of a relation ``high`` is the most entries, else 50), ``past`` that a day can't lie after the
    day decided for, ``not_before`` the fact of the same subject that a day can't lie before.

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
    # by identity, since 0 == False and a bound of 0 is a bound
    names = ("finding", "unit", "low", "high", "past", "not_before")
    extra = {name: given[name] for name in names if given.get(name) not in ("", None) and given[name] is not False}
    return extra | {
        "question_zh": given["question_zh"] or f"请补充：{given['zh']}。",
        "question_en": given["question_en"] or f"Please say: {given['en']}.",
    }


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(required,))
class FactsMeta(ModelMetaclass):
    """Turns pydantic's errors into ours, which show a path and a code and never a value."""

    if not TYPE_CHECKING:  # a checker that sees this no longer checks what a constructor is given

        def __call__(cls, *args: Any, **given: Any) -> Any:
            """A new subject."""
            try:
                return super().__call__(*args, **given)
            except ValidationError as error:
                raise invalid_facts(error, cls) from None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field is: its plain type, whether it may be unknown, and for a relation its model, fewest and most."""

    kind: Any
    may_be_unknown: bool
    related: type[Facts] | None
    fewest: int = 0
    most: int = MOST_MEMBERS


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
        changed = sorted(name for name, value in cls.model_config.items() if name != "title" and Facts.model_config.get(name) != value)
        if changed:
            raise InvalidModel(f"{cls.__name__}: the configuration of facts is fixed; leave out {', '.join(changed)}", code="model.config")
        for name, field in cls.__pydantic_fields__.items():
            kind, optional = _without_none(field.annotation)
            inherited = next((part for part in getattr(kind, "__metadata__", ()) if isinstance(part, Shape)), None)
            if inherited is not None:  # made strict where it was written
                shapes[name] = inherited
                continue
            _check_default(cls, name, field, optional)
            related = _related(kind)
            shape = shapes[name] = Shape(kind, optional, related, _fewest(field), _most(field) if related else MOST_MEMBERS)
            strict = _marked(_strict(cls, name, kind, field), shape)
            field.annotation = Optional[strict] if optional else strict  # noqa: UP045  # a type made at run time
        cls.shapes = types.MappingProxyType(shapes)
        for name, earlier in _order(cls).items():
            if earlier == name or any(part not in shapes or shapes[part].kind is not date for part in (name, earlier)):
                raise InvalidModel(f"{cls.__name__}.{name}: not_before= is about a day, and names another day of the same model", code="model.order")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema, order = handler(source), _order(cls)
        if order:  # checked within the model, whose name JSON Schema keeps so
            model: Any = handler.resolve_ref_schema(schema)
            while model["type"] != "model":  # a validator of the model's own stands around it
                model = handler.resolve_ref_schema(model["schema"])
            model["schema"] = core_schema.no_info_after_validator_function(_ordered(order), model["schema"])
        return schema

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

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Any:
        """As pydantic's, with our errors; for a whole case file there is ``read_case``, which also refuses a name that stands twice."""
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as error:
            raise invalid_facts(error, cls) from None

    @classmethod
    def model_validate_strings(cls, obj: Any, **options: Any) -> Any:
        """As pydantic's, with our errors."""
        try:
            return super().model_validate_strings(obj, **options)
        except ValidationError as error:
            raise invalid_facts(error, cls) from None

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy; facts in ``update`` are checked as the constructor checks them (``model_construct`` is the one way that checks nothing)."""
        if not update:
            return super().model_copy(deep=deep)
        return type(self)(**{**{name: getattr(self, name) for name in self.model_fields_set}, **update})

    if not TYPE_CHECKING:

        def __setattr__(self, name: str, value: object) -> None:
            raise AttributeError(f"{type(self).__name__} can't be changed; make a new one with the fact in it")

        def __delattr__(self, name: str) -> None:
            self.__setattr__(name, None)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"  # a case is about people: nothing of it is printed by accident

    __str__ = __repr__

    def __repr_args__(self) -> tuple[()]:
        return ()  # nor by printers that ask for the parts


def known(subject: Facts, name: str) -> Any:
    """The value of a fact, or None where it isn't known; for use outside rules.

    >>> from aidrules import Person
    >>> known(Person(id="p1"), "care_level") is None
    True
    """
    if name not in type(subject).model_fields:
        raise InvalidModel(f"{type(subject).__name__} has no fact `{name}`", code="model.unknown_fact")
    return getattr(subject, name)


def model_name(model: type[Facts]) -> str:
    """A model's name; a user's subclass of a model goes by the name of that model, so that rules over it still apply."""
    lineage = [cls for cls in model.__mro__ if issubclass(cls, Facts) and cls is not Facts]
    return lineage[-1].__name__


def _order(cls: type[Facts]) -> dict[str, str]:
    """The days of a model that can't lie before another, and that other."""
    extras = {name: field.json_schema_extra for name, field in cls.__pydantic_fields__.items()}
    return {name: str(extra["not_before"]) for name, extra in extras.items() if isinstance(extra, dict) and extra.get("not_before")}


def _ordered(order: Mapping[str, str]) -> Callable[[Any], Any]:
    def check(parts: Any) -> Any:
        given = parts[0]
        wrong = [name for name, earlier in order.items() if given[name] is not None and given[earlier] is not None and given[name] < given[earlier]]
        if wrong:
            raise InvalidFacts([too_early(name, order[name]) for name in wrong])
        return parts

    return check


def _fewest(field: FieldInfo) -> int:
    return max((getattr(part, "min_length", None) or 0 for part in field.metadata), default=0)


def _most(field: FieldInfo) -> int:
    """The most entries of a relation: as the field says, else the general limit."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    said: list[int] = [part.max_length for part in field.metadata if getattr(part, "max_length", None) is not None]
    high = extra.get("high")
    if isinstance(high, int):
        said.append(high)
    return min(said, default=MOST_MEMBERS)


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


class _Entries:
    """In JSON Schema the lengths of a relation are numbers of entries, not of characters."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        names = {"minLength": "minItems", "maxLength": "maxItems"}
        return {names.get(name, name): part for name, part in handler(schema).items()}


def _marked(strict: Any, shape: Shape) -> Any:
    """The strict type, carrying its shape to the subclasses that inherit the field."""
    return Annotated[strict, shape]


def _strict(cls: type, name: str, kind: Any, field: FieldInfo) -> Any:
    """The same type, but taking nothing that merely looks like it."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if _related(kind) is not None:
        most, lengths, field.metadata = _most(field), field.metadata, []
        return Annotated[(kind, BeforeValidator(_sequence), Field(max_length=most), *lengths, _Entries())]
    if kind is bool:
        return Annotated[bool, Strict()]
    if kind is int:
        low, high = extra.get("low", 0), extra.get("high", LARGEST_COUNT)
        return Annotated[int, Strict(), Ge(low), Le(high)]  # type: ignore[arg-type]  # ours, so whole numbers
    if kind is str:
        return Annotated[str, Strict(), AfterValidator(_name)]
    if kind is date:
        return Annotated[date, AS_TEXT, PlainValidator(as_day), WithJsonSchema({"type": "string", "format": "date", "pattern": DAY_PATTERN})]
    if kind is Money:
        return Annotated[Money, AS_TEXT, PlainValidator(_within(extra.get("low", 0), extra.get("high"))), WithJsonSchema(MONEY_SCHEMA)]
    if kind is Quantity:
        if extra.get("unit") not in UNITS:
            raise InvalidModel(f"{cls.__name__}.{name}: a quantity needs fact(unit=…), one of {', '.join(UNITS)}", code="model.unit")
        return Annotated[Quantity, AfterValidator(_in_unit(str(extra["unit"])))]
    if kind is Month:
        return kind
    if isinstance(kind, type) and issubclass(kind, Term) and kind is not Term:
        return Annotated[kind, AS_TEXT, PlainValidator(_one_of(kind)), WithJsonSchema({"type": "string", "enum": [member.value for member in kind]})]
    raise InvalidModel(
        f"{cls.__name__}.{name}: a fact is bool, int, Money, Quantity, date, Month, a Term, or tuple[Model, ...] of a model defined above; str is for ids",
        code="model.type",
    )


def _check_default(cls: type, name: str, field: FieldInfo, optional: bool) -> None:
    """What is left out of a case is unknown: no fact has a value of its own accord."""
    if not (field.is_required() or (optional and field.default is None and field.default_factory is None)):
        write = "write Fact[…] with fact(…)" if field.default is None and field.default_factory is None else "leave the default out"
        raise InvalidModel(f"{cls.__name__}.{name}: what a case leaves out is unknown; {write}", code="model.default")


def _within(low: Any, high: Any) -> Any:
    least, most = Money(low), None if high is None else Money(high)

    def check(value: Any) -> Money:
        amount = value if type(value) is Money else Money(value)
        if amount.fen < least.fen or (most is not None and amount > most):
            raise InvalidValue(f"the amount must be at least {least}" + (f" and at most {most}" if most else ""), code="fact.range")
        return amount

    return check


def _in_unit(unit: str) -> Any:
    def check(quantity: Quantity) -> Quantity:
        if quantity.unit != unit:
            raise InvalidValue(f'the unit must be {unit}, for example "30 {unit}"', code="quantity.unit")
        return quantity

    return check


def _one_of(terms: type[Term]) -> Any:
    members = {member.value: member for member in terms}
    message = "write one of " + ", ".join(f'"{member.value}"' for member in terms)

    def check(value: Any) -> Any:
        """A member, or its text; a term of another enumeration isn't one of this, even where their texts are the same."""
        if type(value) is str and value in members:
            return members[value]
        if isinstance(value, terms):
            return value
        raise InvalidValue(message, code="fact.term")

    return check


def _sequence(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return value
    raise InvalidValue("a relation is a list, [] where there is none", code="fact.type")


def _name(text: str) -> str:
    """An id is a short name without characters that can't be seen or printed."""
    if not text or len(text) > LONGEST_TEXT:
        raise InvalidValue(f"an id has 1 to {LONGEST_TEXT} characters", code="id.length")
    if not text.isprintable() or "/" in text:
        raise InvalidValue("an id holds printable characters and no slash", code="id.characters")
    return text
