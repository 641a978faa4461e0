"""Mutants of a program: the same rules, outputs and figures with one small mistake.

A worked case *kills* a mutant when it comes out differently under it. A mutant that no case kills shows a part of the law
that no case looks at. The mistakes are put into the graph, since tools that change source leave out decorated functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias, TypeVar

from aidrules.graph.kinds import Kind
from aidrules.graph.nodes import Call, Fact, Figure
from aidrules.graph.program import ChoiceSpec, InteractionSpec, OutputSpec, Program, RuleSpec, called, every
from aidrules.standards.figures import Figure as DatedFigure
from aidrules.standards.figures import Figures
from aidrules.testing.mistakes import Sort, mistakes, other_figures

Spec: TypeAlias = RuleSpec | OutputSpec | ChoiceSpec | InteractionSpec
S = TypeVar("S", RuleSpec, OutputSpec, ChoiceSpec, InteractionSpec)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: ``before`` is what stood there, ``after`` what stands there now, of the same type.

    ``where`` names the rule, the output, the choice or the standard. ``name`` is the same from run to run, and stays what it
    is when another rule changes.
    """

    kind: Sort
    where: str
    description: str
    before: Spec | tuple[DatedFigure, ...]
    after: Spec | tuple[DatedFigure, ...]

    @property
    def name(self) -> str:
        """Where it is, and what is wrong there."""
        return f"{self.where}: {self.description}"

    def fits(self, program: Program) -> bool:
        """Whether a program has what this mutant changes, and what it reads instead; under another reading another rule may stand there."""
        if isinstance(self.after, RuleSpec):
            parts = list(every(self.after.body))
            if not all(part.path in program.standards for part in parts if isinstance(part, Figure)):
                return False
            if not all(part.rule in program.rules for part in parts if isinstance(part, Call)):
                return False
        match self.before:
            case RuleSpec(name=name):
                return program.rules.get(name) == self.before
            case OutputSpec(name=name):
                return program.outputs.get(name) == self.before
            case ChoiceSpec(path=path):
                return program.choices.get(path) == self.before
            case InteractionSpec(name=name):
                return program.interactions.get(name) == self.before
            case _:
                return True

    def program(self, program: Program) -> Program:
        """A program with the mistake in it."""
        match self.after:
            case RuleSpec(name=name):
                return replace(program, rules={**program.rules, name: self.after})
            case OutputSpec(name=name):
                return replace(program, outputs={**program.outputs, name: self.after})
            case ChoiceSpec(path=path):
                return replace(program, choices={**program.choices, path: self.after})
            case InteractionSpec(name=name):
                return replace(program, interactions={**program.interactions, name: self.after})
            case _:
                return program

    def figures(self, figures: Figures) -> Figures:
        """Figures with the mistake in them."""
        if not isinstance(self.before, tuple) or not isinstance(self.after, tuple):
            return figures
        instead = dict(zip(self.before, self.after, strict=True))
        return Figures([instead.get(figure, figure) for figure in figures])


def mutants(program: Program, figures: Iterable[DatedFigure] = (), outputs: Iterable[str] | None = None) -> Iterator[Mutant]:
    """Every mutant of what some outputs rest on (of all, where none are named), in a fixed order.

    Of the figures only printed ones are changed: a supplied figure is its user's. Every mutant fits its kinds.
    """
    world = World(program, [program.outputs[name] for name in sorted(program.outputs if outputs is None else outputs)])
    for rule in world.used:
        yield from _each(rule.name, rule, _bodies(rule, world))
    for choice in world.choices:
        yield from _each(choice.path, choice, _bounds(choice, world))
    for output in world.outputs:
        yield from _each(output.name, output, _parts(output))
    for tie in world.ties:
        yield from _each(tie.name, tie, _tied(tie, program))
    printed = [figure for figure in figures if not figure.supplied]
    for path in sorted(world.read):
        for words, before, after in other_figures([figure for figure in printed if figure.path == path], program.standards[path].kind, world):
            yield Mutant("figure", path, words, before, after)


