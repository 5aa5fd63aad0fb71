"""Attack 34, of the log: what somebody asks for that is another branch's is not there for them, and is noted."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sync.client.errors import ServerRefused
from sync.protocol.audit import AuditAnswer, What
from sync.protocol.entries import scope_of
from sync.protocol.messages import AttachmentState, FetchRequest, GrantRequest, SnapshotState
from sync.protocol.scopes import turf_scope
from sync.server.audit import all_rows
from sync.server.database import sqlite_address
from sync.server.walls import NOTHING
from tests.sync.central import BRANCH, SCOPE, running

pytestmark = pytest.mark.usefixtures("codes_cost_little")

OTHER = "c" * 32
UNKNOWN = "d" * 32


def test_foreign_and_unknown_are_told_alike_and_counted_in_the_askers_branch(tmp_path: Path) -> None:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        theirs = central.enrol()
        mine = central.enrol(OTHER)
        line, epoch = central.line(mine), central.service.epoch
        told = []
        for branch in (BRANCH, UNKNOWN):
            scope = scope_of(branch)
            foreign = GrantRequest(device=f"{branch}.{theirs.device[33:]}", give=[SCOPE], end=[])
            turf = GrantRequest(device=mine.device, give=[turf_scope(branch, UNKNOWN)], end=[])
            fetch = FetchRequest(epoch=epoch, scope=scope, ids=[])
            asks: list[Callable[[], object]] = [
                partial(line.get, "/v1/pull", {"scope": scope, "epoch": epoch}, AuditAnswer),
                partial(line.post, "/v1/snapshots", None, SnapshotState, {"scope": scope}),
                partial(line.post, "/v1/fetch", fetch, AuditAnswer),
                partial(line.get, f"/v1/attachments/{UNKNOWN}", {"scope": scope}, AttachmentState),
                partial(line.post, "/v1/grants", foreign, AuditAnswer),
                partial(line.post, "/v1/grants", turf, AuditAnswer),
            ]
            for ask in asks:
                with pytest.raises(ServerRefused) as refused:
                    ask()
                told.append(refused.value.code)
        assert set(told) == {"not_found"}
        central.service.auditing.mark()
        with central.database.reading(NOTHING) as connection:
            noted = [
                row for row in all_rows(connection, central.line(mine).branch) if row.what == What.REFUSED
            ]
            there = [row for row in all_rows(connection, SCOPE) if row.what == What.REFUSED]
        assert [(row.about, row.count) for row in noted] == [(f"not_found {mine.device}", len(told))]
        assert there == []  # who is asked about learns nothing, and nobody can write into their log


def test_no_device_reads_another_branchs_log_however_it_asks(tmp_path: Path) -> None:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        for _ in range(3):
            central.enrol()
        stranger = central.line(central.enrol(OTHER))
        for query in ({"after": "0"}, {"scope": SCOPE}, {"branch": BRANCH}, {"after": "0", "scope": SCOPE}):
            answer = stranger.get("/v1/audit", query, AuditAnswer)
            assert (answer.checkpoint.scope, len(answer.rows)) == (f"branch:{OTHER}", 1)
        for after in ("-1", "x", "9" * 30):
            with pytest.raises(ServerRefused, match="malformed"):
                stranger.get("/v1/audit", {"after": after}, AuditAnswer)
