"""A term of another enumeration."""

from __future__ import annotations

from aidrules import Person
from aidrules.facts.terms import SupportMode

person = Person(id="p1", care_level=SupportMode.DISPERSED)  # error
