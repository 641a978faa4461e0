"""The small mistakes that can be put into a node, or into printed figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Final, Literal, Protocol, TypeAlias, assert_never

from aidrules.errors import GraphError
from aidrules.graph.kinds import ROUNDING, Kind
from aidrules.graph.nodes import TRUE, All, Any, Call, Chosen, Const, Day, Fact, Figure, How, Is, Node, Not, Op, Over, When, children
from aidrules.graph.operations import ROUNDINGS
from aidrules.standards.figures import Figure as DatedFigure

Sort: TypeAlias = Literal["operator", "limb", "figure", "fact", "rule", "branch", "loop", "term", "value", "output"]
Change: TypeAlias = tuple[Sort, str, Node]
Made: TypeAlias = Iterator[tuple[Sort, str, Callable[[], Node]]]


class Others(Protocol):
    """What else could have been written in the place of a fact, a rule, a standard or a term."""

    def facts(self, fact: Fact) -> Sequence[str]:
        """Other facts that could be taken for this one."""
        ...

    def rules(self, call: Call) -> Sequence[str]:
        """Other rules that could be taken for this one."""
        ...

    def standards(self, figure: Figure) -> Sequence[str]:
        """Other standards that could be taken for this one."""
        ...

    def terms(self, kind: Kind) -> Sequence[str]:
        """The values of an enumeration, by code."""
        ...


def mistakes(node: Node, others: Others) -> Iterator[Change]:
    """A node with one mistake in it or in one of its parts; what doesn't fit the kinds is left out."""
    for sort, words, make in _Mistakes(others).own(node):
        try:
            made = make()
        except GraphError:
            continue
        yield sort, words, made
    for place, child in enumerate(children(node)):
        for sort, words, part in mistakes(child, others):
            try:
                made = _with_part(node, place, part)
            except GraphError:
                continue
            yield sort, words, made


def _with_part(node: Node, place: int, part: Node) -> Node:
    """A node with another part at a place, counted as ``children`` does."""
    match node:
        case All(parts=parts) | Any(parts=parts) | Op(parts=parts):
            return replace(node, parts=(*parts[:place], part, *parts[place + 1 :]))
        case Not() | Is():
            return replace(node, part=part)
        case When(condition=condition, then=then, otherwise=otherwise):
            return When(*(part if place == at else each for at, each in enumerate((condition, then, otherwise))))
        case Over():
            return replace(node, body=part) if place == 0 else replace(node, otherwise=part)
        case Figure():
            return replace(node, key=part) if place == 0 and node.key is not None else replace(node, otherwise=part)
        case Const() | Day() | Fact() | Chosen() | Call():
            return node  # has no parts
        case _:
            assert_never(node)


OTHER_OPERATIONS: Final[dict[str, tuple[str, ...]]] = {
    "lt": ("le",), "le": ("lt",), "gt": ("ge",), "ge": ("gt",), "eq": ("lt", "le", "ge"),
    "add": ("subtract",), "subtract": ("add",), "greatest": ("least",), "least": ("greatest",),
}  # fmt: skip
IN_ORDER: Final = ("subtract", "completed_years", "days_between", "months_between")
OTHER_LOOPS: Final[dict[How, How]] = {"all": "any", "any": "all", "greatest": "least", "least": "greatest"}


