"""An impact: its sums are those of the cases decided singly, its indices those of microdf, and nobody is None."""

from __future__ import annotations

import os
import random
import re
import subprocess  # noqa: TID251  # what another process imports is asked of it
import sys
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import microdf
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from study.homes import GRANT, ON, STANDARDS, home, made, small

import aidrules.study
from aidrules import Household, Money, Outcome, Rulebook
from aidrules.errors import InvalidStudy, UnknownName
from aidrules.jurisdictions import huining, zhangye
from aidrules.programs import people
from aidrules.study import impact
from aidrules.study import register as register_columns
from aidrules.study.measures import SCALE, counted, gini, poverty, weighted
from aidrules.testing import register

SOURCE = Path(__file__).parents[2] / "src"


# --- against the cases decided singly


@pytest.mark.parametrize("weights", ["household", "person", "row"])
def test_every_sum_is_that_of_the_cases_decided_singly(book: Rulebook, risen: Rulebook, tables: Any, weights: Any) -> None:
    names = [GRANT, "tekun.basic_living", "tekun.care", "phase_out.payment"]
    found = impact(book, risen, tables, on=ON, outputs=names, weights=weights, tolerance=Money("30.00"))
    run = book.batch(tables, ON, names)
    own = [Fraction(weight) for weight in tables["household"]["weight"].to_pylist()]
    cost, gainers, losers, unsettled, unchanged = [Fraction(0), Fraction(0)], Fraction(0), Fraction(0), Fraction(0), Fraction(0)
    for key, weight in zip(tables["household"]["id"].to_pylist(), own, strict=True):
        case = run.household(key)
        by = weight if weights == "household" else Fraction(1) if weights == "row" else weight * len(case.members or ())
        sums, open_ = [], case.members is None
        for each in (book, risen):
            items = [item for item in each.decide(case, ON).items if item.output in names]
            open_ |= any(item.outcome in (Outcome.UNDETERMINED, Outcome.DISCRETIONARY) for item in items)
            sums.append(sum(item.amount.fen for item in items if item.outcome is Outcome.GRANTED and item.amount is not None))
        cost = [total + fen * weight for total, fen in zip(cost, sums, strict=True)]
        if open_:
            unsettled += by
        elif sums[1] - sums[0] > 3000:
            gainers += by
        elif sums[0] - sums[1] > 3000:
            losers += by
        else:
            unchanged += by
    total = found.total
    assert [total.before.cost_fen, total.after.cost_fen] == cost
    assert (total.gainers, total.losers, total.unsettled, total.unchanged) == (gainers, losers, unsettled, unchanged)
    assert gainers > 0
    assert unsettled > 0


def test_a_household_is_explained_as_it_is_decided_singly(book: Rulebook, risen: Rulebook, tables: Any) -> None:
    found = made(book, risen, tables)
    rows = found.households().to_pylist()
    gainer = next(row for row in rows if row["change_fen"] > 0)
    explained = found.explain(gainer["household_id"])
    ((before, after),) = explained.changed()
    assert before is not None
    assert after is not None
    assert after.amount is not None
    assert after.amount.fen - (before.amount.fen if before.amount else 0) == gainer["change_fen"]
    assert "计入的家庭月收入" in explained.text()
    assert "Before" in explained.text("en")
    same = next(row for row in rows if row["change_fen"] == 0 and row["settled"])
    assert found.explain(same["household_id"]).text("en") == "Nothing differs.\n"


# --- against microdf


def drawn(seed: int, rows: int = 300) -> tuple[Any, Any, Any]:
    source = random.Random(seed)
    resources = np.array([source.choice([0, 100, 48_000, source.randrange(200_000)]) for _ in range(rows)])
    line = np.array([source.choice([48_000, 70_000]) for _ in range(rows)])
    weights = np.array([source.randrange(1, 20 * SCALE) for _ in range(rows)])
    return resources, line, weights


@pytest.mark.parametrize("seed", range(6))
def test_poverty_and_gini_are_those_of_microdf(seed: int) -> None:
    resources, line, weights = drawn(seed)
    frame = microdf.MicroDataFrame({"income": resources, "line": line, "unit": resources * 0}, weights=weights / SCALE)
    found = poverty(resources, line, weights)
    assert found is not None
    assert float(found.headcount) == pytest.approx(frame.poverty_rate("income", "line"))
    relative = microdf.MicroDataFrame({"income": resources / line, "line": line / line}, weights=weights / SCALE)
    everybody = weights.sum() / SCALE
    assert found.gap == pytest.approx(relative.poverty_gap("income", "line") / everybody)
    assert found.severity == pytest.approx(relative.squared_poverty_gap("income", "line") / everybody)
    assert gini(resources, weights) == pytest.approx(frame.income.gini())


