"""The border: tables of whatever sort become Arrow, and Arrow columns become exact numpy arrays and what of them is known."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from aidrules.batch.extras import np, pa, pc, pq
from aidrules.errors import InvalidTable
from aidrules.graph.kinds import Kind, TermSpec

Array: TypeAlias = Any
"""A numpy array."""
FLOAT: Final = "holds floats, which aren't exact; write whole fen, exact decimals, or for whole numbers that may be unknown a nullable integer"


@dataclass(frozen=True, slots=True)
class Values:
    """A column as the readers compute with it; ``known`` is None where all of it is. What isn't known holds some number in its place."""

    values: Array
    known: Array | None
    low: int = 0
    high: int = 0


def as_arrow(name: str, table: Any) -> pa.Table:
    """An Arrow table from Arrow, pandas, polars, a DuckDB relation, a mapping of columns, or the path of a Parquet file."""
    if isinstance(table, pa.Table):
        return table
    if isinstance(table, (str, os.PathLike)):
        return pq.read_table(table)
    try:
        if type(table).__module__.partition(".")[0] == "pandas":
            return pa.Table.from_pandas(table, preserve_index=False)
        if hasattr(table, "to_arrow_table"):
            return table.to_arrow_table()
        if hasattr(table, "to_arrow"):
            return table.to_arrow()
        if isinstance(table, (dict, pa.RecordBatch)) or hasattr(table, "__arrow_c_stream__"):
            return pa.table(table)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        raise InvalidTable(f"a column of the table `{name}` holds values of several types", code="table.type") from None
    raise InvalidTable(f"the table `{name}` is Arrow, pandas, polars, a DuckDB relation or the path of a Parquet file", code="table.kind")


