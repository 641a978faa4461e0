"""One fact of a case as a whole number that can be moved: where it stands, how it is written, what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from aidrules.decide.layout import encode
from aidrules.errors import InvalidStudy, WrongSubject, closest
from aidrules.facts.model import Facts, model_name
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import Quantity
from aidrules.graph.kinds import Kind
from aidrules.graph.program import FactSpec, ModelSpec
from aidrules.rulebook.reforming import read_in_force
from aidrules.rulebook.rulebook import Rulebook

_step: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:\[([^\[\]]+)\])?(?:\.|$)")
ORDERED: Final = ("money", "count", "quantity", "month", "date")


@dataclass(frozen=True)
class Place:
    """A fact of a case: ``steps`` lead to it in the case as plain data."""

    case: Facts
    path: str
    steps: tuple[str | int, ...]
    model: str
    spec: FactSpec

    @property
    def kind(self) -> Kind:
        """What the fact is."""
        return self.spec.kind

    def case_with(self, value: Any) -> Facts:
        """The case with another value there, as a case file holds it, checked as every case is; None is *not known*."""
        plain = self.case.model_dump(mode="json")
        place: Any = plain
        for step in self.steps[:-1]:
            place = place[step]
        place[self.steps[-1]] = _written(value)
        return type(self.case).read(plain)

    def number(self, value: Any) -> int:
        """A value as a whole number: fen, a count, hundredths, the number of a month or a day."""
        found: Any = self.case_with(value)
        for step in self.steps:
            found = found[step] if isinstance(step, int) else getattr(found, step)
        coded = encode(found)
        if coded is None or isinstance(coded, bool):
            raise InvalidStudy(f"`{self.path}` is moved between two values that are known", code="study.range")
        return int(coded.toordinal()) if isinstance(coded, date) else int(coded)

    def value(self, number: int) -> Any:
        """The value that a whole number stands for."""
        match self.kind.name:
            case "money":
                return Money.from_fen(number)
            case "quantity":
                return Quantity(f"{number // 100}.{number % 100:02d}", self.kind.of)
            case "month":
                return Month.from_ordinal(number)
            case "date":
                return date.fromordinal(number)
            case _:
                return number

    def at(self, number: int) -> Facts:
        """The case with the value that a whole number stands for."""
        return self.case_with(self.value(number))


def place_of(book: Rulebook, case: Facts, path: str, *, ordered: bool = True) -> Place:
    """Where a fact stands in a case: ``members[0].monthly_earnings``, or with an id in the brackets; ``ordered``: it must have an order."""
    if not isinstance(path, str):
        raise InvalidStudy("a path is written `assets` or `members[0].monthly_earnings`", code="study.path")
    if not isinstance(case, Facts):
        raise WrongSubject(f"a case is facts about a subject, Household.read({{…}}), and this is a {type(case).__name__}", code="subject.model")
    steps: list[str | int] = []
    subject: Any = case
    at = 0
    while True:
        step = _step.match(path, at)
        program = book.parts.program
        model = model_name(type(subject))
        if step is None or model not in program.models:
            raise InvalidStudy("a path is written `assets` or `members[0].monthly_earnings`; an id may stand in the brackets", code="study.path")
        name, key, at = step[1], step[2], step.end()
        spec = program.models[model]
        facts, relations = {fact.name: fact for fact in spec.facts}, {relation.name for relation in spec.relations}
        if name in facts and key is None and at == len(path):
            if ordered and facts[name].kind.name not in ORDERED:
                raise InvalidStudy(f"{model}.{name} is {facts[name].kind}, which has no order to move along", code="study.path")
            return Place(case, path, (*steps, name), model, facts[name])
        if name not in relations or key is None or at == len(path):
            raise InvalidStudy(f"`{path[:64]}` leads to no fact of this case: {_lost(spec, name, list(facts), list(relations))}", code="study.path")
        parts = getattr(subject, name) or ()
        found = next((number for number, part in enumerate(parts) if getattr(part, "id", None) == key), None)
        if found is None and key.isascii() and key.isdigit() and int(key) < len(parts):
            found = int(key)
        if found is None:
            number = len(parts)
            has = f"its `{name}` go from 0 to {number - 1}, or by their ids" if number else f"it has no `{name}`"
            raise InvalidStudy(f"`{path[:64]}` leads to no subject of this case: {has}", code="study.path")
        steps += [name, found]
        subject = parts[found]


def _lost(spec: ModelSpec, name: str, facts: Sequence[str], relations: Sequence[str]) -> str:
    if name in relations:
        return f"say which of the `{name}` and what of it: `{name}[0].…`, or an id in the brackets"
    if name in facts:
        return f"`{name}` is a fact of a {spec.name}, and nothing follows it"
    return f"a {spec.name} has no `{name[:64]}`; {closest(name[:64], [*facts, *relations])}"


def _written(value: Any) -> Any:
    if isinstance(value, Money | Month | Quantity):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


_figure: Final = re.compile(r'(?:standards\["([^"]+)"\](?:\["([^"]+)"\])?|([^\[\]"]+)(?:\[([^\[\]"]+)\])?)').fullmatch


def figure_of(book: Rulebook, path: str) -> tuple[str, str] | None:
    """The path and key of a figure that these rules read: ``dibao.monthly_standard[rural]``, or as ``missing`` names it; None where it is none."""
    found = _figure(path)
    name, key = ((found[1] or found[3], found[2] or found[4] or "")) if found else ("", "")
    slot = book.parts.slots.get(name)
    if slot is None:
        return None
    if bool(slot.keys) != bool(key):
        shown = ", ".join(f"`{name}[{each}]`" for each in slot.keys) or f"`{name}`"
        raise InvalidStudy(f"name one figure: {shown}", code="study.path")
    return name, key


def figures_like(book: Rulebook, path: str) -> str:
    """A phrase with the figures that a path was probably meant to name; "" where it looks like none of them."""
    read = read_in_force(book.parts.program, book.parts.rests)
    known = [f"{name}[{key}]" if key else name for name, slot in book.parts.slots.items() if name in read for key in slot.keys or ("",)]
    near = closest(path[:64], known)
    return near if near.startswith("did you mean") else ""


def override(path: str, key: str, value: Any) -> Mapping[str, Any]:
    """A figure as ``with_standards`` takes it."""
    written = _written(value)
    return {path: {key: written} if key else written}
