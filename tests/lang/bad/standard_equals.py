"""A standard compared by `==` outside a rule."""

from aidrules import Fact, Facts, fact
from aidrules.lang import rule, standard


class Member(Facts):
    id: str
    days: Fact[int] = fact(zh="天数", en="the days")


limit = standard(int, "bad.limit")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.days < limit


assert limit == 3
