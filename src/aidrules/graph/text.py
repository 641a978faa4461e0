"""A rule in words: the formula of a node in Chinese or English, with or without the values of a case."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any as Anything
from typing import Final

from aidrules.graph.kinds import BOOL, Kind
from aidrules.graph.nodes import All, Any, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, When
from aidrules.graph.operations import OPERATIONS
from aidrules.graph.program import Program

Shown = Callable[[Node], str]

_OVER: Final = {
    "zh": {
        "all": "每个{0}:{1}",
        "any": "任一{0}:{1}",
        "total": "各{0}的{1}之和",
        "count": "符合“{1}”的{0}数",
        "greatest": "各{0}中最大的{1}",
        "least": "各{0}中最小的{1}",
    },
    "en": {
        "all": "for each of {0}: {1}",
        "any": "for any of {0}: {1}",
        "total": "the total over {0} of {1}",
        "count": "the number of {0} with: {1}",
        "greatest": "the greatest over {0} of {1}",
        "least": "the least over {0} of {1}",
    },
}
# How tightly the words of a node hold together: a part that holds less tightly than its place asks for gets brackets, so
# that no formula reads in two ways. When 0, conditions and lists 1, comparisons 2, sums 3, rounded products 4, products 5.
_WHOLE: Final = 6
_TIGHT: Final = {
    "lt": 2, "le": 2, "gt": 2, "ge": 2, "eq": 2, "greatest": 1, "least": 1, "add": 3, "subtract": 3, "scale": 4, "divide": 4, "priced": 4,
    "multiply": 5,
}  # fmt: skip
_PLACES: Final = {"add": (3, 4), "subtract": (3, 4), "multiply": (5, 6), "scale": (5, 6, 0), "divide": (5, 6, 0), "priced": (5, 6, 6, 0)}
"""What the places of an operation ask for; those of the others ask for 3."""


def value_words(value: Anything, kind: Kind, program: Program, language: str) -> str:
    """A value as a reader of the language writes it; *not known* for None."""
    zh = language == "zh"
    if value is None:
        return "未知" if zh else "not known"
    match kind.name:
        case "bool":
            return ("是" if value else "否") if zh else ("yes" if value else "no")
        case "money":
            return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"
        case "term":
            word, term_zh = program.terms[kind.of].members[int(value)]
            return term_zh if zh else word.replace("_", " ")
        case "month":
            return f"{value // 12:04d}-{value % 12 + 1:02d}"
        case "quantity":
            return f"{'-' if value < 0 else ''}{abs(value) // 100}{f'.{abs(value) % 100:02d}' if value % 100 else ''} {kind.of}"
        case "ratio":
            return _ratio(value)
        case _:
            return str(value)


def _ratio(value: Fraction) -> str:
    """``1.3`` where it ends within six places, else ``2/3``."""
    for places in range(7):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
            return f"-{text}" if value < 0 else text
    return f"{value.numerator}/{value.denominator}"


def node_words(node: Node, program: Program, language: str, shown: Shown | None = None) -> str:
    """The formula of a node. ``shown`` gives the value to print behind a fact, figure or rule; without it none is printed."""
    writer = _Writer(program, language, shown)
    return writer.text(node)


class _Writer:
    def __init__(self, program: Program, language: str, shown: Shown | None) -> None:
        self.program, self.language, self.shown = program, language, shown
        self.zh = language == "zh"

    def named(self, title: str, node: Node) -> str:
        value = self.shown(node) if self.shown else ""
        if value and node.kind.name == "term":
            return f"{title}（{value}）" if self.zh else f"{title} ({value})"
        return f"{title} {value}" if value else title

    def title(self, spec: Anything) -> str:
        return str(spec.zh if self.zh else spec.en)

    def text(self, node: Node) -> str:
        match node:
            case Const():
                return value_words(node.value, node.kind, self.program, self.language)
            case Day():
                return self.named("核定日" if self.zh else "the day decided for", node)
            case Fact():
                return self.named(self.title(self.program.models[node.subject.model].fact(node.name)), node)
            case Chosen():
                return self.named(self.title(self.program.choices[node.path]), node)
            case Figure():
                title = self.title(self.program.standards[node.path])
                key = "" if node.key is None else f"[{self.text(node.key)}]"
                if node.otherwise is not None:
                    other = self.text(node.otherwise)
                    title = f"已公布的{title}{key}（未公布则{other}）" if self.zh else f"{title}{key} as published (or else {other})"
                    return self.named(title, node)
                return self.named(title + key, node)
            case Call():
                rule = self.program.rules[node.rule]
                return self.named(rule.zh if self.zh else rule.en.rstrip("."), node)
            case All(parts=parts):
                return ("且" if self.zh else " and ").join(self.inner(part, 3) for part in parts)
            case Any(parts=parts):
                return ("或" if self.zh else " or ").join(self.inner(part, 3) for part in parts)
            case Not(part=part):
                return f"并非({self.text(part)})" if self.zh else f"not ({self.text(part)})"
            case Is():
                members = ("或" if self.zh else " or ").join(self.text(member) for member in node.members)
                return f"{self.inner(node.part, 3)} = {members}"
            case When():
                words = [self.inner(part, 1) for part in (node.condition, node.then, node.otherwise)]
                return "若{}，则{}，否则{}".format(*words) if self.zh else "if {}, then {}, otherwise {}".format(*words)
            case Op():
                operation = OPERATIONS[node.name]
                places = _PLACES.get(node.name, (3,) * len(node.parts))
                words = [self.inner(part, place) for part, place in zip(node.parts, places, strict=True)]
                joined = ("、" if self.zh else ", ").join(words)
                if node.name == "priced" and isinstance(node.parts[2], Const) and node.parts[2].value == 1:
                    return ("{0} × {1}({3})" if self.zh else "{0} × {1} ({3})").format(*words)  # the whole of it: times 1 says nothing
                return (operation.zh if self.zh else operation.en).format(*words, all=joined)
            case Over():
                owner = node.element.owner
                assert owner is not None  # checked when the node was built
                relation = self.title(self.program.models[owner.model].relation(node.relation))
                return _OVER[self.language][node.how].format(relation, self.inner(node.body, 0 if node.kind == BOOL or node.how == "count" else 4))

    def inner(self, node: Node, place: int) -> str:
        """With brackets where the parts would otherwise run together."""
        text = self.text(node)
        return f"({text})" if self.tightness(node) < place else text

    def tightness(self, node: Node) -> int:
        match node:
            case When():
                return 0
            case All() | Any():
                return 1
            case Is():
                return 2
            case Op():
                return _TIGHT.get(node.name, _WHOLE)
            case Over():
                return _WHOLE if self.zh and node.how in ("total", "count") else 1  # only these say where they end
            case _:
                return _WHOLE
