"""A part of a fact's value."""

from datetime import date

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    birthday: Fact[date] = fact(zh="出生日期", en="the day of birth")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.birthday.year > 1


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
