"""A benefit whose condition is a count."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    days: Fact[int] = fact(zh="天数", en="the days")


@rule("天数")
def length(member: Member) -> int:
    """How many days it was."""
    return member.days


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=length)])
