"""An archive: all that decisions rest on besides facts and supplied figures, as one canonical JSON document under a checksum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from aidrules.archive.grounds import Grounds
from aidrules.archive.models import classes_from, terms_from
from aidrules.errors import AidrulesError, InvalidArchive
from aidrules.graph.digest import meaning, words
from aidrules.graph.program import Program
from aidrules.graph.sealed import canonical, digest_of, sealed, unsealed
from aidrules.graph.sound import check_sound
from aidrules.graph.values import says, value_read, value_written
from aidrules.graph.wire import program_read, program_written, spec_read, spec_written
from aidrules.law.source import Clause, Reading, Source
from aidrules.standards.figures import Figure, Figures

FORMAT: Final = "aidrules-archive/1"
_PARTS: Final = ("format", "place", "program", "rests", "sources", "clauses", "readings", "figures")
_UNMEANT: Final = ("text", "unit", "checked_on", "supplants")
"""What of a figure moves no digest: how it was written, and when somebody last compared it with its source."""


class Digest(NamedTuple):
    """What a rulebook means: ``law`` without its figures and words, and ``figures``; each a sha256 in hexadecimal."""

    law: str
    figures: str


def archive_written(grounds: Grounds) -> str:
    """The archive of some grounds; figures that a user supplied aren't in it, they travel in the records."""
    return sealed("rulebook", _document(grounds))


def archive_read(data: str | bytes) -> Grounds:
    """The grounds in an archive, checked; nothing in it is run.

    Raises :class:`~aidrules.errors.InvalidSealed` for bytes that aren't those of an archive,
    :class:`~aidrules.errors.InvalidArchive` for parts that no rulebook has.
    """
    return grounds_from(unsealed("rulebook", data, "archive"))


def grounds_from(document: Any) -> Grounds:
    """The grounds in the document under an archive's seal."""
    try:
        return _grounds(document)
    except InvalidArchive:
        raise
    except AidrulesError as error:  # a circle of rules, two figures for a day, a model that can't be made
        raise InvalidArchive(f"the archive's parts don't fit: {error.message[:300]}", code="archive.unsound") from None
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError, OverflowError) as error:
        raise InvalidArchive(f"the archive's parts don't fit together ({type(error).__name__})", code="archive.unsound") from None


def digest(grounds: Grounds) -> Digest:
    """The digest of some grounds: a pair, of which supplied figures change only the second."""
    cited = {key for ids in grounds.rests.values() for key in ids}
    law = {
        "place": grounds.place,
        "program": meaning(grounds.program),
        "rests": _rests_meant(grounds),
        "in_force": {key: _day(clause.source) for key, clause in grounds.clauses.items() if key in cited},
        "readings": {reading.id: reading.selected for reading in grounds.readings if reading.selected},
    }
    rows = [{name: part for name, part in row.items() if name not in _UNMEANT} for row in figures_written(grounds.figures, grounds.program)]
    return Digest(digest_of(canonical(law)), digest_of(canonical(rows)))


def digest_of_words(grounds: Grounds) -> str:
    """The digest of every title, question and clause in words: it moves when a translation is put right, and the others don't."""
    return digest_of(canonical(words(_document(grounds))))


def figures_written(figures: Iterable[Figure], program: Program) -> list[dict[str, Any]]:
    """Figures as plain data."""
    return [
        {**spec_written(replace(figure, value=None)), "value": value_written(figure.value, program.standards[figure.path].kind)} for figure in figures
    ]  # fmt: skip


def figures_read(rows: Any, program: Program, clauses: Mapping[str, Clause]) -> list[Figure]:
    """Figures from plain data; each has a standard of the program, a key of its enumeration, and a clause that is there or none."""
    found = []
    for row in rows if isinstance(rows, list) else [None]:
        table = dict(row) if isinstance(row, dict) else {}
        spec = program.standards.get(path) if isinstance(path := table.get("path"), str) else None
        if spec is None or "value" not in table or not isinstance(table.get("text"), str):
            raise InvalidArchive("a figure has a standard of the program, a value and its text", code="archive.figure")
        value = value_read(table.pop("value"), spec.kind)
        figure: Figure = spec_read(Figure, {**table, "value": None})
        keys = [""] if spec.by is None else [key for key, _ in program.terms[spec.by.of].members]
        if figure.clause and figure.clause not in clauses:
            raise InvalidArchive("a figure has a clause that isn't there", code="archive.figure")
        if figure.key not in keys or (spec.kind.name == "term" and value not in range(len(program.terms[spec.kind.of].members))):
            raise InvalidArchive("a figure has a key or a term that isn't there", code="archive.figure")
        members = [member for member, _ in program.terms[spec.kind.of].members] if spec.kind.name == "term" else []
        if not says(figure.text, value, spec.kind, members):
            raise InvalidArchive("a figure has a text that doesn't say its value", code="archive.figure")
        found.append(replace(figure, value=value))
    return found


