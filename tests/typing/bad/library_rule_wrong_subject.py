"""A rule of the library called with another model."""

from __future__ import annotations

from aidrules import Household
from aidrules.lang import rule
from aidrules.programs import care


@rule("补助")
def aided(home: Household) -> bool:
    """The member is given aid."""
    return care.supported_at_home(home)  # error
