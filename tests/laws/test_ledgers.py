"""What every ledger and settlement keeps: constant where nothing changes, the same wherever it is split, sums to the fen, the law's bounds on months."""

from __future__ import annotations

from typing import Any

from audit import villages
from audit.villages import BOTH, book, leaving, person, zhangye
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidrules import Choice, Household, Money, Month
from aidrules.audit import Change, History, Ledger, Pays, ledger, settle
from aidrules.graph.nodes import Day
from aidrules.graph.program import every
from aidrules.testing import cases

OPTIONS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
FIRST, LAST = Month(2024, 1), Month(2025, 6)
EVERYTHING = book(villages.rural, villages.once, villages.annual, villages.daily, villages.capped, villages.later, villages.run, villages.fine)
SIX = {**BOTH, ("phase_out.months", "p1"): Choice(6, by="乡镇经办人", why="收入刚刚稳定")}

days = st.dates(FIRST.first_day, LAST.last_day)
months = st.integers(-3, 18).map(lambda number: str(FIRST.plus(number)))
facts = st.one_of(
    st.tuples(st.just("members[p1].employed"), st.sampled_from([True, True, False, None])),
    st.tuples(st.just("members[p1].phase_out_from"), st.one_of(st.none(), months)),
    st.tuples(st.just("members[p1].own_medical_cost_this_year"), st.sampled_from(["70.00", "90.01", None])),
    st.tuples(st.just("members[p1].monthly_earnings"), st.sampled_from(["0.00", "780.00", "780.01", "900.00", None])),
    st.tuples(st.just("in_dibao"), st.sampled_from([True, True, False, None])),
    st.tuples(st.just("grant_before"), st.sampled_from(["200.00", "100.00", None])),
)
changes = st.lists(
    st.builds(lambda since, known, fact: Change(since, known, dict([fact])), days, days, facts), max_size=8, unique_by=lambda c: (c.since, c.known, *c.facts)
)
KNOWN = st.one_of(st.none(), st.just("month"), days)


def lines(made: Ledger) -> list[Any]:
    return [(line.month, line.output, line.subject, line.outcome, line.pays, line.payable, line.since, line.amount) for line in made.lines]


@OPTIONS
@given(changes, KNOWN, st.integers(1, 17), st.sampled_from([1, 15, 31]))
def test_a_history_split_anywhere_gives_the_same_ledger(told: list[Change], known_on: Any, at: int, day: int) -> None:
    for rules, case, choices in ((EVERYTHING, person(employed=True, phase_out_from="2024-01"), None), (zhangye(), leaving(), SIX)):
        history = History(case, told, choices)
        whole = ledger(rules, history, FIRST, LAST, known_on=known_on, day=day)
        first = ledger(rules, history, FIRST, FIRST.plus(at - 1), known_on=known_on, day=day)
        second = ledger(rules, history, FIRST.plus(at), LAST, known_on=known_on, day=day, state=first.after)
        assert [*lines(first), *lines(second)] == lines(whole)
        assert second.after == whole.after


@OPTIONS
@given(changes, KNOWN)
def test_a_settlement_adds_up_to_the_fen_and_a_ledger_against_itself_leaves_nothing(told: list[Change], known_on: Any) -> None:
    for rules, case, choices in ((EVERYTHING, person(employed=True, phase_out_from="2024-01"), None), (zhangye(), leaving(), SIX)):
        history = History(case, told, choices)
        paid, due = ledger(rules, history, FIRST, LAST, known_on=known_on), ledger(rules, history, FIRST, LAST)
        grounds = {"village.fine": ["village.run", "village.later"]} if rules is EVERYTHING else None
        found = settle(paid, due, grounds)
        assert found.due.fen - found.paid.fen == found.arrears.fen - found.recoverable.fen - found.overpaid.fen
        assert found.due == due.total(), "what is due is all in the sum: an open period pays nothing"
        assert found.paid.fen + sum(line.paid.fen for line in found.open) == paid.total().fen
        assert all(line.amount.fen > 0 for line in found.lines if line.amount)
        for made in (paid, due):
            alone = settle(made, made)
            assert (alone.lines, alone.open) == ((), ())


