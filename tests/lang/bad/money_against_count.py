"""An amount compared with a count."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.income < member.age


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
