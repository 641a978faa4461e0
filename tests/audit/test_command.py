"""``python -m aidrules compare``: two files, each a case file or a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from audit.samples import under

from aidrules.__main__ import main

EXAMPLES = Path(__file__).parents[2] / "examples"
GRANTED = EXAMPLES / "granted.json"


def changed(directory: Path) -> Path:
    """The granted case with one more escorted day, and a local standard."""
    case = json.loads(GRANTED.read_text(encoding="utf-8"))
    stay = case["household"]["members"][0]["stays"][0]
    stay["segments"][0]["escorted_days"] += 1
    path = directory / "after.json"
    path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main(["compare", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_two_case_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, GRANTED, changed(tmp_path))
    assert (code, err) == (0, "")
    assert "两次核定的比较：huining" in out
    assert "逐步比较：huining" in out
    assert "- 事实 全天陪护天数" in out
    assert "  事实：+150.00元 → " in out
    assert "What changed:" in run(capsys, GRANTED, changed(tmp_path), "--language", "en")[1]


def test_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, GRANTED, changed(tmp_path), "--json")
    document = json.loads(out)
    assert code == 0
    assert [item["difference"] for item in document["comparison"]["items"]] == ["150.00"]
    assert document["waterfall"]["format"] == "aidrules-waterfall/1"


def test_records_and_case_files_together(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    record.write_text(under().decide().record().to_json() + "\n", encoding="utf-8")
    code, out, _ = run(capsys, record, record)
    assert (code, "两次核定没有不同。" in out) == (0, True)
    code, out, _ = run(capsys, record, changed(tmp_path), "--json")
    assert code == 0
    assert json.loads(out)["comparison"]["before"]["subject"] == "h1"


def test_a_file_that_can_not_be_taken_is_one_message(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    record.write_text(under().decide().record().to_json().replace("600.00", "700.00"), encoding="utf-8")
    code, out, err = run(capsys, record, GRANTED)
    assert (code, out) == (2, "")
    assert err.startswith("aidrules: [sealed.")
    assert run(capsys, GRANTED, tmp_path / "nowhere.json")[2].startswith("aidrules: [case_file.read]")
