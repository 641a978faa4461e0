"""What an item comes to, in SQL: the same questions in the same order as ``decide.outcome.settle``, nothing chosen."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from aidrules.batch.sql_columns import Column
from aidrules.batch.sql_terms import Code, Computed, Known, Pair, Single, case, cast, is_null
from aidrules.batch.sql_values import Values, inverted
from aidrules.decide.outcome import KEPT, Outcome
from aidrules.graph.kinds import MONEY
from aidrules.graph.program import OutputSpec


@dataclass(frozen=True)
class Item:
    """An output for every subject of its model: the expressions of its outcome and of its amount."""

    output: OutputSpec
    outcome: Code
    amount: Code | None
    reads: tuple[Column, ...]


def item(output: OutputSpec, values: Values) -> Item:
    """The outcome of an output, and its amount where it is granted or pending."""
    amount = _rule(output.amount, values) if output.amount else None
    if output.name not in values.basis.in_force:
        return Item(output, _text(Outcome.NOT_IN_FORCE), _nothing() if output.amount else None, ())
    outcome = _settled(output, values, amount)
    code = None if amount is None else _paid(output, values, amount)
    reads = [*values.reads(outcome), *values.reads(code)]
    return Item(output, outcome, code, tuple(dict.fromkeys(reads)))


def _paid(output: OutputSpec, values: Values, amount: Single) -> Code:
    """The amount where it is granted, and where a step is known not to be taken what has accrued; NULL anywhere else."""
    if output.sort in KEPT or (isinstance(amount, Known) and amount.value is None):
        return _nothing()
    gates = [_rule(gate, values) for gate in output.gates]
    within = _rule(output.within, values) if output.within else Known(True)
    granted = values.joined([*gates, within, Known(not (output.may or output.choices))], settles=False)
    pending = [inverted(gate) for gate in gates]
    asked = [_rule(name, values) for name in (output.applies, output.entitled) if name]
    when = values.joined([*asked, values.joined([granted, *pending], settles=True)], settles=False)
    code = values.known_when_written(amount, MONEY) if isinstance(amount, Known) else amount.code
    if isinstance(when, Known):
        return code if when.value is True else _nothing()
    return case((when.code, code))


def _settled(output: OutputSpec, values: Values, amount: Single | None) -> Code:
    """A CASE whose first branch that holds is the outcome."""
    branches: list[tuple[Single, Outcome]] = []
    if output.applies:
        applies = _rule(output.applies, values)
        branches += [(_open(applies), Outcome.UNDETERMINED), (inverted(applies), Outcome.NOT_APPLICABLE)]
    entitled = _rule(output.entitled, values) if output.entitled else Known(True)
    gates = [_rule(gate, values) for gate in output.gates]
    not_passed = values.joined([inverted(gate) for gate in gates], settles=True) if gates else Known(False)
    gate_open = values.joined([_open(gate) for gate in gates], settles=True) if gates else Known(False)
    if output.sort in KEPT:
        branches += [
            (not_passed, Outcome.BREACHED),
            (values.joined([gate_open, _open(entitled)], settles=True), Outcome.UNDETERMINED),
            (inverted(entitled), Outcome.BREACHED),
            (Known(True), Outcome.MET),
        ]
        return _first(branches)
    within = _rule(output.within, values) if output.within else Known(True)
    waits = output.may or output.choices  # nothing is chosen here, so each choice is open
    branches += [
        (_open(entitled), Outcome.UNDETERMINED),
        (inverted(entitled), Outcome.REFUSED),
        (not_passed, Outcome.PENDING),
        (gate_open, Outcome.UNDETERMINED),
        (inverted(within), Outcome.REFUSED),
        (Known(bool(waits)), Outcome.DISCRETIONARY),
        (values.joined([_open(within), Known(False) if amount is None else _open(amount)], settles=True), Outcome.UNDETERMINED),
        (Known(True), Outcome.GRANTED),
    ]
    return _first(branches)


def _first(branches: list[tuple[Single, Outcome]]) -> Code:
    """Only the branches that can be taken."""
    found: list[tuple[Code, Code]] = []
    for test, outcome in branches:
        if isinstance(test, Known):
            if test.value is True:
                return case(*found, otherwise=_text(outcome)) if found else _text(outcome)
            continue
        found.append((test.code, _text(outcome)))
    raise AssertionError("the last branch always holds")


def _rule(name: str, values: Values) -> Single:
    value = values.rule(name)
    assert not isinstance(value, Pair)  # outputs are made of conditions and amounts
    return value


def _open(value: Single) -> Single:
    """Whether a value isn't known."""
    if isinstance(value, Known):
        return Known(value.value is None)
    return Computed(is_null(value.code), False) if value.nullable else Known(False)


def _text(outcome: Outcome) -> Code:
    return exp.Literal.string(outcome.value)


def _nothing() -> Code:
    return cast(exp.null())
