"""Prints how many mutants of each module the worked cases kill: ``python tests/laws/mutation_report.py``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))


def report() -> None:
    from laws.mutation import equivalent, modules

    rows: list[tuple[Any, ...]] = []
    left: list[str] = []
    for module in modules():
        killers = module.killers()
        survived = [name for name, killer in killers.items() if not killer]
        listed = [name for name in equivalent(module) if name in survived]
        left += [f"{module}: {name}" for name in survived if name not in listed]
        rows.append((str(module), len(module.cases), len(killers), len(killers) - len(survived), len(listed), len(survived) - len(listed)))
    rows.append(("all", "", *(sum(row[column] for row in rows) for column in range(2, 6))))
    print("| module | cases | mutants | killed | equivalent | survived | killed of all |")
    print("|---|---|---|---|---|---|---|")
    for name, cases, all_, killed, equivalent_, survived_ in rows:
        print(f"| {name} | {cases} | {all_} | {killed} | {equivalent_} | {survived_} | {killed / all_:.1%} |")
    for name in left:
        print(f"\nsurvived: {name}", end="")


if __name__ == "__main__":
    report()
