"""What ships: the archive of every place, found by its id; and the records of every release, which replay for ever."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from archive.releases import CURRENT, HERE, RECORDS, RELEASED, SHIPPED, current_archives, current_records, read_records

from aidrules import load_rulebook, replay_all
from aidrules.archive.shelf import archive_id, released
from aidrules.decide.record import ENGINE

AGAIN = "run: python tests/archive/write.py"
FILES = sorted(RECORDS.glob("*.jsonl.xz"))


def test_the_archive_of_every_place_as_it_is_now_ships_with_the_package() -> None:
    missing = sorted(current_archives().keys() - {file.stem for file in SHIPPED.glob("*.json")})
    assert not missing, AGAIN


def test_nothing_else_ships_but_the_archives_of_past_releases() -> None:
    kept = set(RELEASED.read_text(encoding="utf-8").split())
    assert {file.stem for file in SHIPPED.iterdir()} == kept | current_archives().keys(), AGAIN


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.json")), ids=lambda file: file.stem[:12])
def test_an_archive_that_ships_is_found_by_the_checksum_it_carries_and_loads(file: Path) -> None:
    text = released(file.stem)
    assert text is not None
    assert archive_id(text) == file.stem
    assert load_rulebook(text).archive() == text


@pytest.mark.parametrize("name", ["", "0" * 64, "../document", "0" * 63, "A" * 64, f"{'0' * 63}/", "\n" * 64])
def test_a_name_that_no_archive_has_finds_none(name: str) -> None:
    assert released(name) is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_records_of_every_release_replay(file: Path) -> None:
    records = read_records(file)
    replays = replay_all(records)
    assert [found for found in replays if not found.identical] == []
    assert replays.tally == {"identical": len(records)}
    assert len(records) >= 50


def test_this_release_writes_the_records_that_are_kept_of_it() -> None:
    assert CURRENT in FILES
    assert read_records(CURRENT) == list(current_records()), AGAIN


def test_records_name_the_version_of_the_library() -> None:
    project = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == ENGINE
