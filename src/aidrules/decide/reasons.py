"""Why: a tree of only what settled a value, with the clauses and figures behind each step, built when asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any as Anything
from typing import Final

from aidrules.decide.basis import Basis, Citing, ids_of, joined, path_of
from aidrules.decide.compiled import generate
from aidrules.decide.interpreter import Env, Tabled
from aidrules.decide.layout import Layout, Row
from aidrules.decide.missing import Search
from aidrules.decide.settling import Cited, Steps
from aidrules.graph.kinds import BOOL, COUNT, Kind
from aidrules.graph.nodes import Node, free
from aidrules.graph.operations import FUNCTIONS
from aidrules.graph.text import node_words, value_words
from aidrules.standards.figures import Figure

_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_plain: Final = re.compile(r"[A-Za-z0-9_-]*").fullmatch
_GROUPS: Final = {"any": ("以下任一", "any of these"), "not": ("并非", "not")}


@dataclass(frozen=True, slots=True)
class About:
    """What steps of one sort are about: a rule, a fact, a relation, a figure, a choice, or a grouping."""

    sort: str
    model: str
    name: str
    zh: str
    en: str
    kind: Kind
    number: int = -1


class Reason:
    """One step: what it is about, its value, and below it only what settled it.

    ``value`` is as the readers compute with it: amounts in fen, terms as codes; ``value_words`` reads it out.
    """

    __slots__ = ("_about", "_below", "_where", "_x", "value")

    def __init__(self, x: Explained, about: About, where: Anything, value: Anything, below: tuple[Reason, ...] | None = None) -> None:
        self._x, self._about, self._where, self.value, self._below = x, about, where, value, below

    @property
    def sort(self) -> str:
        """``output``, ``rule``, ``fact``, ``relation``, ``figure``, ``choice``, or a grouping: ``any``, ``not``."""
        return self._about.sort

    @property
    def zh(self) -> str:
        """Its title."""
        return self._about.zh

    @property
    def en(self) -> str:
        """Its title, or for a rule its sentence, in English."""
        return self._about.en

    @property
    def kind(self) -> Kind:
        """The kind of its value."""
        return self._about.kind

    @property
    def children(self) -> tuple[Reason, ...]:
        """What settled it."""
        if self._below is None:
            self._below = self._x.below(self._about.number, self._where) if self._about.sort == "rule" else ()
        return self._below

    @property
    def subject(self) -> tuple[str, ...]:
        """The ids of the subject it is about; empty for the root, and for figures."""
        return ids_of(self._where, self._about.model, self._x.basis.program) if self._about.model else ()

    @property
    def path(self) -> str:
        """For a fact or relation its path in the case; else the name of the rule, figure, choice or output."""
        about = self._about
        if about.sort not in ("fact", "relation"):
            return about.name
        place = path_of(self._where, about.model, self._x.basis.program)
        return joined(place, about.name)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of the clauses that put it in force, or behind the figure used."""
        if self._about.sort == "figure":
            return tuple(dict.fromkeys(figure.clause for figure in self.figures if figure.clause))
        return self._x.basis.rests.get(self._about.name, ()) if self._about.sort in ("rule", "output") else ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The dated figure used; where its key isn't known, or has no figure, every figure that is printed."""
        if self._about.sort != "figure":
            return ()
        found = self._x.basis.figures.found[self._about.name]
        used = found if self._where is None or found[self._where] is None else (found[self._where],)
        return tuple(figure for figure in used if figure is not None)

    @property
    def formula_zh(self) -> str:
        """The rule in words, with the values of the case."""
        return self._x.formula(self._about, self._where, self.value, "zh")

    @property
    def formula_en(self) -> str:
        """The rule in words, with the values of the case, in English."""
        return self._x.formula(self._about, self._where, self.value, "en")

    def value_words(self, language: str) -> str:
        """Its value as a reader of the language writes it."""
        return value_words(self.value, self.kind, self._x.basis.program, language)

    def every(self) -> Iterator[Reason]:
        """This step and all below it, in the order in which they are read out."""
        waiting: list[Reason] = [self]
        while waiting:
            step = waiting.pop()
            yield step
            waiting.extend(reversed(step.children))


class Explanations:
    """The generated walks of a program; made once."""

    def __init__(self, layout: Layout, rests: dict[str, tuple[str, ...]]) -> None:
        steps, cited = Steps(layout), Cited(layout, rests)
        self.space: dict[str, Anything] = {**FUNCTIONS, "once": _once}
        self.source = steps.text() + cited.text()
        generate("<aidrules settling>", self.source, self.space)
        self.numbers = steps.numbers
        self.abouts = tuple(_about(layout, self.numbers, *what) for what in steps.kinds)
        rules = layout.program.rules
        self.rules = {name: About("rule", rule.model, name, rule.zh, rule.en, rule.kind, self.numbers[name]) for name, rule in rules.items()}
        self.steps = tuple(self.space[f"e{number}"] for number in range(len(rules)))
        self.cited: Callable[..., tuple[Citing, ...]] = self.space["cited"]


