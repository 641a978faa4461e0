"""A subject given by name."""

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import benefit, is_, programme, rule


class Member(Facts):
    id: str
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


@rule("需要照料")
def needs_care(member: Member) -> bool:
    """The member needs care."""
    return is_(member.care, CareLevel.FULL_CARE)


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return needs_care(member=member)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
