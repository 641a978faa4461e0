"""A benefit whose condition is a count."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, rule


class Member(Facts):
    """A member."""

    id: str
    days: Fact[int] = fact(zh="天数", en="the days")


@rule("补助")
def days(member: Member) -> int:
    """The member is given aid."""
    return member.days


aid = benefit("typed.aid", zh="补助", entitled=days)  # error
