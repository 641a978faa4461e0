"""How far a long run is, as a line: kept up to date on a terminal, a line for each ten per cent elsewhere."""

from __future__ import annotations

from io import StringIO

import pytest

from aidrules.batch.progress import Progress, Stages, progress_line
from aidrules.errors import UnknownName


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def shown(file: StringIO, language: str = "en") -> str:
    tell = progress_line(file, language)
    for done in range(1, 1001):
        tell(done, 1000)
    return file.getvalue()


def test_elsewhere_there_is_a_line_for_each_ten_per_cent() -> None:
    lines = shown(StringIO()).splitlines()
    assert lines == ["1 of 1000 (0 %)", *(f"{done} of 1000 ({done // 10} %)" for done in range(100, 1001, 100))]


def test_on_a_terminal_one_line_is_kept_up_to_date() -> None:
    text = shown(Terminal(), "zh")
    assert text.count("\n") == 1
    assert text.endswith("\r1000/1000（100%）\n")
    assert text.count("\r") == 101


def test_it_is_written_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    progress_line()(2, 2)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "2 of 2 (100 %)\n")
    with pytest.raises(UnknownName) as error:
        progress_line(language="fr")
    assert error.value.code == "name.language"


def test_stages_add_up() -> None:
    told: list[tuple[int, int]] = []
    stages = Stages(lambda done, of: told.append((done, of)), 2)
    for _ in range(2):
        tell = stages.next
        assert tell is not None
        tell(3, 5)
        tell(5, 5)
    assert told == [(3, 10), (5, 10), (8, 10), (10, 10)]
    nothing: Progress | None = None
    assert Stages(nothing, 2).next is None
