"""A standard that Python decides on outside a rule."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule, standard


class Member(Facts):
    id: str
    days: Fact[int] = fact(zh="天数", en="the days")


limit = standard(int, "bad.limit")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.days < limit


if limit:
    programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
