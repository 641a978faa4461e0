"""The statements of a small programme as they stand: whoever changes the writer sees what becomes of them.

``PYTHONPATH=src:tests python -m batch.test_sql_golden`` from the root writes them anew, to be read before they are committed.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from aidrules import Rulebook
from aidrules.batch.sql import EXACT

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"


def heating() -> Rulebook:
    """The rulebook of examples/heating.py."""
    spec = importlib.util.spec_from_file_location("heating", ROOT / "examples" / "heating.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    book = module.book
    assert isinstance(book, Rulebook)
    return book


def written() -> dict[str, str]:
    return {f"heating.{dialect}.sql": heating().sql(dialect, "2024-12-01", of="Home") for dialect in EXACT}


@pytest.mark.parametrize("dialect", EXACT)
def test_the_statement_of_a_small_programme_is_the_one_that_was_read(dialect: str) -> None:
    name = f"heating.{dialect}.sql"
    assert written()[name] == (GOLDEN / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    for name, text in written().items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
