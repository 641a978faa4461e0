"""The worked cases about who is responsible, of every place: the units that a clause names, and the one that leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from cases.given.words import PLACES, Found, UnknownWord, only, part, word

from aidrules import Outcome

NAMES: Final = {"Districts and towns": "districts/towns", "Urban-management offices": "urban-management offices"}
"""Units that the cases call otherwise; besides, they write ``&`` where our names may have ``and``, and leave out whose unit it is."""
SOURCES: Final = {"市财政": "MUNICIPAL_FINANCE"}
ROUTED: Final = frozenset({Outcome.GRANTED})


def said_name(name: str) -> str:
    """A unit as the cases call it."""
    return NAMES.get(name, name).removeprefix("City ").replace(" and ", " & ")


def responsible(case: Mapping[str, Any]) -> Found:
    """The units that stand at the end of an item of the text; of an item that the text doesn't have, nobody is known."""
    only(case["facts"], "facts", ["task_clause_id", "locality"])
    part(case, "params", [])
    place = word(PLACES, case["facts"].get("locality", case["jurisdiction"]), "locality")
    task = case["facts"].get("task_clause_id")
    if not str(task).startswith(f"{case['facts'].get('locality', case['jurisdiction'])}/"):
        raise UnknownWord(f"task_clause_id: {task!r} is no address in the text")
    named = {"task_clause_id": ["task_clause_id"]}
    lists = [clause for clause in place.clauses.values() if clause.kind == "routing" and clause.units_zh and clause.id.rpartition("#")[0] == task]
    if not lists:
        return Found(Outcome.UNDETERMINED, frozenset(), frozenset({"task_clause_id"}), named=named)
    clause = lists[-1]
    lead = said_name(clause.units_en[clause.units_zh.index(clause.lead)]) if clause.lead else None
    units = sorted(said_name(name) for name in clause.units_en)
    return Found(Outcome.MET, frozenset({clause.id}), named=named, also=ROUTED, said={"units": units, "lead": lead})


def medical_source(case: Mapping[str, Any]) -> Found:
    """Who pays for medical assistance, whichever payment of it is asked about."""
    only(case["facts"], "facts", ["payment", "programme"])
    part(case, "params", [])
    (clause,) = (clause for clause in PLACES["kunshan"].clauses.values() if clause.units_zh and clause.id == "kunshan/3.1.1#6")
    return Found(Outcome.MET, frozenset({clause.id}), also=ROUTED, said={"source": word(SOURCES, clause.units_zh[0], "source")})


PROGRAMMES: Final[Mapping[str, Callable[[Mapping[str, Any]], Found]]] = {
    "routing.responsible_units": responsible,
    "funds.medical_source": medical_source,
}
