"""What an item comes to: its outcome, from the values of the rules that its output names."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Settled:
    """An outcome, the conditions alone, the amount in fen, the gate that is known not to be passed, and whether it was declined."""

    outcome: Outcome
    entitled: bool | None = None
    amount: int | None = None
    step: str = ""
    declined: bool = False


def settle(output: OutputSpec, row: Row, layout: Layout) -> Settled:
    """The outcome for the subject of a row whose rules have their values; the order is that of the law: whom it speaks of,
    the conditions, the steps, the amount."""
    at = layout.rules
    if output.applies:
        applies = row[at[output.applies]]
        if applies is None:
            return Settled(Outcome.UNDETERMINED)
        if not applies:
            return Settled(Outcome.NOT_APPLICABLE, entitled=False)
    entitled = row[at[output.entitled]]
    places = layout.choices[output.model] if output.model else {}
    if output.sort == "check":
        return Settled(Outcome.UNDETERMINED if entitled is None else Outcome.MET if entitled else Outcome.BREACHED, entitled)
    if entitled is None:
        return Settled(Outcome.UNDETERMINED)
    if not entitled:
        return Settled(Outcome.REFUSED, entitled=False)
    if (output.may or output.choices) and row[places[output.name]] is False:
        return Settled(Outcome.REFUSED, entitled=True, declined=True)
    amount = row[at[output.amount]] if output.amount else None
    unknown = False
    for gate in output.gates:
        passed = row[at[gate]]
        if passed is False:
            return Settled(Outcome.PENDING, True, amount, gate)
        unknown = unknown or passed is None
    if unknown:
        return Settled(Outcome.UNDETERMINED, True, amount)
    if output.within and row[at[output.within]] is False:
        return Settled(Outcome.REFUSED, entitled=True)
    if (output.may and row[places[output.name]] is None) or any(row[places[path]] is None for path in output.choices):
        return Settled(Outcome.DISCRETIONARY, True, amount)
    if (output.amount and amount is None) or (output.within and row[at[output.within]] is None):
        return Settled(Outcome.UNDETERMINED, True, amount)
    return Settled(Outcome.GRANTED, True, amount)