class _Mistakes:
    """Mistakes in a node itself, each in words that tell it from the others of its rule."""

    def __init__(self, others: Others) -> None:
        self.others = others

    def own(self, node: Node) -> Made:
        match node:
            case All(parts=parts):
                yield "operator", f"any_of for all_of: {self.listed(parts)}", partial(Any, parts)
                yield from self.limbs(All, parts)
            case Any(parts=parts):
                yield "operator", f"all_of for any_of: {self.listed(parts)}", partial(All, parts)
                yield from self.limbs(Any, parts)
            case Not(part=part):
                yield "limb", f"{self.words(part)} for {self.words(node)}", partial(_same, part)
            case Is():
                yield "limb", f"not {self.words(node)}", partial(Not, node)
                yield from self.members(node)
            case Op():
                yield from self.operation(node)
            case When(condition=condition, then=then, otherwise=otherwise):
                yield "branch", f"branches swapped: {self.words(condition)}", partial(When, condition, otherwise, then)
                yield "branch", f"always as if {self.words(condition)}", partial(_same, then)
                yield "branch", f"never as if {self.words(condition)}", partial(_same, otherwise)
            case Over():
                yield from self.loop(node)
            case Fact():
                for name in self.others.facts(node):
                    yield "fact", f"{name} for {node.name}", partial(replace, node, name=name)
            case Figure():
                for path in self.others.standards(node):
                    yield "figure", f"{path} for {self.words(node)}", partial(replace, node, path=path)
                if node.otherwise is not None:
                    yield "branch", f"nothing where {node.path} isn't in force", partial(replace, node, otherwise=None)
            case Const():
                yield from self.value(node)
            case Call():
                for name in self.others.rules(node):
                    yield "rule", f"{name} for {node.rule}", partial(replace, node, rule=name)
            case Day() | Chosen():
                return
            case _:
                assert_never(node)

    def limbs(self, word: type[All] | type[Any], parts: tuple[Node, ...]) -> Made:
        """Without one of the parts, where there are several."""
        for place, part in enumerate(parts):
            if len(parts) > 1:
                yield "limb", f"{word.__name__.lower()}_of without {self.words(part)}", partial(word, (*parts[:place], *parts[place + 1 :]))

    def members(self, node: Is) -> Made:
        """One term too many, one too few, another in the place of one."""
        names, what = self.others.terms(node.part.kind), self.words(node.part)
        listed = [member.value for member in node.members]
        added = {name: Const(node.part.kind, code) for code, name in enumerate(names) if code not in listed}
        for name, other in added.items():
            yield "term", f"{what} is {name} too", partial(replace, node, members=(*node.members, other))
        for member in node.members:
            rest = tuple(each for each in node.members if each != member)
            if rest:
                yield "term", f"{what} without {self.words(member)}", partial(replace, node, members=rest)
            for name, other in added.items():
                yield "term", f"{what} is {name} for {self.words(member)}", partial(replace, node, members=(*rest, other))

    def operation(self, node: Op) -> Made:
        for name in OTHER_OPERATIONS.get(node.name, ()):
            yield "operator", f"{name} for {node.name}: {self.listed(node.parts)}", partial(Op, name, node.parts)
        if node.name in IN_ORDER:
            yield "operator", f"{node.name} the other way round: {self.listed(node.parts)}", partial(Op, node.name, node.parts[::-1])
        for part in node.parts:
            if part.kind == node.kind:
                yield "limb", f"only {self.words(part)} for {self.words(node)}", partial(_same, part)

    def loop(self, node: Over) -> Made:
        name, element, body = node.relation, node.element, node.body
        if node.how in OTHER_LOOPS:
            how = OTHER_LOOPS[node.how]
            yield "loop", f"{how} for {node.how} over {name}", partial(Over, how, name, element, body, node.otherwise)
        elif node.how == "count":
            yield "loop", f"counts all {name}", partial(Over, "count", name, element, TRUE)
            yield "loop", f"counts the other {name}", partial(Over, "count", name, element, Not(body))
        else:
            nothing = Const(node.kind, 0)
            yield "loop", f"greatest for total over {name}", partial(Over, "greatest", name, element, body, nothing)
            yield "loop", f"least for total over {name}", partial(Over, "least", name, element, body, nothing)
            yield "loop", f"nothing for total over {name}", partial(_same, nothing)

    def value(self, node: Const) -> Made:
        """Another value in the place of one that is written in a rule: the other terms, one unit more or less."""
        beside: list[bool | int] = []
        if node.kind.name == "term":
            beside += range(len(self.others.terms(node.kind)))
        elif isinstance(node.value, bool):
            beside.append(not node.value)
        elif isinstance(node.value, int):
            beside += [value for value in (node.value - 1, node.value + 1) if value >= 0]
        for value in beside:
            other = Const(node.kind, value)
            if other != node:
                yield "term" if node.kind.name == "term" else "value", f"{self.words(other)} for {self.words(node)}", partial(_same, other)

    def words(self, node: Node) -> str:
        return in_words(node, self.others)

    def listed(self, parts: Sequence[Node]) -> str:
        return ", ".join(self.words(part) for part in parts)


