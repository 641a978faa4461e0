"""A division that doesn't say what holds for 0."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.facts.terms import Rounding
from aidrules.lang import divided, rule


class Member(Facts):
    """A member."""

    id: str
    days: Fact[int] = fact(zh="天数", en="the days")
    income: Fact[Money] = fact(zh="收入", en="the income")


@rule("补助")
def aided(member: Member) -> Money:
    """The member is given aid."""
    return divided(member.income, member.days, rounding=Rounding.FEN_UP)  # error
