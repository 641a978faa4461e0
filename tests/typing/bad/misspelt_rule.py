"""A misspelt rule of another module."""

from __future__ import annotations

from aidrules import Person
from aidrules.lang import rule
from aidrules.programs import care


@rule("补助")
def aided(person: Person) -> bool:
    """The member is given aid."""
    return care.suported_at_home(person)  # error
