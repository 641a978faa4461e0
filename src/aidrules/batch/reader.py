"""What numpy code reads, facts and figures, and how one of two values is chosen for each subject."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from aidrules.batch.checks import EPOCH
from aidrules.batch.extras import np
from aidrules.batch.masks import ALL, NONE, Lines, Mask, Numbers, Ratios, Scalar, Truth, Value
from aidrules.batch.tables import Tables
from aidrules.decide.table import DayFigures
from aidrules.graph.kinds import BOOL, Kind
from aidrules.graph.nodes import Fact, Figure, Node

DTYPE: Final = {"count": "int64", "money": "int64", "quantity": "int64", "month": "int64", "date": "int32", "term": "int16"}


class Reader(Lines, ABC):
    """Facts and figures as scalars, conditions and columns, and the choice between two values."""

    def __init__(self, tables: Tables, figures: DayFigures) -> None:
        super().__init__(tables.program, {model: number for number, model in enumerate(tables.levels)})
        self.tables, self.figures = tables, figures
        self.columns: list[tuple[str, str]] = []
        self.constants: list[Any] = []
        self.within: dict[str, tuple[str, Mask]] = {}
        """Columns of amounts that are 0 but where a mask holds: what stands there, and the mask."""
        self.verified = False
        """Whether what is written now is for an output that takes only what is verified: in a register nothing is."""
        self._paths = {path: number for number, path in enumerate(self.program.standards)}

    @abstractmethod
    def value(self, node: Node) -> Value:
        """The value of a node for each subject that it speaks of."""

    def truth(self, node: Node) -> Truth:
        """A condition, as where it is true and where false."""
        return self.as_truth(self.value(node))

    def as_truth(self, value: Value) -> Truth:
        """The same, of a value."""
        if isinstance(value, Scalar):
            return Truth("", ALL if value.value is True else NONE, ALL if value.value is False else NONE)
        assert isinstance(value, Truth)  # kinds are checked when a node is built
        return value

    def known(self, value: Value) -> Mask:
        """Where a value is known, at its own level."""
        if isinstance(value, Scalar):
            return NONE if value.value is None else ALL
        return self.settled(value) if isinstance(value, Truth) else value.known

    def operand(self, value: Value, to: str) -> str:
        """A number as it stands in an expression for the subjects of a level."""
        if isinstance(value, Scalar):
            return literal(value.value)
        assert isinstance(value, Numbers)  # kinds are checked when a node is built
        return self.lift(value.name, value.level, to)

    def level(self, value: Value) -> str:
        """The level of a value; "" where it is the same everywhere."""
        return "" if isinstance(value, Scalar) else value.level

    def known_at(self, value: Value, to: str) -> Mask:
        """Where a value is known, for the subjects of a level."""
        return self.lift(self.known(value), self.level(value), to)

    # --- what is read

    def column(self, what: str, *key: str) -> str:
        """The name of an input; ``what`` is c for a fact's values, k for where it is known, r for where a relation is."""
        entry = (what, "/".join(key))
        if entry not in self.columns:
            self.columns.append(entry)
        return f"{what}{self.columns.index(entry)}"

    def fact(self, node: Fact) -> Value:
        """A fact; one that no subject's is known of costs nothing."""
        model = node.subject.model
        held = self.tables.levels[model].facts[node.name]
        unverified = self.verified and self.tables.levels[model].table.model.fact(node.name).may_be_unknown
        if unverified or (held.known is not None and not held.known.any()):
            return Scalar(None)
        known = ALL if held.known is None else self.column("k", model, node.name)
        name = self.column("c", model, node.name)
        if node.kind == BOOL:
            return Truth(model, name, None if known == ALL else self.less(known, name))
        return Numbers(model, name, known)

    def related(self, model: str, relation: str) -> Mask:
        """Where a relation is known."""
        held = self.tables.levels[model].relations[relation]
        unverified = self.verified and self.tables.levels[model].table.model.relation(relation).may_be_unknown
        if unverified or (held is not None and not held.any()):
            return NONE
        return ALL if held is None else self.column("r", model, relation)

    def constant(self, values: Any) -> str:
        """The name of a table of constants."""
        self.constants.append(values)
        return f"t{len(self.constants) - 1}"

    def figure(self, node: Figure) -> Value:
        """A dated figure, by its key where it has one, or what holds where none is in force."""
        held = self.figures.values[self._paths[node.path]]
        if node.key is None:
            return self.value(node.otherwise) if held is None and node.otherwise is not None else Scalar(held)
        key = self.value(node.key)
        if isinstance(key, Scalar):
            found = None if key.value is None else held[key.value]
            return self.value(node.otherwise) if key.value is not None and found is None and node.otherwise is not None else Scalar(found)
        assert isinstance(key, Numbers)  # a key is a term
        has = [value is not None for value in held]
        there = ALL if all(has) else NONE if not any(has) else self.emit(f"{self.constant(np.array(has))}.take({key.name})")
        looked = self.looked_up(held, key, self.both(key.known, there), node.kind)
        if node.otherwise is None or there == ALL:
            return looked
        chosen = self.choose(Truth(key.level, there, None), looked, self.value(node.otherwise), node.kind)
        return self.limited(chosen, key, node.kind)

    def looked_up(self, held: Sequence[Any], key: Numbers, known: Mask, kind: Kind) -> Value:
        """A table of figures, read by a column of codes."""
        if known == NONE:
            return Scalar(None)

        def column(values: list[Any], dtype: Any) -> str:
            if len(values) == 2 and dtype is np.int64:
                step = self.emit(f"multiply({key.name}, {values[1] - values[0]}, dtype=int64)")
                return self.emit(f"add({step}, {values[0]})") if values[0] else step
            return self.emit(f"{self.constant(np.array(values, dtype))}.take({key.name})")

        if kind == BOOL:
            true = self.both(known, column([value is True for value in held], bool))
            return Truth(key.level, true, None if known == ALL else self.less(known, true))
        if kind.name == "ratio":
            pairs = [value or Fraction(0) for value in held]
            return Ratios(key.level, column([pair.numerator for pair in pairs], np.int64), column([pair.denominator for pair in pairs], np.int64), known)
        return Numbers(key.level, column([0 if value is None else encoded(value) for value in held], getattr(np, DTYPE[kind.name])), known)

    def filled(self, text: str, level: str, kind: Kind) -> str:
        """A column, also of a number that is the same everywhere."""
        return text if text.isidentifier() else self.emit(f"full(n{self.levels[level]}, {text}, {DTYPE[kind.name]})")

    def limited(self, value: Value, key: Numbers, kind: Kind) -> Value:
        """A value that is known only where a key is."""
        if key.known == ALL:
            return value
        level = self.deepest(self.level(value), key.level)
        known = self.lift(key.known, key.level, level)
        if kind == BOOL:
            at = self.lifted(self.as_truth(value), level)
            return plain_truth(Truth(level, self.both(at.true, known), self.both(self.false(at), known)))
        if isinstance(value, Scalar) and value.value is None:
            return value
        known = self.both(self.known_at(value, level), known)
        if kind.name == "ratio":
            return Ratios(level, *self.ratio(value, level), known)
        return Numbers(level, self.filled(self.operand(value, level), level, kind), known)

    # --- one of two values

    def choose(self, condition: Truth, then: Value, otherwise: Value, kind: Kind) -> Value:
        """One value where a condition is true, another where it is false, and where it is open both if they are the same."""
        if then == otherwise:
            return then
        level = self.deepest(condition.level, self.level(then), self.level(otherwise))
        if not level:  # an open condition, and two different scalars
            return Scalar(None)
        at = self.lifted(condition, level)
        if kind == BOOL:
            a, b = (self.lifted(self.as_truth(part), level) for part in (then, otherwise))
            return plain_truth(self._choose_truth(level, at, a, b))
        if kind.name == "ratio":
            return self._choose_ratio(level, at, then, otherwise)
        a_known, b_known = self.known_at(then, level), self.known_at(otherwise, level)
        if a_known == NONE and b_known == NONE:
            return Scalar(None)
        first = "0" if a_known == NONE else self.operand(then, level)
        second = "0" if b_known == NONE else self.operand(otherwise, level)
        name = self.select(at.true, first, second, DTYPE[kind.name])
        name = self.filled(name, level, kind)
        if at.false is None:
            return Numbers(level, name, self.either(self.both(at.true, a_known), self.less(b_known, at.true)))
        known = self.either(self.both(at.true, a_known), self.both(at.false, b_known))
        if isinstance(then, Scalar) and isinstance(otherwise, Scalar):
            return Numbers(level, name, known)
        both = self.both(a_known, b_known)
        return Numbers(level, name, known if both == NONE else self.either(known, self.both(both, self.emit(f"equal({first}, {second})"))))

    def select(self, mask: Mask, a: str, b: str, dtype: str) -> str:
        """``a`` where a mask holds, else ``b``: by arithmetic, which is exact even where a difference wraps around, and never guesses wrong."""
        if mask == ALL or a == b:
            return a
        if mask == NONE:
            return b
        if a.isidentifier() or b.isidentifier():
            step = a if b == "0" else self.emit(f"subtract({a}, {b}, dtype={dtype})")
        else:
            step = str((int(a) - int(b) + 2**63) % 2**64 - 2**63)
        scaled = self.emit(f"multiply({step}, {mask}, dtype={dtype})")
        if b != "0":
            return self.emit(f"add({scaled}, {b}, dtype={dtype})")
        if a.isidentifier() and dtype == "int64":
            self.within[scaled] = (a, mask)
        return scaled

    def _choose_truth(self, level: str, at: Truth, a: Truth, b: Truth) -> Truth:
        false = self.false(at)
        true = self.either(self.both(at.true, a.true), self.both(false, b.true))
        if at.false is None and a.false is None and b.false is None:
            return Truth(level, true, None)
        a_false, b_false = self.false(a), self.false(b)
        wrong = self.either(self.both(at.true, a_false), self.both(false, b_false))
        if at.false is not None:
            true, wrong = self.either(true, self.both(a.true, b.true)), self.either(wrong, self.both(a_false, b_false))
        return Truth(level, true, wrong)

    def _choose_ratio(self, level: str, at: Truth, then: Value, otherwise: Value) -> Value:
        (a_top, a_below), (b_top, b_below) = self.ratio(then, level), self.ratio(otherwise, level)
        top, below = self.select(at.true, a_top, b_top, "int64"), self.select(at.true, a_below, b_below, "int64")
        known = self.either(self.both(at.true, self.known_at(then, level)), self.both(self.false(at), self.known_at(otherwise, level)))
        if at.false is not None:
            same = self.crossed("equal", (a_top, a_below), (b_top, b_below))
            known = self.either(known, self.both(self.known_at(then, level), self.known_at(otherwise, level), same))
        return Ratios(level, top, below, known)

    def ratio(self, value: Value, to: str) -> tuple[str, str]:
        """A ratio as numerator and denominator, for the subjects of a level."""
        if isinstance(value, Scalar):
            found = Fraction(0) if value.value is None else value.value
            return str(found.numerator), str(found.denominator)
        assert isinstance(value, Ratios)  # kinds are checked when a node is built
        return self.lift(value.top, value.level, to), self.lift(value.below, value.level, to)

    def crossed(self, test: str, a: tuple[str, str], b: tuple[str, str]) -> str:
        """Two ratios compared by whole numbers."""
        sides = [self.emit(f"multiply({a[0]}, {b[1]}, dtype=int64)"), self.emit(f"multiply({b[0]}, {a[1]}, dtype=int64)")]
        return self.emit(f"{test}({sides[0]}, {sides[1]})")


def plain_truth(truth: Truth) -> Value:
    """A condition that is the same everywhere, as a scalar."""
    if {truth.true, truth.false} <= {ALL, NONE, None}:
        return Scalar(True if truth.true == ALL else False if truth.false in (ALL, None) else None)
    return truth


def encoded(value: Any) -> Any:
    """A known value as the columns hold it."""
    return value.toordinal() - EPOCH if isinstance(value, date) else int(value)


def literal(value: Any) -> str:
    """A known number as it stands in the code."""
    return str(encoded(value))
