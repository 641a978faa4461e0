"""`==` with None."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.age == None


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
