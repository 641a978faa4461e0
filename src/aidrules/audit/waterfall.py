"""Why one amount became another, step by step: facts, standards, rules, readings, choices. The yuan add up exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from aidrules.audit.compare import below, below_data, head, head_data, total
from aidrules.audit.compared import Compared, due, per_words, signed, words_of, yuan
from aidrules.decide.decision import Decision
from aidrules.decide.document import canonical, text_of
from aidrules.decide.item import Item
from aidrules.facts.money import Money

FORMAT: Final = "aidrules-waterfall/1"
CAUSES: Final = ("facts", "standards", "rules", "readings", "choices")
"""The order of the steps. The day decided for belongs to the facts."""
_NAMES: Final[dict[str, dict[str, str]]] = {
    "zh": {"facts": "事实", "standards": "标准", "rules": "规则", "readings": "对条文的理解", "choices": "裁量", "title": "逐步比较"},
    "en": {"facts": "facts", "standards": "standards", "rules": "rules", "readings": "readings", "choices": "choices", "title": "Step by step"},
}


@dataclass(frozen=True, slots=True)
class Stage:
    """The case as decided after one more thing has changed; None where it can't be decided so."""

    cause: str
    decision: Decision | None


@dataclass(frozen=True, eq=False)
class Step:
    """What one change, or several that can't be told apart, made of an amount; None where an end is open."""

    causes: tuple[str, ...]
    before: Money | None
    after: Money | None
    compared: Compared | None = None

    @property
    def difference(self) -> Money | None:
        """How many yuan more."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def matters(self) -> bool:
        """Whether it made a difference, or it isn't known which."""
        return self.before != self.after or self.before is None


@dataclass(frozen=True, eq=False)
class Fall:
    """An amount on its way from one decision to the other: of one item, or of all items of one rhythm of payment."""

    output: str
    zh: str
    en: str
    subject: tuple[str, ...]
    per: str
    steps: tuple[Step, ...]

    @property
    def before(self) -> Money | None:
        """What it was."""
        return self.steps[0].before

    @property
    def after(self) -> Money | None:
        """What it became."""
        return self.steps[-1].after

    @property
    def difference(self) -> Money | None:
        """How many yuan more; the differences of the steps add up to it."""
        return None if self.before is None or self.after is None else self.after - self.before


Key: TypeAlias = tuple[str, tuple[str, ...], str, str]


