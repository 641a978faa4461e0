"""Months between days."""

from __future__ import annotations

from datetime import date

from aidrules import Fact, Facts, fact
from aidrules.lang import months_between, rule, the_day


class Member(Facts):
    """A member."""

    id: str
    born: Fact[date] = fact(zh="出生日期", en="the day of birth")


@rule("补助")
def aided(member: Member) -> int:
    """The member is given aid."""
    return months_between(member.born, the_day())  # error
