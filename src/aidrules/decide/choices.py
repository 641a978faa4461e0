"""Choices: a discretion that the law leaves, exercised by somebody, within its bounds. Choices are never facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from aidrules.decide.basis import Basis, ids_of
from aidrules.decide.interpreter import Tabled
from aidrules.decide.layout import Row, climb
from aidrules.errors import AidrulesError, InvalidChoice, closest
from aidrules.facts.money import Money
from aidrules.graph.program import ChoiceSpec
from aidrules.graph.text import value_words


@dataclass(frozen=True, slots=True)
class Choice:
    """A discretion exercised: what was chosen, by whom and why.

    ``value`` is a count, an amount, or for a *may* True; ``None``, ``False`` or ``"declined"`` declines it. A case file writes
    texts: ``"4"``, ``"300.00"``, ``"yes"``, ``"declined"``.

    >>> Choice(4, by="乡镇经办人", why="收入刚刚稳定").declined
    False
    """

    value: int | Money | bool | str | None
    by: str
    why: str

    @property
    def declined(self) -> bool:
        """Whether the discretion was exercised by not granting anything."""
        return self.value is None or self.value is False or self.value == "declined"


Choices: TypeAlias = Mapping[tuple[str, ...], Choice]
"""``{("phase_out.months", "p1"): Choice(4, …)}``: the path of the choice, then the ids of its subject."""


Made: TypeAlias = tuple[ChoiceSpec, Row, tuple[str, ...]]
"""A choice that was made: what it is, the row of its subject, and its key."""


@dataclass(frozen=True, slots=True)
class Discretion:
    """A discretion of an item: a *may* or a choice within bounds, and what was chosen where it was."""

    path: str
    zh: str
    en: str
    words: str
    low: str
    high: str
    choice: Choice | None
    clauses: tuple[str, ...]


def place_choices(choices: Choices, rows: list[tuple[str, Row]], basis: Basis) -> list[Made]:
    """Put what was chosen into the rows, before the rules get their values; an unknown choice or subject is an error."""
    program, layout = basis.program, basis.layout
    left = _left(basis)
    made = []
    for key, choice in choices.items():
        if not (isinstance(key, tuple) and key and all(isinstance(part, str) for part in key) and isinstance(choice, Choice)):
            raise InvalidChoice('choices are written {("phase_out.months", "p1"): Choice(4, by="…", why="…")}', code="choice.form")
        path, ids = key[0], key[1:]
        spec = left.get(path)
        if spec is None:
            raise InvalidChoice(f"the law leaves no choice `{path[:64]}` here; {closest(path[:64], left) or 'it leaves none'}", code="choice.unknown")
        model = spec.subject.model
        row = next((row for owner, row in rows if owner == model and ids_of(row, model, program) == ids), None)
        if row is None:
            raise InvalidChoice(
                f"`{path}` is about a {model}, named by the ids from below the root of the case; there is none with these", code="choice.subject"
            )
        if not choice.declined:
            row[layout.choices[model][path]] = _value(choice, spec)
        made.append((spec, row, key))
    for spec, row, key in made:  # after those that grant, in whatever order they are given: what is declined stays declined
        if choices[key].declined:
            for output in program.outputs.values():
                if spec.path == output.name or spec.path in output.choices:
                    row[layout.choices[spec.subject.model][output.name]] = False
    return made


def _left(basis: Basis) -> dict[str, ChoiceSpec]:
    """The choices for which some output waits that a clause puts in force in this place."""
    outputs = [output for output in basis.program.outputs.values() if output.name in basis.rests]
    return {spec.path: spec for output in outputs for spec in basis.program.discretions(output)}


def check_bounds(choices: Choices, made: list[Made], basis: Basis, tabled: Tabled) -> None:
    """What was chosen lies within the law's bounds; otherwise nothing is decided and the error says the bounds and the clauses."""
    for spec, row, key in made:
        if choices[key].declined or spec.kind.name == "bool":
            continue
        low, high = bounds(spec, row, basis, tabled)
        value = row[basis.layout.choices[spec.subject.model][spec.path]]
        cited = "; ".join(clause.citation for clause in basis.cite(basis.rests.get(spec.path, ())))
        cited = f" ({cited})" if cited else ""
        if low is None or high is None:
            raise InvalidChoice(
                f"`{spec.path}` can't be chosen yet: its bounds rest on a fact or standard that isn't known{cited}", code="choice.bound_unknown"
            )
        if not low <= value <= high:
            shown = [value_words(bound, spec.kind, basis.program, "en") for bound in (low, high)]
            raise InvalidChoice(f"`{spec.path}` lies between {shown[0]} and {shown[1]}{cited}", code="choice.bounds")


def bounds(spec: ChoiceSpec, row: Row, basis: Basis, tabled: Tabled) -> tuple[Any, Any]:
    """The least and the most that may be chosen; None where that isn't known."""
    found: list[Any] = []
    for node, subjects in basis.layout.bounds[spec.path]:
        env = {var: climb(row, spec.subject.model, var.model, basis.program.parents) for var in subjects}
        found.append(None if node is None else tabled.value(node, env))
    return found[0], found[1]


def _value(choice: Choice, spec: ChoiceSpec) -> Any:
    value = choice.value
    if spec.kind.name == "bool":
        if value is True or value == "yes":
            return True
        raise InvalidChoice(f'`{spec.path}` is exercised with True ("yes" in a case file), or declined', code="choice.value")
    if spec.kind.name == "money":
        try:
            return Money(value).fen  # type: ignore[arg-type]  # whatever it is, Money says what is wrong with it
        except AidrulesError as error:
            raise InvalidChoice(f"`{spec.path}`: {error.message}", code="choice.value") from None
    if type(value) is str and value.isascii() and value.isdigit() and len(value) < 7:
        return int(value)
    if type(value) is int:
        return value
    raise InvalidChoice(f'`{spec.path}` is a whole number, for example 4 ("4" in a case file)', code="choice.value")
