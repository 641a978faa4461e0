"""A home that isn't the member's own."""

from aidrules import Fact, Facts, fact
from aidrules.lang import all_of, any_of, benefit, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


class Home(Facts):
    id: str
    rented: Fact[bool] = fact(zh="租房", en="the home is rented")
    members: tuple[Member, ...]


class Village(Facts):
    id: str
    homes: tuple[Home, ...]


@rule("拥挤")
def crowded(member: Member, home: Home) -> bool:
    """A disabled member lives in a rented home."""
    return all_of(member.disabled, home.rented)


@rule("给予补助")
def aided(member: Member, village: Village) -> bool:
    """The member is given aid."""
    return any_of(crowded(member, other) for other in village.homes)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
