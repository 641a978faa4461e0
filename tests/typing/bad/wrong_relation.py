"""Subjects of another model for a relation."""

from __future__ import annotations

from aidrules import Household, StaySegment

home = Household(id="h1", members=(StaySegment(),))  # error
