"""A term where a count is due."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel


class Member(Facts):
    """A member."""

    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")


member = Member(id="m1", age=CareLevel.FULL_CARE)  # error