def _document(grounds: Grounds) -> dict[str, Any]:
    sources = {clause.source.id: clause.source for clause in grounds.clauses.values()}
    return {
        "format": FORMAT,
        "place": grounds.place,
        "program": program_written(grounds.program),
        "rests": [[name, list(clauses)] for name, clauses in grounds.rests.items()],
        "sources": [spec_written(source) for source in sources.values()],
        "clauses": [{**_clause(clause), "source": clause.source.id} for clause in grounds.clauses.values()],
        "readings": [spec_written(reading) for reading in grounds.readings],
        "figures": figures_written(grounds.printed, grounds.program),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    document = spec_written(clause)
    del document["source"]
    return document


def _grounds(document: Any) -> Grounds:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InvalidArchive(f"this version reads archives of the format {FORMAT}", code="archive.format")
    if set(document) != set(_PARTS) or not isinstance(document["place"], str):
        raise InvalidArchive(f"an archive has {', '.join(_PARTS)}", code="archive.part")
    program = program_read(document["program"])
    check_sound(program)
    clauses = _clauses(document)
    readings = tuple(spec_read(Reading, reading) for reading in _entries(document, "readings"))
    for reading in readings:
        if not reading.clauses:
            raise InvalidArchive("a reading is about clauses", code="archive.part")
    printed = Figures(figures_read(document["figures"], program, clauses))
    terms = terms_from(program)
    return Grounds(
        program=program,
        figures=printed,
        printed=printed,
        clauses=MappingProxyType(clauses),
        rests=_rests(document["rests"], program, clauses),
        readings=readings,
        place=spec_text(document["place"]),
        classes=classes_from(program, terms),
        terms=terms,
    )


def _clauses(document: Mapping[str, Any]) -> dict[str, Clause]:
    sources: dict[str, Source] = {}
    for entry in _entries(document, "sources"):
        source = spec_read(Source, entry)
        sources[source.id] = source
    found: dict[str, Clause] = {}
    for entry in _entries(document, "clauses"):
        table = dict(entry)
        named = sources.get(table.pop("source", "")) if isinstance(table.get("source"), str) else None
        if named is None:
            raise InvalidArchive("a clause stands in a source", code="archive.part")
        clause: Clause = spec_read(Clause, {**table, "source": spec_written(named)})
        found[clause.id] = replace(clause, source=named)
    return found


def _rests(given: Any, program: Program, clauses: Mapping[str, Clause]) -> dict[str, tuple[str, ...]]:
    tables = (program.rules, program.outputs, program.choices, program.interactions)
    found: dict[str, tuple[str, ...]] = {}
    for entry in given if isinstance(given, list) else [None]:
        name, ids = entry if isinstance(entry, list) and len(entry) == 2 else (None, None)
        if not isinstance(name, str) or name in found or not any(name in table for table in tables) or not isinstance(ids, list):
            raise InvalidArchive("what rests on clauses is in the archive, once", code="archive.part")
        if not all(isinstance(each, str) and each in clauses for each in ids):
            raise InvalidArchive("what rests on clauses, and the clauses, are in the archive", code="archive.part")
        found[name] = tuple(ids)
    return found


def _entries(document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = document[name]
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found) or len(found) > 20_000:
        raise InvalidArchive(f"`{name}` is a list of objects", code="archive.part")
    return found


def spec_text(text: str) -> str:
    """A short printable name."""
    if len(text) > 64 or not text.isprintable():
        raise InvalidArchive("a place has a short printable name", code="archive.name")
    return text


def _day(source: Source) -> str:
    return "" if source.in_force_from is None else source.in_force_from.isoformat()


def _rests_meant(grounds: Grounds) -> list[Any]:
    """What rests on which clauses; rules by their places in the program."""
    positions = {name: number for number, name in enumerate(grounds.program.rules)}
    found: list[Any] = []
    for name, ids in grounds.rests.items():
        if name in positions:
            found.append(["rule", positions[name], list(ids)])
        if any(name in table for table in (grounds.program.outputs, grounds.program.choices, grounds.program.interactions)):
            found.append(["name", name, list(ids)])
    return sorted(found, key=canonical)
