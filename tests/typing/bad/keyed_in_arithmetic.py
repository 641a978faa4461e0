"""A keyed standard without its key."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import rule, standard


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")


rate = standard(Money, "typed.rate", by=CareLevel)


@rule("补助")
def aided(member: Member) -> Money:
    """The member is given aid."""
    return member.income + rate  # error
