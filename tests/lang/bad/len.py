"""`len` of a relation."""

from aidrules import Facts
from aidrules.lang import benefit, programme, rule


class Member(Facts):
    id: str


class Home(Facts):
    id: str
    members: tuple[Member, ...]


@rule("给予补助")
def aided(home: Home) -> bool:
    """The home is given aid."""
    return len(home.members) > 1


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
