"""A case that is a mapping."""

from __future__ import annotations

from aidrules.jurisdictions import huining

decision = huining.rulebook().decide({"id": "h1"}, on="2022-03-01")  # error
