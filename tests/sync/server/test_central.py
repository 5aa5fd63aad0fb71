"""What the tests' own server leaves behind: nothing, for whatever it left would be looked through by each test after it."""

import gc
import weakref
from pathlib import Path

from sync.protocol.messages import LaptopsAnswer
from sync.server.database import sqlite_address
from tests.sync.central import running


def test_a_server_that_was_stopped_is_let_go_of(tmp_path: Path) -> None:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        assert central.device().get("/v1/laptops", {}, LaptopsAnswer).laptops
        service, engine = weakref.ref(central.service), weakref.ref(central.database.engine)
    del central
    gc.collect()
    assert (service(), engine()) == (None, None)
