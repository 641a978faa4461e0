"""Replays a record: the same facts by the archived law, decided again and compared byte for byte. Needs no rule code."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from aidrules.archive.document import archive_read, figures_read, grounds_from
from aidrules.archive.grounds import with_supplied
from aidrules.archive.shelf import archive_id, released
from aidrules.decide.engine import Engine
from aidrules.decide.record import ENGINE, Record, choices_read, evidence_read, record_of
from aidrules.errors import AidrulesError, InvalidArchive, InvalidFacts, InvalidRecord, UnknownName, WrongArgument
from aidrules.graph.sealed import canonical, digest_of, seal

Cause: TypeAlias = Literal["", "record", "archive", "facts", "engine"]
"""Why a record doesn't replay: its bytes or parts, its archive, its facts by the archive's schema, or this version's reading."""
CAUSES: Final[tuple[Cause, ...]] = ("record", "archive", "facts", "engine")
KEPT_READY: Final = 64
"""So many engines, one for each archive and set of supplied figures, are kept ready in a stream."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of replaying a record: identical, or the cause and the first difference.

    ``where`` is the path of the first difference, such as ``results.items[2].amount``, with what the record holds and what was
    decided now. ``problem`` is the message of the error where it didn't come to a decision.
    """

    identical: bool
    cause: Cause = ""
    where: str = ""
    recorded: str = ""
    replayed: str = ""
    code: str = ""
    problem: str = ""

    def explain(self, language: str = "zh") -> str:
        """What happened, and what it proves and what not, in ``"zh"`` or ``"en"``."""
        if language not in _WORDS:
            raise UnknownName('a replay is told in "zh" or "en"', code="name.language")
        words = _WORDS[language]
        if self.identical:
            return "\n".join([words["identical"], words["proves"], words["not"]]) + "\n"
        lines = [words[self.cause]]
        if self.where:
            lines.append(words["where"].format(self.where, self.recorded, self.replayed))
        if self.problem:
            lines.append(f"[{self.code}] {self.problem}")
        return "\n".join(lines) + "\n"

    def to_json(self) -> str:
        """As canonical JSON."""
        return canonical({name: getattr(self, name) for name in self.__slots__})


_WORDS: Final = {
    "zh": {
        "identical": "重放一致：按存档的法规和记录的事实重新核定，结果与记录逐字节相同。",
        "proves": "说明：记录自写成后没有改动；所记事实、日期、裁量和数额标准按所存规则，得出的正是所记结论。",
        "not": "不说明：事实是否属实，记录是否由某机关出具（校验值不是签名），法规理解是否正确，当时是否照此发放。",
        "record": "记录不可用：字节有改动或缺失，或内容不是一份记录。",
        "archive": "找不到或读不了记录所依据的规则存档。",
        "facts": "按存档的事实格式，记录中的事实读不进去。",
        "engine": "重新核定的结果与记录不同。",
        "where": "第一处不同：{}，记录为 {}，现为 {}",
    },
    "en": {
        "identical": "Identical: decided again from the recorded facts by the archived law, it is the record byte for byte.",
        "proves": "This shows that the record wasn't changed since it was written, and that its facts, days, choices and figures come to these "
        "results by these rules.",
        "not": "It doesn't show that the facts were true, that an agency issued the record (a checksum is no signature), that the law was read "
        "rightly, or what was paid.",
        "record": "The record can't be used: its bytes were changed or cut, or its parts aren't those of a record.",
        "archive": "The archive of the rules that the record was made by is missing or can't be read.",
        "facts": "The facts in the record can't be read by the archive's schema.",
        "engine": "Decided again, the results differ from the record.",
        "where": "First difference: {}, recorded {}, now {}",
    },
}  # fmt: skip


def replay(record: Record | str | bytes) -> Replay:
    """Decide a record's case again, by the law in its archive, and compare every byte.

    Never raises for a bad record: what is wrong with it is in the :class:`Replay`.

    >>> from aidrules import Household, Person
    >>> from aidrules.jurisdictions import huining
    >>> home = Household(id="h1", members=(Person(id="p1", tekun_support="dispersed", care_level="full_care", has_caring_guardian=True),))
    >>> record = huining.rulebook().decide(home, "2022-03-01").record()
    >>> replay(record).identical
    True
    >>> replay(record.to_json().replace("230.00", "240.00")).cause
    'record'
    """
    return _replayed(record, _ENGINES)


def replay_all(records: Iterable[Record | str | bytes]) -> Replays:
    """Replay a stream: iterate over it for a :class:`Replay` each, in order; ``tally`` counts them."""
    return Replays(records)


class Replays:
    """Replays one after another, in the order of the records; a bad record is reported and doesn't stop the rest.

    Only one record is held at a time, and as many engines as are kept ready.
    """

    def __init__(self, records: Iterable[Record | str | bytes]) -> None:
        if isinstance(records, str | bytes | Record) or not isinstance(records, Iterable):
            raise WrongArgument(f"`records` are several, such as the lines of a file, and this is a {type(records).__name__}", code="argument.records")
        self._records = iter(records)
        self.tally: Counter[str] = Counter()
        """How many were ``identical``, and how many failed for each cause, so far."""

    def __iter__(self) -> Iterator[Replay]:
        for record in self._records:
            found = _replayed(record, _ENGINES)
            self.tally[found.cause or "identical"] += 1
            yield found


