"""A benefit whose amount is a count."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    days: Fact[int] = fact(zh="天数", en="the days")
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


@rule("天数")
def length(member: Member) -> int:
    """How many days it was."""
    return member.days


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=length, per="month")])
