"""A benefit for a model without an id."""

from aidrules import StaySegment
from aidrules.lang import benefit, programme, rule


@rule("给予补助")
def aided(segment: StaySegment) -> bool:
    """The segment is given aid."""
    return segment.escorted_days > 1


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
