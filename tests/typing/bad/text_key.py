"""A text for a key."""

from __future__ import annotations

from aidrules import Money, Person
from aidrules.facts.terms import CareLevel
from aidrules.lang import rule, standard

rate = standard(Money, "typed.rate", by=CareLevel)


@rule("补助")
def aided(person: Person) -> Money:
    """The member is given aid."""
    return rate["full_care"]  # error
