"""An amount times a float."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.facts.terms import Rounding
from aidrules.lang import rule, times


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")


@rule("补助")
def aided(member: Member) -> Money:
    """The member is given aid."""
    return times(member.income, 1.3, rounding=Rounding.FEN_UP)  # error
