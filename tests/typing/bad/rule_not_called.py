"""A rule without its subjects, as a condition."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.lang import all_of, rule


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


@rule("补助")
def disabled(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return all_of(disabled, member.disabled)  # error
