"""What stands beside an outcome: the figures of a duty, what a sanction leaves, what other outputs do to it, whom it goes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from aidrules.decide.basis import Basis
from aidrules.decide.layout import Row
from aidrules.facts.money import Money
from aidrules.graph.kinds import Kind
from aidrules.graph.program import OutputSpec
from aidrules.graph.text import value_words
from aidrules.law.source import Clause


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure beside an outcome. ``value`` is as the readers compute with it (fen, hundredths, codes; None: not known); ``words`` reads it out."""

    name: str
    zh: str
    en: str
    value: Any
    kind: Kind
    words_zh: str
    words_en: str


@dataclass(frozen=True, slots=True)
class Forgone:
    """What another output does to this one here: ``tie`` and ``by`` name it, ``amount`` is what isn't given because of it (None where that
    isn't known, or is no amount)."""

    name: str
    tie: str
    by: str
    zh: str
    en: str
    amount: Money | None
    clauses: tuple[Clause, ...]


class Units(NamedTuple):
    """Responsible units in Chinese and English, and the one that leads ("" where the text names none)."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    lead: str


def shown(output: OutputSpec, row: Row, basis: Basis) -> tuple[Shown, ...]:
    """The figures of an output for the subject of a row, what a sanction leaves last."""
    program = basis.program
    found = []
    for name in (*output.figures, *((output.leaves,) if output.leaves else ())):
        rule, value = program.rules[name], row[basis.layout.rules[name]]
        words = (value_words(value, rule.kind, program, "zh"), value_words(value, rule.kind, program, "en"))
        found.append(Shown(name, rule.zh, rule.en, value, rule.kind, *words))
    return tuple(found)


def forgone(output: OutputSpec, row: Row, basis: Basis) -> tuple[Forgone, ...]:
    """The interactions that are known to be there for the subject of a row, where a clause puts them in force."""
    found = []
    for tie in basis.program.interactions.values():
        if tie.of == output.name and tie.name in basis.rests and row[basis.layout.rules[tie.when]] is True:
            fen = row[basis.layout.rules[tie.forgone]] if tie.forgone else None
            amount = None if fen is None else Money.from_fen(fen)
            found.append(Forgone(tie.name, tie.tie, tie.by, tie.zh, tie.en, amount, basis.cite(basis.rests[tie.name])))
    return tuple(found)


def units(output: OutputSpec, basis: Basis) -> Units:
    """The units that an output's clauses name."""
    clauses = basis.cite(basis.rests.get(output.name, ()))
    zh = tuple(dict.fromkeys(unit for clause in clauses for unit in clause.units_zh))
    en = tuple(dict.fromkeys(unit for clause in clauses for unit in clause.units_en))
    return Units(zh, en, next((clause.lead for clause in clauses if clause.lead), ""))
