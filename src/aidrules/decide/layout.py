"""Where the readers keep a subject's facts and values: a row, a plain list, with a fixed place for everything.

``row[0]`` is the subject itself, ``row[1]`` the row of the subject that contains it, ``row[2]`` its place among its
siblings; then come the facts that rules read, the relations (lists of rows, or None where unknown), the choices, and the
values of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from aidrules.errors import WrongSubject
from aidrules.facts.model import Facts
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Term
from aidrules.graph.nodes import Chosen, Fact, Node, Over, Var, free
from aidrules.graph.program import ModelSpec, Program, called, every

Row: TypeAlias = list[Any]
SUBJECT, PARENT, INDEX = 0, 1, 2
FIRST: Final = 3
GLOBAL: Final = ""
"""The model of rules about figures alone; its one row holds their values."""


class Layout:
    """The places in the rows of a program; made once per program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        read = {(part.subject.model, part.name) for rule in program.rules.values() for part in every(rule.body) if isinstance(part, Fact)}
        chosen = {(part.subject.model, part.path) for rule in program.rules.values() for part in every(rule.body) if isinstance(part, Chosen)}
        self.facts: dict[str, dict[str, int]] = {}
        self.relations: dict[str, dict[str, int]] = {}
        self.choices: dict[str, dict[str, int]] = {}
        self.rules: dict[str, int] = {}
        self.numbers = {name: number for number, name in enumerate((*program.models, GLOBAL))}
        self.width: dict[str, int] = {GLOBAL: FIRST}
        for spec in program.models.values():
            facts = [fact.name for fact in spec.facts if (spec.name, fact.name) in read]
            related = [relation.name for relation in spec.relations]
            paths = sorted({path for owner, path in chosen if owner == spec.name} | _asked(program, spec.name))
            places = iter(range(FIRST, FIRST + len(facts) + len(related) + len(paths)))
            self.facts[spec.name] = {name: next(places) for name in facts}
            self.relations[spec.name] = {name: next(places) for name in related}
            self.choices[spec.name] = {path: next(places) for path in paths}
            self.width[spec.name] = FIRST + len(facts) + len(related) + len(paths)
        self.bounds = {path: [(node, _spoken_of(node)) for node in (choice.low, choice.high)] for path, choice in program.choices.items()}
        """The least and the most of each choice, with the subjects that each speaks of."""
        self.before, self.after, self.later = _stages(program)
        self.stages = [*self.before, *self.after, *self.later]
        for model, names in self.stages:
            for name in names:
                self.rules[name] = self.width[model]
                self.width[model] += 1

    def load(self, subject: Facts, model: ModelSpec, parent: Row | None = None, index: int = 0) -> Row:
        """The row of a subject, and of all it contains, with the rules' places still to be filled."""
        row: Row = [None] * self.width[model.name]
        row[SUBJECT], row[PARENT], row[INDEX] = subject, parent, index
        for name, place in self.facts[model.name].items():
            row[place] = encode(getattr(subject, name))
        for relation in model.relations:
            related = getattr(subject, relation.name)
            if related is not None:
                inner = self.program.models[relation.model]
                row[self.relations[model.name][relation.name]] = [self.load(part, inner, row, i) for i, part in enumerate(related)]
        for place in self.choices[model.name].values():
            row[place] = None
        return row

    def walk(self, row: Row, model: str) -> Iterator[tuple[str, Row]]:
        """A row and all below it, with their models; the containing one first."""
        yield model, row
        for relation in self.program.models[model].relations:
            for inner in row[self.relations[model][relation.name]] or ():
                yield from self.walk(inner, relation.model)


def encode(value: Any) -> Any:
    """A fact as the readers compute with it."""
    if value is None or type(value) in (bool, int, date):
        return value
    if isinstance(value, Money):
        return value.fen
    if isinstance(value, Term):
        return value.code
    if isinstance(value, Month):
        return value.ordinal
    if isinstance(value, Quantity):
        return value.hundredths
    raise WrongSubject(f"a fact holds a {type(value).__name__}; it was put there without being checked", code="subject.unchecked")


