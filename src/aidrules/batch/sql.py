"""Many cases where their data lives: a rulebook on a day as one SQL statement of layered queries, each column with its rule and clauses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from aidrules.errors import MissingExtra, UnknownName, Unsupported, closest

try:
    from sqlglot import exp
    from sqlglot.dialects.dialect import Dialect, Dialects
    from sqlglot.errors import ErrorLevel, UnsupportedError
except ImportError:
    raise MissingExtra("sqlglot", "sql") from None

from aidrules.batch.chosen import chosen_outputs
from aidrules.batch.ranges import declared, rules_of, unproven
from aidrules.batch.sql_chains import Chains
from aidrules.batch.sql_names import Columns, comment, key_columns, result_columns, table_name
from aidrules.batch.sql_outcome import Item, item
from aidrules.batch.sql_terms import Code, Computed, Known, cast, column, minus
from aidrules.batch.sql_values import Values
from aidrules.decide.basis import Basis

EXACT: Final = ("duckdb", "spark", "postgres")
"""Dialects whose engines come to the same fen as the interpreter: the tests compare them."""
_ALSO: Final = tuple(sorted(name.value for name in Dialects if name.value and name.value not in EXACT))


def statement(basis: Basis, dialect: str, *, outputs: Iterable[str] | None = None, of: str = "", columns: Columns | None = None) -> str:
    """What every subject's items come to, as one statement.

    ``of`` names a model: one row for each of its subjects, with its ids, and for each output its outcome and its amount, under the
    output's name with two underscores for its dot and ``_outcome`` or ``_fen`` behind. Without it one row for each subject and
    output: ``output``, the ids as text, ``outcome`` and ``amount_fen``. ``columns`` says which tables and columns there are; without it
    all of the layout. Raises :class:`~aidrules.errors.Unsupported` for what SQL can't say.
    """
    writer = _Writer(basis, dialect, columns)
    specs = chosen_outputs(basis, outputs, of, columns)
    items = [item(spec, writer.values) for spec in specs]
    return writer.text(_wide(writer, items, of) if of else _long(writer, items), items, rules_of(spec for spec in specs if spec.name in basis.in_force))


def rule_values(basis: Basis, dialect: str, rules: Sequence[str], of: str, *, columns: Columns | None = None) -> str:
    """The values of some rules about one model, as one statement: a row for each subject, a column for each rule in order.

    Amounts are fen, quantities hundredths, months their numbers, terms their texts; the columns are ``value_1``, ``value_2``, ….
    """
    writer = _Writer(basis, dialect, columns)
    program, values = basis.program, writer.values
    found: list[Code] = []
    for name in rules:
        if name not in program.rules:
            raise UnknownName(f"this rulebook has no rule `{name[:64]}`; {closest(name[:64], program.rules)}", code="name.rule")
        value = values.rule(name)
        if program.rules[name].model not in (of, "") or not isinstance(value, (Known, Computed)):
            raise Unsupported(f"`{name}` isn't a rule with one value for a {of}", code="sql.rule")
        found.append(values.known_when_written(value, program.rules[name].kind) if isinstance(value, Known) else value.code)
    chains = Chains(values, [made for code in found for made in values.reads(code)], rows_of=[of])
    named = [exp.alias_(code.copy(), f"value_{number + 1}") for number, code in enumerate(found)]
    query = exp.select(*_keys(writer, of), *named).from_(chains.chain(of).head)
    return writer.text(_under(chains, query), [], rules)


def dialect_named(dialect: str) -> str:
    """The same name, if there is such a dialect."""
    if dialect not in EXACT and dialect not in _ALSO:
        shown = str(dialect)[:40]
        raise UnknownName(f"there is no SQL dialect `{shown}` here; {closest(shown, (*EXACT, *_ALSO))}", code="name.dialect")
    return dialect


def written(query: exp.Query, dialect: str) -> str:
    """A query in a dialect; what that can't say is an error."""
    said = query.transform(_for_postgres) if "Postgres" in {cls.__name__ for cls in type(Dialect.get_or_raise(dialect)).__mro__} else query
    try:
        return said.sql(dialect=dialect, pretty=True, unsupported_level=ErrorLevel.RAISE)
    except UnsupportedError as error:
        raise Unsupported(f"{dialect} can't say this: {str(error).splitlines()[0]}", code="sql.unsupported") from None


