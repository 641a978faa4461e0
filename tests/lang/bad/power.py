"""A power by **."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")
    days: Fact[int] = fact(zh="天数", en="the days")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.days**1 > member.age


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
