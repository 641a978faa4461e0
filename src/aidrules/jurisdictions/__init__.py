"""The places: which rule rests on which clauses there, and with which figures."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

from aidrules.errors import UnknownName, closest
from aidrules.rulebook.rulebook import Rulebook

PLACES: Final = ("national", "zhangye", "huining", "hefei", "huzhou", "kunshan")


def rulebook_of(place: str, standards: Mapping[str, Any] | str | Path | None = None, readings: Mapping[str, str] | None = None) -> Rulebook:
    """The rulebook of a place by its name.

    >>> rulebook_of("huining").outputs["escort.fee"].zh
    '住院陪护费'
    """
    if place not in PLACES:
        raise UnknownName(f"there is no place of this name; {closest(place[:40], PLACES)}", code="name.place")
    module = import_module(f"aidrules.jurisdictions.{place}")
    return cast(Rulebook, module.rulebook(standards, readings))
