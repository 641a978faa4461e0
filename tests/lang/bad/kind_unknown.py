"""A standard of a type that is no kind of value."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule, standard


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


limit = standard(float, "bad.limit")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
