"""A rule called with a subject of another model."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.lang import rule


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


class Home(Facts):
    """A home."""

    id: str
    members: tuple[Member, ...]


@rule("补助")
def disabled(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


@rule("补助")
def aided(home: Home) -> bool:
    """The member is given aid."""
    return disabled(home)  # error
