"""A decision as JSON: plain typed dictionaries, in canonical form (sorted keys, whole numbers, amounts as strings)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from aidrules.decide.outcome import outcome_text
from aidrules.errors import UnknownName

if TYPE_CHECKING:
    from aidrules.decide.choices import Discretion
    from aidrules.decide.decision import Decision
    from aidrules.decide.findings import Forgone, Shown
    from aidrules.decide.item import Item, Notice
    from aidrules.decide.missing import Missing
    from aidrules.decide.reasons import Reason

FORMAT: Final = "aidrules-decision/1"


class ClauseDocument(TypedDict):
    """A clause: where it is printed and what it says."""

    id: str
    source: str
    address: str
    zh: str
    en: str


class ReadingDocument(TypedDict):
    """A reading: what is printed and what was chosen."""

    id: str
    clauses: list[str]
    topic_zh: str
    topic_en: str
    printed_zh: str
    chosen_zh: str
    chosen_en: str
    selected: str


class MissingDocument(TypedDict):
    """Something that isn't known and would settle the item."""

    path: str
    sort: str
    settles: str
    zh: str
    en: str
    question_zh: str
    question_en: str
    finding: str


class FigureDocument(TypedDict):
    """A dated figure that was used."""

    path: str
    key: str
    value: str
    start: str | None
    clause: str
    supplied: bool


class ReasonDocument(TypedDict):
    """A step of the reasons."""

    sort: str
    name: str
    zh: str
    en: str
    value: bool | None | str
    subject: list[str]
    formula_zh: str
    formula_en: str
    clauses: list[str]
    figures: list[FigureDocument]
    above: bool
    children: list[Any]


class NoticeDocument(TypedDict):
    """A notice."""

    name: str
    zh: str
    en: str
    clauses: list[str]


class DiscretionDocument(TypedDict):
    """What the law leaves to the agency, and what was chosen."""

    path: str
    zh: str
    en: str
    words: str
    low: str
    high: str
    value: str | None
    by: str
    why: str
    clauses: list[str]


class ShownDocument(TypedDict):
    """A figure beside an outcome: what a duty requires and what was done, what a sanction leaves."""

    name: str
    zh: str
    en: str
    value: str | None


class InteractionDocument(TypedDict):
    """What another output does to an item, and the amount forgone because of it."""

    name: str
    tie: str
    by: str
    zh: str
    en: str
    forgone: str | None
    clauses: list[str]


class ItemDocument(TypedDict):
    """One output for one subject."""

    output: str
    zh: str
    en: str
    subject: list[str]
    path: str
    outcome: str
    outcome_zh: str
    entitled: bool | None
    amount: str | None
    bounds: list[str | None] | None
    per: str | None
    payee: str | None
    direction: str | None
    channel: str | None
    first_month: str | None
    last_month: str | None
    step: str
    discretion: list[DiscretionDocument]
    clauses: list[str]
    readings: list[str]
    missing: list[MissingDocument]
    notices: list[NoticeDocument]
    figures: list[ShownDocument]
    interactions: list[InteractionDocument]
    units_zh: list[str]
    units_en: list[str]
    lead: str
    reasons: NotRequired[ReasonDocument]


class DecisionDocument(TypedDict):
    """A decision."""

    format: str
    place: str
    on: str
    known_on: str | None
    subject: str
    items: list[ItemDocument]
    clauses: NotRequired[dict[str, ClauseDocument]]
    readings: NotRequired[dict[str, ReadingDocument]]


def as_json(decision: Decision, *, reasons: bool, clauses: str) -> str:
    """The document as canonical JSON."""
    if reasons or clauses != "ids":
        return canonical(as_document(decision, reasons=reasons, clauses=clauses))
    from aidrules.decide.assembled import assembled

    return assembled(decision)


canonical: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
"""JSON with sorted keys, no spaces, no NaN; characters as they are."""


def as_document(decision: Decision, *, reasons: bool = True, clauses: str = "full") -> DecisionDocument:
    """The decision as plain dictionaries."""
    if clauses not in ("full", "ids"):
        raise UnknownName('clauses are written "full" or as "ids"', code="name.clauses")
    document = _head(decision)
    document["items"] = [_item(item, reasons) for item in decision.items]
    if clauses == "full":
        document["clauses"] = {
            clause.id: {"id": clause.id, "source": clause.source.title_zh, "address": clause.address, "zh": clause.zh, "en": clause.en}
            for item in decision.items
            for clause in item.clauses
        }
        document["readings"] = {
            reading.id: {
                "id": reading.id, "clauses": list(reading.clauses), "topic_zh": reading.topic_zh, "topic_en": reading.topic_en,
                "printed_zh": reading.printed_zh, "chosen_zh": reading.words("zh"), "chosen_en": reading.words("en"), "selected": reading.selected,
            }
            for item in decision.items
            for reading in item.readings
        }  # fmt: skip
    return document


