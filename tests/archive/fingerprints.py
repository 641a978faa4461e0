"""Prints the sha256 of this release's archives and records, for a process with other surroundings."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from archive.test_surroundings import fingerprints

print(json.dumps(fingerprints()))
