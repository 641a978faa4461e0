"""A call of `isinstance`."""

from aidrules import Facts
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return isinstance(member, Member)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
