"""A parameter compared with the other members."""

from aidrules import Fact, Facts, fact
from aidrules.lang import any_of, benefit, programme, rule


class Member(Facts):
    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")


class Home(Facts):
    id: str
    members: tuple[Member, ...]


@rule("给予补助")
def aided(member: Member, home: Home) -> bool:
    """The member is given aid."""
    return any_of(member.age > other.age for other in home.members)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
