"""An amount times a ratio, without a word."""

from __future__ import annotations

from fractions import Fraction

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import rule, standard


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")


ratio = standard(Fraction, "typed.ratio")


@rule("补助")
def aided(member: Member) -> Money:
    """The member is given aid."""
    return member.income * ratio  # error
