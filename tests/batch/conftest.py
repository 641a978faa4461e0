"""What the tests of this folder share: one Spark session."""

from __future__ import annotations

import pytest
from batch.engines import Spark


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Spark:
    """Spark on this machine, started once."""
    return Spark(str(tmp_path_factory.mktemp("warehouse")))