def test_the_indices_by_hand() -> None:
    resources, line, weights = np.array([0, 50, 100, 200]), np.array([100, 100, 100, 100]), np.array([1, 1, 1, 1]) * SCALE
    found = poverty(resources, line, weights)
    assert found is not None
    assert (found.headcount, found.gap, found.severity) == (Fraction(1, 2), 0.375, 0.3125)  # on the line isn't poor
    assert gini(np.array([1, 1, 1]), weights[:3]) == pytest.approx(0)
    assert gini(np.array([0, 0, 0, 8]), weights) == pytest.approx(0.75)


def test_nobody_and_nothing_are_none() -> None:
    none = np.zeros(0, np.int64)
    assert poverty(none, none, none) is None
    assert gini(none, none) is None
    assert gini(np.array([0, 0]), np.array([SCALE, SCALE])) is None
    assert gini(np.array([-1, 5]), np.array([SCALE, SCALE])) is None
    assert poverty(np.array([5]), np.array([9]), np.array([0])) is None


def test_sums_are_exact_beyond_64_bits() -> None:
    values, weights = np.array([10**15 + 1] * 3), np.array([10**12, 10**12, 1])
    assert weighted(values, weights) == Fraction((10**15 + 1) * (2 * 10**12 + 1), SCALE)
    assert counted(np.array([True, False, True]), weights) == Fraction(10**12 + 1, SCALE)


# --- by hand


def test_a_small_register_by_hand(book: Rulebook, risen: Rulebook) -> None:
    homes = [home(1, "0.00"), home(2, "479.99", members=1), home(3, "500.00"), home(4, "900.00", members=2), home(5, "2000.00")]
    found = made(book, risen, small(book, homes, [2, 1, 1, 3, 1]), tolerance=Money("38.39"))
    total = found.total
    # the rural standard rises from 480.00 to 518.40
    assert (total.before.cost_fen, total.after.cost_fen) == (2 * 48000 + 1 + 3 * 6000, 2 * 51840 + 3841 + 1840 + 3 * 13680)
    assert (total.gainers, total.losers, total.unchanged) == (6, 0, 2)  # 18.40 is within the tolerance
    assert total.gained_fen == 2 * 3840 + 3840 + 3 * 7680
    assert (total.before.recipients, total.after.recipients) == (6, 7)
    assert total.before.coverage == 1
    assert (total.before.leakage, total.after.leakage) == (0, Fraction(1840, total.after.cost_fen))
    assert total.before.poverty is not None
    assert total.before.poverty.headcount == 0
    assert total.change_fen == total.after.cost_fen - total.before.cost_fen
    assert total.gaining == Fraction(6, 8)


def test_a_loss_is_a_loss(book: Rulebook, risen: Rulebook) -> None:
    found = made(risen, book, small(book, [home(1, "0.00"), home(2, "500.00")]))
    assert (found.total.losers, found.total.gainers, found.total.lost_fen, found.total.losing) == (2, 0, 3840 + 1840, 1)


def test_what_isnt_known_is_neither_a_gain_nor_a_loss(book: Rulebook, risen: Rulebook) -> None:
    found = made(book, risen, small(book, [home(1, "0.00"), home(2, "0.00", area=None)]), by="area")
    assert (found.total.unsettled, found.total.gainers, found.total.measured) == (1, 1, 1)
    assert [(group.name, group.rows) for group in found.groups] == [("urban", 0), ("rural", 1), (None, 1)]


def test_an_open_discretion_is_not_settled(book: Rulebook) -> None:
    person = {"id": "p1", "tekun_support": "none", "major_illness": "healthcare_security", "individual_application": True}
    case = Household.read({"id": "h1", "area": "rural", "in_dibao": False, "low_income": True, "members": [person]})
    full = zhangye.rulebook(STANDARDS, readings={"individual-amount": "full-standard"})
    name = "dibao.individual_inclusion"
    given = small(book, [case])
    assert impact(full.without(name), full, given, on=ON, outputs=[name]).total.unsettled == 1
    total = impact(full.without(name), full.granting(name), given, on=ON, outputs=[name]).total
    assert (total.unsettled, total.gainers, total.change_fen) == (0, 1, 48000)


