"""A gate that is an amount."""

from __future__ import annotations

from aidrules import Fact, Facts, Money, fact
from aidrules.lang import benefit, rule


class Member(Facts):
    """A member."""

    id: str
    disabled: Fact[bool] = fact(zh="残疾", en="the member is disabled")
    income: Fact[Money] = fact(zh="收入", en="the income")


@rule("补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.disabled


@rule("补助")
def money(member: Member) -> Money:
    """The member is given aid."""
    return member.income


aid = benefit("typed.aid", zh="补助", entitled=aided, gates=[money])  # error
