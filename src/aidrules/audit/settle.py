"""Arrears and recovery: what was paid against what was due, each actual month for itself, never averaged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from aidrules.audit.differences import Difference, differences
from aidrules.audit.ledger import Ledger, Line, as_month
from aidrules.audit.pays import Pays
from aidrules.errors import InvalidLedger, UnknownName, WrongArgument, closest, names_given
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.terms import Direction, Term
from aidrules.law.source import Clause

Period: TypeAlias = tuple[str, tuple[str, ...], int | None]
"""An output, a subject, and the month (by number) that an amount is for; the year for yearly amounts, None for those paid once."""


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount that was really paid: for which month, of which output, to which subject; less than nothing where it was paid back.

    >>> Payment("2024-03", "care.guardian_payment", ("p1",), "230.00").month
    Month(2024, 3)
    """

    month: Month
    output: str
    subject: tuple[str, ...]
    amount: Money

    def __init__(self, month: Month | str, output: str, subject: Sequence[str], amount: Money | str | int) -> None:
        texts = [output, *subject] if isinstance(subject, (list, tuple)) else [None]
        if not all(isinstance(text, str) for text in texts):
            raise InvalidLedger("a payment names an output, and its subject as a list of ids, [] for the root of the case", code="ledger.payment")
        for name, value in (("month", as_month(month)), ("output", output), ("subject", tuple(subject))):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "amount", amount if isinstance(amount, Money) else Money(amount))


class Kind(Term):
    """What becomes of a difference (差额性质)."""

    ARREARS = "arrears", "补发"
    RECOVERABLE = "recoverable", "应退"
    OVERPAID = "overpaid", "多发，无追回依据"
    OPEN = "open", "尚未确定"


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A difference in one month. ``amount`` is what is to be paid, paid back, or was paid too much; None where that is open.

    ``was`` and ``ought`` are the lines of the two ledgers; ``was`` is empty where payments were given, or nothing was decided.
    ``ground`` is the line of the rule that gives the ground to recover.
    """

    kind: Kind
    month: Month
    output: str
    subject: tuple[str, ...]
    paid: Money
    due: Money | None
    amount: Money | None
    was: tuple[Line, ...]
    ought: tuple[Line, ...]
    ground: Line | None = None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The facts, figures and choices that the two sides rest on and in which they part."""
        return differences(_telling(self.was), _telling(self.ought))

    @property
    def paid_clauses(self) -> tuple[Clause, ...]:
        """The clauses on which what was paid rested; none for a payment, which gives no reason."""
        line = _telling(self.was)
        return line.clauses if line else ()

    @property
    def due_clauses(self) -> tuple[Clause, ...]:
        """The clauses on which what was due rests, and those of the ground to recover."""
        found = [clause for line in (_telling(self.ought), self.ground) if line for clause in line.clauses]
        return tuple({clause.id: clause for clause in found}.values())

    def reason(self, language: str = "zh") -> str:
        """Why, in a sentence: what was paid, what was due, and what made the difference."""
        from aidrules.audit.words import settled_reason

        return settled_reason(self, language)


@dataclass(frozen=True, slots=True, eq=False)
class Settlement:
    """What was paid against what was due. ``paid`` and ``due`` are the sums of the months that are settled on both sides.

    ``due − paid = arrears − recoverable − overpaid``, to the fen. ``open`` lists what no sum holds.
    """

    case: str
    first: Month
    last: Month
    paid: Money
    due: Money
    lines: tuple[Settled, ...]
    open: tuple[Settled, ...]

    @property
    def arrears(self) -> Money:
        """What is still to be paid."""
        return self._sum(Kind.ARREARS)

    @property
    def recoverable(self) -> Money:
        """What was paid too much, and a rule in force gives the ground to recover."""
        return self._sum(Kind.RECOVERABLE)

    @property
    def overpaid(self) -> Money:
        """What was paid too much, without a ground to recover it."""
        return self._sum(Kind.OVERPAID)

    def _sum(self, kind: Kind) -> Money:
        return Money.from_fen(sum(line.amount.fen for line in self.lines if line.kind is kind and line.amount is not None))

    def explain(self, language: str = "zh") -> str:
        """The settlement as text, ``"zh"`` or ``"en"``."""
        from aidrules.audit.words import settlement_text

        return settlement_text(self, language)

    def document(self) -> dict[str, Any]:
        """The settlement as plain data."""
        from aidrules.audit.words import settlement_document

        return settlement_document(self)

    def to_json(self) -> str:
        """The settlement as canonical JSON."""
        from aidrules.decide.document import canonical

        return canonical(self.document())

    def __repr__(self) -> str:
        sums = f"arrears {self.arrears}, recoverable {self.recoverable}, overpaid {self.overpaid}"
        return f"<Settlement {self.first} to {self.last}: {sums}, {len(self.open)} open>"


