"""What tables and columns are called, and how names and words from data enter a statement without breaking out of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final, TypeAlias

from aidrules.batch.columns import snake as table_name
from aidrules.graph.program import FactSpec, ModelSpec, Program

LONGEST: Final = 50
"""So many letters of a name are kept: PostgreSQL cuts after 63."""
_SUFFIX: Final = {"money": "_fen", "quantity": "_hundredths"}
_KEPT: Final = frozenset(" _.,:;()[]<>=+-%、，。：；（）《》〈〉〔〕【】“”‘’·—…−×÷≤≥")
"""What a comment may hold besides letters and digits: nothing that ends a comment, names a variable or is invisible."""

Columns: TypeAlias = Mapping[str, Collection[str]]
"""Which columns each table has."""


def column_name(fact: FactSpec) -> str:
    """The column of a fact: amounts are whole fen, quantities whole hundredths of their unit."""
    return fact.name + _SUFFIX.get(fact.kind.name, "")


def known_column(relation: str) -> str:
    """The column that says whether a relation is known."""
    return f"{relation}_known"


def key_models(program: Program, model: str) -> list[str]:
    """The identified models whose ids a row of a model's table holds, the outermost first; its own last."""
    return [name for name in (*reversed(program.above(model)), model) if program.models[name].identified]


def key_columns(program: Program, model: str) -> list[tuple[str, str]]:
    """For each id of a model's table: its column there, and what a statement calls it everywhere.

    The own id is the column ``id``; the ids of those that contain it are ``household_id``, ``person_id``.
    """
    return [("id" if name == model else key_name(name), key_name(name)) for name in key_models(program, model)]


def key_name(model: str) -> str:
    """What a statement calls the id of a model."""
    return f"{table_name(model)}_id"


def columns_of(program: Program, spec: ModelSpec) -> list[str]:
    """Every column that the table of a model may have."""
    unknown = [known_column(relation.name) for relation in spec.relations if relation.may_be_unknown]
    return [*(column for column, _ in key_columns(program, spec.name)), *(column_name(fact) for fact in spec.facts), *unknown]


def own_names(program: Program) -> list[str]:
    """What a statement calls tables and ids: nothing else goes by these names."""
    return [table_name(model) for model in program.models] + [key_name(model) for model in program.models]


class Names:
    """Gives out names that are plain and stand for one thing each."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self.taken = {name.lower() for name in taken}

    def take(self, wanted: str, otherwise: str = "value") -> str:
        """A plain name like the one wanted: small ASCII letters, digits and underscores, no word of SQL, not yet given out."""
        plain = re.sub(r"[^a-z0-9_]", "", wanted.replace(".", "__").lower())
        if not re.match(r"[a-z_]*[a-z]", plain):
            plain = otherwise
        if "_" not in plain or plain.startswith(("current_", "session_", "local")):
            plain = f"value_{plain}"  # no word of SQL begins so
        plain = plain[:LONGEST]
        name, number = plain, 1
        while name in self.taken:
            number += 1
            name = f"{plain}_{number}"
        self.taken.add(name)
        return name


def result_columns(program: Program, names: Names) -> dict[str, tuple[str, str]]:
    """For each output the columns of its outcome and of its amount; ``names`` has given out none but the program's own.

    >>> from aidrules.jurisdictions import huining
    >>> program = huining.rulebook().parts.program
    >>> result_columns(program, Names(own_names(program)))["care.guardian_payment"]
    ('care__guardian_payment_outcome', 'care__guardian_payment_fen')
    """
    return {name: (names.take(f"{name}_outcome"), names.take(f"{name}_fen")) for name in program.outputs}


def comment(*words: str) -> str:
    """Words from data as one line for a comment: whatever could end it, or be read as anything else, is left out.

    >>> comment("标准 */ DROP", "${x}")
    '标准 DROP x'
    """
    text = " ".join(word for word in words if word)
    return " ".join("".join(letter if letter.isalnum() or letter in _KEPT else " " for letter in text).replace(";", "；").replace("--", "—").split())


__all__ = [
    "Columns", "Names", "column_name", "columns_of", "comment", "key_columns", "key_models", "key_name", "known_column", "own_names", "result_columns",
    "table_name",
]  # fmt: skip
