"""A first month that is a day."""

from __future__ import annotations

from datetime import date

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, rule


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    born: Fact[date] = fact(zh="出生日期", en="the day of birth")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


@rule("补助")
def day(member: Member) -> date:
    """The member is given aid."""
    return member.born


aid = benefit("typed.aid", zh="补助", entitled=aided, first_month=day)  # error
