"""What a rulebook makes of each clause: the outputs, conditions, choices, figures and units that rest on it, or why nothing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aidrules.law.source import Clause, Reading
from aidrules.rulebook.rulebook import Rulebook
from aidrules.standards.figures import Figure


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause, and everything of a rulebook that rests on it; names are those of the rulebook."""

    clause: Clause
    outputs: tuple[str, ...]
    rules: tuple[str, ...]
    choices: tuple[str, ...]
    interactions: tuple[str, ...]
    figures: tuple[Figure, ...]
    readings: tuple[Reading, ...]

    @property
    def computed(self) -> bool:
        """Whether anything rests on it, or it names responsible units; otherwise it says why not."""
        return bool(self.outputs or self.rules or self.choices or self.interactions or self.figures or self.clause.units_zh)


def clause_rows(book: Rulebook) -> tuple[ClauseRow, ...]:
    """Every clause of a rulebook's law, in the order of its texts.

    >>> from aidrules.jurisdictions import huining
    >>> row = next(row for row in clause_rows(huining.rulebook()) if row.clause.id == "huining/1.2.3#1c")
    >>> [(figure.key, figure.text) for figure in row.figures], row.computed
    ([('county', '150.00')], True)
    """
    parts = book.parts
    program, resting = parts.program, _resting(parts.rests)
    figures: dict[str, list[Figure]] = {}
    for figure in parts.figures:
        figures.setdefault(figure.clause, []).append(figure)
    rows = []
    for clause in parts.law.clauses().values():
        names = resting.get(clause.id, [])
        rows.append(
            ClauseRow(
                clause,
                outputs=tuple(name for name in names if name in program.outputs),
                rules=tuple(name for name in names if name in program.rules),
                choices=tuple(name for name in names if name in program.choices and name not in program.outputs),
                interactions=tuple(name for name in names if name in program.interactions),
                figures=tuple(figures.get(clause.id, ())),
                readings=tuple(reading for reading in parts.readings if clause.id in reading.clauses),
            )
        )
    return tuple(rows)


def own_rows(book: Rulebook) -> tuple[ClauseRow, ...]:
    """The clauses of a rulebook's own place, without those of the base that it stands on."""
    return tuple(row for row in clause_rows(book) if row.clause.id.startswith(f"{book.parts.law.place}/"))


def _resting(rests: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """For each clause what rests on it."""
    found: dict[str, list[str]] = {}
    for name, clauses in rests.items():
        for clause in clauses:
            found.setdefault(clause, []).append(name)
    return found


def as_document(rows: Sequence[ClauseRow]) -> list[dict[str, Any]]:
    """The rows as plain data for JSON."""
    return [
        {
            "id": row.clause.id, "source": row.clause.source.title_zh, "address": row.clause.address, "locator": row.clause.locator,
            "kind": row.clause.kind, "zh": row.clause.zh, "en": row.clause.en, "why_not_zh": row.clause.why_not_zh, "why_not_en": row.clause.why_not_en,
            "units_zh": list(row.clause.units_zh), "units_en": list(row.clause.units_en), "lead": row.clause.lead,
            "outputs": list(row.outputs), "rules": list(row.rules), "choices": list(row.choices), "interactions": list(row.interactions),
            "figures": [
                {"path": figure.path, "key": figure.key, "value": figure.text, "unit": figure.unit, "from": figure.start.isoformat() if figure.start else None}
                for figure in row.figures
            ],
            "readings": [reading.id for reading in row.readings],
        }
        for row in rows
    ]  # fmt: skip


def as_lines(rows: Sequence[ClauseRow], language: str) -> list[str]:
    """The rows as lines to read: id, address, kind, what rests on it or why nothing does."""
    zh = language == "zh"
    lines = []
    for row in rows:
        clause = row.clause
        lines += [f"{clause.id}  {clause.address}  [{clause.kind}]", f"  {clause.zh if zh else clause.en}"]
        figures = [f"{figure.path}{f'[{figure.key}]' if figure.key else ''} = {figure.text}" for figure in row.figures]
        units = [*(clause.units_zh if zh else clause.units_en)]
        for mark, names in (("→", (*row.outputs, *row.interactions)), ("·", (*row.rules, *row.choices)), ("=", figures), ("@", units)):
            if names:
                lines.append(f"  {mark} {', '.join(names)}")
        if not row.computed:
            lines.append(f"  – {(clause.why_not_zh if zh else clause.why_not_en) or ('此处未施行' if zh else 'not in force here')}")
        lines += [f"  ? {reading.id}: {reading.words(language)}" for reading in row.readings]
    return lines
