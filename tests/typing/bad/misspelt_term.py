"""A misspelt term."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import is_, rule


class Member(Facts):
    """A member."""

    id: str
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return is_(member.care, CareLevel.FUL_CARE)  # error
