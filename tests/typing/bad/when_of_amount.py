"""An amount as the condition of `when`."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import rule, when


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return when(member.income, True, otherwise=False)  # error
