"""Writes SQL expressions for nodes, as the interpreter means them: three-valued, exact, nothing known when written left open.

A rule, a loop or a long part becomes a column of its model; an expression reads columns by name, and each name stands for
one column of the whole statement.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any as Anything
from typing import Final

from sqlglot import exp

from aidrules.batch import sql_operations as spelled
from aidrules.batch.sql_names import Columns, Names, column_name, columns_of, comment, key_name, known_column, table_name
from aidrules.batch.sql_terms import (
    WHOLE, Code, Computed, Known, Pair, Single, Value, among, both, case, cast, column, compare, either, is_null, literal, minus, negated, number, plus, product,
)  # fmt: skip
from aidrules.decide.basis import Basis
from aidrules.decide.interpreter import Interpreter
from aidrules.errors import InvalidTable, Unsupported
from aidrules.graph.kinds import BOOL, COUNT, ROUNDING, Kind
from aidrules.graph.nodes import All, Any, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, Var, When
from aidrules.graph.operations import OPERATIONS, round_fen
from aidrules.graph.program import Program, called, every
from aidrules.graph.text import node_words

SHORT: Final = 48
"""Parts longer than this, and read twice, become columns of their own."""


@dataclass(eq=False)
class Column:
    """A column of a model's rows; ``code`` reads other columns by name. ``source`` is the column of the user's table, for a fact."""

    model: str
    name: str
    kind: Kind
    code: Code
    nullable: bool
    from_zero: bool = False
    words: str = ""
    source: str = ""


@dataclass(eq=False)
class Loop(Column):
    """A column from all the rows of a relation: ``gathered`` is computed for each group of ``element`` rows, ``code`` reads it as
    ``gathered_as``, and the number of rows as ``number_as``."""

    element: str = ""
    gathered: Code | None = None
    gathered_as: str = ""
    number_as: str = ""


@dataclass
class Place:
    """Where an expression stands: whose rows, and the words for what becomes a column of its own."""

    model: str
    name: str
    words: str


@dataclass
class Values:
    """The columns of a statement, made as they are asked for."""

    basis: Basis
    present: Columns | None
    names: Names = field(init=False)
    by_name: dict[str, Column] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        program = self.basis.program
        taken = [table_name(model) for model in program.models] + [key_name(model) for model in program.models]
        self.names = Names(taken)
        self._facts: dict[tuple[str, str], Single] = {}
        self._rules: dict[str, Value] = {}
        self._loops: dict[Anything, tuple[Single, Single]] = {}
        self._numbers: dict[tuple[str, str], Loop] = {}
        self._parts: dict[tuple[str, str], Column] = {}
        self._assumed: dict[str, Known] = {}
        self._interpreter = Interpreter(self.basis.layout, self.basis.day, self.basis.figures)

    # --- columns

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

    def titled(self, name: str, zh: str) -> str:
        """The title of a rule or an output and the clauses it rests on, as a comment holds them."""
        cited = "；".join(clause.citation for clause in self.basis.cite(self.basis.rests.get(name, ())))
        return comment(zh, f"[{cited}]" if cited else "")

    def _column(self, place: Place, wanted: str, kind: Kind, value: Computed, words: str) -> Computed:
        made = Column(place.model, self.names.take(wanted, "rule"), kind, value.code, value.nullable, value.from_zero, words)
        return self._read(self._add(made))

    def _add(self, made: Column) -> Column:
        self.by_name[made.name] = made
        return made

    def _read(self, made: Column) -> Computed:
        return Computed(column(made.name), made.nullable, made.from_zero)

    def reads(self, code: Code | None) -> list[Column]:
        """The columns that an expression reads, each once, in order."""
        if code is None:
            return []
        found = dict.fromkeys(part.name for part in code.find_all(exp.Column))
        return [self.by_name[name] for name in found if name in self.by_name]

    def known_when_written(self, value: Known, kind: Kind) -> Code:
        """A settled value as an expression with its type."""
        code = literal(value.value, kind, self.basis.program)
        return cast(code) if kind.name in WHOLE and value.value is not None else code

    def fact(self, model: str, name: str) -> Single:
        """A fact's column, read by the layout; an absent one is not known."""
        if (model, name) not in self._facts:
            spec = self.basis.program.models[model].fact(name)
            source = column_name(spec)
            if not self._has(model, source):
                if not spec.may_be_unknown:
                    raise InvalidTable(f"the table `{table_name(model)}` has no column `{source[:64]}`, and that fact is always known", code="table.lacks")
                self._facts[model, name] = Known(None)
            else:
                self._facts[model, name] = self._read(self._add(self._from_table(model, source, spec.kind, spec.may_be_unknown, source)))
        return self._facts[model, name]

    def _from_table(self, model: str, source: str, kind: Kind, nullable: bool, wanted: str) -> Column:
        twice = sum(source in columns_of(self.basis.program, spec) for spec in self.basis.program.models.values()) > 1
        name = self.names.take(f"{table_name(model)}_{wanted}" if twice or "_" not in wanted else wanted, f"{table_name(model)}_fact")
        raw = column(source, table_name(model), quoted=True)
        raw.set("table", exp.to_identifier(table_name(model), quoted=True))
        if kind.name == "month":
            code = spelled.month_of(raw)
        elif kind.name == "term":  # a text that is no term is not known
            code = case((among(raw, [exp.Literal.string(text) for text, _ in self.basis.program.terms[kind.of].members]), raw))
            nullable = True
        else:
            code = raw
        return Column(model, name, kind, code, nullable, words="", source=source)

    def _has(self, model: str, source: str) -> bool:
        return self.present is None or source in self.present.get(table_name(model), ())

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

    def code(self, value: Single, kind: Kind) -> Code:
        """A value as an expression."""
        return literal(value.value, kind, self.basis.program) if isinstance(value, Known) else value.code

    def held(self, value: Single, place: Place, kind: Kind) -> Single:
        """The same value, as a column of its own where it is long: it will be read twice."""
        if isinstance(value, Known) or isinstance(value.code, exp.Column) or len(value.code.sql()) <= SHORT:
            return value
        key = (place.model, value.code.sql())
        if key not in self._parts:
            made = Column(place.model, self.names.take(f"{place.name}__part", "part"), kind, value.code, value.nullable, value.from_zero, place.words)
            self._parts[key] = self._add(made)
        return self._read(self._parts[key])

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
        if isinstance(part, Known):
            return Known(None if part.value is None else part.value in [member.value for member in node.members])
        options = [literal(member.value, member.kind, self.basis.program) for member in node.members]
        return Computed(compare("eq", part.code, options[0]) if len(options) == 1 else among(part.code, options), part.nullable)

    def when(self, node: When, place: Place) -> Value:
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

    def _cased(self, found: Code, kind: Kind, parts: list[Single], nullable: bool) -> Computed:
        """With a type, where all branches are numbers that are known: SQL would take a smaller one."""
        bare = kind.name in WHOLE and all(isinstance(part, Known) for part in parts)
        return Computed(cast(found) if bare else found, nullable, self._from_zero(parts))

    def _open(self, value: Single) -> bool:
        return value.value is None if isinstance(value, Known) else value.nullable

    def _from_zero(self, parts: list[Single]) -> bool:
        return all((type(part.value) is int and part.value >= 0 or part.value is None) if isinstance(part, Known) else part.from_zero for part in parts)

    # --- figures

    def figure(self, node: Figure, place: Place) -> Value:
        found = self.basis.figures.found[node.path]
        values: list[Value] = []
        for figure in found:
            if figure is not None:
                values.append(self._ratio(figure.value) if node.kind.name == "ratio" else Known(figure.value))
            else:
                values.append(Known(None) if node.otherwise is None else self.value(node.otherwise, place))
        if node.key is None:
            return values[0]
        key = self.single(node.key, place)
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
        values = [self.value(part, place) for part in node.parts]
        if any(isinstance(value, Known) and value.value is None for value in values):
            return Known(None)
        if node.name == "scale":
            return self._scaled(node, values, place)
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

    def _scaled(self, node: Op, values: list[Value], place: Place) -> Single:
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
            other = self._rounded(self._negative(amount), Computed(spelled.negative(code), count.nullable), rounding, nullable)
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
        return Known(-value.value) if isinstance(value, Known) else Computed(spelled.negative(value.code), value.nullable)

    # --- loops

    def over(self, node: Over, place: Place) -> Single:
        """One value from all the rows of a relation, read from a column of the rows that own them."""
        found, empty = self._loop(node)
        if node.otherwise is None or isinstance(empty, Known):
            return found
        otherwise = self.held(self.single(node.otherwise, place), place, node.kind)
        whole = case((empty.code, self.code(otherwise, node.kind)), otherwise=self.code(found, node.kind))
        return Computed(whole, self._open(found) or self._open(otherwise), self._from_zero([found, otherwise]))

    def _loop(self, node: Over) -> tuple[Single, Single]:
        """The value over some rows, and whether there are none; the first is NULL there for greatest and least."""
        key = signature(node)
        if key not in self._loops:
            late = late_condition(node, self.basis.program)
            self._loops[key] = self._gathered(node) if late is None else self._by_case(node, late)
        return self._loops[key]

    def _by_case(self, node: Over, late: str) -> tuple[Single, Single]:
        """A loop that rests on a condition which itself rests on a loop over the same rows: gathered for each value that the
        condition may have, and chosen when it is there. So the rows aren't joined and gathered a second time."""
        owner = node.element.owner
        assert owner is not None  # checked when the node was built
        found: list[Single] = []
        empty: Single = Known(False)
        for value in (True, False, None):
            self._assumed[late] = Known(value)
            try:
                each, empty = self._gathered(node)
            finally:
                del self._assumed[late]
            found.append(each)
        condition = self.rule(late)
        assert not isinstance(condition, Pair)  # it is a condition
        if isinstance(condition, Known):
            return found[(True, False, None).index(condition.value)], empty
        if all(part == found[0] for part in found):
            return found[0], empty
        codes = [self.code(part, node.kind) for part in found]
        branches = [(condition.code, codes[0])]
        if condition.nullable:
            branches.append((negated(condition.code), codes[1]))
        parts = found if condition.nullable else found[:2]
        whole = case(*branches, otherwise=codes[2] if condition.nullable else codes[1])
        return self._cased(whole, node.kind, parts, any(self._open(part) for part in parts)), empty

    def _gathered(self, node: Over) -> tuple[Single, Single]:
        program, owner, element = self.basis.program, node.element.owner, node.element.model
        assert owner is not None  # checked when the node was built
        if not program.models[owner.model].identified:
            raise Unsupported(f"a {owner.model} has no id, so SQL can't tell which {element} belongs to which", code="sql.no_id")
        relation = program.models[owner.model].relation(node.relation)
        known = self._relation_known(owner.model, relation.name, relation.may_be_unknown)
        if known == Known(None):
            return Known(None), Known(None)
        words = comment(node_words(node, program, "zh"))
        place = Place(element, f"{table_name(element)}_{node.how}", words)
        body = self.single(node.body, place)
        nothing = {"all": Known(True), "any": Known(False), "count": Known(False), "total": Known(0)}.get(node.how)
        over_nothing = Known(0) if node.how == "count" else nothing
        if body == nothing and over_nothing is not None:  # whatever the rows are
            return over_nothing if known is None else Computed(case((known.code, self.code(over_nothing, node.kind))), True, True), Known(False)
        body = self.held(body, place, node.body.kind)
        gathered = gather(node.how, self.code(body, node.body.kind), self._open(body))
        number_ = self._number(owner.model, element)
        name = self.names.take(f"{table_name(element)}_{node.how}")
        read = column(f"{name}_of")
        inner = read if over_nothing is None else case((is_null(column(number_.number_as)), self.code(over_nothing, node.kind)), otherwise=read)
        whole = inner if known is None else case((known.code, inner))
        nullable = self._open(body) or known is not None
        made = Loop(owner.model, name, node.kind, whole, nullable or over_nothing is None, node.how == "count", words, element=element)
        made.gathered, made.gathered_as, made.number_as = gathered, f"{name}_of", number_.number_as
        made.from_zero = node.how == "count" or (node.how not in ("any", "all") and self._from_zero([body]))
        value = self._read(self._add(made))
        if over_nothing is not None:
            return value, Known(False)
        empty = number_ if known is None else self._empty(owner.model, element, number_, known)
        return Computed(value.code, nullable, made.from_zero), self._read(empty)

    def _number(self, owner: str, element: str) -> Loop:
        """Whether a subject has none: the column that all the loops over a relation share."""
        if (owner, element) not in self._numbers:
            name = self.names.take(f"{table_name(element)}_none")
            made = Loop(owner, name, BOOL, is_null(column(f"{name}_of")), False, False, comment(f"没有{self.basis.program.models[element].zh}"), element=element)
            made.gathered, made.gathered_as, made.number_as = exp.Count(this=exp.Star()), f"{name}_of", f"{name}_of"
            self._numbers[owner, element] = made
            self._add(made)
        return self._numbers[owner, element]

    def _empty(self, owner: str, element: str, number_: Loop, known: Computed) -> Column:
        key = (owner, f"known {element}")
        if key not in self._parts:
            code = case((known.code, column(number_.name)), otherwise=exp.false())
            self._parts[key] = self._add(Column(owner, self.names.take(f"{number_.name}_known"), BOOL, code, False, words=number_.words))
        return self._parts[key]

    def _relation_known(self, model: str, relation: str, may_be_unknown: bool) -> Computed | None | Known:
        """The column that says whether a relation is known; None where it always is."""
        element = self.basis.program.models[model].relation(relation).model
        if self.present is not None and table_name(element) not in self.present:
            if not may_be_unknown:
                raise InvalidTable(f"there is no table `{table_name(element)}`, and who is in it is always known", code="table.lacks")
            return Known(None)
        source = known_column(relation)
        if not may_be_unknown or not self._has(model, source):
            return None
        key = (model, source)
        if key not in self._facts:
            self._facts[key] = self._read(self._add(self._from_table(model, source, BOOL, True, source)))
        found = self._facts[key]
        assert isinstance(found, Computed)
        return found


