"""What holds for tests of operations: they run in one process, so a code need not cost what it costs a thief."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server.database import sqlite_address
from tests.operations.halls import Hall
from tests.sync.central import running


@pytest.fixture(autouse=True, scope="module")
def one_process(codes_cost_little: None) -> None:
    """Nobody in another process stretches what is stretched here."""


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A branch whose server runs, and Ann's laptop, an organiser's."""
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        found = Hall(central, tmp_path)
        yield found
        found.close()
