"""`not in` with a list of terms."""

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.care not in [CareLevel.SEMI_CARE, CareLevel.FULL_CARE]


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