def settle(paid: Ledger | Iterable[Payment], due: Ledger, grounds: Mapping[str, Sequence[str]] | None = None) -> Settlement:
    """What is still to be paid, and what was paid too much, month by month.

    ``paid`` is a ledger as it was known (``known_on``), or the payments really made; ``due`` the ledger with everything known. An
    amount paid once, or once a year, is matched whatever its month is, so that it isn't paid a second time. ``grounds`` says
    which output lets which be recovered, ``{"sanction": ["benefit", …]}``: what was paid too much is recoverable where that
    output's direction is *owes*, it applies (GRANTED) in ``due`` for the month and for the subject, what contains it or what it
    contains, and as far as its amount goes. Amounts that a subject pays or owes are no payments and are left out.

    >>> from datetime import date
    >>> from aidrules import Household, Person
    >>> from aidrules.audit import Change, History, ledger
    >>> from aidrules.jurisdictions import huining
    >>> home = Household(id="h1", members=(Person(id="p1", tekun_support="dispersed", care_level="semi_care", has_caring_guardian=True),))
    >>> history = History(home, [Change("2022-04-10", "2022-06-20", {"members[p1].care_level": "full_care"})])
    >>> book = huining.rulebook()
    >>> found = settle(ledger(book, history, "2022-03", "2022-07", known_on="month"), ledger(book, history, "2022-03", "2022-07"))
    >>> [(str(line.month), str(line.paid), str(line.due)) for line in found.lines], found.arrears
    ([('2022-04', '150.00', '230.00'), ('2022-05', '150.00', '230.00')], Money("160.00"))
    """
    if not isinstance(due, Ledger):
        raise WrongArgument(f"`due` is a ledger, what ledger(…) gives, and this is a {type(due).__name__}", code="argument.ledger")
    if not isinstance(paid, Ledger):
        paid = tuple(paid) if isinstance(paid, Iterable) else (paid,)
        if not all(isinstance(each, Payment) for each in paid):
            raise InvalidLedger("`paid` is a ledger, or a list of what Payment(…) gives", code="ledger.payment")
    ought = _by_period(due)
    was: dict[Period, list[Line]] = {}
    amounts: dict[Period, int] = {}
    months: dict[Period, Month] = {}
    if isinstance(paid, Ledger):
        if (paid.case, paid.place, paid.first, paid.last) != (due.case, due.place, due.first, due.last):
            raise InvalidLedger("the two ledgers are of another case or place, or of other months", code="ledger.other")
        if paid.before != due.before:
            raise InvalidLedger("the two ledgers begin with different states", code="ledger.other")
        was = _by_period(paid)
        amounts = {period: _pays(lines) for period, lines in was.items()}
    else:
        for payment in paid:
            period = _period_of(payment, due, ought)
            amounts[period] = amounts.get(period, 0) + payment.amount.fen
            months.setdefault(period, payment.month)
    known = isinstance(paid, Ledger)
    allowed = _Grounds(due, {} if grounds is None else grounds)
    settled: list[Settled] = []
    open_: list[Settled] = []
    sums = [0, 0]
    for period in sorted({*ought, *amounts}, key=lambda period: _order(period, ought, was, months)):
        lines, before, fen = tuple(ought.get(period, ())), tuple(was.get(period, ())), amounts.get(period, 0)
        month = months.get(period) or _month(lines, before)
        made = _Made(_month(lines, before) if _pays(lines) else month, period, fen, before, lines)
        if _is_open(lines):
            if not (known and _same(before, lines)):
                open_.append(made.settled(Kind.OPEN, None))
            continue
        owed = _pays(lines)
        sums[0] += fen
        sums[1] += owed
        settled += made.parts(owed - fen, allowed)
    return Settlement(due.case, due.first, due.last, Money.from_fen(sums[0]), Money.from_fen(sums[1]), tuple(settled), tuple(open_))


@dataclass(frozen=True, slots=True)
class _Made:
    month: Month
    period: Period
    paid: int
    was: tuple[Line, ...]
    ought: tuple[Line, ...]

    def settled(self, kind: Kind, fen: int | None, ground: Line | None = None) -> Settled:
        output, subject, _ = self.period
        due = None if kind is Kind.OPEN else Money.from_fen(_pays(self.ought))
        amount = None if fen is None else Money.from_fen(fen)
        return Settled(kind, self.month, output, subject, Money.from_fen(self.paid), due, amount, self.was, self.ought, ground)

    def parts(self, difference: int, allowed: _Grounds) -> Iterator[Settled]:
        """The difference as arrears, or as what may be recovered and what may not."""
        if difference > 0:
            yield self.settled(Kind.ARREARS, difference)
        left = -difference
        while left > 0:
            ground, fen = allowed.take(self.period, self.month, left)
            if ground is None:
                yield self.settled(Kind.OVERPAID, left)
                return
            yield self.settled(Kind.RECOVERABLE, fen, ground)
            left -= fen


