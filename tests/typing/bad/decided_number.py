"""A day that is a number."""

from __future__ import annotations

from aidrules import Household, Person
from aidrules.jurisdictions import huining

item = huining.rulebook().decide(Household(id="h1", members=(Person(id="p1"),)), on=20220301)  # error
