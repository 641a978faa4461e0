"""Two decisions compared: item by item what it came to, what changed below it, and the clauses on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from aidrules.audit.compared import Compared, due, per_words, signed, words_of, yuan
from aidrules.decide.decision import Decision
from aidrules.decide.document import bounds_document, canonical, text_of
from aidrules.decide.item import Item
from aidrules.decide.render import outcome_words
from aidrules.errors import WrongArgument
from aidrules.facts.money import Money

FORMAT: Final = "aidrules-comparison/1"


@dataclass(frozen=True, slots=True)
class Total:
    """What all items of one rhythm of payment come to; None while one of them is open."""

    per: str
    before: Money | None
    after: Money | None

    @property
    def difference(self) -> Money | None:
        """How many yuan more."""
        return None if self.before is None or self.after is None else self.after - self.before


class Comparison:
    """Two decisions, item by item; ``text``, ``to_json`` and ``table`` read it out."""

    def __init__(self, before: Decision, after: Decision) -> None:
        for name, decision in (("before", before), ("after", after)):
            if not isinstance(decision, Decision):
                raise WrongArgument(f"`{name}` is a decision, what decide(…) gives, and this is a {type(decision).__name__}", code="argument.decision")
        self.before, self.after = before, after
        sides = [{(item.output, item.subject): item for item in decision.items} for decision in (before, after)]
        self.items = tuple(Compared(sides[0].get(key), sides[1].get(key)) for key in {**sides[0], **sides[1]})

    @cached_property
    def changed(self) -> tuple[Compared, ...]:
        """The items that aren't the same."""
        return tuple(compared for compared in self.items if compared.changed)

    @property
    def totals(self) -> tuple[Total, ...]:
        """What all items come to on each side, by how often they are paid."""
        found = []
        for per in dict.fromkeys(str(item.per) for decision in (self.before, self.after) for item in decision.items if item.per is not None):
            sums = [total(item for item in decision.items if item.per is not None and str(item.per) == per) for decision in (self.before, self.after)]
            found.append(Total(per, *sums))
        return tuple(found)

    def text(self, language: str = "zh") -> str:
        """What changed, as text in ``"zh"`` or ``"en"``."""
        words = words_of(language)
        lines = [f"{words['comparison']}{words['colon']}{head(self.before)} → {head(self.after)}"]
        for compared in self.changed:
            lines += ["", *compared_lines(compared, language)]
        if not self.changed:
            lines.append(words["nothing"])
        else:
            lines += ["", words["same"].format(number=len(self.items) - len(self.changed))]
        for each in self.totals:
            sides = f"{yuan(each.before, language)} → {yuan(each.after, language)}{_more(each, language)}"
            lines.append(f"{words['total']} ({per_words(each.per, language)}){words['colon']}{sides}")
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def table(self) -> list[dict[str, str | None]]:
        """One row for each item, changed or not."""
        return [
            {
                "output": compared.item.output, "title": compared.item.zh, "subject": "/".join(compared.item.subject),
                "before_outcome": str(compared.before.outcome) if compared.before else None,
                "before_amount": text_of(compared.before and compared.before.amount),
                "after_outcome": str(compared.after.outcome) if compared.after else None,
                "after_amount": text_of(compared.after and compared.after.amount),
                "difference": text_of(compared.difference), "per": text_of(compared.item.per), "changed": "yes" if compared.changed else "no",
                "changes": "; ".join(change.text("zh") for change in compared.changes),
                "clauses_before": " ".join(compared.clauses.before), "clauses_after": " ".join(compared.clauses.after),
                "clauses_both": " ".join(compared.clauses.both),
            }
            for compared in self.items
        ]  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        """As plain dictionaries: what changed, and the totals."""
        return {
            "format": FORMAT,
            "before": head_data(self.before),
            "after": head_data(self.after),
            "items": [compared_data(compared) for compared in self.changed],
            "unchanged": len(self.items) - len(self.changed),
            "totals": [
                {"per": each.per, "before": text_of(each.before), "after": text_of(each.after), "difference": text_of(each.difference)} for each in self.totals
            ],
        }

    def to_json(self) -> str:
        """The same as canonical JSON."""
        return canonical(self.as_data())

    def __repr__(self) -> str:
        return f"<Comparison: {len(self.changed)} of {len(self.items)} items differ>"


