"""The properties that every rulebook satisfies, each as a function that raises AssertionError where it doesn't hold."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from typing import Any

from hypothesis import strategies as st

from aidrules import Decision, Facts, Household, Item, Outcome, Rulebook
from aidrules.decide.basis import path_of
from aidrules.decide.document import as_document, canonical
from aidrules.decide.layout import Layout
from aidrules.decide.reasons import Reason
from aidrules.errors import InvalidFacts
from aidrules.facts.model import model_name
from aidrules.graph.nodes import Fact
from aidrules.graph.program import every
from aidrules.jurisdictions import rulebook_of
from aidrules.testing.cases import fact_paths, fact_values, model_at, with_fact

OPEN = (Outcome.UNDETERMINED,)
WRITTEN = {"money": "300.00", "count": "3", "date": "2022-03-01", "month": "2022-01", "bool": True, "ratio": "0.5"}
"""What a standard is supplied with, by the kind of its value."""


def values_of(decision: Decision) -> dict[str, Any]:
    """Every rule's value for every subject, by rule and path of ids."""
    layout: Layout = decision._basis.layout
    found = {}
    for model, row in layout.walk(decision._root, decision._model):
        for name, rule in layout.program.rules.items():
            if rule.model == model:
                found[f"{path_of(row, model, layout.program)} {name}"] = row[layout.rules[name]]
    return found


def results(decision: Decision) -> dict[tuple[str, tuple[str, ...]], tuple[str, str]]:
    """Outcome and amount of every item."""
    return {(item.output, item.subject): (item.outcome.value, str(item.amount)) for item in decision.items}


def learning_flips_nothing(book: Rulebook, case: Household, day: date, data: st.DataObject) -> None:
    """A value that is known stays what it is when an unknown fact becomes known."""
    unknown = [(path, model, name) for path, model, name in fact_paths(case) if get(case, path) is None]
    if not unknown:
        return
    path, model, name = data.draw(st.sampled_from(unknown), label="path")
    value = data.draw(fact_values(model, name), label="value")
    learned = changed(case, path, value)
    if learned is None:
        return
    before, after = values_of(book.decide(case, on=day)), values_of(book.decide(learned, on=day))
    for key, known in before.items():
        assert known is None or after[key] == known, key


def filling_missing_settles(book: Rulebook, case: Household, day: date, data: st.DataObject) -> None:
    """Filling what is missing, again and again, settles every item."""
    standards: dict[str, Any] = {}
    decision = book.decide(case, on=day)
    for item in decision.items:
        subject, output = item.subject, item.output
        for _ in range(60):
            item = book_with(book, standards).decide(case, on=day).find(output, *subject)
            if item.outcome not in OPEN:
                break
            assert item.missing, f"{item} is open and nothing is missing"
            missing = item.missing[0]
            if missing.sort == "standard":
                path, _, key = missing.path.removeprefix('standards["').removesuffix('"]').partition('"]["')
                value = WRITTEN[book.parts.program.standards[path].kind.name]
                if key:
                    standards.setdefault(path, {})[key] = value
                else:
                    standards[path] = value
            elif missing.sort == "relation":
                case = with_fact(case, missing.path, [])
            else:
                case = filled(case, missing.path, data)
        assert item.outcome not in OPEN, f"{item} isn't settled by filling what is missing"


def nothing_else_matters(book: Rulebook, case: Household, day: date, data: st.DataObject) -> None:
    """Changing a fact outside ``missing`` and the reasons changes neither outcome nor amount."""
    read = read_facts(book)  # a fact that no rule reads can't matter, and would only crowd out those that could
    paths = [(path, model, name) for path, model, name in fact_paths(case) if (model_name(model), name) in read]
    path, model, name = data.draw(st.sampled_from(paths), label="path")
    value = data.draw(st.one_of(st.none(), fact_values(model, name)), label="value")
    other = changed(case, path, value)
    if other is None:
        return
    before, after = book.decide(case, on=day), results(book.decide(other, on=day))
    for item in before.items:
        if path not in mentioned(item):
            assert after[item.output, item.subject] == (item.outcome.value, str(item.amount)), (path, item)


