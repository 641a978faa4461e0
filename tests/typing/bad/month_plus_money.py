"""A month and an amount."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, Month, fact
from aidrules.lang import month_plus, rule


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")
    start: Fact[Month] = fact(zh="起始月", en="the first month")


@rule("补助")
def aided(member: Member) -> Month:
    """The member is given aid."""
    return month_plus(member.start, member.income)  # error
