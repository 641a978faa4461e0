"""The same bytes on every Python, with any hash seed, time zone, locale and thread, from any directory."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess  # noqa: TID251  # surroundings are those of a process
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from archive.releases import current_archives, current_records

SCRIPT = Path(__file__).parent / "fingerprints.py"
WANTED = "import annotated_types, dateutil, pydantic, typing_extensions, hypothesis"


def fingerprints() -> list[str]:
    """The sha256 of every archive and record."""
    texts = [*current_archives().values(), *current_records()]
    return [hashlib.sha256(text.encode("utf-8")).hexdigest() for text in texts]


def interpreters() -> list[str]:
    """This Python, and every other that is installed beside it and has what the library needs."""
    found = [sys.executable]
    for other in sorted((Path.home() / ".pyenv" / "versions").glob("3.1[1-9]*/bin/python")):
        if subprocess.run([other, "-c", WANTED], capture_output=True, check=False).returncode == 0:
            found.append(str(other))
    return found


@pytest.mark.parametrize("python", interpreters())
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "4294967295", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
    ],
    ids=["hash seed 0", "another hash seed"],
)
def test_a_process_with_other_surroundings_writes_the_same_bytes(python: str, environment: dict[str, str], tmp_path: Path) -> None:
    paths = os.pathsep.join(path for path in sys.path if path)
    run = subprocess.run(
        [python, str(SCRIPT)], capture_output=True, check=True, cwd=tmp_path, env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, **environment}
    )
    assert json.loads(run.stdout) == fingerprints()


def test_threads_write_the_same_bytes() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: fingerprints(), range(4)))
    assert found == [fingerprints()] * 4
