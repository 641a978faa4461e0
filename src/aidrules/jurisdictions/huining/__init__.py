"""Huining county (Gansu): its pilot notice, whole: care, escort, visits, home service, funds, services, oversight."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aidrules.jurisdictions.huining.wiring import LAW
from aidrules.programs.care import care
from aidrules.programs.escort import escort
from aidrules.programs.funds import funds
from aidrules.programs.home_service import home_service
from aidrules.programs.oversight import oversight
from aidrules.programs.services import services
from aidrules.programs.township import township_programme
from aidrules.programs.visits import visits_programme
from aidrules.rulebook.compose import compose
from aidrules.rulebook.rulebook import Rulebook

sources = tuple(text.source for text in LAW.texts)
clauses = LAW.clauses()


def rulebook(standards: Mapping[str, Any] | str | Path | None = None, readings: Mapping[str, str] | None = None) -> Rulebook:
    """The rulebook of Huining; ``standards`` supplies what the county sets, ``readings`` selects alternative readings.

    >>> rulebook({"care.monthly_standard": {"full_care": "400.00"}}).figures("2022-03-01").figure("care.monthly_standard", 2).text
    '400.00'
    """
    programmes = (care, escort, services, visits_programme, township_programme, home_service, funds, oversight)
    return compose(*programmes, law=LAW, standards=standards, readings=readings)
