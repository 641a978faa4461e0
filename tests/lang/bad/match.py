"""A `match` statement."""

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    match member.care:
        case CareLevel.FULL_CARE:
            return True
        case _:
            return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
