"""A float."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")
    rent: Fact[Money] = fact(zh="房租", en="the rent")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.income > member.rent * 1.5


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
