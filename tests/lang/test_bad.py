"""What no rule may hold: each file in ``bad/`` fails when it is imported, with the whole message in the ``.txt`` beside it."""

from __future__ import annotations

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from aidrules.errors import AidrulesError, RuleError

BAD = Path(__file__).parent / "bad"
FILES = sorted(BAD.glob("*.py"))
WITHOUT_A_LINE = {
    "async_def", "lambda_rule", "no_source",  # there is no source to show a line of
    "called_outside",  # Python's traceback shows the call
}  # fmt: skip


def refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> AidrulesError:
    """The error that a file raises when it is imported."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(AidrulesError) as raised:
        spec.loader.exec_module(module_from_spec(spec))
    return raised.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_message_is_the_one_beside_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert str(refused(path, monkeypatch)) == expected.rstrip()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_s_error_shows_its_line_and_says_what_to_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = refused(path, monkeypatch)
    if not isinstance(error, RuleError) or path.stem in WITHOUT_A_LINE:
        return
    file, _, number = error.place.partition(", line ")
    assert file == path.name
    assert path.read_text(encoding="utf-8").splitlines()[int(number) - 1].strip() == error.line != ""
    assert error.write or re.search(r"\b(write|such as|make)\b", error.problem), "the message doesn't say what to write"


def test_every_file_has_its_message_and_every_message_its_file() -> None:
    assert {path.stem for path in FILES} == {path.stem for path in BAD.glob("*.txt")}
    assert len(FILES) > 180


def test_no_message_shows_where_files_stand() -> None:
    for path in BAD.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert str(BAD) not in text
        assert not re.search(r"(^|[\s`'\"(])(/|[A-Za-z]:\\)\w", text), path.name


def test_every_file_says_what_is_wrong_with_it() -> None:
    for path in FILES:
        assert re.match(r'"""\S.*\."""\n', path.read_text(encoding="utf-8")), path.name
