"""A rule where one of another model is due."""

from __future__ import annotations

from aidrules import Household
from aidrules.lang import Rule
from aidrules.programs import care

mine: Rule[[Household], bool] = care.supported_at_home  # error
