"""one_of without terms."""

from __future__ import annotations

from aidrules import Fact, Facts, fact
from aidrules.facts.terms import CareLevel
from aidrules.lang import one_of, rule


class Member(Facts):
    """A member."""

    id: str
    care: Fact[CareLevel] = fact(zh="自理能力", en="the care level")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return one_of(member.care)  # error
