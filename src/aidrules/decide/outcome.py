"""What an item comes to: its outcome, from the values of the rules that its output names."""

from __future__ import annotations

from typing import Final, NamedTuple

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


READ_AS: Final[dict[tuple[str, Outcome], tuple[str, str]]] = {
    ("duty", Outcome.MET): ("已履行", "met"),
    ("duty", Outcome.BREACHED): ("未履行", "breached"),
    ("gate", Outcome.MET): ("程序已完成", "every step is taken"),
    ("gate", Outcome.BREACHED): ("程序未完成", "a step isn't taken"),
    ("referral", Outcome.GRANTED): ("应移交", "to be referred"),
    ("referral", Outcome.REFUSED): ("无须移交", "nothing to refer"),
    ("sanction", Outcome.GRANTED): ("应予处理", "applies"),
    ("sanction", Outcome.REFUSED): ("不予处理", "doesn't apply"),
}
"""How an outcome is read of outputs that aren't benefits, in Chinese and English."""


def outcome_text(sort: str, outcome: Outcome, language: str) -> str:
    """An outcome as a reader of the language is told it, by the sort of its output."""
    zh, en = READ_AS.get((sort, outcome), (outcome.zh, str(outcome).replace("_", " ")))
    return zh if language == "zh" else en


class Settled(NamedTuple):
    """An outcome, the conditions alone, the gate that is known not to be passed, whether it was declined, and whether its amount is said."""

    outcome: Outcome
    entitled: bool | None = None
    step: str = ""
    declined: bool = False
    said: bool = False


KEPT: Final = ("check", "duty", "gate")
"""The sorts of output that are met or breached, and not given."""


class Plan:
    """Where an output finds the values of its rules in a row; made once for each output."""

    def __init__(self, output: OutputSpec, layout: Layout) -> None:
        at = layout.rules
        self.applies = at[output.applies] if output.applies else None
        self.entitled = at[output.entitled] if output.entitled else None
        self.kept = output.sort in KEPT
        missed = (Outcome.BREACHED, False) if self.kept else (Outcome.PENDING, True)
        self.gates = tuple((at[gate], Settled(*missed, gate, said=not self.kept)) for gate in output.gates)
        self.within = at[output.within] if output.within else None
        self.amount = at[output.amount] if output.amount else None
        places = layout.choices[output.model] if output.model else {}
        self.decided = places[output.name] if output.may or output.choices else None
        self.open = (*((places[output.name],) if output.may else ()), *(places[path] for path in output.choices))


_OPEN = Settled(Outcome.UNDETERMINED)
_REFUSED = Settled(Outcome.REFUSED, entitled=False)
_ELSEWHERE = Settled(Outcome.NOT_APPLICABLE, entitled=False)
_KEPT = {None: _OPEN, True: Settled(Outcome.MET, True), False: Settled(Outcome.BREACHED, False)}
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
    entitled = True if plan.entitled is None else row[plan.entitled]
    if plan.kept:
        return _kept(plan, row, entitled)
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


def _kept(plan: Plan, row: Row, entitled: bool | None) -> Settled:
    """Whether a check holds, a duty is met, or every step of a gate is taken; of the steps the first that is known not to be."""
    for place, missed in plan.gates:
        passed = row[place]
        if passed is False:
            return missed
        entitled = entitled if passed else None
    return _KEPT[entitled]
