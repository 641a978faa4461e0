"""An amount of a whole number."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, greatest, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")


@rule("补助金额")
def amount(member: Member) -> Money:
    """What the member is paid."""
    return greatest(Money(70), member.income)


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount, per="month")])
