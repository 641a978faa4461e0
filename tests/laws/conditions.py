"""What the worked cases of a place have seen of its conditions: their values, and which limb settled them."""

from __future__ import annotations

from collections.abc import Iterator

from laws.mutation import Module, Reader

from aidrules.decide.interpreter import Env, Tabled
from aidrules.graph.kinds import BOOL
from aidrules.graph.nodes import All, Any, Figure, Node, Over, When, children
from aidrules.graph.program import RuleSpec, every
from aidrules.testing.mistakes import in_words
from aidrules.testing.mutants import World

WORDS = {True: "true", False: "false", None: "unknown"}


class Conditions:
    """The conditions in force in a place, and what was seen of them."""

    def __init__(self, place: str) -> None:
        self.module = Module(place)
        program = self.module.book.parts.program
        self.world = World(program, [program.outputs[name] for name in self.module.outputs])
        self.rules = {rule.name: rule for rule in self.world.used}
        self.wanted = {f"{rule.name} {word}" for rule in self.world.used if rule.kind == BOOL for word in WORDS.values()}
        self.wanted |= {label for rule in self.world.used for node in every(rule.body) for label in self.limbs(rule, node)}
        self.seen: dict[str, str] = {}

    def limbs(self, rule: RuleSpec, node: Node) -> list[str]:
        """For each limb of an ``All`` or ``Any`` how it is called: with it the whole, where a rule has several."""
        if not isinstance(node, All | Any):
            return []
        whole = "" if node == rule.body else f" in {in_words(node, self.world)}"
        alone = "alone makes it false" if isinstance(node, All) else "alone makes it true"
        return [f"{rule.name}{whole}: {in_words(part, self.world)} {alone}" for part in node.parts]

    def look(self) -> None:
        """Decide every case, and note what is seen in what its output rests on; a rule that a reading replaces isn't seen."""
        reader = Reader(self.module)
        for work in self.module.cases:
            if "error" in work.case["expected"]:
                continue
            basis, tabled, rows = reader.filled(work)
            for name in self.module.needed(work) & self.rules.keys():
                rule = basis.program.rules.get(name)
                for model, row in rows:
                    if rule is not None and rule == self.rules[name] and rule.model == model:
                        if rule.kind == BOOL:
                            self.seen.setdefault(f"{name} {WORDS[row[basis.layout.rules[name]]]}", work.case["id"])
                        for label in self.settled(rule, rule.body, tabled, tabled.env(name, row)):
                            self.seen.setdefault(label, work.case["id"])

    def settled(self, rule: RuleSpec, node: Node, tabled: Tabled, env: Env) -> Iterator[str]:
        """The limbs that settle alone, wherever the value of a rule comes through."""
        if isinstance(node, All | Any):
            settles = isinstance(node, Any)
            values = [tabled.value(part, env) for part in node.parts]
            if values.count(settles) == 1:
                yield self.limbs(rule, node)[values.index(settles)]
        match node:
            case When():
                condition = tabled.value(node.condition, env)
                parts = [node.condition, *([node.then] if condition is not False else []), *([node.otherwise] if condition is not True else [])]
            case Over():
                for row in tabled.elements(node, env) or ():
                    yield from self.settled(rule, node.body, tabled, {**env, node.element: row})
                return
            case Figure():
                return
            case _:
                parts = list(children(node))
        for part in parts:
            yield from self.settled(rule, part, tabled, env)

    @property
    def unseen(self) -> list[str]:
        return sorted(self.wanted - self.seen.keys())
