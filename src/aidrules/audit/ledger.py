"""A ledger: month by month every item of a case, what it pays, and why; a pure function of a history."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, Literal, Protocol, TypeAlias

from aidrules.audit.history import History, Known
from aidrules.audit.pays import Pays, Running, Share
from aidrules.audit.state import Account, Key, State, ordered
from aidrules.decide.choices import Choices
from aidrules.decide.decision import Decision
from aidrules.decide.item import Item
from aidrules.decide.outcome import Outcome
from aidrules.errors import AidrulesError, InvalidChoice, InvalidHistory, InvalidLedger, UnknownName, WrongArgument
from aidrules.facts.model import Facts
from aidrules.facts.money import Money
from aidrules.facts.month import Month, as_day
from aidrules.facts.terms import Direction
from aidrules.law.source import Clause

MOST_MONTHS: Final = 1200
KnownOn: TypeAlias = date | Literal["month"] | None
"""A day; ``"month"``: each month as known on its own day; None: everything known."""


class Decides(Protocol):
    """What a ledger needs of a rulebook."""

    def decide(self, case: Facts, on: date, choices: Choices | None = None, *, known_on: date | None = None) -> Decision:
        """The decision of a case for a day."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One item in one month. ``payable`` is what the month pays of it: None while that is open, and where no amount is at stake.

    ``since`` is the earlier month that explains a line that pays nothing or less: when it was paid already, or when the run
    began that has used up its months.
    """

    month: Month
    item: Item
    pays: Pays
    payable: Money | None
    since: Month | None

    @property
    def output(self) -> str:
        """The name of the output."""
        return self.item.output

    @property
    def subject(self) -> tuple[str, ...]:
        """The ids of the subject."""
        return self.item.subject

    @property
    def outcome(self) -> Outcome:
        """What the decision for the month's day comes to."""
        return self.item.outcome

    @property
    def amount(self) -> Money | None:
        """The amount of the decision."""
        return self.item.amount

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause it rests on."""
        return self.item.clauses

    def __repr__(self) -> str:
        return f"<{self.month} {self.output}: {self.outcome}, {self.pays}{'' if self.payable is None else f' {self.payable}'}>"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A choice that couldn't be taken in a month, since the law's bounds of that month don't allow it or aren't known."""

    path: str
    subject: tuple[str, ...]
    code: str
    message: str


@dataclass(frozen=True, eq=False)
class MonthOfLedger:
    """One month, by number: its decision, what each of the decision's items pays, and the choices that were set aside."""

    ordinal: int
    decision: Decision
    shares: Sequence[Share]
    set_aside: tuple[SetAside, ...]

    @cached_property
    def month(self) -> Month:
        """The month."""
        return Month.from_ordinal(self.ordinal)

    @property
    def on(self) -> date:
        """The day it was decided for."""
        return self.decision.on

    @property
    def known_on(self) -> date | None:
        """The day by which things were known; None is everything known."""
        return self.decision.known_on

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """A line for each item, in the order of the decision."""
        return tuple(self._line(item, share) for item, share in zip(self.decision.items, self.shares, strict=True))

    def _line(self, item: Item, share: Share) -> Line:
        payable = None if share.fen is None else Money.from_fen(share.fen)
        return Line(self.month, item, share.pays, payable, None if share.since is None else Month.from_ordinal(share.since))


