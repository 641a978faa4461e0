"""An amount in the place of a condition."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import all_of, benefit, programme, rule


class Member(Facts):
    id: str
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return all_of(member.disabled, member.income)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
