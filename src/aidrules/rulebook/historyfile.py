"""A history file: a case file without its day, and with what changed, from which day and since when it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from aidrules.audit.history import Change, History
from aidrules.decide.choices import Choices
from aidrules.errors import AidrulesError, Fault, InvalidCaseFile, InvalidFacts
from aidrules.facts.faults import MOST_FAULTS
from aidrules.rulebook.casefile import case_of, choices_of, parsed

MOST_CHANGES: Final = 10_000


@dataclass(frozen=True)
class HistoryFile:
    """What a history file holds."""

    place: str
    history: History
    standards: Mapping[str, Any] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)


def read_history(data: bytes | str) -> HistoryFile:
    """The history in a file's bytes.

    It is a case file without ``on`` and ``known_on``, and with ``changes``, a list of ``{"from": …, "known": …, "facts": {path:
    value}, "choices": […]}``. Raises what ``read_case`` raises, and :class:`~aidrules.errors.InvalidHistory` for a path that leads
    nowhere.

    >>> text = '''{
    ...     "place": "huining", "household": {"id": "h1", "members": [{"id": "p1"}]},
    ...     "changes": [{"from": "2024-03-01", "known": "2024-05-20", "facts": {"members[p1].care_level": "full_care"}}]
    ... }'''
    >>> read_history(text).history.at("2024-03-31").case.members[0].care_level.zh
    '全护理'
    """
    document = parsed(data)
    if not isinstance(document, dict):
        raise InvalidCaseFile('a history file is an object: {"place": …, "household": {…}, "changes": […]}', code="case_file.form")
    if "on" in document or "known_on" in document:
        raise InvalidCaseFile("a history file has no `on` and no `known_on`: the months are asked for beside it", code="case_file.unknown_name")
    given = document.pop("changes", None)
    case = case_of({**document, "on": "2000-01-01"})  # a day that nothing is decided for
    faults: list[Fault] = []
    changes = _changes([] if given is None else given, faults)
    if faults:
        raise InvalidFacts(faults)
    return HistoryFile(case.place, History(case.subject, changes, case.choices), case.standards, case.readings)


def _changes(given: Any, faults: list[Fault]) -> list[Change]:
    if not isinstance(given, list) or len(given) > MOST_CHANGES:
        faults.append(Fault("changes", "history.form", f"write a list of changes, at most {MOST_CHANGES}"))
        return []
    found: list[Change] = []
    for index, entry in enumerate(given):
        if len(faults) >= MOST_FAULTS:
            break
        where = f"changes[{index}]"
        if not isinstance(entry, dict) or not {"from", "known"} <= set(entry) <= {"from", "known", "facts", "choices"}:
            faults.append(Fault(where, "history.form", "a change has from, known, and facts or choices, nothing else"))
            continue
        change = _change(entry, where, faults)
        if change is not None:
            found.append(change)
    return found


def _change(entry: Mapping[str, Any], where: str, faults: list[Fault]) -> Change | None:
    before = len(faults)
    choices: Choices = choices_of(entry.get("choices"), faults, f"{where}.choices")
    if len(faults) > before:
        return None
    try:
        return Change(entry["from"], entry["known"], entry.get("facts"), choices)
    except AidrulesError as error:
        faults.append(Fault(where, error.code, error.message))
        return None
