"""What an item comes to: stage by stage in the order of the law, whatever the later stages say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from aidrules import Outcome
from aidrules.decide.outcome import Settled, settle
from aidrules.graph.program import OutputSpec

T, F, U = True, False, None
RULES = ("applies", "entitled", "first", "second", "within", "amount")
CHOICES = ("benefit", "months", "level")
LAYOUT: Any = SimpleNamespace(
    rules={name: place for place, name in enumerate(RULES)},
    choices={"Person": {path: place for place, path in enumerate(CHOICES, len(RULES))}},
)
FULL = OutputSpec(
    "benefit", "benefit", "补助", "aid", "Person", "entitled", applies="applies", amount="amount", gates=("first", "second"), within="within",
    may=True, choices=("months", "level"), per="month",
)  # fmt: skip
EVERY: dict[str, tuple[Any, ...]] = {
    "applies": (T, F, U),
    "entitled": (T, F, U),
    "benefit": (T, F, U),
    "first": (T, F, U),
    "second": (T, F, U),
    "within": (T, F, U),
    "months": (3, U),
    "level": (0, U),
    "amount": (0, U),
}


def settled(output: OutputSpec = FULL, **values: Any) -> Settled:
    row: list[Any] = [None] * (len(RULES) + len(CHOICES))
    for name, value in values.items():
        row[LAYOUT.rules[name] if name in RULES else LAYOUT.choices["Person"][name]] = value
    return settle(output, row, LAYOUT)


def ways(**fixed: Any) -> Iterator[dict[str, Any]]:
    """Every combination of what isn't fixed."""
    free = [name for name in EVERY if name not in fixed]
    for values in product(*(EVERY[name] for name in free)):
        yield {**fixed, **dict(zip(free, values, strict=True))}


def test_first_whom_it_speaks_of() -> None:
    for way in ways(applies=U):
        assert settled(**way) == Settled(Outcome.UNDETERMINED)
    for way in ways(applies=F):
        assert settled(**way) == Settled(Outcome.NOT_APPLICABLE, entitled=False)


def test_then_the_conditions() -> None:
    for way in ways(applies=T, entitled=U):
        assert settled(**way) == Settled(Outcome.UNDETERMINED)
    for way in ways(applies=T, entitled=F):
        assert settled(**way) == Settled(Outcome.REFUSED, entitled=False)


ENTITLED = {"applies": T, "entitled": T}


def test_then_whether_it_was_declined() -> None:
    for way in ways(**ENTITLED, benefit=F):
        assert settled(**way) == Settled(Outcome.REFUSED, entitled=True, declined=True)


@pytest.mark.parametrize("benefit", [T, U])
def test_then_the_gates_in_order_where_the_first_that_is_not_passed_counts(benefit: bool | None) -> None:
    for way in ways(**ENTITLED, benefit=benefit, first=F):
        assert settled(**way) == Settled(Outcome.PENDING, True, way["amount"], "first")
    for first in (T, U):
        for way in ways(**ENTITLED, benefit=benefit, first=first, second=F):
            assert settled(**way) == Settled(Outcome.PENDING, True, way["amount"], "second")
    for first, second in [(U, T), (T, U), (U, U)]:
        for way in ways(**ENTITLED, benefit=benefit, first=first, second=second):
            assert settled(**way) == Settled(Outcome.UNDETERMINED, True, way["amount"])


PASSED = {**ENTITLED, "first": T, "second": T}


@pytest.mark.parametrize("benefit", [T, U])
def test_then_whether_the_choice_reaches_the_day(benefit: bool | None) -> None:
    for way in ways(**PASSED, benefit=benefit, within=F):
        assert settled(**way) == Settled(Outcome.REFUSED, entitled=True)


@pytest.mark.parametrize("within", [T, U])
def test_then_the_discretions_that_are_open(within: bool | None) -> None:
    opened: list[dict[str, Any]] = [{"benefit": U}, {"months": U}, {"level": U}, {"benefit": U, "months": U, "level": U}]
    for each in opened:
        made = {"benefit": T, "months": 3, "level": 0}
        for way in ways(**PASSED, **{**made, **each}, within=within):
            assert settled(**way) == Settled(Outcome.DISCRETIONARY, True, way["amount"])


