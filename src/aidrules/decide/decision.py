"""The Decision: one item per output and subject, each with its outcome, amount, clauses, reasons and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from aidrules.decide.basis import Basis
from aidrules.decide.choices import Choices
from aidrules.decide.compiled import Rows
from aidrules.decide.evidence import NO_EVIDENCE, Evidences
from aidrules.decide.layout import GLOBAL, SUBJECT, Layout, Row
from aidrules.decide.outcome import Plan, Settled, settle
from aidrules.decide.reasons import Explained
from aidrules.errors import UnknownName, closest, names_given
from aidrules.graph.program import OutputSpec

if TYPE_CHECKING:
    from aidrules.decide.engine import Engine
    from aidrules.decide.record import Record


from aidrules.decide.item import NONE, NOT_YET, Frozen, Item, Notice


class Decision(Frozen):
    """All items of a case on a day; frozen. ``find`` gives one, ``explain`` reads it out, ``to_json`` writes it."""

    def __init__(
        self, rows: Rows, root: str, x: Explained, outputs: Outputs, choices: Choices, engine: Engine,
        evidence: Evidences = NO_EVIDENCE, verified: tuple[Rows, Explained] | None = None,
    ) -> None:  # fmt: skip
        self.__dict__.update(_rows=rows, _model=root, _x=x, _outputs=outputs, choices=choices, _engine=engine, evidence=evidence, _verified=verified)

    _rows: Rows
    _model: str
    _x: Explained
    _outputs: Outputs
    _engine: Engine
    choices: Choices
    """The discretions exercised, by path and ids."""
    evidence: Evidences
    """How the facts of the case are known, by path; empty where nothing was said."""
    _verified: tuple[Rows, Explained] | None

    @property
    def _basis(self) -> Basis:
        return self._x.basis

    @property
    def _root(self) -> Row:
        return self._rows[self._basis.layout.numbers[self._model]][0]

    @property
    def on(self) -> date:
        """The day decided for."""
        return self._basis.day

    @property
    def known_on(self) -> date | None:
        """The day by which announcements were known; None is everything known."""
        return self._basis.known_on

    @property
    def place(self) -> str:
        """The place whose law was applied; empty for a rulebook of one's own."""
        return self._basis.place

    @property
    def subject(self) -> str:
        """The id of the subject of the case."""
        return str(getattr(self._root[SUBJECT], "id", ""))

    @property
    def items(self) -> tuple[Item, ...]:
        """One item per output and subject, in the order of the outputs and of the case."""
        known: tuple[Item, ...] | None = self.__dict__.get("_items")
        if known is not None:
            return known
        self.__dict__["_items"] = known = tuple([self.item(*each) for each in self.settled()])
        return known

    def settled(self) -> list[tuple[OutputSpec, Settled, Row]]:
        """What ``items`` are made of, in their order, without making them; ``item`` makes one."""
        rows, in_force = self._rows, self._basis.in_force
        found: list[tuple[OutputSpec, Settled, Row]] = []
        for output, plan, number in self._outputs.put:
            if self._verified is not None:
                rows = self._verified[0] if output.verified else self._rows
            live = output.name in in_force
            found += [(output, settle(plan, row) if live else NOT_YET, row) for row in rows[number]]
        return found

    def item(self, output: OutputSpec, settled: Settled, row: Row) -> Item:
        """An item from what ``settled`` gives."""
        x = self._verified[1] if self._verified is not None and output.verified else self._x
        return Item(output, settled, row, x, self.choices)

    def find(self, output: str, *subject: str) -> Item:
        """The item of an output for a subject, named by the ids on the way to it: ``find("escort.fee", "p1", "stay1")``.

        An output that is known and that no clause puts in force in this place gives an item NOT_IN_FORCE; an unknown name
        raises :class:`~aidrules.errors.UnknownName` with the closest ones.
        """
        (output,) = names_given([output])
        spec = self._basis.program.outputs.get(output)
        if spec is None:
            raise UnknownName(f"there is no output `{output[:64]}`; {closest(output[:64], self._basis.program.outputs)}", code="name.output")
        if spec.sort == "check":
            raise UnknownName(f"`{output}` is a check on the figures themselves; book.checks(on) gives it", code="name.output")
        if output not in self._basis.rests:
            return Item(spec, NOT_YET, [None] * self._basis.layout.width.get(spec.model, 0), self._x, self.choices)
        for item in self.items:
            if item.output == output and item.subject == subject:
                return item
        known = ["/".join(item.subject) for item in self.items if item.output == output]
        raise UnknownName(
            f"`{output}` has no item for this subject; it has {len(known)}, each named by the ids from below the root of the case"
            if known else f"`{output}` speaks of a {spec.model}, and this case has none",
            code="name.subject",
        )  # fmt: skip

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices of all items."""
        return tuple(notice for item in self.items for notice in item.notices)

    def explain(self, language: str = "zh") -> str:
        """The decision as text that a case worker can read out, in ``"zh"`` or ``"en"``."""
        from aidrules.decide.render import as_text

        return as_text(self, language)

    def to_json(self, *, reasons: bool = True, clauses: str = "full") -> str:
        """The decision as JSON; its form is ``python -m aidrules schema decision``. ``clauses="ids"`` leaves their words out."""
        from aidrules.decide.document import as_json

        return as_json(self, reasons=reasons, clauses=clauses)

    def record(self) -> Record:
        """All that a replay needs to make this decision again; what it proves is in ``docs/records.md``."""
        from aidrules.decide.record import record_of

        return record_of(self)

    def _repr_html_(self) -> str:
        from aidrules.decide.render import as_html

        return as_html(self)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __repr__(self) -> str:
        return f"<Decision on {self.on}: {len(self.items)} items>"


def checks(x: Explained, outputs: Outputs) -> tuple[Item, ...]:
    """The checks on the figures themselves."""
    tabled, layout = x.tabled, x.basis.layout
    for stage, names in layout.stages:
        if stage == GLOBAL:
            for name in names:
                tabled.alone[layout.rules[name]] = tabled.rule(name, tabled.alone)
    live = x.basis.in_force
    return tuple(Item(output, settle(plan, tabled.alone) if output.name in live else NOT_YET, tabled.alone, x, NONE) for output, plan in outputs.checks)


class Outputs:
    """The outputs that clauses put in force in a rulebook, each with where it finds its values; made once."""

    def __init__(self, layout: Layout, rests: Mapping[str, Sequence[str]]) -> None:
        wired = [(output, Plan(output, layout)) for output in layout.program.outputs.values() if output.name in rests]
        self.checks = tuple((output, plan) for output, plan in wired if output.sort == "check")
        self.put = tuple((output, plan, layout.numbers[output.model]) for output, plan in wired if output.sort != "check")
