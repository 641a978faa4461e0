"""The archives and records of this release and of past ones: where they are, and how this release's are made."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from cases.worked import CASES, choices, rulebook, subject

import aidrules
from aidrules.archive.shelf import archive_id
from aidrules.decide.record import ENGINE
from aidrules.jurisdictions import PLACES, rulebook_of

HERE: Final = Path(__file__).parent
SHIPPED: Final = Path(aidrules.__file__).parent / "archive" / "released"
"""The archives that ship with the package, one file for each, named by its id."""
RELEASED: Final = HERE / "released.txt"
"""The ids of the archives of past releases."""
RECORDS: Final = HERE / "records"
CURRENT: Final = RECORDS / f"{ENGINE}.jsonl.xz"
"""This release's records, one a line, packed: one is much like another, and packed they are a hundredth of their size."""
EVERY: Final = 9
"""One worked case in so many leaves a record, and every one with a choice or a reading of its own in so many of those."""


def read_records(file: Path) -> list[str]:
    """The records of a release."""
    return lzma.decompress(file.read_bytes()).decode("utf-8").splitlines()


def write_records(file: Path, records: list[str]) -> None:
    """Keep the records of a release."""
    file.write_bytes(lzma.compress("".join(f"{record}\n" for record in records).encode("utf-8"), preset=9))


def current_archives() -> dict[str, str]:
    """The archive of every place, by its id."""
    texts = [rulebook_of(place).archive() for place in PLACES]
    return {archive_id(text): text for text in texts}


def current_cases() -> list[tuple[str, dict[str, Any]]]:
    """The worked cases that leave a record: some of each sort, of every place."""
    decided = [(place, case) for place, case in CASES if "error" not in case["expected"]]
    plain = [entry for entry in decided if not entry[1].get("choices") and not entry[1].get("readings")]
    chosen = [entry for entry in decided if entry[1].get("choices") and not entry[1].get("readings")]
    read = [entry for entry in decided if entry[1].get("readings")]
    return [*plain[::EVERY], *chosen[::EVERY], *read[:2]]


def current_records() -> Iterator[str]:
    """This release's records of those cases."""
    for place, case in current_cases():
        yield rulebook(place, case).decide(subject(case), case["on"], choices(case), known_on=case.get("known_on")).record().to_json()
