"""A keyed standard where the rule says an amount."""

from __future__ import annotations

from aidrules import Facts, Money
from aidrules.facts.terms import CareLevel
from aidrules.lang import rule, standard


class Member(Facts):
    """A member."""

    id: str


rate = standard(Money, "typed.rate", by=CareLevel)


@rule("补助")
def aided(member: Member) -> Money:
    """The member is given aid."""
    return rate  # error
