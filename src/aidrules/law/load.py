"""Loads a law file (TOML): one source, its clauses and readings, with the place's id put before each id."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from aidrules.errors import InvalidLaw
from aidrules.law.source import Alternative, Clause, LawText, Reading, Source

KINDS: Final = ("entitlement", "amount", "duty", "gate", "routing", "indicator", "constraint", "sanction", "context")
_is_day: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def load_law(text: str) -> LawText:
    """The law file with this text; a part that is missing or unknown is an error that names it."""
    if not isinstance(text, str):
        raise InvalidLaw(f"a law file is given by its text, and this is a {type(text).__name__}", code="law.part")
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InvalidLaw(f"the law file is not TOML: {error}", code="law.toml") from None
    except (ValueError, RecursionError):  # a number of thousands of digits; thousands of brackets
        raise InvalidLaw("the law file is not TOML: a number is too long, or it is nested too deep", code="law.toml") from None
    _only(data, {"source", "clauses", "readings"}, "the law file")
    source = _source(_table(data, "source", "the law file"))
    if source.supposed:
        raise InvalidLaw(f"source: the id `{source.id}` is kept for the reforms of what-ifs", code="law.part")
    clauses = {f"{source.id}/{key}": _clause(f"{source.id}/{key}", part, source) for key, part in _tables(data, "clauses", "the law file")}
    readings = {key: _reading(key, part, source.id) for key, part in _tables(data, "readings", "the law file")}
    for reading in readings.values():
        for clause in reading.clauses:
            if clause not in clauses:
                raise InvalidLaw(f"reading `{reading.id}` names the clause `{clause}`, which the file doesn't hold", code="law.unknown_clause")
    return LawText(source, MappingProxyType(clauses), MappingProxyType(readings))


def _source(part: Mapping[str, Any]) -> Source:
    names = ("id", "title_zh", "title_en", "number", "issuer_zh", "issuer_en")
    _only(part, {*names, "published", "in_force_from", "has_text"}, "source")
    return Source(
        **{name: _text(part, name, "source", may_be_empty=name == "number") for name in names},
        published=_day(part, "published"),
        in_force_from=_day(part, "in_force_from"),
        has_text=_bool(part, "has_text", "source"),
    )


def _clause(key: str, part: Mapping[str, Any], source: Source) -> Clause:
    texts = ("address", "kind", "zh", "en")
    optional = ("locator", "why_not_zh", "why_not_en", "lead")
    _only(part, {*texts, *optional, "units_zh", "units_en"}, key)
    clause = Clause(
        id=key,
        source=source,
        **{name: _text(part, name, key) for name in texts},
        **{name: _text(part, name, key, may_be_empty=True) for name in optional},
        units_zh=_texts(part, "units_zh", key),
        units_en=_texts(part, "units_en", key),
    )
    if clause.kind not in KINDS:
        raise InvalidLaw(f"{key}: kind is one of {', '.join(KINDS)}", code="law.kind")
    if source.has_text and not clause.locator:
        raise InvalidLaw(f"{key}: a clause of a source with a text needs a locator", code="law.locator")
    if clause.kind == "context" and not (clause.why_not_zh and clause.why_not_en):
        raise InvalidLaw(f"{key}: a clause from which nothing is computed says why not", code="law.why_not")
    return clause


def _reading(key: str, part: Mapping[str, Any], place: str) -> Reading:
    names = ("topic_zh", "topic_en", "printed_zh", "chosen_zh", "chosen_en", "why_zh", "why_en", "effect_zh", "effect_en")
    _only(part, {*names, "clauses", "alternatives"}, key)
    alternatives = tuple(
        Alternative(name, _text(words, "zh", f"{key}.{name}"), _text(words, "en", f"{key}.{name}")) for name, words in _tables(part, "alternatives", key)
    )
    clauses = tuple(f"{place}/{clause}" for clause in _texts(part, "clauses", key))
    if not clauses:
        raise InvalidLaw(f"{key}: a reading names the clauses that it is about", code="law.part")
    return Reading(id=key, clauses=clauses, alternatives=alternatives, **{name: _text(part, name, key) for name in names})


def _table(data: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    part = data.get(name)
    if not isinstance(part, dict):
        raise InvalidLaw(f"{where}: a table [{name}] is missing", code="law.part")
    return part


def _tables(data: Mapping[str, Any], name: str, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tables within a table that may be left out."""
    parts = data.get(name, {})
    if not isinstance(parts, dict) or not all(isinstance(part, dict) for part in parts.values()):
        raise InvalidLaw(f"{where}: `{name}` is a table of tables", code="law.part")
    yield from parts.items()


def _bool(part: Mapping[str, Any], name: str, where: str) -> bool:
    value = part.get(name)
    if type(value) is not bool:
        raise InvalidLaw(f"{where}: `{name}` is true or false", code="law.part")
    return value


def _text(part: Mapping[str, Any], name: str, where: str, *, may_be_empty: bool = False) -> str:
    text = part.get(name, "" if may_be_empty else None)
    if not isinstance(text, str) or not (text or may_be_empty):
        raise InvalidLaw(f"{where}: `{name}` is a text", code="law.part")
    return text


def _texts(part: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    texts = part.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise InvalidLaw(f"{where}: `{name}` is a list of texts", code="law.part")
    return tuple(texts)


def _day(part: Mapping[str, Any], name: str) -> date | None:
    text = _text(part, name, "source", may_be_empty=True)
    try:
        if not text or _is_day(text):
            return date.fromisoformat(text) if text else None
    except ValueError:
        pass
    raise InvalidLaw(f'source: `{name}` is a day such as "2022-01-10", or "" where there is none', code="law.day")


def _only(part: Mapping[str, Any], names: set[str], where: str) -> None:
    unknown = sorted(set(part) - names)
    if unknown:
        raise InvalidLaw(f"{where}: `{unknown[0]}` is not a part of it; there is {', '.join(sorted(names))}", code="law.part")