def late_condition(node: Over, program: Program) -> str | None:
    """The one condition about the owner that a loop's body rests on and that rests on a loop over the same rows; None where there
    is none, or where more than that stands in the way."""
    owner, element = node.element.owner, node.element.model
    assert owner is not None  # checked when the node was built
    found: set[str] = set()
    waiting, seen = [node.body], set()
    while waiting:
        for part in every(waiting.pop()):
            if isinstance(part, Over) and any(_late(name, owner.model, element, program) for name in called(part)):
                return None
            if not isinstance(part, Call) or part.rule in seen:
                continue
            seen.add(part.rule)
            rule = program.rules[part.rule]
            if rule.model == element:
                waiting.append(rule.body)
            elif _late(part.rule, owner.model, element, program):
                found.add(part.rule)
    late = found.pop() if len(found) == 1 else None
    return late if late is not None and program.rules[late].model == owner.model and program.rules[late].kind == BOOL else None


def _late(name: str, owner: str, element: str, program: Program) -> bool:
    """Whether a rule rests on a loop over these rows."""
    bodies = [program.rules[needed].body for needed in program.depends(name)]
    loops = [part for body in bodies for part in every(body) if isinstance(part, Over)]
    return any(loop.element.model == element and loop.element.owner is not None and loop.element.owner.model == owner for loop in loops)


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


