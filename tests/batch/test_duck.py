"""DuckDB embedded: tables as Arrow or Parquet, and ranges that together give what one run gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batch.registers import DAY, register, tables

from aidrules import Household, Rulebook
from aidrules.batch import duck
from aidrules.errors import InvalidTable
from aidrules.jurisdictions import huining


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return huining.rulebook()


@pytest.fixture(scope="module")
def files(book: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("register")
    found = {}
    for name, table in tables(book.parts.program, "Household", register(Household, 3000)).items():
        found[name] = folder / f"{name}.parquet"
        pq.write_table(table, found[name])
    return found


def rows(table: pa.Table) -> list[tuple[Any, ...]]:
    return sorted((tuple(row.values()) for row in table.to_pylist()), key=repr)


def test_ranges_together_give_what_one_run_gives(book: Rulebook, files: dict[str, Path], tmp_path: Path) -> None:
    whole = duck.run(book, files, DAY)
    parts = duck.to_parquet(book, files, DAY, tmp_path, each=640)
    assert len(parts) > 2
    assert [path.parent for path in parts] == [tmp_path] * len(parts)
    found = [pq.read_table(path) for path in parts]
    assert all(0 < table.num_rows < whole.num_rows for table in found)
    assert rows(pa.concat_tables(found)) == rows(whole)


def test_a_run_in_ranges_gives_what_one_of_all_gives(book: Rulebook, files: dict[str, Path]) -> None:
    whole, parts = duck.run(book, files, DAY, of="Person"), duck.run(book, files, DAY, of="Person", each=640)
    assert parts["household_id"].num_chunks > whole["household_id"].num_chunks
    assert rows(parts) == rows(whole)


def test_a_range_that_lost_its_first_subject_would_be_found(book: Rulebook, files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    between = duck._Opened.between
    monkeypatch.setattr(duck._Opened, "between", lambda opened, low, high: between(opened, None if low is None else low + "0", high))
    parts = duck.to_parquet(book, files, DAY, tmp_path, each=640)
    assert rows(pa.concat_tables([pq.read_table(path) for path in parts])) != rows(duck.run(book, files, DAY))


def test_progress_is_told_range_by_range(book: Rulebook, files: dict[str, Path], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    parts = duck.to_parquet(book, files, DAY, tmp_path, each=640, progress=lambda done, of: told.append((done, of)))
    assert told == [(number, len(parts)) for number in range(1, len(parts) + 1)]
    told.clear()
    duck.run(book, files, DAY, each=640, progress=lambda done, of: told.append((done, of)))
    assert told == [(number, len(parts)) for number in range(1, len(parts) + 1)]


def test_arrow_tables_give_what_parquet_gives(book: Rulebook, files: dict[str, Path]) -> None:
    arrow = {name: pq.read_table(path) for name, path in files.items()}
    assert rows(duck.run(book, arrow, DAY, of="Person")) == rows(duck.run(book, files, DAY, of="Person"))


def test_relations_of_another_connection_give_what_parquet_gives(book: Rulebook, files: dict[str, Path]) -> None:
    with duck.duckdb.connect() as connection:
        relations = {name: connection.read_parquet(str(path)) for name, path in files.items()}
        assert rows(duck.run(book, relations, DAY, of="Person")) == rows(duck.run(book, files, DAY, of="Person"))


def test_a_fact_without_a_column_is_not_known(book: Rulebook) -> None:
    given = {"household": pa.table({"id": [1]}), "person": pa.table({"household_id": [1], "id": [1], "tekun_support": ["dispersed"]})}
    done = duck.run(book, given, DAY, ["care.guardian_payment", "care.purchased_care"], of="Person").to_pylist()
    assert [(row["care__guardian_payment_outcome"], row["care__guardian_payment_fen"]) for row in done] == [("undetermined", None)]


@pytest.mark.parametrize("fact", ["tekun_support", "care_level"])
def test_a_text_that_is_no_term_is_not_known_where_nothing_is_checked(book: Rulebook, fact: str) -> None:
    """Of the first a condition is made, the second finds a figure."""
    person = {"household_id": 1, "id": 1, "tekun_support": "dispersed", "care_level": "full_care", "has_caring_guardian": True}

    def outcome(given: dict[str, Any]) -> str:
        people = pa.table({name: [value] for name, value in given.items()})
        done = duck.run(book, {"household": pa.table({"id": [1]}), "person": people}, DAY, ["care.guardian_payment"], of="Person", checked=False)
        found = done.to_pylist()[0]["care__guardian_payment_outcome"]
        assert isinstance(found, str)
        return found

    assert outcome(person) == "granted"
    assert outcome({**person, fact: "Dispersed"}) == "undetermined"


@pytest.mark.parametrize("given", ["https://example.org/person.parquet", "nowhere.parquet", 7])
def test_only_what_is_here_is_read(book: Rulebook, given: Any) -> None:
    with pytest.raises(InvalidTable) as caught:
        duck.run(book, {"household": pa.table({"id": [1]}), "person": given}, DAY)
    assert caught.value.code == "table.kind"
    assert str(given) not in str(caught.value)


def test_nothing_is_fetched() -> None:
    connection = duck.duckdb.connect(config=duck.SETTINGS)
    names = ("autoinstall_known_extensions", "autoload_known_extensions", "allow_community_extensions")
    assert [connection.sql(f"SELECT current_setting('{name}')").fetchall() for name in names] == [[(False,)]] * 3
