"""Evidence: how the facts of a case are known. To an output that requires verification a fact that isn't verified is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from aidrules.decide.basis import Basis, joined, path_of
from aidrules.decide.choices import Choices, place_choices
from aidrules.decide.compiled import Rows
from aidrules.decide.interpreter import Tabled
from aidrules.decide.layout import GLOBAL, SUBJECT, Row
from aidrules.decide.missing import Missing
from aidrules.errors import AidrulesError, InvalidEvidence, closest
from aidrules.facts.model import Facts
from aidrules.facts.month import as_day
from aidrules.facts.terms import Term
from aidrules.graph.program import FactSpec, RelationSpec

LONGEST_SOURCE: Final = 2000
_half: Final = re.compile("[\ud800-\udfff]").search  # of a surrogate pair: such a text can't be written out


class How(Term):
    """How a fact is known (核实状态)."""

    DECLARED = "declared", "本人声明，未核实"
    VERIFIED = "verified", "已核实"
    REFUSED = "refused", "核实未通过"
    AWAITED = "awaited", "等待核实"
    EXPIRED = "expired", "核实已过期"


_EN: Final = {
    How.DECLARED: "declared, and not verified", How.VERIFIED: "verified", How.REFUSED: "not borne out when it was verified",
    How.AWAITED: "verification is awaited", How.EXPIRED: "the verification has expired",
}  # fmt: skip


@dataclass(frozen=True, slots=True, init=False)
class Evidence:
    """How a fact is known: declared, verified, refused, awaited or expired; by which source, since when, and until when.

    ``expires`` is the last day on which it counts; None is without end. Raises :class:`~aidrules.errors.InvalidEvidence` for what
    it can't take.

    >>> Evidence("verified", "民政核对系统", "2022-02-01", expires="2022-07-31").how.zh
    '已核实'
    """

    how: How
    source: str
    day: date
    expires: date | None = None

    def __init__(self, how: How | str, source: str, day: date | str, expires: date | str | None = None) -> None:
        if how not in [each.value for each in How]:
            raise InvalidEvidence("how a fact is known is one of " + ", ".join(f'"{each.value}"' for each in How), code="evidence.how")
        if type(source) is not str or not 0 < len(source) <= LONGEST_SOURCE or _half(source):
            raise InvalidEvidence(f"the source of evidence is a text of 1 to {LONGEST_SOURCE} characters", code="evidence.source")
        try:
            since, until = as_day(day), None if expires is None else as_day(expires)
        except AidrulesError as error:
            raise InvalidEvidence(f"the days of evidence: {error.message}", code="evidence.day") from None
        if until is not None and until < since:
            raise InvalidEvidence("evidence can't expire before its own day", code="evidence.day")
        for name, value in (("how", How(how)), ("source", source), ("day", since), ("expires", until)):
            object.__setattr__(self, name, value)

    def on(self, day: date, known_on: date | None = None) -> How | None:
        """What it says on a day, as known by another; None where it wasn't known yet."""
        if known_on is not None and self.day > known_on:
            return None
        return How.EXPIRED if self.how is How.VERIFIED and self.expires is not None and self.expires < day else self.how


Evidences: TypeAlias = Mapping[str, Evidence]
"""``{"members[0].monthly_earnings": Evidence("verified", …)}``: by the path of a fact or relation, as in ``missing``."""
NO_EVIDENCE: Final[Evidences] = MappingProxyType({})
Unverified: TypeAlias = Mapping[str, "How | None"]
"""The facts and relations that aren't verified, by path, with what is known of each."""


class Verified(NamedTuple):
    """The rows of a case in which only what is verified is known."""

    rows: Rows
    tabled: Tabled
    unverified: Unverified


def check_evidence(evidence: Evidences, root: Row, model: str, basis: Basis) -> Evidences:
    """The evidence of a case, kept; a path that the case doesn't have is an error with the closest one."""
    if not isinstance(evidence, Mapping):
        raise InvalidEvidence('evidence is written {"members[0].employed": Evidence("verified", source="…", day="…")}', code="evidence.form")
    paths = {path for path, *_ in _places(root, model, basis)} if evidence else set()
    for path, entry in evidence.items():
        if not isinstance(path, str) or not isinstance(entry, Evidence):
            raise InvalidEvidence('evidence is written {"members[0].employed": Evidence("verified", source="…", day="…")}', code="evidence.form")
        if path not in paths:
            shown = f" `{path}`" if _plain(path) else ""
            raise InvalidEvidence(f"there is evidence of a fact that this case doesn't have{shown}; {closest(path[:100], paths)}", code="evidence.path")
    return MappingProxyType(dict(evidence)) if evidence else NO_EVIDENCE


_plain: Final = re.compile(r"[a-z0-9_.\[\]]{1,100}").fullmatch


def _places(root: Row, model: str, basis: Basis) -> Iterator[tuple[str, str, Row, str]]:
    """Every fact and relation of a case that may be unknown: its path, its model, the row of its subject, its name."""
    for owner, row in basis.layout.walk(root, model):
        spec, path = basis.program.models[owner], path_of(row, owner, basis.program)
        parts: tuple[FactSpec | RelationSpec, ...] = (*spec.facts, *spec.relations)
        for part in parts:
            if part.may_be_unknown:
                yield joined(path, part.name), owner, row, part.name


def only_verified(case: Facts, model: str, evidence: Evidences, choices: Choices, basis: Basis) -> Verified:
    """The case once more, with what isn't verified unknown, and every rule's value for it.

    Every subject keeps its items; a relation that isn't verified is unknown to what loops over it.
    """
    layout, program = basis.layout, basis.program
    root = layout.load(case, program.models[model])
    subjects = list(layout.walk(root, model))
    unverified: dict[str, How | None] = {}
    places = {name: {**layout.facts[name], **layout.relations[name]} for name in program.models}
    for path, owner, row, name in list(_places(root, model, basis)):
        how = evidence[path].on(basis.day, basis.known_on) if path in evidence else None
        if how is not How.VERIFIED and getattr(row[SUBJECT], name) is not None:
            unverified[path] = how
            place = places[owner].get(name)
            if place is not None:
                row[place] = None
    if choices:
        place_choices(choices, subjects, basis)
    alone: Row = [None] * layout.width[GLOBAL]
    tabled = Tabled(layout, basis.day, basis.figures, alone)
    rows: Rows = [[] for _ in layout.numbers]
    for owner, row in [*subjects, (GLOBAL, alone)]:
        rows[layout.numbers[owner]].append(row)
    for stage, names in layout.stages:
        for row in rows[layout.numbers[stage]]:
            for rule in names:
                row[layout.rules[rule]] = tabled.rule(rule, row)
    return Verified(rows, tabled, unverified)


def to_verify(missing: tuple[Missing, ...], unverified: Unverified) -> tuple[Missing, ...]:
    """What is missing, where a fact that is known and not verified asks for evidence and not for itself."""
    return tuple(_asking(each, unverified[each.path]) if each.path in unverified else each for each in missing)


def _asking(missing: Missing, how: How | None) -> Missing:
    zh, en = ("尚无核实材料", "there is no evidence of it") if how is None else (how.zh, _EN[how])
    return replace(missing, sort="evidence", question_zh=f"请核实：{missing.zh}（{zh}）。", question_en=f"Please have this verified: {missing.en} ({en}).")
