"""A benefit whose condition is a plain function."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")


def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


aid = benefit("typed.aid", zh="补助", entitled=aided)  # error
