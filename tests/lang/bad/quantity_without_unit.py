"""A quantity without a unit."""

from aidrules import Fact, Facts, Quantity, fact
from aidrules.lang import benefit, programme, rule, standard


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


limit = standard(Quantity, "bad.limit")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