@dataclass(frozen=True, eq=False)
class Ledger:
    """The months of a case. ``before`` is the state it began with, ``after`` the one it ends with; both are data."""

    place: str
    case: str
    known_on: KnownOn
    day: int
    months: tuple[MonthOfLedger, ...]
    before: State
    after: State

    @property
    def first(self) -> Month:
        """The first month."""
        return self.months[0].month

    @property
    def last(self) -> Month:
        """The last month."""
        return self.months[-1].month

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, month by month, in the order of the decision's items."""
        return tuple(line for month in self.months for line in month.lines)

    def of(self, month: Month | str) -> MonthOfLedger:
        """One month."""
        wanted = as_month(month)
        if not self.first <= wanted <= self.last:
            raise InvalidLedger(f"this ledger holds the months {self.first} to {self.last}", code="ledger.months")
        return self.months[wanted.ordinal - self.first.ordinal]

    def find(self, month: Month | str, output: str, *subject: str) -> Line:
        """The line of an output and a subject in a month."""
        found = self.of(month)
        item = found.decision.find(output, *subject)
        for line in found.lines:
            if line.item is item:
                return line
        raise UnknownName(f"`{output}` is not in force here", code="name.output")

    def total(self, output: str = "", direction: str = "receives") -> Money:
        """What the months pay, of one output or of all; open lines aren't in it. ``direction`` is as an output has it."""
        wanted = Direction(direction)
        return Money.from_fen(sum(line.payable.fen for line in self._paying(output) if line.payable is not None and line.item.direction is wanted))

    def open(self, output: str = "") -> tuple[Line, ...]:
        """The lines that no sum holds, since what they pay isn't settled: undetermined, at discretion, or so much a day."""
        return tuple(line for line in self.lines if line.pays in (Pays.OPEN, Pays.RATE) and output in ("", line.output))

    def _paying(self, output: str) -> Iterator[Line]:
        return (line for line in self.lines if line.pays is Pays.PAYS and output in ("", line.output))

    def explain(self, language: str = "zh") -> str:
        """The ledger as text, ``"zh"`` or ``"en"``: each month's lines that pay or are open, and the sum."""
        from aidrules.audit.words import ledger_text

        return ledger_text(self, language)

    def document(self, *, reasons: bool = False) -> dict[str, Any]:
        """The ledger as plain data."""
        from aidrules.audit.words import ledger_document

        return ledger_document(self, reasons=reasons)

    def to_json(self, *, reasons: bool = False) -> str:
        """The ledger as canonical JSON; with ``reasons`` each item has its tree."""
        from aidrules.decide.document import canonical

        return canonical(self.document(reasons=reasons))

    def __repr__(self) -> str:
        return f"<Ledger {self.first} to {self.last}: {self.total()} paid, {len(self.open())} lines open>"


def ledger(
    book: Decides,
    history: History,
    first: Month | str,
    last: Month | str,
    *,
    known_on: date | str | None = None,
    day: int = 31,
    state: State | None = None,
) -> Ledger:
    """Every item of a case month by month, from ``first`` to ``last``, both included.

    Each month is decided for one day in it, the ``day`` of the month (the last where the month is shorter), and pays whole.
    ``known_on`` leaves out what became known or was announced later: a day, or ``"month"`` for each month as known on its own
    day, which is what was paid as things went. ``state`` is what an earlier ledger of the same case ended with; without one
    nothing has been paid before. Raises :class:`~aidrules.errors.InvalidLedger` for months that don't follow on, and what
    ``decide`` raises.

    >>> from aidrules import Household, Person
    >>> from aidrules.jurisdictions import huining
    >>> person = Person(id="p1", tekun_support="dispersed", care_level="full_care", has_caring_guardian=True)
    >>> found = ledger(huining.rulebook(), History(Household(id="h1", members=(person,))), "2022-03", "2022-05")
    >>> found.find("2022-04", "care.guardian_payment", "p1").payable, found.total("care.guardian_payment")
    (Money("230.00"), Money("690.00"))
    """
    start, end, known = as_month(first), as_month(last), _known_on(known_on)
    if not 0 <= end.ordinal - start.ordinal < MOST_MONTHS:
        raise InvalidLedger(f"the last month lies before the first, or the ledger is longer than {MOST_MONTHS} months", code="ledger.months")
    if type(day) is not int or not 1 <= day <= 31:
        raise InvalidLedger("the day of the month is a whole number from 1 to 31; in a shorter month it is the last", code="ledger.day")
    if not hasattr(book, "decide"):
        raise WrongArgument(f"`book` is a rulebook, such as compose(…) gives, and this is a {type(book).__name__}", code="argument.rulebook")
    if not isinstance(history, History):
        raise InvalidHistory(f"a ledger is of a history, History(case), and this is a {type(history).__name__}", code="history.form")
    if state is not None and not isinstance(state, State):
        raise InvalidLedger(f"`state` is what an earlier ledger ended with, `after`, and this is a {type(state).__name__}", code="ledger.state")
    case = str(getattr(history.case, "id", ""))
    before = State(case, start) if state is None else state
    if before.case != case or before.next != start:
        raise InvalidLedger("the state is another case's, or the ledger doesn't begin with the month that follows it", code="ledger.state")
    writing = _Writing(book, history, day, known, {account.key: Running(account) for account in before.accounts})
    months = tuple(writing.month(ordinal) for ordinal in range(start.ordinal, end.ordinal + 1))
    after = State(case, end.plus(1), ordered(each.account(*key) for key, each in writing.running.items()))
    return Ledger(months[0].decision.place, case, known, day, months, before, after)


