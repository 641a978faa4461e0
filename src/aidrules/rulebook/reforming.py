"""Reforms of a rulebook: rules replaced or left out, a discretion taken as used, and the check that an override is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aidrules.errors import ComposeError, UnknownName, UnknownStandard, closest
from aidrules.graph import nodes
from aidrules.graph.nodes import Call, Figure, Node, Over, When
from aidrules.graph.program import OutputSpec, Program, RuleSpec, called, every
from aidrules.lang.outputs import Output
from aidrules.lang.rule import Rule
from aidrules.standards.figures import Figure as DatedFigure
from aidrules.standards.figures import Figures, standard_path

if TYPE_CHECKING:
    from aidrules.rulebook.rulebook import Made, Parts

AnyRule = Rule[..., Any]


def check_read(parts: Parts, figures: Iterable[DatedFigure]) -> None:
    """Every override is read by a rule that something in force here rests on."""
    read = read_in_force(parts.program, parts.rests)
    for path in dict.fromkeys(figure.path for figure in figures):
        if path not in read:
            raise UnknownStandard(
                f"{standard_path(path)} is read by no rule that is in force here, so an override would change nothing; {closest(path, read)}",
                code="standard.unread",
            )


def read_in_force(program: Program, rests: Mapping[str, Any]) -> frozenset[str]:
    """The standards that the outputs in force read, those of their choices' bounds and of how they act on each other included."""
    live = {name: output for name, output in program.outputs.items() if name in rests}
    rules = reached(program, live)
    bodies = [program.rules[name].body for name in rules] + _bounds(program, live.values())
    return frozenset(part.path for body in bodies for part in every(body) if isinstance(part, Figure))


def reached(program: Program, outputs: Mapping[str, OutputSpec]) -> frozenset[str]:
    """Every rule that some outputs rest on: by their parts, by their choices' bounds, by how they act on each other."""
    roots = [name for output in outputs.values() for name in output.rules()]
    roots += [name for tie in program.interactions.values() if {tie.of, tie.by} <= outputs.keys() for name in (tie.when, tie.forgone) if name]
    roots += [name for bound in _bounds(program, outputs.values()) for name in called(bound)]
    return frozenset(name for root in roots for name in program.depends(root))


def _bounds(program: Program, outputs: Iterable[OutputSpec]) -> list[Node]:
    choices = [choice for output in outputs for choice in program.discretions(output)]
    return [bound for choice in choices for bound in (choice.low, choice.high) if bound is not None]


# --- what Rulebook.replacing, without and granting ask for


def replacing(parts: Parts, replaced: Mapping[AnyRule | str, AnyRule]) -> Made:
    """What a rulebook is made of once rules have taken the place of others."""
    made = _made(parts)
    found = dict(made.replaced)
    if not isinstance(replaced, Mapping) or not all(isinstance(old, Rule | str) for old in replaced):
        raise ComposeError("rules are replaced as {rule: rule}, the first by its name or itself", code="compose.replace")
    for old, new in replaced.items():
        if not isinstance(new, Rule):
            raise ComposeError(f"a rule is replaced by a rule, a function with @rule, and this is a {type(new).__name__}", code="compose.replace")
        found[parts.rules[_rule(parts, old)]] = new
    return replace(made, replaced=found)


def without(parts: Parts, part: AnyRule | Output | str) -> Made:
    """What a rulebook is made of once an output or a condition is left out."""
    made = _made(parts)
    if not isinstance(part, str | Rule | Output):
        raise ComposeError(f"what is left out is a rule, an output or its name, and this is a {type(part).__name__}", code="compose.without")
    if isinstance(part, str) and part not in parts.program.rules and part not in parts.program.outputs:
        raise UnknownName(
            f"this rulebook has no rule and no output `{part[:64]}`; {closest(part[:64], [*parts.program.rules, *parts.program.outputs])}", code="name.rule"
        )
    name = part if isinstance(part, str) else part.name
    if name in parts.program.outputs and not isinstance(part, Rule):
        return replace(made, dropped_outputs=made.dropped_outputs | {name})
    return replace(made, dropped_rules=(*made.dropped_rules, _rule(parts, name)))


def granting(parts: Parts, output: Output | str) -> Made:
    """What a rulebook is made of once an agency grants wherever it may."""
    made = _made(parts)
    name = output if isinstance(output, str) else getattr(output, "name", "")
    known = {spec.name for spec in parts.program.outputs.values() if spec.may}
    if name not in known:
        near = closest(name[:64], known) or "it has none"
        raise UnknownName(f"this rulebook has no output `{name[:64]}` that an agency may grant or not; {near}", code="name.output")
    return replace(made, granted=made.granted | {name})


