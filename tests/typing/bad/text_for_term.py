"""A text for a term."""

from __future__ import annotations

from aidrules import Person

person = Person(id="p1", care_level="full_care")  # error
