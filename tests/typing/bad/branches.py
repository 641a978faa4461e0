"""Branches of `when` that differ."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import rule, when


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    income: Fact[Money] = fact(zh="收入", en="the income")


@rule("补助")
def aided(member: Member) -> Money:
    """The member is given aid."""
    return when(member.disabled, member.income, otherwise=0)  # error
