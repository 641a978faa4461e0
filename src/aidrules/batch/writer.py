"""Writes numpy code for the nodes of a graph: one column per rule and subject, three-valued, what is known costing no mask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from aidrules.batch.checks import EPOCH
from aidrules.batch.extras import np
from aidrules.batch.masks import ALL, NONE, Lines, Mask, Numbers, Ratios, Scalar, Truth, Value
from aidrules.batch.tables import Tables
from aidrules.decide.table import DayFigures
from aidrules.errors import Unsupported, WrongSubject
from aidrules.graph.kinds import BOOL, Kind
from aidrules.graph.nodes import All, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, When, show
from aidrules.graph.nodes import Any as AnyOf
from aidrules.graph.operations import OPERATIONS, ROUNDINGS

COMPARED: Final = {"lt": "less", "le": "less_equal", "gt": "greater", "ge": "greater_equal", "eq": "equal"}
ADDED: Final = {"add": "add", "subtract": "subtract", "multiply": "multiply", "month_plus": "add"}
EXTREMES: Final = {"greatest": "maximum", "least": "minimum"}
DTYPE: Final = {"count": "int64", "money": "int64", "quantity": "int64", "month": "int64", "date": "int32", "term": "int16"}


class Writer(Lines):
    """Gives for each node its value: a scalar, a condition's two masks, or a column and where it is known."""

    def __init__(self, tables: Tables, figures: DayFigures) -> None:
        super().__init__(tables.program, {model: number for number, model in enumerate(tables.levels)})
        self.tables, self.figures = tables, figures
        self.rules: dict[str, Value] = {}
        self.columns: list[tuple[str, str]] = []
        self.constants: list[Any] = []
        self._paths = {path: number for number, path in enumerate(self.program.standards)}

    def rule(self, name: str) -> Value:
        """The value of a rule for each of its subjects."""
        known = self.rules.get(name)
        if known is None:
            spec = self.program.rules[name]
            beyond = [var.model for var in spec.subjects if var.model not in self.levels]
            if beyond:
                raise WrongSubject(f"the rule `{name}` also speaks of the {beyond[0]}, of which there is no table", code="subject.container")
            known = self.rules[name] = self.value(spec.body)
        return known

    def value(self, node: Node) -> Value:
        match node:
            case Const():
                return Scalar(node.value)
            case Day():
                return Scalar(self.figures.day)
            case Fact():
                return self.fact(node)
            case Chosen():
                return Scalar(None)  # a choice is made about one case, not about a register
            case Figure():
                return self.figure(node)
            case Call():
                return self.rule(node.rule)
            case All():
                return self.joined([self.truth(part) for part in node.parts], settles=False)
            case AnyOf():
                return self.joined([self.truth(part) for part in node.parts], settles=True)
            case Not():
                return _plain(self.negated(self.truth(node.part)))
            case Is():
                return self.one_of(node)
            case When():
                return self.when(node)
            case Op():
                return self.op(node)
            case Over():
                return self.over(node)

    def truth(self, node: Node) -> Truth:
        return self.as_truth(self.value(node))

    def as_truth(self, value: Value) -> Truth:
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
        return "" if isinstance(value, Scalar) else value.level

    def known_at(self, value: Value, to: str) -> Mask:
        return self.lift(self.known(value), self.level(value), to)

    # --- what is read

    def column(self, what: str, *key: str) -> str:
        """The name of an input; ``what`` is c for a fact's values, k for where it is known, r for where a relation is."""
        entry = (what, "/".join(key))
        if entry not in self.columns:
            self.columns.append(entry)
        return f"{what}{self.columns.index(entry)}"

    def fact(self, node: Fact) -> Value:
        model = node.subject.model
        held = self.tables.levels[model].facts[node.name]
        known = ALL if held.known is None else self.column("k", model, node.name)
        if held.known is not None and not held.known.any():
            return Scalar(None)
        name = self.column("c", model, node.name)
        if node.kind == BOOL:
            return Truth(model, name, None if known == ALL else self.less(known, name))
        return Numbers(model, name, known)

    def constant(self, values: Any) -> str:
        """The name of a table of constants."""
        self.constants.append(values)
        return f"t{len(self.constants) - 1}"

    def figure(self, node: Figure) -> Value:
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
            return _plain(Truth(level, self.both(at.true, known), self.both(self.false(at), known)))
        if isinstance(value, Scalar) and value.value is None:
            return value
        known = self.both(self.known_at(value, level), known)
        if kind.name == "ratio":
            return Ratios(level, *self.ratio(value, level), known)
        return Numbers(level, self.filled(self.operand(value, level), level, kind), known)

    # --- conditions

    def joined(self, truths: Sequence[Truth], *, settles: bool) -> Value:
        """All (settled where a part is false) or any (settled where one is true); what is about one subject is joined before it is lifted."""
        found: Truth | None = None
        for level in sorted({truth.level for truth in truths}, key=self.depth):
            here = [truth for truth in truths if truth.level == level]
            found = self._joined_at(level, here if found is None else [self.lifted(found, level), *here], settles)
        assert found is not None  # there is at least one part
        return _plain(found)

    def _joined_at(self, level: str, truths: Sequence[Truth], settles: bool) -> Truth:
        sure = [truth.true for truth in truths if truth.false is None]
        open_ = [(truth.true, truth.false) for truth in truths if truth.false is not None]
        if settles:
            any_sure = self.either(*sure)
            true = self.either(any_sure, *(t for t, _ in open_))
            return Truth(level, true, self.less(self.both(*(f for _, f in open_)), any_sure) if open_ else None)
        all_sure = self.both(*sure)
        true = self.both(all_sure, *(t for t, _ in open_))
        return Truth(level, true, self.either(self.no(all_sure), *(f for _, f in open_)) if open_ else None)

    def negated(self, truth: Truth) -> Truth:
        return Truth(truth.level, self.no(truth.true), None) if truth.false is None else Truth(truth.level, truth.false, truth.true)

    def tested(self, level: str, test: str, known: Mask) -> Truth:
        """A comparison, and where its parts are known."""
        return Truth(level, test, None) if known == ALL else Truth(level, true := self.both(test, known), self.less(known, true))

    def one_of(self, node: Is) -> Value:
        part = self.value(node.part)
        codes = [member.value for member in node.members]
        if isinstance(part, Scalar):
            return Scalar(None if part.value is None else part.value in codes)
        assert isinstance(part, Numbers)  # a term
        return self.tested(part.level, self.either(*(self.emit(f"equal({part.name}, {code})") for code in codes)), part.known)

    # --- branches

    def when(self, node: When) -> Value:
        condition = self.value(node.condition)
        if isinstance(condition, Scalar) and condition.value is not None:
            return self.value(node.then if condition.value else node.otherwise)
        return self.choose(self.as_truth(condition), self.value(node.then), self.value(node.otherwise), node.kind)

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
            return _plain(self._choose_truth(level, at, a, b))
        if kind.name == "ratio":
            return self._choose_ratio(level, at, then, otherwise)
        a_known, b_known = self.known_at(then, level), self.known_at(otherwise, level)
        if a_known == NONE and b_known == NONE:
            return Scalar(None)
        a, b = ("0" if known == NONE else self.operand(part, level) for part, known in ((then, a_known), (otherwise, b_known)))
        name = self.select(at.true, a, b, DTYPE[kind.name])
        name = self.filled(name, level, kind)
        if at.false is None:
            return Numbers(level, name, self.either(self.both(at.true, a_known), self.less(b_known, at.true)))
        known = self.either(self.both(at.true, a_known), self.both(at.false, b_known))
        if isinstance(then, Scalar) and isinstance(otherwise, Scalar):
            return Numbers(level, name, known)
        both = self.both(a_known, b_known)
        return Numbers(level, name, known if both == NONE else self.either(known, self.both(both, self.emit(f"equal({a}, {b})"))))

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
        return scaled if b == "0" else self.emit(f"add({scaled}, {b}, dtype={dtype})")

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
        (a_top, a_below), (b_top, b_below) = (self.ratio(part, level) for part in (then, otherwise))
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

    # --- operations

    def op(self, node: Op) -> Value:
        parts = [self.value(part) for part in node.parts]
        if any(isinstance(part, Scalar) and part.value is None for part in parts):
            return Scalar(None)
        scalars = [part.value for part in parts if isinstance(part, Scalar)]
        if len(scalars) == len(parts):
            return Scalar(OPERATIONS[node.name].apply(*scalars))
        level = self.deepest(*(self.level(part) for part in parts))
        known = self.both(*(self.known_at(part, level) for part in parts))
        if node.name in COMPARED:
            if node.parts[0].kind.name == "ratio":
                a, b = (self.ratio(part, level) for part in parts)
                return self.tested(level, self.crossed(COMPARED[node.name], a, b), known)
            return self.tested(level, self.emit(f"{COMPARED[node.name]}({self.operand(parts[0], level)}, {self.operand(parts[1], level)})"), known)
        return Numbers(level, self.computed(node, parts, level), known)

    def computed(self, node: Op, parts: list[Value], level: str) -> str:
        """The column that an operation gives."""
        if node.name == "scale":
            return self.scaled(parts, level)
        names = [self.operand(part, level) for part in parts]
        if node.name in ADDED:
            return self.emit(f"{ADDED[node.name]}({names[0]}, {names[1]}, dtype=int64)")
        if node.name in EXTREMES:
            dtype = DTYPE[node.kind.name]
            found = names[0]
            for name in names[1:]:
                found = self.emit(f"{EXTREMES[node.name]}({found}, {name}, dtype={dtype})")
            return found
        if node.name == "divide":
            return self.emit(f"divided({names[0]}, {names[1]}, {names[2]})")
        if node.name in ("completed_years", "months_after", "month_of"):
            return self.emit(f"{node.name}({', '.join(names)})")
        if node.name in ("days_between", "months_between"):
            return self.emit(f"subtract({names[1]}, {names[0]}, dtype=int64)")
        raise Unsupported(f"{show(node)} isn't read by the batch readers", code="batch.unsupported")

    def scaled(self, parts: list[Value], level: str) -> str:
        amount, codes = self.operand(parts[0], level), self.operand(parts[2], level)
        top, below = self.ratio(parts[1], level)
        if top.isidentifier() or codes.isidentifier() or not amount.isidentifier():
            return self.emit(f"scaled({amount}, {top}, {below}, {codes})")
        unit, mode = ROUNDINGS[int(codes)]
        product = amount if top == "1" else self.emit(f"multiply({amount}, {top}, dtype=int64)")
        divisor = int(below) * unit
        if mode == "up":
            product = self.emit(f"negative({product}, dtype=int64)")
        if mode == "half_up":
            product = self.emit(f"add({self.emit(f'multiply({product}, 2, dtype=int64)')}, {divisor})")
            divisor *= 2
        found = product if divisor == 1 else self.emit(f"floor_divide({product}, {divisor}, dtype=int64)")
        factor = -unit if mode == "up" else unit
        return found if factor == 1 else self.emit(f"multiply({found}, {factor}, dtype=int64)")

    # --- loops

    def over(self, node: Over) -> Value:
        owner, element = node.element.owner, node.element.model
        assert owner is not None  # checked when the node was built
        level, starts = owner.model, f"s{self.levels[element]}"
        held = self.tables.levels[level].relations[node.relation]
        whole = ALL if held is None else NONE if not held.any() else self.column("r", level, node.relation)
        if whole == NONE:
            return Scalar(None)
        body = self.value(node.body)
        number = self.emit(f"subtract({starts}[1:], {starts}[:-1])")
        if node.how in ("all", "any", "count"):
            return self._conditions(node, self.lifted(self.as_truth(body), element), level, starts, number, whole)
        known = self.known_at(body, element)
        every = self.both(whole, self.holding(known, starts, number, "equal", number))
        if node.how == "total":
            if isinstance(body, Scalar):
                return Numbers(level, self.emit(f"multiply({number}, {literal(body.value or 0)}, dtype=int64)"), every)
            return Numbers(level, self.emit(f"total({self.operand(body, element)}, {starts})"), every)
        assert node.otherwise is not None  # checked when the node was built
        otherwise = self.value(node.otherwise)
        if isinstance(body, Scalar):
            within: Value = body
        else:
            within = Numbers(level, self.emit(f"extreme({self.operand(body, element)}, {starts}, {node.how == 'greatest'})"), every)
        some = Truth(level, self.emit(f"greater({number}, 0)"), None)
        chosen = self.choose(some, within, otherwise, node.kind)
        return chosen if whole == ALL else self.limited(chosen, Numbers(level, whole, whole), node.kind)

    def holding(self, mask: Mask, starts: str, number: str, test: str, bound: str) -> Mask:
        """Where so many parts as a bound says are in a mask."""
        if mask == ALL:
            return ALL if test == "equal" else self.emit(f"greater({number}, 0)")
        if mask == NONE:
            return NONE if test == "greater" else self.emit(f"equal({number}, 0)")
        return self.emit(f"{test}({self.emit(f'tally({mask}, {starts})')}, {bound})")

    def _conditions(self, node: Over, body: Truth, level: str, starts: str, number: str, whole: Mask) -> Value:
        if node.how == "count":
            every = self.both(whole, self.holding(self.settled(body), starts, number, "equal", number))
            tally = {ALL: number, NONE: self.emit(f"multiply({number}, 0)")}.get(body.true) or self.emit(f"tally({body.true}, {starts})")
            return Numbers(level, tally, every)
        decides, rest = (body.true, body.false) if node.how == "any" else (self.false(body), body.true)
        found = self.both(whole, self.holding(decides, starts, number, "greater", "0"))
        if body.false is None:
            other = None if whole == ALL else self.less(whole, found)
        else:
            assert rest is not None  # both masks are there
            other = self.both(whole, self.holding(rest, starts, number, "equal", number))
        if node.how == "any":
            return _plain(Truth(level, found, other))
        return _plain(Truth(level, self.no(found) if other is None else other, None if other is None else found))


def _plain(truth: Truth) -> Value:
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


