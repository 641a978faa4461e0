"""Terms summed."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import rule, total


class Member(Facts):
    """A member."""

    id: str
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


class Home(Facts):
    """A home."""

    id: str
    members: tuple[Member, ...]


@rule("补助")
def aided(home: Home) -> int:
    """The member is given aid."""
    return total(m.care for m in home.members)  # error
