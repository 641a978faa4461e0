"""Every condition in force in a place is seen by a worked case as true, as false and as unknown, and each of its limbs as what settles it."""

from __future__ import annotations

import pytest
from laws.conditions import Conditions

from aidrules.jurisdictions import PLACES

EXCEPTIONS: dict[str, dict[str, str]] = {
    "huining": {"funds.something_allotted false": "the pool is a part of what was allotted, and less than nothing can't be; where nothing was, it is nothing"},
    "zhangye": {"central_support.at_year_end unknown": "the day decided for is always known, and so is when a year ends"},
}
"""By place what no case can show, and why."""


@pytest.mark.parametrize("place", PLACES)
def test_every_condition_is_seen(place: str) -> None:
    conditions = Conditions(place)
    conditions.look()
    exceptions = EXCEPTIONS.get(place, {})
    unseen = [what for what in conditions.unseen if what not in exceptions]
    assert unseen == [], "write a worked case for each, or say in EXCEPTIONS why there can't be one"
    assert [what for what in exceptions if what not in conditions.unseen] == [], "an exception that isn't one"


def test_what_is_looked_for_is_there() -> None:
    conditions = Conditions("huining")
    conditions.look()
    assert {"escort.review true", "escort.review false", "escort.review unknown"} <= conditions.wanted
    assert "care.cared_for_by_guardian: has_caring_guardian alone makes it false" in conditions.wanted
    assert conditions.seen["care.cared_for_by_guardian: has_caring_guardian alone makes it false"].startswith("care-")
    assert conditions.seen.keys() <= conditions.wanted
