"""What studies are read out with, in Chinese and English: titles of outputs, rules, figures, facts and groups, and what is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from aidrules.graph.kinds import Kind
from aidrules.graph.program import Program
from aidrules.rulebook.rulebook import Rulebook

Titles: TypeAlias = Mapping[str, tuple[str, str]]
"""What is shown for a name, in Chinese and in English."""
WEIGHED: Final[Mapping[str, tuple[str, str]]] = {
    "household": ("户，按登记册自带的权数", "household, the register's own weights"),
    "household, one for each": ("户，每户计一", "household, one for each household"),
    "person": ("人，按登记册自带的权数乘以家庭人数", "person, the register's own weights times the members"),
    "person, one for each": ("人，每户计一再乘以家庭人数", "person, one for each household times the members"),
    "row": ("行，每行计一", "row, each counted once"),
}
"""By what a register is counted, in words."""


def title(titles: Titles, name: str, language: str) -> str:
    """What is shown for a name; the name itself where nothing else is known of it."""
    return titles.get(name, (name, name))[0 if language == "zh" else 1]


def titles_of(books: Sequence[Rulebook], program: Program, root: str = "") -> dict[str, tuple[str, str]]:
    """The titles of outputs, rules, figures with their keys, and of the facts of a root."""
    found: dict[str, tuple[str, str]] = {}
    for book in reversed(books):
        parts = book.parts.program
        found |= {name: (spec.zh, spec.en) for name, spec in parts.outputs.items()}
        found |= {name: (spec.zh, name) for name, spec in parts.rules.items() if name not in parts.outputs}  # in English it is a whole sentence
        for path, figure in parts.standards.items():
            found[path] = figure.zh, figure.en
            for key, words in parts.terms[figure.by.of].members if figure.by is not None else ():
                found[f"{path}[{key}]"] = f"{figure.zh}（{words}）", f"{figure.en} ({key.replace('_', ' ')})"
    for fact in program.models[root].facts if root else ():
        found[fact.name] = fact.zh, fact.en
    return found


def group_titles(program: Program, root: str, by: str) -> dict[str, tuple[str, str]]:
    """The titles of the groups of a fact: of its terms, of true and false."""
    return term_titles(program, program.models[root].fact(by).kind)


def term_titles(program: Program, kind: Kind) -> dict[str, tuple[str, str]]:
    """The titles of the values that a fact of some kind may have."""
    if kind.name == "bool":
        return {"true": ("是", "yes"), "false": ("否", "no")}
    return {value: (words, value.replace("_", " ")) for value, words in program.terms[kind.of].members} if kind.name == "term" else {}
