"""Households and registers that the tests of an impact share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aidrules import Household, Rulebook
from aidrules.batch.cases import from_cases
from aidrules.programs import people
from aidrules.study import Impact, impact

STANDARDS = Path(__file__).parents[2] / "examples" / "zhangye_standards.toml"
ON = "2024-07-15"
GRANT = "dibao.household_grant"
RISEN = {"dibao.monthly_standard": {"urban": "756.00", "rural": "518.40"}}


def made(book: Rulebook, risen: Rulebook, tables: Any, **options: Any) -> Impact:
    asked: dict[str, Any] = {"on": ON, "outputs": [GRANT], "income": people.household_income, "line": people.standard_for_all}
    return impact(book, risen, tables, **{**asked, **options})


def home(number: int, earned: str, *, area: str | None = "rural", members: int = 1, weight: int = 1) -> Household:
    plain: dict[str, Any] = {"employed": False, "necessary_job_costs": "0.00", "other_monthly_income": "0.00", "exempt_monthly_income": "0.00"}
    persons = [{"id": f"p{n}", "tekun_support": "none", "monthly_earnings": earned if n == 0 else "0.00", **plain} for n in range(members)]
    return Household.read({"id": f"h{number}", "area": area, "in_dibao": False, "assets": "0.00", "members": persons})


def small(book: Rulebook, homes: list[Household], weights: list[int] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = dict(from_cases(book.parts.program, "Household", homes))
    return found if weights is None else {**found, "household": found["household"].append_column("weight", [weights])}
