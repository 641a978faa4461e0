"""A history: what was true of a case from which day, and from which day it was known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, TypeAlias

from aidrules.decide.choices import Choice, Choices
from aidrules.errors import AidrulesError, Fault, InvalidFacts, InvalidHistory, InvalidValue, closest
from aidrules.facts.model import Facts
from aidrules.facts.money import Money
from aidrules.facts.month import Month, as_day
from aidrules.facts.quantity import Quantity
from aidrules.facts.roots import ROOTS

_step: Final = re.compile(r"([^\[\].]+)(?:\[(.+?)\])?(?:\.|$)")
Steps: TypeAlias = tuple[tuple[str, str | None], ...]
"""A path taken apart: each name, and the id or place in its brackets."""


@dataclass(frozen=True)
class Change:
    """What became otherwise: true from a day (``since``), known from a day (``known``), each a ``date`` or ``"2024-03-01"``.

    ``facts`` are values by path. A path ends at a fact or a relation (``area``, ``members[p1].monthly_earnings``) or at one
    subject (``members[p3]``: its facts, where it comes or is replaced; None where it leaves). What stands in brackets is the
    id, or the place from 0 where the subjects have no ids. Values are as a case file writes them, or as the model holds them;
    None is *not known*. ``choices`` are the discretions exercised, as ``decide`` takes them.

    >>> Change("2024-03-01", "2024-05-20", {"members[p1].monthly_earnings": "900.00"}).known
    datetime.date(2024, 5, 20)
    """

    since: date
    known: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    choices: Choices = field(default_factory=dict)

    def __init__(self, since: date | str, known: date | str, facts: Mapping[str, Any] | None = None, choices: Choices | None = None) -> None:
        for name, day in (("since", since), ("known", known)):
            object.__setattr__(self, name, as_day(day))
        for name, table in (("facts", facts), ("choices", choices)):
            if table is not None and not isinstance(table, Mapping):
                raise InvalidHistory(f"the {name} of a change are a mapping", code="history.form")
            object.__setattr__(self, name, dict(table or {}))
        if not self.facts and not self.choices:
            raise InvalidHistory("a change has `facts` or `choices`; this one has neither", code="history.form")


@dataclass(frozen=True)
class Known:
    """What is known of a case for a day: the facts, and the choices made. ``subjects`` is the same object as long as nobody came or left."""

    case: Facts
    choices: Choices
    subjects: object = field(default_factory=object)


class History:
    """A case as it was at the beginning, the choices made then, and what changed since; nothing of it can be changed.

    On a day, what holds is the beginning and then every change that was true by the day and known by another, in the order of
    the days from which they are true; of two from one day the one known later counts. Raises
    :class:`~aidrules.errors.InvalidHistory` for a path that leads nowhere, and for two changes that say one thing twice for the
    same days; :class:`~aidrules.errors.InvalidFacts`, with the place of the change, for a value that can't be taken.

    >>> from aidrules import Household, Person
    >>> home = Household(id="h1", area="rural", members=(Person(id="p1", employed=False),))
    >>> history = History(home, [Change("2024-03-01", "2024-05-20", {"members[p1].employed": True})])
    >>> [history.at("2024-03-31", known_on=known).case.members[0].employed for known in ("2024-05-19", "2024-05-20", None)]
    [False, True, True]
    """

    __slots__ = ("_all", "_last", "_moving", "_order", "_partly", "_sinces", "case", "changes", "choices")
    case: Facts
    changes: tuple[Change, ...]
    choices: Choices
    _moving: frozenset[int]
    _order: tuple[int, ...]
    _sinces: list[date]
    _all: list[Known]
    _partly: dict[tuple[int, ...], Known]
    _last: list[tuple[int, ...]]

    def __init__(self, case: Facts, changes: Sequence[Change] = (), choices: Choices | None = None) -> None:
        changes = tuple(changes) if isinstance(changes, Iterable) else (changes,)
        if not isinstance(case, Facts) or not all(isinstance(change, Change) for change in changes) or not isinstance(choices or {}, Mapping):
            raise InvalidHistory("a history is a case and a list of what Change(…) gives", code="history.form")
        order = tuple(sorted(range(len(changes)), key=lambda i: (changes[i].since, changes[i].known, i)))
        parts = {"case": case, "changes": tuple(changes), "choices": dict(choices or {}), "_order": order, "_partly": {}, "_last": [()]}
        for name, value in parts.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_sinces", [changes[i].since for i in order])
        object.__setattr__(self, "_moving", frozenset(i for i, change in enumerate(changes) if any(_moves(path, type(case)) for path in change.facts)))
        self._check_twice()
        object.__setattr__(self, "_all", self._states())
        self._check_choices()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a History can't be changed; make a new one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a History can't be changed; make a new one")

    def __repr__(self) -> str:
        return f"<History: {len(self.changes)} changes>"  # a case is about people: nothing of it is printed by accident

    def at(self, day: date | str, *, known_on: date | str | None = None) -> Known:
        """What holds on a day, as known on another; ``known_on`` None is everything known.

        What isn't known yet is left out, and with it every change and choice about a subject that isn't there without it.
        """
        on, known = as_day(day), None if known_on is None else as_day(known_on)
        true_by = bisect_right(self._sinces, on)
        if known is None:
            return _there(self._all[true_by])
        held = tuple(i for i in self._order[:true_by] if self.changes[i].known <= known)
        if len(held) == true_by:
            return _there(self._all[true_by])
        found = self._partly.get(held)
        if found is None:
            found = self._partly[held] = self._known(held)
            self._last[0] = held
        return _there(found)

    def _known(self, held: tuple[int, ...]) -> Known:
        """What some of the changes come to, in their order; where it is what was asked for last and a little more, it goes on from there."""
        last = self._last[0]
        begun = len(last) if last and held[: len(last)] == last else 0
        start = self._partly[last] if begun else Known(self.case, self.choices)
        tree: Any = start.case
        choices = dict(start.choices)
        for i in held[begun:]:
            for path, value in self.changes[i].facts.items():
                with suppress(_AbsentError):
                    tree = _put(tree, type(self.case), _steps(path), value)
            choices |= self.changes[i].choices
        case = start.case if tree is start.case else type(self.case).read(tree)
        return Known(case, choices, object() if any(i in self._moving for i in held[begun:]) else start.subjects)

    def _states(self) -> list[Known]:
        """What the first so many changes come to, with everything known; checks that every change can be made in its order."""
        found = [Known(self.case, self.choices)]
        tree: Any = self.case
        for place, i in enumerate(self._order):
            change, before = self.changes[i], found[-1]
            for path, value in change.facts.items():
                try:
                    tree = _put(tree, type(self.case), _steps(path), value)
                except _AbsentError:
                    message = "a path names a subject that isn't there on that day, or lies in a relation that isn't known"
                    raise InvalidHistory(f"changes[{i}].facts: {message}", code="history.absent") from None
                except InvalidHistory as error:
                    raise InvalidHistory(f"changes[{i}].facts: {error.message}", code=error.code) from None
            more_that_day = self._sinces[place + 1 : place + 2] == [change.since]
            if tree is not before.case and not more_that_day:  # the changes of one day are looked at together
                try:
                    tree = type(self.case).read(tree)
                except InvalidFacts as error:
                    raise InvalidFacts([Fault(f"changes[{i}].facts.{fault.path}", fault.code, fault.message) for fault in error.faults]) from None
            subjects = object() if i in self._moving else before.subjects
            found.append(Known(before.case if more_that_day else tree, {**before.choices, **change.choices}, subjects))
        return found

    def _check_choices(self) -> None:
        """Every choice is about somebody who is there at some time."""
        for where, choices in (("choices", self.choices), *((f"changes[{i}].choices", change.choices) for i, change in enumerate(self.changes))):
            for key, choice in choices.items():
                if not (isinstance(key, tuple) and key and all(isinstance(part, str) for part in key) and isinstance(choice, Choice)):
                    raise InvalidHistory(f'{where}: write {{("phase_out.months", "p1"): Choice(4, by="…", why="…")}}', code="history.form")
                if not any(_holds(state.case, key[1:]) for state in self._all):
                    raise InvalidHistory(f"{where}: a choice is about a subject that isn't there on any day", code="history.absent")

    def _check_twice(self) -> None:
        seen: set[tuple[date, date, object]] = set()
        for i, change in enumerate(self.changes):
            for said in (*change.facts, *change.choices):
                if (change.since, change.known, said) in seen:
                    raise InvalidHistory(f"changes[{i}]: the same thing is said twice for the same two days", code="history.twice")
                seen.add((change.since, change.known, said))

    def document(self) -> dict[str, Any]:
        """The history as a history file writes it, the case under the key of its root."""
        root = next((key for key, model in ROOTS.items() if isinstance(self.case, model)), "case")
        return {
            root: _plain(self.case),
            "choices": _choices(self.choices),
            "changes": [
                {
                    "from": change.since.isoformat(), "known": change.known.isoformat(),
                    "facts": {path: _plain(value) for path, value in change.facts.items()}, "choices": _choices(change.choices),
                }
                for change in self.changes
            ],
        }  # fmt: skip


def _there(known: Known) -> Known:
    """Without the choices about subjects that aren't there."""
    if all(_holds(known.case, key[1:]) for key in known.choices):
        return known
    return replace(known, choices={key: choice for key, choice in known.choices.items() if _holds(known.case, key[1:])})


