"""A relation summed."""

from __future__ import annotations

from aidrules import Facts
from aidrules.lang import rule, total


class Member(Facts):
    """A member."""

    id: str


class Home(Facts):
    """A home."""

    id: str
    members: tuple[Member, ...]


@rule("补助")
def aided(home: Home) -> int:
    """The member is given aid."""
    return total(home.members)  # error
