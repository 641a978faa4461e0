"""``compose``: programmes and law tied into a rulebook, with everything that doesn't fit found now and not at a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aidrules.errors import ComposeError, UnknownClause, UnknownReading
from aidrules.facts.model import Facts, model_name
from aidrules.facts.roots import ROOTS
from aidrules.facts.terms import Term
from aidrules.graph.kinds import BOOL
from aidrules.graph.nodes import Chosen, Fact, Var
from aidrules.graph.program import ChoiceSpec, ModelSpec, OutputSpec, Program, RuleSpec, called, every
from aidrules.lang.choices import ChoiceOf
from aidrules.lang.models import model_spec, models_below, term_spec, terms_in
from aidrules.lang.outputs import Interaction, Keyed, Output, Programme, Standard
from aidrules.lang.rule import Rule
from aidrules.rulebook.hypothetical import resting_on_reform
from aidrules.rulebook.law import Law
from aidrules.rulebook.reforming import reformed
from aidrules.rulebook.rulebook import Made, Parts, Rulebook
from aidrules.rulebook.slots import slot_of
from aidrules.standards.figures import Figures
from aidrules.standards.load import Slot, load_figures, read_supplied

AnyRule = Rule[..., Any]
AnyStandard = Standard | Keyed[Any, Any]


def compose(
    *programmes: Programme,
    law: Law,
    standards: Mapping[str, Any] | str | Path | None = None,
    readings: Mapping[str, str] | None = None,
    about: Sequence[type[Facts]] = (),
) -> Rulebook:
    """A rulebook of some programmes under some law.

    ``standards`` supplies the figures that no text prints, as ``{path: value or {key: value} or {day: value}}`` or the path of
    a TOML file; ``readings`` selects alternative readings, ``{reading: alternative}``; ``about`` names models of cases of one's
    own that no rule speaks of but that contain subjects of rules (this library's own are known).
    """
    if not isinstance(law, Law):
        raise ComposeError(f"`law` is what Law(…) gives, and this is a {type(law).__name__}", code="compose.law")
    if readings is not None and not isinstance(readings, Mapping):
        raise UnknownReading('readings are selected by name, {"reading": "alternative"}', code="law.reading_name")
    about = tuple(about) if isinstance(about, Iterable) else (about,)
    if not all(isinstance(model, type) and issubclass(model, Facts) for model in about):
        raise ComposeError("`about` is a list of models of facts: [Township]", code="compose.about")
    return tie(Made(tuple(programmes), law, dict(readings or {}), (*about, *ROOTS.values())), standards)


def tie(made: Made, standards: Any = None) -> Rulebook:
    """The rulebook that something is made of, with what a reform replaced and left out."""
    law, selected, programmes = made.law, made.selected, made.programmes
    readings = law.readings(selected)
    replaced = {**law.replacing(selected), **made.replaced}
    outputs = {name: output for name, output in _outputs(programmes).items() if name not in made.dropped_outputs}
    if not outputs:
        raise ComposeError("nothing is left of this rulebook: every output was left out", code="compose.programme")
    ties = _ties(programmes, outputs)
    reached = [rule for output in outputs.values() for rule in output.rules] + [rule for tie in ties.values() for rule in tie.rules]
    rules, named = _rules(reached, replaced)
    choices = _choices(outputs.values(), [part for part in named if isinstance(part, ChoiceOf)])
    found = [part for part in named if isinstance(part, Standard | Keyed)]
    specs = {standard.spec.path: standard for standard in found}
    for standard in found:
        if specs[standard.spec.path].spec != standard.spec:
            raise ComposeError(f"the standard {standard.spec.path} is declared twice, differently", code="compose.standard")
    models, classes = _models(rules, made.about)
    terms = _terms(classes.values(), found, [rule for rule, _ in rules.values()])
    program = Program(
        models=models,
        terms={name: term_spec(term) for name, term in terms.items()},
        standards={path: specs[path].spec for path in sorted(specs)},
        choices=choices,
        rules={name: spec for name, (_, spec) in rules.items()},
        outputs={name: replace(output.spec, choices=_awaited(output.spec, rules)) for name, output in outputs.items()},
        interactions={name: tie.spec for name, tie in ties.items()},
    )
    whole, program = program, reformed(program, made)
    _check_verified(program)
    slots = {path: slot_of(standard) for path, standard in specs.items() if path in program.standards}
    figures = _figures(law, slots)
    clauses = {figure.path: figure.clause for figure in figures}
    set_here = read_supplied(law.figures(selected), slots)
    others = [replace(figure, clause=clauses.get(figure.path) or law.clause_of(figure.path, selected)) for figure in set_here]
    figures = printed = figures.overriding(others)
    if standards is not None:
        figures = figures.adding(read_supplied(standards, slots))
    named_here = {*program.rules, *program.outputs, *program.choices, *program.interactions}
    rests = {name: clauses for name, clauses in law.cited().items() if name in named_here}
    law, rests = resting_on_reform(made, whole, program, law, rests)
    by_name = {name: rule for name, (rule, _) in rules.items() if name in program.rules}
    return Rulebook(Parts(program, law, rests, readings, figures, printed, slots, classes, terms, by_name, made))


def _outputs(programmes: Iterable[Programme]) -> dict[str, Output]:
    outputs: dict[str, Output] = {}
    for programme in programmes:
        if not isinstance(programme, Programme):
            raise ComposeError("compose takes programmes, such as aidrules.programs.care.care", code="compose.programme")
        for output in programme.outputs:
            if output.name in outputs and outputs[output.name] is not output:
                raise ComposeError(f"two outputs go by the name `{output.name}`", code="compose.output")
            outputs[output.name] = output
    if not outputs:
        raise ComposeError("a rulebook needs at least one programme", code="compose.programme")
    return outputs


def _check_verified(program: Program) -> None:
    """To an output that requires verification every fact must be able to be unknown."""
    for output in program.outputs.values():
        for name in sorted({rule for root in output.rules() for rule in program.depends(root)} if output.verified else ()):
            for part in every(program.rules[name].body):
                if isinstance(part, Fact) and not program.models[part.subject.model].fact(part.name).may_be_unknown:
                    raise ComposeError(
                        f"`{output.name}` requires verification, and its rule `{name}` reads {part.subject.model}.{part.name}, which is always known; "
                        "write that fact as Fact[…]",
                        code="compose.verified",
                    )


def _ties(programmes: Iterable[Programme], outputs: Mapping[str, Output]) -> dict[str, Interaction]:
    """How the outputs act on each other; one with an output that isn't part of this rulebook says nothing here."""
    return {tie.name: tie for programme in programmes for tie in programme.interactions if {tie.spec.of, tie.spec.by} <= outputs.keys()}


def _awaited(output: OutputSpec, rules: Mapping[str, tuple[AnyRule, RuleSpec]]) -> tuple[str, ...]:
    """The choices that an output waits for: those that its rules, or the rules they call, read."""
    found: list[str] = []
    waiting, seen = list(output.rules()), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            found += [part.path for part in every(rules[name][1].body) if isinstance(part, Chosen)]
            waiting += called(rules[name][1].body)
    return tuple(dict.fromkeys(found))


def _choices(outputs: Iterable[Output], left: Iterable[ChoiceOf[Any]]) -> dict[str, ChoiceSpec]:
    """The choices that outputs wait for and rules read, and each output's own *may* or being declined, under its name."""
    found: dict[str, ChoiceSpec] = {}
    for choice in left:
        if found.setdefault(choice.name, choice.spec) is not choice.spec:
            raise ComposeError(f"two choices go by the name `{choice.name}`", code="compose.choice")
    for output in outputs:
        spec = output.spec
        if spec.may:
            found[spec.name] = ChoiceSpec(spec.name, BOOL, Var(0, spec.model), None, None, spec.zh, spec.en)
    return found


def _rules(roots: list[AnyRule], replaced: Mapping[AnyRule, AnyRule]) -> tuple[dict[str, tuple[AnyRule, RuleSpec]], list[object]]:
    """Every rule that is reached, by name, and what they name. A replacement stands under the name of what it replaces."""
    found: dict[str, tuple[AnyRule, RuleSpec]] = {}
    named: list[object] = []
    waiting = list(roots)
    while waiting:
        rule = waiting.pop(0)
        known = found.get(rule.name)
        if known is not None:
            if known[0] is not rule:
                raise ComposeError(f"two rules go by the name `{rule.name}`; rename one of them", code="compose.rule")
            continue
        stands = replaced.get(rule, rule)
        spec = stands.spec()
        if stands is not rule:
            if [v.model for v in spec.subjects] != [v.model for v in rule.spec().subjects] or spec.kind != rule.spec().kind:
                raise ComposeError(f"`{stands.name}` can't replace `{rule.name}`: it speaks of other subjects, or gives another kind", code="compose.replace")
            spec = replace(spec, name=rule.name)
        found[rule.name] = (rule, spec)
        named += stands.named()
        waiting += [part for part in stands.named() if isinstance(part, Rule)]
        waiting += [rule for part in stands.named() if isinstance(part, ChoiceOf) for rule in part.rules]
        named += [bound for part in stands.named() if isinstance(part, ChoiceOf) for bound in part.bounds]
    return found, named


def _models(rules: Mapping[str, tuple[AnyRule, RuleSpec]], about: Sequence[type[Facts]]) -> tuple[dict[str, ModelSpec], dict[str, type[Facts]]]:
    """The models that rules speak of and all they contain; of a model and a user's subclass of it, the subclass."""
    spoken_of = [model for rule, _ in rules.values() for top in rule.signature()[0] for model in models_below(top)]
    names = {model_name(model) for model in spoken_of}
    containing = [model for root in about if names & {model_name(m) for m in models_below(root)} for model in models_below(root)]
    classes: dict[str, type[Facts]] = {}
    for model in [*containing, *spoken_of]:
        name = model_name(model)
        known = classes.get(name, model)
        if not (issubclass(model, known) or issubclass(known, model)):
            raise ComposeError(f"two models go by the name `{name}`", code="compose.model")
        classes[name] = model if issubclass(model, known) else known
    return {name: model_spec(model) for name, model in classes.items()}, classes


def _terms(models: Iterable[type[Facts]], standards: Iterable[AnyStandard], rules: Iterable[AnyRule]) -> dict[str, type[Term]]:
    """Every enumeration of a fact, of a standard or of a rule's value."""
    terms: dict[str, type[Term]] = {}
    given = [rule.signature()[2] for rule in rules]
    for term in [
        *(term for model in models for term in terms_in(model)),
        *(term for standard in standards for term in standard.terms),
        *(term for term in given if isinstance(term, type) and issubclass(term, Term)),
    ]:
        if terms.setdefault(term.__name__, term) is not term:
            raise ComposeError(f"two enumerations go by the name `{term.__name__}`", code="compose.term")
    return terms


def _figures(law: Law, slots: Mapping[str, Slot]) -> Figures:
    known = law.clauses()
    found = [figure for place, text in law.standards.items() for figure in load_figures(text, place, slots)]
    supplanted = {(figure.path, figure.supplants) for figure in found if figure.supplants}
    unmet = supplanted - {(figure.path, figure.clause) for figure in found}
    if unmet:
        path, clause = min(unmet)
        raise ComposeError(f"a figure of {path} supplants the clause `{clause}`, which has no figure of it", code="compose.supplants")
    found = [figure for figure in found if (figure.path, figure.clause) not in supplanted]
    for figure in found:
        if figure.clause not in known:
            raise UnknownClause(f"{figure.name} rests on the clause `{figure.clause}`, which the law files don't hold")
    return Figures(found)