class Waterfall:
    """From one decision to another; ``text``, ``to_json`` and ``table`` read it out.

    Things change in the order of ``CAUSES``. A step after which an amount is open is told together with the next. What is given in
    kind has no yuan and isn't in it.
    """

    def __init__(self, before: Decision, stages: Sequence[Stage]) -> None:
        self.stages = (Stage("", before), *stages)
        sides = [{} if stage.decision is None else _items(stage.decision) for stage in self.stages]
        keys = list(dict.fromkeys(key for side in sides for key in side))
        self.falls = tuple(self._fall(key, [side.get(key) for side in sides]) for key in keys)
        self.totals = tuple(self._total(per) for per in dict.fromkeys(key[2] for key in keys))

    @property
    def before(self) -> Decision:
        """Where it begins."""
        return self._ends()[0]

    @property
    def after(self) -> Decision:
        """Where it ends."""
        return self._ends()[1]

    def _ends(self) -> tuple[Decision, Decision]:
        first, last = self.stages[0].decision, self.stages[-1].decision
        assert first is not None and last is not None  # noqa: PT018  # both ends were decided
        return first, last

    def _fall(self, key: Key, items: list[Item | None]) -> Fall:
        item = next(item for item in items if item is not None)
        amounts = [None if stage.decision is None else due(found) for stage, found in zip(self.stages, items, strict=True)]
        steps = self._steps(amounts, lambda at, to: Compared(items[at], items[to]) if items[at] or items[to] else None)
        return Fall(item.output, item.zh, item.en, item.subject, key[2], steps)

    def _total(self, per: str) -> Fall:
        amounts = [None if stage.decision is None else total(item for key, item in _items(stage.decision).items() if key[2] == per) for stage in self.stages]
        return Fall("", "合计", "in all", (), per, self._steps(amounts, lambda at, to: None))

    def _steps(self, amounts: list[Money | None], between: Callable[[int, int], Compared | None]) -> tuple[Step, ...]:
        """The steps, where one that is open at its end is told together with the next."""
        found: list[Step] = []
        causes: list[str] = []
        at = 0
        for number, stage in enumerate(self.stages[1:], 1):
            causes.append(stage.cause)
            if amounts[number] is not None or number == len(self.stages) - 1:
                found.append(Step(tuple(causes), amounts[at], amounts[number], between(at, number)))
                causes, at = [], number
        return tuple(found)

    def text(self, language: str = "zh") -> str:
        """Every amount that changed, or is open, with its steps; as text in ``"zh"`` or ``"en"``."""
        words, names = words_of(language), _NAMES.get(language, {})
        lines = [f"{names['title']}{words['colon']}{head(self.before)} → {head(self.after)}"]
        told = [fall for fall in self.falls if any(step.matters for step in fall.steps)]
        for fall in (*told, *self.totals):
            title = f"【{fall.zh}】" if language == "zh" else f"[{fall.en}]"
            ends = f"{yuan(fall.before, language)} → {yuan(fall.after, language)}"
            subject = f" {'/'.join(fall.subject)}" if fall.subject else ""
            more = "" if fall.difference is None else f" ({signed(fall.difference, language)})"
            lines += ["", f"{title}{subject} ({per_words(fall.per, language)}){words['colon']}{ends}{more}"]
            for step in fall.steps:
                if step.matters:
                    causes = " + ".join(names[cause] for cause in step.causes)
                    lines.append(f"  {causes}{words['colon']}{signed(step.difference, language)} → {yuan(step.after, language)}")
                    if step.compared is not None:
                        lines += below(step.compared, language, "    ")
        if not told:
            lines[1:1] = [words["nothing"]]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def table(self) -> list[dict[str, str | None]]:
        """One row for each step of each amount; the differences of an amount's rows add up."""
        return [
            {
                "output": fall.output, "title": fall.zh, "subject": "/".join(fall.subject), "per": fall.per, "causes": " ".join(step.causes),
                "before": text_of(step.before), "difference": text_of(step.difference), "after": text_of(step.after),
                "clauses_before": " ".join((*step.compared.clauses.before, *step.compared.clauses.both)) if step.compared else "",
                "clauses_after": " ".join((*step.compared.clauses.after, *step.compared.clauses.both)) if step.compared else "",
            }
            for fall in (*self.falls, *self.totals)
            for step in fall.steps
        ]  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        """As plain dictionaries."""
        return {
            "format": FORMAT,
            "before": head_data(self.before),
            "after": head_data(self.after),
            "items": [_fall_data(fall) for fall in self.falls],
            "totals": [_fall_data(fall) for fall in self.totals],
        }

    def to_json(self) -> str:
        """The same as canonical JSON."""
        return canonical(self.as_data())

    def __repr__(self) -> str:
        return f"<Waterfall: {len(self.falls)} amounts in {len(self.stages) - 1} steps>"


def _items(decision: Decision) -> dict[Key, Item]:
    """The items that are paid; one that is paid in another rhythm, or the other way, is another."""
    return {(item.output, item.subject, str(item.per), str(item.direction)): item for item in decision.items if item.per is not None}


def _fall_data(fall: Fall) -> dict[str, Any]:
    return {
        "output": fall.output, "zh": fall.zh, "en": fall.en, "subject": list(fall.subject), "per": fall.per,
        "before": text_of(fall.before), "after": text_of(fall.after), "difference": text_of(fall.difference),
        "steps": [
            {
                "causes": list(step.causes), "before": text_of(step.before), "after": text_of(step.after), "difference": text_of(step.difference),
                **(below_data(step.compared) if step.compared is not None and step.matters else {}),
            }
            for step in fall.steps
        ],
    }  # fmt: skip
