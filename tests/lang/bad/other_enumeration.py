"""A term of another enumeration."""

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel, SupportMode
from aidrules.lang import benefit, is_, programme, rule


class Member(Facts):
    id: str
    support: Fact[SupportMode] = fact(zh="供养方式", en="how the member is supported")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return is_(member.support, CareLevel.FULL_CARE)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