class _Grounds:
    """The lines of a ledger that let something be recovered, and what is left of their amounts."""

    def __init__(self, due: Ledger, grounds: Mapping[str, Sequence[str]]) -> None:
        if not isinstance(grounds, Mapping) or not all(isinstance(each, Sequence) and not isinstance(each, str) for each in grounds.values()):
            raise InvalidLedger('grounds are given as {"sanction": ["benefit", …]}', code="ledger.ground")
        outputs = {line.output: line.item for line in due.lines}
        for name in [*grounds, *(taken for each in grounds.values() for taken in each)]:
            (name,) = names_given([name])
            if name not in outputs:
                raise UnknownName(f"the ledger has no output `{name[:64]}`; {closest(name[:64], outputs)}", code="name.output")
        for name in grounds:
            if outputs[name].direction is not Direction.OWES:
                raise InvalidLedger(f"`{name}` is no ground to recover: its direction isn't `owes`", code="ledger.ground")
        self.takes = {name: frozenset(taken) for name, taken in grounds.items()}
        self.lines = [line for line in due.lines if line.output in grounds and line.pays in (Pays.PAYS, Pays.IN_KIND) and line.outcome.value == "granted"]
        self.left = {id(line): line.payable.fen for line in self.lines if line.payable is not None}

    def take(self, period: Period, month: Month, wanted: int) -> tuple[Line | None, int]:
        """A ground for so much that was paid too much, and how much of it it covers."""
        output, subject, _ = period
        for line in self.lines:
            fits = output in self.takes[line.output] and _related(line.subject, subject) and _covers(line, month)
            left = self.left.get(id(line), wanted)
            if fits and left > 0:
                fen = min(left, wanted)
                if id(line) in self.left:
                    self.left[id(line)] -= fen
                return line, fen
        return None, 0


def _covers(line: Line, month: Month) -> bool:
    """Whether what a rule says in one month is about another: about its own, or about those from its first to its last."""
    first, last = line.item.first_month, line.item.last_month
    spec = line.item.spec
    ruled = bool(spec.first_month and spec.last_month and first is not None and last is not None)
    return line.month == month or (ruled and first is not None and last is not None and first <= month <= last)


def _related(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _by_period(made: Ledger) -> dict[Period, list[Line]]:
    found: dict[Period, list[Line]] = {}
    for line in made.lines:
        if line.item.spec.amount and line.item.direction in (Direction.RECEIVES, None):
            found.setdefault((line.output, line.subject, _number(line.item.spec.per, line.month)), []).append(line)
    return found


def _number(per: str, month: Month) -> int | None:
    return None if per == "once" else month.ordinal // 12 if per == "year" else month.ordinal


def _period_of(payment: Payment, due: Ledger, ought: Mapping[Period, list[Line]]) -> Period:
    specs = {line.output: line.item.spec for lines in ought.values() for line in lines}
    if payment.output not in specs:
        raise UnknownName(f"the ledger pays no output `{payment.output[:64]}`; {closest(payment.output[:64], specs)}", code="name.output")
    if not any(payment.output == output and payment.subject == subject for output, subject, _ in ought):
        raise UnknownName(f"in no month of the ledger has `{payment.output}` an item for the subject of this payment", code="name.subject")
    if not due.first <= payment.month <= due.last:
        raise InvalidLedger(f"a payment is for a month that the ledger doesn't hold; it holds {due.first} to {due.last}", code="ledger.months")
    return payment.output, payment.subject, _number(specs[payment.output].per, payment.month)


def _pays(lines: Iterable[Line]) -> int:
    return sum(line.payable.fen for line in lines if line.pays is Pays.PAYS and line.payable is not None)


def _is_open(lines: Sequence[Line]) -> bool:
    """Whether what a period owes isn't settled: some month is open, and none pays."""
    return not any(line.pays is Pays.PAYS for line in lines) and any(line.pays in _OPEN for line in lines)


def _same(was: Sequence[Line], ought: Sequence[Line]) -> bool:
    return [(line.month, line.outcome, line.pays, line.payable, line.amount) for line in was] == [
        (line.month, line.outcome, line.pays, line.payable, line.amount) for line in ought
    ]


def _telling(lines: Sequence[Line]) -> Line | None:
    """The line that says most: the one that pays, else one that is open, else the last."""
    ranked = sorted(lines, key=lambda line: (line.pays is Pays.PAYS, line.pays in _OPEN))
    return ranked[-1] if ranked else None


def _month(ought: Sequence[Line], was: Sequence[Line]) -> Month:
    line = _telling(ought) if _pays(ought) or not _pays(was) else _telling(was)
    line = line or _telling(was)
    assert line is not None  # a period is made of lines, or of payments, which have their month
    return line.month


def _order(period: Period, ought: Mapping[Period, list[Line]], was: Mapping[Period, list[Line]], months: Mapping[Period, Month]) -> tuple[Any, ...]:
    month = months.get(period) or _month(ought.get(period, ()), was.get(period, ()))
    return month.ordinal, period[0], period[1]


_OPEN: Final = (Pays.OPEN, Pays.RATE)
