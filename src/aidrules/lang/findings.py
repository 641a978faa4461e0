"""What a local document says beside benefits: duties, gates, referrals and sanctions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aidrules.facts.money import Money
from aidrules.graph.kinds import MONEY
from aidrules.lang.outputs import Output, made, paid
from aidrules.lang.rule import Rule

AnyRule = Rule[..., Any]


def duty(
    name: str,
    *,
    zh: str,
    kept: Rule[..., bool],
    en: str = "",
    applies: Rule[..., bool] | None = None,
    figures: Sequence[AnyRule] = (),
    notices: Sequence[Rule[..., bool]] = (),
) -> Output:
    """What somebody has to do: MET where ``kept`` is true, BREACHED where it is false, on the subject whom it binds.

    ``applies`` false is NOT_APPLICABLE; ``figures`` are rules whose values are shown beside the outcome (what is required, what was
    done); ``notices`` are shown where they are true.
    """
    return made("duty", name, zh, en, {"applies": applies, "entitled": kept}, {"figures": tuple(figures), "notices": tuple(notices)})


def gate(
    name: str, *, zh: str, steps: Sequence[Rule[..., bool]], en: str = "", applies: Rule[..., bool] | None = None, notices: Sequence[Rule[..., bool]] = ()
) -> Output:
    """Steps that have to be taken in order: MET where all are, BREACHED with the first that is known not to be taken (``item.step``)."""
    return made("gate", name, zh, en, {"applies": applies}, {"gates": tuple(steps), "notices": tuple(notices)})


def referral(name: str, *, zh: str, refer: Rule[..., bool], en: str = "", applies: Rule[..., bool] | None = None) -> Output:
    """A matter that goes to other units: GRANTED reads *refer*, REFUSED *not to refer*.

    The units, and which of them leads, are those of its clauses (``units`` and ``lead`` in ``law.toml``); nobody leads unless the text
    says so.
    """
    return made("referral", name, zh, en, {"applies": applies, "entitled": refer}, {})


def sanction(
    name: str,
    *,
    zh: str,
    when: Rule[..., bool],
    en: str = "",
    applies: Rule[..., bool] | None = None,
    takes: AnyRule | None = None,
    leaves: AnyRule | None = None,
    figures: Sequence[AnyRule] = (),
    per: str = "once",
    payee: str = "",
    direction: str = "pays",
) -> Output:
    """What follows from a breach: GRANTED reads *applies*, REFUSED *doesn't apply*; it says what it takes and what it leaves.

    ``takes`` is an amount of money, or another value (points of a score) that is then shown among the figures; ``leaves`` is what
    remains after it. Where they rest on a choice that the law leaves open, it is DISCRETIONARY until the agency has chosen.
    """
    money = takes is not None and takes.signature()[1] == MONEY
    amount: Rule[..., Money] | None = takes if money else None
    shown = (*figures, *((takes,) if takes is not None and not money else ()))
    words = paid(name, amount, per=per if money else "", payee=payee, direction=direction)
    return made("sanction", name, zh, en, {"applies": applies, "entitled": when, "amount": amount, "leaves": leaves}, {"figures": shown}, **words)
