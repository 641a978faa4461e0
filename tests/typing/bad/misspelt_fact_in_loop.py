"""A misspelt fact inside a loop."""

from __future__ import annotations

from aidrules import Facts
from aidrules.lang import any_of, rule


class Member(Facts):
    """A member."""

    id: str


class Home(Facts):
    """A home."""

    id: str
    members: tuple[Member, ...]


@rule("补助")
def aided(home: Home) -> bool:
    """The member is given aid."""
    return any_of(m.disabeld for m in home.members)  # error
