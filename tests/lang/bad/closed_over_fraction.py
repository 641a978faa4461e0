"""A ratio from outside the rule."""

from fractions import Fraction

from aidrules import Fact, Facts, Money, fact
from aidrules.facts.terms import Rounding
from aidrules.lang import benefit, programme, rule, times


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")


RATIO = Fraction("1.3")


@rule("补助金额")
def amount(member: Member) -> Money:
    """What the member is paid."""
    return times(member.income, RATIO, rounding=Rounding.FEN_UP)


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided, amount=amount, per="month")])
