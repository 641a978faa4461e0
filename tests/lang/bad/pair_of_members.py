"""Two members of one relation compared with each other."""

from aidrules import Fact, Facts, fact
from aidrules.lang import any_of, benefit, programme, rule


class Member(Facts):
    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")


class Home(Facts):
    id: str
    members: tuple[Member, ...]


@rule("给予补助")
def aided(home: Home) -> bool:
    """The home is given aid."""
    return any_of(any_of(a.age > b.age for b in home.members) for a in home.members)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