class _AbsentError(Exception):
    """A path leads to a subject that isn't there."""


def _steps(path: str) -> Steps:
    found, at = [], 0
    while isinstance(path, str) and at < len(path):
        step = _step.match(path, at)
        if step is None:
            break
        found.append((step[1], step[2]))
        at = step.end()
    if not found or at < len(path) or path.endswith("."):
        raise InvalidHistory("a path is written `area`, `members[p1].employed` or `members[p1]`", code="history.path")
    return tuple(found)


def _put(subject: Any, model: type[Facts], steps: Steps, value: Any) -> Any:
    """A subject, as facts or as a plain mapping, with one value put in its place; what was given isn't changed."""
    (name, key), rest = steps[0], steps[1:]
    shape = model.shapes.get(name)
    if shape is None:
        raise InvalidHistory(f"{model.__name__} has no fact of that name; {closest(name[:64], model.shapes)}", code="history.path")
    if name == "id":
        raise InvalidHistory("an id doesn't change: it says who is spoken of", code="history.path")
    facts = {each: getattr(subject, each) for each in model.shapes} if isinstance(subject, Facts) else dict(subject)
    if key is None and not rest:
        return {**facts, name: value}
    if key is None or shape.related is None:
        problem = "holds subjects; say which, in brackets" if shape.related else "is a fact: a path ends with it"
        raise InvalidHistory(f"{model.__name__}.{name} {problem}", code="history.path")
    if not isinstance(facts.get(name), (list, tuple)):
        raise _AbsentError
    parts = list(facts[name])
    at = _find(parts, shape.related, key)
    if rest:
        if at is None or not isinstance(parts[at], (Mapping, Facts)):
            raise _AbsentError
        parts[at] = _put(parts[at], shape.related, rest, value)
    elif "id" not in shape.related.shapes:
        raise InvalidHistory(f"a {shape.related.__name__} has no id, so the whole of {model.__name__}.{name} is given", code="history.path")
    elif value is None:
        if at is None:
            raise _AbsentError
        del parts[at]
    elif _id(value) != key:
        raise InvalidHistory(f"the id of a {shape.related.__name__} is not the one in the brackets", code="history.path")
    elif at is None:
        parts.append(value)
    else:
        parts[at] = value
    return {**facts, name: parts}


