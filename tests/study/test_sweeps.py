"""A sweep decides every point: over facts or figures, of a case or of a register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aidrules import Household, Outcome
from aidrules.errors import InvalidStudy
from aidrules.jurisdictions import zhangye
from aidrules.study import sweep
from aidrules.testing import register

STANDARDS = Path(__file__).parents[2] / "examples" / "zhangye_standards.toml"
BOOK = zhangye.rulebook(STANDARDS)
ON = "2024-07-15"
GRANT = "dibao.household_grant"
RURAL = "dibao.monthly_standard[rural]"


def home() -> Household:
    plain = {"employed": False, "necessary_job_costs": "0.00", "other_monthly_income": "0.00", "exempt_monthly_income": "0.00", "tekun_support": "none"}
    return Household.read({"id": "h1", "area": "rural", "in_dibao": False, "assets": "0.00", "members": [{"id": "p1", "monthly_earnings": "100.00", **plain}]})


def test_one_axis_over_a_fact() -> None:
    found = sweep(BOOK, home(), {"members[0].monthly_earnings": ["0.00", "479.99", "480.00", None]}, on=ON, outputs=[GRANT])
    assert [point.fen for point in found.points] == [48000, 1, 0, None]
    outcomes = [point.outcomes[GRANT, ()] for point in found.points if point.outcomes]
    assert outcomes == [Outcome.GRANTED, Outcome.GRANTED, Outcome.REFUSED, Outcome.UNDETERMINED]


def test_two_axes_over_a_fact_and_a_figure_in_either_spelling() -> None:
    for path in (RURAL, 'standards["dibao.monthly_standard"]["rural"]'):
        found = sweep(BOOK, home(), {"area": ["rural", "urban"], path: ["480.00", "500.00"]}, on=ON, outputs=[GRANT])
        assert [(point.values, point.fen) for point in found.points] == [
            (("rural", "480.00"), 38000), (("rural", "500.00"), 40000), (("urban", "480.00"), 60000), (("urban", "500.00"), 60000),
        ]  # fmt: skip


def test_a_register_over_a_figure_costs_what_its_batch_costs() -> None:
    tables: dict[str, Any] = register(BOOK.parts.program, 200, seed=3, near=date(2024, 7, 15))
    told: list[tuple[int, int]] = []
    found = sweep(BOOK, tables, {RURAL: ["480.00", "500.00"]}, on=ON, outputs=[GRANT], progress=lambda done, all_: told.append((done, all_)))
    dearer = BOOK.with_standards({"dibao.monthly_standard": {"rural": "500.00"}})
    assert [point.fen for point in found.points] == [book.batch(tables, ON, [GRANT]).totals()[GRANT].granted_fen for book in (BOOK, dearer)]
    assert told == [(200, 400), (400, 400)]
    assert found.weights == "household, the register's own weights"
    assert found.points[0].unsettled
    assert [str(row["yuan"]) for row in found.table().to_pylist()] == [f"{float(point.fen or 0) / 100:.8f}" for point in found.points]
    assert found.table("pandas").columns.tolist() == [RURAL, "yuan", "recipients", "unsettled"]
    assert "the register" in found._repr_html_()


def test_what_isnt_settled_is_null_in_a_table() -> None:
    found = sweep(BOOK, home(), {"members[0].monthly_earnings": [None]}, on=ON, outputs=[GRANT])
    assert found.table().to_pylist() == [{"members[0].monthly_earnings": "None", "yuan": None}]


@pytest.mark.parametrize(
    ("axes", "code"),
    [
        ({}, "study.axes"),
        ({"area": []}, "study.axes"),
        ({"area": ["rural"], RURAL: ["1.00"], "assets": ["1.00"]}, "study.axes"),
        ({"aria": ["rural"]}, "study.path"),
        ({"dibao.monthly_standard": ["1.00"]}, "study.path"),
    ],
)
def test_an_axis_that_leads_nowhere_says_so(axes: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InvalidStudy) as error:
        sweep(BOOK, home(), axes, on=ON, outputs=[GRANT])
    assert error.value.code == code


@pytest.mark.parametrize("axes", [["area"], {"area": "rural"}, {"area": 1}])
def test_axes_are_lists_of_values_by_path(axes: Any) -> None:
    with pytest.raises(InvalidStudy, match="given as") as error:
        sweep(BOOK, home(), axes, on=ON, outputs=[GRANT])
    assert error.value.code == "study.axes"


def test_a_figure_that_is_misspelt_gets_the_closest_one() -> None:
    tables: dict[str, Any] = register(BOOK.parts.program, 5, seed=3)
    for about in (home(), tables):
        with pytest.raises(InvalidStudy, match=r"did you mean `dibao\.monthly_standard\[rural\]`") as error:
            sweep(BOOK, about, {"dibao.montly_standard[rural]": ["480.00"]}, on=ON, outputs=[GRANT])
        assert error.value.code == "study.path"
    with pytest.raises(InvalidStudy, match="a Household has no `aera`; did you mean `area`"):
        sweep(BOOK, home(), {"aera": ["rural"]}, on=ON, outputs=[GRANT])


def test_a_register_is_swept_over_figures_alone() -> None:
    tables: dict[str, Any] = register(BOOK.parts.program, 5, seed=3)
    with pytest.raises(InvalidStudy) as error:
        sweep(BOOK, tables, {"Person.monthly_earnings": ["1.00"]}, on=ON)
    assert error.value.code == "study.path"
