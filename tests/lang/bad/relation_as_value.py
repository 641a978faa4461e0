"""A relation in the place of a loop."""

from aidrules import Facts
from aidrules.lang import any_of, benefit, programme, rule


class Member(Facts):
    id: str


class Home(Facts):
    id: str
    members: tuple[Member, ...]


@rule("给予补助")
def aided(home: Home) -> bool:
    """The home is given aid."""
    return any_of(home.members)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