@OPTIONS
@given(changes, KNOWN)
def test_a_phase_out_is_never_longer_than_its_laws_bound_on_any_history(told: list[Change], known_on: Any) -> None:
    made = ledger(zhangye(), History(leaving(phase_out_from="2024-02"), told, SIX), FIRST, LAST, known_on=known_on)
    assert longest_row(made, "phase_out.payment") <= 6
    by_the_law = [line for line in made.lines if line.output == "phase_out.payment" and line.pays is Pays.PAYS]
    for first in {line.item.first_month for line in by_the_law}:
        assert len([line for line in by_the_law if line.item.first_month == first]) <= 6


def longest_row(made: Ledger, output: str) -> int:
    row = most = 0
    for line in made.lines:
        if line.output == output:
            row = row + 1 if line.pays is Pays.PAYS else 0
            most = max(most, row)
    return most


def test_without_the_limit_that_a_ledger_keeps_a_phase_out_would_be_longer() -> None:
    moved = [Change(f"2024-{month:02d}-01", f"2024-{month:02d}-01", {"members[p1].phase_out_from": f"2024-{month:02d}"}) for month in (6, 10)]
    made = ledger(zhangye(), History(leaving(), moved, SIX), "2024-06", "2025-02")
    granted = [line for line in made.lines if line.output == "phase_out.payment" and line.item.amount is not None]
    assert len(granted) == 9
    assert longest_row(made, "phase_out.payment") == 6


@OPTIONS
@given(changes, KNOWN)
def test_no_year_is_paid_more_than_its_cap_and_nothing_is_paid_twice(told: list[Change], known_on: Any) -> None:
    made = ledger(EVERYTHING, History(person(employed=True, phase_out_from="2024-01"), told), FIRST, LAST, known_on=known_on)
    paying = [line for line in made.lines if line.pays is Pays.PAYS and line.payable is not None]
    for year in (2024, 2025):
        capped = [line.payable.fen for line in paying if line.output == "village.capped" and line.month.ordinal // 12 == year and line.payable]
        assert sum(capped) <= 25000
        assert len([line for line in paying if line.output == "village.annual" and line.month.ordinal // 12 == year]) <= 1
    assert len([line for line in paying if line.output == "village.once"]) <= 1
    assert longest_row(made, "village.run") <= 3


def steady(rules: Any) -> set[str]:
    """The outputs that are paid by the month and whose rules don't read the day."""
    program = rules.parts.program
    reads = {name for name, rule in program.rules.items() if any(isinstance(part, Day) for part in every(rule.body))}
    found = {name for name, output in rules.outputs.items() if output.per in ("month", "")}
    return {name for name in found if not any(program.depends(rule) & reads for rule in program.outputs[name].rules())}


@OPTIONS
@given(cases(Household, most=2))
def test_the_ledger_of_unchanged_facts_and_figures_is_constant(case: Household) -> None:
    rules = zhangye()
    kept = steady(rules)
    assert "dibao.individual_inclusion" in kept
    made = ledger(rules, History(case), "2024-01", "2024-12")
    first, *others = [
        [(line.output, line.subject, line.outcome, line.pays, line.payable, line.clauses) for line in month.lines if line.output in kept]
        for month in made.months
    ]
    assert all(other == first for other in others)


@OPTIONS
@given(st.integers(0, 10**7), st.sampled_from(["fen_up", "fen_half_up", "fen_down"]), st.integers(1, 12))
def test_the_twelve_months_of_a_yearly_figure_add_up_wherever_the_year_is_split(fen: int, rounding: str, at: int) -> None:
    rules = book(villages.rural, rounding=rounding, yearly={"rural": str(Money.from_fen(fen))})
    first = ledger(rules, History(person()), "2024-01", Month(2024, at))
    rest = 0 if at == 12 else ledger(rules, History(person()), Month(2024, at + 1), "2024-12", state=first.after).total().fen
    assert first.total().fen + rest == fen
