"""A rulebook without a law."""

from __future__ import annotations

from aidrules import compose
from aidrules.programs import care

book = compose(care.care)  # error