def _about(layout: Layout, numbers: dict[str, int], sort: str, model: str = "", name: str = "") -> About:
    program = layout.program
    match sort:
        case "fact":
            fact = program.models[model].fact(name)
            return About(sort, model, name, fact.zh, fact.en, fact.kind)
        case "relation":
            relation = program.models[model].relation(name)
            return About(sort, model, name, relation.zh, relation.en, COUNT)
        case "choice":
            choice = program.choices[name]
            return About(sort, model, name, choice.zh, choice.en, choice.kind)
        case "figure":
            standard = program.standards[name]
            return About(sort, "", name, standard.zh, standard.en, standard.kind)
        case "rule":
            rule = program.rules[name]
            return About(sort, rule.model, name, rule.zh, rule.en, rule.kind, numbers[name])
        case _:
            return About(sort, "", "", *_GROUPS[sort], BOOL)


class Explained:
    """The walks over one case: reasons, each rule's once, and clauses as bits."""

    def __init__(self, walks: Explanations, basis: Basis, tabled: Tabled) -> None:
        self.walks, self.basis, self.tabled = walks, basis, tabled
        self.memo: dict[tuple[int, int], Reason] = {}
        self.unverified: Mapping[str, Anything] = {}
        """Of an output that requires verification: what isn't verified, by path."""
        self._masks: dict[int, list[int | None]] = {}
        self._ids: dict[int, tuple[str, ...]] = {}
        self._paths: dict[int, str] = {}
        self._places: dict[int, tuple[str, str]] = {}

    @cached_property
    def search(self) -> Search:
        """What looks for what is missing in this case."""
        return Search(self.basis, self.tabled)

    def ids(self, model: str, row: Row) -> tuple[str, ...]:
        """The ids on the way to the subject of a row; empty for the root, and for what is about figures alone."""
        found = self._ids.get(id(row))
        if found is None:
            found = self._ids[id(row)] = ids_of(row, model, self.basis.program) if model else ()
        return found

    def place(self, model: str, row: Row) -> tuple[str, str]:
        """The path and the ids of a subject as JSON."""
        found = self._places.get(id(row))
        if found is None:
            ids = ",".join(part.join('""') if _plain(part) else _json(part) for part in self.ids(model, row))
            found = self._places[id(row)] = (f'"{self.path(model, row)}"', f"[{ids}]")
        return found

    def path(self, model: str, row: Row) -> str:
        """Where the subject of a row stands in its case."""
        found = self._paths.get(id(row))
        if found is None:
            found = self._paths[id(row)] = path_of(row, model, self.basis.program) if model else ""
        return found

    def rule(self, name: str, row: Row) -> Reason:
        """Why a rule has its value for the subject of a row."""
        return _step_of(self, self.walks.rules[name], row)

    def below(self, number: int, row: Row) -> tuple[Reason, ...]:
        """The steps that settled a rule."""
        basis = self.basis
        found: tuple[Reason, ...] = self.walks.steps[number](self, row, basis.day, basis.figures.values, self.tabled.alone, self.walks.abouts, Reason, _step_of)
        return found

    @property
    def citing(self) -> tuple[Citing, ...]:
        """For each rule what gives the clauses behind its value."""
        basis = self.basis
        found = basis.bound.get(self.walks)
        if found is None:
            found = basis.bound[self.walks] = self.walks.cited(basis.day, basis.figures.values, basis.bits.figures, basis.bits.rules)
        return found

    def masks(self, row: Row) -> list[int | None]:
        """The clauses behind each rule of a row, as bits, as far as they are worked out."""
        found = self._masks.get(id(row))
        if found is None:
            found = self._masks[id(row)] = [None] * len(self.basis.bits.rules)
        return found

    def formula(self, about: About, row: Anything, value: Anything, language: str) -> str:
        """``rate[care level] 70.00: …`` with the values of the case; empty for what isn't a rule."""
        if about.sort != "rule":
            return ""
        program, body = self.basis.program, self.basis.program.rules[about.name].body
        env = self.tabled.env(about.name, row)

        def shown(node: Node) -> str:
            return "" if _bound_inside(node, env) else value_words(self.tabled.value(node, env), node.kind, program, language)

        text = node_words(body, program, language, shown)
        return f"{text}{'：' if language == 'zh' else ': '}{value_words(value, body.kind, program, language)}"


def _step_of(x: Explained, about: About, row: Row) -> Reason:
    key = (about.number, id(row))
    found = x.memo.get(key)
    if found is None:
        found = x.memo[key] = Reason(x, about, row, row[x.basis.layout.rules[about.name]])
    return found


def _once(steps: list[Reason]) -> tuple[Reason, ...]:
    """The steps below one step; a fact or figure that is used twice is said once."""
    found: dict[object, Reason] = {}
    for number, step in enumerate(steps):
        leaf = step._below is None and step._about.sort != "rule"
        found.setdefault((step._about, step._where if step._about.sort == "figure" else id(step._where)) if leaf else number, step)
    return tuple(found.values())


def _bound_inside(node: Node, env: Env) -> bool:
    """Whether a node speaks of a loop's element, which has many values."""
    return any(var not in env for var in free(node))
