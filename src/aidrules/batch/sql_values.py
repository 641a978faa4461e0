"""Writes SQL expressions for nodes, as the interpreter means them: three-valued, exact, nothing known when written left open.

A rule, a loop or a long part becomes a column of its model; an expression reads columns by name, and each name stands for
one column of the whole statement.
"""

from __future__ import annotations

from typing import Any as Anything

from sqlglot import exp

from aidrules.batch import sql_operations as spelled
from aidrules.batch.sql_columns import Place
from aidrules.batch.sql_loops import Loops
from aidrules.batch.sql_terms import (
    Code,
    Computed,
    Known,
    Pair,
    Single,
    Value,
    among,
    both,
    case,
    compare,
    either,
    literal,
    minus,
    negated,
    negative,
    number,
    plus,
    product,
)  # fmt: skip
from aidrules.errors import Unsupported
from aidrules.graph.kinds import BOOL, COUNT, ROUNDING, Kind
from aidrules.graph.nodes import All, Any, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, When
from aidrules.graph.operations import HUNDREDTHS, OPERATIONS, round_fen


class Values(Loops):
    """Writes the nodes of rules, and keeps what it has written."""

    def rule(self, name: str) -> Value:
        """The value of a rule, on the rows of its model; its column is made when it is first read."""
        if name not in self._rules:
            spec = self.basis.program.rules[name]
            if not spec.subjects:
                value = self._interpreter.rule(name, [])
                self._rules[name] = Known(value) if spec.kind.name != "ratio" else self._ratio(value)
            else:
                place = Place(spec.model, name, "")
                value = self.value(spec.body, place)
                self._rules[name] = self._column(place, name, spec.kind, value, self.titled(name, spec.zh)) if isinstance(value, Computed) else value
        return self._rules[name]

    # --- nodes

    def single(self, node: Node, place: Place) -> Single:
        """A node that isn't a ratio."""
        value = self.value(node, place)
        assert not isinstance(value, Pair)  # kinds were checked when the nodes were built
        return value

    def value(self, node: Node, place: Place) -> Value:
        """The value of a node on the rows of a place."""
        match node:
            case Const():
                return self._ratio(node.value) if node.kind.name == "ratio" else Known(node.value)
            case Day():
                return Known(self.basis.day)
            case Fact():
                return self.fact(node.subject.model, node.name)
            case Chosen():
                return Known(None)  # nothing is chosen for a whole population
            case Figure():
                return self.figure(node, place)
            case Call():
                return self.called(node.rule, place)
            case All():
                return self.joined([self.single(part, place) for part in node.parts], settles=False)
            case Any():
                return self.joined([self.single(part, place) for part in node.parts], settles=True)
            case Not():
                return inverted(self.single(node.part, place))
            case Is():
                return self.one_of(node, self.single(node.part, place))
            case When():
                return self.when(node, place)
            case Op():
                return self.operation(node, place)
            case Over():
                return self.over(node, place)

    def called(self, name: str, place: Place) -> Value:
        """The value of a rule that another calls; written out in full where it rests on what is assumed."""
        if name in self._assumed:
            return self._assumed[name]
        if any(assumed in self.basis.program.depends(name) for assumed in self._assumed):
            return self.value(self.basis.program.rules[name].body, place)
        return self.rule(name)

    def joined(self, parts: list[Single], *, settles: bool) -> Single:
        """All (settled by a false part) or Any (settled by a true one): AND and OR are Kleene's in SQL."""
        left = [part for part in parts if not (isinstance(part, Known) and part.value is (not settles))]
        if any(isinstance(part, Known) and part.value is settles for part in left):
            return Known(settles)
        if not left:
            return Known(not settles)
        if all(isinstance(part, Known) for part in left):
            return Known(None)
        codes = list({part.sql(): part for part in (self.code(value, BOOL) for value in left)}.values())
        return Computed(either(codes) if settles else both(codes), any(isinstance(part, Known) or part.nullable for part in left))

    def one_of(self, node: Is, part: Single) -> Single:
        """Whether a term is one of some."""
        if isinstance(part, Known):
            return Known(None if part.value is None else part.value in [member.value for member in node.members])
        options = [literal(member.value, member.kind, self.basis.program) for member in node.members]
        return Computed(compare("eq", part.code, options[0]) if len(options) == 1 else among(part.code, options), part.nullable)

    def when(self, node: When, place: Place) -> Value:
        """A condition and its branches; a branch that can't be taken isn't written."""
        if node.kind.name == "ratio":
            return self._either_ratio(node, place)
        condition, then = self.single(node.condition, place), self.single(node.then, place)
        if isinstance(condition, Known) and condition.value is not None:
            return then if condition.value else self.single(node.otherwise, place)
        if asks_for_none(node):
            assert isinstance(node.otherwise, Op)
            parts = [self.single(part, place) for part in node.otherwise.parts]
            if Known(None) not in parts:
                return self._divided(parts, then, place)
        return self.branches(node, condition, then, self.single(node.otherwise, place), place)

    def branches(self, node: When, condition: Single, then: Single, otherwise: Single, place: Place) -> Single:
        """One of two values; where the condition isn't known, the one that both are."""
        kind = node.kind
        if isinstance(then, Known) and then == otherwise and type(then.value) is type(getattr(otherwise, "value", None)):
            return then
        if isinstance(condition, Computed) and not condition.nullable:
            nullable = any(self._open(part) for part in (then, otherwise))
            found = case((condition.code, self.code(then, kind)), otherwise=self.code(otherwise, kind))
            return self._cased(found, kind, [then, otherwise], nullable)
        then, otherwise = self.held(then, place, kind), self.held(otherwise, place, kind)
        same = self._same(then, otherwise, kind)
        if isinstance(condition, Known):
            return Known(None) if same is None else Computed(case((same, self.code(then, kind))), True, self._from_zero([then, otherwise]))
        condition = self.held(condition, place, BOOL)
        test = self.code(condition, BOOL)
        whole = [(test, self.code(then, kind)), (negated(test), self.code(otherwise, kind))]
        if same is not None:
            whole.append((same, self.code(then if isinstance(then, Known) else otherwise, kind)))
        return self._cased(case(*whole), kind, [then, otherwise], True)

    def _same(self, then: Single, otherwise: Single, kind: Kind) -> Code | None:
        """Whether both branches are known and the same; None where they never are."""
        if any(isinstance(part, Known) and part.value is None for part in (then, otherwise)):
            return None
        if isinstance(then, Known) and isinstance(otherwise, Known):
            return None  # the same were taken before
        if kind == BOOL:
            for one, other in ((then, otherwise), (otherwise, then)):
                if isinstance(one, Known) and isinstance(other, Computed):
                    return other.code if one.value else negated(other.code)
        return compare("eq", self.code(then, kind), self.code(otherwise, kind))

    def figure(self, node: Figure, place: Place) -> Value:
        """The day's figure, or one of those by a key."""
        found = self.basis.figures.found[node.path]
        values: list[Value] = []
        for figure in found:
            if figure is not None:
                values.append(self._ratio(figure.value) if node.kind.name == "ratio" else Known(figure.value))
            else:
                values.append(Known(None) if node.otherwise is None else self.value(node.otherwise, place))
        if node.key is None:
            return values[0]
        key = self.fact(node.key.subject.model, node.key.name, as_key=True) if isinstance(node.key, Fact) else self.single(node.key, place)
        if isinstance(key, Known):
            return Known(None) if key.value is None else values[key.value]
        if any(isinstance(value, Pair) for value in values):
            pairs = [value if isinstance(value, Pair) else Pair(Known(None), Known(None)) for value in values]
            above = self._by_key(node, key, [pair.above for pair in pairs])
            return Pair(above, self._by_key(node, key, [pair.below for pair in pairs]))
        return self._by_key(node, key, [value for value in values if not isinstance(value, Pair)])

    def _by_key(self, node: Figure, key: Computed, values: list[Single]) -> Single:
        """One branch for each key that has a figure, and none for others."""
        kind = COUNT if node.kind.name == "ratio" else node.kind
        assert node.by is not None  # checked when the node was built
        members = self.basis.program.terms[node.by.of].members
        given = [(text, value) for (text, _), value in zip(members, values, strict=True) if not (isinstance(value, Known) and value.value is None)]
        if not given:
            return Known(None)
        found = case(*((exp.Literal.string(text), self.code(value, kind)) for text, value in given), of=key.code)
        nullable = key.nullable or len(given) < len(members) or any(self._open(value) for _, value in given)
        return self._cased(found, kind, [value for _, value in given], nullable)

    # --- ratios

    def _ratio(self, value: Anything) -> Value:
        return Known(None) if value is None else Pair(Known(value.numerator), Known(value.denominator))

    def _either_ratio(self, node: When, place: Place) -> Value:
        condition, parts = self.single(node.condition, place), [self.value(part, place) for part in (node.then, node.otherwise)]
        if isinstance(condition, Known) and condition.value is not None:
            return parts[0] if condition.value else parts[1]
        pairs = [part if isinstance(part, Pair) else Pair(Known(None), Known(None)) for part in parts]
        whole = When(node.condition, Const(COUNT, 0), Const(COUNT, 0))  # the kind of both parts of a ratio
        found = [self.branches(whole, condition, getattr(pairs[0], part), getattr(pairs[1], part), place) for part in ("above", "below")]
        if any(isinstance(part, Known) and part.value is None for part in found):
            return Known(None)
        return Pair(found[0], found[1])

    # --- operations

    def operation(self, node: Op, place: Place) -> Single:
        """An operation of the closed table; known parts are worked out now."""
        values = [self.value(part, place) for part in node.parts]
        if any(isinstance(value, Known) and value.value is None for value in values):
            return Known(None)
        if node.name == "scale":
            return self._scaled(values, place)
        if node.name == "priced":
            return self._priced(values, place)
        if any(isinstance(value, Pair) for value in values):
            return self._compared_ratios(node.name, values)
        singles = [value for value in values if not isinstance(value, Pair)]
        known = [value.value for value in singles if isinstance(value, Known)]
        if len(known) == len(singles):
            return Known(OPERATIONS[node.name].apply(*known))
        nullable = any(self._open(value) for value in singles)
        kinds = [part.kind for part in node.parts]
        if node.name == "divide":
            return self._divided(singles, None, place)
        if node.name == "month_share":
            return self._share(singles, nullable, place)
        if node.name in ("greatest", "least"):
            singles = [self.held(value, place, kind) for value, kind in zip(singles, kinds, strict=True)]
            codes = [self.code(value, kind) for value, kind in zip(singles, kinds, strict=True)]
            open_ = [value.code for value in singles if isinstance(value, Computed) and value.nullable]
            above = self._from_zero(singles) if node.name == "least" else any(self._from_zero([value]) for value in singles)
            return Computed(spelled.extreme(node.name, codes, open_), nullable, above)
        if node.name in spelled.TWICE:
            singles = [self.held(value, place, kind) for value, kind in zip(singles, kinds, strict=True)]
        codes = [self.code(value, kind) for value, kind in zip(singles, kinds, strict=True)]
        if node.name in spelled.OF_A_DAY:
            return Computed(spelled.OF_A_DAY[node.name](codes[0]), nullable, True)
        if node.name in ("lt", "le", "gt", "ge", "eq"):
            return Computed(compare(node.name, codes[0], codes[1]), nullable)
        if node.name not in spelled.PLAIN:
            raise Unsupported(f"`{node.name}` can't be said in SQL yet", code="sql.operation")
        return Computed(spelled.PLAIN[node.name](codes[0], codes[1]), nullable, node.name in ("add", "multiply") and self._from_zero(singles))

    def _compared_ratios(self, name: str, values: list[Value]) -> Single:
        pairs = [value for value in values if isinstance(value, Pair)]
        sides = [(pairs[0].above, pairs[1].below), (pairs[1].above, pairs[0].below)]
        parts = [part for side in sides for part in side]
        known = [part.value for part in parts if isinstance(part, Known)]
        if len(known) == len(parts):
            return Known(OPERATIONS[name].apply(known[0] * known[1], known[2] * known[3]))
        codes = [product(self.code(above, COUNT), self.code(below, COUNT)) for above, below in sides]
        return Computed(compare(name, codes[0], codes[1]), any(self._open(part) for part in parts))

    def _priced(self, values: list[Value], place: Place) -> Single:
        """As an amount for the whole quantity, in hundredths of fen, scaled by the ratio and a hundredth."""
        rate, quantity, part, rounding = values
        assert isinstance(part, Pair)  # an unknown one was answered before
        assert not isinstance(rate, Pair)
        assert not isinstance(quantity, Pair)
        if isinstance(rate, Known) and isinstance(quantity, Known):
            whole: Single = Known(rate.value * quantity.value)
        else:
            nullable = self._open(rate) or self._open(quantity)
            whole = Computed(product(self.code(rate, COUNT), self.code(quantity, COUNT)), nullable, self._from_zero([rate, quantity]))
        below = part.below
        hundredth = Known(below.value * HUNDREDTHS) if isinstance(below, Known) else Computed(spelled.times(below.code, HUNDREDTHS), below.nullable, True)
        return self._scaled([whole, Pair(part.above, hundredth), rounding], place)

    def _scaled(self, values: list[Value], place: Place) -> Single:
        amount, ratio, rounding = values
        assert isinstance(ratio, Pair)  # an unknown one was answered before
        assert not isinstance(amount, Pair)
        assert not isinstance(rounding, Pair)
        parts = [amount, ratio.above, ratio.below, rounding]
        if all(isinstance(part, Known) for part in parts):
            values_ = [part.value for part in parts if isinstance(part, Known)]
            return Known(round_fen(values_[0] * values_[1], values_[2], values_[3]))
        if isinstance(ratio.above, Known) and ratio.above.value == 1:
            whole = self.code(amount, COUNT)
        elif isinstance(amount, Computed) and isinstance(ratio.above, Known):
            whole = spelled.times(amount.code, ratio.above.value)
        else:
            whole = product(self.code(amount, COUNT), self.code(ratio.above, COUNT))
        above_zero = self._from_zero([amount, ratio.above])
        numerator = self.held(Computed(whole, self._open(amount) or self._open(ratio.above), above_zero), place, COUNT)
        return self._rounded(numerator, self.held(ratio.below, place, COUNT), rounding, any(self._open(part) for part in parts))

    def _rounded(self, above: Single, below: Single, rounding: Single, nullable: bool) -> Computed:
        codes = self.code(above, COUNT), self.code(below, COUNT)
        from_zero = self._from_zero([above])
        if isinstance(rounding, Known):
            return Computed(spelled.rounded(codes[0], codes[1], rounding.value, from_zero=from_zero), nullable, from_zero)
        members = self.basis.program.terms["Rounding"].members
        ways = [spelled.rounded(codes[0], codes[1], mode, from_zero=from_zero) for mode in range(len(members))]
        found = case(*((exp.Literal.string(text), way) for (text, _), way in zip(members, ways, strict=True)), of=rounding.code)
        return Computed(found, nullable, from_zero)

    def _divided(self, values: list[Single], at_zero: Single | None, place: Place) -> Single:
        """An amount by a count; by 0 it is ``at_zero``, or 0."""
        amount, count, rounding = self.held(values[0], place, COUNT), self.held(values[1], place, COUNT), self.held(values[2], place, ROUNDING)
        nullable = any(self._open(part) for part in (amount, count, rounding))
        zero: Single = Computed(product(self.code(amount, COUNT), number(0)), nullable) if at_zero is None and isinstance(amount, Computed) else Known(0)
        zero = zero if at_zero is None else at_zero
        plain = self._rounded(amount, count, rounding, nullable)
        if isinstance(count, Known):
            if count.value > 0:
                return plain
            return zero if count.value == 0 else self._rounded(self._negative(amount), Known(-count.value), rounding, nullable)
        code = count.code
        branches = [(compare("gt", code, number(0)), plain.code), (compare("eq", code, number(0)), self.code(zero, COUNT))]
        if not count.from_zero:
            other = self._rounded(self._negative(amount), Computed(negative(code), count.nullable), rounding, nullable)
            branches.append((compare("lt", code, number(0)), other.code))
        return Computed(case(*branches), nullable or self._open(zero), count.from_zero and self._from_zero([amount, zero]))

    def _share(self, values: list[Single], nullable: bool, place: Place) -> Computed:
        """What a month is paid of a yearly amount: what is paid up to it, less what is paid before it."""
        amount, month, rounding = (self.held(value, place, kind) for value, kind in zip(values, (COUNT, COUNT, ROUNDING), strict=True))
        before = Known(month.value % 12) if isinstance(month, Known) else Computed(spelled.of_twelve(month.code), month.nullable, True)
        until = Known(before.value + 1) if isinstance(before, Known) else Computed(plus(before.code, number(1)), before.nullable, True)
        parts = []
        for months in (until, before):
            whole = product(self.code(amount, COUNT), self.code(months, COUNT))
            paid = self.held(Computed(whole, nullable, self._from_zero([amount])), place, COUNT)
            parts.append(self._rounded(paid, Known(12), rounding, nullable).code)
        return Computed(minus(parts[0], parts[1]), nullable, self._from_zero([amount]))

    def _negative(self, value: Single) -> Single:
        return Known(-value.value) if isinstance(value, Known) else Computed(negative(value.code), value.nullable)


def asks_for_none(node: When) -> bool:
    """Whether a branch is a division, and the condition that its divisor is 0: then both are one question."""
    test, other = node.condition, node.otherwise
    if not (isinstance(test, Op) and test.name == "eq" and isinstance(other, Op) and other.name == "divide"):
        return False
    return test.parts == (other.parts[1], Const(COUNT, 0))


def inverted(value: Single) -> Single:
    """Not; what isn't known stays so."""
    if isinstance(value, Known):
        return Known(None if value.value is None else not value.value)
    return Computed(negated(value.code), value.nullable)
