"""What a worker of a cluster does, without a cluster: rows cut into whole cases, the same results, and faults at the rows as they were given."""

from __future__ import annotations

import pickle
import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pytest
from batch.registers import DAY, register, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from aidrules import Household, Money, Person, Rulebook
from aidrules.batch.gathered import CASE, ROW, Work, engine_of, key_of, whole_cases
from aidrules.errors import AidrulesError, InvalidFacts, InvalidTable
from aidrules.jurisdictions import huining, zhangye
from aidrules.lang import rule
from aidrules.programs import people

GIVEN = {"care.monthly_standard": {"full_care": "400.00"}}
OUTPUTS = ("care.guardian_payment", "care.purchased_care", "escort.fee")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return huining.rulebook(GIVEN)


@pytest.fixture(scope="module")
def homes(book: Rulebook) -> Mapping[str, pa.Table]:
    """Each table in an order of its own."""
    source = random.Random(3)
    found = tables(book.parts.program, "Household", register(Household, 150))
    return {name: table.take(source.sample(range(table.num_rows), table.num_rows)) for name, table in found.items()}


def work(book: Rulebook, each: int, outputs: tuple[str, ...] = OUTPUTS) -> Work:
    keys = tuple((f"{name}_id", pa.string()) for name in ("household", "person", "hospital_stay"))
    return Work(book.archive(), book._engine.standards_text, DAY, None, outputs, keys, {}, each)


def mixed(given: Mapping[str, pa.Table], most: int = 100) -> list[pa.RecordBatch]:
    """What the cluster sends: the rows of all tables, each in the column of its table, by case, so many at a time."""
    rows = [
        {CASE: row[key_of("Household", name)], ROW: number, **{other: row if other == name else None for other in given}}
        for name, table in given.items()
        for number, row in enumerate(table.to_pylist())
    ]
    random.Random(1).shuffle(rows)
    rows.sort(key=lambda row: str(row[CASE]))
    types = [(CASE, pa.string()), (ROW, pa.int64()), *((name, pa.struct(table.schema)) for name, table in given.items())]
    return pa.Table.from_pylist(rows, pa.schema(types)).to_batches(most)


def computed(work: Work, given: Mapping[str, pa.Table], most: int = 100) -> Counter[Any]:
    return Counter(tuple(row.values()) for batch in work.results(mixed(given, most)) for row in batch.to_pylist())


def expected(book: Rulebook, given: Mapping[str, pa.Table]) -> Counter[Any]:
    result = book.batch(given, DAY, OUTPUTS)
    found: Counter[Any] = Counter()
    for output in OUTPUTS:
        for row in result.table(output).to_pylist():
            found[output, row["household_id"], row["person_id"], row.get("hospital_stay_id"), row["outcome"], row["amount_fen"]] += 1
    return found