class _Writing:
    """A ledger being written, month by month."""

    def __init__(self, book: Decides, history: History, day: int, known_on: KnownOn, running: dict[Key, Running]) -> None:
        self.book, self.history, self.day, self.running = book, history, day, running
        self.monthly, self.known_on = known_on == "month", known_on if isinstance(known_on, date) else None
        self.subjects: object = None
        self.accounts: list[Running] = []

    def month(self, ordinal: int) -> MonthOfLedger:
        year, number = ordinal // 12, ordinal % 12 + 1
        on = date(year, number, self.day if self.day <= 28 else min(self.day, monthrange(year, number)[1]))
        known = on if self.monthly else self.known_on
        held = self.history.at(on, known_on=known)
        decision, aside = _decide(self.book, held, on, known)
        if held.subjects is not self.subjects:  # as long as nobody comes or leaves, the items are the same every month, in one order
            self.subjects, self.accounts = held.subjects, [self._account(item) for item in decision.items]
        shares = [account.add(decision, *each, ordinal) for account, each in zip(self.accounts, decision.settled(), strict=True)]
        return MonthOfLedger(ordinal, decision, shares, aside)

    def _account(self, item: Item) -> Running:
        key = (item.output, item.subject)
        return self.running.get(key) or self.running.setdefault(key, Running(Account(*key)))


def _decide(book: Decides, held: Known, on: date, known_on: date | None) -> tuple[Decision, tuple[SetAside, ...]]:
    """The decision of a month. A choice was made for the bounds of its own day; where another month's bounds don't allow it, or
    aren't known, that month is decided without it and says so."""
    try:
        return book.decide(held.case, on, held.choices, known_on=known_on), ()
    except InvalidChoice as error:
        if error.code not in _BOUNDS:
            raise
    taken: dict[tuple[str, ...], Any] = {}
    aside = []
    for key, choice in held.choices.items():
        try:
            book.decide(held.case, on, {**taken, key: choice}, known_on=known_on)
            taken[key] = choice
        except InvalidChoice as error:
            if error.code not in _BOUNDS:
                raise
            aside.append(SetAside(key[0], key[1:], error.code, error.message))
    return book.decide(held.case, on, taken, known_on=known_on), tuple(aside)


_BOUNDS: Final = ("choice.bounds", "choice.bound_unknown")


def as_month(month: Month | str) -> Month:
    """A month, from a ``Month`` or a text such as ``"2024-03"``."""
    return month if isinstance(month, Month) else Month.parse(month)


def _known_on(given: object) -> KnownOn:
    if given is None:
        return None
    if given == "month":
        return "month"
    try:
        return as_day(given)
    except AidrulesError as error:
        raise InvalidLedger(f'known_on: {error.message}, or "month" for each month as known on its own day', code="ledger.known_on") from None
