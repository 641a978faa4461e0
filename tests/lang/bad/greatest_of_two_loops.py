"""The greatest over two loops at once."""

from aidrules import Facts, Household
from aidrules.lang import benefit, greatest, programme, rule, the_day


class Member(Facts):
    id: str


@rule("给予补助")
def aided(home: Household) -> bool:
    """The home is given aid."""
    return (
        greatest((stay.discharge_date for person in home.members for stay in person.stays), otherwise=the_day())
        < the_day()
    )


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
