"""A fact in the place of a subject."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.lang import rule


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    age: Fact[int] = fact(zh="年龄", en="the age")


@rule("补助")
def disabled(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return disabled(member.age)  # error
