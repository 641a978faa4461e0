"""Conditions summed as an amount."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import rule, total


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


class Home(Facts):
    """A home."""

    id: str
    members: tuple[Member, ...]


@rule("补助")
def aided(home: Home) -> Money:
    """The member is given aid."""
    return total(m.disabled for m in home.members)  # error
