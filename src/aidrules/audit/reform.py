"""The changelog of a rulebook between two states of it: as text, as a page for an auditor or a legal department, as JSON and as a table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

from aidrules.archive.document import digest
from aidrules.archive.grounds import Grounds
from aidrules.audit.changelog import SECTIONS, Entry, Said, entries
from aidrules.decide.document import canonical
from aidrules.errors import UnknownName
from aidrules.law.source import Clause

FORMAT: Final = "aidrules-changelog/1"
_WORDS: Final[dict[str, dict[str, str]]] = {
    "zh": {
        "title": "规则的变化", "colon": "：", "none": "无", "nothing": "没有变化。", "law": "法规摘要", "digest_figures": "标准摘要", "touches": "影响事项",
        "before": "之前", "after": "之后", "clauses": "依据", "what": "变化", "name": "名称", "joint": "；", "of": "规则",
        "added": "新增", "gone": "删除", "changed": "变更", "reworded": "措辞", "figures": "标准", "rules": "规则", "outputs": "事项", "choices": "裁量",
        "interactions": "事项之间的关系", "facts": "事实", "readings": "对条文的理解", "clauses_section": "条文",
    },
    "en": {
        "title": "Changes of the rules", "colon": ": ", "none": "none", "nothing": "Nothing has changed.", "law": "digest of the law",
        "digest_figures": "digest of the figures", "touches": "Touches", "before": "before", "after": "after", "clauses": "Clauses", "what": "Change",
        "name": "Name", "joint": "; ", "of": "rules", "added": "added", "gone": "gone", "changed": "changed", "reworded": "reworded",
        "figures": "Standards", "rules": "Rules", "outputs": "Outputs", "choices": "Choices", "interactions": "Interactions of outputs", "facts": "Facts",
        "readings": "How the text is read", "clauses_section": "Clauses of the texts",
    },
}  # fmt: skip


class Changelog:
    """What changed between two rulebooks; ``entries`` holds it, ``text``, ``page``, ``to_json`` and ``table`` read it out."""

    def __init__(self, before: Grounds, after: Grounds) -> None:
        self.before, self.after = before, after
        self.entries = entries(before, after)

    @cached_property
    def digests(self) -> dict[str, tuple[str, str]]:
        """The digests on both sides: ``law`` of the rules and clauses, ``figures`` of all figures."""
        one, other = digest(self.before), digest(self.after)
        return {"law": (one.law, other.law), "figures": (one.figures, other.figures)}

    def of(self, section: str) -> tuple[Entry, ...]:
        """The entries of one section."""
        return tuple(entry for entry in self.entries if entry.section == section)

    def text(self, language: str = "zh") -> str:
        """Every change on a few lines, in ``"zh"`` or ``"en"``."""
        words = _words(language)
        lines = [f"{words['title']}{words['colon']}{self._places(words)}", *self._digest_lines(words)]
        if not self.entries:
            lines.append(words["nothing"])
        for section in SECTIONS:
            found = self.of(section)
            if found:
                lines += ["", f"{_heading(section, words)} ({len(found)})"]
            for entry in found:
                lines.append(f"  {words[entry.what]} {_title(entry, language)}")
                lines.append(f"    {_said(entry.before, language)} → {_said(entry.after, language)}")
                for side, clauses in (("before", entry.clauses_before), ("after", entry.clauses_after)):
                    if clauses:
                        lines.append(f"    {words['clauses']} ({words[side]}){words['colon']}{_cited(clauses, words)}")
                if entry.outputs:
                    lines.append(f"    {words['touches']}{words['colon']}{', '.join(entry.outputs)}")
        return "\n".join(lines) + "\n"

    def page(self, language: str = "zh") -> str:
        """The same as a page of Markdown, with a table for each section."""
        words = _words(language)
        lines = [f"# {words['title']}{words['colon']}{_cell(self._places(words))}", "", *(f"- {line}" for line in self._digest_lines(words))]
        if not self.entries:
            lines += ["", words["nothing"]]
        columns = ("what", "name", "before", "after", "clauses", "touches")
        for section in SECTIONS:
            found = self.of(section)
            if found:
                lines += ["", f"## {_heading(section, words)}", "", _row(words[column] for column in columns), _row("---" for _ in columns)]
            for entry in found:
                clauses = " → ".join(_cited(side, words) or words["none"] for side in (entry.clauses_before, entry.clauses_after))
                cells = (words[entry.what], _title(entry, language), _said(entry.before, language), _said(entry.after, language), clauses)
                lines.append(_row(_cell(cell) for cell in (*cells, ", ".join(entry.outputs))))
        return "\n".join(lines) + "\n"

    def _places(self, words: dict[str, str]) -> str:
        return " → ".join(side.place or words["of"] for side in (self.before, self.after))

    def _digest_lines(self, words: dict[str, str]) -> list[str]:
        names = {"law": words["law"], "figures": words["digest_figures"]}
        return [f"{names[part]}{words['colon']}{one[:12]} → {other[:12]}" for part, (one, other) in self.digests.items()]

    def table(self) -> list[dict[str, str | None]]:
        """One row for each change."""
        return [
            {
                "section": entry.section, "what": entry.what, "name": entry.name, "since": entry.since, "zh": entry.zh, "en": entry.en,
                "before_zh": entry.before and entry.before[0], "after_zh": entry.after and entry.after[0],
                "before_en": entry.before and entry.before[1], "after_en": entry.after and entry.after[1],
                "clauses_before": " ".join(clause.id for clause in entry.clauses_before),
                "clauses_after": " ".join(clause.id for clause in entry.clauses_after), "outputs": " ".join(entry.outputs),
            }
            for entry in self.entries
        ]  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        """As plain dictionaries."""
        cited = {clause.id: clause.citation for entry in self.entries for clause in (*entry.clauses_before, *entry.clauses_after)}
        return {
            "format": FORMAT,
            "before": {"place": self.before.place, **{part: sides[0] for part, sides in self.digests.items()}},
            "after": {"place": self.after.place, **{part: sides[1] for part, sides in self.digests.items()}},
            "entries": [
                {**row, **{name: str(row[name]).split() for name in ("clauses_before", "clauses_after", "outputs")}} for row in self.table()
            ],
            "citations": cited,
        }  # fmt: skip

    def to_json(self) -> str:
        """The same as canonical JSON."""
        return canonical(self.as_data())

    def __repr__(self) -> str:
        return f"<Changelog: {len(self.entries)} changes>"


def _words(language: str) -> dict[str, str]:
    if language not in _WORDS:
        raise UnknownName('a changelog is in "zh" or "en"', code="name.language")
    return _WORDS[language]


def _heading(section: str, words: dict[str, str]) -> str:
    return words["clauses_section" if section == "clauses" else section]


def _title(entry: Entry, language: str) -> str:
    title = entry.zh if language == "zh" else entry.en
    return f"{title} ({entry.name})"


def _said(side: Said | None, language: str) -> str:
    return _words(language)["none"] if side is None else side[0 if language == "zh" else 1]


def _cited(clauses: tuple[Clause, ...], words: dict[str, str]) -> str:
    return words["joint"].join(dict.fromkeys(clause.citation for clause in clauses))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Whatever a text holds, it stays one cell, and is no markup."""
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[").replace("`", "\\`")
    return " ".join(escaped.split())
