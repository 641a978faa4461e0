"""The national base: the Interim Measures for Social Assistance, on which every place stands.

It puts none of the outputs in force that are here so far; a place's rulebook cites its clauses.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aidrules.jurisdictions.files import law_of
from aidrules.programs.care import care, in_tekun_support
from aidrules.programs.escort import escort
from aidrules.rulebook.compose import compose
from aidrules.rulebook.law import Law
from aidrules.rulebook.rulebook import Rulebook

LAW = Law(place="national", texts=(law_of("national"),), rests={in_tekun_support: ["14"]})
sources = tuple(text.source for text in LAW.texts)
clauses = LAW.clauses()


def rulebook(standards: Mapping[str, Any] | str | Path | None = None, readings: Mapping[str, str] | None = None) -> Rulebook:
    """The rulebook of the national base alone.

    >>> rulebook().outputs
    {}
    """
    return compose(care, escort, law=LAW, standards=standards, readings=readings)
