"""A figure from a function around the rule."""

from aidrules import Fact, Facts, fact
from aidrules.lang import Rule, benefit, programme, rule


class Member(Facts):
    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")


def made(limit: int) -> Rule[..., bool]:
    @rule("给予补助")
    def aided(member: Member) -> bool:
        """The member is given aid."""
        return member.age >= limit

    return aided


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=made(70))])
