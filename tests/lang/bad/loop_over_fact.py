"""A loop over a fact."""

from aidrules import Fact, Facts, fact
from aidrules.lang import any_of, benefit, programme, rule


class Member(Facts):
    id: str
    days: Fact[int] = fact(zh="天数", en="the days")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return any_of(d > 1 for d in member.days)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
