"""A district of Huzhou (Zhejiang): its opinion on the “five unified” system, whole: living, insurance, school, homes, work, disasters, law, review."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aidrules.jurisdictions.huzhou.wiring import LAW
from aidrules.programs.protection import protection
from aidrules.programs.review import review
from aidrules.programs.schooling import schooling
from aidrules.programs.self_help import self_help
from aidrules.programs.wider_help import wider_help
from aidrules.rulebook.compose import compose
from aidrules.rulebook.rulebook import Rulebook

sources = tuple(text.source for text in LAW.texts)
clauses = LAW.clauses()


def rulebook(standards: Mapping[str, Any] | str | Path | None = None, readings: Mapping[str, str] | None = None) -> Rulebook:
    """The rulebook of the district; ``standards`` supplies what it sets, ``readings`` selects alternative readings.

    >>> rulebook({"price_subsidy.amount": "200.00"}).outputs["price_subsidy.payment"].zh
    '基本生活物价补贴'
    """
    return compose(protection, schooling, self_help, wider_help, review, law=LAW, standards=standards, readings=readings)