def in_words(node: Node, others: Others) -> str:
    """A node in few words, as the author of its rule would name it."""

    def listed(parts: Sequence[Node], between: str = ", ") -> str:
        return between.join(in_words(part, others) for part in parts)

    match node:
        case Const(kind=kind, value=value):
            return others.terms(kind)[value] if kind.name == "term" and isinstance(value, int) else written(value, kind)
        case Day():
            return "the day"
        case Fact(name=name):
            return name
        case Figure(path=path, key=key):
            return path if key is None else f"{path}[{in_words(key, others)}]"
        case Chosen(path=path):
            return f"chosen {path}"
        case Call(rule=rule):
            return rule
        case All(parts=parts) | Any(parts=parts):
            return f"{type(node).__name__.lower()}_of({listed(parts)})"
        case Not(part=part):
            return f"not {in_words(part, others)}"
        case Is(part=part, members=members):
            return f"{in_words(part, others)} is {listed(members, ' or ')}"
        case When(condition=condition, then=then, otherwise=otherwise):
            return f"when({listed((condition, then, otherwise))})"
        case Op(name=name, parts=parts):
            return f"{name}({listed(parts)})"
        case Over(how=how, relation=relation):
            return f"{how} over {relation}"
        case _:
            assert_never(node)


def _same(node: Node) -> Node:
    return node


def written(value: object, kind: Kind) -> str:
    """A value as a standards file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and kind.name in ("money", "quantity"):
        return f"{value // 100}.{value % 100:02d}"
    return str(value)


Changed: TypeAlias = tuple[str, tuple[DatedFigure, ...], tuple[DatedFigure, ...]]
"""In words; the figures that change; what they become."""


def other_figures(figures: Sequence[DatedFigure], kind: Kind, others: Others) -> Iterator[Changed]:
    """The figures of one standard with a mistake: one unit more or less, another term, a day early or late, two keys' values swapped."""
    for figure in figures:
        name = f"{figure.text} of {figure.key}" if figure.key else figure.text
        name += f" from {figure.start}" if len([1 for each in figures if each.key == figure.key]) > 1 else ""
        for value, text in _beside(figure, kind, others):
            yield f"{text} for {name}", (figure,), (replace(figure, value=value, text=text),)
        for days, words in ((-1, "early"), (1, "late")):
            if figure.start:
                yield f"{name} begins a day {words}", (figure,), (replace(figure, start=figure.start + timedelta(days)),)
            if figure.until:
                yield f"{name} ends a day {words}", (figure,), (replace(figure, until=figure.until + timedelta(days)),)
    for one, other in combinations(figures, 2):
        if one.key != other.key and one.start == other.start and one.value != other.value:
            swapped = (replace(one, value=other.value, text=other.text), replace(other, value=one.value, text=one.text))
            yield f"{one.key} and {other.key} swapped{f' from {one.start}' if one.start else ''}", (one, other), swapped


def _beside(figure: DatedFigure, kind: Kind, others: Others) -> Iterator[tuple[object, str]]:
    """The values beside a figure's, with their texts; of roundings those with the same unit or the same mode."""
    value = figure.value
    if kind.name == "term":
        near = [set(each) & set(ROUNDINGS[value]) for each in ROUNDINGS] if kind == ROUNDING else None
        for code, name in enumerate(others.terms(kind)):
            if code != value and (near is None or near[code]):
                yield code, name
    elif isinstance(value, bool):
        yield not value, written(not value, kind)
    elif isinstance(value, date):
        for days in (-1, 1):
            yield value + timedelta(days), str(value + timedelta(days))
    elif isinstance(value, Fraction):
        whole = "/" in figure.text
        step = Fraction(1, value.denominator) if whole else Fraction(1, 10 ** len(figure.text.partition(".")[2]))
        for ratio in (value - step, value + step):
            if ratio >= 0:
                yield ratio, str(ratio) if whole else str(Decimal(ratio.numerator) / ratio.denominator)
    else:
        for number in (value - 1, value + 1):
            if number >= 0:
                yield number, written(number, kind)
