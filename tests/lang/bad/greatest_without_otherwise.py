"""The greatest of a relation that may be empty."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, greatest, programme, rule


class Member(Facts):
    id: str
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")


class Home(Facts):
    id: str
    rented: Fact[bool] = fact(zh="租房", en="the home is rented")
    members: tuple[Member, ...]


@rule("补助金额")
def amount(home: Home) -> Money:
    """What the home is paid."""
    return greatest(m.income for m in home.members)


@rule("给予补助")
def aided(home: Home) -> bool:
    """The home is given aid."""
    return home.rented


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount, per="month")])
