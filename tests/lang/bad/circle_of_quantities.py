"""Rules of a quantity that call each other in a circle."""

from aidrules import Facts, Quantity
from aidrules.lang import benefit, programme, rule, standard


class Home(Facts):
    id: str


limit = standard(Quantity, "bad.limit", unit="m2")


@rule("面积")
def area(home: Home) -> Quantity:
    """The area of the home."""
    return whole_area(home)


@rule("总面积")
def whole_area(home: Home) -> Quantity:
    """The whole area of the home."""
    return area(home)


@rule("给予补助")
def aided(home: Home) -> bool:
    """The home is given aid."""
    return area(home) > limit


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
