"""The greatest of terms, which have no order."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import greatest, rule


class Member(Facts):
    """A member."""

    id: str
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


@rule("补助")
def aided(member: Member) -> CareLevel:
    """The member is given aid."""
    return greatest(member.care, CareLevel.SEMI_CARE)  # error
