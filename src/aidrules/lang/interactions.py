"""How outputs act on each other, said out loud: what excludes, offsets, counts as income, or takes the highest."""

from __future__ import annotations

from typing import Any, get_args

from aidrules.errors import OutputError
from aidrules.facts.model import model_name
from aidrules.facts.money import Money
from aidrules.graph.kinds import BOOL, MONEY
from aidrules.graph.program import TIES, InteractionSpec, Tie
from aidrules.lang.outputs import Interaction, Output
from aidrules.lang.rule import Rule


def interaction(tie: Tie, *, of: Output, by: Output, when: Rule[..., bool], zh: str, en: str, forgone: Rule[..., Money] | None = None) -> Interaction:
    """``by`` acts on ``of`` where ``when`` holds; ``forgone`` is the amount of ``of`` that is not given because of it.

    ``tie`` is ``"excludes"`` (who has the one can't have the other), ``"offsets"`` (both are paid from the same money),
    ``"counts_as_income"`` or ``"takes_highest"``. The rules of both outputs say what is given; an interaction explains it, on the items
    of ``of``. ``when`` and ``forgone`` speak of the subject of ``of``. Outputs that act on each other in a circle don't compose.
    """
    name = f"{by.name} {tie} {of.name}" if isinstance(of, Output) and isinstance(by, Output) else "an interaction"
    if tie not in get_args(Tie):
        raise OutputError(f"{name}: an interaction is one of {', '.join(TIES)}", code="output.interaction")
    for part in (of, by):
        if not isinstance(part, Output):
            raise OutputError(f"{name}: `of` and `by` are outputs, what benefit(…) and its like give", code="output.interaction")
    rules: list[tuple[str, Any, Any]] = [("when", when, BOOL), *([("forgone", forgone, MONEY)] if forgone is not None else [])]
    for part_name, rule, kind in rules:
        models, given, _ = rule.signature() if isinstance(rule, Rule) else ((), None, None)
        if given != kind or not models or model_name(models[0]) != of.spec.model:
            raise OutputError(f"{name}: `{part_name}` is a rule that gives {kind} about a {of.spec.model}, the subject of {of.name}", code="output.interaction")
    spec = InteractionSpec(name, tie, of.name, by.name, when.name, "" if forgone is None else forgone.name, zh, en)
    return Interaction(spec, tuple(rule for _, rule, _ in rules))
