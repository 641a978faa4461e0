"""A word outside a rule."""

from aidrules import Fact, Facts, fact
from aidrules.lang import all_of, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


all_of(True, False)
