"""What a rulebook makes of a register: tables, totals, reasons that can be counted, and every row decided singly with the same result."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from decide.samples import village

from aidrules import Household, Money, Outcome, Person, Rulebook
from aidrules.batch.result import Batch
from aidrules.batch.run import CHUNK, generated, run
from aidrules.batch.tables import Tables
from aidrules.errors import InvalidTable, MissingExtra, UnknownName, WrongSubject
from aidrules.graph.program import Program
from aidrules.jurisdictions import huining, zhangye
from aidrules.lang import all_of, benefit, rule, when
from aidrules.testing import register

DAY = "2022-03-15"
GUARDIAN = "care.guardian_payment"


def book() -> Rulebook:
    return huining.rulebook({"care.monthly_standard": {"self_care": "70.00", "full_care": "400.00"}})


def small(**home: Any) -> dict[str, Any]:
    """Three households of one tekun person each: granted 230.00, refused, not known."""
    people = {
        "household_id": ["h1", "h2", "h3"], "id": ["p1", "p1", "p1"], "tekun_support": ["dispersed"] * 3,
        "has_caring_guardian": [True, False, None], "care_level": ["full_care"] * 3,
    }  # fmt: skip
    return {"household": pa.table({"id": ["h1", "h2", "h3"], **home}), "person": pa.table(people)}


def decided(**home: Any) -> Batch:
    return book().batch(small(**home), DAY, [GUARDIAN], settling=True)


def test_a_table_has_one_row_per_subject_with_the_ids_on_the_way_to_it() -> None:
    assert decided().table(GUARDIAN).to_pylist() == [
        {"household_id": "h1", "person_id": "p1", "outcome": "granted", "entitled": True, "amount_fen": 23000, "settled_by": None},
        {"household_id": "h2", "person_id": "p1", "outcome": "refused", "entitled": False, "amount_fen": None, "settled_by": "care.cared_for_by_guardian"},
        {"household_id": "h3", "person_id": "p1", "outcome": "undetermined", "entitled": None, "amount_fen": None, "settled_by": "Person.has_caring_guardian"},
    ]


def test_a_table_comes_as_pandas_or_polars_without_a_float() -> None:
    frame = decided().table(GUARDIAN, "pandas")
    assert isinstance(frame, pd.DataFrame)
    assert frame["amount_fen"].dtype == pd.Int64Dtype()
    assert frame["amount_fen"].tolist()[0] == 23000
    other = decided().table(GUARDIAN, "polars")
    assert isinstance(other, pl.DataFrame)
    assert other["amount_fen"].to_list() == [23000, None, None]
    with pytest.raises(InvalidTable, match="pandas"):
        decided().table(GUARDIAN, "panda")  # type: ignore[arg-type]  # that is the mistake


def test_totals_count_outcomes_and_add_up_what_is_granted() -> None:
    totals = decided().totals()[GUARDIAN]
    assert totals.outcomes == {Outcome.GRANTED: 1, Outcome.REFUSED: 1, Outcome.UNDETERMINED: 1}
    assert totals.granted_fen == 23000


def test_weights_are_exact() -> None:
    totals = decided(weight=[Decimal("1.000001"), Decimal("0.1"), Decimal("2.0")]).totals()[GUARDIAN]
    assert totals.granted_fen == Fraction("1.000001") * 23000
    assert totals.outcomes == {Outcome.GRANTED: Fraction("1.000001"), Outcome.REFUSED: Fraction("0.1"), Outcome.UNDETERMINED: 2}
    assert decided(weight=[3, 2, 1]).totals()[GUARDIAN].granted_fen == 3 * 23000


def test_weighted_sums_may_leave_64_bits() -> None:
    assert decided(weight=[999_999_999_999, 1, 1]).totals()[GUARDIAN].granted_fen == 999_999_999_999 * 23000


def test_what_settled_items_can_be_counted() -> None:
    assert decided().settled(GUARDIAN) == {
        (Outcome.GRANTED, ""): 1, (Outcome.REFUSED, "care.cared_for_by_guardian"): 1, (Outcome.UNDETERMINED, "Person.has_caring_guardian"): 1,
    }  # fmt: skip
    with pytest.raises(UnknownName, match="settling=True"):
        book().batch(small(), DAY, [GUARDIAN]).settled(GUARDIAN)


def test_any_row_can_be_taken_out_and_decided_singly() -> None:
    result = book().batch(register(book().parts.program, 200, seed=2, unknown=0.1), DAY)
    tables = {output: result.table(output).to_pylist() for output in result.outputs}
    for key in range(1, 201):
        assert isinstance(result.household(key), Household)
        decision = result.decide(key)
        for output, rows in tables.items():
            of_case = [(row["outcome"], row["entitled"], row.get("amount_fen")) for row in rows if row["household_id"] == key]
            items = [item for item in decision.items if item.output == output]
            assert of_case == [(item.outcome.value, item.entitled, None if item.amount is None else item.amount.fen) for item in items]


def test_a_row_is_found_by_its_id_and_nothing_else() -> None:
    result = decided()
    assert result.household("h2").members[0].has_caring_guardian is False
    for key in ("h9", "", 1):
        with pytest.raises(UnknownName) as caught:
            result.household(key)
        assert caught.value.code == "name.subject"
    numbered = book().batch(register(book().parts.program, 5), DAY)
    assert numbered.household("3").id == numbered.household(3).id == "3"
    with pytest.raises(UnknownName):
        numbered.household("drei")


def test_what_settled_items_is_counted_by_weights_as_totals_are() -> None:
    result = decided(weight=[Decimal("1.5"), Decimal("0.25"), Decimal("2.0")])
    assert result.settled(GUARDIAN) == {
        (Outcome.UNDETERMINED, "Person.has_caring_guardian"): 2, (Outcome.GRANTED, ""): Fraction(3, 2),
        (Outcome.REFUSED, "care.cared_for_by_guardian"): Fraction(1, 4),
    }  # fmt: skip
    assert [outcome for outcome, _ in result.settled(GUARDIAN)] == [Outcome.UNDETERMINED, Outcome.GRANTED, Outcome.REFUSED]
    assert sum(result.settled(GUARDIAN).values()) == sum(result.totals()[GUARDIAN].outcomes.values())


def test_threads_and_chunks_change_nothing() -> None:
    tables = book().tables(register(book().parts.program, CHUNK + 5000, seed=4))
    one, two = (book().batch(tables, DAY, threads=threads) for threads in (1, 2))
    for output in one.outputs:
        assert one.table(output).equals(two.table(output))
    outputs = [(output, True) for output in book().outputs.values() if output.model in tables.levels and output.sort != "check"]
    code = generated(tables, book().figures(DAY), outputs)
    for whole, small_ in zip(run(tables, code, chunk=CHUNK), run(tables, code, chunk=777), strict=True):
        assert np.array_equal(whole, small_)


@pytest.mark.parametrize("threads", [1, 2])
def test_progress_is_told_chunk_by_chunk_in_order(threads: int) -> None:
    rows = 2 * CHUNK + 5000
    tables = book().tables(register(book().parts.program, rows, seed=4))
    told: list[tuple[int, int]] = []
    book().batch(tables, DAY, [GUARDIAN], threads=threads, progress=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == (rows, rows)
    assert {of for _, of in told} == {rows}


@pytest.mark.parametrize("threads", [1, 2])
def test_what_a_callback_raises_ends_the_run(threads: int) -> None:
    tables = book().tables(register(book().parts.program, 400, seed=4))
    outputs = [(book().outputs[GUARDIAN], True)]
    code = generated(tables, book().figures(DAY), outputs)
    chunks: list[int] = []

    def counted(*parts: Any) -> None:
        chunks.append(1)
        code.function(*parts)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tables, replace(code, function=counted), threads=threads, chunk=1, progress=stop)
    assert len(chunks) < 400


def test_a_register_without_rows_gives_tables_without_rows() -> None:
    empty = {name: table.slice(0, 0) for name, table in register(book().parts.program, 3).items()}
    result = book().batch(empty, DAY, settling=True)
    assert {result.table(output).num_rows for output in result.outputs} == {0}
    assert result.totals()[GUARDIAN].granted_fen == 0


def test_before_its_law_an_output_is_not_in_force() -> None:
    result = book().batch(small(), "2021-12-01", [GUARDIAN], settling=True)
    assert {row["outcome"] for row in result.table(GUARDIAN).to_pylist()} == {"not_in_force"}
    assert result.totals()[GUARDIAN].granted_fen == 0


def test_what_the_law_leaves_to_choice_stays_open() -> None:
    rules = zhangye.rulebook({"dibao.monthly_standard": {"urban": "700.00", "rural": "480.00"}})
    result = rules.batch(register(rules.parts.program, 3000, seed=9, unknown=0), DAY, ["dibao.individual_inclusion"], settling=True)
    counted = result.settled("dibao.individual_inclusion")
    assert counted[Outcome.DISCRETIONARY, "dibao.individual_inclusion"] > 0
    assert Outcome.GRANTED not in {outcome for outcome, _ in counted}


def test_figures_announced_later_are_left_out_where_the_day_of_knowing_is_said() -> None:
    standards = {"care.monthly_standard": {"full_care": {"2022-01-01": {"value": "400.00", "announced": "2022-07-01"}}}}
    rules = huining.rulebook(standards)
    people = small()["person"].append_column("service_assessment_passed", pa.array([True] * 3))
    tables = {**small(), "person": people}
    known, unknown = (rules.batch(tables, DAY, ["care.purchased_care"], known_on=day).totals()["care.purchased_care"].outcomes for day in (None, "2022-03-01"))
    assert known != unknown
    assert Outcome.UNDETERMINED in unknown


@pytest.mark.parametrize(
    ("outputs", "code", "words"),
    [(["care.guardian_paiment"], "name.output", "did you mean `care.guardian_payment`"), ([""], "name.output", "there is no output")],
)
def test_an_output_that_is_not_there_is_an_error(outputs: list[str], code: str, words: str) -> None:
    with pytest.raises(UnknownName) as caught:
        book().batch(small(), DAY, outputs)
    assert caught.value.code == code
    assert words in caught.value.message


def test_a_check_is_no_output_of_a_register() -> None:
    rules = zhangye.rulebook()
    with pytest.raises(UnknownName, match="book.checks"):
        rules.batch(small(), DAY, [next(name for name, output in rules.outputs.items() if output.sort == "check")])


def test_a_rule_that_speaks_of_a_household_needs_its_table() -> None:
    rules = zhangye.rulebook()
    with pytest.raises(WrongSubject) as caught:
        rules.batch({"person": pa.table({"id": ["p1"]})}, DAY, ["dibao.individual_inclusion"])
    assert caught.value.code == "subject.container"


def test_persons_alone_are_decided_where_the_rules_speak_of_nobody_above() -> None:
    people = small()["person"].drop_columns("household_id").set_column(0, "id", pa.array(["p1", "p2", "p3"]))
    assert book().batch({"person": people}, DAY, [GUARDIAN]).totals()[GUARDIAN].granted_fen == 23000


def test_tables_are_read_once_for_several_days_and_rulebooks() -> None:
    tables = book().tables(small())
    dearer = book().with_standards({"care.guardian_rate": {"full_care": {"2022-02-01": "300.00"}}})
    assert [rules.batch(tables, DAY, [GUARDIAN]).totals()[GUARDIAN].granted_fen for rules in (book(), dearer)] == [23000, 30000]


def test_tables_of_other_models_are_refused() -> None:
    tables = book().tables(small())
    program = tables.program
    person = replace(program.models["Person"], facts=program.models["Person"].facts[1:])
    other = Program({**program.models, "Person": person}, program.terms, {}, {}, {}, {})
    with pytest.raises(InvalidTable) as caught:
        book().batch(Tables(other, tables.root, tables.levels, None), DAY)
    assert caught.value.code == "table.models"


def test_without_a_class_a_row_is_plain_data() -> None:
    result = decided()
    plain = Batch(result.tables, result.on, {}, {}, (), {}, lambda case: None)  # type: ignore[arg-type, return-value]  # nothing is decided here
    assert plain.household("h1")["members"][0]["care_level"] == "full_care"
    with pytest.raises(InvalidTable) as caught:
        plain.decide("h1")
    assert caught.value.code == "table.class"


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    result = decided()
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtra, match=r"pip install 'aidrules\[batch\]'"):
        result.table(GUARDIAN, "polars")
    for name in [name for name in sys.modules if name.startswith("aidrules.batch")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'aidrules\[batch\]'"):
        book().batch(small(), DAY)


def test_importing_the_library_brings_in_no_numpy() -> None:
    import subprocess
    import sys

    code = "import sys, aidrules; from aidrules.jurisdictions import huining; huining.rulebook(); assert not {'numpy', 'pyarrow', 'aidrules.batch'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


# --- through loops and branches


@rule("无低保者成员均工作")
def all_work(home: Household) -> bool:
    """Every member works where the household isn't in dibao, and else it is a low-income one."""
    return when(home.in_dibao, home.low_income, otherwise=all_of(in_work(member) for member in home.members))


