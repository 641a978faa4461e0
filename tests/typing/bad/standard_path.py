"""A standard without its path."""

from __future__ import annotations

from aidrules import Money
from aidrules.lang import standard

rate = standard(Money)  # error
