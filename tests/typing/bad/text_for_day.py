"""A text for a day."""

from __future__ import annotations

from datetime import date

from aidrules import Fact, Facts, fact


class Member(Facts):
    """A member."""

    id: str
    born: Fact[date] = fact(zh="出生日期", en="the day of birth")


member = Member(id="m1", born="2022-03-01")  # error
