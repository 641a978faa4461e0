"""A wrong type for a required fact."""

from __future__ import annotations

from aidrules import Facts, required


class Farm(Facts):
    """A farm."""

    id: str
    registered: bool = required(zh="已登记", en="the farm is registered")


farm = Farm(id="a", registered="yes")  # error
