"""One item on both sides: what it came to, what changed below it, and the clauses and readings of each side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

from aidrules.decide.item import Item
from aidrules.decide.outcome import Outcome
from aidrules.decide.reasons import Reason
from aidrules.errors import UnknownName
from aidrules.facts.money import Money
from aidrules.facts.terms import Direction, Per
from aidrules.graph.nodes import Node
from aidrules.graph.program import ChoiceSpec, Program, RuleSpec, called
from aidrules.graph.text import node_words
from aidrules.graph.wire import spec_written
from aidrules.law.source import Clause

_LEAVES: Final = ("fact", "relation", "figure", "choice")
Key: TypeAlias = tuple[str, str, tuple[str, ...], tuple[str, ...]]
WORDS: Final[dict[str, dict[str, str]]] = {
    "zh": {
        "comparison": "两次核定的比较", "colon": "：", "comma": "，", "fact": "事实", "relation": "事实", "figure": "标准", "rule": "规则", "choice": "裁量",
        "absent": "无此事项", "none": "无", "before": "仅之前", "after": "仅之后", "both": "前后均有", "clauses": "依据", "readings": "对条文的理解",
        "changes": "变化", "same": "未变：{number} 项", "yuan": "元", "open": "未定", "total": "合计", "nothing": "两次核定没有不同。",
    },
    "en": {
        "comparison": "Two decisions compared", "colon": ": ", "comma": ", ", "fact": "fact", "relation": "fact", "figure": "standard", "rule": "rule",
        "choice": "choice", "absent": "no such item", "none": "none", "before": "before only", "after": "after only", "both": "on both sides",
        "clauses": "Clauses", "readings": "How the text was read", "changes": "What changed", "same": "Unchanged: {number}", "yuan": " yuan", "open": "open",
        "total": "In all", "nothing": "The two decisions don't differ.",
    },
}  # fmt: skip


def words_of(language: str) -> dict[str, str]:
    """The words of a language; another than zh and en is an error."""
    if language not in WORDS:
        raise UnknownName('a comparison is in "zh" or "en"', code="name.language")
    return WORDS[language]


def due(item: Item | None) -> Money | None:
    """What an item comes to in yuan, negative where it is to be paid in; nothing where it isn't granted, None while it is open."""
    if item is None:
        return Money(0)
    if item.outcome in (Outcome.UNDETERMINED, Outcome.DISCRETIONARY):
        return None
    if item.outcome is not Outcome.GRANTED or item.amount is None:
        return Money(0)
    return item.amount if item.direction in (None, Direction.RECEIVES) else -item.amount


def signed(amount: Money | None, language: str) -> str:
    """``+40.00元``, or that it is open."""
    words = words_of(language)
    return words["open"] if amount is None else f"{'+' if amount.fen > 0 else ''}{amount}{words['yuan']}"


def yuan(amount: Money | None, language: str) -> str:
    """``40.00元``, or that it is open."""
    words = words_of(language)
    return words["open"] if amount is None else f"{amount}{words['yuan']}"


def per_words(per: str, language: str) -> str:
    """``每月``."""
    return Per(per).zh if language == "zh" else per


@dataclass(frozen=True, slots=True)
class Change:
    """A fact, a figure, a choice or a rule below an item that isn't the same on both sides; None where a side doesn't have it."""

    sort: str
    name: str
    subject: tuple[str, ...]
    zh: str
    en: str
    before_zh: str | None
    after_zh: str | None
    before_en: str | None
    after_en: str | None

    def text(self, language: str) -> str:
        """``标准 低保标准：480.00 → 520.00``."""
        words, zh = words_of(language), language == "zh"
        sides = (self.before_zh, self.after_zh) if zh else (self.before_en, self.after_en)
        where = f" ({'/'.join(self.subject)})" if self.subject else ""
        shown = " → ".join(words["none"] if side is None else side for side in sides)
        return f"{words[self.sort]} {self.zh if zh else self.en}{where}{words['colon']}{shown}"


