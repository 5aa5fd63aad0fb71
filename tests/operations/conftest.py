"""What holds for tests of operations: they run in one process, so a code need not cost what it costs a thief."""

import pytest


@pytest.fixture(autouse=True, scope="module")
def one_process(codes_cost_little: None) -> None:
    """Nobody in another process stretches what is stretched here."""
