"""The month of a month."""

from __future__ import annotations

from aidrules import Fact, Facts, Month, fact
from aidrules.lang import month_of, rule


class Member(Facts):
    """A member."""

    id: str
    start: Fact[Month] = fact(zh="起始月", en="the first month")


@rule("补助")
def aided(member: Member) -> Month:
    """The member is given aid."""
    return month_of(member.start)  # error
