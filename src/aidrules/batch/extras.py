"""numpy and pyarrow, which batch work needs; a missing one says what to install."""

from __future__ import annotations

try:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError:  # the message names what to install
    from aidrules.errors import MissingExtra

    raise MissingExtra("numpy and pyarrow", "batch") from None

__all__ = ["np", "pa", "pc", "pq"]
