"""The properties hold for every place; and each is shown to fail when a fault is put in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from laws import checks

from aidrules import Household, Rulebook
from aidrules.decide import document
from aidrules.decide.compiled import Compiled
from aidrules.decide.item import Item
from aidrules.decide.missing import Search
from aidrules.decide.settling import Settling
from aidrules.decide.source import Writer
from aidrules.jurisdictions import PLACES, rulebook_of
from aidrules.testing import cases

Check = Callable[[Rulebook, Household, date, st.DataObject], None]
STANDARDS: dict[str, Any] = {
    "dibao.monthly_standard": {"urban": "700.00", "rural": "480.00"},
    "dibao.asset_limit": "1000.00",
    "care.monthly_standard": {"self_care": "70.00", "full_care": "400.00"},
}


def book(place: str) -> Rulebook:
    """A place's rulebook with some of the local standards supplied."""
    read = rulebook_of(place).parts.slots
    return rulebook_of(place, {path: value for path, value in STANDARDS.items() if path in read})


BOOKS = {place: book(place) for place in PLACES}


def run(check: Check, book: Rulebook, examples: int, *, shrink: bool = True) -> None:
    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not shrink, database=None, phases=phases)
    @given(cases(Household, most=2, reading=book.parts.program), st.dates(date(2022, 1, 5), date(2022, 4, 1)), st.data())
    def with_data(case: Household, day: date, data: st.DataObject) -> None:
        check(book, case, day, data)

    with_data()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("check", checks.ALL, ids=lambda check: check.__name__)
def test_holds(check: Check, place: str) -> None:
    run(check, BOOKS[place], 60)


def faulty_conditions(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown counts as no in the compiled reader."""
    original = Writer.conditions

    def conditions(self: Any, nodes: Any, env: Any, *, settles: bool) -> tuple[str, bool]:
        text, nullable = original(self, nodes, env, settles=settles)
        return (f"({text} or False)", False) if settles else (text, nullable)

    monkeypatch.setattr(Writer, "conditions", conditions)


def faulty_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact that would settle it isn't told."""
    monkeypatch.setattr(Search, "fact", lambda self, node, env: iter(()))
    monkeypatch.setattr(Search, "node", lambda self, node, env: iter(()))


def faulty_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last limb of every conjunction is left out of the reasons."""
    original = Settling.parts

    def parts(self: Any, parts: Any, env: Any, *, settles: bool) -> None:
        original(self, parts[:-1], env, settles=settles)

    monkeypatch.setattr(Settling, "parts", parts)


def faulty_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every later member is taken for the first."""
    original = Compiled.run

    def run(self: Any, subject: Any, *rest: Any) -> Any:
        first = subject.members[0]
        others = [first.model_copy(update={"id": member.id, "stays": member.stays}) for member in subject.members]
        return original(self, subject.model_copy(update={"members": tuple(others)}), *rest)

    monkeypatch.setattr(Compiled, "run", run)


def faulty_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """Amounts lose their fen on the way out."""
    monkeypatch.setattr(document, "canonical", lambda value: str(value))


def faulty_freeze(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items can be changed."""
    monkeypatch.setattr(Item, "__setattr__", object.__setattr__)


FAULTS: list[tuple[Check, Callable[[pytest.MonkeyPatch], None]]] = [
    (checks.learning_flips_nothing, faulty_conditions),
    (checks.filling_missing_settles, faulty_missing),
    (checks.nothing_else_matters, faulty_reasons),
    (checks.order_does_not_matter, faulty_order),
    (checks.json_round_trips, faulty_json),
    (checks.deciding_changes_nothing, faulty_freeze),
]


@pytest.mark.parametrize(("check", "fault"), FAULTS, ids=[check.__name__ for check, _ in FAULTS])
def test_fails_when_a_fault_is_put_in(check: Check, fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    with pytest.raises((AssertionError, ValueError)):
        run(check, rulebook_of("hefei"), 1000, shrink=False)  # of all places the one where each fault shows within a hundred cases


def test_every_property_is_shown_to_fail() -> None:
    assert {check for check, _ in FAULTS} == set(checks.ALL)
