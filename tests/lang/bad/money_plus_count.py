"""An amount plus a count."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    days: Fact[int] = fact(zh="天数", en="the days")
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")


@rule("补助金额")
def amount(member: Member) -> Money:
    """What the member is paid."""
    return member.income + member.days


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount, per="month")])
