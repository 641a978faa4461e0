"""`abs` of an amount."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")
    rent: Fact[Money] = fact(zh="房租", en="the rent")


@rule("补助金额")
def amount(member: Member) -> Money:
    """What the member is paid."""
    return abs(member.income - member.rent)


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount, per="month")])
