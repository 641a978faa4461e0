"""What one month pays of one item, given what the months before it came to."""

from __future__ import annotations

from typing import Final, NamedTuple

from aidrules.audit.state import Account
from aidrules.decide.decision import Decision
from aidrules.decide.item import Item
from aidrules.decide.layout import Row
from aidrules.decide.outcome import Outcome, Settled
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.terms import Term
from aidrules.graph.program import OutputSpec


class Pays(Term):
    """What an item comes to in its month (本月发放)."""

    PAYS = "pays", "本月发放"
    NOTHING = "nothing", "本月不发放"
    EARLIER = "earlier", "此前已发放"
    OUTSIDE = "outside", "不在发放月份内"
    USED_UP = "used_up", "已达法定上限"
    OPEN = "open", "尚未确定"
    RATE = "rate", "按日计发，天数未载明"
    IN_KIND = "in_kind", "不涉及金额"


class Share(NamedTuple):
    """What a month pays, in fen, and the earlier month that explains why it pays nothing or less."""

    pays: Pays
    fen: int | None
    since: int | None = None


class Running:
    """An account while months are added to it; ``months`` and the like are as in ``Account``, months and amounts as plain numbers."""

    __slots__ = ("first", "last", "months", "paid", "refused", "run_from", "unbroken", "year")

    def __init__(self, account: Account) -> None:
        self.first, self.last, self.run_from = (None if month is None else month.ordinal for month in (account.first, account.last, account.run_from))
        self.months, self.refused, self.unbroken = account.months, account.refused, account.unbroken
        self.year, self.paid = account.year, account.paid_in_year.fen

    def account(self, output: str, subject: tuple[str, ...]) -> Account:
        """As it stands now."""
        first, last, run_from = (None if month is None else Month.from_ordinal(month) for month in (self.first, self.last, self.run_from))
        return Account(output, subject, first, last, self.months, self.refused, run_from, self.unbroken, self.year, Money.from_fen(self.paid))

    def add(self, decision: Decision, output: OutputSpec, settled: Settled, row: Row, month: int) -> Share:
        """What a month pays of one of a decision's items; the account goes on with it."""
        outcome = settled.outcome
        if outcome is Outcome.REFUSED or outcome is Outcome.NOT_APPLICABLE or outcome is Outcome.NOT_IN_FORCE:
            self.refused += outcome is Outcome.REFUSED
            self.run_from, self.unbroken = None, True
            return _NOTHING if output.amount else _IN_KIND
        if not output.amount:
            return _IN_KIND
        item = decision.item(output, settled, row)
        longest = self._run(item, month) if output.most_months else _FITS
        share = self._share(item, month) if longest is _FITS or outcome is not Outcome.GRANTED else longest
        if share.pays is Pays.PAYS and share.fen is not None:
            self._paid(month, share.fen)
        elif output.most_months and share.pays is not Pays.USED_UP:
            self.unbroken = False
        return share

    def _run(self, item: Item, month: int) -> Share:
        """Whether the month still lies in the months that the law lets a run have.

        The run begins with the first month that is recorded, or with the month in which the ledger saw it begin, whichever is
        earlier: recording a later first month doesn't make a run longer.
        """
        recorded = item.first_month
        if self.run_from is None and recorded is not None and month < recorded.ordinal:
            return _FITS  # it hasn't begun
        begun = [month, *([] if recorded is None else [recorded.ordinal]), *([] if self.run_from is None else [self.run_from])]
        self.run_from = min(begun)
        most = item.most_months
        if most is None:
            return _OPEN
        if month - self.run_from < most:
            return _FITS
        return Share(Pays.USED_UP, 0, self.run_from) if self.unbroken else Share(Pays.OPEN, None, self.run_from)

    def _share(self, item: Item, month: int) -> Share:
        spec, outcome = item.spec, item.outcome
        earlier = self.first if spec.per == "once" else self.last if spec.per == "year" and self.last is not None and self.last // 12 == month // 12 else None
        if earlier is not None:
            return Share(Pays.EARLIER, 0, earlier)
        if outcome in _WAITING:
            return _OPEN
        if outcome is not Outcome.GRANTED:
            return _NOTHING
        if spec.per == "day":
            return _RATE
        amount = item.amount
        if amount is None:
            return _OPEN
        if spec.first_month or spec.last_month:
            outside = _outside(item, month)
            if outside is not None:
                return outside
        return self._capped(item, month, amount.fen) if spec.most_a_year else Share(Pays.PAYS, amount.fen)

    def _capped(self, item: Item, month: int, fen: int) -> Share:
        """The amount, or what the law's limit for the calendar year has left of it."""
        most = item.most_a_year
        if most is None:
            return _OPEN
        left = most.fen - (self.paid if self.year == month // 12 else 0)
        if left >= fen:
            return Share(Pays.PAYS, fen)
        return Share(Pays.PAYS, left, self.last) if left > 0 else Share(Pays.USED_UP, 0, self.last)

    def _paid(self, month: int, fen: int) -> None:
        self.paid = fen + (self.paid if self.year == month // 12 else 0)
        self.year, self.last = month // 12, month
        self.first = month if self.first is None else self.first
        self.months += 1


def _outside(item: Item, month: int) -> Share | None:
    """Whether a month lies before the first month that the law pays, or after the last; open where that isn't known."""
    spec, first, last = item.spec, item.first_month, item.last_month
    if (spec.first_month and first is None) or (spec.last_month and last is None):
        return _OPEN
    early = bool(spec.first_month) and first is not None and month < first.ordinal
    late = bool(spec.last_month) and last is not None and month > last.ordinal
    return _OUTSIDE if early or late else None


_WAITING: Final = (Outcome.UNDETERMINED, Outcome.DISCRETIONARY)
_FITS: Final = Share(Pays.PAYS, None)
_IN_KIND: Final = Share(Pays.IN_KIND, None)
_NOTHING: Final = Share(Pays.NOTHING, 0)
_OUTSIDE: Final = Share(Pays.OUTSIDE, 0)
_OPEN: Final = Share(Pays.OPEN, None)
_RATE: Final = Share(Pays.RATE, None)
