"""numpy and pyarrow, which batch work needs; a missing one says what to install."""

from __future__ import annotations

from typing import Any

try:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as compute
    import pyarrow.parquet as pq
except ImportError:  # the message names what to install
    from aidrules.errors import MissingExtra

    raise MissingExtra("numpy and pyarrow", "batch") from None

pc: Any = compute
"""pyarrow's functions, which are made at run time."""

__all__ = ["np", "pa", "pc", "pq"]
