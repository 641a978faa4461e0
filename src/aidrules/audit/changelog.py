"""What a reform changed in a rulebook: figures with their days and clauses, rules in words, outputs, choices, facts, readings, clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, TypeAlias

from aidrules.archive.grounds import Grounds
from aidrules.audit.compared import same_choice, same_rule
from aidrules.graph.nodes import Fact, Node, Over
from aidrules.graph.nodes import Figure as FigureNode
from aidrules.graph.program import FactSpec, ModelSpec, Program, RelationSpec, every
from aidrules.graph.text import node_words
from aidrules.graph.wire import is_text
from aidrules.law.source import Clause, Reading
from aidrules.standards.figures import Figure

What: TypeAlias = Literal["added", "gone", "changed", "reworded"]
SECTIONS: Final = ("figures", "rules", "outputs", "choices", "interactions", "facts", "readings", "clauses")
Said: TypeAlias = tuple[str, str]
"""The same in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that changed: what it says on each side (None where a side doesn't have it), its clauses on each, and the outputs it touches.

    ``since`` is the first day of a figure ("" for ever). *Reworded* is what says the same in other words.
    """

    section: str
    what: What
    name: str
    zh: str
    en: str
    before: Said | None
    after: Said | None
    clauses_before: tuple[Clause, ...] = ()
    clauses_after: tuple[Clause, ...] = ()
    outputs: tuple[str, ...] = ()
    since: str = ""


def entries(before: Grounds, after: Grounds) -> tuple[Entry, ...]:
    """Everything that changed from one rulebook to another, in the order of ``SECTIONS``."""
    return tuple(_Compare(before, after).all())


class _Compare:
    def __init__(self, before: Grounds, after: Grounds) -> None:
        self.sides = before, after
        self.programs = before.program, after.program
        self.touched = [_touched(program) for program in self.programs]

    def all(self) -> Iterator[Entry]:
        yield from self.figures()
        yield from self.specs("rules", lambda program: program.rules, _rule_said, same_rule)
        yield from self.specs("outputs", lambda program: program.outputs, _fields_said, _same_fields)
        yield from self.specs("choices", lambda program: program.choices, _choice_said, same_choice)
        yield from self.specs("interactions", lambda program: program.interactions, _fields_said, _same_fields)
        yield from self.specs("facts", _parts, _fields_said, _same_fields)
        yield from self.readings()
        yield from self.clauses()

    def specs(
        self, section: str, table: Callable[[Program], Mapping[str, Any]], said: Callable[[Any, Program], Said], same: Callable[[Any, Any], bool]
    ) -> Iterator[Entry]:
        """The entries of one table of a program; what now rests on other clauses has changed too."""
        tables = [table(program) for program in self.programs]
        for name in {**tables[0], **tables[1]}:
            found = [each.get(name) for each in tables]
            cited = [side.rests.get(name, ()) if spec is not None else () for side, spec in zip(self.sides, found, strict=True)]
            equal = None not in found and same(*found)
            if equal and cited[0] == cited[1] and _words(found[0]) == _words(found[1]):
                continue
            what: What = "added" if found[0] is None else "gone" if found[1] is None else "reworded" if equal and cited[0] == cited[1] else "changed"
            spec = found[1] if found[1] is not None else found[0]
            words = [None if each is None else said(each, program) for each, program in zip(found, self.programs, strict=True)]
            if what == "reworded":
                words = [_words(each) for each in found]
            clauses = [self.cite(number, keys) for number, keys in enumerate(cited)]
            touched = dict.fromkeys((*self.touched[0].get(name, ()), *self.touched[1].get(name, ())))
            yield Entry(section, what, name, *_titles(spec), words[0], words[1], clauses[0], clauses[1], tuple(touched))

    def cite(self, side: int, keys: Iterable[str]) -> tuple[Clause, ...]:
        """Clauses of a side by their ids."""
        return tuple(self.sides[side].clauses[key] for key in keys if key in self.sides[side].clauses)

    def figures(self) -> Iterator[Entry]:
        """Each figure by its path, key and first day."""
        tables = [{(figure.path, figure.key, str(figure.start or "")): figure for figure in side.figures} for side in self.sides]
        for path, key, since in sorted({**tables[0], **tables[1]}):
            found = [table.get((path, key, since)) for table in tables]
            words = [None if figure is None else _figure_said(figure) for figure in found]
            if words[0] != words[1]:
                specs = [program.standards[path] for program in reversed(self.programs) if path in program.standards]
                zh, en = (specs[0].zh, specs[0].en) if specs else (path, path)
                shown = f" [{key}]" if key else ""
                what: What = "added" if found[0] is None else "gone" if found[1] is None else "changed"
                clauses = [self.cite(side, (figure.clause,)) if figure is not None else () for side, figure in enumerate(found)]
                touched = dict.fromkeys((*self.touched[0].get(path, ()), *self.touched[1].get(path, ())))
                yield Entry("figures", what, path, zh + shown, en + shown, words[0], words[1], clauses[0], clauses[1], tuple(touched), since)

    def readings(self) -> Iterator[Entry]:
        """Readings added and gone, another selected, or read in other words."""
        tables: list[dict[str, Reading]] = [{reading.id: reading for reading in side.readings} for side in self.sides]
        for name in {**tables[0], **tables[1]}:
            found = [table.get(name) for table in tables]
            words = [None if each is None else _reading_said(each) for each in found]
            if words[0] != words[1]:
                reading = found[1] or found[0]
                assert reading is not None  # one of them is there
                what: What = "added" if found[0] is None else "gone" if found[1] is None else "changed"
                clauses = [self.cite(side, each.clauses) if each is not None else () for side, each in enumerate(found)]
                yield Entry("readings", what, name, reading.topic_zh, reading.topic_en, words[0], words[1], clauses[0], clauses[1])

    def clauses(self) -> Iterator[Entry]:
        """Clauses added and gone, in other words, or of a source whose days are others."""
        tables = [side.clauses for side in self.sides]
        for name in {**tables[0], **tables[1]}:
            one, other = (table.get(name) for table in tables)
            words = [None if each is None else _clause_said(each) for each in (one, other)]
            if words[0] != words[1]:
                clause = other or one
                assert clause is not None  # one of them is there
                what: What = "added" if one is None else "gone" if other is None else "changed"
                yield Entry("clauses", what, name, clause.citation, clause.citation, words[0], words[1], (one,) if one else (), (other,) if other else ())


def _titles(spec: Any) -> Said:
    return spec.zh, str(spec.en).rstrip(".")


def _words(spec: Any) -> Said:
    """All the words of a specification, in Chinese and in English."""
    texts = [field.name for field in fields(spec) if is_text(field.name)]
    said = ["; ".join(str(getattr(spec, name)) for name in texts if name.endswith(language)) for language in ("zh", "en")]
    return said[0], said[1]


def _same_fields(one: Any, other: Any) -> bool:
    """Whether two specifications are the same but for their words."""
    return all(getattr(one, field.name) == getattr(other, field.name) for field in fields(one) if not is_text(field.name))


def _rule_said(rule: Any, program: Program) -> Said:
    return node_words(rule.body, program, "zh"), node_words(rule.body, program, "en")


def _choice_said(choice: Any, program: Program) -> Said:
    """``1 – 6``: its bounds in words."""

    def bounds(language: str) -> str:
        return " – ".join("" if bound is None else node_words(bound, program, language) for bound in (choice.low, choice.high))

    return bounds("zh"), bounds("en")


def _fields_said(spec: Any, program: Program) -> Said:
    """The parts of a specification that aren't at their defaults; rules by their titles."""

    def said(value: Any, language: str) -> str:
        if isinstance(value, tuple):
            return "[" + ", ".join(said(each, language) for each in value) + "]"
        rule = program.rules.get(value) if isinstance(value, str) else None
        if rule is None:
            return str(value)
        return f"{rule.zh if language == 'zh' else rule.en.rstrip('.')} ({value})"

    parts = [field for field in fields(spec) if field.name != "name" and not is_text(field.name) and getattr(spec, field.name) != field.default]
    listed = ["; ".join(f"{field.name}: {said(getattr(spec, field.name), language)}" for field in parts) for language in ("zh", "en")]
    return listed[0], listed[1]


def _parts(program: Program) -> dict[str, FactSpec | RelationSpec]:
    """Every fact and relation of every model, by its path."""

    def of(model: ModelSpec) -> Iterator[FactSpec | RelationSpec]:
        yield from model.facts
        yield from model.relations

    return {f"{model.name}.{part.name}": part for model in program.models.values() for part in of(model)}


def _figure_said(figure: Figure) -> Said:
    """``150.00 yuan/person/day, from … until …, announced …``; a user's own says so."""
    days = [(zh, en, str(day)) for zh, en, day in (("自", "from", figure.start), ("至", "until", figure.until), ("公布", "announced", figure.announced)) if day]
    value = " ".join(part for part in (figure.text, figure.unit) if part)
    zh = [value, *(f"{word} {day}" for word, _, day in days), figure.clause or "使用者提供"]
    en = [value, *(f"{word} {day}" for _, word, day in days), figure.clause or "supplied by the user"]
    return "，".join(zh), ", ".join(en)


def _reading_said(reading: Reading) -> Said:
    selected = f" ({reading.selected})" if reading.selected else ""
    return reading.words("zh") + selected, reading.words("en") + selected


def _clause_said(clause: Clause) -> Said:
    since = clause.source.in_force_from
    day = "" if since is None else f" ({since})"
    why = [f" {text}" if text else "" for text in (clause.why_not_zh, clause.why_not_en)]
    return f"{clause.address}{day} {clause.zh}{why[0]}", f"{clause.address}{day} {clause.en}{why[1]}"


def _touched(program: Program) -> dict[str, list[str]]:
    """For each rule, standard, choice and fact the outputs that rest on it."""
    found: dict[str, list[str]] = {}
    for output in program.outputs.values():
        names = dict.fromkeys(name for root in output.rules() for name in program.depends(root))
        choices = program.discretions(output)
        bodies: list[Node] = [program.rules[name].body for name in names]
        bodies += [bound for choice in choices for bound in (choice.low, choice.high) if bound is not None]
        for name in {output.name: None, **names, **dict.fromkeys(choice.path for choice in choices), **_read(bodies)}:
            found.setdefault(name, []).append(output.name)
    return found


def _read(bodies: Iterable[Node]) -> dict[str, None]:
    """The figures, facts and relations that some bodies read."""
    found: dict[str, None] = {}
    for body in bodies:
        for part in every(body):
            if isinstance(part, FigureNode):
                found[part.path] = None
            elif isinstance(part, Fact):
                found[f"{part.subject.model}.{part.name}"] = None
            elif isinstance(part, Over) and part.element.owner is not None:
                found[f"{part.element.owner.model}.{part.relation}"] = None
    return found
