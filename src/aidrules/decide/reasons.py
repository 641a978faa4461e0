"""Why: a tree of only what settled a value, and the clauses and figures behind each step.

A false ``All`` names the parts that failed, a true one all its parts; a true ``Any`` the parts that held, a false one all;
an open one the open parts and the known ones; a ``When`` its condition and the branch taken, both branches where it is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any as Anything
from typing import Literal, TypeAlias

from aidrules.decide.basis import Basis, ids_of, path_of
from aidrules.decide.interpreter import Env, Tabled
from aidrules.decide.layout import Row
from aidrules.graph.kinds import COUNT, Kind
from aidrules.graph.nodes import All, Any, Call, Chosen, Const, Day, Fact, Is, Node, Not, Op, Over, When, free
from aidrules.graph.nodes import Figure as FigureNode
from aidrules.graph.text import node_words, value_words
from aidrules.standards.figures import Figure

Sort: TypeAlias = Literal["output", "rule", "fact", "relation", "figure", "choice", "not", "any"]


@dataclass(frozen=True)
class Reason:
    """One step: a rule, a fact, a figure, a choice, or a grouping (``not``, ``any``), its value, and what settled it."""

    sort: Sort
    zh: str
    en: str
    value: Anything
    kind: Kind
    subject: tuple[str, ...] = ()
    path: str = ""
    clauses: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    children: tuple[Reason, ...] = ()
    formula_zh: str = ""
    formula_en: str = ""

    def every(self) -> Iterator[Reason]:
        """This step and all below it."""
        yield self
        for child in self.children:
            yield from child.every()


class Explainer:
    """Walks the graph beside the values of a case. ``words`` False leaves the formulas out, which is faster."""

    def __init__(self, basis: Basis, tabled: Tabled, *, words: bool = True) -> None:
        self.basis, self.tabled, self.words, self.program = basis, tabled, words, basis.program

    def rule(self, name: str, row: Row) -> Reason:
        """Why a rule has its value for a subject."""
        spec = self.program.rules[name]
        env = self.tabled.env(name, row)
        value = row[self.basis.layout.rules[name]]
        zh, en = (self.formula(spec.body, env, value, language) for language in ("zh", "en")) if self.words else ("", "")
        return Reason(
            "rule", spec.zh, spec.en, value, spec.kind, ids_of(row, spec.model, self.program) if spec.model else (), name,
            self.basis.rests.get(name, ()), (), _once(self.settling(spec.body, env)), zh, en,
        )  # fmt: skip

    def formula(self, body: Node, env: Env, value: Anything, language: str) -> str:
        """``rate[care level] 70.00: …`` with the values of the case."""

        def shown(node: Node) -> str:
            if _bound_inside(node, env):
                return ""
            return value_words(self.tabled.value(node, env), node.kind, self.program, language)

        text = node_words(body, self.program, language, shown)
        return f"{text}{'：' if language == 'zh' else ': '}{value_words(value, body.kind, self.program, language)}"

    def settling(self, node: Node, env: Env) -> Iterator[Reason]:
        """The steps that settled the value of a node."""
        match node:
            case Const() | Day():
                return
            case Fact():
                yield self.fact(node, env)
            case FigureNode():
                yield from self.figure(node, env)
            case Chosen():
                yield self.choice(node, env)
            case Call():
                yield self.rule(node.rule, env[node.subjects[0]] if node.subjects else self.tabled.alone)
            case All(parts=parts):
                yield from self.parts(parts, env, settles=False)
            case Any(parts=parts):
                children = _once(self.parts(parts, env, settles=True))
                yield self.group("any", node, env, children)
            case Not(part=part):
                yield self.group("not", node, env, _once(self.settling(part, env)))
            case Is(part=part):
                yield from self.settling(part, env)
            case When():
                yield from self.settling(node.condition, env)
                condition = self.tabled.value(node.condition, env)
                if condition is not False:
                    yield from self.settling(node.then, env)
                if condition is not True:
                    yield from self.settling(node.otherwise, env)
            case Op(parts=parts):
                for part in parts:
                    yield from self.settling(part, env)
            case Over():
                yield from self.over(node, env)

    def parts(self, parts: tuple[Node, ...], env: Env, *, settles: bool) -> Iterator[Reason]:
        values = [self.tabled.value(part, env) for part in parts]
        for part, value in zip(parts, values, strict=True):
            if settles not in values or value is settles:
                yield from self.settling(part, env)

    def over(self, node: Over, env: Env) -> Iterator[Reason]:
        owner = node.element.owner
        assert owner is not None  # checked when the node was built
        rows = self.tabled.elements(node, env)
        relation = self.program.models[owner.model].relation(node.relation)
        place = path_of(env[owner], owner.model, self.program)
        number = None if rows is None else len(rows)
        yield Reason("relation", relation.zh, relation.en, number, COUNT, ids_of(env[owner], owner.model, self.program), _join(place, node.relation))
        inner = [{**env, node.element: row} for row in rows or ()]
        values = [self.tabled.value(node.body, each) for each in inner]
        settles = {"all": False, "any": True}.get(node.how)
        for each, value in zip(inner, values, strict=True):
            if settles is None or settles not in values or value is settles:
                yield from self.settling(node.body, each)
        if node.otherwise is not None and not inner:
            yield from self.settling(node.otherwise, env)

    def fact(self, node: Fact, env: Env) -> Reason:
        model = node.subject.model
        row = env[node.subject]
        spec = self.program.models[model].fact(node.name)
        path = _join(path_of(row, model, self.program), node.name)
        return Reason("fact", spec.zh, spec.en, self.tabled.value(node, env), node.kind, ids_of(row, model, self.program), path)

    def choice(self, node: Chosen, env: Env) -> Reason:
        spec = self.program.choices[node.path]
        ids = ids_of(env[node.subject], node.subject.model, self.program)
        return Reason("choice", spec.zh, spec.en, self.tabled.value(node, env), node.kind, ids, node.path)

    def figure(self, node: FigureNode, env: Env) -> Iterator[Reason]:
        """The figure used; where its key isn't known, every figure that it could be."""
        spec = self.program.standards[node.path]
        code: int | None = 0
        if node.key is not None:
            yield from self.settling(node.key, env)
            code = self.tabled.value(node.key, env)
        found = self.basis.figures.found[node.path]
        used = tuple(figure for figure in (found if code is None else (found[code],)) if figure is not None)
        if code is not None and not used and node.otherwise is not None:
            yield from self.settling(node.otherwise, env)
            return
        clauses = tuple(dict.fromkeys(figure.clause for figure in used if figure.clause))
        yield Reason("figure", spec.zh, spec.en, self.tabled.value(node, env), node.kind, (), node.path, clauses, used)

    def group(self, sort: Sort, node: Node, env: Env, children: tuple[Reason, ...]) -> Reason:
        zh, en = ("以下任一", "any of these") if sort == "any" else ("并非", "not")
        return Reason(sort, zh, en, self.tabled.value(node, env), node.kind, children=children)


def _once(steps: Iterator[Reason]) -> tuple[Reason, ...]:
    """The steps below one step; a fact or figure that is used twice is said once."""
    found: dict[object, Reason] = {}
    for number, step in enumerate(steps):
        found.setdefault(number if step.children else (step.sort, step.path, step.subject, step.figures), step)
    return tuple(found.values())


def _bound_inside(node: Node, env: Env) -> bool:
    """Whether a node speaks of a loop's element, which has many values."""
    return any(var not in env for var in free(node))


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
