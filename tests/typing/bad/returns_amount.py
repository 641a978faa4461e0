"""An amount where the rule says a condition."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import rule


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.income  # error
