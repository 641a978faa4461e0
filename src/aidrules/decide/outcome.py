"""What an item comes to: its outcome, from the values of the rules that its output names."""

from __future__ import annotations

from typing import NamedTuple

from aidrules.decide.layout import Layout, Row
from aidrules.facts.terms import Term
from aidrules.graph.program import OutputSpec


class Outcome(Term):
    """What an item comes to (结论)."""

    GRANTED = "granted", "给予"
    DISCRETIONARY = "discretionary", "符合条件，待裁量"
    PENDING = "pending", "符合条件，程序未完成"
    REFUSED = "refused", "不给予"
    UNDETERMINED = "undetermined", "无法确定"
    MET = "met", "符合"
    BREACHED = "breached", "违反"
    NOT_APPLICABLE = "not_applicable", "不适用"
    NOT_IN_FORCE = "not_in_force", "未施行"


class Settled(NamedTuple):
    """An outcome, the conditions alone, the gate that is known not to be passed, whether it was declined, and whether its amount is said."""

    outcome: Outcome
    entitled: bool | None = None
    step: str = ""
    declined: bool = False
    said: bool = False


class Plan:
    """Where an output finds the values of its rules in a row; made once for each output."""

    def __init__(self, output: OutputSpec, layout: Layout) -> None:
        at = layout.rules
        self.applies = at[output.applies] if output.applies else None
        self.entitled = at[output.entitled]
        self.gates = tuple((at[gate], Settled(Outcome.PENDING, True, gate, said=True)) for gate in output.gates)
        self.within = at[output.within] if output.within else None
        self.amount = at[output.amount] if output.amount else None
        places = layout.choices[output.model] if output.model else {}
        self.decided = places[output.name] if output.may or output.choices else None
        self.open = (*((places[output.name],) if output.may else ()), *(places[path] for path in output.choices))
        self.check = output.sort == "check"


_OPEN = Settled(Outcome.UNDETERMINED)
_REFUSED = Settled(Outcome.REFUSED, entitled=False)
_ELSEWHERE = Settled(Outcome.NOT_APPLICABLE, entitled=False)
_CHECKED = {None: _OPEN, True: Settled(Outcome.MET, True), False: Settled(Outcome.BREACHED, False)}
_DECLINED = Settled(Outcome.REFUSED, entitled=True, declined=True)
_WITHOUT = Settled(Outcome.REFUSED, entitled=True)
_WAITING = Settled(Outcome.UNDETERMINED, entitled=True)
_LEFT = Settled(Outcome.DISCRETIONARY, entitled=True)
_GRANTED = Settled(Outcome.GRANTED, entitled=True, said=True)


def settle(plan: Plan, row: Row) -> Settled:
    """The outcome for the subject of a row whose rules have their values; the order is that of the law: whom it speaks of,
    the conditions, the agency's no, the steps, the agency's choices, the amount."""
    if plan.applies is not None:
        applies = row[plan.applies]
        if applies is None:
            return _OPEN
        if not applies:
            return _ELSEWHERE
    entitled = row[plan.entitled]
    if plan.check:
        return _CHECKED[entitled]
    if entitled is None:
        return _OPEN
    if not entitled:
        return _REFUSED
    if plan.decided is not None and row[plan.decided] is False:
        return _DECLINED
    unknown = False
    for place, pending in plan.gates:
        passed = row[place]
        if passed is False:
            return pending
        unknown = unknown or passed is None
    if unknown:
        return _WAITING
    within = True if plan.within is None else row[plan.within]
    if within is False:
        return _WITHOUT
    for place in plan.open:
        if row[place] is None:
            return _LEFT
    if within is None or (plan.amount is not None and row[plan.amount] is None):
        return _WAITING
    return _GRANTED
