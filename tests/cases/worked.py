"""Reads the worked cases, and compares what comes out with what is expected."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from aidrules import Choice, Facts, Item, Rulebook
from aidrules.facts.roots import ROOTS
from aidrules.jurisdictions import rulebook_of
from aidrules.standards.load import read_supplied

HERE = Path(__file__).parent
PATHS = [path for path in sorted(HERE.glob("*/*.json")) if path.parent.name != "given"]  # those have words of their own, and a test of their own


def read(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """The cases of a file, each with its place."""
    return [(path.parent.name, case) for case in json.loads(path.read_text(encoding="utf-8"))]


CASES: Final = [case for path in PATHS if path.name != "checks.json" for case in read(path)]
"""Cases about a household, or another root."""
CHECKS: Final = [case for path in PATHS if path.name == "checks.json" for case in read(path)]
"""Cases about the figures themselves: no subject, and an output that is a check."""


@cache
def _rulebook(place: str, standards: str, readings: str, as_if: str) -> Rulebook:
    book = rulebook_of(place, json.loads(standards) or None, json.loads(readings))
    printed = {figure.path: figure.clause for figure in book.parts.figures}
    others = [replace(figure, clause=printed[figure.path]) for figure in read_supplied(json.loads(as_if), book.parts.slots)]
    return Rulebook(replace(book.parts, figures=book.parts.figures.overriding(others))) if others else book


def rulebook(place: str, case: dict[str, Any]) -> Rulebook:
    """The rulebook of a place with a case's standards and readings, and the figures as if its text printed others (``as_if``)."""
    return _rulebook(place, *(json.dumps(case.get(name, {})) for name in ("standards", "readings", "as_if")))


def choices(case: dict[str, Any]) -> dict[tuple[str, ...], Choice]:
    return {(made["choice"], *made["subject"]): Choice(made["value"], by="worked case", why=case["why"]) for made in case.get("choices", [])}


def root_of(case: Mapping[str, Any]) -> str:
    """The key of the root that a case is about: ``household``, ``township`` …"""
    return next(key for key in ROOTS if key in case)


def subject(case: Mapping[str, Any]) -> Facts:
    """What a case is about, with its facts."""
    key = root_of(case)
    return ROOTS[key].read(case[key], under=key)


def decided(place: str, case: dict[str, Any]) -> Item:
    """The item that a case is about."""
    book = rulebook(place, case)
    return book.decide(subject(case), case["on"], choices(case)).find(case["output"], *case["subject"])


def checked(place: str, case: dict[str, Any]) -> Item:
    """The check that a case is about."""
    return next(item for item in rulebook(place, case).checks(case["on"]) if item.output == case["output"])


FIELDS: Final[Mapping[str, Callable[[Item], Any]]] = {
    "outcome": lambda item: item.outcome.value,
    "amount": lambda item: None if item.amount is None else str(item.amount),
    "missing": lambda item: sorted(missing.path for missing in item.missing),
    "payee": lambda item: item.payee and item.payee.value,
    "per": lambda item: item.per and item.per.value,
    "channel": lambda item: item.channel and item.channel.value,
    "step": lambda item: item.step,
    "first_month": lambda item: str(item.first_month),
    "last_month": lambda item: str(item.last_month),
    "most_months": lambda item: item.most_months,
    "most_a_year": lambda item: None if item.most_a_year is None else str(item.most_a_year),
    "notices": lambda item: [notice.name for notice in item.notices],
    "figures": lambda item: {figure.name.rpartition(".")[2]: figure.words_en for figure in item.figures},
    "units": lambda item: list(item.units.zh),
    "lead": lambda item: item.units.lead,
    "interactions": lambda item: {each.name: None if each.amount is None else str(each.amount) for each in item.interactions},
    "cited": lambda item: [clause.id for clause in item.clauses],
    "reasons": lambda item: sorted({reason.path for reason in item.reasons.every() if reason.sort == "rule"}),
}
"""How what is expected is read from an item."""


def found(item: Item, expected: Mapping[str, Any]) -> dict[str, Any]:
    """What came out, for the names that a case expects something of."""
    return {name: FIELDS[name](item) for name in expected}
