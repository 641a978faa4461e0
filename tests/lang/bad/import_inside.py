"""An import inside a rule."""

from aidrules import Person
from aidrules.lang import benefit, programme, rule


@rule("给予补助")
def aided(person: Person) -> bool:
    """The person is given aid."""
    from aidrules.programs import care

    return care.supported_at_home(person)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
