"""The national base: the Interim Measures for Social Assistance, on which every place stands."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aidrules.jurisdictions.national.wiring import LAW
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
    """The rulebook of the national base alone; ``standards`` supplies what the locality sets.

    >>> sorted(rulebook().outputs)
    ['dibao.household_grant', 'tekun.basic_living', 'tekun.recognition']
    """
    return compose(dibao, tekun, phase_out, care, escort, law=LAW, standards=standards, readings=readings)
