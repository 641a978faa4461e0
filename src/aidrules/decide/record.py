"""The record of a decision: everything that is needed to make it again, as canonical JSON under a checksum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from aidrules.archive.document import Digest, figures_written
from aidrules.decide.choices import Choice, Choices
from aidrules.decide.evidence import Evidence, Evidences
from aidrules.errors import InvalidRecord, InvalidValue
from aidrules.facts.model import Facts
from aidrules.graph.program import Program
from aidrules.graph.sealed import canonical, seal, unsealed
from aidrules.graph.wire import LARGEST_NUMBER

if TYPE_CHECKING:
    from aidrules.decide.decision import Decision
    from aidrules.decide.engine import Engine

FORMAT: Final = "aidrules-record/1"
ENGINE: Final = "0.1.0"
"""The version of the library, as records name it."""
_ALWAYS: Final[Mapping[str, type | tuple[type, ...]]] = {
    "archive": str, "choices": list, "digest": dict, "engine": str, "evidence": dict, "facts": dict, "format": str, "known_on": (str, type(None)),
    "model": str, "on": str, "place": str, "results": dict, "standards": list,
}  # fmt: skip
_NUMBER_OF_PARTS: Final = len(_ALWAYS)


class Record:
    """What a replay needs: format and version, digest, supplied standards, days, facts, choices, evidence, results.

    ``to_json`` writes it and ``from_json`` reads it; the archive of the rules is in it unless that ships with the package.

    >>> from aidrules import Household, Person
    >>> from aidrules.jurisdictions import huining
    >>> home = Household(id="h1", members=(Person(id="p1", tekun_support="dispersed", care_level="full_care", has_caring_guardian=True),))
    >>> record = huining.rulebook().decide(home, "2022-03-01").record()
    >>> record.on, Record.from_json(record.to_json()) == record
    ('2022-03-01', True)
    """

    __slots__ = ("document", "text")
    document: Mapping[str, Any]
    """The parts, as plain data; not to be changed."""
    text: str

    def __init__(self, text: str, document: Mapping[str, Any]) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "document", document)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a record can't be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a record can't be changed")

    @classmethod
    def from_json(cls, data: str | bytes, *, canonical: bool = True) -> Record:
        """The record in these bytes.

        ``canonical`` False leaves it to the caller to find out whether the bytes are canonical, as a replay does, which compares them
        all. Raises :class:`~aidrules.errors.InvalidSealed` where they aren't what ``to_json`` wrote: another checksum, not canonical,
        too large; :class:`~aidrules.errors.InvalidRecord` for another format, or parts that a record doesn't have.
        """
        document = unsealed("record", data, "record", canonically=canonical)
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            raise InvalidRecord(f"this version reads records of the format {FORMAT}", code="record.format")
        for name, kind in _ALWAYS.items():
            if not isinstance(document.get(name, ...), kind):
                raise InvalidRecord(f"the part `{name}` of the record is missing, or isn't what a record holds there", code="record.part")
        if len(document) != _NUMBER_OF_PARTS + ("rulebook" in document):
            raise InvalidRecord("the record has a part that this version doesn't know", code="record.part")
        return cls(data if isinstance(data, str) else data.decode("utf-8"), document)

    def to_json(self) -> str:
        """Its canonical bytes, as text: one line without an end of line."""
        return self.text

    @property
    def on(self) -> str:
        """The day decided for."""
        return str(self.document["on"])

    @property
    def place(self) -> str:
        """The place whose law was applied."""
        return str(self.document["place"])

    @property
    def digest(self) -> Digest:
        """The digest of the rulebook that decided: its law, and all its figures."""
        given = self.document["digest"]
        return Digest(str(given.get("law")), str(given.get("figures")))

    @property
    def results(self) -> Mapping[str, Any]:
        """The decision as it was written: the document without reasons."""
        found: Mapping[str, Any] = self.document["results"]
        return found

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Record) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"<Record on {self.on}, law {self.digest.law[:12]}>"


def record_of(decision: Decision, *, version: str = ENGINE, with_archive: bool | None = None) -> Record:
    """The record of a decision.

    ``with_archive`` None puts the archive in where it doesn't ship with the package; a replay says what the first record did.
    """
    engine, root = decision._engine, decision._root[0]
    embeds = not engine.archive_ships if with_archive is None else with_archive
    head: dict[str, Any] = {
        "archive": engine.archive_id,
        "choices": choices_written(decision.choices),
        "digest": engine.digest._asdict(),
        "engine": version,
        "evidence": {path: _evidence(each) for path, each in decision.evidence.items()},
        "facts": facts_written(root, decision._model, engine.grounds.program),
        "format": FORMAT,
        "known_on": None if decision.known_on is None else decision.known_on.isoformat(),
        "model": decision._model,
        "on": decision.on.isoformat(),
        "place": decision.place,
    }
    # the parts in the order of their names; the long ones are canonical as they are
    embedded = f',"rulebook":{engine.archive_body}' if embeds else ""
    results = decision.to_json(reasons=False, clauses="ids")
    body = f'{canonical(head)[:-1]},"results":{results}{embedded},"standards":{engine.standards_text}}}'
    text = seal("record", body)
    return Record(text, _Lazy(text))


class _Lazy(Mapping[str, Any]):
    """The parts of a record that was just written; read only when somebody asks for one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: dict[str, Any] | None = None

    def _read(self) -> dict[str, Any]:
        if self._parts is None:
            self._parts = dict(unsealed("record", self._text, "record"))
        return self._parts

    def __getitem__(self, name: str) -> Any:
        return self._read()[name]

    def __iter__(self) -> Any:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


