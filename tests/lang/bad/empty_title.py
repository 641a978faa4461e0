"""@rule with an empty title."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


@rule("")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
