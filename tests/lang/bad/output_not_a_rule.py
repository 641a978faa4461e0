"""A benefit whose condition is a plain function."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


def aided(member: Member) -> bool:
    """Whether the member is disabled."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
