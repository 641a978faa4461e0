"""What a reform rests on: not on a clause but on itself, and every explanation, changelog and receipt says so in the place of a clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from aidrules.graph.program import Program, called
from aidrules.law.source import REFORM, Clause, LawText, Source
from aidrules.rulebook.law import Law

if TYPE_CHECKING:
    from aidrules.rulebook.rulebook import Made

Rests = Mapping[str, tuple[str, ...]]
_SOURCE: Final = Source(
    id=REFORM, title_zh="改革假设，并非条文", title_en="A reform that is supposed, and no clause", number="改革假设", issuer_zh="测算者",
    issuer_en="Whoever supposes it", published=None, in_force_from=None, has_text=False,
)  # fmt: skip


def resting_on_reform(made: Made, whole: Program, program: Program, law: Law, rests: Rests) -> tuple[Law, dict[str, tuple[str, ...]]]:
    """The law with a text that holds the reform, and what rests on what: a replaced rule on the reform alone, an altered one on it as well.

    ``whole`` is the program with what the reform leaves out, ``program`` the one without it.
    """
    found, clauses = dict(rests), dict[str, Clause]()
    for name, clause, alone in _altered(made, whole):
        here = name in program.rules or name in program.outputs
        if not here or (name in program.outputs and name not in rests):
            continue  # a reform puts no output in force
        day = _since(law, rests[name]) if name in program.outputs else None
        if day is not None:
            clause = replace(clause, id=f"{REFORM}@{day}/{clause.id.partition('/')[2]}", source=replace(_SOURCE, id=f"{REFORM}@{day}", in_force_from=day))
        clauses[clause.id] = clause
        found[name] = (clause.id,) if alone else (*found.get(name, ()), clause.id)
    texts: dict[str, dict[str, Clause]] = {}
    for key, clause in clauses.items():
        texts.setdefault(clause.source.id, {})[key] = clause
    added = [LawText(next(iter(each.values())).source, MappingProxyType(each)) for each in texts.values()]
    return (replace(law, texts=(*law.texts, *added)) if added else law), found


def _altered(made: Made, whole: Program) -> Iterator[tuple[str, Clause, bool]]:
    """What a reform alters: its name, what stands in the place of a clause, and whether that stands there alone."""
    stands = made.law.replacing(made.selected)
    for old, new in made.replaced.items():
        stood = stands.get(old, old)
        if new is not stood:
            one, other = stood.spec(), new.spec()
            yield (
                old.name,
                _clause(
                    old.name, f"reform: {new.name}", f"假设以“{other.zh}”代替“{one.zh}”，不是条文的规定。",
                    f"“{_sentence(other.en)}” is supposed in the place of “{_sentence(one.en)}”; no clause says so.",
                ),
                True,
            )  # fmt: skip
    for name in made.dropped_rules:
        rule = whole.rules[name]
        clause = _clause(
            f"without/{name}",
            f"reform: without {name}",
            f"假设不问“{rule.zh}”，不是条文的规定。",
            f"“{_sentence(rule.en)}” is supposed not to matter; no clause says so.",
        )
        yield from ((each.name, clause, False) for each in whole.rules.values() if name in called(each.body))
        yield from ((each.name, clause, False) for each in whole.outputs.values() if name in each.rules())
    for name in sorted(made.granted):
        yield (
            name,
            _clause(
                f"granting/{name}", f"reform: granting {name}", "假设经办机关凡可以给予的一律给予，不是条文的规定。",
                "The agency is supposed to grant wherever it may; no clause says so.",
            ),
            False,
        )  # fmt: skip


def _clause(key: str, address: str, zh: str, en: str) -> Clause:
    return Clause(f"{REFORM}/{key}", _SOURCE, address, "", "reform", zh, en)


def _sentence(text: str) -> str:
    return text.removesuffix(".")


def _since(law: Law, ids: tuple[str, ...]) -> date | None:
    """The first day on which one of some clauses is in force; None for ever."""
    known: Mapping[str, Any] = law.clauses()
    days = [known[key].source.in_force_from for key in ids]
    return None if None in days else min(days)
