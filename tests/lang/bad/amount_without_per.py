"""An amount without its period."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    rent: Fact[Money] = fact(zh="房租", en="the rent")
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


@rule("金额")
def amount(member: Member) -> Money:
    """What the member is paid."""
    return member.rent


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount)])
