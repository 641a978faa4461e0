"""A standard by something that is no enumeration."""

from __future__ import annotations

from aidrules import Money
from aidrules.lang import standard

rate = standard(Money, "typed.rate", by=int)  # error