class _Engines:
    """Engines by archive and supplied figures, the latest used kept ready."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._ready: OrderedDict[tuple[str, bool, str], Engine] = OrderedDict()

    def engine(self, record: Record) -> Engine:
        """The engine that a record needs; InvalidArchive where its archive is missing or isn't the one it names."""
        identity, rows, given = record.document["archive"], record.document["standards"], record.document.get("rulebook")
        body = ""
        if given is not None:  # what counts is what the record holds, not what it is called
            body = canonical(given)
            if digest_of(body) != identity:
                raise InvalidArchive("the archive in the record isn't the one that it names", code="archive.other")
        printed = self._kept((identity, given is not None, ""), lambda: _engine(identity, given, body))
        if not rows:
            return printed
        grounds = printed.grounds
        key = (identity, given is not None, canonical(rows))
        return self._kept(key, lambda: printed.with_figures(with_supplied(grounds.printed, figures_read(rows, grounds.program, grounds.clauses))))

    def _kept(self, key: tuple[str, bool, str], make: Callable[[], Engine]) -> Engine:
        found = self._ready.get(key)
        if found is None:
            found = self._ready[key] = make()
            if len(self._ready) > self._most:
                self._ready.popitem(last=False)
        else:
            self._ready.move_to_end(key)
        return found


def _engine(identity: str, given: Any, body: str) -> Engine:
    """The engine of an archive: of the one in the record, else of the one that ships with the package."""
    if given is not None:
        return Engine(grounds_from(given), seal("rulebook", body))
    text = released(identity)
    if text is None:
        raise InvalidArchive("the archive that the record names isn't in it, and doesn't ship with this version", code="archive.missing")
    grounds = archive_read(text)
    if archive_id(text) != identity:
        raise InvalidArchive("the archive that ships under this name is another one", code="archive.other")
    return Engine(grounds, text)


_ENGINES: Final = _Engines(KEPT_READY)


def engine_of(record: Record) -> Engine:
    """The engine that made a record; InvalidArchive where its archive is missing or isn't the one it names."""
    return _ENGINES.engine(record)


_UNFIT: Final = (KeyError, IndexError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, SyntaxError, MemoryError)
"""What parts that don't fit together come to, where no check has found them before."""


def _replayed(given: Record | str | bytes, engines: _Engines) -> Replay:
    try:
        record = given if isinstance(given, Record) else Record.from_json(given, canonical=False)  # every byte is compared below
    except AidrulesError as error:
        return _failed("record", error)
    try:
        engine = engines.engine(record)
    except InvalidArchive as error:
        return _failed("record" if error.code == "archive.figure" else "archive", error)
    except AidrulesError as error:  # two figures for one day
        return _failed("record", error)
    except _UNFIT as error:
        return _failed("archive", error)
    return _decided(record, engine)


def _decided(record: Record, engine: Engine) -> Replay:
    document = record.document
    try:
        model = engine.grounds.classes.get(document["model"])
        if model is None:
            raise InvalidRecord("the record is about a model that its archive doesn't hold", code="record.model")
        case = model.read(document["facts"])
    except InvalidFacts as error:
        return _failed("facts", error)
    except AidrulesError as error:
        return _failed("record", error)
    try:
        evidence = evidence_read(document["evidence"])
        decision = engine.decide(case, document["on"], choices_read(document["choices"]), document["known_on"], evidence or None)
        again = record_of(decision, version=document["engine"], with_archive="rulebook" in document)
    except InvalidFacts as error:
        return _failed("facts", error)
    except AidrulesError as error:
        return _failed("record", error)
    except _UNFIT as error:
        return _failed("archive", error)
    if again.text == record.text:
        return Replay(identical=True)
    try:
        Record.from_json(record.text)
    except AidrulesError as error:
        return _failed("record", error)
    now_held = dict(again.document)
    if document["engine"] != ENGINE:  # a later version may say more; what the record says is compared
        now_held["results"] = _no_more_than(now_held["results"], document["results"])
        if canonical(now_held) == canonical(document):
            return Replay(identical=True)
    where, recorded, now = _first(dict(document), now_held)
    cause: Cause = "engine" if where.startswith("results") else "facts" if where.startswith("facts") else "record"
    return Replay(False, cause, where, recorded, now)


def _failed(cause: Cause, error: Exception) -> Replay:
    if isinstance(error, AidrulesError):
        return Replay(False, cause, code=error.code, problem=error.message)
    return Replay(False, cause, code="archive.unsound", problem=f"the archive's parts don't fit together ({type(error).__name__})")


def _no_more_than(now: Any, recorded: Any) -> Any:
    """A document without the parts that an earlier version's has no name for."""
    if isinstance(now, dict) and isinstance(recorded, dict):
        return {name: _no_more_than(part, recorded[name]) for name, part in now.items() if name in recorded}
    if isinstance(now, list) and isinstance(recorded, list) and len(now) == len(recorded):
        return [_no_more_than(part, other) for part, other in zip(now, recorded, strict=True)]
    return now


def _first(recorded: Any, now: Any, path: str = "") -> tuple[str, str, str]:
    """The path of the first difference of two documents, and what stands there in each; of facts only the path is shown."""
    if isinstance(recorded, dict) and isinstance(now, dict):
        for name in sorted(recorded.keys() | now.keys()):
            if name not in recorded or name not in now or recorded[name] != now[name] or type(recorded[name]) is not type(now[name]):
                return _first(recorded.get(name, _NOTHING), now.get(name, _NOTHING), f"{path}.{name}" if path else name)
    if isinstance(recorded, list) and isinstance(now, list):
        for number, (one, other) in enumerate(zip(recorded, now, strict=False)):
            if one != other:
                return _first(one, other, f"{path}[{number}]")
        return f"{path}[{min(len(recorded), len(now))}]", str(len(recorded)), str(len(now))
    if path.startswith(("facts", "evidence")):
        return path, "", ""
    return path, _shown(recorded), _shown(now)


_NOTHING: Final = object()


def _shown(part: Any) -> str:
    return "" if part is _NOTHING else canonical(part)[:200]
