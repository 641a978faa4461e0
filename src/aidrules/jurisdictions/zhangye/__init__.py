"""Zhangye city (Gansu): its plan for help for the weak, whole, on the national base: living, special and emergency assistance, services, tasks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aidrules.jurisdictions.zhangye.wiring import LAW
from aidrules.programs.aid_services import aid_services
from aidrules.programs.care import care
from aidrules.programs.central_support import central_support
from aidrules.programs.dibao import dibao
from aidrules.programs.emergencies import emergencies
from aidrules.programs.escort import escort
from aidrules.programs.layered import layered
from aidrules.programs.linkage import linkage
from aidrules.programs.medical_aid import medical_aid
from aidrules.programs.phase_out import phase_out
from aidrules.programs.special_aid import special_aid
from aidrules.programs.tekun import tekun
from aidrules.rulebook.compose import compose
from aidrules.rulebook.rulebook import Rulebook

sources = tuple(text.source for text in LAW.texts)
clauses = LAW.clauses()


def rulebook(standards: Mapping[str, Any] | str | Path | None = None, readings: Mapping[str, str] | None = None) -> Rulebook:
    """The rulebook of Zhangye; ``standards`` supplies what the county sets, ``readings`` selects alternative readings.

    >>> rulebook({"dibao.monthly_standard": {"rural": "480.00"}}).outputs["phase_out.payment"].zh
    '渐退期救助金'
    """
    living = (dibao, tekun, phase_out, care, escort)
    whole = (layered, emergencies, aid_services, central_support, linkage, medical_aid, special_aid)
    return compose(*living, *whole, law=LAW, standards=standards, readings=readings)
