"""A standard of another kind."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import rule, standard


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")


days = standard(int, "typed.days")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.income < days  # error
