"""The law of a rulebook: texts, which rule rests on which clauses, the place's own figures, and alternative readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from aidrules.errors import ComposeError, UnknownClause, UnknownReading, closest
from aidrules.lang.choices import ChoiceOf
from aidrules.lang.outputs import Interaction, Output
from aidrules.lang.rule import Rule
from aidrules.law.source import Clause, LawText, Reading

Resting = Rule[..., object] | Output | ChoiceOf[Any] | Interaction
Replacing = Mapping[Rule[..., object], Rule[..., object]]


def _mapping(given: object, name: str) -> Mapping[Any, Any]:
    if not isinstance(given, Mapping):
        raise ComposeError(f"`{name}` of a law is a mapping, and this is a {type(given).__name__}", code="compose.law")
    return given


@dataclass(frozen=True)
class Law:
    """What ``compose`` needs of the law.

    ``texts`` are law files, the base first. ``rests`` says which clauses put an output or condition in force here; an output
    that isn't named there is not in force. ``standards`` are the texts of the places' ``standards.toml`` by place.
    ``alternatives`` and ``alternative_figures`` say for a reading's alternative which rules take the place of which and which
    figures, ``supplants`` which rules of the base a
    place replaces by its own.
    """

    place: str
    texts: Sequence[LawText]
    rests: Mapping[Resting, Sequence[str]]
    standards: Mapping[str, str] = field(default_factory=dict)
    alternatives: Mapping[tuple[str, str], Replacing] = field(default_factory=dict)
    supplants: Replacing = field(default_factory=dict)
    alternative_figures: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Whether each part is of its sort."""
        texts = isinstance(self.texts, Sequence) and all(isinstance(text, LawText) for text in self.texts)
        if not isinstance(self.place, str) or not texts:
            raise ComposeError("a law has its `place`, a name, and `texts`, a list of what load_law gives", code="compose.law")
        for resting, clauses in _mapping(self.rests, "rests").items():
            several = isinstance(clauses, Sequence) and not isinstance(clauses, str) and all(isinstance(clause, str) for clause in clauses)
            if not isinstance(resting, Rule | Output | ChoiceOf | Interaction) or not several:
                raise ComposeError('`rests` says which clauses a rule or an output rests on, by their ids: {benefit: ["1", "2.1"]}', code="compose.law")
        for name in ("standards", "alternatives", "supplants", "alternative_figures"):
            _mapping(getattr(self, name), name)
        for replacing in (self.supplants, *self.alternatives.values()):
            if not all(isinstance(rule, Rule) for pair in _mapping(replacing, "alternatives").items() for rule in pair):
                raise ComposeError("rules are replaced as {rule: rule}", code="compose.replace")
        if not all(isinstance(text, str) for text in self.standards.values()):
            raise ComposeError("`standards` of a law are the texts of standards.toml by their places", code="compose.law")
        for figures in self.alternative_figures.values():
            _mapping(figures, "alternative_figures")

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

    def readings(self, selected: Mapping[Any, Any]) -> tuple[Reading, ...]:
        """Every reading, with the alternatives that are selected."""
        known = {key: reading for text in self.texts for key, reading in text.readings.items()}
        for key, alternative in selected.items():
            if not isinstance(key, str) or not isinstance(alternative, str):
                raise UnknownReading('readings are selected by name, {"reading": "alternative"}', code="law.reading_name")
            if key not in known:
                raise UnknownReading(f"there is no reading `{key[:64]}`; {closest(key[:64], known)}")
            names = [other.id for other in known[key].alternatives]
            changes = {*self.alternatives, *self.alternative_figures}
            if alternative not in names or (key, alternative) not in changes:
                ready = [name for name in names if (key, name) in changes]
                raise UnknownReading(
                    f"the reading `{key}` has no alternative `{alternative[:64]}` that changes a rule here; {closest(alternative[:64], ready) or 'it has none'}"
                )
        return tuple(replace(reading, selected=selected.get(key, "")) for key, reading in known.items())

    def replacing(self, selected: Mapping[str, str]) -> dict[Rule[..., object], Rule[..., object]]:
        """Which rules take the place of which: where the place supplants its base, and under the alternatives selected."""
        found: dict[Rule[..., object], Rule[..., object]] = dict(self.supplants)
        for key, alternative in selected.items():
            found |= self.alternatives.get((key, alternative), {})
        return found

    def figures(self, selected: Mapping[str, str]) -> dict[str, Any]:
        """The figures that the selected alternatives set."""
        found: dict[str, Any] = {}
        for key, alternative in selected.items():
            found |= self.alternative_figures.get((key, alternative), {})
        return found

    def clause_of(self, path: str, selected: Mapping[str, str]) -> str:
        """The clause of a figure that nothing prints and a selected alternative sets: the first one that its reading is about."""
        key = next(key for key, alternative in selected.items() if path in self.alternative_figures.get((key, alternative), {}))
        return next(text.readings[key].clauses[0] for text in self.texts if key in text.readings)
