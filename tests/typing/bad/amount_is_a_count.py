"""A benefit whose amount is a count."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, rule


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    days: Fact[int] = fact(zh="天数", en="the days")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


@rule("补助")
def days(member: Member) -> int:
    """The member is given aid."""
    return member.days


aid = benefit("typed.aid", zh="补助", entitled=aided, amount=days, per="month")  # error
