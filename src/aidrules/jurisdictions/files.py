"""Reads the law and standards files that stand beside a place's wiring."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from aidrules.law.load import load_law
from aidrules.law.source import LawText


@cache
def law_of(place: str) -> LawText:
    """The law file of a place."""
    return load_law(_text(place, "law.toml"))


@cache
def standards_of(place: str) -> str:
    """The text of a place's figures."""
    return _text(place, "standards.toml")


def _text(place: str, name: str) -> str:
    return files(f"aidrules.jurisdictions.{place}").joinpath(name).read_text(encoding="utf-8")
