"""What a rulebook makes of a register: for each output a column of outcomes and amounts, and every row still decidable singly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

from aidrules.batch.arrow import Array
from aidrules.batch.cases import document
from aidrules.batch.checks import check_day
from aidrules.batch.extras import np, pa
from aidrules.batch.progress import Progress
from aidrules.batch.ranges import rules_of
from aidrules.batch.run import check_range, generated, run
from aidrules.batch.tables import WEIGHT_PLACES, Tables, read_tables
from aidrules.decide.basis import Basis
from aidrules.decide.decision import Decision
from aidrules.decide.outcome import Outcome
from aidrules.errors import InvalidTable, MissingExtra, UnknownName, closest, names_given, start_of
from aidrules.facts.model import Facts
from aidrules.graph.program import OutputSpec
from aidrules.standards.figures import Figures

Form: TypeAlias = Literal["arrow", "pandas", "polars"]
_OUTCOMES: Final[tuple[Outcome, ...]] = tuple(Outcome)


@dataclass(frozen=True, slots=True)
class Totals:
    """An output over a whole register: how many items came to each outcome, and the sum of what is granted, in fen.

    With weights both are weighted, exactly: whole numbers or fractions.
    """

    output: str
    outcomes: Mapping[Outcome, int | Fraction]
    granted_fen: int | Fraction


class Batch:
    """The outcomes of a register on a day; made by ``Rulebook.batch``."""

    def __init__(
        self,
        tables: Tables,
        on: date,
        outputs: Mapping[str, OutputSpec],
        columns: Mapping[str, Mapping[str, Array]],
        causes: Sequence[str],
        classes: Mapping[str, type[Facts]],
        decide: Callable[[Facts], Decision],
    ) -> None:
        self.tables, self.on, self._outputs, self._columns, self._causes = tables, on, outputs, columns, causes
        self._classes, self._decide = classes, decide

    @property
    def outputs(self) -> tuple[str, ...]:
        """The outputs that were asked for."""
        return tuple(self._outputs)

    def table(self, output: str, form: Form = "arrow") -> Any:
        """One row per subject: its ids, ``outcome``, ``entitled`` (null: not settled), ``amount_fen`` where granted or pending.

        Where settling was asked for, ``settled_by`` names the rule that refused, the step not taken, or what isn't known.
        ``form`` is ``"arrow"``, ``"pandas"`` or ``"polars"``.
        """
        spec, held = self._output(output), self._columns[output]
        found = self._ids(spec.model)
        found["outcome"] = _dictionary(held["outcome"], [outcome.value for outcome in _OUTCOMES])
        found["entitled"] = pa.array(held["entitled"] == 1, mask=held["entitled"] < 0)
        if "amount_fen" in held:
            found["amount_fen"] = pa.array(held["amount_fen"], mask=~held["amount_known"])
        if "settled" in held:
            found["settled_by"] = _dictionary(held["settled"] - 1, list(self._causes[1:]), mask=held["settled"] == 0)
        return formed(pa.table(found), form)

    def column(self, output: str, name: str) -> Array:
        """One column of an output as a numpy array: ``outcome`` (codes of Outcome), ``entitled`` (1, 0, -1), ``amount_fen``, ``amount_known``."""
        held = self._columns[self._output(output).name]
        if not isinstance(name, str) or name not in held:
            raise UnknownName(f"`{output}` has no column of this name; {closest(start_of(name), held)}", code="name.column")
        return held[name]

    def totals(self) -> dict[str, Totals]:
        """For each output the number of items by outcome and the sum granted; weighted where the register has weights."""
        return {name: self._totals(name) for name in self._outputs}

    def settled(self, output: str) -> dict[tuple[Outcome, str], int | Fraction]:
        """How often each rule, step or unknown settled an output, by outcome, the most often first; weighted where the register has weights.

        Needs ``settling=True``. "" is nothing: granted, met, or not in force.
        """
        spec, held = self._output(output), self._columns[self._output(output).name]
        if "settled" not in held:
            raise UnknownName("what settled each item wasn't asked for; run batch(…, settling=True)", code="name.column")
        pairs, places = np.unique(held["outcome"].astype(np.int64) * len(self._causes) + held["settled"], return_inverse=True)
        weights = self._weights(spec)
        counts: list[int | Fraction] = np.bincount(places, minlength=len(pairs)).tolist()
        if weights is not None:
            counts = [_unscaled(_sum(weights[places == place])) for place in range(len(pairs))]
        order: list[tuple[int, int | Fraction]] = sorted(zip(pairs.tolist(), counts, strict=True), key=lambda pair: -pair[1])
        found: dict[tuple[Outcome, str], int | Fraction] = {}
        for pair, count in order:
            found[_OUTCOMES[pair // len(self._causes)], self._causes[pair % len(self._causes)]] = count
        return found

    def household(self, key: str | int) -> Any:
        """The facts of one root subject, by its id, whatever the root is: as its model, or as plain data where there is no class."""
        row = self.tables.position(key)
        if row < 0:
            raise UnknownName(f"the table `{self.tables.levels[self.tables.root].table.name}` has no row with this id", code="name.subject")
        plain = document(self.tables, row)
        model = self._classes.get(self.tables.root)
        return plain if model is None else model.read(plain)

    def decide(self, key: str | int) -> Decision:
        """The decision of one root subject, by its id: the same outcomes and amounts, with all reasons."""
        facts = self.household(key)
        if not isinstance(facts, Facts):
            raise InvalidTable("these rules have no classes to read a single case with", code="table.class")
        return self._decide(facts)

    def __repr__(self) -> str:
        return f"<Batch on {self.on}: {len(self._outputs)} outputs, {self.tables.rows} cases>"

    def _output(self, name: str) -> OutputSpec:
        (name,) = names_given([name])
        if name not in self._outputs:
            raise UnknownName(f"there is no output `{name[:64]}` in this batch; {closest(name[:64], self._outputs)}", code="name.output")
        return self._outputs[name]

    def _ids(self, model: str) -> dict[str, Any]:
        """The ids of the subjects of a model, and of those that contain them; the innermost is called as its table is, with ``_id``."""
        found: dict[str, Any] = {}
        rows: Array | None = None
        while model:
            level = self.tables.levels[model]
            if level.ids is not None:
                found[f"{level.table.name}_id"] = level.ids if rows is None else level.ids.take(pa.array(rows))
            if level.up is not None:
                rows = level.up if rows is None else level.up[rows]
            model = level.table.owner
        return dict(reversed(found.items()))

    def _weights(self, spec: OutputSpec) -> Array | None:
        """In millionths what each subject of an output stands for; None where the register has no weights."""
        weights, roots = self.tables.weights, self.tables.levels[spec.model].roots
        return weights if weights is None or roots is None else weights[roots]

    def _totals(self, name: str) -> Totals:
        spec, held = self._outputs[name], self._columns[name]
        outcome, weights = held["outcome"], self._weights(spec)
        counts: dict[Outcome, int | Fraction] = {}
        for code in np.flatnonzero(np.bincount(outcome, minlength=len(_OUTCOMES))).tolist():
            of = outcome == code
            counts[_OUTCOMES[code]] = int(np.count_nonzero(of)) if weights is None else _unscaled(_sum(weights[of]))
        granted = outcome == Outcome.GRANTED.code
        amounts = held["amount_fen"][granted] if "amount_fen" in held else np.zeros(0, np.int64)
        if weights is None or "amount_fen" not in held:
            return Totals(name, counts, _sum(amounts))
        return Totals(name, counts, _unscaled(_sum(amounts, weights[granted])))


def _dictionary(codes: Array, values: list[str], mask: Array | None = None) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int16), mask=mask), pa.array(values, pa.string()))


def _unscaled(millionths: int) -> int | Fraction:
    exact = Fraction(millionths, 10**WEIGHT_PLACES)
    return int(exact) if exact.denominator == 1 else exact


def _sum(values: Array, weights: Array | None = None) -> int:
    """An exact sum of products, however large."""
    if not len(values):
        return 0
    largest = int(np.abs(values).max()) * (1 if weights is None else int(weights.max())) * len(values)
    if largest < 2**63:
        return int(values.sum() if weights is None else (values * weights).sum())
    pairs = zip(values.tolist(), [1] * len(values) if weights is None else weights.tolist(), strict=True)
    return sum(value * weight for value, weight in pairs)


def formed(table: pa.Table, form: str) -> Any:
    """A table in the form asked for: Arrow, pandas or polars."""
    if form == "arrow":
        return table
    if not isinstance(form, str) or form not in ("pandas", "polars"):
        raise InvalidTable(f"a table is given as arrow, pandas or polars; {closest(start_of(form, 20), ('arrow', 'pandas', 'polars'))}", code="table.kind")
    try:
        if form == "polars":
            import polars

            return polars.from_arrow(table)
        import pandas
    except ImportError:
        raise MissingExtra(form, "batch") from None
    return table.to_pandas(types_mapper={pa.int64(): pandas.Int64Dtype(), pa.bool_(): pandas.BooleanDtype()}.get)


def batch(
    basis: Basis,
    figures: Figures,
    given: Mapping[str, Any] | Tables,
    outputs: Iterable[str] | None,
    classes: Mapping[str, type[Facts]],
    decide: Callable[[Facts], Decision],
    *,
    threads: int,
    settling: bool,
    progress: Progress | None = None,
) -> Batch:
    """Decide a register; ``Rulebook.batch`` says what the arguments are."""
    program = basis.program
    tables = given if isinstance(given, Tables) else read_tables(program, given)
    if tables.program is not program:
        if (tables.program.models, tables.program.terms) != (program.models, program.terms):
            raise InvalidTable("these tables were read for other models; read them again with this rulebook", code="table.models")
        tables = Tables(program, tables.root, tables.levels, tables.weights)
    check_day(tables, basis.day)
    asked = {output.name: output for output in _asked(basis, tables, outputs)}
    live = [(output, output.name in basis.in_force) for output in asked.values()]
    check_range(tables, figures, basis.figures, rules_of(output for output, in_force in live if in_force))
    code = generated(tables, basis.figures, live, settling=settling)
    columns: dict[str, dict[str, Array]] = {}
    for slot, column in zip(code.slots, run(tables, code, threads=threads, progress=progress), strict=True):
        columns.setdefault(slot.of, {})[slot.what] = column
    return Batch(tables, basis.day, asked, columns, code.causes, classes, decide)


def _asked(basis: Basis, tables: Tables, names: Iterable[str] | None) -> list[OutputSpec]:
    """The outputs that were asked for; all that a clause puts in force where none was named."""
    known = basis.program.outputs
    if names is None:
        return [output for output in known.values() if output.name in basis.rests and output.sort != "check" and output.model in tables.levels]
    found = []
    for name in names_given(names):
        if name not in known:
            raise UnknownName(f"there is no output `{name[:64]}`; {closest(name[:64], known)}", code="name.output")
        if known[name].sort == "check":
            raise UnknownName(f"`{name}` is a check on the figures themselves; book.checks(on) gives it", code="name.output")
        if known[name].model not in tables.levels:
            raise UnknownName(f"`{name}` speaks of a {known[name].model}, and these tables are about a {tables.root}", code="name.output")
        found.append(known[name])
    return found
