"""`published` of something that is no standard."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, programme, published, rule


class Member(Facts):
    id: str
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return published(member.income, otherwise=Money(0)) > Money(0)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
