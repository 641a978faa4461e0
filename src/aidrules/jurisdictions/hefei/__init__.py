"""A county of Hefei city (Anhui): its opinion on the safety-net campaign, whole, on the national base."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aidrules.jurisdictions.hefei.wiring import LAW
from aidrules.programs.campaign import campaign
from aidrules.programs.dibao import dibao
from aidrules.programs.poverty_exit import poverty_exit
from aidrules.programs.special_groups import special_groups
from aidrules.programs.tekun import tekun
from aidrules.programs.tekun_steps import tekun_steps
from aidrules.programs.temporary import temporary
from aidrules.rulebook.compose import compose
from aidrules.rulebook.rulebook import Rulebook

sources = tuple(text.source for text in LAW.texts)
clauses = LAW.clauses()


def rulebook(standards: Mapping[str, Any] | str | Path | None = None, readings: Mapping[str, str] | None = None) -> Rulebook:
    """The rulebook of this county of Hefei; ``standards`` supplies what the locality sets, ``readings`` selects alternative readings.

    >>> rulebook({"campaign.end": "2020-12-31"}).outputs["phase_out.period"].zh
    '家庭渐退期'
    """
    return compose(dibao, tekun, poverty_exit, tekun_steps, temporary, special_groups, campaign, law=LAW, standards=standards, readings=readings)
