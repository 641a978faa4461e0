"""Whether a register is one that ``batch`` would take, as one SQL statement: a row for each mistake, and no row where there is none.

Each table is read once for what is wrong with a row alone, and once more, grouped, for what is wrong with how rows belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlglot import exp

from aidrules.batch.checks import FIRST, LAST, range_said, relation_said
from aidrules.batch.chosen import check_columns, check_model
from aidrules.batch.columns import Column, Table, layout, root_of
from aidrules.batch.sql import dialect_named, written
from aidrules.batch.sql_names import Columns, Names, comment, key_columns, key_models, key_name, known_column
from aidrules.batch.sql_terms import Code, both, case, cast, column, compare, either, is_known, is_null, literal, negated, number
from aidrules.errors import Fault, InvalidTable, closest
from aidrules.facts.faults import too_early
from aidrules.facts.model import LONGEST_TEXT
from aidrules.graph.kinds import DATE
from aidrules.graph.program import FactSpec, Program, RelationSpec

UNSEEN: Final = (
    (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2),
    (0x180E, 0x180E), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0xE000, 0xF8FF), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
    (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0001, 0xE007F), (0xF0000, 0x10FFFD),
)  # fmt: skip
"""Characters that no id holds, since nobody sees them: Unicode's Cc, Cf, Co, Zl and Zp. Engines differ in what they call so."""
WEIGHT_PLACES: Final = 6
LARGEST_WEIGHT: Final = 10**12


@dataclass(frozen=True)
class Mistake:
    """A mistake that a register may have: where, its stable code, and what to say of it. Where ``wrong`` holds, ``many`` rows have it."""

    table: str
    column: str
    code: str
    message: str
    wrong: Code
    key: Code
    many: Code


