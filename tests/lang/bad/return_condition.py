"""A condition where the annotation says a count."""

from aidrules import Fact, Facts, Money, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import all_of, benefit, is_, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


@rule("补助金额")
def amount(member: Member) -> Money:
    """What the member is paid."""
    return all_of(member.disabled, is_(member.care, CareLevel.FULL_CARE))


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount, per="month")])
