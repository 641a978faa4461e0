"""Writes docs/places/*.md from the clauses, rules, figures and worked cases: ``python docs/pages.py``; ``--check`` only compares.

A test runs the comparison, so that a stale page fails.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from cases.worked import CASES, choices, rulebook, subject  # noqa: E402  # the worked cases stand among the tests

from aidrules.jurisdictions import rulebook_of  # noqa: E402
from aidrules.rulebook.page import Example, page  # noqa: E402

PLACES = ("zhangye", "huining", "hefei", "huzhou", "kunshan")
DULL = ("not_in_force", "undetermined", "not_applicable")


def examples(place: str) -> dict[str, Example]:
    """For each clause the shortest worked case that settles something."""
    found: dict[str, Example] = {}
    own = [case for at, case in CASES if at == place and not case.get("readings") and "outcome" in case["expected"]]
    for case in sorted(own, key=lambda case: (case["expected"]["outcome"] in DULL, len(str(case)), case["id"])):
        for clause in case["clauses"]:
            if clause not in found:
                about = subject(case)
                item = rulebook(place, case).decide(about, case["on"], choices(case)).find(case["output"], *case["subject"])
                found[clause] = Example(about, item, case["why"])
    return found


def pages() -> dict[Path, str]:
    """Every page by its file."""
    return {
        ROOT / "docs" / "places" / f"{place}.{language}.md": page(rulebook_of(place), language, examples(place))
        for place in PLACES
        for language in ("zh", "en")
    }


def main() -> int:
    """Write the pages, or say which are stale."""
    made = pages()
    stale = [file for file, text in made.items() if not file.exists() or file.read_text(encoding="utf-8") != text]
    for file in stale:
        print(f"stale: {file.relative_to(ROOT)}")
        if "--check" not in sys.argv:
            file.write_text(made[file], encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