def facts_written(subject: Facts, model: str, program: Program) -> dict[str, Any]:
    """What is known of a subject and all it contains, as plain data, by its specification; what isn't known is left out."""
    spec = program.models[model]
    found: dict[str, Any] = {}
    for name in (*(("id",) if spec.identified else ()), *spec.texts):
        value = getattr(subject, name)
        if value is not None:
            found[name] = value
    for fact in spec.facts:
        value = getattr(subject, fact.name)
        if value is not None:
            found[fact.name] = _plain(value)
    for relation in spec.relations:
        parts = getattr(subject, relation.name)
        if parts is not None:
            found[relation.name] = [facts_written(part, relation.model, program) for part in parts]
    return found


def _plain(value: Any) -> Any:
    if type(value) is int:
        if abs(value) > LARGEST_NUMBER:
            raise InvalidValue("a count is larger than any that a record holds", code="record.number")
        return value
    return value if type(value) is bool else str(value)


def choices_written(choices: Choices) -> list[dict[str, Any]]:
    """Choices as a case file writes them, in the order of their paths and subjects."""
    found = []
    for (path, *ids), choice in sorted(choices.items()):
        value = "declined" if choice.declined else "yes" if choice.value is True else str(choice.value)
        found.append({"choice": path, "subject": ids, "value": value, "by": choice.by, "why": choice.why})
    return found


def choices_read(given: Any) -> Choices:
    """The choices that ``choices_written`` wrote."""
    found: dict[tuple[str, ...], Choice] = {}
    for entry in given:
        if not isinstance(entry, dict) or set(entry) != {"choice", "subject", "value", "by", "why"} or not isinstance(entry["subject"], list):
            raise InvalidRecord("a choice has choice, subject, value, by and why", code="record.choice")
        texts = [entry["choice"], entry["value"], entry["by"], entry["why"], *entry["subject"]]
        if not all(isinstance(text, str) for text in texts):
            raise InvalidRecord("the parts of a choice are texts", code="record.choice")
        found[entry["choice"], *entry["subject"]] = Choice(entry["value"], by=entry["by"], why=entry["why"])
    return found


def _evidence(evidence: Evidence) -> dict[str, str]:
    found = {"how": evidence.how.value, "source": evidence.source, "day": evidence.day.isoformat()}
    return found if evidence.expires is None else {**found, "expires": evidence.expires.isoformat()}


def evidence_read(given: Mapping[str, Any]) -> Evidences:
    """The evidence in a record, by path."""
    found: dict[str, Evidence] = {}
    for path, part in given.items():
        names = set(part) if isinstance(part, dict) else set()
        if not {"how", "source", "day"} <= names <= {"how", "source", "day", "expires"} or not all(isinstance(each, str) for each in part.values()):
            raise InvalidRecord("evidence has how, source, day and, where it ends, expires", code="record.evidence")
        found[path] = Evidence(**part)
    return found


def standards_text(engine: Engine) -> str:
    """The series that a user supplied figures of, as canonical JSON."""
    return canonical(figures_written(engine.grounds.supplied(), engine.grounds.program))
