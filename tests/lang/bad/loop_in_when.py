"""A loop in a word that takes none."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, programme, rule, when


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


class Home(Facts):
    id: str
    rented: Fact[bool] = fact(zh="租房", en="the home is rented")
    members: tuple[Member, ...]


@rule("给予补助")
def aided(home: Home) -> bool:
    """The home is given aid."""
    return when(home.rented, (m.disabled for m in home.members), otherwise=False)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
