"""Whether the parts of a program that was read from data fit each other, as those of a composed one do by construction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from aidrules.errors import InvalidArchive
from aidrules.facts.terms import Channel, Direction, Payee, Per
from aidrules.graph.kinds import Kind
from aidrules.graph.nodes import Call, Chosen, Const, Fact, Figure, Is, Node, Over, Var, free
from aidrules.graph.program import ChoiceSpec, ModelSpec, OutputSpec, Program, every

DEEPEST_MODELS: Final = 12
_PAID: Final = tuple(
    (part, tuple(term.value for term in terms)) for part, terms in (("per", Per), ("payee", Payee), ("direction", Direction), ("channel", Channel))
)
"""The words for how an output is paid; each may be left out."""


def check_sound(program: Program) -> None:
    """Every name leads somewhere and every kind is the one declared; otherwise :class:`~aidrules.errors.InvalidArchive`."""
    for model in program.models.values():
        _model(model, program)
    for standard in program.standards.values():
        _kinds((standard.kind, *((standard.by,) if standard.by else ())), program)
        _when(standard.by is None or standard.by.name == "term", standard.path, "differs by what is no term")
    for rule in program.rules.values():
        for var in rule.subjects:
            _var(var, program, rule.name)
        _when(free(rule.body) <= {above for var in rule.subjects for above in (var, *var.above())}, rule.name, "uses a subject that it isn't given")
        _body(rule.body, program, rule.name)
    for choice in program.choices.values():
        _choice(choice, program)
    for output in program.outputs.values():
        _output(output, program)
    for tie in program.interactions.values():
        _when({tie.of, tie.by} <= program.outputs.keys(), tie.name, "names an output that isn't there")
        for name, kind in ((tie.when, "bool"), (tie.forgone, "money")):
            found = program.rules.get(name)
            fits = found is not None and (found.kind.name, found.model) == (kind, program.outputs[tie.of].model)
            _when(fits or (not name and kind == "money"), tie.name, "names a rule that isn't there, or of another kind")


def _when(holds: bool, name: str, problem: str) -> None:
    if not holds:
        raise InvalidArchive(f"`{name}` {problem}", code="archive.unsound")


def _model(model: ModelSpec, program: Program) -> None:
    above = program.above(model.name)
    _when(model.name not in above and len(above) < DEEPEST_MODELS, model.name, "contains itself, or stands too deep")
    names = [*(fact.name for fact in model.facts), *(relation.name for relation in model.relations), *model.texts, *(["id"] if model.identified else [])]
    _when(len(set(names)) == len(names), model.name, "has two facts by one name")
    _kinds((fact.kind for fact in model.facts), program)
    for relation in model.relations:
        _when(relation.model in program.models, model.name, "has a relation to a model that isn't there")


def _kinds(kinds: Iterable[Kind], program: Program) -> None:
    for kind in kinds:
        _when(kind.name != "term" or (kind.of in program.terms and bool(program.terms[kind.of].members)), str(kind.of), "is no enumeration here")


def _var(var: Var, program: Program, name: str) -> None:
    for inner in (var, *var.above()):
        _when(inner.model in program.models, name, "speaks of a model that isn't there")
        _when(inner.owner is None or inner.owner.model in program.above(inner.model), name, "speaks of a subject that isn't contained in the next")


def _body(body: Node, program: Program, name: str) -> None:
    for node in every(body):
        _kinds((node.kind,), program)
        match node:
            case Const(kind=kind, value=value):
                _when(kind.name != "term" or value in range(len(program.terms[kind.of].members)), name, "holds a term that isn't there")
            case Is(members=members):
                for member in members:
                    _when(member.value in range(len(program.terms[member.kind.of].members)), name, "holds a term that isn't there")
            case Fact(subject=subject, name=fact, kind=kind):
                found = [each.kind for each in program.models[subject.model].facts if each.name == fact]
                _when(found == [kind], name, "reads a fact that isn't there, or is of another kind")
            case Figure(path=path, kind=kind, by=by):
                spec = program.standards.get(path)
                _when(spec is not None and (spec.kind, spec.by) == (kind, by), name, "reads a standard that isn't there, or is of another kind")
            case Chosen(path=path, subject=subject, kind=kind):
                choice = program.choices.get(path)
                fits = choice is not None and (choice.kind, choice.subject.model) == (kind, subject.model)
                _when(fits, name, "reads a choice that isn't there, or is of another kind")
            case Call(rule=rule, subjects=subjects, kind=kind):
                callee = program.rules[rule]
                models = [[var.model for var in group] for group in (callee.subjects, subjects)]
                _when(callee.kind == kind and models[0] == models[1], name, "calls a rule with other subjects, or of another kind")
            case Over(relation=relation, element=element):
                _var(element, program, name)
                owner = element.owner
                related = [] if owner is None else [each.model for each in program.models[owner.model].relations if each.name == relation]
                _when(related == [element.model], name, "loops over a relation that isn't there")


def _choice(choice: ChoiceSpec, program: Program) -> None:
    _var(choice.subject, program, choice.path)
    _when(choice.kind.name in ("bool", "count", "money"), choice.path, "is no condition, count or amount")
    for bound in (choice.low, choice.high):
        if bound is not None:
            _when(bound.kind == choice.kind, choice.path, "has a bound of another kind")
            models = {choice.subject.model, *program.above(choice.subject.model)}
            _when({var.model for var in free(bound)} <= models, choice.path, "has a bound about another subject")
            _body(bound, program, choice.path)


def _output(output: OutputSpec, program: Program) -> None:
    _when(output.model in program.models if output.model else output.sort == "check", output.name, "speaks of a model that isn't there")
    _when(not output.model or program.models[output.model].identified, output.name, "speaks of subjects without ids")
    for name in output.rules():
        rule = program.rules.get(name)
        _when(rule is not None and rule.model == output.model, output.name, "names a rule that isn't there, or that speaks of others")
    conditions = (output.applies, output.entitled, output.within, *output.gates, *output.notices)
    wanted = {**dict.fromkeys(conditions, "bool"), output.amount: "money", output.first_month: "month", output.last_month: "month"}
    _when(bool(output.entitled or output.gates), output.name, "has no condition")
    _when(all((*output.gates, *output.notices, *output.figures)), output.name, "has a step, a notice or a figure without a name")
    for part, terms in _PAID:
        said = getattr(output, part)
        _when(not said or said in terms, output.name, f"is paid in a way that is no term: `{part}` is one of {', '.join(terms)}")
    _when(bool(output.per) or not output.amount, output.name, "has an amount and doesn't say per what")
    for name, kind in wanted.items():
        _when(not name or program.rules[name].kind.name == kind, output.name, "names a rule of another kind")
    for path in ((output.name,) if output.may else ()) + output.choices:
        choice: ChoiceSpec | None = program.choices.get(path)
        _when(choice is not None and choice.subject.model == output.model, output.name, "waits for a choice that isn't there")
