"""Amounts counted."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import count, rule


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")


class Home(Facts):
    """A home."""

    id: str
    members: tuple[Member, ...]


@rule("补助")
def aided(home: Home) -> int:
    """The member is given aid."""
    return count(m.income for m in home.members)  # error
