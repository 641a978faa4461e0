"""An item: one output for one subject, with its outcome, amount, clauses, reasons and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from aidrules.decide.basis import Basis
from aidrules.decide.bounds import Bounds, bounds_of
from aidrules.decide.choices import Choices, Discretion, bounds
from aidrules.decide.evidence import to_verify
from aidrules.decide.findings import Forgone, Shown, Units, forgone, shown, units
from aidrules.decide.layout import Row
from aidrules.decide.missing import ENTITLEMENT, Missing, Settles
from aidrules.decide.outcome import KEPT, Outcome, Settled
from aidrules.decide.reasons import About, Explained, Reason
from aidrules.decide.settler import settled_by
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.terms import Channel, Direction, Payee, Per
from aidrules.graph.kinds import BOOL
from aidrules.graph.program import OutputSpec
from aidrules.graph.text import value_words
from aidrules.law.source import Clause, Reading

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of the decision should know, with its clauses."""

    name: str
    zh: str
    en: str
    clauses: tuple[Clause, ...]


NONE: Choices = MappingProxyType({})
NOT_YET = Settled(Outcome.NOT_IN_FORCE)
_SILENT = (Outcome.NOT_APPLICABLE, Outcome.NOT_IN_FORCE)


class Frozen:
    """Nothing of it can be changed from outside."""

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} can't be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} can't be changed")