@pytest.mark.parametrize(("stays", "unsettled"), [(None, 1), ([], 0)])
def test_parts_that_arent_known_leave_a_household_unsettled(stays: Any, unsettled: int) -> None:
    book = huining.rulebook()
    case = Household.read({"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "stays": stays}]})
    assert impact(book, book, small(book, [case]), on="2022-03-15", outputs=["escort.fee"]).total.unsettled == unsettled


# --- groups and tables


def test_groups_add_up_to_all(book: Rulebook, risen: Rulebook, tables: Any) -> None:
    found = made(book, risen, tables, by="area")
    for part in ("weight", "unsettled", "gainers", "losers", "unchanged", "gained_fen", "lost_fen", "change_fen", "measured"):
        assert sum(getattr(group, part) for group in found.groups) == getattr(found.total, part), part
    assert {"urban", "rural"} <= {group.name for group in found.groups}


def test_an_empty_group_is_none_and_never_nan(book: Rulebook, risen: Rulebook) -> None:
    found = made(book, risen, small(book, [home(1, "0.00")]), by="area", earnings="Person.monthly_earnings", step=Money(100))
    urban = found.groups[0]
    assert (urban.name, urban.before.poverty, urban.before.gini, urban.before.coverage, urban.gaining) == ("urban", None, None, None, None)
    row = found.table().to_pylist()[1]
    assert row["group"] == "urban"
    assert [row[name] for name in ("headcount_before", "gini_after", "coverage_before", "leakage_after")] == [None] * 4
    assert found.table("pandas")["gini_after"].isna().tolist() == [False, True, False]
    assert found.table("pandas")["gini_after"].dtype == "Float64"
    assert found.table("polars")["gini_after"].is_nan().any() is False
    assert "nan" not in (found.text() + found.text("en") + found._repr_html_()).lower()
    assert found.rates is not None
    assert (found.rates[0].mean, found.rates[0].median) == (None, None)
    assert urban.after.rates is not None
    assert (urban.after.rates.households, urban.after.rates.mean, urban.after.rates.median) == (0, None, None)
    assert [row[name] for name in ("rate_mean_before", "rate_median_after", "rated_after", "rate_100_after")] == [None, None, 0, 0]


def test_labels_of_ones_own_make_groups(book: Rulebook, risen: Rulebook) -> None:
    given = small(book, [home(1, "0.00"), home(2, "0.00"), home(3, "0.00")])
    found = made(book, risen, given, by=["b", "a", "b"])
    assert [(group.name, group.gainers) for group in found.groups] == [("a", 1), ("b", 2)]
    with pytest.raises(InvalidStudy) as error:
        made(book, risen, given, by=["a"])
    assert error.value.code == "study.by"


def test_weights_times_members_are_exact_beyond_64_bits(book: Rulebook, risen: Rulebook) -> None:
    heavy = 999_999_999_999
    found = made(
        book, risen, small(book, [home(1, "100.00", members=20), home(2, "100.00", members=1)], [heavy, heavy]), weights="person",
        earnings="Person.monthly_earnings", step=Money(100),
    )  # fmt: skip
    assert found.total.weight == found.total.gainers == 21 * heavy
    assert found.total.before.poverty is not None
    assert found.rates is not None
    assert found.rates[0].households == 21 * heavy
    assert found.rates[0].median == 1


@pytest.mark.parametrize("form", ["list", "numpy", "arrow", "chunked", "pandas", "polars"])
def test_labels_may_be_a_column_and_what_is_missing_in_it_is_none(book: Rulebook, risen: Rulebook, form: str) -> None:
    given: list[Any] = ["east", None, "west"]
    made_of: dict[str, Any] = {
        "list": given, "numpy": np.array(["east", float("nan"), "west"], dtype=object), "arrow": pa.array(given), "chunked": pa.chunked_array([given]),
        "pandas": pd.Series(given, dtype="string"), "polars": pl.Series(given),
    }  # fmt: skip
    found = made(book, risen, small(book, [home(n, "0.00") for n in range(3)]), by=made_of[form])
    assert [(group.name, group.rows) for group in found.groups] == [("east", 1), ("west", 1), (None, 1)]


def test_a_table_has_exact_costs_and_names_its_weights(book: Rulebook, risen: Rulebook, tables: Any) -> None:
    found = made(book, risen, tables, weights="person")
    (row,) = found.table().to_pylist()
    assert row["cost_before"] == Decimal(int(found.total.before.cost_fen * SCALE)) / (SCALE * 100)
    assert row["gainers"] == Decimal(int(found.total.gainers * SCALE)) / SCALE
    assert found.table().schema.metadata[b"weights"].startswith(b"person")
    assert "person, the register's own weights times the members" in found.text("en")
    assert "人，按登记册自带的权数乘以家庭人数" in found._repr_html_()


def test_an_impact_is_told_in_two_languages(book: Rulebook, risen: Rulebook, tables: Any) -> None:
    asked: dict[str, Any] = {"earnings": "Person.monthly_earnings", "step": Money(100), "by": "area", "line": Money(500)}
    found = made(book, risen, tables, **asked)
    zh, en = found.text(), found.text("en")
    assert re.findall("[A-Za-z]{2,}", zh) == []
    assert re.findall("[\u4e00-\u9fff]", en) == []
    numbers = [re.findall(r"[0-9](?:[0-9,.]*[0-9])?", text.partition("\n\n")[2].replace("50 % to", "50%")) for text in (zh, en)]
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) > 140
    assert "贫困线：每人500.00元" in zh
    with pytest.raises(UnknownName) as error:
        found.text("fr")
    assert error.value.code == "name.language"


def test_a_register_is_read_once_for_several_impacts(book: Rulebook, risen: Rulebook, tables: Any) -> None:
    read = book.tables(tables)
    assert made(book, risen, read).total == made(book, risen, tables).total == made(book, risen, read).total


def test_progress_is_told(book: Rulebook, risen: Rulebook, tables: Any) -> None:
    told: list[tuple[int, int]] = []
    made(book, risen, tables, progress=lambda done, of: told.append((done, of)), earnings="Person.monthly_earnings", step=Money(1))
    rows = tables["household"].num_rows
    assert told == [(rows * stage, 4 * rows) for stage in (1, 2, 3, 4)]


# --- what doesn't add up


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"outputs": ["dibao.houshold_grant"]}, "study.output"),
        ({"outputs": ["dibao.city_check_urban"]}, "study.output"),
        ({"outputs": ["tekun.recognition"]}, "study.output"),
        ({"income": "people.household_incom"}, "study.amounts"),
        ({"income": people.countable_earnings}, "study.amounts"),
        ({"income": None}, "study.line"),
        ({"by": "aria"}, "study.by"),
        ({"by": "assets"}, "study.by"),
        ({"weights": "people"}, "study.weights"),
        ({"tolerance": 5}, "study.amounts"),
        ({"earnings": "Person.monthly_earnings"}, "study.step"),
        ({"earnings": "Person.monthly_earnings", "step": Money(0)}, "study.step"),
        ({"earnings": "Person.earnings", "step": Money(1)}, "study.fact"),
        ({"by": 3}, "study.by"),
        ({"tolerance": Money("-0.01")}, "study.amounts"),
        ({"income": 5}, "study.amounts"),
    ],
)
def test_what_cant_be_made_says_so(book: Rulebook, risen: Rulebook, tables: Any, options: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidStudy) as error:
        made(book, risen, tables, **options)
    assert error.value.code == code


