"""A lambda made into a rule."""

from aidrules.lang import benefit, programme, rule


aided = rule("给予补助")(lambda member: member.disabled)


programme("bad", outputs=[benefit("bad.aid", zh="补助", entitled=aided)])
