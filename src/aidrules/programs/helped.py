"""Who is helped: families in poverty through illness or disability, or in trouble through a sudden illness."""

from __future__ import annotations

from aidrules.facts.people import Household
from aidrules.lang import any_of, rule


@rule("因病或因残致贫家庭")
def in_poverty(home: Household) -> bool:
    """The family is recorded as in poverty through illness or through disability."""
    return any_of(home.illness_poverty, home.disability_poverty)


@rule("帮扶对象家庭")
def helped(home: Household) -> bool:
    """The household is recorded in one of the groups that are helped."""
    return any_of(in_poverty(home), home.sudden_illness)


@rule("低保或低保边缘家庭")
def on_dibao_or_its_edge(home: Household) -> bool:
    """The household is recorded as in dibao, or on the edge of it."""
    return any_of(home.in_dibao, home.low_income_edge)