def climb(row: Row, model: str, to: str, parents: Mapping[str, tuple[str, str]]) -> Row:
    """The row of the subject of another model that contains this one."""
    while model != to:
        model, row = parents[model][0], row[PARENT]
        if row is None:
            raise WrongSubject(f"the rule needs the {to} that contains the subject; give it after the subject", code="subject.container")
    return row


def _spoken_of(node: Node | None) -> frozenset[Var]:
    return frozenset() if node is None else free(node)


def _asked(program: Program, model: str) -> set[str]:
    """The choices that outputs wait for; an output that has any also has a place for its being declined, under its name."""
    found: set[str] = set()
    for output in program.outputs.values():
        if output.model == model and (output.may or output.choices):
            found |= {output.name, *output.choices}
    return found


Stage: TypeAlias = tuple[str, list[str]]
"""A model and some of its rules, in an order in which each comes after those it calls."""


def _stages(program: Program) -> tuple[list[Stage], list[Stage], list[Stage]]:
    """The rules by when they can be computed: on the way down to a subject's parts, on the way back up, or later.

    On the way down a rule needs its own subject and those that contain it; on the way up the parts as well. What reads a
    choice comes later, since choices are put in when all subjects are there.
    """
    needs = {name: [*called(rule.body), *(_CHOICE for part in every(rule.body) if isinstance(part, Chosen))] for name, rule in program.rules.items()}
    parts = {name: any(isinstance(part, Over) for part in every(rule.body)) for name, rule in program.rules.items()}
    looped = {name: _looped(rule.body) for name, rule in program.rules.items() if parts[name]}
    down: dict[str, list[str]] = {model: [] for model in _outermost_first(program)}
    done: set[str] = set()
    for model in down:
        for name, rule in program.rules.items():  # in the program's order, so callees come first
            if rule.model == model and not parts[name] and done.issuperset(needs[name]):
                down[model].append(name)
                done.add(name)
    up: dict[str, list[str]] = {model: [] for model in reversed(down)}
    for model in up:
        for name, rule in program.rules.items():
            if rule.model != model or name in done:
                continue
            # a callee must be of the model itself, below it, or done on the way down; a loop over what contains it comes later
            allowed = all(callee in done for callee in needs[name]) and all(_below(program, callee, model, down) for callee in needs[name])
            allowed = allowed and all(model in (owner, *program.above(owner)) for owner in looped.get(name, ()))
            if allowed:
                up[model].append(name)
                done.add(name)
    later = _rest(program, needs, parts, done)
    return [(model, names) for model, names in down.items() if names], [(model, names) for model, names in up.items() if names], later


_CHOICE: Final = "a choice"


def _outermost_first(program: Program) -> list[str]:
    return [GLOBAL, *sorted(program.models, key=lambda model: len(program.above(model)))]


def _looped(body: Node) -> set[str]:
    """The models whose relations a body loops over."""
    return {part.element.owner.model for part in every(body) if isinstance(part, Over) and part.element.owner is not None}


def _below(program: Program, callee: str, model: str, down: Mapping[str, list[str]]) -> bool:
    owner = program.rules[callee].model
    return callee in down[owner] or owner == model or model in program.above(owner)


def _rest(program: Program, needs: Mapping[str, list[str]], parts: Mapping[str, bool], done: set[str]) -> list[Stage]:
    """What is left, with rules of one model kept together; a loop may read other rows of that model, so it waits for a stage of its own."""
    waiting = {name: rule for name, rule in program.rules.items() if name not in done}
    ready_now = {*done, _CHOICE}
    stages: list[Stage] = []
    while waiting:
        best: list[str] = []
        for model in sorted({rule.model for rule in waiting.values()}):
            ready: list[str] = []
            for name, rule in waiting.items():
                have = ready_now if parts[name] else ready_now | set(ready)
                if rule.model == model and have.issuperset(needs[name]):
                    ready.append(name)
            if len(ready) > len(best):
                best = ready
        stages.append((program.rules[best[0]].model, best))
        ready_now |= set(best)
        for name in best:
            del waiting[name]
    return stages
