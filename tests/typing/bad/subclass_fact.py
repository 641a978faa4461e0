"""A wrong type for a fact of a subclass."""

from __future__ import annotations

from aidrules import Fact, Person, fact


class Villager(Person):
    """A person with a fact more."""

    farms: Fact[bool] = fact(zh="务农", en="the person farms")


person = Villager(id="p1", farms="yes")  # error
