"""A relation that is always known is left out."""

from __future__ import annotations

from aidrules import Household

home = Household(id="h1")  # error
