"""Spark: a register in the frames of a cluster, decided there, by the numpy reader on its workers or as one SQL statement."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import reduce
from typing import Any, Final, Protocol

from aidrules import errors
from aidrules.batch.chosen import chosen_outputs
from aidrules.batch.columns import layout, root_of
from aidrules.batch.extras import pa
from aidrules.batch.gathered import CASE, ROW, Work, key_of
from aidrules.batch.sql_names import Names, key_columns, key_models, own_names, result_columns, table_name
from aidrules.batch.tables import read_tables
from aidrules.decide.engine import Engine
from aidrules.errors import AidrulesError, Fault, InvalidFacts, InvalidTable, MissingExtra
from aidrules.facts.month import as_day
from aidrules.graph.program import OutputSpec, Program

try:
    from pyspark.errors import PySparkException  # pyright: ignore[reportMissingImports]
    from pyspark.sql import DataFrame  # pyright: ignore[reportMissingImports]
    from pyspark.sql import functions as F  # pyright: ignore[reportMissingImports]
    from pyspark.sql.types import LongType, StringType, StructField, StructType  # pyright: ignore[reportMissingImports]
except ImportError:
    raise MissingExtra("pyspark", "spark") from None

CASES: Final = 10_000
"""So many cases are decided at a time."""
_RAISED: Final = re.compile(r"^aidrules\.errors\.(\w+): (.*)$", re.MULTILINE)
_FAULT: Final = re.compile(r"^(\S*): \[([a-z_.]+)\] (.*)$")
_CODE: Final = re.compile(r"^\[([a-z_.]+)\] (.*)$")


class Asked(Protocol):
    """What is asked for decisions: a rulebook."""

    _engine: Engine

    def sql(
        self,
        dialect: str,
        on: date | str,
        outputs: Iterable[str] | None = None,
        *,
        of: str = "",
        columns: Mapping[str, Collection[str]] | None = None,
        known_on: date | str | None = None,
    ) -> str:
        """Its statement."""
        ...


def run(
    book: Asked,
    frames: Mapping[str, Any],
    on: date | str,
    outputs: Iterable[str] | None = None,
    *,
    of: str = "",
    known_on: date | str | None = None,
    each: int = CASES,
) -> Any:
    """What every subject's items come to, as a frame of the form of ``Rulebook.sql``, computed on the workers by the numpy reader.

    ``frames`` are Spark frames by the names of docs/tables.md: ``{"household": homes, "person": people}``. One shuffle brings the rows of
    a case together; a worker holds ``each`` cases at a time. The frame is a plan until something asks for its rows. Tables that aren't laid
    out as docs/tables.md says are refused at once, with :class:`~aidrules.errors.InvalidTable`; facts that a single case wouldn't take
    stop the job that asks, and :func:`refusals` raises them as what they are. The workers need ``aidrules[batch]``.
    """
    given = _given(frames)
    engine = book._engine
    day, announced = as_day(on), None if known_on is None else as_day(known_on)
    basis, program = engine.basis(day, announced), engine.grounds.program
    root = root_of(program, given)
    empty = {name: frame.limit(0).toArrow() for name, frame in given.items()}
    read_tables(program, empty)  # what is wrong with the columns alone is said before anything is computed
    specs = chosen_outputs(basis, outputs, of, {name: frame.columns for name, frame in given.items()})
    keys = _keys(given, empty, program, root, specs, of)
    named = result_columns(program, Names(own_names(program)))
    columns = {spec.name: named[spec.name] if spec.amount else named[spec.name][:1] for spec in specs} if of else {}
    work = Work(
        engine.archive, engine.standards_text, day, announced, tuple(spec.name for spec in specs),
        tuple((name, kind) for name, (_, kind) in keys.items()), columns, max(1, each),
    )  # fmt: skip
    work.decided(empty)  # so is what can't be computed
    fields = [(name, kind) for name, (kind, _) in keys.items()]
    if of:
        fields += [field for names in columns.values() for field in zip(names, (StringType(), LongType()), strict=False)]
    else:
        fields = [("output", StringType()), *fields, ("outcome", StringType()), ("amount_fen", LongType())]
    return _mixed(given, empty, root).mapInArrow(work.results, StructType([StructField(name, kind) for name, kind in fields]))


def sql(
    book: Asked, frames: Mapping[str, Any], on: date | str, outputs: Iterable[str] | None = None, *, of: str = "", known_on: date | str | None = None
) -> Any:
    """The same as one SQL statement over the frames, which needs no Python on the workers and leaves no views behind.

    ``frames`` are those of :func:`run`, and so is what comes out; the register isn't checked as there: see docs/sql.md.
    """
    given = _given(frames)
    root_of(book._engine.grounds.program, given)
    text = book.sql("spark", on, outputs, of=of, columns={name: frame.columns for name, frame in given.items()}, known_on=known_on)
    named = {f"frame_{number}": frame for number, frame in enumerate(given.values())}
    tables = ", ".join(f"`{name}` AS (SELECT * FROM {{{frame}}})" for name, frame in zip(given, named, strict=True))  # noqa: S608  # names of models
    session = next(iter(given.values())).sparkSession
    return session.sql(f"WITH {tables} SELECT * FROM (\n{text.replace('{', '{{').replace('}', '}}')})", **named)  # noqa: S608  # as above


@contextmanager
def refusals() -> Iterator[None]:
    """Whatever asks for the rows of :func:`run` in this context raises what the workers refuse as the error that it is.

    ``with spark.refusals(): found.write.parquet(…)`` raises :class:`~aidrules.errors.InvalidFacts` with its faults, and not Spark's error with the
    traces of two languages. A row has the number that ``monotonically_increasing_id()`` gives it in the frame as it was given; how many rows
    have a fault is counted among the cases decided together. Any other error passes as it is.
    """
    try:
        yield
    except PySparkException as error:
        found = refused(str(error))
        if found is None:
            raise
        raise found from None


def refused(text: str) -> AidrulesError | None:
    """The error that a worker's trace ends with; None where it is no error of this library."""
    at = _RAISED.search(text)
    kind = None if at is None else getattr(errors, at[1], None)
    if at is None or not (isinstance(kind, type) and issubclass(kind, AidrulesError)):
        return None
    if kind is InvalidFacts:
        faults = []
        for line in (at[2], *text[at.end() :].lstrip("\n").splitlines()):
            fault = _FAULT.match(line)
            if fault is None:
                break
            faults.append(Fault(*fault.groups()))
        return InvalidFacts(faults) if faults else None
    coded = _CODE.match(at[2])
    return None if coded is None else kind(coded[2], code=coded[1])


