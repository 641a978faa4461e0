"""Subjects in the wrong order."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.lang import all_of, rule


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


class Home(Facts):
    """A home."""

    id: str
    rented: Fact[bool] = fact(zh="租房", en="the home is rented")
    members: tuple[Member, ...]


@rule("补助")
def costly(member: Member, home: Home) -> bool:
    """The member is given aid."""
    return all_of(member.disabled, home.rented)


@rule("补助")
def aided(member: Member, home: Home) -> bool:
    """The member is given aid."""
    return costly(home, member)  # error
