"""A mapping in the place of a loop."""

from aidrules import Fact, Facts, fact
from aidrules.lang import any_of, benefit, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


class Home(Facts):
    id: str
    members: tuple[Member, ...]


@rule("给予补助")
def aided(home: Home) -> bool:
    """The home is given aid."""
    return any_of({m: m.disabled for m in home.members})


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
