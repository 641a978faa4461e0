"""A key of another enumeration."""

from aidrules import Fact, Facts, Money, fact
from aidrules.facts.terms import CareLevel, SupportMode
from aidrules.lang import benefit, programme, rule, standard


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    support: Fact[SupportMode] = fact(zh="供养方式", en="how the member is supported")


rate = standard(Money, "bad.rate", by=CareLevel)


@rule("补助金额")
def amount(member: Member) -> Money:
    """What the member is paid."""
    return rate[member.support]


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount, per="month")])
