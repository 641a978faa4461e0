"""Random programs: rules of every node over three nested models with facts of every kind, and their figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from aidrules.facts.model import Fact, Facts, fact, required
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Rounding, Term
from aidrules.graph import nodes
from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, MONTH, RATIO, ROUNDING, Kind, quantity, term
from aidrules.graph.nodes import Call, Const, Day, Figure, How, Is, Node, Not, Op, Over, Var, When
from aidrules.graph.nodes import Fact as FactNode
from aidrules.graph.operations import ROUNDINGS
from aidrules.graph.program import Program, RuleSpec, StandardSpec
from aidrules.lang.models import model_spec, models_below, term_spec
from aidrules.standards.figures import Figure as DatedFigure
from aidrules.standards.figures import Figures


class Colour(Term):
    """A term for generated programs."""

    RED = "red", "红"
    GREEN = "green", "绿"
    BLUE = "blue", "蓝"


class Leaf(Facts):
    """The innermost subject of generated programs."""

    holds: Fact[bool] = fact(zh="成立", en="holds")
    number: Fact[int] = fact(zh="数", en="number")
    sure: int = required(zh="已知数", en="a number that is always known")


class Branch(Facts):
    """The middle subject of generated programs."""

    id: str
    holds: Fact[bool] = fact(zh="成立", en="holds")
    amount: Fact[Money] = fact(zh="金额", en="amount")
    colour: Fact[Colour] = fact(zh="颜色", en="colour")
    born: Fact[date] = fact(zh="出生", en="born")
    sure: bool = required(zh="已知", en="always known")
    leaves: Fact[tuple[Leaf, ...]] = fact(zh="叶", en="leaves")


class Root(Facts):
    """The outermost subject of generated programs."""

    id: str
    holds: Fact[bool] = fact(zh="成立", en="holds")
    amount: Fact[Money] = fact(zh="金额", en="amount")
    month: Fact[Month] = fact(zh="月份", en="month")
    size: Fact[Quantity] = fact(zh="面积", en="size", unit="m2")
    branches: tuple[Branch, ...] = required(zh="枝", en="branches")


MODELS: Final = {model.__name__: model for model in models_below(Root)}
COLOUR, SIZE = term("Colour"), quantity("m2")
KINDS: Final = (BOOL, COUNT, MONEY, DATE, MONTH, SIZE, COLOUR)
STANDARDS: Final = {
    spec.path: spec
    for spec in (
        StandardSpec("s.count", COUNT, None, "", "数", "count"),
        StandardSpec("s.money", MONEY, None, "", "金额", "money"),
        StandardSpec("s.ratio", RATIO, None, "", "比例", "ratio"),
        StandardSpec("s.rounding", ROUNDING, None, "", "取整", "rounding"),
        StandardSpec("s.by_colour", MONEY, COLOUR, "", "分色金额", "money by colour"),
    )
}


@dataclass(frozen=True)
class GeneratedProgram:
    """A program and figures for it."""

    program: Program
    figures: Figures


def generated_programs(most_rules: int = 6, depth: int = 4, *, printed: bool = False) -> SearchStrategy[GeneratedProgram]:
    """Programs of up to so many rules, with figures of which some are missing; with ``printed`` none is."""

    @st.composite
    def draw_program(draw: DrawFn) -> GeneratedProgram:
        rules: dict[str, RuleSpec] = {}
        for number in range(draw(st.integers(1, most_rules))):
            models = draw(st.sampled_from([("Root",), ("Branch",), ("Branch", "Root"), ("Leaf",), ("Leaf", "Branch", "Root"), ("Leaf", "Root")]))
            subjects: tuple[Var, ...] = ()
            for index, model in reversed(list(enumerate(models))):
                subjects = (Var(index, model, subjects[0] if subjects else None), *subjects)
            writer = _Writer(draw, rules, len(models))
            body = writer.node(draw(st.sampled_from(KINDS)), list(subjects), depth)
            name = f"generated.r{number}"
            rules[name] = RuleSpec(name, f"规则{number}", f"Rule {number}.", subjects, body)
        program = Program(
            {name: model_spec(model) for name, model in MODELS.items()},
            {"Colour": term_spec(Colour), "Rounding": term_spec(Rounding)}, STANDARDS, {}, rules, {},
        )  # fmt: skip
        return GeneratedProgram(program, Figures(_figures(draw, printed)))

    return draw_program()


def _figures(draw: DrawFn, printed: bool) -> list[DatedFigure]:
    values: dict[tuple[str, str], SearchStrategy[Any]] = {
        ("s.count", ""): st.integers(0, 4), ("s.money", ""): st.integers(0, 500),
        ("s.ratio", ""): st.sampled_from([Fraction(13, 10), Fraction(1, 3), Fraction(0)]),
        ("s.rounding", ""): st.integers(0, len(ROUNDINGS) - 1),
        **{("s.by_colour", colour.value): st.integers(0, 500) for colour in Colour},
    }  # fmt: skip
    found = []
    for (path, key), strategy in values.items():
        value = draw(strategy if printed else st.one_of(st.none(), strategy, strategy))
        if value is not None:
            found.append(DatedFigure(path, key, value, str(value)))
    return found


class _Writer:
    """Writes random nodes of a wanted kind."""

    def __init__(self, draw: DrawFn, rules: dict[str, RuleSpec], named: int) -> None:
        self.draw, self.rules, self.named = draw, rules, named

    def node(self, kind: Kind, scope: list[Var], depth: int) -> Node:
        ways = ["leaf"]
        if depth:
            ways += ["when", "op", "over", "call", *(["all", "any", "not", "is", "compare", "loop"] if kind == BOOL else [])]
            ways += ["money"] if kind == MONEY else []
        way = self.draw(st.sampled_from(ways))
        made = getattr(self, f"_{way}")(kind, scope, depth - 1)
        return made if made is not None else self._leaf(kind, scope, depth)

    def _leaf(self, kind: Kind, scope: list[Var], depth: int) -> Node:
        choices: list[Node] = []
        for var in scope:
            spec = model_spec(MODELS[var.model])
            choices += [FactNode(var, fact_.name, kind) for fact_ in spec.facts if fact_.kind == kind]
        choices += [Figure(spec.path, kind) for spec in STANDARDS.values() if spec.kind == kind and spec.by is None]
        constants: dict[Kind, list[Any]] = {BOOL: [True, False], COUNT: [0, 1], MONEY: [0], COLOUR: [0, 1, 2], SIZE: [0], MONTH: [24265], DATE: []}
        choices += [Const(kind, value) for value in constants.get(kind, ())]
        if kind == DATE:
            choices.append(Day())
        return self.draw(st.sampled_from(choices))

    def _when(self, kind: Kind, scope: list[Var], depth: int) -> Node:
        return When(self.node(BOOL, scope, depth), self.node(kind, scope, depth), self.node(kind, scope, depth))

    def _all(self, kind: Kind, scope: list[Var], depth: int) -> Node:
        return nodes.All(tuple(self.node(BOOL, scope, depth) for _ in range(self.draw(st.integers(1, 3)))))

    def _any(self, kind: Kind, scope: list[Var], depth: int) -> Node:
        return nodes.Any(tuple(self.node(BOOL, scope, depth) for _ in range(self.draw(st.integers(1, 3)))))

    def _not(self, kind: Kind, scope: list[Var], depth: int) -> Node:
        return Not(self.node(BOOL, scope, depth))

    def _is(self, kind: Kind, scope: list[Var], depth: int) -> Node:
        codes = self.draw(st.lists(st.integers(0, 2), min_size=1, max_size=2, unique=True))
        return Is(self.node(COLOUR, scope, depth), tuple(Const(COLOUR, code) for code in codes))

    def _compare(self, kind: Kind, scope: list[Var], depth: int) -> Node:
        of = self.draw(st.sampled_from([COUNT, MONEY, DATE, MONTH, SIZE]))
        name = self.draw(st.sampled_from(["lt", "le", "gt", "ge", "eq"]))
        return Op(name, (self.node(of, scope, depth), self.node(of, scope, depth)))

    def _op(self, kind: Kind, scope: list[Var], depth: int) -> Node | None:
        def part(of: Kind) -> Node:
            return self.node(of, scope, depth)

        if kind == COUNT and self.draw(st.booleans()):
            pairs = (("completed_years", DATE), ("days_between", DATE), ("months_between", MONTH))
            name, of = self.draw(st.sampled_from(pairs))
            return Op(name, (part(of), part(of)))
        if kind in (COUNT, MONEY, SIZE):
            name = self.draw(st.sampled_from(["add", "subtract", "greatest", "least", "multiply"]))
            return Op(name, (part(kind), part(COUNT if name == "multiply" else kind)))
        if kind == MONTH:
            return Op("month_of", (part(DATE),)) if self.draw(st.booleans()) else Op("month_plus", (part(MONTH), part(COUNT)))
        if kind == DATE:
            return Op("months_after", (part(DATE), part(COUNT)))
        return None

    def _call(self, kind: Kind, scope: list[Var], depth: int) -> Node | None:
        found = []
        for name, rule in self.rules.items():
            for var in scope:
                given = (var, *(above for above in var.above() if above.model in [s.model for s in rule.subjects[1:]]))
                if rule.kind == kind and [s.model for s in rule.subjects] == [v.model for v in given]:
                    found.append(Call(name, given, kind))
        return self.draw(st.sampled_from(found)) if found else None

    def _over(self, kind: Kind, scope: list[Var], depth: int) -> Node | None:
        owners = [(var, relation) for var in scope for relation in model_spec(MODELS[var.model]).relations]
        if not owners or kind in (COLOUR,):
            return None
        owner, relation = self.draw(st.sampled_from(owners))
        element = Var(self.named, relation.model, owner)
        self.named += 1
        inner = [element, *element.above()]
        if kind == BOOL:
            return Over(self.draw(st.sampled_from(["all", "any"])), relation.name, element, self.node(BOOL, inner, depth))
        if kind == COUNT and self.draw(st.booleans()):
            return Over("count", relation.name, element, self.node(BOOL, inner, depth))
        if kind in (COUNT, MONEY, SIZE) and self.draw(st.booleans()):
            return Over("total", relation.name, element, self.node(kind, inner, depth))
        ends: list[How] = ["greatest", "least"]
        return Over(self.draw(st.sampled_from(ends)), relation.name, element, self.node(kind, inner, depth), self.node(kind, scope, 0))

    _loop = _over

    def _money(self, kind: Kind, scope: list[Var], depth: int) -> Node:
        """What only amounts have: a standard with a key, a ratio, a division, a month's share."""
        amount, rounding = self.node(MONEY, scope, depth), Figure("s.rounding", ROUNDING)
        way = self.draw(st.sampled_from(["keyed", "scale", "month_share", "divide", "priced"]))
        if way == "keyed":
            return Figure("s.by_colour", MONEY, COLOUR, self.node(COLOUR, scope, depth))
        if way == "scale":
            return Op("scale", (amount, Figure("s.ratio", RATIO), rounding))
        if way == "priced":
            return Op("priced", (amount, self.node(SIZE, scope, depth), Figure("s.ratio", RATIO), rounding))
        if way == "month_share":
            return Op("month_share", (amount, self.node(MONTH, scope, depth), rounding))
        number = self.node(COUNT, scope, depth)
        return When(Op("eq", (number, Const(COUNT, 0))), Const(MONEY, 0), Op("divide", (amount, number, rounding)))