CHOSEN = {**PASSED, "benefit": T, "months": 3, "level": 0}


def test_then_the_amount_and_what_is_left() -> None:
    assert settled(**CHOSEN, within=T, amount=0) == Settled(Outcome.GRANTED, True, 0)
    assert settled(**CHOSEN, within=T, amount=U) == Settled(Outcome.UNDETERMINED, True)
    assert settled(**CHOSEN, within=U, amount=5) == Settled(Outcome.UNDETERMINED, True, 5)
    assert settled(**CHOSEN, within=U, amount=U) == Settled(Outcome.UNDETERMINED, True)


# --- outputs with fewer parts

PLAIN = OutputSpec("plain", "benefit", "补助", "aid", "Person", "entitled")


def test_without_applies_everybody_is_spoken_of() -> None:
    for applies in (T, F, U):
        assert settled(PLAIN, applies=applies, entitled=T) == Settled(Outcome.GRANTED, True)
        assert settled(PLAIN, applies=applies, entitled=F) == Settled(Outcome.REFUSED, False)


def test_a_benefit_in_kind_is_granted_without_an_amount() -> None:
    assert settled(PLAIN, entitled=T) == Settled(Outcome.GRANTED, True)


def test_an_amount_has_to_be_known() -> None:
    paid = OutputSpec("paid", "benefit", "补助", "aid", "Person", "entitled", amount="amount", per="month")
    assert settled(paid, entitled=T, amount=700) == Settled(Outcome.GRANTED, True, 700)
    assert settled(paid, entitled=T, amount=0) == Settled(Outcome.GRANTED, True, 0)
    assert settled(paid, entitled=T, amount=U) == Settled(Outcome.UNDETERMINED, True)
    assert settled(paid, entitled=F, amount=700) == Settled(Outcome.REFUSED, False)


def test_a_may_alone_and_a_choice_alone() -> None:
    may = OutputSpec("benefit", "benefit", "补助", "aid", "Person", "entitled", may=True)
    assert [settled(may, entitled=T, benefit=made).outcome for made in (T, F, U)] == [Outcome.GRANTED, Outcome.REFUSED, Outcome.DISCRETIONARY]
    chosen = OutputSpec("benefit", "benefit", "补助", "aid", "Person", "entitled", choices=("months",))
    assert [settled(chosen, entitled=T, months=made).outcome for made in (0, 3, U)] == [Outcome.GRANTED, Outcome.GRANTED, Outcome.DISCRETIONARY]
    assert settled(chosen, entitled=T, months=3, benefit=F) == Settled(Outcome.REFUSED, True, declined=True)
    assert settled(chosen, entitled=T, months=3, benefit=U).outcome == Outcome.GRANTED


def test_a_check_is_met_breached_or_undetermined() -> None:
    check = OutputSpec("check", "check", "核对", "check", "", "entitled")
    assert settled(check, entitled=T) == Settled(Outcome.MET, True)
    assert settled(check, entitled=F) == Settled(Outcome.BREACHED, False)
    assert settled(check, entitled=U) == Settled(Outcome.UNDETERMINED)


def test_what_is_settled_stays_settled_when_more_becomes_known() -> None:
    """Learning a value never turns one settled outcome into another; an open discretion is still to be made, not unknown."""
    open_ = (Outcome.UNDETERMINED, Outcome.DISCRETIONARY)
    for way in ways():
        before = settled(**way).outcome
        if before in open_:
            continue
        for name in ("applies", "entitled", "first", "second", "within"):
            if way[name] is None:
                for learned in (T, F):
                    after = settled(**{**way, name: learned}).outcome
                    # a pending item may come to wait for an earlier step
                    assert after == before, (way, name, learned)


def test_the_words_of_the_outcomes() -> None:
    assert {outcome.value: outcome.zh for outcome in Outcome} == {
        "granted": "给予",
        "discretionary": "符合条件，待裁量",
        "pending": "符合条件，程序未完成",
        "refused": "不给予",
        "undetermined": "无法确定",
        "met": "符合",
        "breached": "违反",
        "not_applicable": "不适用",
        "not_in_force": "未施行",
    }