def _moves(path: str, model: type[Facts]) -> bool:
    """Whether a path ends at a relation or a subject, so that somebody may come or leave; so does one that leads nowhere."""
    steps = _step.findall(path) if isinstance(path, str) else []
    for name, _ in steps[:-1]:
        shape = model.shapes.get(name)
        if shape is None or shape.related is None:
            return True
        model = shape.related
    last = model.shapes.get(steps[-1][0]) if steps else None
    return last is None or last.related is not None


def _find(parts: Sequence[Any], model: type[Facts], key: str) -> int | None:
    if "id" in model.shapes:
        return next((i for i, part in enumerate(parts) if _id(part) == key), None)
    return int(key) if key.isascii() and key.isdigit() and len(key) < 4 and int(key) < len(parts) else None


def _id(subject: Any) -> Any:
    return subject.get("id") if isinstance(subject, Mapping) else getattr(subject, "id", None)


def _holds(subject: Facts, ids: Sequence[str]) -> bool:
    """Whether the subject with these ids on the way to it is there."""
    return not ids or any(_holds(part, ids[1:]) for part in _named(subject, ids[0]))


def _named(subject: Facts, key: str) -> Iterator[Facts]:
    for name, shape in type(subject).shapes.items():
        if shape.related is not None:
            parts = getattr(subject, name) or ()
            at = _find(parts, shape.related, key)
            if at is not None:
                yield parts[at]


def _choices(choices: Choices) -> list[dict[str, Any]]:
    """As a case file writes them."""
    return [
        {"choice": key[0], "subject": list(key[1:]), "value": _chosen(choice), "by": choice.by, "why": choice.why}
        for key, choice in sorted(choices.items())
    ]  # fmt: skip


def _chosen(choice: Choice) -> str:
    return "declined" if choice.declined else "yes" if choice.value is True else str(choice.value)


def _plain(value: Any) -> Any:
    """A value as JSON holds it; what isn't known inside a subject is left out."""
    if isinstance(value, Facts):
        return {name: _plain(getattr(value, name)) for name in type(value).shapes if getattr(value, name) is not None}
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (str, Money, Month, Quantity, date)):
        return str(value)
    try:
        return str(Money(value))  # a Decimal, which an amount may be given as
    except AidrulesError:
        raise InvalidValue("a history holds a value that no fact takes", code="history.value") from None
