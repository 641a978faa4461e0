"""An amount in the place of a condition."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import all_of, rule


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    income: Fact[Money] = fact(zh="收入", en="the income")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return all_of(member.disabled, member.income)  # error