class Checks:
    """One such statement for a register below a root model, and what its rows mean.

    ``columns`` says which tables and columns there are, perhaps with each column's type. Raises :class:`~aidrules.errors.InvalidTable` for
    columns that the layout doesn't have, or lacks.
    """

    def __init__(self, program: Program, dialect: str, day: date, root: str = "", columns: Columns | None = None) -> None:
        self.dialect, self.program, self.day = dialect_named(dialect), program, day
        check_model(program, root)
        check_columns(columns)
        self.root = root or root_of(program, _roots(program) if columns is None else columns)
        self.tables = layout(program, self.root)
        if columns is not None and not any(table.name in columns for table in self.tables.values()):
            raise InvalidTable(f"there is no table of a {self.root}, or of what it contains", code="table.root")
        self.columns = columns
        self.names = Names([name for table in self.tables.values() for name in (table.name, *table.names, key_name(table.model.name))])
        self.queries: list[tuple[str, exp.Select]] = []
        self.mistakes: list[Mistake] = []
        self.parts: list[exp.Select] = []
        if columns is not None:
            for table in self.tables.values():
                _check_names(table, columns)
        for table in self.tables.values():
            if self._given(table):
                self._rows(table)
            self._together(table)

    def text(self) -> str:
        """The statement; its columns are ``table_name``, ``column_name``, ``code``, ``row_count``, ``row_id``."""
        whole: exp.Query = self.parts[0]
        for part in self.parts[1:]:
            whole = exp.union(whole, part, distinct=False, copy=False)
        for name, query in self.queries:
            whole = whole.with_(name, query, copy=False)
        head = [
            comment(f"aidrules: whether a register can be decided for {self.day}."),
            "One row for each mistake; no row where the register is one that batch takes. row_id holds the ids of one row that has it.",
        ]
        return "/* " + "\n   ".join(head) + " */\n" + written(whole, self.dialect) + "\n"

    def faults(self, rows: Iterable[Sequence[Any]]) -> list[Fault]:
        """What the rows of the answer mean, in the order of the layout; no id is shown."""
        many = {tuple(row[:3]): int(row[3]) for row in rows}
        found = dict.fromkeys(((each.table, each.column, each.code), each.message) for each in self.mistakes if (each.table, each.column, each.code) in many)
        return [
            Fault(f"{place[0]}.{place[1]}", place[2], message + (f"; so it is in {many[place]} rows" if many[place] > 1 else "")) for place, message in found
        ]

    def _given(self, table: Table) -> bool:
        return self.columns is None or table.name in self.columns

    def _has(self, table: Table, name: str) -> bool:
        return self.columns is None or name in self.columns.get(table.name, ())

    # --- what is wrong with a row alone

    def _rows(self, table: Table) -> None:
        key, one = _address([column(source, quoted=True) for source, _ in key_columns(self.program, table.model.name)]), number(1)
        found = [
            Mistake(table.name, each.name, code, message, wrong, key, one)
            for each in table.columns
            if self._has(table, each.name) and (each.role != "weight" or self.columns is not None)
            for code, message, wrong in self._of_column(table, each)
        ]
        self._report(f"{table.name}_rows", _table(table.name), found)

    def _of_column(self, table: Table, each: Column) -> list[tuple[str, str, Code]]:
        raw = column(each.name, quoted=True)
        match each.role:
            case "id":
                return [("fact.required", "an id is never NULL", is_null(raw)), *self._characters(table, each, raw)]
            case "owner":
                return [("fact.required", "an id is never NULL", is_null(raw))]
            case "weight":
                beyond = [compare("lt", raw, number(0)), compare("ge", raw, number(LARGEST_WEIGHT)), _more_places(raw)]
                message = f"a weight is at least 0 and below 1e12, with at most {WEIGHT_PLACES} places, and never NULL"
                return [("table.weight", message, either([is_null(raw), *beyond]))]
            case "fact":
                return self._of_fact(table, table.model.fact(each.of), raw)
            case _:
                return []

    def _characters(self, table: Table, each: Column, raw: Code) -> list[tuple[str, str, Code]]:
        types = self.columns.get(table.name) if self.columns is not None else None
        if isinstance(types, Mapping) and exp.DataType.build(str(types[each.name]), dialect=self.dialect).is_type(*exp.DataType.INTEGER_TYPES):
            return []
        good = exp.RegexpLike(this=cast(raw, "TEXT"), expression=exp.Literal.string(good_id(self.dialect)))
        return [("id.characters", f"an id has 1 to {LONGEST_TEXT} printable characters and no slash", negated(good))]

    def _of_fact(self, table: Table, fact: FactSpec, raw: Code) -> list[tuple[str, str, Code]]:
        found = [] if fact.may_be_unknown else [("fact.required", "this is required", is_null(raw))]
        if fact.kind.name == "term":
            members = [value for value, _ in self.program.terms[fact.kind.of].members]
            shown = ", ".join(f'"{value}"' for value in members)
            is_one = exp.In(this=raw.copy(), expressions=[exp.Literal.string(value) for value in members])
            found.append(("fact.term", f"write one of {shown}", negated(is_one)))
        days = fact.kind.name in ("date", "month")
        bounds = (self._day(FIRST), self._day(LAST)) if days else None
        if not days and fact.low is not None and fact.high is not None:
            bounds = number(fact.low), number(fact.high)
        if bounds is not None:
            found.append((*range_said(fact), either([compare("lt", raw, bounds[0]), compare("gt", raw, bounds[1])])))
        if fact.past:
            found.append(("date.after_day", f"this day lies after the day decided for, {self.day}", compare("gt", raw, self._day(self.day))))
        if fact.not_before and self._has(table, table.column("fact", fact.not_before).name):
            said = too_early(fact.name, fact.not_before)
            found.append((said.code, said.message, compare("lt", raw, column(fact.not_before, quoted=True))))
        return found

    def _day(self, day: date) -> Code:
        return literal(day, DATE, self.program)

    # --- what is wrong with how rows belong together

    def _together(self, table: Table) -> None:
        """Ids that stand twice, parts of nobody, too few and too many parts: from the rows of a table and of its parts, by the ids of the first."""
        keys = key_columns(self.program, table.model.name)
        parts = [(relation, self.tables[relation.model]) for relation in table.model.relations]
        apart = len(keys) > 2 or not parts
        if self._given(table) and table.model.identified and apart:  # an id is unique in its case, whoever it belongs to there
            self._grouped(table, keys[:: len(keys) - 1] if len(keys) > 1 else keys, [], ids=True)
        if parts and (self._given(table) or any(self._given(inner) for _, inner in parts)):
            self._grouped(table, keys, parts, ids=not apart)

    def _grouped(self, table: Table, keys: Sequence[tuple[str, str]], parts: Sequence[tuple[RelationSpec, Table]], *, ids: bool) -> None:
        """One query, grouped by some ids of a table, over its rows and those of its parts."""
        opens = [place for place, (relation, _) in enumerate(parts) if relation.may_be_unknown and self._has(table, known_column(relation.name))]
        rows: list[exp.Query] = []
        if self._given(table):
            known = [column(known_column(parts[place][0].name), quoted=True) for place in opens]
            rows.append(self._each(table.name, keys, 0, [case((each, number(0)), otherwise=number(1)) for each in known], opens))
        for place, (_, inner) in enumerate(parts):
            if self._given(inner):
                rows.append(self._each(inner.name, [(key, key) for _, key in keys], place + 1, [number(0) for _ in opens], opens))
        union = rows[0]
        for each in rows[1:]:
            union = exp.union(union, each, distinct=False, copy=False)
        counts = {"own_rows": compare("eq", column("part"), number(0))}
        counts |= {f"part_rows_{place + 1}": compare("eq", column("part"), number(place + 1)) for place in range(len(parts))}
        counts |= {f"open_{place + 1}": compare("eq", column(f"open_{place + 1}"), number(1)) for place in opens}
        named = [exp.alias_(exp.Count(this=case((test, number(1)))), f"number_{name}") for name, test in counts.items()]
        groups = self.names.take(f"{table.name}_groups")
        selected = [column(key) for _, key in keys]
        query = exp.select(*selected, *named).from_(union.subquery("each_row"))
        self.queries.append((groups, query.group_by(*(part.copy() for part in selected))))
        found = self._of_groups(table, keys, parts, opens, ids=ids)
        lost = [each for each in found if each.code == "table.orphan"]
        above = [name for name in key_models(self.program, table.model.name) if name != table.model.name]
        if lost and above:  # which of its owners isn't there
            wrong = self.names.take(f"{table.name}_wrong")
            there = [exp.alias_(self._there(name, groups), f"{key_name(name)}_there") for name in above]
            some = either([compare("eq", column("number_own_rows"), number(0)), *(each.wrong for each in found if each.code != "table.orphan")])
            self.queries.append((wrong, exp.select(exp.Star(), *there).from_(groups).where(some)))
            groups = wrong
        self._report(f"{table.name}_together", exp.to_table(groups), found)

    def _each(self, table: str, keys: Sequence[tuple[str, str]], part: int, opens: Sequence[Code], places: Sequence[int]) -> exp.Select:
        named = [exp.alias_(code, f"open_{place + 1}") for code, place in zip(opens, places, strict=True)]
        ids = [exp.alias_(column(source, quoted=True), key) for source, key in keys]
        return exp.select(*ids, exp.alias_(number(part), "part"), *named).from_(_table(table))

    def _of_groups(
        self, table: Table, keys: Sequence[tuple[str, str]], parts: Sequence[tuple[RelationSpec, Table]], opens: Sequence[int], *, ids: bool
    ) -> list[Mistake]:
        columns = [column(key) for _, key in keys]
        key, own, whole = _address(columns), column("number_own_rows"), both(is_known(part) for part in columns)
        found: list[Mistake] = []
        if ids:
            message = f"another {table.name} of this {'case' if table.owner else 'register'} has the same id"
            found.append(Mistake(table.name, "id", "id.twice", message, both([compare("gt", own, number(1)), whole]), key, own))
        for place, (relation, inner) in enumerate(parts):
            many, known = column(f"number_part_rows_{place + 1}"), compare("eq", column(f"number_open_{place + 1}"), number(0))
            asked = [known] if place in opens else []
            wrong: dict[str, list[Code]] = {"fact.too_many": [compare("gt", many, number(relation.most))]}
            if relation.fewest and (asked or not relation.may_be_unknown or self._given(inner)):
                wrong["fact.too_few"] = [compare("lt", many, number(relation.fewest)), *asked]
            if asked:
                wrong["table.known"] = [compare("gt", many, number(0)), negated(known)]
            for code, message in relation_said(relation):
                if code in wrong and self._given(table):
                    there = both([compare("gt", own, number(0)), whole, *wrong[code]])
                    found.append(Mistake(table.name, relation.name, code, message, there, key, own))
            if self._given(inner):
                found += self._lost(table, inner, [compare("eq", own, number(0)), compare("gt", many, number(0)), whole], key, many)
        return found

    def _lost(self, table: Table, inner: Table, wrong: Sequence[Code], key: Code, many: Code) -> list[Mistake]:
        """Parts of nobody: named by the first of their owners' ids that isn't there."""
        found: list[Mistake] = []
        tests = list(wrong)
        for model in key_models(self.program, table.model.name):
            message, last = f"this row belongs to a {self.tables[model].name} that isn't there", model == table.model.name
            here = column(f"{key_name(model)}_there")
            own = tests if last else [*tests, negated(here)]
            found.append(Mistake(inner.name, key_name(model), "table.orphan", message, both(own), key, many))
            tests.append(here)
        return found

    def _there(self, model: str, groups: str) -> Code:
        """Whether the owner that a row of a query names is in its table."""
        table = self.tables[model]
        if not self._given(table):
            return exp.false()
        keys = key_columns(self.program, model)
        same = both(compare("eq", _of(table.name, source), column(key, groups)) for source, key in keys)
        some = exp.select(exp.Count(this=exp.Star())).from_(_table(table.name)).where(same).subquery()
        return exp.GT(this=some, expression=number(0))

    # --- the rows of the answer

    def _report(self, name: str, source: exp.Table, mistakes: Sequence[Mistake]) -> None:
        """How often each mistake is in the rows that have one, on one row; and from that a row for each that is there."""
        if not mistakes:
            return
        self.mistakes += mistakes
        each_row, name = self.names.take(f"{name}_tested"), self.names.take(name)
        tests = [exp.alias_(each.wrong.copy(), f"wrong_{place + 1}") for place, each in enumerate(mistakes)]
        numbers = dict.fromkeys(each.many for each in mistakes if isinstance(each.many, exp.Column))
        tested = exp.select(*(part.copy() for part in numbers), exp.alias_(mistakes[0].key.copy(), "row_id"), *tests).from_(source)
        self.queries.append((each_row, tested))
        counted: list[Code] = []
        for place, each in enumerate(mistakes):
            wrong = column(f"wrong_{place + 1}")
            counted.append(exp.alias_(cast(exp.Sum(this=case((wrong, each.many), otherwise=number(0)))), f"rows_{place + 1}"))
            counted.append(exp.alias_(exp.Min(this=case((wrong, column("row_id")))), f"row_{place + 1}"))
        some = either(column(f"wrong_{place + 1}") for place in range(len(mistakes)))
        self.queries.append((name, exp.select(*counted).from_(each_row).where(some)))
        places = [(number(place + 1), column(f"rows_{place + 1}"), column(f"row_{place + 1}")) for place in range(len(mistakes))]
        many = case(*((place, rows) for place, rows, _ in places), of=column("place"))
        listed = [(place + 1, each.table, each.column, each.code) for place, each in enumerate(mistakes)]
        values = exp.values(listed, alias="mistakes", columns=["place", "table_name", "column_name", "code"])
        chosen = [column(part) for part in ("table_name", "column_name", "code")]
        query = exp.select(*chosen, exp.alias_(many, "row_count"), exp.alias_(case(*((place, row) for place, _, row in places), of=column("place")), "row_id"))
        self.parts.append(query.from_(name).join(values, join_type="cross").where(compare("gt", many, number(0))))


