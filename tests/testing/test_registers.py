"""A synthetic register is seeded, says that it is synthetic, and keeps to its documented shares."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from aidrules.facts.roots import ROOTS
from aidrules.jurisdictions import PLACES, huining, rulebook_of
from aidrules.testing import register
from aidrules.testing.registers import AGES, SHARES, SIZES

PROGRAM = rulebook_of("zhangye").parts.program
ROWS = 20_000


@pytest.fixture(scope="module")
def drawn() -> dict[str, pa.Table]:
    return register(PROGRAM, ROWS, seed=11, unknown=0.02)


def test_the_same_seed_gives_the_same_register_and_another_seed_another() -> None:
    one, same, other = (register(PROGRAM, 500, seed=seed) for seed in (3, 3, 4))
    assert all(one[name].equals(same[name]) for name in one)
    assert not one["household"].equals(other["household"])


def test_every_table_says_that_it_is_synthetic(drawn: dict[str, pa.Table]) -> None:
    assert {table.schema.metadata[b"synthetic"][:9] for table in drawn.values()} == {b"synthetic"}
    named = register(PROGRAM, 3, text_ids=True)
    assert all(key.startswith("synthetic-") for key in named["person"]["household_id"].to_pylist())


def test_shares_are_those_documented(drawn: dict[str, pa.Table]) -> None:
    tables = {"Household": drawn["household"], "Person": drawn["person"]}
    for name, share in SHARES.items():
        model, _, fact = name.partition(".")
        if name == "Person.employed":
            continue  # a share of some ages only
        column = tables[model][fact].drop_null()
        for value, wanted in share.items() if not isinstance(share, float) else [(True, share)]:
            found = pc.mean(pc.cast(pc.equal(column.cast(pa.string()) if isinstance(value, str) else column, value), pa.float64())).as_py()
            assert abs(found - wanted) < 0.02, name
    sizes = pc.value_counts(pc.value_counts(drawn["person"]["household_id"]).field("counts")).to_pylist()
    found_sizes = {one["values"]: one["counts"] / ROWS for one in sizes}
    assert found_sizes == {size: pytest.approx(share, abs=0.02) for size, share in enumerate(SIZES["Household.members"]) if size}
    assert sum(share for share, _, _ in AGES) == pytest.approx(1)


def test_so_many_facts_are_unknown_as_were_asked_for(drawn: dict[str, pa.Table]) -> None:
    for name in ("assets_fen", "area", "in_dibao"):
        assert abs(drawn["household"][name].null_count / ROWS - 0.02) < 0.005
    assert sum(column.null_count for table in register(PROGRAM, 300, unknown=0).values() for column in table.columns) == 0


def test_weights_lie_between_1_and_20(drawn: dict[str, pa.Table]) -> None:
    ends = pc.min_max(drawn["household"]["weight"]).as_py()
    assert (1 <= ends["min"] < 1.1, 19.9 < ends["max"] <= 20) == (True, True)


def test_nobody_earns_without_a_job_and_nobody_is_discharged_before_being_admitted(drawn: dict[str, pa.Table]) -> None:
    person, stay = drawn["person"], drawn["hospital_stay"]
    idle = person.filter(pc.and_(pc.invert(person["employed"]), pc.greater(person["monthly_earnings_fen"], 0)))
    assert idle.num_rows == 0
    assert stay.filter(pc.less(stay["discharge_date"], stay["admission_date"])).num_rows == 0


@pytest.mark.parametrize("place", PLACES)
def test_a_register_of_any_root_is_read_and_decided(place: str) -> None:
    book = rulebook_of(place)
    for root in {model.__name__ for model in ROOTS.values()} & set(book.parts.program.models):
        if root not in book.parts.program.parents:
            result = book.batch(register(book.parts.program, 50, root=root), "2022-03-15")
            assert result.tables.rows == 50


def test_every_single_case_of_a_register_is_one_that_is_taken() -> None:
    result = huining.rulebook().batch(register(huining.rulebook().parts.program, 300, unknown=0.1), "2022-03-15")
    assert {result.household(key).id for key in range(1, 301)} == {str(key) for key in range(1, 301)}
