"""A misspelt rule of another module."""

from aidrules import Person
from aidrules.lang import benefit, programme, rule

from aidrules.programs import care


@rule("给予补助")
def aided(person: Person) -> bool:
    """The person is given aid."""
    return care.suported_at_home(person)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
