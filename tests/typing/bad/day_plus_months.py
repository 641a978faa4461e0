"""A day plus a count."""

from __future__ import annotations

from datetime import date

from aidrules import Fact, Facts, fact
from aidrules.lang import rule


class Member(Facts):
    """A member."""

    id: str
    days: Fact[int] = fact(zh="天数", en="the days")
    born: Fact[date] = fact(zh="出生日期", en="the day of birth")


@rule("补助")
def aided(member: Member) -> date:
    """The member is given aid."""
    return member.born + member.days  # error
