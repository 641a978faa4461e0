"""Writes the tables of docs/tables.md from the models: ``python docs/tables_page.py``; a test fails where they are stale."""

from __future__ import annotations

import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "tables.md"
sys.path[:0] = [str(PAGE.parents[1] / "src")]

from aidrules.batch.columns import describe, snake  # noqa: E402  # from the source beside this file
from aidrules.facts.roots import ROOTS  # noqa: E402
from aidrules.jurisdictions import huining  # noqa: E402

BEGIN, END = "<!-- the tables, from the models -->\n", "<!-- end of the tables -->\n"


def written(page: str) -> str:
    """The page with its tables as the models have them now."""
    program = huining.rulebook().parts.program
    roots = [model.__name__ for model in ROOTS.values() if model.__name__ in program.models]
    tables = "\n".join(f"## The tables of a `{snake(root)}`\n\n{describe(program, root)}" for root in roots)
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{tables}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