def good_id(dialect: str) -> str:
    """The pattern of an id that is a text."""
    written_as = "\\U{:08x}" if dialect == "postgres" else "\\x{{{:x}}}"
    first = 1 if dialect == "postgres" else 0  # a text there never holds a zero character
    ends = [(written_as.format(max(low, first)), written_as.format(high)) for low, high in UNSEEN]
    unseen = "".join(low if low == high else f"{low}-{high}" for low, high in ends)
    end = "$" if dialect == "postgres" else "\\z"  # in Java a `$` also stands before a line break at the end
    return f"^[^/{unseen}]{{1,{LONGEST_TEXT}}}{end}"


def _roots(program: Program) -> list[str]:
    """The tables of all models, where the rulebook speaks of one root; else it has to be said which."""
    roots = [model for model in program.models if not program.above(model)]
    if len(roots) != 1:
        raise InvalidTable(f"a register has one root; say which with root=: {', '.join(roots)}", code="table.root")
    return [table.name for table in layout(program, roots[0]).values()]


def _check_names(table: Table, columns: Columns) -> None:
    if table.name not in columns:
        return
    for name in columns[table.name]:
        plain = next((each.name for each in table.columns if name == each.exact), "")
        if plain:
            raise InvalidTable(f"the table `{table.name}` holds exact decimals in `{name}`; SQL reads whole numbers, in `{plain}`", code="table.column")
        if name not in table.names:
            raise InvalidTable(f"the table `{table.name}` has a column that the model doesn't have; {closest(name[:64], table.names)}", code="table.column")
    for each in table.columns:
        if each.needed and each.name not in columns[table.name]:
            raise InvalidTable(f"the table `{table.name}` lacks the column `{each.name}`", code="table.lacks")


def _table(name: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(name, quoted=True))


def _of(table: str, name: str) -> Code:
    return exp.Column(this=exp.to_identifier(name, quoted=True), table=exp.to_identifier(table, quoted=True))


def _address(ids: Sequence[Code]) -> Code:
    """The ids of a row as one text."""
    texts: list[Code] = [exp.Coalesce(this=cast(part, "TEXT"), expressions=[exp.Literal.string("")]) for part in ids]
    whole = texts[0]
    for part in texts[1:]:
        whole = exp.DPipe(this=exp.DPipe(this=whole, expression=exp.Literal.string("/")), expression=part)
    return whole


def _more_places(raw: Code) -> Code:
    return exp.NEQ(this=raw.copy(), expression=exp.Round(this=raw.copy(), decimals=number(WEIGHT_PLACES)))
