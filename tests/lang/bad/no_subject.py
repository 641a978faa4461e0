"""A benefit that speaks of no subject."""

from aidrules import Money
from aidrules.lang import benefit, programme, rule, standard


line = standard(Money, "bad.line")


@rule("给予补助")
def aided() -> bool:
    """There is a line."""
    return line > Money(0)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
