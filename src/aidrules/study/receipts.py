"""A receipt of a reform: which figures and rules differ, from when to when, and which rules and outputs read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any, Final

from aidrules.audit.changelog import Entry
from aidrules.audit.reform import Changelog
from aidrules.errors import UnknownName
from aidrules.graph.nodes import Call, Figure
from aidrules.graph.program import Program, every
from aidrules.rulebook.rulebook import Rulebook
from aidrules.rulebook.steps import changelog
from aidrules.standards.figures import Figure as DatedFigure

_WORDS: Final = {
    "zh": {"title": "改动清单", "nothing": "没有改动。", "none": "无", "ever": "一直", "from": "自 {}", "until": "至 {}", "read": "读取的规则",
           "touch": "影响事项", "supplied": "假设", "colon": "：", "rests": "依据"},
    "en": {"title": "What was overridden", "nothing": "Nothing was overridden.", "none": "none", "ever": "always", "from": "from {}", "until": "to {}",
           "read": "Read by", "touch": "Touches", "supplied": "supplied", "colon": ": ", "rests": "Rests on"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overridden:
    """A figure that differs over some days; ``before`` and ``after`` are the figures themselves, None where none is in force.

    ``start`` and ``until`` are its first and last day, None for ever. ``rules`` read it, ``outputs`` rest on those rules in the new rulebook.
    """

    path: str
    key: str
    zh: str
    en: str
    start: date | None
    until: date | None
    before: DatedFigure | None
    after: DatedFigure | None
    rules: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Altered:
    """Anything else that differs, as the changelog says it, with the rules that call it."""

    entry: Entry
    rules: tuple[str, ...]


class Receipt:
    """What a reform overrode; ``figures`` and ``others`` hold it, ``text``, ``table`` and a notebook show it."""

    def __init__(self, before: Rulebook, after: Rulebook) -> None:
        self.changelog: Changelog = changelog(before, after)
        self.digests = self.changelog.digests
        """The digests before and after: ``law``, and ``figures``."""
        self.figures: tuple[Overridden, ...] = tuple(_figures(before, after))
        """Each figure that differs, by its path, key and first day."""
        programs = after.parts.program, before.parts.program
        self.others: tuple[Altered, ...] = tuple(
            Altered(entry, _callers(programs, entry.name)) for entry in self.changelog.entries if entry.section not in ("figures", "clauses")
        )
        """Rules, outputs, choices and the rest that differ."""

    def text(self, language: str = "zh") -> str:
        """A few lines for each override, in ``"zh"`` or ``"en"``."""
        words = _words(language)
        colon, zh = words["colon"], language == "zh"
        lines = [words["title"] + colon + ", ".join(f"{part} {one[:12]} → {other[:12]}" for part, (one, other) in self.digests.items())]
        for each, following in zip(self.figures, (*self.figures[1:], None), strict=False):
            shown = (each.zh if zh else each.en) + (f" [{each.key}]" if each.key else "")
            lines.append(f"  {shown} ({each.path}), {_days(each, words)}{colon}{_said(each.before, words)} → {_said(each.after, words)}")
            if following is None or following.path != each.path:  # who reads it is the same for all its days and keys
                lines += _readers(each.rules, each.outputs, words)
        for other in self.others:
            entry = other.entry
            sides = [words["none"] if side is None else side[0 if zh else 1] for side in (entry.before, entry.after)]
            lines.append(f"  {entry.zh if zh else entry.en} ({entry.name}){colon}{sides[0]} → {sides[1]}")
            lines += _grounds(entry, zh, words)
            lines += _readers(other.rules, entry.outputs, words)
        return "\n".join(lines if len(lines) > 1 else [*lines, f"  {words['nothing']}"]) + "\n"

    def table(self) -> list[dict[str, Any]]:
        """One row for each override; days as ISO text, None for ever."""
        found: list[dict[str, Any]] = [
            {
                "section": "figures", "name": each.path, "key": each.key, "from": each.start and each.start.isoformat(),
                "until": each.until and each.until.isoformat(), "before": each.before and each.before.text, "after": each.after and each.after.text,
                "rules": list(each.rules), "outputs": list(each.outputs), "clauses_before": _clause(each.before), "clauses_after": _clause(each.after),
            }
            for each in self.figures
        ]  # fmt: skip
        for other in self.others:
            entry = other.entry
            sides = {side: said and said[1] for side, said in (("before", entry.before), ("after", entry.after))}
            found.append(
                {"section": entry.section, "name": entry.name, "key": "", "from": None, "until": None, **sides,
                 "rules": list(other.rules), "outputs": list(entry.outputs), "clauses_before": [clause.id for clause in entry.clauses_before],
                 "clauses_after": [clause.id for clause in entry.clauses_after]}
            )  # fmt: skip
        return found

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text())}</pre>"

    def __repr__(self) -> str:
        return f"<Receipt: {len(self.figures)} figures, {len(self.others)} other changes>"


def receipt(before: Rulebook, after: Rulebook) -> Receipt:
    """What was overridden from one rulebook to another, with the figures before and after and who reads them.

    >>> from aidrules.jurisdictions import huining
    >>> book = huining.rulebook()
    >>> found = receipt(book, book.with_standards({"care.guardian_rate": {"self_care": {"2022-07-01": "80.00"}}}))
    >>> [(each.key, str(each.start), each.before.text, each.after.text, each.rules[0]) for each in found.figures]
    [('self_care', '2022-07-01', '70.00', '80.00', 'care.guardian_amount')]
    """
    return Receipt(before, after)


def _figures(before: Rulebook, after: Rulebook) -> Iterator[Overridden]:
    programs = after.parts.program, before.parts.program
    sides = before.parts.figures, after.parts.figures
    series = sorted({(figure.path, figure.key) for side in sides for figure in side})
    for path, key in series:
        of = [[figure for figure in side if (figure.path, figure.key) == (path, key)] for side in sides]
        moments = {figure.start for side in of for figure in side if figure.start} | {figure.until + _DAY for side in of for figure in side if figure.until}
        found: list[tuple[date | None, tuple[DatedFigure | None, DatedFigure | None]]] = []
        for start in [None, *sorted(moments)]:
            held = tuple(side.in_force(path, key, start or date.min) for side in sides)
            pair = (held[0], held[1])
            if not found or [_value(one) for one in found[-1][1]] != [_value(one) for one in pair]:
                found.append((start, pair))
        spec = next(program.standards[path] for program in programs if path in program.standards)
        rules = tuple(dict.fromkeys(name for program in programs for name in _reading(program, path)))
        outputs = tuple(dict.fromkeys(name for program, book in zip(programs, (after, before), strict=True) for name in _resting(program, book, rules)))
        ends = [start for start, _ in found[1:]] + [None]
        for (start, (one, other)), end in zip(found, ends, strict=True):
            if _value(one) != _value(other):
                yield Overridden(path, key, spec.zh, spec.en, start, None if end is None else end - _DAY, one, other, rules, outputs)


_DAY: Final = timedelta(days=1)


def _value(figure: DatedFigure | None) -> Any:
    return None if figure is None else figure.value


def _reading(program: Program, path: str) -> list[str]:
    return [rule.name for rule in program.rules.values() if any(isinstance(part, Figure) and part.path == path for part in every(rule.body))]


def _resting(program: Program, book: Rulebook, rules: Iterable[str]) -> list[str]:
    wanted = set(rules)
    return [name for name, output in book.outputs.items() if any(wanted & program.depends(rule) for rule in output.rules() if rule in program.rules)]


def _callers(programs: Iterable[Program], name: str) -> tuple[str, ...]:
    found = [
        rule.name for program in programs for rule in program.rules.values() if any(isinstance(part, Call) and part.rule == name for part in every(rule.body))
    ]
    return tuple(dict.fromkeys(found))


def _readers(rules: Iterable[str], outputs: Iterable[str], words: dict[str, str]) -> Iterator[str]:
    for word, names in ((words["read"], list(rules)), (words["touch"], list(outputs))):
        if names:
            yield f"    {word}{words['colon']}{', '.join(names)}"


def _grounds(entry: Entry, zh: bool, words: dict[str, str]) -> Iterator[str]:
    """On which clauses it rested and rests; what a reform put there says itself that no clause does."""
    if entry.clauses_before != entry.clauses_after:
        sides = [
            [each.citation + ((f"（{each.zh}）" if zh else f" ({each.en})") if each.source.supposed else "") for each in side]
            for side in (entry.clauses_before, entry.clauses_after)
        ]
        yield f"    {words['rests']}{words['colon']}{' → '.join('; '.join(side) or words['none'] for side in sides)}"


def _clause(figure: DatedFigure | None) -> list[str]:
    return [figure.clause] if figure is not None and figure.clause else []


def _days(each: Overridden, words: dict[str, str]) -> str:
    days = [words[word].format(day) for word, day in (("from", each.start), ("until", each.until)) if day is not None]
    return " ".join(days) or words["ever"]


def _said(figure: DatedFigure | None, words: dict[str, str]) -> str:
    return words["none"] if figure is None else f"{figure.text} ({figure.clause or words['supplied']})"


def _words(language: str) -> dict[str, str]:
    if language not in _WORDS:
        raise UnknownName('a receipt is in "zh" or "en"', code="name.language")
    return _WORDS[language]
