"""An annotation that names no part of a module."""

from aidrules import Person
from aidrules.lang import benefit, programme, rule

from aidrules.programs import care


@rule("给予补助")
def aided(person: "care.Person.Nobody") -> bool:
    """The person is given aid."""
    return care.supported_at_home(person)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
