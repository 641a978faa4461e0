"""One household before and after a reform: the items that differ, with their reasons on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from aidrules.decide.decision import Decision
from aidrules.decide.item import Item
from aidrules.decide.render import item_lines
from aidrules.errors import UnknownName


class Explained:
    """A household decided singly under both rulebooks; ``before`` and ``after`` are the decisions, with everything they give."""

    def __init__(self, before: Decision, after: Decision, outputs: Sequence[str]) -> None:
        self.before, self.after, self.outputs = before, after, tuple(outputs)

    def pairs(self) -> Iterator[tuple[Item | None, Item | None]]:
        """The items of the outputs before and after, subject by subject; None where a rulebook doesn't have the output."""
        sides = [{(item.output, item.subject): item for item in decision.items if item.output in self.outputs} for decision in (self.before, self.after)]
        for key in dict.fromkeys([*sides[0], *sides[1]]):
            yield sides[0].get(key), sides[1].get(key)

    def changed(self) -> list[tuple[Item | None, Item | None]]:
        """Those whose outcome or amount differs."""
        return [(one, other) for one, other in self.pairs() if one is None or other is None or (one.outcome, one.amount) != (other.outcome, other.amount)]

    def text(self, language: str = "zh") -> str:
        """What differs, with all reasons and clauses before and after, in ``"zh"`` or ``"en"``."""
        if language not in ("zh", "en"):
            raise UnknownName('an explanation is in "zh" or "en"', code="name.language")
        words = ("之前", "之后", "没有这一事项", "没有变化。") if language == "zh" else ("Before", "After", "there is no such output", "Nothing differs.")
        lines: list[str] = []
        for pair in self.changed():
            for head, item in zip(words, pair, strict=False):
                lines.append(f"—— {head} ——")
                lines += [words[2]] if item is None else [line.rstrip() for line in item_lines(item, language)]
        return "\n".join(lines or [words[3]]) + "\n"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text())}</pre>"

    def __repr__(self) -> str:
        return f"<Explained: {len(self.changed())} items differ>"
