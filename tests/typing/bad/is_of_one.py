"""is_ without a second value."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.lang import is_, rule


class Member(Facts):
    """A member."""

    id: str
    age: Fact[int] = fact(zh="年龄", en="the age")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return is_(member.age)  # error
