"""What isn't known and would settle a value: facts, relations and local standards, each with a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from aidrules.decide.basis import Basis, joined, path_of
from aidrules.decide.interpreter import Env, Tabled
from aidrules.decide.layout import Row
from aidrules.graph.nodes import All, Any, Call, Chosen, Const, Day, Fact, Figure, Is, Node, Not, Op, Over, When
from aidrules.standards.figures import standard_path

Sort: TypeAlias = Literal["fact", "relation", "standard", "evidence"]
Settles: TypeAlias = Literal["entitlement", "amount"]
ENTITLEMENT: Final[Settles] = "entitlement"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that isn't known: where to write it, what it is, what it would settle, and the question to ask.

    ``path`` is a path in the case, such as ``members[0].care_level``, or ``standards["…"]["…"]`` for a local standard that
    nobody supplied. ``finding`` names the agency whose finding it is. The sort ``evidence`` is a fact that the case has and that
    isn't verified, of an output that requires it.
    """

    path: str
    sort: Sort
    settles: Settles
    zh: str
    en: str
    question_zh: str
    question_en: str
    finding: str = ""

    def settling(self, settles: Settles) -> Missing:
        """The same, said to settle the entitlement or the amount."""
        if self.settles == settles:
            return self
        return Missing(self.path, self.sort, settles, self.zh, self.en, self.question_zh, self.question_en, self.finding)


class Search:
    """Walks what is open in a case, each rule of a subject once, and nothing behind what is settled."""

    def __init__(self, basis: Basis, tabled: Tabled) -> None:
        self.basis, self.tabled, self.program = basis, tabled, basis.program
        self._found: dict[tuple[str, int], tuple[Missing, ...]] = {}

    def rules(self, names: list[tuple[str, Settles]], row: Row) -> tuple[Missing, ...]:
        """What is missing for some rules of a subject; what settles the entitlement comes first and is said once."""
        found: dict[str, Missing] = {}
        for name, settles in names:
            for missing in self.rule(name, row):
                if missing.path not in found:
                    found[missing.path] = missing.settling(settles)
        return tuple(found.values())

    def rule(self, name: str, row: Row) -> Iterable[Missing]:
        """What is missing for a rule of a subject; nothing where it is settled."""
        if row[self.basis.layout.rules[name]] is not None:
            return ()
        key = (name, id(row))  # the rows of a case last as long as its decision
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple({each.path: each for each in self.node(self.program.rules[name].body, self.tabled.env(name, row))}.values())
        return found

    def node(self, node: Node, env: Env) -> Iterator[Missing]:
        """What is missing for a node whose value isn't known."""
        match node:
            case Const() | Day() | Chosen():
                return  # an open choice isn't missing: it is the agency's to make, and the item says so itself
            case Fact():
                yield self.fact(node, env)
            case Figure():
                yield from self.figure(node, env)
            case Call():
                yield from self.rule(node.rule, env[node.subjects[0]] if node.subjects else self.tabled.alone)
            case All(parts=parts) | Any(parts=parts) | Op(parts=parts):
                for part in parts:
                    yield from self.open(part, env)
            case Not(part=part) | Is(part=part):
                yield from self.open(part, env)
            case When():
                yield from self.when(node, env)
            case Over():
                yield from self.over(node, env)

    def open(self, node: Node, env: Env) -> Iterator[Missing]:
        if self.tabled.value(node, env) is None:
            yield from self.node(node, env)

    def when(self, node: When, env: Env) -> Iterator[Missing]:
        """Under an open condition a branch's facts can settle it too: both branches may come to the same."""
        condition = self.tabled.value(node.condition, env)
        if condition is None:
            yield from self.node(node.condition, env)
        if condition is not False:
            yield from self.open(node.then, env)
        if condition is not True:
            yield from self.open(node.otherwise, env)

    def over(self, node: Over, env: Env) -> Iterator[Missing]:
        owner = node.element.owner
        assert owner is not None  # checked when the node was built
        rows = self.tabled.elements(node, env)
        if rows is None:
            spec = self.program.models[owner.model].relation(node.relation)
            path = joined(path_of(env[owner], owner.model, self.program), node.relation)
            yield Missing(path, "relation", "entitlement", spec.zh, spec.en, spec.question_zh, spec.question_en)
            return
        for row in rows:
            yield from self.open(node.body, {**env, node.element: row})
        if not rows and node.otherwise is not None:
            yield from self.open(node.otherwise, env)

    def fact(self, node: Fact, env: Env) -> Missing:
        model = node.subject.model
        spec = self.program.models[model].fact(node.name)
        path = joined(path_of(env[node.subject], model, self.program), node.name)
        return Missing(path, "fact", "entitlement", spec.zh, spec.en, spec.question_zh, spec.question_en, spec.finding)

    def figure(self, node: Figure, env: Env) -> Iterator[Missing]:
        """The key that isn't known; or the local standard that nobody supplied for this day."""
        code: int | None = 0
        if node.key is not None:
            code = self.tabled.value(node.key, env)
            if code is None:
                yield from self.node(node.key, env)
                return
        if node.otherwise is not None:
            yield from self.open(node.otherwise, env)
            return
        spec = self.program.standards[node.path]
        key, words_zh, words_en = "", "", ""
        if spec.by is not None:
            key, term_zh = self.program.terms[spec.by.of].members[code or 0]
            words_zh, words_en = f"({term_zh})", f" ({key.replace('_', ' ')})"
        day = self.basis.day.isoformat()
        yield Missing(
            standard_path(node.path, key), "standard", "amount", spec.zh + words_zh, spec.en + words_en,
            f"缺少当地标准：{day}施行的{spec.zh}{words_zh}是多少？", f"A local standard is missing: what is {spec.en}{words_en} on {day}?",
        )  # fmt: skip
