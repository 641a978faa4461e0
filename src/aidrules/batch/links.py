"""Which row belongs to which: ids of owners become row numbers, and ids that stand twice in a case are found."""

from __future__ import annotations

from typing import Final

from aidrules.batch.arrow import Array, whole
from aidrules.batch.extras import np, pa, pc
from aidrules.errors import InvalidTable
from aidrules.facts.model import LONGEST_TEXT

FAR: Final = 2**62
_GOOD_ID: Final = rf"^[^/\p{{C}}\p{{Zl}}\p{{Zp}}]{{1,{LONGEST_TEXT}}}$"


def read_ids(where: str, column: pa.ChunkedArray) -> pa.Array:
    """A column of ids: whole numbers, or texts as a single case takes them; none is NULL."""
    array = whole(column)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if array.null_count:
        raise InvalidTable(f"the column `{where}` holds ids, and some are NULL", code="fact.required")
    if pa.types.is_integer(array.type):
        return array.cast(pa.int64())
    if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type) or pa.types.is_string_view(array.type)):
        raise InvalidTable(f"the column `{where}` holds ids: whole numbers or texts", code="table.type")
    return array.cast(pa.large_string())


def check_ids(where: str, ids: pa.Array) -> None:
    """Texts that a single case wouldn't take as ids are an error."""
    if pa.types.is_integer(ids.type) or not len(ids):
        return
    good = pc.match_substring_regex(ids, _GOOD_ID)
    if not pc.all(good).as_py():
        raise InvalidTable(f"the column `{where}` holds ids of 1 to {LONGEST_TEXT} printable characters without a slash", code="id.characters")


def matched(where: str, ids: pa.Array, wanted: pa.Array) -> Array:
    """For each id that is wanted its row among some ids that are each there once; -1 where there is none."""
    if ids.type != wanted.type:
        if not len(ids) or not len(wanted):
            return np.full(len(wanted), -1, np.int64)
        raise InvalidTable(f"the column `{where}` holds ids of another type than those it names", code="table.type")
    if pa.types.is_integer(ids.type):
        return positions(numbers(ids), numbers(wanted))
    if not len(wanted):
        return np.zeros(0, np.int64)
    runs_of, firsts = _runs(pc.not_equal(wanted.slice(1), wanted.slice(0, len(wanted) - 1)).to_numpy(zero_copy_only=False))
    runs = wanted.take(pa.array(firsts)) if len(firsts) < len(wanted) else wanted
    if len(runs) == len(ids) and runs.equals(ids):
        return runs_of
    return pc.index_in(runs, ids).fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)[runs_of]


def _runs(changes: Array) -> tuple[Array, Array]:
    """From where a column changes: for each row the number of its run of equal values, and the first row of each run."""
    runs = np.zeros(len(changes) + 1, np.int64)
    np.cumsum(changes, out=runs[1:])
    return runs, np.concatenate(([0], np.flatnonzero(changes) + 1))


def numbers(ids: pa.Array) -> Array:
    """Whole numbers as an array, without a copy."""
    return np.frombuffer(ids.buffers()[1], np.int64)[ids.offset : ids.offset + len(ids)] if len(ids) else np.zeros(0, np.int64)


def positions(ids: Array, wanted: Array) -> Array:
    """The same for whole numbers."""
    if not len(wanted) or not len(ids):
        return np.full(len(wanted), -1, np.int64)
    runs_of, firsts = _runs(wanted[1:] != wanted[:-1])
    runs = wanted[firsts]
    if len(runs) == len(ids) and np.array_equal(runs, ids):
        return runs_of
    sorter = None if (ids[1:] > ids[:-1]).all() else np.argsort(ids, kind="stable")
    ordered = ids if sorter is None else ids[sorter]
    at = np.minimum(np.searchsorted(ordered, runs), len(ids) - 1)
    return np.where(ordered[at] == runs, at if sorter is None else sorter[at], -1)[runs_of]


def keys(ids: pa.Array, wanted: pa.Array | None, roots: Array, wanted_roots: Array | None, number: int) -> tuple[Array, Array | None]:
    """Ids that are unique in a case only, as whole numbers that are unique in the register; -1 for a wanted one that isn't there."""
    if pa.types.is_integer(ids.type):
        plain = numbers(ids)
        low, high = (int(plain.min()), int(plain.max())) if len(plain) else (0, 0)
        if (high - low + 1) * max(number, 1) < FAR:
            own = roots * (high - low + 1) + (plain - low)
            if wanted is None or wanted_roots is None:
                return own, None
            asked = numbers(wanted)
            return own, np.where((asked >= low) & (asked <= high), wanted_roots * (high - low + 1) + (np.clip(asked, low, high) - low), -1)
        ids, wanted = ids.cast(pa.large_string()), None if wanted is None else wanted.cast(pa.large_string())
    encoded = ids.dictionary_encode()
    span = max(len(encoded.dictionary), 1)
    own = roots * span + encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    if wanted is None or wanted_roots is None:
        return own, None
    codes = pc.index_in(wanted, encoded.dictionary).fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return own, np.where(codes >= 0, wanted_roots * span + codes, -1)


def twice(ids: pa.Array, roots: Array, number: int) -> int:
    """The row of an id that another subject of the same case has; -1 where there is none. ``roots`` ascend."""
    if len(ids) < 2:
        return -1
    later = pc.greater(ids.slice(1), ids.slice(0, len(ids) - 1)).to_numpy(zero_copy_only=False)
    if (later | (roots[1:] != roots[:-1])).all():
        return -1
    found, _ = keys(ids, None, roots, None, number)
    order = np.argsort(found, kind="stable")
    same = found[order[1:]] == found[order[:-1]]
    return int(order[1:][same].min()) if same.any() else -1
