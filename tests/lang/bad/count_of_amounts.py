"""Amounts counted."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, count, programme, rule


class Member(Facts):
    id: str
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")


class Home(Facts):
    id: str
    members: tuple[Member, ...]


@rule("给予补助")
def aided(home: Home) -> bool:
    """The home is given aid."""
    return count(m.income for m in home.members) > 1


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
