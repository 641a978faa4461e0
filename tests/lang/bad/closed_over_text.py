"""A text from outside the rule."""

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import benefit, is_, programme, rule


class Member(Facts):
    id: str
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


LEVEL = "full_care"


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return is_(member.care, LEVEL)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
