"""A loop of a word outside a rule."""

from aidrules import Fact, Facts, fact
from aidrules.lang import any_of, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


class Home(Facts):
    id: str
    members: tuple[Member, ...]


@rule("给予补助")
def aided(m: Member) -> bool:
    """The member is given aid."""
    return m.disabled


home = Home(id="h1", members=(Member(id="m1", disabled=True),))
any_of(m.disabled for m in home.members)
