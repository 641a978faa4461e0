"""What of a program is meaning, as plain data: no words, no names of rules, no facts that no rule reads.

Rules and subjects are numbers, so that neither a file nor a function that is renamed moves a digest; a translation that is
put right doesn't either.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aidrules.graph.nodes import Fact, Node, Over, Var, free
from aidrules.graph.program import Program, every
from aidrules.graph.wire import is_text, spec_written


def meaning(program: Program) -> dict[str, Any]:
    """The meaning of a program: what moves it moves what is decided."""
    positions = {name: number for number, name in enumerate(program.rules)}
    models, facts, kinds = _spoken_of(program)
    found: dict[str, Any] = {
        "rules": [_meant(spec_written(rule, positions), ("name",)) for rule in program.rules.values()],
        "choices": [_meant(spec_written(choice, positions)) for choice in program.choices.values()],
        "standards": [_meant(spec_written(standard)) for standard in program.standards.values()],
        "terms": {name: [value for value, _ in term.members] for name, term in program.terms.items() if name in kinds},
        "models": [
            {
                "name": model.name,
                "identified": model.identified,
                "facts": [_meant(spec_written(fact)) for fact in model.facts if (model.name, fact.name) in facts],
                "relations": [_meant(spec_written(relation)) for relation in model.relations if relation.model in models],
            }
            for model in program.models.values()
            if model.name in models
        ],
    }
    for table in ("outputs", "interactions"):
        found[table] = [_by_position(_meant(spec_written(spec)), positions) for spec in getattr(program, table).values()]
    return found


def words(document: Any) -> Any:
    """The words in a document, each where it stands: what ``meaning`` leaves out."""
    if isinstance(document, dict):
        found = {name: part if is_text(name) or name == "members" else words(part) for name, part in document.items()}
        return {name: part for name, part in found.items() if part is not None}
    if isinstance(document, list):
        listed = [words(part) for part in document]
        return listed if any(part is not None for part in listed) else None
    return None


def _meant(document: dict[str, Any], leave: tuple[str, ...] = ()) -> dict[str, Any]:
    return {name: part for name, part in document.items() if not is_text(name) and name not in leave}


def _by_position(document: dict[str, Any], positions: dict[str, int]) -> dict[str, Any]:
    """Names of rules as their places in the program."""

    def placed(part: Any) -> Any:
        if isinstance(part, list):
            return [placed(each) for each in part]
        return {"rule": positions[part]} if isinstance(part, str) and part in positions else part

    return {name: part if name in ("name", "of", "by") else placed(part) for name, part in document.items()}


def _spoken_of(program: Program) -> tuple[set[str], set[tuple[str, str]], set[str]]:
    """The models that rules speak of and those that contain them, the facts they read, and the enumerations they use."""
    bodies = [rule.body for rule in program.rules.values()]
    bodies += [bound for choice in program.choices.values() for bound in (choice.low, choice.high) if bound is not None]
    nodes: list[Node] = [node for body in bodies for node in every(body)]
    variables: list[Var] = [var for rule in program.rules.values() for var in rule.subjects]
    variables += [var for node in nodes for var in (free(node) | ({node.element} if isinstance(node, Over) else set()))]
    direct = {var.model for var in variables} | {output.model for output in program.outputs.values() if output.model}
    models = {name for model in direct for name in (model, *program.above(model))}
    facts = {(node.subject.model, node.name) for node in nodes if isinstance(node, Fact)}
    kinds = [node.kind for node in nodes] + [kind for spec in program.standards.values() for kind in (spec.kind, spec.by) if kind]
    return models, facts, _terms(kinds)


def _terms(kinds: Iterable[Any]) -> set[str]:
    return {kind.of for kind in kinds if kind.name == "term"}
