"""A register is read from whatever holds it, and what a single case wouldn't take isn't taken."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidrules import HospitalStay, Household, load_rulebook
from aidrules.batch.cases import document, from_cases
from aidrules.batch.tables import read_tables
from aidrules.errors import AidrulesError, InvalidFacts, InvalidTable, InvalidValue
from aidrules.facts.model import Fact, Facts, fact, required
from aidrules.facts.money import Money
from aidrules.facts.quantity import Quantity
from aidrules.graph.program import Program
from aidrules.jurisdictions import zhangye
from aidrules.lang.models import model_spec, models_below
from aidrules.testing import cases, register

PROGRAM = zhangye.rulebook().parts.program
SECRET = "赵钱孙"


def tables(**more: Any) -> dict[str, Any]:
    """A small register that is right, with some columns added or changed: ``person__employed=[…]``."""
    found: dict[str, dict[str, Any]] = {
        "household": {"id": ["h1", "h2"]},
        "person": {"household_id": ["h1", "h1", "h2"], "id": ["p1", "p2", "p1"]},
        "disability": {"household_id": ["h2", "h1"], "person_id": ["p1", "p2"], "grade": ["first", None]},
        "hospital_stay": {"household_id": ["h1"], "person_id": ["p2"], "id": ["s1"]},
        "stay_segment": {"household_id": ["h1", "h1"], "person_id": ["p2", "p2"], "hospital_stay_id": ["s1", "s1"], "escorted_days": [3, 4]},
    }
    for name, values in more.items():
        table, _, column = name.partition("__")
        found[table][column] = values
    return {name: pa.table(columns) for name, columns in found.items()}


def documents(given: Any, program: Program = PROGRAM) -> list[dict[str, Any]]:
    held = read_tables(program, given)
    return [document(held, row) for row in range(held.rows)]


# --- what comes in


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(cases(Household), min_size=1, max_size=4))
def test_cases_come_out_as_they_went_in(found: list[Household]) -> None:
    found = [case.model_copy(update={"id": f"h{number}"}) for number, case in enumerate(found)]
    again = [Household.read(plain) for plain in documents(from_cases(PROGRAM, "Household", found))]
    assert again == found


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(cases(Household), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_rows_may_stand_in_any_order(found: list[Household], chance: Any) -> None:
    given_ = from_cases(PROGRAM, "Household", [case.model_copy(update={"id": f"h{number}"}) for number, case in enumerate(found)])
    mixed = dict(given_)
    for name in ("person", "hospital_stay"):  # whose parts have ids; the order of the others is that of a list
        rows = list(range(given_[name].num_rows))
        chance.shuffle(rows)
        mixed[name] = given_[name].take(pa.array(rows, pa.int64()))

    def sorted_(plain: Any) -> Any:
        if isinstance(plain, list):
            return sorted((sorted_(part) for part in plain), key=lambda part: str(part.get("id", "")))
        return {name: sorted_(part) for name, part in plain.items()} if isinstance(plain, dict) else plain

    assert [sorted_(plain) for plain in documents(mixed)] == [sorted_(plain) for plain in documents(given_)]


def test_whatever_holds_the_tables_they_are_the_same(tmp_path: Path) -> None:
    held = register(PROGRAM, 40, seed=3, unknown=0.2)
    expected = documents(held)
    paths = {}
    for name, table in held.items():
        pq.write_table(table, tmp_path / f"{name}.parquet")
        paths[name] = tmp_path / f"{name}.parquet"
    assert documents(paths) == expected
    assert documents({name: str(path) for name, path in paths.items()}) == expected
    assert documents({name: pl.from_arrow(table) for name, table in held.items()}) == expected
    connection = duckdb.connect()
    assert documents({name: connection.sql(f"FROM '{path}'") for name, path in paths.items()}) == expected

    def pandas(table: pa.Table) -> pd.DataFrame:
        return table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype(), pa.int8(): pd.Int8Dtype()}.get, date_as_object=True)

    assert documents({name: pandas(table) for name, table in held.items()}) == expected
    pieces = {name: pa.concat_tables([table.slice(0, 7), table.slice(7, 1), table.slice(8)]) for name, table in held.items()}
    assert documents(pieces) == expected
    assert documents({name: pa.concat_tables([table, table]).slice(table.num_rows) for name, table in held.items()}) == expected


def test_ids_are_texts_or_whole_numbers() -> None:
    numbered, named = register(PROGRAM, 30, seed=5), register(PROGRAM, 30, seed=5, text_ids=True)

    def stripped(plain: Any) -> Any:
        if isinstance(plain, list):
            return [stripped(part) for part in plain]
        return {name: part.removeprefix("synthetic-") if name == "id" else stripped(part) for name, part in plain.items()} if isinstance(plain, dict) else plain

    assert documents(numbered) == stripped(documents(named))


def test_numbers_far_apart_are_ids_as_well() -> None:
    given_ = tables()
    given_["household"] = pa.table({"id": [2**62, -5]})
    given_["person"] = pa.table({"household_id": [-5, 2**62, -5], "id": [2**62, 1, -(2**62)], "employed": [True, False, None]})
    for name in ("disability", "hospital_stay", "stay_segment"):
        del given_[name]
    given_["disability"] = pa.table({"household_id": [-5], "person_id": [-(2**62)], "grade": ["first"]})
    first, second = documents(given_)
    assert [person["employed"] for person in first["members"]] == [False]
    assert [person["employed"] for person in second["members"]] == [True, None]
    assert [len(person["disabilities"]) for person in second["members"]] == [0, 1]


@pytest.mark.parametrize("column", [["1.50", None, "0"], [Decimal("1.50"), None, Decimal("0.00")], pa.array([150, None, 0], pa.decimal256(40, 2))])
def test_yuan_become_fen_exactly(column: Any) -> None:
    if isinstance(column, pa.Array):
        column = pa.array([Decimal("1.5"), None, Decimal(0)], pa.decimal256(40, 2))
    held = read_tables(PROGRAM, tables(person__monthly_earnings=column)).levels["Person"].facts["monthly_earnings"]
    assert [int(value) if known else None for value, known in zip(held.values, held.known, strict=True)] == [150, None, 0]


@given(
    st.lists(
        st.one_of(st.decimals(0, 10**9, places=2).map(str), st.sampled_from(["1", "0.5", "12.345", "1e3", "-0", "１", "", " 1", "1,0", "012", "-1.00"])),
        min_size=3,
        max_size=3,
    )
)
def test_texts_are_amounts_where_money_says_so(texts: list[str]) -> None:
    def fen() -> list[int]:
        return [Money(text).fen for text in texts]

    try:
        expected = fen()
    except InvalidValue:
        with pytest.raises(InvalidTable):
            read_tables(PROGRAM, tables(person__monthly_earnings=texts))
        return
    if min(expected) < 0:
        with pytest.raises(InvalidFacts):
            read_tables(PROGRAM, tables(person__monthly_earnings=texts))
        return
    assert read_tables(PROGRAM, tables(person__monthly_earnings=texts)).levels["Person"].facts["monthly_earnings"].values.tolist() == expected


def test_what_lies_under_a_null_is_never_looked_at() -> None:
    garbage = pa.Array.from_buffers(pa.int64(), 3, [pa.py_buffer(b"\x05"), pa.py_buffer(np.array([7, -(2**60), 9]))])
    assert garbage.to_pylist() == [7, None, 9]
    held = read_tables(PROGRAM, tables(person__monthly_earnings_fen=garbage)).levels["Person"].facts["monthly_earnings"]
    assert (held.low, held.high) == (0, 9)


# --- what isn't known


def test_a_column_that_is_left_out_is_not_known() -> None:
    assert {person["employed"] for plain in documents(tables()) for person in plain["members"]} == {None}


def test_a_table_that_is_there_says_which_parts_there_are() -> None:
    first, _ = documents(tables())
    assert [person["stays"] == [] for person in first["members"]] == [True, False]


def test_a_table_that_is_left_out_is_not_known_where_the_model_allows_it() -> None:
    given_ = tables()
    del given_["hospital_stay"], given_["stay_segment"]
    assert {person["stays"] for plain in documents(given_) for person in plain["members"]} == {None}


def test_a_column_says_whether_a_relation_is_known() -> None:
    first, second = documents(tables(person__stays_known=[False, True, None]))
    assert [person["stays"] if not person["stays"] else "some" for person in (*first["members"], *second["members"])] == [None, "some", None]


# --- what isn't taken

DAY_AND_TIME = [datetime(2020, 1, 1, 12), None, None]  # noqa: DTZ001  # that is what is wrong with it
LAYOUT = {
    "a table by another name": (lambda: {"household": tables()["household"], "persons": tables()["person"]}, "table.unknown"),
    "a column by another name": (lambda: tables(person__emploied=[True, True, True]), "table.column"),
    "both names of an amount": (lambda: tables(person__monthly_earnings=["1", "2", "3"], person__monthly_earnings_fen=[1, 2, 3]), "table.twice"),
    "no id": (lambda: {"household": pa.table({"area": ["urban"]})}, "table.lacks"),
    "no owner's id": (lambda: {**tables(), "person": pa.table({"id": ["p1"]})}, "table.lacks"),
    "an amount in floats": (lambda: tables(person__monthly_earnings_fen=[1.0, 2.0, None]), "table.float"),
    "yuan in floats": (lambda: tables(person__monthly_earnings=[1.5, 2.0, None]), "table.float"),
    "a count in floats": (lambda: tables(stay_segment__escorted_days=[1.0, None]), "table.float"),
    "a number for a boolean": (lambda: tables(person__employed=[1, 0, 1]), "table.type"),
    "a text for a boolean": (lambda: tables(person__employed=["yes", "no", "yes"]), "table.type"),
    "a text for a day": (lambda: tables(person__birth_date=["2020-01-01"] * 3), "table.type"),
    "a time for a day": (lambda: tables(person__birth_date=DAY_AND_TIME), "date.time"),
    "a number for a term": (lambda: tables(household__area=[1, 2]), "table.type"),
    "a term that isn't one": (lambda: tables(household__area=["urban", SECRET]), "fact.term"),
    "a term of a dictionary that isn't one": (lambda: tables(household__area=pa.array(["urban", SECRET]).dictionary_encode()), "fact.term"),
    "three places": (lambda: tables(person__monthly_earnings=[Decimal("1.234"), None, None]), "money.places"),
    "a text that is no amount": (lambda: tables(person__monthly_earnings=["1,000", None, None]), "money.format"),
    "ids of another type": (lambda: {**tables(), "person": pa.table({"household_id": [1], "id": ["p1"]})}, "table.type"),
    "a NULL id": (lambda: {**tables(), "household": pa.table({"id": ["h1", None]})}, "fact.required"),
    "an id with a slash": (lambda: {**tables(), "household": pa.table({"id": ["h1", "a/b"]})}, "id.characters"),
    "an id that can't be seen": (lambda: {**tables(), "household": pa.table({"id": ["h1", "a\u200b"]})}, "id.characters"),
    "an id that is too long": (lambda: {**tables(), "household": pa.table({"id": ["h1", "x" * 65]})}, "id.characters"),
    "a weight below zero": (lambda: tables(household__weight=[1, -1]), "table.weight"),
    "an unknown weight": (lambda: tables(household__weight=[1, None]), "table.weight"),
    "a weight with seven places": (lambda: tables(household__weight=[Decimal("0.0000001"), Decimal(1)]), "table.weight"),
    "a weight in floats": (lambda: tables(household__weight=[0.5, 1.0]), "table.type"),
    "no table": (lambda: {"household": 5}, "table.kind"),
    "no mapping": (lambda: [tables()["household"]], "table.kind"),
    "mixed types": (lambda: {**tables(), "household": pd.DataFrame({"id": ["h1", 5]})}, "table.type"),
}


@pytest.mark.parametrize("what", LAYOUT)
def test_what_is_laid_out_in_another_way_is_an_error(what: str) -> None:
    make, code = LAYOUT[what]
    with pytest.raises(InvalidTable) as caught:
        read_tables(PROGRAM, make())
    assert caught.value.code == code
    assert SECRET not in str(caught.value)


def test_a_wrong_column_gets_the_closest_name() -> None:
    with pytest.raises(InvalidTable, match="did you mean `employed`"):
        read_tables(PROGRAM, tables(person__emploied=[True, True, True]))


FACTS = {
    "an amount below zero": (lambda: tables(person__monthly_earnings_fen=[0, -1, 5]), "fact.range", "person[1].monthly_earnings"),
    "an amount too large": (lambda: tables(household__assets_fen=[10**15, 1]), "fact.range", "household[0].assets"),
    "a count below zero": (lambda: tables(stay_segment__escorted_days=[0, -1]), "fact.range", "stay_segment[1].escorted_days"),
    "a count too large": (lambda: tables(stay_segment__escorted_days=[1001, 1]), "fact.range", "stay_segment[0].escorted_days"),
    "a day too early": (lambda: tables(person__birth_date=[date(1849, 12, 31), None, None]), "date.range", "person[0].birth_date"),
    "a day too late": (lambda: tables(hospital_stay__admission_date=[date(2201, 1, 1)]), "date.range", "hospital_stay[0].admission_date"),
    "a month too early": (lambda: tables(person__phase_out_from=[None, date(1849, 12, 1), None]), "month.range", "person[1].phase_out_from"),
    "nobody in a household": (lambda: {**tables(), "household": pa.table({"id": ["h1", "h2", "h3"]})}, "fact.too_few", "household[2].members"),
    "two households of one id": (lambda: {**tables(), "household": pa.table({"id": ["h1", "h1"]})}, "id.twice", "household[1].id"),
    "two persons of one id": (lambda: tables(person__id=["p1", "p1", "p1"]), "id.twice", "person[1].id"),
    "parts of what isn't known": (lambda: tables(person__stays_known=[True, False, True]), "table.known", "person[1].stays"),
    "a person of no household": (lambda: tables(person__household_id=["h1", "h9", "h2"]), "table.orphan", "person[1].household_id"),
    "a stay of no person": (lambda: tables(hospital_stay__person_id=["p9"]), "table.orphan", "hospital_stay[0].person_id"),
    "a stay of another household's person": (lambda: tables(hospital_stay__household_id=["h2"]), "table.orphan", "hospital_stay[0].person_id"),
    "a segment of another person's stay": (lambda: tables(stay_segment__person_id=["p2", "p1"]), "table.orphan", "stay_segment[1].hospital_stay_id"),
}


@pytest.mark.parametrize("what", FACTS)
def test_what_a_single_case_would_not_take_is_an_error_with_its_row(what: str) -> None:
    make, code, path = FACTS[what]
    with pytest.raises(InvalidFacts) as caught:
        read_tables(PROGRAM, make())
    assert (caught.value.code, caught.value.faults[0].path) == (code, path)


def test_more_members_than_a_case_may_hold_are_an_error() -> None:
    people = pa.table({"household_id": ["h1"] * 51, "id": [f"p{number}" for number in range(51)]})
    with pytest.raises(InvalidFacts) as caught:
        read_tables(PROGRAM, {"household": pa.table({"id": ["h1"]}), "person": people})
    assert caught.value.code == "fact.too_many"


def test_the_row_is_that_of_the_table_as_it_was_given() -> None:
    given_ = tables(person__household_id=["h2", "h1", "h1"], person__id=["p1", "p1", "p2"], person__monthly_earnings_fen=[-1, 0, 0])
    with pytest.raises(InvalidFacts) as caught:
        read_tables(PROGRAM, given_)
    assert caught.value.faults[0].path == "person[0].monthly_earnings"


def test_so_is_the_row_of_a_term_that_is_none() -> None:
    given_ = tables(person__household_id=["h2", "h1", "h1"], person__id=["p1", "p1", "p2"], person__care_level=["full_care", "half", "full_care"])
    with pytest.raises(InvalidTable, match=r"`person.care_level`, row 1: write one of"):
        read_tables(PROGRAM, given_)


def test_all_columns_are_checked_at_once_and_rows_are_counted() -> None:
    with pytest.raises(InvalidFacts) as caught:
        read_tables(PROGRAM, tables(person__monthly_earnings_fen=[-1, -2, 0], household__assets_fen=[-1, 0]))
    assert [fault.path for fault in caught.value.faults] == ["household[0].assets", "person[0].monthly_earnings"]
    assert "in 2 rows" in caught.value.faults[1].message


def test_nobody_is_born_after_the_day_decided_for() -> None:
    book, given_ = zhangye.rulebook(), tables(person__birth_date=[None, date(2022, 3, 16), date(2022, 3, 15)])
    book.batch(given_, "2022-03-16")
    with pytest.raises(InvalidFacts) as caught:
        book.batch(given_, "2022-03-15")
    assert (caught.value.code, caught.value.faults[0].path) == ("date.after_day", "person[1].birth_date")
    assert "03-16" not in str(caught.value)


def test_nobody_is_discharged_before_being_admitted() -> None:
    """The model says so once, for a single case, a register and a case of an archived rulebook."""
    admitted, discharged = date(2022, 3, 2), date(2022, 3, 1)
    book = zhangye.rulebook()
    stay = {"household_id": ["h1"], "person_id": ["p1"], "id": ["s1"], "admission_date": [admitted], "discharge_date": [discharged]}
    found = []
    for read in (
        lambda: HospitalStay(id="s1", admission_date=admitted, discharge_date=discharged),
        lambda: book.tables({"household": {"id": ["h1"]}, "person": {"household_id": ["h1"], "id": ["p1"]}, "hospital_stay": stay}),
        lambda: load_rulebook(book.archive()).model("HospitalStay").read({"id": "s1", "admission_date": str(admitted), "discharge_date": str(discharged)}),
    ):
        with pytest.raises(InvalidFacts) as caught:
            read()
        found += [(fault.path, fault.code, fault.message) for fault in caught.value.faults]
    said = ("fact.order", "this day can't lie before admission_date")
    assert found == [("discharge_date", *said), ("hospital_stay[0].discharge_date", *said), ("discharge_date", *said)]


class Visit(Facts):
    """A visit with a first and a last day."""

    id: str
    begins: Fact[date] = fact(zh="始", en="the first day")
    ends: Fact[date] = fact(zh="终", en="the last day", not_before="begins")
    note: str
    rooms: int = required(zh="间", en="rooms", low=1, high=3)
    area: Fact[Quantity] = fact(zh="面积", en="area", unit="m2")


VISITS = Program({model.__name__: model_spec(model) for model in models_below(Visit)}, {}, {}, {}, {}, {})


def visits(**columns: Any) -> dict[str, Any]:
    return {"visit": pa.table({"id": ["v1", "v2"], "note": ["a", "b"], "rooms": [1, 3], **columns})}


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"begins": [date(2020, 1, 2), None], "ends": [date(2020, 1, 1), date(2020, 1, 1)]}, "fact.order"),
        ({"rooms": [1, None]}, "fact.required"),
        ({"rooms": [0, 1]}, "fact.range"),
        ({"area_hundredths": [-1, 1]}, "fact.range"),
        ({"area": ["-1", "2"]}, "fact.range"),
    ],
)
def test_days_in_order_and_bounds_are_those_of_the_model(columns: Any, code: str) -> None:
    with pytest.raises(InvalidFacts) as caught:
        read_tables(VISITS, visits(**columns))
    assert caught.value.code == code


def test_days_in_order_and_quantities_are_taken() -> None:
    plain = documents(visits(begins=[date(2020, 1, 1), None], ends=[date(2020, 1, 1), date(2019, 1, 1)], area=["12.5", None]), VISITS)
    assert plain == [
        {"id": "v1", "note": "a", "begins": "2020-01-01", "ends": "2020-01-01", "rooms": 1, "area": "12.50 m2"},
        {"id": "v2", "note": "b", "begins": None, "ends": "2019-01-01", "rooms": 3, "area": None},
    ]


def test_a_required_column_that_is_left_out_is_an_error() -> None:
    with pytest.raises(AidrulesError) as caught:
        read_tables(VISITS, {"visit": pa.table({"id": ["v1"]})})
    assert caught.value.code == "table.lacks"


def test_texts_that_no_rule_reads_are_kept() -> None:
    found = [Visit(id=f"v{number}", note=f"note {number}", rooms=2) for number in range(3)]
    assert [Visit.read(plain) for plain in documents(from_cases(VISITS, "Visit", found), VISITS)] == found
