"""A case file: the place, the day, the facts, and the local standards, as strict JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NoReturn

from aidrules.decide.choices import Choice, Choices
from aidrules.decide.evidence import Evidence, Evidences
from aidrules.errors import AidrulesError, Fault, InvalidCaseFile, InvalidEvidence, InvalidFacts, closest
from aidrules.facts.faults import MOST_FAULTS
from aidrules.facts.model import Facts
from aidrules.facts.month import as_day
from aidrules.facts.roots import ROOTS

OTHER_KEYS: Final = ("place", "on", "known_on", "standards", "readings", "choices", "evidence")
LARGEST: Final = 4 * 1024 * 1024
DEEPEST: Final = 32
LONGEST_WORDS: Final = 2000
_half: Final = re.compile("[\ud800-\udfff]").search  # of a surrogate pair: such a text can't be written out


@dataclass(frozen=True)
class Case:
    """What a case file holds."""

    place: str
    on: date
    subject: Facts
    known_on: date | None = None
    standards: Mapping[str, Any] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    choices: Choices = field(default_factory=dict)
    evidence: Evidences = field(default_factory=dict)


def read_case(data: bytes | str) -> Case:
    """The case in a file's bytes.

    Raises :class:`~aidrules.errors.InvalidCaseFile` for what isn't a case file (not UTF-8, not JSON, a key twice, too large or
    too deep), :class:`~aidrules.errors.InvalidFacts` with a path for each fact that can't be taken.

    >>> case = read_case('{"place": "huining", "on": "2022-03-01", "household": {"id": "h1", "members": [{"id": "p1"}]}}')
    >>> case.place, case.subject.id
    ('huining', 'h1')
    """
    return case_of(parsed(data))


def parsed(data: bytes | str) -> Any:
    """Strict JSON, or an error that says what is wrong with it."""
    return _parsed(_decoded(data))


def case_of(document: Any) -> Case:
    """The case in parsed JSON."""
    if not isinstance(document, dict):
        raise InvalidCaseFile('a case file is an object: {"place": …, "on": …, "household": {…}}', code="case_file.form")
    unknown = [key for key in document if key not in ROOTS and key not in OTHER_KEYS]
    if unknown:
        near = closest(unknown[0][:64], [*ROOTS, *OTHER_KEYS])
        raise InvalidCaseFile(f"there is a name at the top that a case file doesn't have; {near}", code="case_file.unknown_name")
    roots = [key for key in ROOTS if key in document]
    if len(roots) != 1:
        raise InvalidCaseFile(f"a case file is about one subject; write it under {' or '.join(f'`{key}`' for key in ROOTS)}", code="case_file.subject")
    faults: list[Fault] = []
    days = {name: _day(document, name, faults) for name in ("on", "known_on")}
    place = document.get("place")
    if not isinstance(place, str) or not place:
        faults.append(Fault("place", "fact.required", 'write the place whose law is applied, for example "huining"'))
    if days["on"] is None and not any(fault.path == "on" for fault in faults):
        faults.append(Fault("on", "fact.required", 'write the day decided for, for example "2022-03-01"'))
    subject = _subject(document[roots[0]], roots[0], faults)
    standards = _table(document, "standards", faults)
    readings = _table(document, "readings", faults)
    if not all(isinstance(alternative, str) for alternative in readings.values()):
        faults.append(Fault("readings", "fact.type", 'write the alternative that is selected as a text: {"reading": "alternative"}'))
    choices = choices_of(document.get("choices"), faults)
    evidence = _evidence(_table(document, "evidence", faults), faults)
    if faults or subject is None or days["on"] is None:
        raise InvalidFacts(faults)
    return Case(str(place), days["on"], subject, days["known_on"], standards, readings, choices, evidence)


def _subject(value: Any, key: str, faults: list[Fault]) -> Facts | None:
    try:
        return ROOTS[key].read(value, under=key)
    except InvalidFacts as error:
        faults += error.faults
        return None


def _day(document: Mapping[str, Any], name: str, faults: list[Fault]) -> date | None:
    if document.get(name) is None:
        return None
    try:
        return as_day(document[name])
    except AidrulesError as error:
        faults.append(Fault(name, error.code, error.message))
        return None


def _table(document: Mapping[str, Any], name: str, faults: list[Fault]) -> Mapping[str, Any]:
    table = document.get(name)
    if table is None:
        return {}
    if not isinstance(table, dict):
        faults.append(Fault(name, "fact.type", "write an object, {…}"))
        return {}
    return table


def _evidence(given: Mapping[str, Any], faults: list[Fault]) -> Evidences:
    """``{"members[0].employed": {"how": "verified", "source": "…", "day": "2022-02-01", "expires": "2022-07-31"}}``."""
    found: dict[str, Evidence] = {}
    for index, (path, entry) in enumerate(given.items()):
        if len(faults) >= MOST_FAULTS:
            break
        if not isinstance(entry, dict) or not {"how", "source", "day"} <= set(entry) <= {"how", "source", "day", "expires"}:
            faults.append(Fault(f"evidence[{index}]", "evidence.form", "evidence has how, source, day and, where it ends, expires, nothing else"))
            continue
        try:
            found[path] = Evidence(**entry)
        except InvalidEvidence as error:
            faults.append(Fault(f"evidence[{index}]", error.code, error.message))
    return found


def choices_of(given: Any, faults: list[Fault], under: str = "choices") -> Choices:
    """``[{"choice": "phase_out.months", "subject": ["p1"], "value": "4", "by": "…", "why": "…"}]``."""
    found: dict[tuple[str, ...], Choice] = {}
    given = [] if given is None else given
    for index, entry in enumerate(given if isinstance(given, list) else [given]):
        if len(faults) >= MOST_FAULTS:
            break
        where = f"{under}[{index}]" if isinstance(given, list) else under
        if not isinstance(entry, dict) or set(entry) != {"choice", "subject", "value", "by", "why"}:
            faults.append(Fault(where, "choice.form", "a choice has choice, subject (a list of ids), value, by and why, nothing else"))
            continue
        path, ids, value = entry["choice"], entry["subject"], entry["value"]
        texts = [path, value, entry["by"], entry["why"], *(ids if isinstance(ids, list) else [None])]
        if not all(isinstance(text, str) and len(text) <= LONGEST_WORDS and not _half(text) for text in texts):
            faults.append(Fault(where, "choice.form", 'the parts of a choice are texts, for example "value": "4", "300.00", "yes" or "declined"'))
        elif (path, *ids) in found:
            faults.append(Fault(where, "choice.twice", "this choice is made twice for one subject"))
        else:
            found[path, *ids] = Choice(value, by=entry["by"], why=entry["why"])
    return found


def _decoded(data: bytes | str) -> str:
    if not isinstance(data, str | bytes | bytearray):
        raise InvalidCaseFile(f"a case file is given by its bytes or its text, and this is a {type(data).__name__}", code="case_file.form")
    if len(data) > LARGEST:
        raise InvalidCaseFile("a case file is at most 4 MiB", code="case_file.size")
    if isinstance(data, str):
        text = data
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise InvalidCaseFile("a case file is UTF-8; this one isn't (GBK, perhaps): save it as UTF-8", code="case_file.encoding") from None
    if text.startswith("\ufeff"):
        raise InvalidCaseFile("the file begins with a byte order mark; save it as UTF-8 without one", code="case_file.bom")
    return text


class _Pointed:
    """A JSON number with a point or an exponent: taken by no fact, so that no digit is ever lost in silence."""

    def __init__(self, digits: str) -> None:
        """The digits aren't kept: they may be about a person."""


def _parsed(text: str) -> Any:
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        raise InvalidCaseFile(f"a case file is at most {DEEPEST} levels deep", code="case_file.depth")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_Pointed, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise InvalidCaseFile(f"this isn't JSON: {error.msg}, line {error.lineno}, column {error.colno}", code="case_file.json") from None


_texts_and_brackets: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL).finditer


def _depth(text: str) -> int:
    """How deep the brackets go, counted no further than too deep; those inside texts don't count."""
    depth = deepest = 0
    for found in _texts_and_brackets(text):
        match found[0]:
            case "[" | "{":
                depth += 1
                deepest = max(deepest, depth)
                if deepest > DEEPEST:
                    break
            case "]" | "}":
                depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise InvalidCaseFile("a name stands twice in one object, so it isn't clear which value counts", code="case_file.twice")
    return found


def _constant(name: str) -> NoReturn:
    raise InvalidCaseFile(f"{name} is no value of JSON; write a number, or null for what isn't known", code="case_file.not_finite")


def _whole(digits: str) -> int:
    if len(digits) > 18:
        raise InvalidCaseFile("a number has more digits than any count or amount", code="case_file.number")
    return int(digits)
