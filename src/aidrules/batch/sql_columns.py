"""The columns of a statement, made as they are asked for: each has a name of its own, and is known by it wherever it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any as Anything
from typing import Final

from sqlglot import exp

from aidrules.batch import sql_operations as spelled
from aidrules.batch.sql_names import Columns, Names, column_name, columns_of, comment, own_names, table_name
from aidrules.batch.sql_terms import WHOLE, Code, Computed, Known, Single, Value, among, case, cast, column, literal
from aidrules.decide.basis import Basis
from aidrules.decide.interpreter import Interpreter
from aidrules.errors import InvalidTable
from aidrules.graph.kinds import Kind

SHORT: Final = 48
"""Parts longer than this, and read twice, become columns of their own."""


@dataclass(eq=False)
class Column:
    """A column of a model's rows; ``code`` reads other columns by name. ``source`` is the column of the user's table, for a fact."""

    model: str
    name: str
    kind: Kind
    code: Code
    nullable: bool
    from_zero: bool = False
    words: str = ""
    source: str = ""


@dataclass(eq=False)
class Loop(Column):
    """A column from all the rows of a relation: ``gathered`` is computed for each group of ``element`` rows, ``code`` reads it as
    ``gathered_as``, and the number of rows as ``number_as``."""

    element: str = ""
    gathered: Code | None = None
    gathered_as: str = ""
    number_as: str = ""


@dataclass
class Place:
    """Where an expression stands: whose rows, and the words for what becomes a column of its own."""

    model: str
    name: str
    words: str


@dataclass
class Made:
    """The columns of a statement, made as they are asked for."""

    basis: Basis
    present: Columns | None
    names: Names = field(init=False)
    by_name: dict[str, Column] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(own_names(self.basis.program))
        self._facts: dict[tuple[str, str], Single] = {}
        self._rules: dict[str, Value] = {}
        self._loops: dict[Anything, tuple[Single, Single]] = {}
        self._numbers: dict[tuple[str, str], Loop] = {}
        self._parts: dict[tuple[str, str], Column] = {}
        self._assumed: dict[str, Known] = {}
        self._interpreter = Interpreter(self.basis.layout, self.basis.day, self.basis.figures)

    # --- columns

    def titled(self, name: str, zh: str) -> str:
        """The title of a rule or an output and the clauses it rests on, as a comment holds them."""
        cited = "；".join(clause.citation for clause in self.basis.cite(self.basis.rests.get(name, ())))
        return comment(zh, f"[{cited}]" if cited else "")

    def _column(self, place: Place, wanted: str, kind: Kind, value: Computed, words: str) -> Computed:
        made = Column(place.model, self.names.take(wanted, "rule"), kind, value.code, value.nullable, value.from_zero, words)
        return self._read(self._add(made))

    def _add(self, made: Column) -> Column:
        self.by_name[made.name] = made
        return made

    def _read(self, made: Column) -> Computed:
        return Computed(column(made.name), made.nullable, made.from_zero)

    def reads(self, code: Code | None) -> list[Column]:
        """The columns that an expression reads, each once, in order."""
        if code is None:
            return []
        found = dict.fromkeys(part.name for part in code.find_all(exp.Column))
        return [self.by_name[name] for name in found if name in self.by_name]

    def known_when_written(self, value: Known, kind: Kind) -> Code:
        """A settled value as an expression with its type."""
        code = literal(value.value, kind, self.basis.program)
        return cast(code) if kind.name in WHOLE and value.value is not None else code

    def fact(self, model: str, name: str, *, as_key: bool = False) -> Single:
        """A fact's column, read by the layout; an absent one is not known. ``as_key``: a text that is no term finds nothing anyway."""
        key = (model, f"{name} as key" if as_key and (model, name) not in self._facts else name)
        if key not in self._facts:
            spec = self.basis.program.models[model].fact(name)
            source = column_name(spec)
            if not self._has(model, source):
                if not spec.may_be_unknown:
                    raise InvalidTable(f"the table `{table_name(model)}` has no column `{source[:64]}`, and that fact is always known", code="table.lacks")
                self._facts[key] = Known(None)
            else:
                made = self._from_table(model, source, spec.kind, spec.may_be_unknown, source)
                if as_key:
                    made.code = self._raw(model, source)
                self._facts[key] = self._read(self._add(made))
        return self._facts[key]

    def _raw(self, model: str, source: str) -> Code:
        raw = column(source, quoted=True)
        raw.set("table", exp.to_identifier(table_name(model), quoted=True))
        return raw

    def _from_table(self, model: str, source: str, kind: Kind, nullable: bool, wanted: str) -> Column:
        twice = sum(source in columns_of(self.basis.program, spec) for spec in self.basis.program.models.values()) > 1
        name = self.names.take(f"{table_name(model)}_{wanted}" if twice or "_" not in wanted else wanted, f"{table_name(model)}_fact")
        raw = self._raw(model, source)
        if kind.name == "month":
            code = spelled.month_of(raw)
        elif kind.name == "term":  # a text that is no term is not known
            code = case((among(raw, [exp.Literal.string(text) for text, _ in self.basis.program.terms[kind.of].members]), raw))
            nullable = True
        else:  # a table may hold a number in fewer bytes, which sums and products would leave
            code = cast(raw) if kind.name in WHOLE else raw
        return Column(model, name, kind, code, nullable, words="", source=source)

    def _has(self, model: str, source: str) -> bool:
        return self.present is None or source in self.present.get(table_name(model), ())

    def code(self, value: Single, kind: Kind) -> Code:
        """A value as an expression."""
        return literal(value.value, kind, self.basis.program) if isinstance(value, Known) else value.code

    def held(self, value: Single, place: Place, kind: Kind) -> Single:
        """The same value, as a column of its own where it is long: it will be read twice."""
        if isinstance(value, Known) or isinstance(value.code, exp.Column) or len(value.code.sql()) <= SHORT:
            return value
        key = (place.model, value.code.sql())
        if key not in self._parts:
            made = Column(place.model, self.names.take(f"{place.name}__part", "part"), kind, value.code, value.nullable, value.from_zero, place.words)
            self._parts[key] = self._add(made)
        return self._read(self._parts[key])

    def _open(self, value: Single) -> bool:
        return value.value is None if isinstance(value, Known) else value.nullable

    def _from_zero(self, parts: list[Single]) -> bool:
        return all((type(part.value) is int and part.value >= 0 or part.value is None) if isinstance(part, Known) else part.from_zero for part in parts)

    def _cased(self, found: Code, kind: Kind, parts: list[Single], nullable: bool) -> Computed:
        """With a type, where all branches are numbers that are known: SQL would take a smaller one."""
        bare = kind.name in WHOLE and all(isinstance(part, Known) for part in parts)
        return Computed(cast(found) if bare else found, nullable, self._from_zero(parts))

    # --- figures
