"""Years from a month."""

from __future__ import annotations

from aidrules import Fact, Facts, Month, fact
from aidrules.lang import completed_years, rule, the_day


class Member(Facts):
    """A member."""

    id: str
    start: Fact[Month] = fact(zh="起始月", en="the first month")


@rule("补助")
def aided(member: Member) -> int:
    """The member is given aid."""
    return completed_years(member.start, the_day())  # error
