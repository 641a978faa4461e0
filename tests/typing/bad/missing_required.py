"""A fact that is always known is left out."""

from __future__ import annotations

from aidrules import Fact, Facts, fact


class Member(Facts):
    """A member."""

    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")


member = Member(age=3)  # error