class Item(Frozen):
    """One output for one subject."""

    def __init__(self, output: OutputSpec, settled: Settled, row: Row, x: Explained, choices: Choices) -> None:
        self.__dict__.update(_output=output, _settled=settled, _row=row, _x=x, _choices=choices)

    _output: OutputSpec
    _settled: Settled
    _row: Row
    _x: Explained
    _choices: Choices

    @property
    def _basis(self) -> Basis:
        return self._x.basis

    @property
    def output(self) -> str:
        """The name of the output, such as ``care.guardian_payment``."""
        return self._output.name

    @property
    def zh(self) -> str:
        """Its title."""
        return self._output.zh

    @property
    def en(self) -> str:
        """Its title in English."""
        return self._output.en

    @property
    def subject(self) -> tuple[str, ...]:
        """The ids on the way from below the root of the case; empty for the root itself."""
        return self._x.ids(self._output.model, self._row)

    @property
    def path(self) -> str:
        """Where the subject stands in the case, such as ``members[0].stays[1]``."""
        return self._x.path(self._output.model, self._row)

    @property
    def outcome(self) -> Outcome:
        """What it comes to."""
        return self._settled.outcome

    @property
    def entitled(self) -> bool | None:
        """The conditions alone: True, False, or None where they aren't settled."""
        return self._settled.entitled

    @property
    def amount(self) -> Money | None:
        """The amount; of a pending item what has accrued; None where there is none or it isn't settled."""
        if not self._settled.said or not self._output.amount:
            return None
        fen = self._row[self._x.basis.layout.rules[self._output.amount]]
        return None if fen is None else Money.from_fen(fen)

    @property
    def bounds(self) -> Bounds | None:
        """Between which amounts an amount that isn't settled must lie: the least and the most, None where there is no such bound.

        For the facts' ranges, the figures in force and the choices' bounds. Where the entitlement is open too, the bounds speak
        of the amount if it is granted. None where the amount is known, and where nothing bounds it.

        >>> from aidrules import HospitalStay, Household, Person
        >>> from aidrules.jurisdictions import huining
        >>> stay = HospitalStay(id="s1", kind="emergency", escort="guardian", segments=({"escorted_days": 4},))
        >>> home = Household(id="h1", members=(Person(id="p1", tekun_support="dispersed", stays=(stay,)),))
        >>> huining.rulebook().decide(home, on="2022-03-15").find("escort.fee", "p1", "s1").bounds
        (Money("400.00"), Money("800.00"))
        """
        return bounds_of(self._output, self.outcome, self._row, self._x.tabled)

    @property
    def step(self) -> str:
        """The step that is known not to be taken, for a pending item."""
        return self._settled.step.rpartition(".")[2]

    @property
    def per(self) -> Per | None:
        """How often the amount is paid."""
        return Per(self._output.per) if self._output.per else None

    @property
    def payee(self) -> Payee | None:
        """Who is paid."""
        return Payee(self._output.payee) if self._output.payee else None

    @property
    def direction(self) -> Direction | None:
        """Whether the payee receives, pays or owes."""
        return Direction(self._output.direction) if self._output.direction else None

    @property
    def channel(self) -> Channel | None:
        """By which way it is paid, where the text says so."""
        return Channel(self._output.channel) if self._output.channel else None

    @property
    def first_month(self) -> Month | None:
        """The first month it is for: by the law where it says so, else for monthly amounts the month decided for."""
        return self._month(self._output.first_month)

    @property
    def last_month(self) -> Month | None:
        """The last month it is for."""
        return self._month(self._output.last_month)

    def _month(self, rule: str) -> Month | None:
        if self.outcome not in (Outcome.GRANTED, Outcome.DISCRETIONARY, Outcome.PENDING):
            return None
        if rule:
            ordinal = self._row[self._basis.layout.rules[rule]]
            return None if ordinal is None else Month.from_ordinal(ordinal)
        return Month.of(self._basis.day) if self._output.per == "month" else None

    @property
    def settled_by(self) -> str | None:
        """One name for what settled it, to be counted: the innermost rule that refused, the step not taken, the choice left, or what isn't known first.

        It is what ``settled_by`` says of a register's row; None where nothing stands in its way, and where it isn't in force. A rule
        whose parts failed only together stands for them.

        >>> from aidrules import Household, Person
        >>> from aidrules.jurisdictions import huining
        >>> home = Household(id="h1", members=(Person(id="p1", tekun_support="dispersed", has_caring_guardian=None),))
        >>> huining.rulebook().decide(home, on="2022-03-15").find("care.guardian_payment", "p1").settled_by
        'Person.has_caring_guardian'
        """
        return settled_by(self._output, self._settled, self._row, self._x.tabled)

    @property
    def figures(self) -> tuple[Shown, ...]:
        """What is shown beside the outcome and settles nothing: what a duty requires and what was done, what a sanction leaves."""
        return () if self.outcome in _SILENT else shown(self._output, self._row, self._basis)

    @property
    def interactions(self) -> tuple[Forgone, ...]:
        """What other outputs do to this one in this case, and the amount forgone because of it."""
        return () if self.outcome is Outcome.NOT_IN_FORCE else forgone(self._output, self._row, self._basis)

    @property
    def units(self) -> Units:
        """The responsible units that its clauses name, and which of them leads; nobody leads unless the text says so."""
        return units(self._output, self._basis)

    @property
    def spec(self) -> OutputSpec:
        """The output as data."""
        return self._output

    @property
    def most_months(self) -> int | None:
        """How many months on end the law lets it last, where the output says so and it is known; a ledger keeps it."""
        months: int | None = self._value(self._output.most_months)
        return months

    @property
    def most_a_year(self) -> Money | None:
        """What the law lets be paid in a calendar year, where the output says so and it is known; a ledger keeps it."""
        fen = self._value(self._output.most_a_year)
        return None if fen is None else Money.from_fen(fen)

    def explain(self, language: str = "zh") -> str:
        """The item as text that a case worker can read out, in ``"zh"`` or ``"en"``."""
        from aidrules.decide.render import item_lines

        return "\n".join(line.rstrip() for line in item_lines(self, language)) + "\n"

    @property
    def reasons(self) -> Reason:
        """Why: only what settled it, as a tree."""
        output = self._output
        about = About("output", output.model, output.name, output.zh, output.en, BOOL)
        return Reason(self._x, about, self._row, self.entitled, tuple(self._x.rule(name, self._row) for name in self._asked()))

    def _asked(self) -> list[str]:
        """The rules that settled the outcome, in the order in which they were asked; the output, what it came to and ``applies`` say which."""
        output, settled = self._output, self._settled
        if settled.outcome is Outcome.NOT_IN_FORCE:
            return []
        asked = [output.applies] if output.applies else []
        if asked and self._value(output.applies) is not True:
            return asked
        gates = list(output.gates)
        if output.entitled:
            asked.append(output.entitled)
            if not settled.entitled or output.sort in KEPT or settled.declined:
                return asked
        asked += gates[: gates.index(settled.step) + 1] if settled.step else gates
        if output.within and not settled.step:
            asked.append(output.within)
        return [*asked, output.amount] if output.amount else asked

    def _value(self, rule: str) -> Any:
        return self._row[self._basis.layout.rules[rule]] if rule else None

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Facts, findings and local standards that would settle it; empty where it is settled."""
        output = self._output
        if self.outcome not in (Outcome.UNDETERMINED, Outcome.PENDING):
            return ()
        asked: list[tuple[str, Settles]] = []
        if self.outcome is Outcome.UNDETERMINED:
            conditions = (output.applies, output.entitled, *output.gates, output.within)
            asked.extend((name, ENTITLEMENT) for name in conditions if name)
        if output.amount and self._value(output.entitled) is not False:
            asked.append((output.amount, "amount"))
        found = self._x.search.rules(asked, self._row)
        return to_verify(found, self._x.unverified) if self._x.unverified else found

    @property
    def discretion(self) -> tuple[Discretion, ...]:
        """What the law leaves to the agency: a *may*, or a choice and its bounds; and what was chosen where it was."""
        if not (self._output.may or self._output.choices) or not self.entitled or (self.outcome is Outcome.REFUSED and not self._choices):
            return ()
        found = []
        for spec in self._basis.program.discretions(self._output):
            low, high = bounds(spec, self._row, self._basis, self._x.tabled)
            shown = ["" if bound is None else value_words(bound, spec.kind, self._basis.program, "en") for bound in (low, high)]
            cited = self._basis.rests.get(spec.path, ())
            choice = self._choices.get((spec.path, *self.subject))
            found.append(Discretion(spec.path, spec.zh, spec.en, "may" if spec.kind == BOOL else "at most", shown[0], shown[1], choice, cited))
        return tuple(found)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a reader should know beside the outcome."""
        rules, basis = self._basis.program.rules, self._basis
        return tuple(Notice(name, rules[name].zh, rules[name].en, basis.cite(basis.rests.get(name, ()))) for name in self._raised())

    def _raised(self) -> list[str]:
        if not self._output.notices or self.outcome in _SILENT:
            return []
        return [name for name in self._output.notices if self._value(name) is True]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause it rests on: the output's own, those behind what settled it, and those of the amount at stake."""
        return self._basis.bits.read(self._cited())

    def _cited(self) -> int:
        output, settled, x, row = self._output, self._settled, self._x, self._row
        basis = x.basis
        key = (output.name, id(settled), not output.applies or row[basis.layout.rules[output.applies]] is True)
        known = basis.asked.get(key)
        if known is None or known[0] is not settled:
            known = basis.asked[key] = (settled, basis.bits.outputs[output.name], self._behind())
        bits = known[1]
        if known[2]:
            masks, alone, masks_of, citing = x.masks(row), x.tabled.alone, x.masks, x.citing
            for number in known[2]:
                bits |= citing[number](row, masks, alone, masks_of)
        if output.notices:
            for name in self._raised():
                bits |= basis.bits.of(basis.rests.get(name, ()))
        return bits

    def _behind(self) -> tuple[int, ...]:
        """The numbers of the rules asked and of the amount at stake; the same for every item that came to the same."""
        if self._settled.outcome is Outcome.NOT_IN_FORCE:
            return ()
        output = self._output
        behind = [*self._asked(), output.amount]
        if self.outcome is Outcome.GRANTED:
            behind += [output.most_months, output.most_a_year]
        return tuple(self._x.walks.numbers[name] for name in dict.fromkeys(behind) if name)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The places of the text, damaged or open, that were read in a certain way for it."""
        return self._basis.readings_of(self._cited())

    def __repr__(self) -> str:
        amount = f", {self.amount}" if self.amount is not None else ""
        return f"<{self.output}: {self.outcome}{amount}>"