class World:
    """What some outputs rest on, and what could be taken for what in it."""

    def __init__(self, program: Program, outputs: Sequence[OutputSpec]) -> None:
        self.program, self.outputs = program, outputs
        self.choices = tuple({choice.path: choice for output in outputs for choice in program.discretions(output)}.values())
        bounds = [bound for choice in self.choices for bound in (choice.low, choice.high) if bound is not None]
        self.ties = tuple(tie for tie in program.interactions.values() if tie.of in {output.name for output in outputs})
        roots = [name for output in outputs for name in output.rules()] + [name for tie in self.ties for name in (tie.when, tie.forgone) if name]
        roots += [name for bound in bounds for name in called(bound)]
        names = {name for root in roots for name in program.depends(root)}
        self.used = [program.rules[name] for name in sorted(names)]
        parts = [part for body in (*(rule.body for rule in self.used), *bounds) for part in every(body)]
        self.read = {part.path for part in parts if isinstance(part, Figure)}
        self._facts = {(part.subject.model, part.name) for part in parts if isinstance(part, Fact)}

    def facts(self, fact: Fact) -> list[str]:
        """Facts of the same model and kind that these outputs read too; where there are none, the next one of the model."""
        spec = self.program.models[fact.subject.model]
        same = [other.name for other in spec.facts if other.kind == fact.kind]
        read = [name for name in same if (spec.name, name) in self._facts and name != fact.name]
        place = same.index(fact.name)
        return read or [*same[place + 1 :], *same[:place]][:1]

    def rules(self, call: Call) -> list[str]:
        """Rules of the same kind about the same subjects, that these outputs rest on too."""
        spec = self.program.rules[call.rule]
        models = [var.model for var in spec.subjects]
        return [rule.name for rule in self.used if rule.name != spec.name and (rule.kind, [var.model for var in rule.subjects]) == (spec.kind, models)]

    def standards(self, figure: Figure) -> list[str]:
        """Standards of the same kind, that differ by the same term."""
        return [path for path, spec in self.program.standards.items() if path != figure.path and (spec.kind, spec.by) == (figure.kind, figure.by)]

    def terms(self, kind: Kind) -> list[str]:
        """The values of an enumeration, by code."""
        return [value for value, _ in self.program.terms[kind.of].members]


def _each(where: str, before: S, changes: Iterable[tuple[Sort, str, S]]) -> Iterator[Mutant]:
    """Mutants of one rule, output or choice: each once, and those that would go by one name numbered."""
    seen, names = [before], dict[str, int]()
    for kind, words, after in changes:
        if after not in seen:
            seen.append(after)
            names[words] = names.get(words, 0) + 1
            yield Mutant(kind, where, words if names[words] == 1 else f"{words} ({names[words]})", before, after)


def _bodies(rule: RuleSpec, world: World) -> Iterator[tuple[Sort, str, RuleSpec]]:
    """A rule with a mistake in its body; rules don't call each other in a circle."""
    for kind, words, body in mistakes(rule.body, world):
        if not any(rule.name in world.program.depends(name) for name in called(body)):
            yield kind, words, replace(rule, body=body)


def _bounds(choice: ChoiceSpec, world: World) -> Iterator[tuple[Sort, str, ChoiceSpec]]:
    """A choice with a mistake in one of its bounds."""
    if choice.low is not None:
        for kind, words, node in mistakes(choice.low, world):
            yield kind, f"low: {words}", replace(choice, low=node)
    if choice.high is not None:
        for kind, words, node in mistakes(choice.high, world):
            yield kind, f"high: {words}", replace(choice, high=node)


def _parts(output: OutputSpec) -> Iterator[tuple[Sort, str, OutputSpec]]:
    """An output without one of its parts, or with its gates in another order."""
    for gate in output.gates:
        yield "output", f"without the gate {gate}", replace(output, gates=tuple(name for name in output.gates if name != gate))
    for first, second in pairwise(output.gates):
        order = {first: second, second: first}
        yield "output", f"{second} before {first}", replace(output, gates=tuple(order.get(name, name) for name in output.gates))
    for notice in output.notices:
        yield "output", f"without the notice {notice}", replace(output, notices=tuple(name for name in output.notices if name != notice))
    yield "output", "without applies", replace(output, applies="")
    yield "output", "without within", replace(output, within="")
    yield "output", "without may", replace(output, may=False)
    yield "output", "without first_month", replace(output, first_month="")
    yield "output", "without last_month", replace(output, last_month="")
    for figure in output.figures:
        yield "output", f"without the figure {figure}", replace(output, figures=tuple(name for name in output.figures if name != figure))
    yield "output", "without leaves", replace(output, leaves="")
    yield "output", "without most_months", replace(output, most_months="")
    yield "output", "without most_a_year", replace(output, most_a_year="")


def _tied(tie: InteractionSpec, program: Program) -> Iterator[tuple[Sort, str, InteractionSpec]]:
    """An interaction without the amount forgone, or where another condition of its output holds."""
    yield "output", "without forgone", replace(tie, forgone="")
    output = program.outputs[tie.of]
    for name in (output.applies, output.entitled):
        if name:
            yield "output", f"when {name}", replace(tie, when=name)
