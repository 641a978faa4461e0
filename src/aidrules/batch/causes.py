"""What settled an item, as a column of codes: the rule that refused, or the first fact, figure or relation that isn't known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from aidrules.batch.masks import ALL, NONE, Mask, Scalar
from aidrules.batch.tables import Tables
from aidrules.batch.writer import Writer
from aidrules.decide.table import DayFigures
from aidrules.graph.nodes import All, Call, Chosen, Fact, Figure, Is, Node, Not, Op, Over, When
from aidrules.graph.nodes import Any as AnyOf

Cause: TypeAlias = tuple[str, str]
"""A level, and a code or the name of a column of codes."""


class Causes(Writer):
    """Walks down from a rule to what settled it, as ``decide.settler`` does; a refusal stops where several limbs failed only together."""

    def __init__(self, tables: Tables, figures: DayFigures) -> None:
        super().__init__(tables, figures)
        self.codes: dict[str, int] = {"": 0}
        self._why: dict[tuple[str, str, bool], Cause] = {}

    def code(self, name: str) -> int:
        """The code of a rule, fact, figure, relation or choice."""
        return self.codes.setdefault(name, len(self.codes))

    def at(self, cause: Cause, level: str) -> str:
        """A cause for the subjects of a level."""
        return self.lift(cause[1], cause[0], level)

    def refused(self, rule: str) -> Cause:
        """The rule on account of which a rule is false."""
        return self._once(("false", rule, self.verified), lambda: self._false(self.program.rules[rule].body, ("", str(self.code(rule)))))

    def unsettled(self, rule: str) -> Cause:
        """The first thing that isn't known on account of which a rule isn't."""
        return self._once(("unknown", rule, self.verified), lambda: self._unknown(self.program.rules[rule].body))

    def _once(self, key: tuple[str, str, bool], work: Callable[[], Cause]) -> Cause:
        if key not in self._why:
            self._why[key] = work()
        return self._why[key]

    def _pick(self, mask: Mask, level: str, then: Cause, otherwise: Cause) -> Cause:
        """One cause where a mask holds, else another."""
        to = self.deepest(level, then[0], otherwise[0])
        if not to:
            return then if mask == ALL else otherwise
        return to, self.select(self.lift(mask, level, to), self.at(then, to), self.at(otherwise, to), "int16")

    def _false(self, node: Node, own: Cause) -> Cause:
        match node:
            case Call():
                return self.refused(node.rule)
            case All(parts=parts):
                found = own
                for part in reversed(parts):
                    truth = self.truth(part)
                    found = self._pick(self.false(truth), truth.level, self._false(part, own), found)
                return found
            case Over(how="all"):
                return self._failed(node, own)
            case When():
                return self._taken(node, own)
            case _:
                return own

    def _failed(self, node: Over, own: Cause) -> Cause:
        """Of the parts of a subject that failed, the first."""
        owner, element = node.element.owner, node.element.model
        assert owner is not None  # checked when the node was built
        truth = self.truth(node.body)
        failing = self.lift(self.false(truth), truth.level, element)
        if failing == NONE:
            return own
        within = self.sized(failing, element)
        inner = self.emit(f"first({within}, {self.at(self._false(node.body, own), element)}, s{self.levels[element]})")
        return self._pick(self.emit(f"not_equal({inner}, 0)"), owner.model, (owner.model, inner), own)

    def _taken(self, node: When, own: Cause) -> Cause:
        """Of a branch that was taken, why it is false; where it is open which, both are."""
        condition = self.value(node.condition)
        if isinstance(condition, Scalar):
            return own if condition.value is None else self._false(node.then if condition.value else node.otherwise, own)
        truth = self.as_truth(condition)
        other = self._pick(self.false(truth), truth.level, self._false(node.otherwise, own), own)
        return self._pick(truth.true, truth.level, self._false(node.then, own), other)

    def _unknown(self, node: Node) -> Cause:
        match node:
            case Fact():
                return "", str(self.code(f"{node.subject.model}.{node.name}"))
            case Chosen():
                return "", str(self.code(node.path))
            case Call():
                return self.unsettled(node.rule)
            case Figure():
                return self._figure(node)
            case All(parts=parts) | AnyOf(parts=parts) | Op(parts=parts):
                return self._first(parts)
            case Not(part=part) | Is(part=part):
                return self._unknown(part)
            case When():
                return self._branches(node)
            case Over():
                return self._loop(node)
            case _:
                return "", "0"

    def _open(self, node: Node) -> tuple[Mask, str]:
        """Where a node isn't known, and at which level."""
        value = self.value(node)
        return self.no(self.known(value)), self.level(value)

    def _first(self, parts: Sequence[Node]) -> Cause:
        found: Cause = ("", "0")
        for part in reversed(parts):
            mask, level = self._open(part)
            if mask != NONE:
                found = self._pick(mask, level, self._unknown(part), found)
        return found

    def _figure(self, node: Figure) -> Cause:
        own: Cause = ("", str(self.code(node.path)))
        if node.otherwise is not None:
            own = self._unknown(node.otherwise)
        if node.key is None:
            return own
        mask, level = self._open(node.key)
        return own if mask == NONE else self._pick(mask, level, self._unknown(node.key), own)

    def _branches(self, node: When) -> Cause:
        condition = self.value(node.condition)
        if isinstance(condition, Scalar) and condition.value is not None:
            return self._unknown(node.then if condition.value else node.otherwise)
        truth = self.as_truth(condition)
        branch = self._pick(truth.true, truth.level, self._unknown(node.then), self._unknown(node.otherwise))
        mask, level = self._open(node.condition)
        return branch if mask == NONE else self._pick(mask, level, self._unknown(node.condition), branch)

    def _loop(self, node: Over) -> Cause:
        owner, element = node.element.owner, node.element.model
        assert owner is not None  # checked when the node was built
        relation: Cause = ("", str(self.code(f"{owner.model}.{node.relation}")))
        whole = self.related(owner.model, node.relation)
        if whole == NONE:
            return relation
        mask, level = self._open(node.body)
        found: Cause = ("", "0") if node.otherwise is None else self._unknown(node.otherwise)
        if mask != NONE:
            starts, cause = f"s{self.levels[element]}", self.at(self._unknown(node.body), element)
            within = self.lift(self.sized(mask, element), level or element, element)
            inner = self.emit(f"first({within}, {cause}, {starts})")
            found = self._pick(self.emit(f"not_equal({inner}, 0)"), owner.model, (owner.model, inner), found)
        return found if whole == ALL else self._pick(self.no(whole), owner.model, relation, found)

    def sized(self, mask: Mask, level: str) -> Mask:
        """A mask as a column, also where it holds everywhere."""
        return self.emit(f"full(n{self.levels[level]}, True)") if mask == ALL else mask