def whole(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    if column.num_chunks == 1:
        return column.chunk(0)
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    found = column.combine_chunks()
    return found if isinstance(found, pa.Array) else pa.concat_arrays(found.chunks)


def validity(array: pa.Array) -> Array | None:
    """Which rows are known; None where all are."""
    if array.null_count == 0:
        return None
    if pa.types.is_null(array.type):
        return np.zeros(len(array), bool)
    return _bits(array.buffers()[0], array.offset, len(array))


def _bits(buffer: Any, offset: int, length: int) -> Array:
    packed = np.frombuffer(buffer, np.uint8)[offset // 8 : (offset + length + 7) // 8]
    return np.unpackbits(packed, count=offset % 8 + length, bitorder="little")[offset % 8 :].view(bool)


def column_values(where: str, column: pa.ChunkedArray, kind: Kind, terms: TermSpec | None, *, exact: bool, within: tuple[int, int] | None = None) -> Values:
    """A column's values by kind; ``exact`` where it holds decimals of yuan, or of a quantity's unit.

    What stands under a NULL is some number ``within`` the fact's bounds, or 0.
    """
    array = whole(column)
    if pa.types.is_null(array.type):
        return Values(np.zeros(len(array), _SMALL[kind.name]), np.zeros(len(array), bool))
    if pa.types.is_floating(array.type):
        raise InvalidTable(f"the column `{where}` {FLOAT}", code="table.float")
    if exact:
        array = _hundredths(where, array)
    known = validity(array)
    if kind.name == "term":
        assert terms is not None
        return Values(*_codes(where, array, terms, known))
    values = _READERS[kind.name](where, array)
    if kind.name == "bool":
        return Values(values, known)
    low, high = _ends(values)
    if known is not None and within is not None and not (within[0] <= low and high <= within[1]):
        values = values * known
        low, high = _ends(values)
    return Values(_narrow(values, low, high) if kind.name == "count" else values, known, low, high)


def _ends(values: Array) -> tuple[int, int]:
    return (int(values.min()), int(values.max())) if len(values) else (0, 0)


def _beyond(array: pa.Array, low: int, high: int) -> bool:
    ends = pc.min_max(array)
    return ends["min"].is_valid and not (low <= ends["min"].as_py() and ends["max"].as_py() <= high)


_SMALL: Final = {"bool": bool, "term": np.int8, "date": np.int32, "month": np.int32, "count": np.int8, "money": np.int64, "quantity": np.int64}


def _narrow(values: Array, low: int, high: int) -> Array:
    """The same numbers in the fewest bytes: comparing them is most of what is done with counts."""
    for size in (np.int8, np.int16, np.int32):
        if np.iinfo(size).min <= low and high <= np.iinfo(size).max:
            return values.astype(size, copy=False)
    return values


def _numbers(where: str, array: pa.Array) -> Array:
    if not pa.types.is_integer(array.type):
        raise InvalidTable(f"the column `{where}` holds whole numbers, and its type is another", code="table.type")
    if pa.types.is_uint64(array.type) and _beyond(array, 0, 2**63 - 1):
        raise InvalidTable(f"the column `{where}` holds numbers beyond 64 bits", code="table.range")
    if pa.types.is_unsigned_integer(array.type):
        array = array.cast(pa.int64())
    return np.frombuffer(array.buffers()[1], array.type.to_pandas_dtype())[array.offset : array.offset + len(array)]


def _amounts(where: str, array: pa.Array) -> Array:
    return _numbers(where, array).astype(np.int64, copy=False)


def _truths(where: str, array: pa.Array) -> Array:
    if not pa.types.is_boolean(array.type):
        raise InvalidTable(f"the column `{where}` holds true and false, and its type is another", code="table.type")
    values = _bits(array.buffers()[1], array.offset, len(array))
    known = validity(array)
    return values if known is None else values & known


def _days(where: str, array: pa.Array) -> Array:
    if pa.types.is_timestamp(array.type) or pa.types.is_date64(array.type):
        raise InvalidTable(f"the column `{where}` holds times; a day has no time of day: its type is date32", code="date.time")
    if not pa.types.is_date32(array.type):
        raise InvalidTable(f"the column `{where}` holds days, and its type is another: it is date32", code="table.type")
    return np.frombuffer(array.buffers()[1], np.int32)[array.offset : array.offset + len(array)]


def _months(where: str, array: pa.Array) -> Array:
    days = _days(where, array)
    return (days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12).astype(np.int32)


_READERS: Final[dict[str, Callable[[str, pa.Array], Array]]] = {
    "bool": _truths, "count": _numbers, "money": _amounts, "quantity": _amounts, "date": _days, "month": _months,
}  # fmt: skip


def _hundredths(where: str, array: pa.Array) -> pa.Array:
    """Decimals, texts or whole numbers of yuan, exactly as fen; more than two places is an error."""
    kind = array.type
    if pa.types.is_integer(kind):
        array = array.cast(pa.decimal128(20, 0))
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        text = array.cast(pa.string())
        plain = pc.match_substring_regex(text, r"^-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?$")
        if pc.all(plain).as_py() is False or pc.any(pc.match_substring_regex(text, r"^-0(\.0{1,2})?$")).as_py():
            message = f'the column `{where}` holds texts that are no exact amounts; write digits with at most two places, "412.50"'
            raise InvalidTable(message, code="money.format")
        array = text.cast(pa.decimal128(25, 2))
    elif not pa.types.is_decimal(kind):
        raise InvalidTable(f"the column `{where}` holds exact decimals, and its type is another", code="table.type")
    try:
        return pc.multiply(array.cast(pa.decimal128(25, 2)), pa.scalar(100, pa.decimal128(3, 0))).cast(pa.int64())
    except pa.ArrowInvalid:
        raise InvalidTable(f"the column `{where}` holds amounts with more than two places, or larger than any", code="money.places") from None


def _codes(where: str, array: pa.Array, terms: TermSpec, known: Array | None) -> tuple[Array, Array | None]:
    """Terms as codes; a text that is none of them is an error."""
    values = pa.array([value for value, _ in terms.members], pa.string())
    if pa.types.is_dictionary(array.type) and array.dictionary.null_count:
        array = array.dictionary_decode()
    if pa.types.is_dictionary(array.type):
        texts = array.dictionary
        if not _is_text(texts.type):
            raise InvalidTable(f"the column `{where}` holds terms as texts, and its type is another", code="table.type")
        places = pc.index_in(texts.cast(pa.string()), values)
        table = places.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int16)
        indices = array.indices.fill_null(0).to_numpy(zero_copy_only=False)
        codes = table.take(indices) if len(table) else np.zeros(len(array), np.int16)
        known = validity(array.indices) if len(table) else np.zeros(len(array), bool)
    elif _is_text(array.type):
        codes = pc.index_in(array.cast(pa.string()), values).fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int16)
    else:
        raise InvalidTable(f"the column `{where}` holds terms as texts, and its type is another", code="table.type")
    wrong = codes < 0 if known is None else (codes < 0) & known
    if wrong.any():
        shown = ", ".join(f'"{value}"' for value, _ in terms.members)
        raise InvalidTable(f"the column `{where}`, row {int(wrong.argmax())}: write one of {shown}", code="fact.term")
    if known is not None:
        codes = codes * known
    return codes.astype(np.int8) if len(terms.members) < 127 else codes, known


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))
