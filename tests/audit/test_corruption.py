"""Damage: no changed or cut record or archive passes as identical, and none raises anything but the documented errors."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random  # noqa: TID251  # seeded: the same damage every time
from typing import Any

import pytest
from archive.releases import CURRENT, SHIPPED, read_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidrules import Household, Person, Record, load_rulebook, replay
from aidrules.errors import AidrulesError, InvalidArchive, InvalidRecord, InvalidSealed
from aidrules.graph.sealed import sealed
from aidrules.jurisdictions import rulebook_of

LONGEST = 1.0
"""Seconds that no damaged file may take."""
MOST_MEMORY = 200 * 2**20
"""Bytes that no damaged file may take beside itself."""
RECORDS = [line.encode("utf-8") for line in read_records(CURRENT)]
ARCHIVES = [file.read_bytes() for file in sorted(SHIPPED.glob("*.json"))]
BOUNDED = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def small() -> list[bytes]:
    """Ten small records: before any law of the place was in force."""
    book = rulebook_of("huining")
    homes = [Household(id=f"h{number}", members=(Person(id=f"p{number}"),)) for number in range(10)]
    return [book.decide(home, f"2001-01-{number + 1:02d}").record().to_json().encode("utf-8") for number, home in enumerate(homes)]


@contextmanager
def soon(most: float = LONGEST) -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < most


def refused(data: bytes) -> None:
    """A damaged archive is refused, with a documented error."""
    with pytest.raises((InvalidSealed, InvalidArchive)):
        load_rulebook(data)


@pytest.mark.parametrize("number", range(10))
def test_every_change_of_a_single_byte_of_a_small_record_is_found(number: int) -> None:
    data = small()[number]
    assert replay(data).identical
    damaged = bytearray(data)
    for place, right in enumerate(data):
        for wrong in range(256):
            if wrong != right:
                damaged[place] = wrong
                assert not replay(bytes(damaged)).identical, (place, wrong)
        damaged[place] = right


@pytest.mark.parametrize("number", range(20))
def test_random_changes_of_a_single_byte_of_a_record_are_found(number: int) -> None:
    chance, data = Random(number), RECORDS[number * len(RECORDS) // 20]
    assert replay(data).identical
    damaged = bytearray(data)
    for _ in range(2000):
        place = chance.randrange(len(data))
        damaged[place] = (data[place] + chance.randrange(1, 256)) % 256
        with soon():
            assert not replay(bytes(damaged)).identical, place
        damaged[place] = data[place]


@pytest.mark.parametrize("number", range(20))
def test_random_changes_of_a_single_byte_of_an_archive_are_found(number: int) -> None:
    chance, data = Random(number), ARCHIVES[number % len(ARCHIVES)]
    damaged = bytearray(data)
    for _ in range(2000):
        place = chance.randrange(len(data))
        damaged[place] = (data[place] + chance.randrange(1, 256)) % 256
        with soon():
            refused(bytes(damaged))
        damaged[place] = data[place]


@pytest.mark.parametrize("number", range(5))
def test_a_record_cut_anywhere_is_found(number: int) -> None:
    data = RECORDS[number * len(RECORDS) // 5]
    for length in range(len(data)):
        found = replay(data[:length])
        assert (found.identical, found.cause) == (False, "record")
    assert not replay(data + b" ").identical
    assert not replay(data + b"\n").identical


def test_a_damaged_file_takes_no_more_memory_than_is_allowed() -> None:
    record, archive = max(RECORDS, key=len), max(ARCHIVES, key=len)
    whole = json.loads(archive)["rulebook"]
    deep = archive.replace(b'"rulebook":{', b'"rulebook":{"a":' + b"[" * 200_000, 1)
    wide = sealed("rulebook", {**whole, "rests": [["x", ["y"]]] * 200_000}).encode("utf-8")
    tracemalloc.start()
    try:
        for data in (archive[:-1], archive[: len(archive) // 2], deep, wide, record[:-1], record * 100):
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            with pytest.raises(AidrulesError):
                load_rulebook(data)
            assert not replay(data).identical
            assert tracemalloc.get_traced_memory()[1] - before < MOST_MEMORY
    finally:
        tracemalloc.stop()


def test_an_archive_cut_is_refused() -> None:
    for data in ARCHIVES:
        for length in range(0, len(data), max(1, len(data) // 500)):
            refused(data[:length])


@given(st.binary(max_size=300) | st.text(max_size=200))
@BOUNDED
def test_any_bytes_are_refused(data: bytes | str) -> None:
    assert replay(data).cause == "record"
    with pytest.raises(InvalidSealed):
        load_rulebook(data)
    with pytest.raises((InvalidSealed, InvalidRecord)):
        Record.from_json(data)


# --- damage under a checksum that fits: what somebody made on purpose

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text(max_size=12)
    | st.sampled_from(["", "Person", "money", "term:Area", "2022-02-30", "1/0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.sampled_from(["node", "kind", "zh"]), inner, max_size=3),
    max_leaves=6,
)


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for name, part in parts:
        yield (*path, name)
        yield from places(part, (*path, name))


def put(document: Any, path: tuple[Any, ...], value: Any, sort: str) -> None:
    for name in path[:-1]:
        document = document[name]
    if sort == "remove":
        del document[path[-1]]
    elif sort == "twice" and isinstance(document, list):
        document.append(document[path[-1]])
    elif sort == "rename" and isinstance(document, dict):
        document[str(value)[:20]] = document.pop(path[-1])
    else:
        document[path[-1]] = value


BODY = json.loads(min(ARCHIVES, key=len))["rulebook"]
PLACES = list(places(BODY))
RECORD = json.loads(RECORDS[0])["record"]
RECORD_PLACES = list(places(RECORD))
SORTS = st.sampled_from(["value", "value", "remove", "twice", "rename", "swap"])
HOME = {"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "care_level": "full_care", "has_caring_guardian": True}]}


@given(place=st.sampled_from(PLACES), other=st.sampled_from(PLACES), value=JSON, sort=SORTS)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_forged_archive_is_refused_or_harmless(place: tuple[Any, ...], other: tuple[Any, ...], value: Any, sort: str) -> None:
    document = json.loads(json.dumps(BODY))
    if sort == "swap":
        value = BODY
        for name in other:
            value = value[name]
    put(document, place, value, sort)
    with soon(3 * LONGEST):
        try:
            book = load_rulebook(sealed("rulebook", document))
            decision = book.decide(book.model("Household").read(HOME), "2022-03-15")
            decision.to_json()
            decision.explain("en")
        except AidrulesError:
            pass


@given(place=st.sampled_from(RECORD_PLACES), other=st.sampled_from(RECORD_PLACES), value=JSON, sort=SORTS)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_forged_record_is_reported(place: tuple[Any, ...], other: tuple[Any, ...], value: Any, sort: str) -> None:
    document = json.loads(json.dumps(RECORD))
    if sort == "swap":
        value = RECORD
        for name in other:
            value = value[name]
    put(document, place, value, sort)
    with soon():
        found = replay(sealed("record", document))
    assert found.identical == (document == RECORD or place == ("engine",) and isinstance(document.get("engine"), str))


def test_a_supplied_figure_whose_text_says_something_else_is_reported() -> None:
    """Its text is what explanations and comparisons show; the value behind it is what is computed with."""
    book = rulebook_of("huining", {"care.monthly_standard": {"full_care": "400.00"}})
    document = json.loads(book.decide(book.model("Household").read(HOME), "2022-03-15").record().to_json())["record"]
    assert replay(sealed("record", document)).identical
    document["standards"][0]["text"] = "500.00"
    found = replay(sealed("record", document))
    assert (found.identical, found.cause, found.code) == (False, "record", "archive.figure")
