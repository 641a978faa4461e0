"""An amount of months."""

from __future__ import annotations

from datetime import date

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import months_after, rule


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")
    born: Fact[date] = fact(zh="出生日期", en="the day of birth")


@rule("补助")
def aided(member: Member) -> date:
    """The member is given aid."""
    return months_after(member.born, member.income)  # error
