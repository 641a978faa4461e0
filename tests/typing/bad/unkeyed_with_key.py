"""A key for a standard that has none."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import rule, standard


class Member(Facts):
    """A member."""

    id: str
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


rate = standard(Money, "typed.rate")


@rule("补助")
def aided(member: Member) -> Money:
    """The member is given aid."""
    return rate[member.care]  # error
