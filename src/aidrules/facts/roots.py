"""Whom a case of this library can be about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aidrules.facts.bodies import County, Provider, Township
from aidrules.facts.employers import Employer
from aidrules.facts.model import Facts
from aidrules.facts.people import Household

ROOTS: Final[Mapping[str, type[Facts]]] = {"household": Household, "township": Township, "provider": Provider, "county": County, "employer": Employer}
"""The subjects that a case of this library is about, by the key that holds them in a case file."""