def _given(frames: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(frames, Mapping) or not all(isinstance(frame, DataFrame) for frame in frames.values()):
        raise InvalidTable('frames of Spark are given by name: {"household": homes, "person": people}', code="table.kind")
    return dict(frames)


def _keys(
    given: Mapping[str, Any], empty: Mapping[str, pa.Table], program: Program, root: str, specs: Iterable[OutputSpec], of: str
) -> dict[str, tuple[Any, Any]]:
    """The columns of ids that come out, each with its type for Spark and for Arrow: text where there is a row for each output."""
    inside = layout(program, root)
    found: dict[str, tuple[Any, Any]] = {}
    for model in dict.fromkeys([of] if of else [spec.model for spec in specs]):
        table = table_name(model)
        for above, (source, name) in zip(key_models(program, model), key_columns(program, model), strict=True):
            if above not in inside or source not in empty[table].column_names:  # a table that lacks it is refused when it is read
                continue
            kind = given[table].schema[source].dataType
            found[name] = (kind, empty[table].schema.field(source).type) if of and not isinstance(kind, StringType) else (StringType(), pa.string())
    return found


def _mixed(given: Mapping[str, Any], empty: Mapping[str, pa.Table], root: str) -> Any:
    """The rows of all tables, each in the column of its table, in the order of their cases; a case is in one partition."""
    kinds = {name: F.lit(None).cast(frame.schema) for name, frame in given.items()}
    whole = {name: pa.types.is_integer(empty[name].schema.field(key).type) for name in given if (key := key_of(root, name)) in empty[name].column_names}
    for name, is_whole in whole.items():
        if is_whole != whole[table_name(root)]:
            raise InvalidTable(f"the column `{name}.{key_of(root, name)}` holds ids of another type than those it names", code="table.type")
    parts = []
    for name, frame in given.items():
        number = F.monotonically_increasing_id()
        case = F.col(key_of(root, name)).cast("long" if whole[name] else "string") if name in whole else number
        held = [F.struct(*(F.col(column) for column in frame.columns)) if other == name else kinds[other] for other in given]
        parts.append(frame.select(case.alias(CASE), number.alias(ROW), *(column.alias(other) for other, column in zip(given, held, strict=True))))
    return reduce(DataFrame.union, parts).repartition(F.col(CASE)).sortWithinPartitions(F.col(CASE))
