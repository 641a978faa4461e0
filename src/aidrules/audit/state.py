"""What passes from month to month: for each output and subject the months paid and refused, and what the law's limits have left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias

from aidrules.errors import AidrulesError, InvalidLedger
from aidrules.facts.money import Money
from aidrules.facts.month import Month

Key: TypeAlias = tuple[str, tuple[str, ...]]
"""An output, and the ids of its subject."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one output has come to for one subject, up to the end of a month.

    ``first`` and ``last`` are the first and the last month paid, ``months`` how many were paid, ``refused`` how many were
    refused; ``paid_in_year`` is what was paid in the calendar year ``year``. ``run_from`` is the month with which the present
    run began, None where there is none: a run goes on from month to month until one is refused. ``unbroken`` is false where a
    month of the run is open, so that it isn't sure that it is one run.
    """

    output: str
    subject: tuple[str, ...]
    first: Month | None = None
    last: Month | None = None
    months: int = 0
    refused: int = 0
    run_from: Month | None = None
    unbroken: bool = True
    year: int = 0
    paid_in_year: Money = Money(0)

    @property
    def key(self) -> Key:
        """Its output and subject."""
        return self.output, self.subject

    def in_year(self, year: int) -> Money:
        """What was paid in a calendar year, this one or a later one."""
        return self.paid_in_year if self.year == year else Money(0)


@dataclass(frozen=True, slots=True)
class State:
    """Where a ledger stands after a month: what the next one begins with. ``next`` is that next month.

    >>> State.read(State("h1", Month(2024, 7), (Account("phase_out.payment", ("p1",), months=4),)).document()).of("phase_out.payment", "p1").months
    4
    """

    case: str
    next: Month
    accounts: tuple[Account, ...] = ()

    def of(self, output: str, *subject: str) -> Account:
        """The account of an output and a subject; an empty one where nothing has happened yet."""
        return next((account for account in self.accounts if account.key == (output, subject)), Account(output, subject))

    def document(self) -> dict[str, Any]:
        """The state as JSON holds it."""
        return {"case": self.case, "next": str(self.next), "accounts": [_written(account) for account in self.accounts]}

    @classmethod
    def read(cls, document: object) -> State:
        """The state in parsed JSON; raises :class:`~aidrules.errors.InvalidLedger` for anything else."""
        try:
            if not isinstance(document, Mapping) or set(document) != {"case", "next", "accounts"} or type(document["case"]) is not str:
                raise InvalidLedger(_FORM, code="ledger.state")
            accounts = tuple(_account(entry) for entry in document["accounts"])
            if len({account.key for account in accounts}) < len(accounts):
                raise InvalidLedger("a state has two accounts for one output and subject", code="ledger.state")
            return cls(document["case"], Month.parse(document["next"]), ordered(accounts))
        except (TypeError, KeyError, ValueError, AidrulesError) as error:
            if isinstance(error, InvalidLedger):
                raise
            raise InvalidLedger(_FORM, code="ledger.state") from None


_FORM: Final = "a state is what State.document() gave: case, next and accounts"


def ordered(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Accounts in the order in which a state holds them, without those in which nothing has happened."""
    return tuple(sorted((each for each in accounts if each != Account(each.output, each.subject)), key=lambda account: account.key))


def _written(account: Account) -> dict[str, Any]:
    parts = {name: str(part) if isinstance(part, (Month, Money)) else part for name, part in asdict(account).items()}
    return {**parts, "subject": list(account.subject)}


def _account(entry: Mapping[str, Any]) -> Account:
    empty = Account("", ())
    if set(entry) != set(asdict(empty)):
        raise InvalidLedger(_FORM, code="ledger.state")
    months: dict[str, Any] = {name: None if entry[name] is None else Month.parse(entry[name]) for name in ("first", "last", "run_from")}
    counts = {name: entry[name] for name in ("months", "refused", "year")}
    ids = entry["subject"]
    if not isinstance(ids, list) or not all(type(part) is str for part in (entry["output"], *ids)):
        raise InvalidLedger(_FORM, code="ledger.state")
    if type(entry["unbroken"]) is not bool or not all(type(count) is int and 0 <= count < 10**6 for count in counts.values()):
        raise InvalidLedger(_FORM, code="ledger.state")
    paid = Money(str(entry["paid_in_year"]))
    if paid.fen < 0:
        raise InvalidLedger(_FORM, code="ledger.state")
    return Account(entry["output"], tuple(ids), unbroken=entry["unbroken"], paid_in_year=paid, **months, **counts)
