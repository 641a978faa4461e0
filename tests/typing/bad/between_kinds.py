"""An amount between counts."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import between, rule


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return between(0, member.income, 1)  # error
