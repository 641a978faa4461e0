"""An attribute of Python's own."""

from aidrules import Facts
from aidrules.lang import benefit, is_, programme, rule


class Member(Facts):
    id: str


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return is_(member.__class__, Member)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