@dataclass(frozen=True, slots=True)
class Sides:
    """What rests on each side: only before, only after, and on both."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    both: tuple[str, ...]


def _sides(before: tuple[str, ...], after: tuple[str, ...]) -> Sides:
    return Sides(
        tuple(each for each in before if each not in after),
        tuple(each for each in after if each not in before),
        tuple(each for each in after if each in before),
    )


@dataclass(frozen=True, eq=False)
class Compared:
    """One output for one subject, before and after; None where a side doesn't have it."""

    before: Item | None
    after: Item | None

    @property
    def item(self) -> Item:
        """The later of the two, where there are two."""
        found = self.after if self.after is not None else self.before
        assert found is not None  # one of them is there
        return found

    @property
    def difference(self) -> Money | None:
        """How many yuan more it comes to; None while a side is open, and of what is given in kind."""
        if not any(item is not None and item.per is not None for item in (self.before, self.after)):
            return None
        was, is_ = due(self.before), due(self.after)
        return None if was is None or is_ is None else is_ - was

    @cached_property
    def clauses(self) -> Sides:
        """The ids of the clauses it rests on."""
        return _sides(*(tuple(clause.id for clause in item.clauses) if item else () for item in (self.before, self.after)))

    @cached_property
    def readings(self) -> Sides:
        """The readings it rests on, ``id`` or where an alternative is selected ``id=alternative``."""
        return _sides(*(tuple(_reading(reading) for reading in item.readings) if item else () for item in (self.before, self.after)))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What isn't the same below it, in the order of the reasons."""
        return _changes(self.before, self.after) if self.before is not None and self.after is not None else ()

    @property
    def changed(self) -> bool:
        """Whether it came to something else, or rests on something else."""
        one, other = self.before, self.after
        if one is None or other is None:
            return True
        came_to = [(item.outcome, item.amount, item.bounds, item.per, item.payee, item.direction, item.first_month, item.last_month) for item in (one, other)]
        rests = (self.clauses, self.readings)
        return came_to[0] != came_to[1] or any(sides.before or sides.after for sides in rests) or bool(self.changes)

    def cited(self, clauses: tuple[str, ...]) -> tuple[Clause, ...]:
        """The clauses with these ids."""
        known = {clause.id: clause for item in (self.before, self.after) if item is not None for clause in item.clauses}
        return tuple(known[key] for key in clauses)


def _reading(reading: Any) -> str:
    return f"{reading.id}={reading.selected}" if reading.selected else str(reading.id)


def _changes(before: Item, after: Item) -> tuple[Change, ...]:
    programs = before._basis.program, after._basis.program
    steps = [_steps(item) for item in (before, after)]
    found = []
    for key in {**steps[0], **steps[1]}:
        one, other = steps[0].get(key), steps[1].get(key)
        if key[0] == "rule":
            change = _rule_change(key[1], *programs)
            if change is not None:
                found.append(change)
        elif one is not None and other is not None and one.value_words("en") != other.value_words("en"):
            sides = [side.value_words(language) for language in ("zh", "en") for side in (one, other)]
            found.append(Change(key[0], key[1], key[2], other.zh, other.en, *sides))
    return tuple(found)


def _steps(item: Item) -> dict[Key, Reason]:
    """The rules, facts, figures and choices below an item; rules once, whatever their subject."""
    found: dict[Key, Reason] = {}
    for step in item.reasons.every():
        if step.sort in _LEAVES:
            name = step.path.rpartition(".")[2] if step.sort in ("fact", "relation") else step.path
            found.setdefault((step.sort, name, step.subject, tuple(figure.key for figure in step.figures)), step)
        elif step.sort == "rule":
            found.setdefault(("rule", step.path, (), ()), step)
    return found


def same_rule(one: RuleSpec, other: RuleSpec) -> bool:
    """Whether two rules say the same, in whatever words; the subjects of an archived one are numbered anew."""
    return one.body == other.body or _same(one, other, [one.body, other.body])


def same_choice(one: ChoiceSpec, other: ChoiceSpec) -> bool:
    """Whether two choices leave the same, in whatever words."""
    return _same(one, other, [bound for spec in (one, other) for bound in (spec.low, spec.high) if bound is not None])


def _same(one: RuleSpec | ChoiceSpec, other: RuleSpec | ChoiceSpec, bodies: list[Node]) -> bool:
    names = {name: number for number, name in enumerate(sorted({name for body in bodies for name in called(body)}))}
    return spec_written(replace(one, zh="", en=""), names) == spec_written(replace(other, zh="", en=""), names)


def _rule_change(name: str, before: Program, after: Program) -> Change | None:
    """What a rule says on each side, where it doesn't say the same."""
    one, other = before.rules.get(name), after.rules.get(name)
    if one is not None and other is not None and same_rule(one, other):
        return None
    spec = other if other is not None else one
    assert spec is not None  # one of them has it
    sides = [
        None if rule is None else node_words(rule.body, program, language)
        for language in ("zh", "en") for rule, program in ((one, before), (other, after))
    ]  # fmt: skip
    return Change("rule", name, (), spec.zh, spec.en.rstrip("."), *sides)