def order_does_not_matter(book: Rulebook, case: Household, day: date, data: st.DataObject) -> None:
    """Members, stays and segments may stand in any order."""
    plain = case.model_dump(mode="json")
    shuffle(plain, random.Random(data.draw(st.integers(0, 99), label="order")))
    assert results(book.decide(Household.read(plain), on=day)) == results(book.decide(case, on=day))


def json_round_trips(book: Rulebook, case: Household, day: date, data: st.DataObject) -> None:
    """A case and a decision come back from JSON as they went."""
    text = json.dumps(case.model_dump(mode="json"), ensure_ascii=False)
    again = Household.read(json.loads(text))
    assert again == case
    decision = book.decide(case, on=day)
    text = decision.to_json()
    read = json.loads(text)
    assert text == book.decide(again, on=day).to_json()
    assert canonical(read) == text
    assert read == as_document(decision)
    assert decision.to_json(reasons=False, clauses="ids") == canonical(as_document(decision, reasons=False, clauses="ids"))


def deciding_changes_nothing(book: Rulebook, case: Household, day: date, data: st.DataObject) -> None:
    """Neither the case nor an earlier result changes, and the same case gives the same bytes."""
    before = case.model_dump_json()
    first = book.decide(case, on=day)
    text = first.to_json()
    second = book.decide(case, on=day)
    assert case.model_dump_json() == before
    assert first.to_json() == text == second.to_json()
    for thing in (first, *first.items):
        for name in ("outcome", "amount", "anything", "_root"):
            try:
                setattr(thing, name, None)
            except AttributeError:
                continue
            raise AssertionError(f"{name} of {thing} can be changed")


ALL = (
    learning_flips_nothing, filling_missing_settles, nothing_else_matters, order_does_not_matter, json_round_trips, deciding_changes_nothing,
)  # fmt: skip


def read_facts(book: Rulebook) -> set[tuple[str, str]]:
    """The facts that a rulebook's rules read, each with its model."""
    bodies = (rule.body for rule in book.parts.program.rules.values())
    return {(node.subject.model, node.name) for body in bodies for node in every(body) if isinstance(node, Fact)}


def mentioned(item: Item) -> set[str]:
    """The paths of the facts in an item's reasons and in what is missing."""
    reasons: list[Reason] = list(item.reasons.every())
    return {reason.path for reason in reasons if reason.sort in ("fact", "relation")} | {missing.path for missing in item.missing}


def get(case: Facts, path: str) -> Any:
    place: Any = case.model_dump(mode="json")
    for step in re.findall(r"[^.\[\]]+", path):
        place = place[int(step)] if step.isdigit() else place[step]
    return place


def changed(case: Household, path: str, value: Any) -> Household | None:
    """The case with one fact changed; None where the border refuses it (a discharge before the admission)."""
    try:
        return with_fact(case, path, value)
    except InvalidFacts:
        return None


def filled(case: Household, path: str, data: st.DataObject) -> Household:
    """The case with a fact that isn't known filled, with a value that the border takes."""
    model, name = model_at(case, path)
    for _ in range(20):
        found = changed(case, path, data.draw(fact_values(model, name), label=path))
        if found is not None:
            return found
    raise AssertionError(f"no value of {path} is taken")


def shuffle(plain: Any, order: random.Random) -> None:
    for value in plain.values():
        if isinstance(value, list):
            order.shuffle(value)
            for part in value:
                shuffle(part, order)


_BOOKS: dict[tuple[str, str], Rulebook] = {}


def book_with(book: Rulebook, standards: dict[str, Any]) -> Rulebook:
    """The place's rulebook with local standards supplied."""
    key = (book.parts.law.place, json.dumps(standards, sort_keys=True))
    if key not in _BOOKS:
        _BOOKS[key] = rulebook_of(book.parts.law.place, standards or None)
    return _BOOKS[key]
