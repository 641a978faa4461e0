"""An amount against a count in one of several lines."""

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import all_of, benefit, programme, rule


class Member(Facts):
    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")
    income: Fact[Money] = fact(zh="月收入", en="the monthly income")
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


@rule(
    "给予补助",
)
def aided(
    member: Member,
) -> bool:
    """The member is given aid.

    The sentence above says it; this one explains it.
    """
    old = member.age > 1
    return all_of(
        old,
        member.disabled,
        member.income < member.age,
    )


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