# --- whole cases


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), max_size=30), st.integers(1, 7), st.lists(st.integers(0, 60), max_size=6))
def test_cases_are_cut_whole_and_so_many_at_a_time(sizes: list[int], each: int, cuts: list[int]) -> None:
    keys = [f"h{number}" for number, size in enumerate(sizes) for _ in range(size)]
    ends = [0, *sorted(min(cut, len(keys)) for cut in cuts), len(keys)]
    batches = [pa.record_batch({CASE: pa.array(keys[low:high], pa.string())}) for low, high in zip(ends, ends[1:], strict=False)]
    found = [cases[CASE].to_pylist() for cases in whole_cases(batches, each)]
    assert [key for lot in found for key in lot] == keys
    assert all(not set(one) & set(other) for one, other in zip(found, found[1:], strict=False))
    assert [len(set(lot)) for lot in found] == [each] * (len(sizes) // each) + ([len(sizes) % each] if len(sizes) % each else [])


def test_a_row_without_a_key_is_a_case_of_its_own() -> None:
    batches = [pa.record_batch({CASE: pa.array([None, None], pa.int64())}), pa.record_batch({CASE: pa.array([None, 1], pa.int64())})]
    assert [cases.num_rows for cases in whole_cases(batches, 1)] == [1, 1, 1, 1]


def test_nothing_is_asked_for_before_it_is_needed() -> None:
    taken = []

    def batches() -> Any:
        for number in range(100):
            taken.append(number)
            yield pa.record_batch({CASE: [number] * 3})

    lots = whole_cases(batches(), 5)
    next(lots)
    assert len(taken) == 6


# --- the same results


@pytest.mark.parametrize(("each", "most"), [(1, 1), (7, 50), (150, 64), (10_000, 10_000)])
def test_it_comes_to_what_one_batch_comes_to(book: Rulebook, homes: Mapping[str, pa.Table], each: int, most: int) -> None:
    found = expected(book, homes)
    assert {outcome for *_, outcome, _ in found} > {"granted", "refused", "undetermined"}
    assert computed(work(book, each), homes, most) == found


def test_figures_that_are_left_behind_are_found(book: Rulebook, homes: Mapping[str, pa.Table]) -> None:
    assert computed(work(huining.rulebook(), 50), homes) != expected(book, homes)


def test_a_table_without_a_row_among_some_cases_is_still_given(book: Rulebook, homes: Mapping[str, pa.Table]) -> None:
    """Nobody there has a stay, and it is known: that isn't the same as no table of stays."""
    few = {**homes, "hospital_stay": homes["hospital_stay"].slice(0, 1), "stay_segment": homes["stay_segment"].slice(0, 0)}
    assert computed(work(book, 10), few) == expected(book, few)


@rule("收入加倍")
def twice_the_earnings(person: Person, home: Household) -> Money:
    """Earnings count twice."""
    return person.monthly_earnings + person.monthly_earnings


def reformed() -> dict[str, Rulebook]:
    return {
        "as printed": huining.rulebook(),
        "supplied": huining.rulebook(GIVEN),
        "an override": huining.rulebook(GIVEN).with_standards({"care.guardian_rate": {"self_care": {"2022-02-01": "80.00"}}}),
        "a rule replaced": zhangye.rulebook().replacing({people.countable_earnings: twice_the_earnings}),
        "an output left out": zhangye.rulebook().without("escort.fee"),
        "a discretion granted": zhangye.rulebook().granting("dibao.individual_inclusion"),
    }


@pytest.mark.parametrize("name", list(reformed()))
def test_a_rulebook_arrives_as_it_was_sent(name: str) -> None:
    book = reformed()[name]
    sent = pickle.loads(pickle.dumps(work(book, 10, ())))
    assert sent == work(book, 10, ())
    assert engine_of(sent.archive, sent.standards).digest == book.digest


# --- what isn't taken


def changed(given: Mapping[str, pa.Table], table: str, column: str, row: int, value: Any) -> dict[str, pa.Table]:
    held = given[table]
    values = held[column].to_pylist()
    values[row] = value
    return {**given, table: held.set_column(held.column_names.index(column), column, pa.array(values, held[column].type))}


WRONG = [("person", "lacking_goods", -7), ("hospital_stay", "kind", "somewhere"), ("stay_segment", "escorted_days", 10**6), ("household", "id", None)]


@pytest.mark.parametrize(("table", "column", "value"), WRONG)
def test_a_fault_is_told_at_its_row_in_the_table_as_it_was_given(book: Rulebook, homes: Mapping[str, pa.Table], table: str, column: str, value: Any) -> None:
    wrong = changed(homes, table, column, 23, value)
    with pytest.raises(AidrulesError) as alone:
        book.batch(wrong, DAY, OUTPUTS)
    with pytest.raises(AidrulesError) as caught:
        computed(work(book, 20), wrong)
    assert (type(caught.value), caught.value.code, str(caught.value)) == (type(alone.value), alone.value.code, str(alone.value))
    assert value is None or str(value) not in str(caught.value)
    assert "23" in str(caught.value) or value is None


def test_an_id_that_stands_twice_is_found_however_the_cases_are_cut(book: Rulebook, homes: Mapping[str, pa.Table]) -> None:
    twice = {**homes, "household": pa.concat_tables([homes["household"], homes["household"].slice(5, 1)])}
    with pytest.raises(InvalidFacts) as caught:
        computed(work(book, 1), twice, 1)
    assert caught.value.code == "id.twice"


def test_a_row_of_nobody_is_found(book: Rulebook, homes: Mapping[str, pa.Table]) -> None:
    strange = changed({"person": homes["person"].slice(0, 1)}, "person", "household_id", 0, "r9999")["person"]
    with pytest.raises(InvalidFacts) as caught:
        computed(work(book, 20), {**homes, "person": pa.concat_tables([homes["person"], strange])})
    assert (caught.value.code, caught.value.faults[0].path) == ("table.orphan", f"person[{homes['person'].num_rows}].household_id")


def test_a_column_of_another_type_is_told_as_by_a_batch(book: Rulebook, homes: Mapping[str, pa.Table]) -> None:
    held = homes["person"]
    floats = held.set_column(held.column_names.index("lacking_goods"), "lacking_goods", held["lacking_goods"].cast(pa.float64()))
    with pytest.raises(InvalidTable) as caught:
        work(book, 20).decided({**homes, "person": floats})
    assert caught.value.code == "table.float"


def test_a_missing_pyspark_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from aidrules.errors import MissingExtra

    monkeypatch.delitem(sys.modules, "aidrules.batch.spark", raising=False)
    for name in ("pyspark", "pyspark.errors", "pyspark.sql", "pyspark.sql.types"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtra, match=r"pyspark: pip install 'aidrules\[spark\]'"):
        import aidrules.batch.spark  # noqa: F401
