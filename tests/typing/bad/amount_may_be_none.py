"""An amount used without a look whether there is one."""

from __future__ import annotations

from aidrules import Household, Person
from aidrules.jurisdictions import huining

home = Household(id="h1", members=(Person(id="p1"),))
item = huining.rulebook().decide(home, on="2022-03-01").find("care.guardian_payment", "p1")
yearly = item.amount * 12  # error
