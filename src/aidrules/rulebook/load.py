"""``load_rulebook``: a rulebook from its archive, without any of the code that its rules were written in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from aidrules.archive.document import archive_read
from aidrules.archive.grounds import Grounds
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Term
from aidrules.graph.program import StandardSpec
from aidrules.law.source import Clause, LawText
from aidrules.rulebook.law import Law
from aidrules.rulebook.rulebook import Parts, Rulebook
from aidrules.rulebook.slots import parser_of
from aidrules.standards.load import Slot, read_supplied

_PYTHON: Final[Mapping[str, Any]] = {
    "bool": bool, "count": int, "money": Money, "ratio": Fraction, "date": date, "month": Month, "quantity": Quantity,
}  # fmt: skip


def load_rulebook(data: str | bytes, standards: Mapping[str, Any] | str | Path | None = None) -> Rulebook:
    """The rulebook in an archive, checked; it decides as the one that was archived did, and nothing in the archive is run.

    ``standards`` supplies figures that no text prints, as ``compose`` takes them. Its facts are read with models of its own,
    made from the archived schema: ``book.model("Household").read(…)``. Raises :class:`~aidrules.errors.InvalidSealed` for bytes
    that aren't an archive's, :class:`~aidrules.errors.InvalidArchive` for parts that no rulebook has.

    >>> from aidrules.jurisdictions import huining
    >>> book = load_rulebook(huining.rulebook().archive())
    >>> home = book.model("Household").read({"id": "h1", "members": [{"id": "p1", "tekun_support": "central"}]})
    >>> book.decide(home, "2022-03-01").find("care.guardian_payment", "p1").outcome.value
    'refused'
    """
    grounds = archive_read(data)
    slots = {path: _slot(spec, grounds) for path, spec in grounds.program.standards.items()}
    figures = grounds.printed if standards is None else grounds.printed.adding(read_supplied(standards, slots))
    law = Law(place=grounds.place, texts=_texts(grounds.clauses), rests={})
    parts = Parts(
        grounds.program, law, grounds.rests, grounds.readings, figures, grounds.printed, slots, grounds.classes, grounds.terms, MappingProxyType({})
    )  # fmt: skip
    return Rulebook(parts)


def _slot(spec: StandardSpec, grounds: Grounds) -> Slot:
    python: type[Term] | Any = grounds.terms[spec.kind.of] if spec.kind.name == "term" else _PYTHON[spec.kind.name]
    keys = () if spec.by is None else tuple(member.value for member in grounds.terms[spec.by.of])
    return Slot(spec.path, parser_of(python, spec.kind.of if spec.kind.name == "quantity" else spec.unit), keys)


def _texts(clauses: Mapping[str, Clause]) -> list[LawText]:
    """The clauses by their sources, in the order in which they stand."""
    found: dict[str, tuple[Any, dict[str, Clause]]] = {}
    for key, clause in clauses.items():
        found.setdefault(clause.source.id, (clause.source, {}))[1][key] = clause
    return [LawText(source, MappingProxyType(of_source)) for source, of_source in found.values()]
