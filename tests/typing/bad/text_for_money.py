"""A text for an amount."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact


class Member(Facts):
    """A member."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")


member = Member(id="m1", income="12.50")  # error
