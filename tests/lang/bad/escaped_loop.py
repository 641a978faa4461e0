"""A loop variable outside its loop."""

from aidrules import Fact, Facts, fact
from aidrules.lang import all_of, any_of, benefit, programme, rule


class Member(Facts):
    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    student: Fact[bool] = fact(zh="在校", en="the member is a student")


class Home(Facts):
    id: str
    members: tuple[Member, ...]


@rule("给予补助")
def aided(home: Home) -> bool:
    """The home is given aid."""
    disabled = any_of(m.disabled for m in home.members)
    return all_of(disabled, m.student)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
