"""Writes numpy code for the nodes of a graph: one column per rule and subject, three-valued, what is known costing no mask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aidrules.batch.masks import ALL, NONE, Mask, Numbers, Scalar, Truth, Value
from aidrules.batch.reader import DTYPE, Reader, literal, plain_truth
from aidrules.batch.tables import Tables
from aidrules.decide.table import DayFigures
from aidrules.errors import Unsupported, WrongSubject
from aidrules.graph.nodes import All, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, When, show
from aidrules.graph.nodes import Any as AnyOf
from aidrules.graph.operations import OPERATIONS, ROUNDINGS

COMPARED: Final = {"lt": "less", "le": "less_equal", "gt": "greater", "ge": "greater_equal", "eq": "equal"}
ADDED: Final = {"add": "add", "subtract": "subtract", "multiply": "multiply", "month_plus": "add"}
CALLED: Final = {
    "divide": "divided", "month_share": "month_share", "completed_years": "completed_years", "months_after": "months_after",
    "month_of": "month_of", "day_of_month": "day_of_month",
}  # fmt: skip
EXTREMES: Final = {"greatest": "maximum", "least": "minimum"}


class Writer(Reader):
    """Gives for each node its value: a scalar, a condition's two masks, or a column and where it is known."""

    def __init__(self, tables: Tables, figures: DayFigures) -> None:
        super().__init__(tables, figures)
        self.rules: dict[tuple[str, bool], Value] = {}

    def rule(self, name: str) -> Value:
        """The value of a rule for each of its subjects."""
        known = self.rules.get((name, self.verified))
        if known is None:
            spec = self.program.rules[name]
            beyond = [var.model for var in spec.subjects if var.model not in self.levels]
            if beyond:
                raise WrongSubject(f"the rule `{name}` also speaks of the {beyond[0]}, of which there is no table", code="subject.container")
            known = self.rules[name, self.verified] = self.value(spec.body)
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
                return plain_truth(self.negated(self.truth(node.part)))
            case Is():
                return self.one_of(node)
            case When():
                return self.when(node)
            case Op():
                return self.op(node)
            case Over():
                return self.over(node)

    # --- conditions and branches

    def joined(self, truths: Sequence[Truth], *, settles: bool) -> Value:
        """All (settled where a part is false) or any (settled where one is true); what is about one subject is joined before it is lifted."""
        found: Truth | None = None
        for level in sorted({truth.level for truth in truths}, key=self.depth):
            here = [truth for truth in truths if truth.level == level]
            found = self._joined_at(level, here if found is None else [self.lifted(found, level), *here], settles)
        assert found is not None  # there is at least one part
        return plain_truth(found)

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

    def when(self, node: When) -> Value:
        condition = self.value(node.condition)
        if isinstance(condition, Scalar) and condition.value is not None:
            return self.value(node.then if condition.value else node.otherwise)
        return self.choose(self.as_truth(condition), self.value(node.then), self.value(node.otherwise), node.kind)

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
        if node.name == "priced":
            names = [self.operand(parts[0], level), self.operand(parts[1], level), *self.ratio(parts[2], level), self.operand(parts[3], level)]
            return self.emit(f"priced({', '.join(names)})")
        names = [self.operand(part, level) for part in parts]
        if node.name in ADDED:
            return self.emit(f"{ADDED[node.name]}({names[0]}, {names[1]}, dtype=int64)")
        if node.name in EXTREMES:
            dtype = DTYPE[node.kind.name]
            found = names[0]
            for name in names[1:]:
                found = self.emit(f"{EXTREMES[node.name]}({found}, {name}, dtype={dtype})")
            return found
        if node.name in CALLED:
            return self.emit(f"{CALLED[node.name]}({', '.join(names)})")
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
        whole = self.related(level, node.relation)
        if whole == NONE:
            return Scalar(None)
        body = self.value(node.body)
        number = self.emit(f"subtract({starts}[1:], {starts}[:-1])")
        if node.how in ("all", "any", "count"):
            return self._conditions(node, self.lifted(self.as_truth(body), element), level, number, whole)
        known = self.known_at(body, element)
        every = self.both(whole, self.every(known, element, number))
        if node.how == "total":
            if isinstance(body, Scalar):
                return Numbers(level, self.emit(f"multiply({number}, {literal(body.value or 0)}, dtype=int64)"), every)
            return Numbers(level, self.emit(self.totalled(self.operand(body, element), element)), every)
        assert node.otherwise is not None  # checked when the node was built
        otherwise = self.value(node.otherwise)
        if isinstance(body, Scalar):
            within: Value = body
        else:
            within = Numbers(level, self.emit(f"extreme({self.operand(body, element)}, {starts}, {node.how == 'greatest'})"), every)
        some = Truth(level, self.emit(f"greater({number}, 0)"), None)
        chosen = self.choose(some, within, otherwise, node.kind)
        return chosen if whole == ALL else self.limited(chosen, Numbers(level, whole, whole), node.kind)

    def totalled(self, values: str, element: str) -> str:
        """The sum over each subject's parts; of what is 0 but where a mask holds, the sum over those."""
        starts, up = f"s{self.levels[element]}", f"u{self.levels[element]}"
        within = self.within.get(values)
        return f"total_where({within[0]}, {within[1]}, {starts}, {up})" if within else f"total({values}, {starts})"

    def every(self, mask: Mask, element: str, number: str) -> Mask:
        """The subjects whose parts are all in a mask."""
        if mask in (ALL, NONE):
            return ALL if mask == ALL else self.emit(f"equal({number}, 0)")
        return self.emit(f"every({mask}, s{self.levels[element]}, u{self.levels[element]})")

    def some(self, mask: Mask, element: str, number: str) -> Mask:
        """The subjects of whose parts any is in a mask."""
        if mask in (ALL, NONE):
            return self.emit(f"greater({number}, 0)") if mask == ALL else NONE
        return self.emit(f"some({mask}, s{self.levels[element]}, u{self.levels[element]})")

    def _conditions(self, node: Over, body: Truth, level: str, number: str, whole: Mask) -> Value:
        element = node.element.model
        if node.how == "count":
            every = self.both(whole, self.every(self.settled(body), element, number))
            tally = {ALL: number, NONE: self.emit(f"multiply({number}, 0)")}.get(body.true) or self.emit(f"tally({body.true}, s{self.levels[element]})")
            return Numbers(level, tally, every)
        decides, rest = (body.true, body.false) if node.how == "any" else (self.false(body), body.true)
        found = self.both(whole, self.some(decides, element, number))
        if body.false is None:
            other = None if whole == ALL else self.less(whole, found)
        else:
            assert rest is not None  # both masks are there
            other = self.both(whole, self.every(rest, element, number))
        if node.how == "any":
            return plain_truth(Truth(level, found, other))
        return plain_truth(Truth(level, self.no(found) if other is None else other, None if other is None else found))
