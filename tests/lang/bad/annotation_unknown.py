"""An annotation that names nothing."""

from aidrules.lang import benefit, programme, rule


@rule("给予补助")
def aided(member: "Menber") -> bool:
    """The member is given aid."""
    return member.disabled


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
