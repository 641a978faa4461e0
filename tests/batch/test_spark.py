"""Spark's workers decide by the numpy reader what the interpreter decides, refuse what a batch refuses, and the statement comes to the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from batch.engines import Spark
from batch.registers import DAY, Tables
from batch.registers import tables as tables_of
from batch.test_sql_places import book, decided, given, roots

from aidrules import Rulebook
from aidrules.batch import duck
from aidrules.errors import AidrulesError, InvalidFacts, InvalidTable, UnknownName, Unsupported
from aidrules.jurisdictions import PLACES, huining

pytestmark = pytest.mark.cluster
PAGE = Path(__file__).resolve().parents[2] / "docs" / "sql.md"


@pytest.fixture
def shuffled(spark: Spark) -> Iterator[Spark]:
    """Several partitions, of which none is joined with another."""
    kept = {name: spark.session.conf.get(name) for name in ("spark.sql.shuffle.partitions", "spark.sql.adaptive.enabled")}
    for name, value in zip(kept, ("3", "false"), strict=True):
        spark.session.conf.set(name, value)
    yield spark
    for name, value in kept.items():
        spark.session.conf.set(name, value)


def wide(table: Any) -> Counter[Any]:
    return Counter(tuple(row) if isinstance(row, tuple) else tuple(row.values()) for row in (table.to_pylist() if isinstance(table, pa.Table) else table))


def long(rows: Any) -> Counter[Any]:
    return Counter((output, tuple(part for part in ids if part is not None), outcome, amount) for output, *ids, outcome, amount in rows)


def outputs(rules: Rulebook, root: str) -> list[str]:
    return [name for name, output in rules.outputs.items() if output.model and root in (output.model, *rules.parts.program.above(output.model))]


def numpy(spark: Spark, rules: Rulebook, root: str, tables: Mapping[str, pa.Table], **more: Any) -> Counter[Any]:
    from aidrules.batch import spark as reader

    return long(reader.run(rules, spark.frames(tables), DAY, outputs(rules, root), **more).collect())


def test_the_workers_decide_what_the_interpreter_decides(spark: Spark) -> None:
    for place in PLACES:
        for root in roots(place):
            assert numpy(spark, book(place), root, given(place, root)[1]) == decided(place, root), (place, root)


def test_it_is_the_same_in_several_partitions_and_few_cases_at_a_time(shuffled: Spark) -> None:
    assert numpy(shuffled, book("zhangye"), "Household", given("zhangye", "Household")[1], each=150) == decided("zhangye", "Household")


def test_figures_that_are_left_behind_are_found(spark: Spark, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(book("zhangye")._engine.__dict__, "standards_text", "[]")
    assert numpy(spark, book("zhangye"), "Household", given("zhangye", "Household")[1]) != decided("zhangye", "Household")


def test_cases_that_are_torn_apart_are_found(shuffled: Spark, monkeypatch: pytest.MonkeyPatch) -> None:
    from aidrules.batch import spark as reader

    monkeypatch.setattr(type(shuffled.session.range(1)), "repartition", lambda frame, *_: frame)
    with pytest.raises(InvalidFacts) as caught, reader.refusals():
        numpy(shuffled, book("zhangye"), "Household", given("zhangye", "Household")[1])
    assert caught.value.code in ("table.orphan", "fact.too_few")


# --- the form of what comes out


@pytest.mark.parametrize("of", ["Person", "HospitalStay", ""])
def test_the_columns_and_rows_are_those_of_duckdb(spark: Spark, of: str) -> None:
    from aidrules.batch import spark as reader

    rules, tables = book("huining"), given("huining", "Household")[1]
    expected = duck.run(rules, tables, DAY, of=of)
    assert expected.num_rows > 1000
    for found in (reader.run(rules, spark.frames(tables), DAY, of=of), reader.sql(rules, spark.frames(tables), DAY, of=of)):
        assert found.columns == expected.column_names
        assert [field.type for field in found.toArrow().schema] == [field.type for field in expected.schema]
        assert wide(found.collect()) == wide(expected)


def test_ids_that_are_whole_numbers_stay_so(spark: Spark) -> None:
    from aidrules.batch import spark as reader

    tables = {"household": pa.table({"id": pa.array([7, 8], pa.int32())}), "person": pa.table({"household_id": [8, 7], "id": pa.array([1, 1], pa.int16())})}
    found = reader.run(book("huining"), spark.frames(tables), DAY, ["care.guardian_payment"], of="Person")
    assert [(field.name, str(field.type)) for field in found.toArrow().schema][:2] == [("household_id", "int64"), ("person_id", "int16")]
    assert sorted(found.collect()) == [(7, 1, "undetermined", None), (8, 1, "undetermined", None)]


def test_what_is_announced_later_is_left_out(spark: Spark) -> None:
    from aidrules.batch import spark as reader

    rules = book("huining").with_standards({"care.guardian_rate": {"full_care": {"2022-03-01": {"value": "300.00", "announced": "2022-06-01"}}}})
    tables, name = given("huining", "Household")[1], "care.guardian_payment"
    found = [wide(reader.run(rules, spark.frames(tables), DAY, [name], of="Person", known_on=known).collect()) for known in (None, "2022-05-31")]
    assert found == [wide(duck.run(rules, tables, DAY, [name], of="Person", known_on=known)) for known in (None, "2022-05-31")]
    assert found[0] != found[1]


# --- what isn't known, and what isn't taken


def test_a_table_that_isnt_given_is_not_known(spark: Spark) -> None:
    rules, tables = book("zhangye"), dict(given("zhangye", "Household")[1])
    del tables["hospital_stay"], tables["stay_segment"], tables["disability"]
    tables["person"] = tables["person"].drop_columns(["stays_known", "disabilities_known"])
    names = [name for name in outputs(rules, "Household") if rules.outputs[name].model != "HospitalStay"]
    result = rules.batch(tables, DAY, names)
    expected: Counter[Any] = Counter()
    for name in names:
        for row in result.table(name).to_pylist():
            expected[name, tuple(value for column, value in row.items() if column.endswith("_id")), row["outcome"], row.get("amount_fen")] += 1
    from aidrules.batch import spark as reader

    assert long(reader.run(rules, spark.frames(tables), DAY, names).collect()) == expected


def changed(tables: Mapping[str, pa.Table], table: str, column: str, row: int, value: Any) -> dict[str, pa.Table]:
    held = tables[table]
    values = held[column].to_pylist()
    values[row] = value
    return {**tables, table: held.set_column(held.column_names.index(column), column, pa.array(values, held[column].type))}


SECRET = "Zhang San"


def small() -> Tables:
    """The first households of a register; every table has more rows than ``ROW``."""
    return tables_of(book("huining").parts.program, "Household", given("huining", "Household")[0][:200])


ROW = 123


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("person", "lacking_goods", -715),
        ("person", "care_level", SECRET),
        ("household", "id", "r0"),
        ("hospital_stay", "person_id", SECRET),
        ("person", "birth_date", date(2022, 4, 1)),
    ],
    ids=["a number out of bounds", "a text that is no term", "an id twice", "a row of nobody", "born after the day"],
)
def test_a_job_stops_with_the_error_of_a_batch(spark: Spark, tmp_path: Path, table: str, column: str, value: Any) -> None:
    from aidrules.batch import spark as reader

    wrong = changed(small(), table, column, ROW, value)
    with pytest.raises(AidrulesError) as alone:
        book("huining").batch(wrong, DAY)
    found = reader.run(book("huining"), spark.frames(wrong), DAY)
    for ask in (found.collect, lambda: found.write.parquet(str(tmp_path / "out"))):
        with pytest.raises(AidrulesError) as caught, reader.refusals():
            ask()
        assert (type(caught.value), caught.value.code) == (type(alone.value), alone.value.code)
        assert str(value) not in str(caught.value)
        if isinstance(alone.value, InvalidFacts):
            assert isinstance(caught.value, InvalidFacts)
            assert [(fault.path, fault.code) for fault in caught.value.faults] == [(fault.path, fault.code) for fault in alone.value.faults]
        else:
            assert str(caught.value) == str(alone.value)


def test_spark_itself_shows_the_fault_and_no_value(spark: Spark) -> None:
    from pyspark.errors import PySparkException

    from aidrules.batch import spark as reader

    wrong = changed(small(), "person", "care_level", ROW, SECRET)
    with pytest.raises(PySparkException) as caught:
        reader.run(book("huining"), spark.frames(wrong), DAY).collect()
    assert "the column `person.care_level`, row 123: write one of" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_another_error_passes_as_it_is(spark: Spark) -> None:
    from pyspark.errors import PySparkException

    from aidrules.batch import spark as reader

    with pytest.raises(PySparkException, match="nowhere"), reader.refusals():
        spark.session.sql("SELECT * FROM nowhere").collect()
    assert reader.refused("aidrules.errors.Fault: no error") is None
    assert reader.refused("aidrules.errors.InvalidFacts: of another form") is None


def test_what_the_columns_alone_are_wrong_in_is_refused_at_once(spark: Spark) -> None:
    from aidrules.batch import spark as reader

    homes = pa.table({"id": ["h1"], "area": ["urban"]})
    people = pa.table({"household_id": ["h1"], "id": ["p1"]})
    faults: list[tuple[Any, Any, type[AidrulesError], str]] = [
        ({"household": homes.rename_columns(["id", "aera"])}, None, InvalidTable, "table.column"),
        ({"household": homes, "person": people.drop_columns(["household_id"])}, None, InvalidTable, "table.lacks"),
        ({"household": pa.table({"id": [1.5]})}, None, InvalidTable, "table.type"),
        ({"household": homes, "person": pa.table({"household_id": [1], "id": ["p1"]})}, None, InvalidTable, "table.type"),
        ({"household": homes}, None, Unsupported, "sql.nothing"),
        ({"household": homes, "persons": people}, None, InvalidTable, "table.unknown"),
        ({"household": homes, "person": people}, ["care.guardian_paymen"], UnknownName, "name.output"),
        ({"household": homes, "person": people}, ["escort.fee"], Unsupported, "sql.model"),
    ]
    for tables, names, kind, code in faults:
        with pytest.raises(kind) as caught:
            reader.run(book("huining"), spark.frames(tables), DAY, names)
        assert caught.value.code == code
    for read in (reader.run, reader.sql):
        with pytest.raises(InvalidTable) as caught:
            read(book("huining"), {"household": homes}, DAY)
        assert caught.value.code == "table.kind"


def test_the_statement_leaves_no_view_and_reads_none(spark: Spark) -> None:
    from aidrules.batch import spark as reader

    spark.session.catalog.dropTempView("person")
    spark.session.createDataFrame([(1,)], ["mine"]).createOrReplaceTempView("household")
    before = {table.name for table in spark.session.catalog.listTables()}
    name = "care.guardian_payment"
    found = long(reader.sql(book("huining"), spark.frames(given("huining", "Household")[1]), DAY, [name]).collect())
    assert found == Counter({item: number for item, number in decided("huining", "Household").items() if item[0] == name})
    assert {table.name for table in spark.session.catalog.listTables()} == before
    assert spark.session.table("household").columns == ["mine"]
    spark.session.catalog.dropTempView("household")


def test_the_page_shows_what_works(spark: Spark, tmp_path: Path) -> None:
    """The example of docs/sql.md, which isn't run where Spark isn't installed."""
    block = next(text for text in re.findall(r"^```text\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE) if "pyspark" in text)
    for name, frame in spark.frames(given("huining", "Household")[1]).items():
        frame.write.parquet(str(tmp_path / f"{name}.parquet"))
    exec(block.replace("hdfs:///register", str(tmp_path)), {})
    expected = wide(duck.run(huining.rulebook(), given("huining", "Household")[1], "2022-03-15", of="Person"))
    for name in ("checked", "by_sql"):
        assert wide(spark.session.read.parquet(str(tmp_path / name)).collect()) == expected
