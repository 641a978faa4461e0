"""A decision as JSON: plain typed dictionaries, in canonical form (sorted keys, whole numbers, amounts as strings)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from aidrules.decide.outcome import Outcome
from aidrules.errors import UnknownName

if TYPE_CHECKING:
    from aidrules.decide.basis import Basis
    from aidrules.decide.choices import Discretion
    from aidrules.decide.decision import Decision, Item, Notice
    from aidrules.decide.missing import Missing
    from aidrules.decide.reasons import Reason
    from aidrules.graph.program import OutputSpec

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
    items = ",".join(_item_text(item) for item in decision.items)
    head, tail = canonical(_head(decision)).split('"items":[]')
    return f'{head}"items":[{items}]{tail}'


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


_BOOL: Final = {None: "null", True: "true", False: "false"}


def _item_text(item: Item) -> str:
    """An item without reasons as canonical JSON, put together from parts that stay the same from case to case.

    It is what ``canonical(_item(item, False))`` gives, several times faster; a test holds the two together.
    """
    output, cited = item._output, item._cited()
    fixed = _fixed(item._basis, output)
    ids, readings = _cited_text(item._basis, cited)
    outcome, amount = item.outcome, item.amount
    first = last = None
    if outcome in _HAVING_MONTHS and (output.per == "month" or output.first_month or output.last_month):
        first = item.first_month
        last = item.last_month if output.first_month or output.last_month else first
    bounds = "null" if amount is not None or outcome not in _BOUNDED else canonical(_bounds(item))
    discretion = _texts(_discretion, item.discretion if output.may or output.choices else ())
    missing = _texts(_missing, item.missing if outcome in _ASKING else ())
    notices = _texts(_notice, item.notices if output.notices else ())
    path, subject = item._x.place(output.model, item._row)
    return (
        f'{{"amount":{_quoted(amount)},"bounds":{bounds},{fixed[0]},"clauses":{ids},{fixed[1]},"discretion":{discretion},{fixed[2]},'
        f'"entitled":{_BOOL[item.entitled]},"first_month":{_quoted(first)},"last_month":{_quoted(last)},"missing":{missing},'
        f'"notices":{notices},"outcome":"{outcome.value}","outcome_zh":"{outcome.zh}",{fixed[3]},"path":{path},{fixed[4]},'
        f'"readings":{readings},"step":"{item.step}","subject":{subject},{fixed[5]}}}'
    )


def _texts(document: Callable[[Any], Any], parts: Sequence[Any]) -> str:
    return canonical([document(part) for part in parts]) if parts else "[]"


def _quoted(value: object) -> str:
    return "null" if value is None else f'"{value}"'


_HAVING_MONTHS: Final = (Outcome.GRANTED, Outcome.DISCRETIONARY, Outcome.PENDING)
_ASKING: Final = (Outcome.UNDETERMINED, Outcome.PENDING)
_BOUNDED: Final = (Outcome.UNDETERMINED, Outcome.DISCRETIONARY, Outcome.PENDING)


def _fixed(basis: Basis, output: OutputSpec) -> tuple[str, ...]:
    """The parts of an item that are the same for every subject, each as ``"name":value``."""
    known = basis.texts.get(output.name)
    if known is None:
        names = (("channel",), ("direction",), ("en",), ("output",), ("payee", "per"), ("zh",))
        values = {"channel": output.channel or None, "direction": output.direction or None, "en": output.en, "output": output.name}
        values |= {"payee": output.payee or None, "per": output.per or None, "zh": output.zh}
        known = basis.texts[output.name] = tuple(canonical({name: values[name] for name in group})[1:-1] for group in names)
    return known


def _cited_text(basis: Basis, bits: int) -> tuple[str, ...]:
    """The ids of some clauses, and of their readings, as JSON."""
    known = basis.texts.get(bits)
    if known is None:
        ids = canonical([clause.id for clause in basis.bits.read(bits)])
        known = basis.texts[bits] = (ids, canonical([reading.id for reading in basis.readings_of(bits)]))
    return known


def _missing(missing: Missing) -> MissingDocument:
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


def _notice(notice: Notice) -> NoticeDocument:
    return {"name": notice.name, "zh": notice.zh, "en": notice.en, "clauses": [clause.id for clause in notice.clauses]}


def _item(item: Item, reasons: bool) -> ItemDocument:
    document: ItemDocument = {
        "output": item.output,
        "zh": item.zh,
        "en": item.en,
        "subject": list(item.subject),
        "path": item.path,
        "outcome": item.outcome.value,
        "outcome_zh": item.outcome.zh,
        "entitled": item.entitled,
        "amount": _text(item.amount),
        "bounds": _bounds(item),
        "per": _text(item.per),
        "payee": _text(item.payee),
        "direction": _text(item.direction),
        "channel": _text(item.channel),
        "first_month": _text(item.first_month),
        "last_month": _text(item.last_month),
        "step": item.step,
        "discretion": [_discretion(left) for left in item.discretion],
        "clauses": [clause.id for clause in item.clauses],
        "readings": [reading.id for reading in item.readings],
        "missing": [_missing(missing) for missing in item.missing],
        "notices": [_notice(notice) for notice in item.notices],
    }  # fmt: skip
    if reasons:
        document["reasons"] = _reason(item.reasons, set())
    return document


def _discretion(left: Discretion) -> DiscretionDocument:
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


def _bounds(item: Item) -> list[str | None] | None:
    bounds = item.bounds
    return None if bounds is None else [_text(bound) for bound in bounds]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
