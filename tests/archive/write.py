"""Writes the archives that ship with the package, and this release's records: ``python tests/archive/write.py``.

Archives named in ``released.txt`` are those of past releases, and stay for ever, as do the records in the directories of
past releases. What belongs to no release yet is written anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from archive.releases import CURRENT, RELEASED, SHIPPED, current_archives, current_records, read_records, write_records


def main() -> int:
    """Write; say how many of each."""
    SHIPPED.mkdir(exist_ok=True)
    archives = current_archives()
    kept = set(RELEASED.read_text(encoding="utf-8").split()) | archives.keys()
    for file in SHIPPED.glob("*.json"):
        if file.stem not in kept:
            file.unlink()
    for identity, text in archives.items():
        (SHIPPED / f"{identity}.json").write_text(text, encoding="utf-8", newline="")
    CURRENT.parent.mkdir(exist_ok=True)
    records = list(current_records())
    if not CURRENT.exists() or read_records(CURRENT) != records:
        write_records(CURRENT, records)
    print(f"{len(archives)} archives, {len(records)} records")
    return 0


if __name__ == "__main__":
    sys.exit(main())
