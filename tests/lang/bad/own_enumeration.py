"""An enumeration of one's own by the name of another."""

from aidrules import Person
from aidrules.facts.terms import Term
from aidrules.lang import benefit, is_, programme, rule


class CareLevel(Term):
    FULL_CARE = "full_care", "全护理"
    SELF_CARE = "self_care", "全自理"


@rule("给予补助")
def aided(person: Person) -> bool:
    """The person is given aid."""
    return is_(person.care_level, CareLevel.FULL_CARE)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