def _head(decision: Decision) -> DecisionDocument:
    return {
        "format": FORMAT,
        "place": decision.place,
        "on": decision.on.isoformat(),
        "known_on": decision.known_on.isoformat() if decision.known_on else None,
        "subject": decision.subject,
        "items": [],
    }


def missing_document(missing: Missing) -> MissingDocument:
    """Something missing as a dictionary."""
    return {
        "path": missing.path,
        "sort": missing.sort,
        "settles": missing.settles,
        "zh": missing.zh,
        "en": missing.en,
        "question_zh": missing.question_zh,
        "question_en": missing.question_en,
        "finding": missing.finding,
    }


def notice_document(notice: Notice) -> NoticeDocument:
    """A notice as a dictionary."""
    return {"name": notice.name, "zh": notice.zh, "en": notice.en, "clauses": [clause.id for clause in notice.clauses]}


def shown_document(figure: Shown) -> ShownDocument:
    """A figure as a dictionary."""
    return {"name": figure.name, "zh": figure.zh, "en": figure.en, "value": None if figure.value is None else figure.words_en}


def interaction_document(each: Forgone) -> InteractionDocument:
    """An interaction as a dictionary."""
    return {
        "name": each.name,
        "tie": each.tie,
        "by": each.by,
        "zh": each.zh,
        "en": each.en,
        "forgone": text_of(each.amount),
        "clauses": [clause.id for clause in each.clauses],
    }


def _item(item: Item, reasons: bool) -> ItemDocument:
    units = item.units
    document: ItemDocument = {
        "output": item.output,
        "zh": item.zh,
        "en": item.en,
        "subject": list(item.subject),
        "path": item.path,
        "outcome": item.outcome.value,
        "outcome_zh": outcome_text(item._output.sort, item.outcome, "zh"),
        "entitled": item.entitled,
        "amount": text_of(item.amount),
        "bounds": bounds_document(item),
        "per": text_of(item.per),
        "payee": text_of(item.payee),
        "direction": text_of(item.direction),
        "channel": text_of(item.channel),
        "first_month": text_of(item.first_month),
        "last_month": text_of(item.last_month),
        "step": item.step,
        "discretion": [discretion_document(left) for left in item.discretion],
        "clauses": [clause.id for clause in item.clauses],
        "readings": [reading.id for reading in item.readings],
        "missing": [missing_document(missing) for missing in item.missing],
        "notices": [notice_document(notice) for notice in item.notices],
        "figures": [shown_document(figure) for figure in item.figures],
        "interactions": [interaction_document(each) for each in item.interactions],
        "units_zh": list(units.zh),
        "units_en": list(units.en),
        "lead": units.lead,
    }  # fmt: skip
    if reasons:
        document["reasons"] = _reason(item.reasons, set())
    return document


def discretion_document(left: Discretion) -> DiscretionDocument:
    """What the law leaves as a dictionary."""
    made = left.choice
    return {
        "path": left.path,
        "zh": left.zh,
        "en": left.en,
        "words": left.words,
        "low": left.low,
        "high": left.high,
        "value": None if made is None else "declined" if made.declined else "yes" if made.value is True else str(made.value),
        "by": made.by if made else "",
        "why": made.why if made else "",
        "clauses": list(left.clauses),
    }


def _reason(reason: Reason, said: set[int]) -> ReasonDocument:
    """A step and all below it; what stands below a step is written once in an item, where ``above`` is false."""
    value, above = reason.value, id(reason) in said and bool(reason.children)
    said.add(id(reason))
    if value is not None and not isinstance(value, bool):
        value = reason.value_words("en")
    return {
        "sort": reason.sort,
        "name": reason.path,
        "zh": reason.zh,
        "en": reason.en,
        "value": value,
        "subject": list(reason.subject),
        "formula_zh": reason.formula_zh,
        "formula_en": reason.formula_en,
        "clauses": list(reason.clauses),
        "figures": [
            {
                "path": figure.path, "key": figure.key, "value": figure.text, "start": figure.start.isoformat() if figure.start else None,
                "clause": figure.clause, "supplied": figure.supplied,
            }
            for figure in reason.figures
        ],
        "above": above,
        "children": [] if above else [_reason(child, said) for child in reason.children],
    }  # fmt: skip


def bounds_document(item: Item) -> list[str | None] | None:
    """The bounds of an open amount as texts."""
    bounds = item.bounds
    return None if bounds is None else [text_of(bound) for bound in bounds]


def text_of(value: object) -> str | None:
    """A value as JSON holds it; null for None."""
    return None if value is None else str(value)