class _Writer:
    """One statement in one dialect."""

    def __init__(self, basis: Basis, dialect: str, columns: Columns | None) -> None:
        self.basis, self.dialect = basis, dialect_named(dialect)
        self.values = Values(basis, columns)
        self.named = result_columns(basis.program, self.values.names)

    def text(self, query: exp.Query, items: Sequence[Item], rules: Sequence[str]) -> str:
        """The statement, under a comment that says what it is, how far it is exact, and whether a number could leave 64 bits."""
        body = written(query, self.dialect)
        exact = f"Exact for {self.dialect}: the library's tests compare this form with the interpreter, to the fen."
        trial = f"Experimental for {self.dialect}: written, and never compared with the interpreter. Exact are {', '.join(EXACT)}."
        announced = f", as announced by {self.basis.known_on}" if self.basis.known_on else ""
        head = [
            comment(f"aidrules: {self.basis.place or 'a rulebook'} on {self.basis.day}{announced}."),
            exact if self.dialect in EXACT else trial,
            "A column that is NULL is not known. Amounts are whole fen.",
            self._bounds(rules),
            *(f"Not in force on this day: {comment(each.output.name)}." for each in items if each.output.name not in self.basis.in_force),
        ]
        return "/* " + "\n   ".join(head) + " */\n" + body + "\n"

    def _bounds(self, rules: Sequence[str]) -> str:
        """What the bounds of the models' facts and of the day's figures prove."""
        program, figures = self.basis.program, self.basis.figures
        known = declared(program, (figure for row in figures.found.values() for figure in row if figure is not None))
        beyond = unproven(program, known, rules)
        if not beyond:
            return "Nothing leaves 64 bits where sql_checks finds nothing."
        stops = "stops with an error, if spark.sql.ansi.enabled is true" if self.dialect == "spark" else "stops with an error"
        return f"The rule {comment(beyond)} could leave 64 bits: the engine then {stops}."


def _keys(writer: _Writer, model: str) -> list[Code]:
    return [column(name) for _, name in key_columns(writer.basis.program, model)]


def _results(writer: _Writer, items: Sequence[Item]) -> tuple[Chains, dict[str, str]]:
    """For each model a query with its outcomes and amounts; gives those queries' names."""
    models = list(dict.fromkeys(each.output.model for each in items))
    chains = Chains(writer.values, [made for each in items for made in each.reads], rows_of=models)
    results: dict[str, str] = {}
    for model in models:
        selected: list[Code] = []
        for each in items:
            if each.output.model == model:
                words = writer.values.titled(each.output.name, each.output.zh)
                name, amount = writer.named[each.output.name]
                outcome = exp.alias_(each.outcome.copy(), name)
                outcome.add_comments([f" {words} "])
                selected.append(outcome)
                if each.amount is not None:
                    selected.append(exp.alias_(each.amount.copy(), amount))
        results[model] = writer.values.names.take(f"{table_name(model)}_result")
        query = exp.select(*_keys(writer, model), *selected).from_(chains.chain(model).head)
        chains.queries.append((results[model], query))
    return chains, results


def _amount(writer: _Writer, each: Item) -> Code:
    return cast(exp.null()) if each.amount is None else column(writer.named[each.output.name][1])


def _wide(writer: _Writer, items: Sequence[Item], of: str) -> exp.Query:
    chains, results = _results(writer, items)
    selected = _keys(writer, of)
    for each in items:
        outcome, amount = writer.named[each.output.name]
        selected.append(column(outcome))
        if each.amount is not None:
            selected.append(column(amount))
    return _under(chains, exp.select(*selected).from_(results[of]))


def _long(writer: _Writer, items: Sequence[Item]) -> exp.Query:
    chains, results = _results(writer, items)
    program = writer.basis.program
    ids = dict.fromkeys(name for each in items for _, name in key_columns(program, each.output.model))
    parts: list[exp.Query] = []
    for each in items:
        own = {name for _, name in key_columns(program, each.output.model)}
        selected = [exp.alias_(exp.Literal.string(each.output.name), "output")]
        selected += [exp.alias_(cast(column(name) if name in own else exp.null(), "TEXT"), name) for name in ids]
        selected += [exp.alias_(column(writer.named[each.output.name][0]), "outcome"), exp.alias_(_amount(writer, each), "amount_fen")]
        parts.append(exp.select(*selected).from_(results[each.output.model]))
    whole = parts[0]
    for part in parts[1:]:
        whole = exp.union(whole, part, distinct=False, copy=False)
    return _under(chains, whole)


def _under(chains: Chains, query: exp.Query) -> exp.Query:
    """The last query, with all those before it."""
    for name, layer in chains.queries:
        query = query.with_(name, layer, copy=False)
    return query


def _for_postgres(node: Code) -> Code:
    """Whole-number division is a plain `/` there, and days are subtracted."""
    if isinstance(node, exp.IntDiv):
        return exp.Div(this=node.this, expression=node.expression, typed=True, safe=False)
    if isinstance(node, exp.DateDiff):
        return minus(node.this, node.expression)
    return node
