"""Zhangye city (Gansu): dibao, individual inclusion, tekun and phase-out, on the national base."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aidrules.jurisdictions.zhangye.wiring import LAW
from aidrules.programs.care import care
from aidrules.programs.dibao import dibao
from aidrules.programs.escort import escort
from aidrules.programs.phase_out import phase_out
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
    return compose(dibao, tekun, phase_out, care, escort, law=LAW, standards=standards, readings=readings)
