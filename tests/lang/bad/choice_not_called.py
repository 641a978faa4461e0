"""A choice without its subject."""

from aidrules import Fact, Facts, fact
from aidrules.lang import benefit, choice, programme, rule, standard


class Member(Facts):
    id: str
    days: Fact[int] = fact(zh="天数", en="the days")


least_months = standard(int, "bad.least_months")
most_months = standard(int, "bad.most_months")
months = choice(int, "bad.months", of=Member, zh="月数", en="the months", low=least_months, high=most_months)


@rule("给予补助")
def aided(member: Member) -> bool:
    """The member is given aid."""
    return member.days < months


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
