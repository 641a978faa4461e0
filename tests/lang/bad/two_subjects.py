"""A benefit whose rules speak of two subjects."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


class Home(Facts):
    id: str
    aid: Fact[Money] = fact(zh="补助", en="the aid")
    members: tuple[Member, ...]


@rule("金额")
def amount(home: Home) -> Money:
    """What the home is paid."""
    return home.aid


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount, per="month")])
