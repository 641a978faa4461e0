"""`or` between three conditions."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    student: Fact[bool] = fact(zh="在校", en="the member is a student")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled or member.student or member.age < 1


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
