"""A fact assigned to."""

from __future__ import annotations

from aidrules import Fact, Facts, fact


class Member(Facts):
    """A member."""

    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")


member = Member(id="m1", age=3)
member.age = 4  # error
