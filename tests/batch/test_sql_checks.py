"""The checks of a register in SQL find what ``batch`` refuses, with the same codes, and nothing where it refuses nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batch.engines import Engine, Spark, in_duckdb, in_postgres
from batch.registers import DAY, Tables, register, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidrules import Household
from aidrules.batch import duck
from aidrules.batch.checks import check_day
from aidrules.batch.sql_checks import Checks
from aidrules.batch.tables import read_tables
from aidrules.errors import AidrulesError, InvalidFacts, InvalidTable, UnknownName
from aidrules.facts.model import Fact, Facts, fact, required
from aidrules.facts.quantity import Quantity
from aidrules.graph.program import Program
from aidrules.jurisdictions import huining
from aidrules.lang.models import model_spec, models_below

BOOK = huining.rulebook()
PROGRAM = BOOK.parts.program
Mistaken = set[tuple[str, str, str]]
"""Table, column and code; a relation stands for a column."""
Rows = dict[str, list[dict[str, Any]]]
AT_ONCE = {"id.twice", "id.characters", "table.orphan", "fact.term"}
"""What batch refuses before it looks any further."""


@cache
def clean() -> Tables:
    """Thirty households with stays and segments, all right."""
    return tables(PROGRAM, "Household", register(Household, 30, unknown=0.1))


def changed(change: Callable[[Rows], object]) -> Tables:
    """The same register after a change of its rows."""
    rows = {name: table.to_pylist() for name, table in clean().items()}
    change(rows)
    return {name: pa.Table.from_pylist(found, schema=clean()[name].schema) for name, found in rows.items()}


def by_batch(program: Program, given_: Mapping[str, Any]) -> Mistaken:
    """What batch says of a register."""
    try:
        check_day(read_tables(program, given_), DAY)
    except InvalidFacts as error:
        return {(*re.fullmatch(r"(\w+)\[\d+\]\.(\w+)", each.path).groups(), each.code) for each in error.faults}  # type: ignore[union-attr, misc]
    except InvalidTable as error:
        return {(*re.search(r"`(\w+)\.(\w+)`", error.message).groups(), error.code)}  # type: ignore[union-attr, arg-type]
    return set()


def columns(given_: Tables) -> dict[str, list[str]]:
    return {name: table.column_names for name, table in given_.items()}


def by_sql(program: Program, given_: Tables, root: str, dialect: str = "duckdb", engine: Engine = in_duckdb) -> Mistaken:
    """What the statement finds, with facts for their columns."""
    rows = engine(given_, [Checks(program, dialect, DAY, root, columns(given_)).text()])[0]
    assert len({row[:3] for row in rows}) == len(rows)
    assert all(many > 0 and isinstance(key, str) for *_, many, key in rows)
    return {(table, re.sub("_(fen|hundredths)$", "", name), code) for table, name, code, *_ in rows}


def put(table: str, row: int, **values: Any) -> Callable[[Rows], object]:
    """A change of one row."""
    return lambda rows: rows[table][row].update(values)


def add(table: str, row: int, **values: Any) -> Callable[[Rows], object]:
    """One more row like another."""
    return lambda rows: rows[table].append({**rows[table][row], **values})


def many(table: str, row: int, number: int, **values: Any) -> Callable[[Rows], object]:
    """So many more rows like another, with ids of their own where they have any."""
    return lambda rows: rows[table].extend(
        {**rows[table][row], **({"id": f"new{place}"} if "id" in rows[table][row] else {}), **values} for place in range(number)
    )


def childless(rows: Rows) -> None:
    below = [name for name, found in rows.items() if found and "person_id" in found[0]]
    for name in ("person", *below):
        rows[name] = [row for row in rows[name] if row["household_id"] != "r3"]


def lost(table: str, **values: Any) -> Callable[[Rows], object]:
    """One more row, of nobody, and nothing below it."""
    return add(table, 0, **({"id": "lost"} if table in ("person", "hospital_stay") else {}), **values)


def unknown_yet_there(rows: Rows) -> None:
    stay = rows["hospital_stay"][0]
    person = next(row for row in rows["person"] if (row["household_id"], row["id"]) == (stay["household_id"], stay["person_id"]))
    person["stays_known"] = False


WRONG: dict[str, tuple[Callable[[Rows], object], tuple[str, str, str]]] = {
    "a household without an id": (add("household", 0, id=None), ("household", "id", "fact.required")),
    "a person without an id": (add("person", 0, id=None), ("person", "id", "fact.required")),
    "a person without a household's id": (lost("person", household_id=None), ("person", "household_id", "fact.required")),
    "a household twice": (add("household", 4), ("household", "id", "id.twice")),
    "a person twice": (add("person", 4, care_level=None), ("person", "id", "id.twice")),
    "a stay twice in a case": (lambda rows: twice_in_case(rows), ("hospital_stay", "id", "id.twice")),
    "an id with a slash": (add("person", 0, id="a/b"), ("person", "id", "id.characters")),
    "an id that nobody sees": (add("person", 0, id="a\u200bb"), ("person", "id", "id.characters")),
    "an id with a line break": (add("person", 0, id="a\n"), ("person", "id", "id.characters")),
    "an empty id": (add("person", 0, id=""), ("person", "id", "id.characters")),
    "a long id": (add("person", 0, id="x" * 65), ("person", "id", "id.characters")),
    "a person of nobody": (lost("person", household_id="nobody"), ("person", "household_id", "table.orphan")),
    "a stay of no household": (lost("hospital_stay", household_id="nobody"), ("hospital_stay", "household_id", "table.orphan")),
    "a stay of nobody": (lost("hospital_stay", person_id="nobody"), ("hospital_stay", "person_id", "table.orphan")),
    "a disability of nobody": (lost("disability", person_id="nobody"), ("disability", "person_id", "table.orphan")),
    "a segment of no stay": (lost("stay_segment", hospital_stay_id="none"), ("stay_segment", "hospital_stay_id", "table.orphan")),
    "nobody in a household": (childless, ("household", "members", "fact.too_few")),
    "too many members": (many("person", 0, 51), ("household", "members", "fact.too_many")),
    "too many segments": (many("stay_segment", 0, 51), ("hospital_stay", "segments", "fact.too_many")),
    "parts where none are known": (unknown_yet_there, ("person", "stays", "table.known")),
    "no such term": (put("household", 2, area="Rural"), ("household", "area", "fact.term")),
    "an amount below zero": (put("household", 2, assets_fen=-1), ("household", "assets", "fact.range")),
    "an amount above any": (put("household", 2, assets_fen=10**15), ("household", "assets", "fact.range")),
    "a count above its bound": (put("stay_segment", 2, escorted_days=1001), ("stay_segment", "escorted_days", "fact.range")),
    "a day too early": (put("person", 2, birth_date=date(1849, 12, 31)), ("person", "birth_date", "date.range")),
    "a day too late": (put("hospital_stay", 2, discharge_date=date(2201, 1, 1)), ("hospital_stay", "discharge_date", "date.range")),
    "a month too late": (put("person", 2, phase_out_from=date(2201, 1, 1)), ("person", "phase_out_from", "month.range")),
    "a birth after the day": (put("person", 2, birth_date=date(2022, 3, 16)), ("person", "birth_date", "date.after_day")),
    "a discharge before the admission": (
        put("hospital_stay", 2, admission_date=date(2022, 3, 2), discharge_date=date(2022, 3, 1)), ("hospital_stay", "discharge_date", "fact.order"),
    ),
}  # fmt: skip


def twice_in_case(rows: Rows) -> None:
    """Of another person in the same household."""
    stay = rows["hospital_stay"][0]
    person = {**rows["person"][0], "household_id": stay["household_id"], "id": "other", "stays_known": True}
    rows["person"].append(person)
    rows["hospital_stay"].append({**stay, "person_id": "other"})


def test_a_register_that_batch_takes_has_no_row() -> None:
    assert by_batch(PROGRAM, clean()) == set()
    assert by_sql(PROGRAM, clean(), "Household") == set()
    assert all(table.num_rows > 5 for table in clean().values())
    edges = changed(lambda rows: [put("household", 2, assets_fen=10**15 - 1)(rows), put("person", 2, birth_date=date(2022, 3, 15))(rows)])
    assert by_batch(PROGRAM, edges) == by_sql(PROGRAM, edges, "Household") == set()


@pytest.mark.parametrize("mistake", WRONG)
def test_every_mistake_that_batch_refuses_is_found_with_its_code(mistake: str) -> None:
    change, expected = WRONG[mistake]
    wrong = changed(change)
    assert by_batch(PROGRAM, wrong) == {expected}
    assert by_sql(PROGRAM, wrong, "Household") == {expected}
    with pytest.raises(InvalidFacts) as caught:
        duck.run(BOOK, wrong, DAY, of="Household")
    assert [fault.code for fault in caught.value.faults] == [expected[2]]
    assert caught.value.faults[0].path.startswith(f"{expected[0]}.{expected[1]}")
    duck.run(BOOK, wrong, DAY, ["tekun.recognised"] if "tekun.recognised" in BOOK.outputs else None, checked=False)


def test_a_row_of_the_answer_says_how_many_rows_and_one_key_of_theirs() -> None:
    wrong = changed(
        lambda rows: [put("household", 2, assets_fen=-7)(rows), put("household", 5, assets_fen=-7)(rows), lost("stay_segment", person_id="?")(rows)]
    )
    case = clean()["stay_segment"].to_pylist()[0]
    found = in_duckdb(wrong, [BOOK.sql_checks("duckdb", DAY, columns=columns(wrong))])[0]
    key = f"{case['household_id']}/?/{case['hospital_stay_id']}"
    assert sorted(found) == [("household", "assets_fen", "fact.range", 2, "r2"), ("stay_segment", "person_id", "table.orphan", 1, key)]


def test_an_error_shows_no_id_and_no_value() -> None:
    wrong = changed(lambda rows: [put("household", number, assets_fen=-987654321)(rows) for number in (2, 5)])
    with pytest.raises(InvalidFacts) as caught:
        duck.run(BOOK, wrong, DAY)
    said = "household.assets_fen: [fact.range] the amount must be at least 0.00 and at most 9999999999999.99; so it is in 2 rows"
    assert [str(fault) for fault in caught.value.faults] == [said]


CELLS = (None, -1, 10**15, "nobody", "", "a/b", date(1800, 1, 1), date(2300, 1, 1), date(2022, 3, 20), True, False, 10**9 + 1)
FITS = {"int64": int, "string": str, "date32[day]": date, "bool": bool}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6), st.integers(0, 4))
def test_the_checks_find_something_if_and_only_if_batch_refuses(seed: int, number: int) -> None:
    source = random.Random(seed)

    def spoil(rows: Rows) -> None:
        for _ in range(number):
            name = source.choice(list(rows))
            row = source.choice(rows[name])
            match source.randrange(4):
                case 0:
                    rows[name].append(dict(row))
                case 1:
                    rows[name].remove(row)
                case _:
                    column = source.choice(list(row))
                    kind = FITS[str(clean()[name].schema.field(column).type)]
                    row[column] = source.choice([value for value in CELLS if value is None or type(value) is kind])

    spoilt = changed(spoil)
    refused, found = by_batch(PROGRAM, spoilt), by_sql(PROGRAM, spoilt, "Household")
    assert bool(refused) == bool(found)
    assert refused <= found
    ids = ("id", "household_id", "person_id", "hospital_stay_id")
    if not any(code in AT_ONCE or (code == "fact.required" and name in ids) for _, name, code in found):
        assert refused in (found, {each for each in found if each[2] != "date.after_day"})


def test_a_check_that_is_left_out_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    change, expected = WRONG["a person of nobody"]
    monkeypatch.setattr(Checks, "_lost", lambda *_: [])
    assert by_batch(PROGRAM, changed(change)) == {expected}
    assert by_sql(PROGRAM, changed(change), "Household") == set()


class Room(Facts):
    """A room of a house."""

    id: str
    area: Fact[Quantity] = fact(zh="面积", en="area", unit="m2")
    doors: int = required(zh="门", en="doors", low=1, high=3)


class House(Facts):
    """A house, of which every room is known."""

    id: str
    rooms: tuple[Room, ...]


class Hut(Facts):
    """A hut, alone."""

    id: str
    note: str
    doors: Fact[int] = fact(zh="门", en="doors", low=-2, high=3)


HOUSES = Program({model.__name__: model_spec(model) for model in models_below(House)}, {}, {}, {}, {}, {})
HUTS = Program({"Hut": model_spec(Hut)}, {}, {}, {}, {}, {})
ROOM = {"house_id": [7, 7], "id": [1, 2], "doors": [1, 3], "area_hundredths": [0, None]}


@pytest.mark.parametrize(
    ("more", "weight", "expected"),
    [
        ({}, [1, 2], set()),
        ({"doors": [1, None]}, [1, 2], {("room", "doors", "fact.required")}),
        ({"doors": [0, 1]}, [1, 2], {("room", "doors", "fact.range")}),
        ({"area_hundredths": [-1, 1]}, [1, 2], {("room", "area", "fact.range")}),
        ({"id": [2, 2]}, [1, 2], {("room", "id", "id.twice")}),
        ({}, [1, None], {("house", "weight", "table.weight")}),
        ({}, [1, -1], {("house", "weight", "table.weight")}),
        ({}, [1, 10**12], {("house", "weight", "table.weight")}),
        ({}, [Decimal("0.1234567"), Decimal(1)], {("house", "weight", "table.weight")}),
        ({}, [Decimal("0.123456"), Decimal(1)], set()),
    ],
)
def test_facts_always_known_whole_numbers_for_ids_and_weights_are_checked(more: dict[str, Any], weight: list[Any], expected: Mistaken) -> None:
    given_ = {"house": pa.table({"id": [7, 8], "weight": weight}), "room": pa.table({**ROOM, **more})}
    assert by_batch(HOUSES, given_) == by_sql(HOUSES, given_, "House") == expected


def test_a_model_without_parts_is_checked_too() -> None:
    given_ = {"hut": pa.table({"id": ["a", "a"], "note": [None, None], "doors": [-3, -2]})}
    assert by_sql(HUTS, given_, "Hut") == {("hut", "id", "id.twice"), ("hut", "doors", "fact.range")}


def test_a_table_that_is_not_there_has_no_rows() -> None:
    everything = dict(clean())
    for gone, expected in (
        (
            "person",
            {
                ("household", "members", "fact.too_few"),
                *((name, "person_id", "table.orphan") for name in ("hospital_stay", "disability", "need", "medical_bill")),
            },
        ),
        ("hospital_stay", {("stay_segment", "hospital_stay_id", "table.orphan")}),
        ("stay_segment", set()),
    ):
        given_ = {name: table for name, table in everything.items() if name != gone}
        if gone == "hospital_stay":  # then nothing is known of stays
            given_["person"] = given_["person"].drop_columns(["stays_known"])
        found = by_sql(PROGRAM, given_, "Household")
        assert by_batch(PROGRAM, given_) <= found
        assert {each for each in found if each[0] != "stay_segment" or gone != "person"} == expected


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ({"monthly_earnings_fen": pa.array([1.5])}, "table.float"),
        ({"monthly_earnings_fen": pa.array(["1"])}, "table.type"),
        ({"employed": pa.array([1])}, "table.type"),
        ({"care_level": pa.array([1])}, "table.type"),
        ({"birth_date": pa.array([0], pa.timestamp("s"))}, "date.time"),
        ({"birth_date": pa.array([1])}, "table.type"),
        ({"id": pa.array([1.0])}, "table.type"),
        ({"household_id": pa.array(["1"])}, "table.type"),
        ({"monthly_earning_fen": pa.array([1])}, "table.column"),
    ],
)
def test_a_column_that_batch_does_not_take_is_not_taken_by_duckdb(person: dict[str, Any], code: str) -> None:
    given_ = {"household": pa.table({"id": [1]}), "person": pa.table({"household_id": [1], "id": [1], **person})}
    for run in (lambda: BOOK.tables(given_), lambda: duck.run(BOOK, given_, DAY, of="Person")):
        with pytest.raises(InvalidTable) as caught:
            run()
        assert caught.value.code == code


@pytest.mark.parametrize("column", [pa.nulls(1), pa.array(["full_care"]).dictionary_encode()])
def test_a_column_without_a_value_and_one_of_a_dictionary_are_taken(column: Any) -> None:
    given_ = {"household": pa.table({"id": [1]}), "person": pa.table({"household_id": [1], "id": [1], "care_level": column})}
    assert duck.run(BOOK, given_, DAY, of="Person").num_rows == 1


@pytest.mark.parametrize(
    ("root", "given_", "code"),
    [
        ("House", None, "name.model"),
        ("", None, "table.root"),
        ("", {"household": ["id"], "person": ["household_id", "id", "monthly_earnings"]}, "table.column"),
        ("", {"household": ["id", "colour"]}, "table.column"),
        ("", {"household": ["id"], "person": ["id"]}, "table.lacks"),
    ],
)
def test_what_is_not_laid_out_so_is_an_error_before_a_statement_is_written(root: str, given_: dict[str, list[str]] | None, code: str) -> None:
    with pytest.raises((InvalidTable, UnknownName)) as caught:
        BOOK.sql_checks("duckdb", DAY, root=root, columns=given_)
    assert isinstance(caught.value, AidrulesError)
    assert caught.value.code == code


def test_each_range_is_checked_before_it_is_computed(tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.parquet" for name in clean()}

    def write(change: Callable[[Rows], object]) -> None:
        for name, table in changed(change).items():
            pq.write_table(table, files[name])

    out = tmp_path / "out"
    out.mkdir()
    write(lambda rows: None)
    ids = sorted(clean()["household"]["id"].to_pylist())
    ranges = [(None, ids[10]), (ids[10], ids[20]), (ids[20], None)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duck._Opened, "ranges", lambda *_: iter(ranges))
        assert len(duck.to_parquet(BOOK, files, DAY, out)) == 3
        for file in out.iterdir():
            file.unlink()
        write(lambda rows: next(row for row in rows["household"] if row["id"] == ids[15]).update(assets_fen=-1))
        with pytest.raises(InvalidFacts) as caught:
            duck.to_parquet(BOOK, files, DAY, out)
        assert caught.value.code == "fact.range"
        assert [file.name for file in out.iterdir()] == ["part-00000.parquet"]
        assert len(duck.to_parquet(BOOK, files, DAY, out, checked=False)) == 3
        write(lost("person", household_id=None))
        with pytest.raises(InvalidFacts) as caught:
            duck.to_parquet(BOOK, files, DAY, out)
        assert caught.value.code == "fact.required"


def agree(dialect: str, engine: Engine) -> None:
    assert by_sql(PROGRAM, clean(), "Household", dialect, engine) == set()
    for mistake, (change, expected) in WRONG.items():
        assert by_sql(PROGRAM, changed(change), "Household", dialect, engine) == {expected}, mistake


@pytest.mark.cluster
def test_postgres_finds_each_mistake() -> None:
    agree("postgres", in_postgres)


@pytest.mark.cluster
def test_spark_finds_each_mistake(spark: Spark) -> None:
    agree("spark", spark)
