"""A decision as JSON without reasons and with its clauses by id, put together from texts that stay the same from case to case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aidrules.decide.document import (
    FORMAT,
    bounds_document,
    canonical,
    discretion_document,
    interaction_document,
    missing_document,
    notice_document,
    shown_document,
)
from aidrules.decide.findings import units
from aidrules.decide.outcome import Outcome, Settled, outcome_text

if TYPE_CHECKING:
    from aidrules.decide.basis import Basis
    from aidrules.decide.decision import Decision
    from aidrules.decide.item import Item
    from aidrules.graph.program import OutputSpec


def assembled(decision: Decision) -> str:
    """The document as canonical JSON; what the dictionaries give, several times faster."""
    items = ",".join([_item_text(item) for item in decision.items])
    known_on, place, subject = _quoted(decision.known_on), canonical(decision.place), canonical(decision.subject)
    return f'{{"format":"{FORMAT}","items":[{items}],"known_on":{known_on},"on":"{decision.on}","place":{place},"subject":{subject}}}'


_BOOL: Final = {None: "null", True: "true", False: "false"}


def _item_text(item: Item) -> str:
    """An item without reasons as canonical JSON, put together from parts that stay the same from case to case.

    It is what the dictionaries give, several times faster; a test holds the two together.
    """
    output, settled, basis = item._output, item._settled, item._basis
    kept = _kept(basis, output, settled, item._cited())
    first = last = "null"
    if kept.months:
        first = _quoted(item.first_month)
        last = _quoted(item.last_month) if output.first_month or output.last_month else first
    amount = _quoted(item.amount) if settled.said else "null"
    discretion = _discretions(item) if kept.left else "[]"
    missing = _missing(item) if kept.asks else "[]"
    notices = _notices(item) if output.notices else "[]"
    bounds = canonical(bounds_document(item)) if kept.bounded and amount == "null" else "null"
    figures = _texts(shown_document, item.figures) if output.figures or output.leaves else "[]"
    interactions = _texts(interaction_document, item.interactions) if kept.tied else "[]"
    path, subject = item._x.place(output.model, item._row)
    return (
        f'{{"amount":{amount},"bounds":{bounds},{kept.to_discretion}{discretion},{kept.to_figures}{figures},"first_month":{first},'
        f'"interactions":{interactions},"last_month":{last},{kept.to_missing}{missing},'
        f'"notices":{notices},{kept.to_path}{path},{kept.to_subject}{subject},{kept.end}}}'
    )


class _Kept(NamedTuple):
    """What of an item's text is the same for every subject that comes to the same and cites the same clauses."""

    settled: Settled
    months: bool
    left: bool
    asks: bool
    bounded: bool
    tied: bool
    to_discretion: str
    to_figures: str
    to_missing: str
    to_path: str
    to_subject: str
    end: str


def _kept(basis: Basis, output: OutputSpec, settled: Settled, cited: int) -> _Kept:
    key = (output.name, id(settled), cited)
    known: _Kept | None = basis.texts.get(key)
    if known is None or known.settled is not settled:
        outcome, (ids, readings) = settled.outcome, _cited_text(basis, cited)
        fixed = _fixed(basis, output)
        known = _Kept(
            settled,
            outcome in _HAVING_MONTHS and bool(output.per == "month" or output.first_month or output.last_month),
            bool((output.may or output.choices) and settled.entitled),
            outcome in _ASKING,
            outcome in _BOUNDED,
            any(tie.of == output.name for tie in basis.program.interactions.values()),
            f'{fixed[0]},"clauses":{ids},{fixed[1]},"discretion":',
            f'{fixed[2]},"entitled":{_BOOL[settled.entitled]},"figures":',
            f'{fixed[6]},"missing":',
            f'"outcome":"{outcome.value}","outcome_zh":"{outcome_text(output.sort, outcome, "zh")}",{fixed[3]},"path":',
            f'{fixed[4]},"readings":{readings},"step":"{settled.step.rpartition(".")[2]}","subject":',
            fixed[5],
        )
        basis.keep(key, known)
    return known


def _discretions(item: Item) -> str:
    """What the law leaves; where nothing is chosen yet, the text is the same for every subject with the same bounds."""
    texts, basis = [], item._basis
    for left in item.discretion:
        if left.choice is not None:
            texts.append(canonical(discretion_document(left)))
            continue
        key = (left.path, left.low, left.high)
        texts.append(basis.texts.get(key) or basis.keep(key, canonical(discretion_document(left))))
    return f"[{','.join(texts)}]"


def _missing(item: Item) -> str:
    """What is missing; the text of each is the same in every case where it stands at the same path."""
    texts, basis = [], item._basis
    for each in item.missing:
        texts.append(basis.texts.get(each) or basis.keep(each, canonical(missing_document(each))))
    return f"[{','.join(texts)}]"


def _notices(item: Item) -> str:
    """The notices raised; the text of each is the same for every subject."""
    texts, basis = [], item._basis
    for number, name in enumerate(item._raised()):
        key = ("notice", name)
        texts.append(basis.texts.get(key) or basis.keep(key, canonical(notice_document(item.notices[number]))))
    return f"[{','.join(texts)}]"


def _texts(document: Callable[[Any], Any], parts: Sequence[Any]) -> str:
    return canonical([document(part) for part in parts]) if parts else "[]"


def _quoted(value: object) -> str:
    return "null" if value is None else f'"{value}"'


_HAVING_MONTHS: Final = (Outcome.GRANTED, Outcome.DISCRETIONARY, Outcome.PENDING)
_ASKING: Final = (Outcome.UNDETERMINED, Outcome.PENDING)
_BOUNDED: Final = (Outcome.UNDETERMINED, Outcome.DISCRETIONARY, Outcome.PENDING)


def _fixed(basis: Basis, output: OutputSpec) -> tuple[str, ...]:
    """The parts of an item that are the same for every subject, each as ``"name":value``."""
    known: tuple[str, ...] | None = basis.texts.get(output.name)
    if known is None:
        names = (("channel",), ("direction",), ("en",), ("output",), ("payee", "per"), ("units_en", "units_zh", "zh"), ("lead",))
        responsible = units(output, basis)
        values: dict[str, object] = {"channel": output.channel or None, "direction": output.direction or None, "en": output.en, "output": output.name}
        values |= {"payee": output.payee or None, "per": output.per or None, "zh": output.zh}
        values |= {"units_en": responsible.en, "units_zh": responsible.zh, "lead": responsible.lead}
        known = tuple(canonical({name: values[name] for name in group})[1:-1] for group in names)
        basis.keep(output.name, known)
    return known


def _cited_text(basis: Basis, bits: int) -> tuple[str, ...]:
    """The ids of some clauses, and of their readings, as JSON."""
    known: tuple[str, ...] | None = basis.texts.get(bits)
    if known is None:
        ids = canonical([clause.id for clause in basis.bits.read(bits)])
        known = (ids, canonical([reading.id for reading in basis.readings_of(bits)]))
        basis.keep(bits, known)
    return known
