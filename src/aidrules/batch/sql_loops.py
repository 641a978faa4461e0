"""Loops as columns of the rows that own a relation: gathered from the rows of the relation, with what isn't known counted."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import fields
from typing import Any as Anything

from sqlglot import exp

from aidrules.batch.sql_columns import Column, Loop, Made, Place
from aidrules.batch.sql_names import comment, known_column, table_name
from aidrules.batch.sql_terms import Code, Computed, Known, Pair, Single, Value, case, cast, column, compare, is_null, negated, number
from aidrules.errors import InvalidTable, Unsupported
from aidrules.graph.kinds import BOOL, Kind
from aidrules.graph.nodes import Call, Node, Over, Var
from aidrules.graph.program import Program, called, every
from aidrules.graph.text import node_words


class Loops(Made):
    """The columns of loops, and all that is on one row."""

    @abstractmethod
    def single(self, node: Node, place: Place) -> Single:
        """A node that isn't a ratio."""

    @abstractmethod
    def rule(self, name: str) -> Value:
        """The value of a rule."""

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
        if isinstance(known, Known):
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
            words = comment(f"没有{self.basis.program.models[element].zh}")
            made = Loop(owner, name, BOOL, is_null(column(f"{name}_of")), False, False, words, element=element)
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
