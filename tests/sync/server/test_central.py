"""What the tests' own server leaves behind: nothing, for whatever it left would be looked through by each test after it."""

import gc
import weakref
from pathlib import Path

from sync.protocol.messages import LaptopsAnswer
from tests.sync.central import running


def test_a_server_that_was_stopped_is_let_go_of(database_address: str, tmp_path: Path) -> None:
    with running(tmp_path / "server", database_address) as central:
        assert central.device().get("/v1/laptops", {}, LaptopsAnswer).laptops
        engine = central.database.engine
        held: list[object] = [central.service, engine, engine.dialect]
        left = [weakref.ref(one) for one in held]
    del central, engine, held
    gc.collect()
    assert [one() for one in left] == [None, None, None]
