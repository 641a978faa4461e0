"""Subjects in the wrong order."""

from aidrules import Fact, Facts, fact
from aidrules.lang import all_of, benefit, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


class Home(Facts):
    id: str
    rented: Fact[bool] = fact(zh="租房", en="the home is rented")
    members: tuple[Member, ...]


@rule("拥挤")
def crowded(member: Member, home: Home) -> bool:
    """A disabled member lives in a rented home."""
    return all_of(member.disabled, home.rented)


@rule("给予补助")
def aided(member: Member, home: Home) -> bool:
    """The member is given aid."""
    return crowded(home, member)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
