"""Outcomes as columns: the order of ``decide.outcome.settle``, written for many subjects at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aidrules.batch.causes import Causes
from aidrules.batch.masks import ALL, NONE, Mask, Numbers, Scalar
from aidrules.batch.reader import literal
from aidrules.batch.tables import Tables
from aidrules.decide.outcome import KEPT, Outcome
from aidrules.decide.table import DayFigures
from aidrules.graph.program import OutputSpec


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of results: of which output or rule, what of it, at which level, in which type."""

    of: str
    what: str
    level: str
    dtype: str


class Outcomes(Causes):
    """Writes the columns of results, each a last statement that fills its slot."""

    def __init__(self, tables: Tables, figures: DayFigures) -> None:
        super().__init__(tables, figures)
        self.slots: list[Slot] = []
        self.last: list[str] = []

    def put(self, slot: Slot, text: str) -> None:
        """Fill a slot with a column, or with one value everywhere."""
        self.last.append(f"o{len(self.slots)}[...] = {text}")
        self.slots.append(slot)

    def asked(self, rule: str, level: str) -> tuple[Mask, Mask, Mask]:
        """Where a condition is true, false and unknown; one that isn't there is true."""
        if not rule:
            return ALL, NONE, NONE
        truth = self.lifted(self.as_truth(self.rule(rule)), level)
        false = self.false(truth)
        return truth.true, false, NONE if truth.false is None else self.no(self.either(truth.true, false))

    def output(self, output: OutputSpec, settling: bool) -> None:
        """The columns of one output: outcome, entitled, amount, and what settled it."""
        level, self.verified = output.model, output.verified
        found: dict[Outcome, list[Mask]] = {}
        causes: list[tuple[Mask, str]] = []

        def settle(outcome: Outcome, mask: Mask, cause: str) -> None:
            found.setdefault(outcome, []).append(mask)
            causes.append((mask, cause))

        def why(false: bool, rule: str) -> str:
            return "0" if not settling or not rule else self.at(self.refused(rule) if false else self.unsettled(rule), level)

        live: Mask = ALL
        refused: Mask = NONE
        if output.applies:
            true, false, unknown = self.asked(output.applies, level)
            settle(Outcome.UNDETERMINED, unknown, why(False, output.applies))
            settle(Outcome.NOT_APPLICABLE, false, why(True, output.applies))
            live, refused = true, false
        if output.sort in KEPT:
            self._kept(output, live, settle, why)
            entitled, failed = (self.either(*found.get(outcome, [])) for outcome in (Outcome.MET, Outcome.BREACHED))
        else:
            true, false, unknown = self.asked(output.entitled, level)
            entitled, failed = self.both(live, true), self.both(live, false)
            settle(Outcome.UNDETERMINED, self.both(live, unknown), why(False, output.entitled))
            settle(Outcome.REFUSED, failed, why(True, output.entitled))
            self._steps(output, entitled, settle, why)
        codes = self._coded([(mask, str(outcome.code)) for outcome, masks in found.items() for mask in masks])
        self.put(Slot(output.name, "outcome", level, "uint8"), codes)
        open_ = self.no(self.either(entitled, refused, failed))
        self.put(Slot(output.name, "entitled", level, "int8"), self._signed(entitled, open_))
        if output.amount:
            shown = self.either(*found.get(Outcome.GRANTED, []), *found.get(Outcome.PENDING, []))
            self._amount(output, level, shown)
        if settling:
            self.put(Slot(output.name, "settled", level, "int16"), self._coded(causes, "int16"))
        self.verified = False

    def _kept(self, output: OutputSpec, live: Mask, settle: Callable[[Outcome, Mask, str], None], why: Callable[[bool, str], str]) -> None:
        """Whether a duty is met, or every step of a gate taken; of the steps the first that is known not to be."""
        level = output.model
        gates = [(gate, *self.asked(gate, level)) for gate in output.gates]
        for gate, _, false, _ in gates:
            settle(Outcome.BREACHED, self.both(live, false), str(self.code(gate)))
            live = self.less(live, false)
        true, false, unknown = self.asked(output.entitled, level)
        settle(Outcome.UNDETERMINED, self.both(live, unknown), why(False, output.entitled))
        live = self.less(live, unknown)
        for gate, _, _, open_ in gates:
            settle(Outcome.UNDETERMINED, self.both(live, open_), why(False, gate))
            live = self.less(live, open_)
        settle(Outcome.BREACHED, self.both(live, false), why(True, output.entitled))
        settle(Outcome.MET, self.both(live, true), "0")

    def _steps(self, output: OutputSpec, live: Mask, settle: Callable[[Outcome, Mask, str], None], why: Callable[[bool, str], str]) -> None:
        """What follows where the conditions hold: steps, the agency's choices, the amount."""
        level = output.model
        asked = [(gate, *self.asked(gate, level)) for gate in output.gates]
        before = live
        for gate, _, false, _ in asked:
            settle(Outcome.PENDING, self.both(before, false), str(self.code(gate)))
            before = self.less(before, false)
        for gate, _, _, unknown in asked:
            settle(Outcome.UNDETERMINED, self.both(before, unknown), why(False, gate))
            before = self.less(before, unknown)
        unknown = NONE
        if output.within:
            _, false, unknown = self.asked(output.within, level)
            settle(Outcome.REFUSED, self.both(before, false), why(True, output.within))
            before = self.less(before, false)
        waiting = self.program.discretions(output)
        if waiting:
            settle(Outcome.DISCRETIONARY, before, str(self.code(waiting[0].path)))
            return
        if output.within:
            settle(Outcome.UNDETERMINED, self.both(before, unknown), why(False, output.within))
            before = self.less(before, unknown)
        if output.amount:
            open_ = self.no(self.known_at(self.rule(output.amount), level))
            settle(Outcome.UNDETERMINED, self.both(before, open_), why(False, output.amount))
            before = self.less(before, open_)
        settle(Outcome.GRANTED, before, "0")

    def _coded(self, parts: list[tuple[Mask, str]], dtype: str = "uint8") -> str:
        """Masks that exclude each other, as one column of codes."""
        terms = []
        for mask, code in parts:
            if mask == NONE or code == "0":
                continue
            if mask == ALL:
                return code
            terms.append(self.emit(f"multiply({mask}, {code}, dtype={dtype})"))
        if not terms:
            return "0"
        found = terms[0]
        for term in terms[1:]:
            found = self.emit(f"add({found}, {term})")
        return found

    def _signed(self, true: Mask, unknown: Mask) -> str:
        """1 where true, -1 where unknown, else 0."""
        if true in (ALL, NONE) and unknown in (ALL, NONE):
            return str((true == ALL) - (unknown == ALL))
        if unknown == NONE:
            return f"{true}.view(int8)"
        if true == NONE:
            return self.emit(f"negative({unknown}.view(int8))")
        return self.emit(f"subtract({true}.view(int8), {unknown}.view(int8))")

    def _amount(self, output: OutputSpec, level: str, shown: Mask) -> None:
        value = self.rule(output.amount)
        known = self.both(shown, self.known_at(value, level))
        if isinstance(value, Scalar):
            text = "0" if value.value is None else self.select(known, literal(value.value), "0", "int64")
        else:
            assert isinstance(value, Numbers)  # an amount is money
            text = self.select(known, self.operand(value, level), "0", "int64")
        self.put(Slot(output.name, "amount_fen", level, "int64"), text)
        self.put(Slot(output.name, "amount_known", level, "bool"), {ALL: "True", NONE: "False"}.get(known, known))

    def absent(self, output: OutputSpec, settling: bool) -> None:
        """The columns of an output that isn't in force on the day: the same as when it is."""
        self.put(Slot(output.name, "outcome", output.model, "uint8"), str(Outcome.NOT_IN_FORCE.code))
        self.put(Slot(output.name, "entitled", output.model, "int8"), "-1")
        if output.amount:
            self.put(Slot(output.name, "amount_fen", output.model, "int64"), "0")
            self.put(Slot(output.name, "amount_known", output.model, "bool"), "False")
        if settling:
            self.put(Slot(output.name, "settled", output.model, "int16"), "0")

    def plain(self, rule: str) -> None:
        """The columns of one rule's value, for its subjects: numbers, days from 1970, codes, 1 and 0; and where it is known."""
        spec = self.program.rules[rule]
        value, level = self.rule(rule), spec.model or self.tables.root
        if spec.kind.name == "ratio":
            top, below = self.ratio(value, level)
            self.put(Slot(rule, "below", level, "int64"), below)
        elif spec.kind.name == "bool":
            truth = self.lifted(self.as_truth(value), level)
            top = {ALL: "1", NONE: "0"}.get(truth.true, truth.true)
        else:
            top = "0" if isinstance(value, Scalar) and value.value is None else self.operand(value, level)
        self.put(Slot(rule, "value", level, "int64"), top)
        known = self.known_at(value, level)
        self.put(Slot(rule, "known", level, "bool"), {ALL: "True", NONE: "False"}.get(known, known))