def gather(how: str, body: Code, nullable: bool) -> Code:
    """One value from a group of rows; what SQL's own would skip is counted."""
    every = compare("eq", exp.Count(this=body.copy()), exp.Count(this=exp.Star()))
    holding = exp.Count(this=exp.Star()) if body == exp.true() else exp.Count(this=case((body, number(1))))
    failing = exp.Count(this=case((negated(body), number(1))))
    match how:
        case "any":
            some = compare("gt", holding, number(0))
            return case((some, exp.true()), (every, exp.false())) if nullable else some
        case "all":
            if nullable:
                return case((compare("gt", failing, number(0)), exp.false()), (every, exp.true()))
            return compare("eq", failing, number(0))
        case "count":
            found: Code = holding
        case "total":
            found = cast(exp.Sum(this=body.copy()))
        case _:
            found = (exp.Max if how == "greatest" else exp.Min)(this=body.copy())
    return case((every, found)) if nullable else found


def signature(part: Anything) -> Anything:
    """What a node says, whatever its variables are called: on one row each model stands for one subject."""
    if isinstance(part, Var):
        return ("subject", part.model)
    if isinstance(part, tuple):
        return tuple(signature(each) for each in part)
    if hasattr(part, "__dataclass_fields__") and not isinstance(part, Kind):
        return (type(part).__name__, *(signature(getattr(part, each.name)) for each in fields(part)))
    return (type(part).__name__, part)
