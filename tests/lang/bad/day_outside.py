"""The day decided for outside a rule."""

from datetime import date

from aidrules import Fact, Facts, fact
from aidrules.lang import rule, the_day


class Member(Facts):
    id: str
    birthday: Fact[date] = fact(zh="出生日期", en="the day of birth")


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.birthday < the_day()


the_day()