def compare(before: Decision, after: Decision) -> Comparison:
    """Two decisions compared: of one case on two days, under two rulebooks, or of two cases.

    >>> from aidrules import Household, Person
    >>> from aidrules.jurisdictions import huining
    >>> def decided(level):
    ...     person = Person(id="p1", tekun_support="dispersed", care_level=level, has_caring_guardian=True)
    ...     return huining.rulebook().decide(Household(id="h1", members=(person,)), on="2022-03-15")
    >>> found = compare(decided("self_care"), decided("full_care"))
    >>> found.items[0].difference, [change.text("en") for change in found.items[0].changes]
    (Money("160.00"), ['fact the self-care ability as assessed (p1): self care → full care'])
    """
    return Comparison(before, after)


def total(items: Iterator[Item]) -> Money | None:
    """What some items come to together; None while one of them is open."""
    result = Money(0)
    for item in items:
        amount = due(item)
        if amount is None:
            return None
        result = result + amount
    return result


def head(decision: Decision) -> str:
    """``huining 2022-03-15 h1``."""
    return " ".join(part for part in (decision.place, str(decision.on), decision.subject) if part)


def head_data(decision: Decision) -> dict[str, Any]:
    """Which decision it is."""
    return {"place": decision.place, "on": str(decision.on), "known_on": text_of(decision.known_on), "subject": decision.subject}


def compared_lines(compared: Compared, language: str) -> Iterator[str]:
    """One item: what it came to on each side, what changed, and on which clauses."""
    words, zh, item = words_of(language), language == "zh", compared.item
    sides = " → ".join(words["absent"] if side is None else outcome_words(side, language) for side in (compared.before, compared.after))
    more = "" if compared.difference is None or not compared.difference.fen else f" ({signed(compared.difference, language)})"
    yield f"{f'【{item.zh}】' if zh else f'[{item.en}]'} {'/'.join(item.subject)}{words['colon']}{sides}{more}"
    yield from below(compared, language, "  ")


def below(compared: Compared, language: str, pad: str) -> Iterator[str]:
    """What changed below an item, and the clauses and readings of both sides."""
    words = words_of(language)
    if compared.changes:
        yield f"{pad}{words['changes']}{words['colon']}"
        yield from (f"{pad}  - {change.text(language)}" for change in compared.changes)
    for side in ("before", "after", "both"):
        cited = compared.cited(getattr(compared.clauses, side))
        if cited:
            yield f"{pad}{words['clauses']} ({words[side]}){words['colon']}{'; '.join(dict.fromkeys(clause.citation for clause in cited))}"
    for side in ("before", "after"):
        readings = getattr(compared.readings, side)
        if readings:
            yield f"{pad}{words['readings']} ({words[side]}){words['colon']}{'; '.join(readings)}"


def compared_data(compared: Compared) -> dict[str, Any]:
    """One item as plain dictionaries."""
    item = compared.item
    return {
        "output": item.output,
        "zh": item.zh,
        "en": item.en,
        "subject": list(item.subject),
        "before": _side(compared.before),
        "after": _side(compared.after),
        "difference": text_of(compared.difference),
        **below_data(compared),
    }


def below_data(compared: Compared) -> dict[str, Any]:
    """What changed below an item, as plain dictionaries."""
    return {
        "changes": [
            {
                "sort": change.sort, "name": change.name, "subject": list(change.subject), "zh": change.zh, "en": change.en,
                "before_zh": change.before_zh, "after_zh": change.after_zh, "before_en": change.before_en, "after_en": change.after_en,
            }
            for change in compared.changes
        ],
        "clauses": {side: list(getattr(compared.clauses, side)) for side in ("before", "after", "both")},
        "readings": {side: list(getattr(compared.readings, side)) for side in ("before", "after", "both")},
    }  # fmt: skip


def _side(item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {
        "outcome": str(item.outcome), "amount": text_of(item.amount), "bounds": bounds_document(item),
        "per": text_of(item.per), "payee": text_of(item.payee), "direction": text_of(item.direction),
        "first_month": text_of(item.first_month), "last_month": text_of(item.last_month),
    }  # fmt: skip


def _more(each: Total, language: str) -> str:
    return "" if each.difference is None else f" ({signed(each.difference, language)})"