@rule("有工作")
def in_work(person: Person) -> bool:
    """The person works and earns something."""
    return all_of(person.employed, earns(person))


@rule("有收入")
def earns(person: Person) -> bool:
    """The person earns something."""
    return Money(0) < person.monthly_earnings


WORK = benefit("village.work", zh="工作奖励", en="reward for work", entitled=all_work, per="once")


def test_what_settled_an_item_is_followed_through_loops_and_branches() -> None:
    rules = village(WORK)
    people = {
        "household_id": ["a", "b", "b", "c", "c", "d", "e", "f", "g", "h"], "id": ["1", "1", "2", "1", "2", "1", "1", "1", "1", "1"],
        "employed": [True, True, False, True, True, None, False, False, True, False], "monthly_earnings_fen": [100, 100, 100, 100, 0, 0, 0, 100, 100, 0],
    }  # fmt: skip
    homes = {"id": list("abcdefgh"), "in_dibao": [False] * 5 + [True, None, None], "low_income": [True] * 5 + [False] * 3}
    result = rules.batch({"household": homes, "person": people}, DAY, settling=True)
    rows = result.table("village.work").to_pylist()
    assert [(row["outcome"], row["settled_by"]) for row in rows] == [
        ("granted", None), ("refused", "test_result.in_work"), ("refused", "test_result.earns"), ("refused", "test_result.earns"), ("refused", "test_result.in_work"),
        ("refused", "test_result.all_work"), ("undetermined", "Household.in_dibao"), ("refused", "test_result.all_work"),
    ]  # fmt: skip
    assert [result.decide(key).find("village.work").settled_by for key in homes["id"]] == [row["settled_by"] for row in rows]
