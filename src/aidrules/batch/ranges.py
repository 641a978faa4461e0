"""Between which numbers every value of a program lies: the proof that nothing a batch reader computes leaves 64 bits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, TypeAlias

from aidrules.errors import Unsupported
from aidrules.facts.month import FIRST_YEAR, LAST_YEAR
from aidrules.graph.nodes import All, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, When, children, show
from aidrules.graph.nodes import Any as AnyOf
from aidrules.graph.operations import HUNDREDTHS, ROUNDINGS
from aidrules.graph.program import OutputSpec, Program
from aidrules.standards.figures import Figure as DatedFigure

LARGEST: Final = 2**63 - 1
YEARS: Final = 10_000
Interval: TypeAlias = tuple[int, int]
"""The least and the most."""
TRUTH: Final[Interval] = (0, 1)


@dataclass(frozen=True)
class Known:
    """What is known of the numbers before: facts by model and name, values by standard, and by model how many parts a subject has at most."""

    facts: Mapping[tuple[str, str], Interval]
    figures: Mapping[str, tuple[Any, ...]]
    longest: Mapping[str, int]


def declared(program: Program, figures: Iterable[DatedFigure]) -> Known:
    """What the models and some figures say, all that are dated or those of one day, whatever register comes."""
    facts: dict[tuple[str, str], Interval] = {}
    longest: dict[str, int] = {}
    for spec in program.models.values():
        for fact in spec.facts:
            facts[spec.name, fact.name] = (fact.low or 0, LARGEST if fact.high is None else fact.high)
            if fact.kind.name == "month":
                facts[spec.name, fact.name] = (FIRST_YEAR * 12, LAST_YEAR * 12 + 11)
        longest |= {relation.model: relation.most for relation in spec.relations}
    values: dict[str, tuple[Any, ...]] = dict.fromkeys(program.standards, ())
    for figure in figures:
        if figure.path in values:
            values[figure.path] += (figure.value,)
    return Known(facts, values, longest)


def prove(program: Program, known: Known, rules: Iterable[str] | None = None) -> dict[str, Interval]:
    """The interval of each rule that gives a number; a value that could leave 64 bits is an error that names the rule.

    >>> from aidrules.jurisdictions import huining
    >>> parts = huining.rulebook().parts
    >>> prove(parts.program, declared(parts.program, parts.figures))["care.guardian_amount"]
    (7000, 23000)
    """
    found: dict[str, Interval] = {}
    for name in _wanted(program, rules):
        found[name] = _Prover(known, found, name).of(program.rules[name].body)
    return found


def unproven(program: Program, known: Known, rules: Iterable[str]) -> str:
    """The first rule, of some and those they call, with a value that could leave 64 bits; "" where none has."""
    found: dict[str, Interval] = {}
    for name in _wanted(program, rules):
        try:
            found[name] = _Prover(known, found, name).of(program.rules[name].body)
        except Unsupported:
            return name
    return ""


def _wanted(program: Program, rules: Iterable[str] | None) -> list[str]:
    """Some rules and those that they call, each after those it calls."""
    wanted = set(program.rules) if rules is None else set().union(*(program.depends(name) for name in rules))
    return [name for name in program.rules if name in wanted]


def rules_of(outputs: Iterable[OutputSpec]) -> list[str]:
    """The rules that some outputs name and that settle them."""
    return [name for output in outputs for name in (output.applies, output.entitled, *output.gates, output.within, output.amount) if name]


class _Prover:
    """Walks the body of one rule."""

    def __init__(self, known: Known, rules: Mapping[str, Interval], name: str) -> None:
        self.known, self.rules, self.name = known, rules, name

    def of(self, node: Node) -> Interval:
        match node:
            case Const():
                return self.scalars([node.value])
            case Day():
                return (0, 0)
            case Fact():
                return self.known.facts[node.subject.model, node.name] if node.kind.name in _NUMBERS else TRUTH
            case Figure():
                return self.figure(node)
            case Chosen():
                return (0, 0)
            case Call():
                return self.rules[node.rule]
            case When():
                self.of(node.condition)
                return _hull(self.of(node.then), self.of(node.otherwise))
            case Op():
                return self.op(node)
            case Over():
                return self.over(node)
            case All() | AnyOf() | Not() | Is():
                for part in children(node):
                    self.of(part)
                return TRUTH

    def scalars(self, values: Iterable[Any]) -> Interval:
        whole = [int(value) for value in values if isinstance(value, int)]
        return (min(whole), max(whole)) if whole else (0, 0)

    def figure(self, node: Figure) -> Interval:
        if node.key is not None:
            self.of(node.key)
        found = self.scalars(self.known.figures[node.path])
        return found if node.otherwise is None else _hull(found, self.of(node.otherwise))

    def ratios(self, node: Node) -> tuple[int, int]:
        """The largest numerator and denominator of a node that is a ratio."""
        match node:
            case Const(value=Fraction() as value):
                found = [value]
            case Figure():
                found = [value for value in self.known.figures[node.path] if isinstance(value, Fraction)]
            case Call():
                return 10**9, 10**9
            case _:
                found = []
        pairs = [(abs(value.numerator), value.denominator) for value in found]
        pairs += [self.ratios(part) for part in children(node) if part.kind.name == "ratio"]
        return max((top for top, _ in pairs), default=0), max((below for _, below in pairs), default=1)

    def op(self, node: Op) -> Interval:
        parts = [self.of(part) for part in node.parts]
        first = parts[0]
        second = parts[1] if len(parts) > 1 else first
        match node.name:
            case "add" | "month_plus":
                return self.fits(first[0] + second[0], first[1] + second[1], node)
            case "subtract":
                return self.fits(first[0] - second[1], first[1] - second[0], node)
            case "months_between":
                return self.fits(second[0] - first[1], second[1] - first[0], node)
            case "multiply":
                return self.product(first, second, node)
            case "greatest":
                return max(low for low, _ in parts), max(high for _, high in parts)
            case "least":
                return min(low for low, _ in parts), min(high for _, high in parts)
            case "scale":
                top, below = self.ratios(node.parts[1])
                return self.rounded(tuple(end * top for end in first), below, node)
            case "priced":
                top, below = self.ratios(node.parts[2])
                low, high = self.product(first, second, node)
                return self.rounded((low * top, high * top), below * HUNDREDTHS, node)
            case "divide":
                ends = (min(first[0], -first[1]), max(first[1], -first[0])) if second[0] < 0 else first
                return self.rounded(ends, max(abs(second[0]), abs(second[1]), 1), node)
            case "month_share":
                self.rounded(tuple(12 * end for end in first), 12, node)
                unit = 2 * max(unit for unit, _ in ROUNDINGS)
                return self.fits(min(first[0], 0) - unit, max(first[1], 0) + unit, node)
            case "day_of_month":
                return 1, 31
            case "completed_years":
                return -YEARS, YEARS
            case "days_between":
                return -YEARS * 366, YEARS * 366
            case "month_of":
                return 0, YEARS * 12
            case "months_after":
                self.fits(second[0] - YEARS * 12, second[1] + YEARS * 12, node)
                return 0, 0
            case _:
                if node.parts[0].kind.name == "ratio":
                    products = [self.ratios(part) for part in node.parts]
                    self.fits(0, products[0][0] * products[1][1], node)
                    self.fits(0, products[1][0] * products[0][1], node)
                return TRUTH

    def product(self, one: Interval, other: Interval, node: Op) -> Interval:
        corners = [a * b for a in one for b in other]
        return self.fits(min(corners), max(corners), node)

    def rounded(self, ends: tuple[int, ...], below: int, node: Op) -> Interval:
        """A division that rounds: its longest step is twice the amount and the divisor together, in the largest unit."""
        unit = max(unit for unit, _ in ROUNDINGS)
        low, high = min(*ends, 0), max(*ends, 0)
        self.fits(2 * low - below * unit, 2 * high + 2 * below * unit, node)
        return self.fits(low - unit, high + unit, node)

    def over(self, node: Over) -> Interval:
        body = self.of(node.body)
        most = self.known.longest.get(node.element.model, 0)
        if node.how in ("all", "any"):
            return TRUTH
        if node.how == "count":
            return 0, most
        if node.how == "total":
            return self.fits(min(body[0] * most, 0), max(body[1] * most, 0), node)
        assert node.otherwise is not None  # checked when the node was built
        return _hull(body, self.of(node.otherwise))

    def fits(self, low: int, high: int, node: Node) -> Interval:
        if low < -LARGEST or high > LARGEST:
            raise Unsupported(
                f"the rule `{self.name}` could leave 64 bits: {show(node)} lies between {low} and {high}; give its facts narrower bounds, fact(high=…)",
                code="batch.range",
            )
        return low, high


_NUMBERS: Final = ("count", "money", "quantity", "month")


def _hull(*parts: Interval) -> Interval:
    return min(low for low, _ in parts), max(high for _, high in parts)
