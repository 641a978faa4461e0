"""The law of a rulebook: texts, which rule rests on which clauses, the place's own figures, and alternative readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from aidrules.errors import UnknownClause, UnknownReading, closest
from aidrules.lang.outputs import Output
from aidrules.lang.rule import Rule
from aidrules.law.source import Clause, LawText, Reading

Resting = Rule[..., object] | Output
Replacing = Mapping[Rule[..., object], Rule[..., object]]


@dataclass(frozen=True)
class Law:
    """What ``compose`` needs of the law.

    ``texts`` are law files, the base first. ``rests`` says which clauses put an output or condition in force here; an output
    that isn't named there is not in force. ``standards`` are the texts of the places' ``standards.toml`` by place.
    ``alternatives`` says for a reading's alternative which rules take the place of which.
    """

    place: str
    texts: Sequence[LawText]
    rests: Mapping[Resting, Sequence[str]]
    standards: Mapping[str, str] = field(default_factory=dict)
    alternatives: Mapping[tuple[str, str], Replacing] = field(default_factory=dict)

    def clauses(self) -> Mapping[str, Clause]:
        """Every clause by its full id, such as ``huining/1.3.1.1#1a``, in the order of the texts."""
        return MappingProxyType({key: clause for text in self.texts for key, clause in text.clauses.items()})

    def cited(self) -> dict[str, tuple[str, ...]]:
        """For each output and rule by name, the full ids of its clauses."""
        known = self.clauses()
        found: dict[str, tuple[str, ...]] = {}
        for resting, clauses in self.rests.items():
            ids = tuple(clause if "/" in clause else f"{self.place}/{clause}" for clause in clauses)
            for clause in ids:
                if clause not in known:
                    raise UnknownClause(f"`{resting.name}` rests on the clause `{clause}`, which the law files don't hold; {closest(clause, known)}")
            found[resting.name] = ids
        return found

    def readings(self, selected: Mapping[str, str]) -> tuple[Reading, ...]:
        """Every reading, with the alternatives that are selected."""
        known = {key: reading for text in self.texts for key, reading in text.readings.items()}
        for key, alternative in selected.items():
            if key not in known:
                raise UnknownReading(f"there is no reading `{key}`; {closest(key, known)}")
            names = [other.id for other in known[key].alternatives]
            if alternative not in names or (key, alternative) not in self.alternatives:
                ready = [name for name in names if (key, name) in self.alternatives]
                raise UnknownReading(
                    f"the reading `{key}` has no alternative `{alternative}` that changes a rule here; {closest(alternative, ready) or 'it has none'}"
                )
        return tuple(replace(reading, selected=selected.get(key, "")) for key, reading in known.items())

    def replacing(self, selected: Mapping[str, str]) -> dict[Rule[..., object], Rule[..., object]]:
        """Which rules take the place of which under the alternatives that are selected."""
        found: dict[Rule[..., object], Rule[..., object]] = {}
        for key, alternative in selected.items():
            found |= self.alternatives[key, alternative]
        return found
