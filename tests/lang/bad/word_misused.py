"""A word without a part that it needs."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule, when


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    student: Fact[bool] = fact(zh="在校", en="the member is a student")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return when(member.disabled, member.student)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
