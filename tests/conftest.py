"""What holds for all tests: cycles are looked for seldom, since what is compiled for one test is kept for the next."""

from __future__ import annotations

import gc

gc.set_threshold(50_000, 20, 20)
