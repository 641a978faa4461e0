"""The archives of released rulebooks, which ship with the package and are found by the checksum that they carry."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

_is_id: Final = re.compile(r"[0-9a-f]{64}").fullmatch


def archive_id(text: str) -> str:
    """What an archive is found by: the checksum at its head."""
    return text[13:77]


def released(identity: str) -> str | None:
    """The text of the released archive with this id; None where this version of the package holds none."""
    if not _is_id(identity):
        return None
    file = files("aidrules").joinpath("archive", "released", f"{identity}.json")
    return file.read_text(encoding="utf-8") if file.is_file() else None
