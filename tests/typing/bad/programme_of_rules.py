"""A programme of rules."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.lang import programme, rule


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


programme("typed", outputs=[aided])  # error
