"""A figure from outside the rule."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")


OLD_AGE = 70


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.age >= OLD_AGE


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
