"""Classes for facts and terms from their specifications, so that an archive's facts are read by the archive's own schema.

They are ordinary models of facts, made with pydantic as a programmer's are: the same checks, paths and codes. Every name is
checked first, and none is ever run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from keyword import iskeyword
from typing import Annotated, Any, Final

from pydantic import Field, create_model

from aidrules.errors import AidrulesError, InvalidArchive
from aidrules.facts.model import Facts, fact, required
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import UNITS, Quantity
from aidrules.facts.terms import Term
from aidrules.graph.kinds import Kind, TermSpec
from aidrules.graph.program import FactSpec, ModelSpec, Program, RelationSpec

LONGEST: Final = 64
_PLAIN: Final[Mapping[str, Any]] = {"bool": bool, "count": int, "money": Money, "date": date, "month": Month, "quantity": Quantity}


def terms_from(program: Program) -> dict[str, type[Term]]:
    """An enumeration for each of a program's."""
    return {name: _term(spec) for name, spec in program.terms.items()}


def classes_from(program: Program, terms: Mapping[str, type[Term]]) -> dict[str, type[Facts]]:
    """A model of facts for each of a program's; in the program's order."""
    found: dict[str, type[Facts]] = {}
    for name in sorted(program.models, key=lambda model: -len(program.above(model))):  # what is contained comes first
        found[name] = _model(program.models[name], found, terms)
    return {name: found[name] for name in program.models}


def _term(spec: TermSpec) -> type[Term]:
    values = [value for value, _ in spec.members]
    for value in values:
        if not value or len(value) > LONGEST or not value.isprintable():
            raise InvalidArchive("a term is a short printable text", code="archive.name")
    if len(set(values)) < len(values) or len(values) > 1000:
        raise InvalidArchive("an enumeration has each of its terms once", code="archive.unsound")
    members: Any = [(f"TERM_{number}", (value, zh)) for number, (value, zh) in enumerate(spec.members)]
    made: Any = Term(_checked(spec.name), members)  # the call that makes an enumeration
    return made  # type: ignore[no-any-return]


def _model(spec: ModelSpec, below: Mapping[str, type[Facts]], terms: Mapping[str, type[Term]]) -> type[Facts]:
    fields: dict[str, Any] = {"id": (str, ...)} if spec.identified else {}
    for text in spec.texts:
        fields[_field(text)] = (str | None, Field(default=None))
    for each in spec.facts:
        fields[_field(each.name)] = _fact(each, terms)
    for relation in spec.relations:
        fields[_field(relation.name)] = _relation(relation, below[relation.model])
    try:
        return create_model(_checked(spec.name), __base__=Facts, __module__=__name__, **fields)
    except InvalidArchive:
        raise
    except (AidrulesError, TypeError, ValueError, NameError) as error:
        shown = error.message if isinstance(error, AidrulesError) else type(error).__name__
        raise InvalidArchive(f"the model `{spec.name}` can't be made: {shown[:200]}", code="archive.model") from None


def _fact(spec: FactSpec, terms: Mapping[str, type[Term]]) -> tuple[Any, Any]:
    kind = _python(spec.kind, terms)
    bounded = spec.kind.name in ("count", "money")
    titles: dict[str, Any] = {
        "zh": spec.zh, "en": spec.en, "finding": spec.finding, "unit": spec.kind.of if spec.kind.name == "quantity" else "",
        "low": _bound(spec.low or 0, spec.kind) if bounded else 0, "high": _bound(spec.high, spec.kind) if bounded else None,
    }  # fmt: skip
    if not spec.may_be_unknown:
        return kind, required(**titles)
    return kind | None, fact(**titles, question_zh=spec.question_zh, question_en=spec.question_en, past=spec.past, not_before=spec.not_before)


def _bound(bound: int | None, kind: Kind) -> int | str | None:
    if bound is None or kind.name == "count":
        return bound
    return f"{'-' if bound < 0 else ''}{abs(bound) // 100}.{abs(bound) % 100:02d}"


def _python(kind: Kind, terms: Mapping[str, type[Term]]) -> Any:
    if kind.name == "term":
        return terms[kind.of]
    if kind.name not in _PLAIN or (kind.name == "quantity" and kind.of not in UNITS):
        raise InvalidArchive(f"no fact is {kind}", code="archive.unsound")
    return _PLAIN[kind.name]


def _relation(spec: RelationSpec, model: type[Facts]) -> tuple[Any, Any]:
    lengths = Field(min_length=spec.fewest, max_length=spec.most)
    many: Any = tuple[model, ...]  # type: ignore[valid-type]  # a type made at run time
    if not spec.may_be_unknown:
        return Annotated[many, lengths], required(zh=spec.zh, en=spec.en)
    return Annotated[many | None, lengths], fact(zh=spec.zh, en=spec.en, question_zh=spec.question_zh, question_en=spec.question_en)


def _checked(name: str) -> str:
    if not name.isidentifier() or iskeyword(name) or name.startswith("_") or len(name) > LONGEST or unicodedata.normalize("NFKC", name) != name:
        raise InvalidArchive("models, facts and enumerations have short names that are identifiers", code="archive.name")
    return name


def _field(name: str) -> str:
    if hasattr(Facts, _checked(name)) or name.startswith("model_"):
        raise InvalidArchive(f"no fact goes by the name `{name}`: every model has something else by it", code="archive.name")
    return name