def test_amounts_of_different_rhythms_dont_add_up() -> None:
    book = huining.rulebook()
    tables = register(book.parts.program, 5, seed=1)
    with pytest.raises(InvalidStudy) as error:
        impact(book, book, tables, on="2022-03-15", outputs=["care.guardian_payment", "escort.fee"])
    assert error.value.code == "study.per"
    assert impact(book, book, tables, on="2022-03-15").outputs == ("care.guardian_payment", "care.purchased_care")


def test_a_line_for_each_person_is_taken_for_every_member(book: Rulebook, risen: Rulebook) -> None:
    given = small(book, [home(1, "1000.00", members=1), home(2, "1000.00", members=2), home(3, "1000.00", members=3)])
    heads = [made(book, risen, given, line=Money(line), outputs=["tekun.care"]).total.before.poverty for line in (333, 334, 501, 1001)]
    assert [found.headcount for found in heads if found] == [0, Fraction(1, 3), Fraction(2, 3), 1]
    assert all(one.gap < other.gap for one, other in pairwise(found for found in heads if found))


def test_a_fault_in_adding_up_would_be_found(book: Rulebook, risen: Rulebook, tables: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Persons counted for the household after theirs: the sum for all would be right, and no household's."""
    right = made(book, risen, tables, outputs=["tekun.basic_living"])
    real = register_columns._by_root
    monkeypatch.setattr(register_columns, "_by_root", lambda values, roots, rows: np.roll(real(values, roots, rows), 0 if roots is None else 1))
    wrong = made(book, risen, tables, outputs=["tekun.basic_living"])
    assert wrong.total.before.cost_fen != right.total.before.cost_fen


def test_receipts_and_curves_need_neither_numpy_nor_a_picture() -> None:
    code = "import sys, aidrules.study as s; s.curve, s.receipt, s.sweep, s.picture; print(sorted({'numpy', 'pyarrow', 'altair', 'vl_convert'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(SOURCE)})
    assert done.stdout == "[]\n"


def test_a_name_that_a_study_doesnt_have_is_an_error() -> None:
    with pytest.raises(AttributeError):
        aidrules.study.impcat  # noqa: B018