def kept_figures(before: Parts, after: Parts) -> Figures:
    """The figures of a reformed rulebook: those it had, and the printed ones of what it reads now and didn't before."""
    kept = [figure for figure in before.figures if figure.path in after.slots]
    return Figures([*kept, *(figure for figure in after.figures if figure.path not in before.slots)])


def _made(parts: Parts) -> Made:
    if parts.made is None:
        raise ComposeError("a rulebook from an archive has no rule code to take apart; compose one and reform that", code="compose.archived")
    return parts.made


def _rule(parts: Parts, rule: AnyRule | str) -> str:
    name = rule if isinstance(rule, str) else rule.name
    if name in parts.program.rules:
        return name
    stands = [old.name for old, new in _stands(parts).items() if new.name == name]
    near = f"it stands here under the name `{stands[0]}`" if stands else closest(name[:64], parts.program.rules)
    raise UnknownName(f"this rulebook has no rule `{name[:64]}`; {near}", code="name.rule")


def _stands(parts: Parts) -> dict[AnyRule, AnyRule]:
    made = _made(parts)
    return {**made.law.replacing(made.selected), **made.replaced}


# --- in the graph


def reformed(program: Program, made: Made) -> Program:
    """A program with the conditions left out and the discretions taken as used; what nothing reads any more is gone."""
    for name in made.dropped_rules:
        program = _dropping(program, name)
    if made.granted:
        outputs = {name: replace(output, may=False) if name in made.granted else output for name, output in program.outputs.items()}
        choices = {path: choice for path, choice in program.choices.items() if path not in made.granted}
        program = replace(program, outputs=outputs, choices=choices)
    return _pruned(program) if made.dropped_rules else program


def _dropping(program: Program, name: str) -> Program:
    rules = {rule.name: replace(rule, body=_body(rule, name)) for rule in program.rules.values() if rule.name != name}
    outputs = {output.name: _output(output, name) for output in program.outputs.values()}
    for where, used in (
        *((choice.path, [name for bound in (choice.low, choice.high) if bound is not None for name in called(bound)]) for choice in program.choices.values()),
        *((tie.name, [tie.when, tie.forgone]) for tie in program.interactions.values()),
    ):
        if name in used:
            raise _more(name, where)
    return replace(program, rules=rules, outputs=outputs)


def _output(output: OutputSpec, name: str) -> OutputSpec:
    """An output without a step, a notice, a figure, a limit or a condition on whom it speaks of."""
    changed = replace(
        output,
        gates=tuple(gate for gate in output.gates if gate != name),
        notices=tuple(notice for notice in output.notices if notice != name),
        figures=tuple(figure for figure in output.figures if figure != name),
        within="" if output.within == name else output.within,
        applies="" if output.applies == name else output.applies,
    )
    if name in changed.rules() or not (changed.entitled or changed.gates):
        raise _more(name, output.name)
    return changed


def _body(rule: RuleSpec, name: str) -> Node:
    body = _limbs(rule.body, name)
    if body is None or name in called(body):
        raise _more(name, rule.name)
    return body


def _limbs(node: Node, name: str) -> Node | None:
    """A node without a rule among the limbs of its ``all_of`` and ``any_of``; None where nothing is left."""
    match node:
        case nodes.All() | nodes.Any():
            parts = [part for part in node.parts if not (isinstance(part, Call) and part.rule == name)]
            left = [part for part in (_limbs(part, name) for part in parts) if part is not None]
            return replace(node, parts=tuple(left)) if left else None
        case nodes.Not():
            part = _limbs(node.part, name)
            return None if part is None else replace(node, part=part)
        case When():
            condition, then, otherwise = (_limbs(part, name) for part in (node.condition, node.then, node.otherwise))
            return None if condition is None or then is None or otherwise is None else replace(node, condition=condition, then=then, otherwise=otherwise)
        case Over():
            body = _limbs(node.body, name)
            return None if body is None else replace(node, body=body)
        case _:
            return node


def _more(name: str, where: str) -> ComposeError:
    return ComposeError(
        f"`{name}` isn't one condition beside others in `{where}`, so that it can't just be left out; replace `{where}`, or leave out the output",
        code="compose.without",
    )


def _pruned(program: Program) -> Program:
    rules = reached(program, program.outputs)
    bodies = [program.rules[name].body for name in rules] + _bounds(program, program.outputs.values())
    read = {part.path for body in bodies for part in every(body) if isinstance(part, Figure)}
    chosen = {part.path for body in bodies for part in every(body) if isinstance(part, nodes.Chosen)} | {o.name for o in program.outputs.values() if o.may}
    outputs = {name: replace(o, choices=tuple(path for path in o.choices if path in chosen)) for name, o in program.outputs.items()}
    return replace(
        program,
        rules={name: rule for name, rule in program.rules.items() if name in rules},
        standards={path: spec for path, spec in program.standards.items() if path in read},
        choices={path: choice for path, choice in program.choices.items() if path in chosen},
        outputs=outputs,
    )
