"""What type checkers accept (``good/``) and refuse (``bad/``): mypy and pyright both, on exactly the lines marked ``# error``."""

from __future__ import annotations

import json
import os
import subprocess  # noqa: TID251  # the checkers are programs
import sys
from collections.abc import Iterable
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GOOD = sorted((HERE / "good").glob("*.py"))
BAD = sorted((HERE / "bad").glob("*.py"))
MARK = "  # error"
Lines = dict[str, set[int]]


def marked() -> Lines:
    """For each file, the lines that a checker must refuse."""
    found: Lines = {}
    for path in (*GOOD, *BAD):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.endswith(MARK):
                found.setdefault(f"{path.parent.name}/{path.name}", set()).add(number)
    return found


def run(checker: str, *options: str) -> str:
    """What a checker writes about the files of both folders, run once."""
    if find_spec(checker) is None:
        pytest.fail(f"{checker} isn't installed, so nothing is known of the types: pip install 'aidrules[check]'")
    done = subprocess.run(
        [sys.executable, "-m", checker, *options, str(HERE / "good"), str(HERE / "bad")],
        cwd=ROOT, env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1):
        pytest.fail(f"{checker} couldn't run (exit {done.returncode}):\n{done.stdout}\n{done.stderr}")
    return done.stdout


def lines_of(errors: Iterable[tuple[str, int]]) -> Lines:
    """For each file of the two folders, the lines with errors; the library's own errors are found by its own checks."""
    found: Lines = {}
    for file, line in errors:
        path = Path(ROOT, file)
        if path.parent in (HERE / "good", HERE / "bad"):
            found.setdefault(f"{path.parent.name}/{path.name}", set()).add(line)
    return found


def compare(found: Lines) -> None:
    """Fails with the lines that are refused and shouldn't be, and those that should be and aren't."""
    expected = marked()
    lines = []
    for name in sorted({*expected, *found}):
        lines += [f"{name}:{line} is refused, and has no mark" for line in sorted(found.get(name, set()) - expected.get(name, set()))]
        lines += [f"{name}:{line} is marked, and isn't refused" for line in sorted(expected.get(name, set()) - found.get(name, set()))]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def test_mypy(tmp_path: Path) -> None:
    written = run("mypy", "--strict", "--config-file", "pyproject.toml", "--cache-dir", str(tmp_path), "--output", "json")
    try:
        errors: list[dict[str, Any]] = [json.loads(line) for line in written.splitlines()]
    except json.JSONDecodeError:
        pytest.fail(f"mypy couldn't run:\n{written}")
    compare(lines_of((each["file"], each["line"]) for each in errors if each["severity"] == "error"))


def test_pyright() -> None:
    written = run("pyright", "--pythonpath", sys.executable, "--outputjson")
    try:
        errors: list[dict[str, Any]] = json.loads(written)["generalDiagnostics"]
    except json.JSONDecodeError:
        pytest.fail(f"pyright couldn't run:\n{written}")
    compare(lines_of((each["file"], each["range"]["start"]["line"] + 1) for each in errors if each["severity"] == "error"))


def test_each_bad_file_has_one_mistake() -> None:
    assert {name: len(lines) for name, lines in marked().items()} == {f"bad/{path.name}": 1 for path in BAD}
    assert len(BAD) > 80
    assert not {path.name for path in GOOD} & {path.name for path in BAD}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_what_the_checkers_accept_also_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, path.stem, module)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec.loader.exec_module(module)
