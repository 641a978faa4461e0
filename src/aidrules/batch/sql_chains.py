"""Puts columns into layers: for each model a chain of named queries, each adding what the ones before it make possible.

On the way down a model's rows are joined with those of the subjects that contain them, on the way up they are gathered into
groups; a model is visited again only where a rule needs what was found above it since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlglot import exp

from aidrules.batch.sql_columns import Column, Loop
from aidrules.batch.sql_names import key_columns, key_models, key_name, table_name
from aidrules.batch.sql_terms import Code, column, compare
from aidrules.batch.sql_values import Values
from aidrules.errors import Unsupported


@dataclass
class Chain:
    """The queries over the rows of one model so far: the name of the last, and the columns it has."""

    model: str
    head: str
    has: set[str] = field(default_factory=set)


class Chains:
    """All the queries before the last, in order."""

    def __init__(self, values: Values, wanted: Iterable[Column], *, rows_of: Iterable[str] = ()) -> None:
        self.values, self.program = values, values.basis.program
        self.queries: list[tuple[str, exp.Select]] = []
        self.chains: dict[str, Chain] = {}
        self.columns = self._reached(list(wanted))
        self.facts = [made for made in self.columns if made.source]
        self.order = sorted(self.program.models, key=lambda model: len(self.program.above(model)))
        self._numbers: dict[str, int] = {}
        self._run()
        for model in rows_of:
            self.chain(model)

    def _reached(self, waiting: list[Column]) -> list[Column]:
        """Every column that is needed, in the order in which they were made: each after those it reads."""
        found: set[str] = set()
        while waiting:
            made = waiting.pop()
            if made.name not in found:
                found.add(made.name)
                waiting += self._needs(made)
        return [made for made in self.values.by_name.values() if made.name in found]

    def _needs(self, made: Column) -> list[Column]:
        if made.source:
            return []
        own = self.values.reads(made.code)
        return own + self.values.reads(made.gathered) if isinstance(made, Loop) else own

    # --- visits

    def _run(self) -> None:
        done = {made.name for made in self.facts}
        waiting = [made for made in self.columns if made.name not in done]
        while waiting:
            for up in (False, True):
                for model in reversed(self.order) if up else self.order:
                    ready = self._ready(model, waiting, done, up=up)
                    if ready:
                        self._visit(model, ready)
                        done |= {made.name for made in ready}
                        waiting = [made for made in waiting if made.name not in done]

    def _ready(self, model: str, waiting: list[Column], done: set[str], *, up: bool) -> list[Column]:
        """What can be computed now on the rows of a model: on the way down nothing that gathers."""
        found: list[Column] = []
        now = set(done)
        more = True
        while more:
            more = False
            for made in waiting:
                if made.model != model or made in found or (isinstance(made, Loop) and not up):
                    continue
                # a loop joins what it reads to its elements, so all of that has to be there before
                if all(needed.name in (done if isinstance(made, Loop) else now) for needed in self._needs(made)):
                    found.append(made)
                    now.add(made.name)
                    more = True
        return found

    def _visit(self, model: str, ready: list[Column]) -> None:
        loops = [made for made in ready if isinstance(made, Loop)]
        made_here = {made.name for made in ready}
        for element in dict.fromkeys(loop.element for loop in loops):
            self._gather(model, element, [loop for loop in loops if loop.element == element])
        plain = [made for made in ready if not isinstance(made, Loop)]
        self._join(model, [needed for made in plain for needed in self._needs(made)])
        level = {made.name: 0 for made in loops}
        while plain:
            now = [made for made in plain if all(needed.name in level or needed.name not in made_here for needed in self._needs(made))]
            self._add(model, now)
            level |= {made.name: 0 for made in now}
            plain = [made for made in plain if made.name not in level]

    # --- queries

    def _named(self, model: str, ending: str = "") -> str:
        self._numbers[model] = self._numbers.get(model, 0) + (0 if ending else 1)
        return self.values.names.take(f"{table_name(model)}_{self._numbers[model]}{ending}")

    def chain(self, model: str) -> Chain:
        """The chain of a model; its first query reads the user's table."""
        if model not in self.chains:
            table = table_name(model)
            name = self._named(model)
            found = [made for made in self.facts if made.model == model]
            keys = [exp.alias_(_of_table(source, table), key) for source, key in key_columns(self.program, model)]
            selected = [*keys, *(exp.alias_(made.code.copy(), made.name) for made in found)]
            if not selected:
                raise Unsupported(f"a {model} has no id, and nothing that contains it has one", code="sql.no_id")
            self._put(name, exp.select(*selected).from_(_table(table)))
            self.chains[model] = Chain(model, name, {made.name for made in found})
        return self.chains[model]

    def _put(self, name: str, query: exp.Select) -> None:
        self.queries.append((name, query))

    def _add(self, model: str, columns: list[Column]) -> None:
        """A query with more columns."""
        chain = self.chain(model)
        if not columns:
            return
        name = self._named(model)
        self._put(name, exp.select(_all(chain.head), *(described(made.code, made) for made in columns)).from_(chain.head))
        chain.head = name
        chain.has |= {made.name for made in columns}

    def _join(self, model: str, needed: list[Column]) -> None:
        """A query with the columns of what contains the rows, where they are needed and not there."""
        chain = self.chain(model)
        above: dict[str, list[Column]] = {}
        for made in needed:
            if made.model != model and made.name not in chain.has:
                found = above.setdefault(made.model, [])
                if made not in found:
                    found.append(made)
        if not above:
            return
        for owner in above:
            if not self.program.models[owner].identified:
                raise Unsupported(f"a {owner} has no id, so SQL can't tell which {model} belongs to which", code="sql.no_id")
        owners = {owner: self.chain(owner) for owner in above}
        name = self._named(model)
        query = exp.select(_all(chain.head)).from_(chain.head)
        for owner, columns in above.items():
            query = query.select(*(column(made.name, owners[owner].head) for made in columns), copy=False)
            query = query.join(exp.to_table(owners[owner].head), on=self._same(owner, chain.head, owners[owner].head), copy=False)
            chain.has |= {made.name for made in columns}
        self._put(name, query)
        chain.head = name

    def _gather(self, model: str, element: str, loops: list[Loop]) -> None:
        """A query that gathers the rows of a relation into groups, and one that joins them to their owners."""
        self._join(element, [needed for loop in loops for needed in self.values.reads(loop.gathered)])
        inner, outer = self.chain(element), self.chain(model)
        keys = [column(key_name(owner)) for owner in key_models(self.program, model)]
        group = self._named(element, "_groups")
        made: dict[str, Code] = {}
        for loop in loops:
            made[loop.number_as] = exp.Count(this=exp.Star())
            assert loop.gathered is not None  # every loop gathers
            made[loop.gathered_as] = loop.gathered
        words = {loop.gathered_as: loop for loop in loops}
        selected = [described(code, words.get(name), name) for name, code in made.items()]
        self._put(group, exp.select(*(key.copy() for key in keys), *selected).from_(inner.head).group_by(*(key.copy() for key in keys)))
        name = self._named(model)
        query = exp.select(_all(outer.head), *(exp.alias_(loop.code.copy(), loop.name) for loop in loops)).from_(outer.head)
        query = query.join(exp.to_table(group), on=self._same(model, outer.head, group), join_type="left", copy=False)
        self._put(name, query)
        outer.head = name
        outer.has |= {loop.name for loop in loops}

    def _same(self, model: str, left: str, right: str) -> Code:
        """That two rows are about one subject."""
        tests = [compare("eq", column(key_name(owner), left), column(key_name(owner), right)) for owner in key_models(self.program, model)]
        return exp.and_(*tests)


def _of_table(source: str, table: str) -> Code:
    return exp.Column(this=exp.to_identifier(source, quoted=True), table=exp.to_identifier(table, quoted=True))


def _table(name: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(name, quoted=True))


def _all(query: str) -> Code:
    return exp.Column(this=exp.Star(), table=exp.to_identifier(query))


def described(code: Code, made: Column | None, name: str = "") -> Code:
    """A column with its name, and with its rule and clauses as a comment."""
    found = exp.alias_(code.copy(), name or (made.name if made else ""))
    if made is not None and made.words:
        found.add_comments([f" {made.words} "])
    return found
