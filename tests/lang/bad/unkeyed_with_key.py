"""A standard without by= read with a key."""

from aidrules import Fact, Facts, Money, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import benefit, programme, rule, standard


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


rate = standard(Money, "bad.rate")


@rule("补助金额")
def amount(member: Member) -> Money:
    """What the member is paid."""
    return rate[member.care]


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount, per="month")])
