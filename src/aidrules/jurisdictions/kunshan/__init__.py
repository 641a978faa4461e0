"""Kunshan city (Jiangsu): help for people in difficulty through illness or disability, on the national base."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aidrules.jurisdictions.kunshan import work
from aidrules.jurisdictions.kunshan.wiring import LAW
from aidrules.programs.buffer import buffer
from aidrules.programs.dibao import dibao
from aidrules.programs.income import income
from aidrules.programs.medical import medical
from aidrules.programs.recognition import recognition
from aidrules.programs.single_person import single_person
from aidrules.programs.support import support
from aidrules.programs.tracking import tracking
from aidrules.programs.work_duties import work_duties
from aidrules.rulebook.compose import compose
from aidrules.rulebook.rulebook import Rulebook

sources = tuple(text.source for text in LAW.texts)
clauses = LAW.clauses()


def rulebook(standards: Mapping[str, Any] | str | Path | None = None, readings: Mapping[str, str] | None = None) -> Rulebook:
    """The rulebook of Kunshan; ``standards`` supplies what the city sets, ``readings`` selects alternative readings.

    >>> rulebook({"dibao.monthly_standard": {"urban": "945.00", "rural": "945.00"}}).outputs["dibao.household_grant"].zh
    '最低生活保障金'
    """
    programmes = (recognition, medical, support, *work.PROGRAMMES, dibao, income, single_person, buffer, work_duties, tracking)
    return compose(*programmes, law=LAW, standards=standards, readings=readings)
