"""The log of what was done: a chain for each branch, held against what was signed of it. On both databases."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from sync.client.errors import ServerRefused
from sync.client.grants import change_grants
from sync.client.transport import Transport
from sync.protocol.audit import (
    SERVER_LOG,
    AuditAnswer,
    Fault,
    What,
    chained,
    first_fault,
    verify_checkpoint,
)
from sync.protocol.entries import Scope
from sync.protocol.messages import SnapshotState
from sync.server.audit import all_rows, note, read_head
from sync.server.auditing import kept_checkpoints
from sync.server.backups import back_up
from sync.server.database import Database
from sync.server.devices import CANVASSER, ORGANISER
from sync.server.restoring import restore
from sync.server.service import Service
from sync.server.tables import AUDIT, AUDIT_HEAD
from sync.server.verifying import LogVerdict, verify_logs
from sync.server.walls import NOTHING
from tests.contracts.authors import Author
from tests.sync.central import BRANCH, SCOPE, Central, running
from tests.sync.server.test_command import run
from tests.sync.server.test_pushes import push

OTHER = "c" * 32


def rows_of(central: Central, log: Scope = SCOPE) -> list[tuple[str, str, str, int]]:
    with central.database.reading(NOTHING) as connection:
        return [(row.what, row.who, row.about, row.count) for row in all_rows(connection, log)]


def verdict(central: Central, log: Scope = SCOPE) -> LogVerdict:
    key = Ed25519PublicKey.from_public_bytes(central.folder.public_key())
    with central.database.reading(NOTHING) as connection:
        found = verify_logs(connection, key, kept_checkpoints(central.folder))
    return next(one for one in found if one.log == log)


def asked(line: Transport, after: int = 0) -> AuditAnswer:
    return line.get("/v1/audit", {"after": str(after)}, AuditAnswer)


def test_what_is_done_about_laptops_is_noted_with_who_did_it(central: Central) -> None:
    first = central.enrol()
    other = central.enrol(role=CANVASSER)
    line = central.line(first)
    change_grants(line, other.device, [Scope(f"training:{BRANCH}")], [SCOPE])
    central.revoke(other)
    assert rows_of(central) == [
        (What.ENROLLED, first.device, "", 0),
        (What.ENROLLED, other.device, first.device, 0),
        (What.GRANT_ENDED, first.device, f"{other.device} {SCOPE}", 0),
        (What.GRANT_GIVEN, first.device, f"{other.device} training:{BRANCH}", 0),
        (What.REVOKED, "", other.device, 0),
    ]
    central.revoke(other)  # twice is as once
    assert len(rows_of(central)) == 5
    assert [row[0] for row in rows_of(central, SERVER_LOG)] == [What.EPOCH, What.INVITED]
    assert verdict(central).fault == ""


def test_what_a_push_does_is_noted_with_it(central: Central) -> None:
    line = central.line(central.enrol())
    author = Author(1, SCOPE)
    erasure = author.write("erasure", "e" * 32, {"subject": "d" * 32})
    push(central, line, [erasure])
    push(central, line, [erasure])
    assert rows_of(central)[1:] == [(What.ERASED, author.writer, erasure.id, 0)]


def test_a_snapshot_that_is_given_out_is_noted_once_a_day_for_each_laptop(central: Central) -> None:
    identity = central.enrol()
    line = central.line(identity)
    push(central, line, [Author(1, SCOPE).write("branch", "a" * 32, {"name": "Made up"})])
    for _ in range(3):
        line.post("/v1/snapshots", {}, SnapshotState, {"scope": SCOPE})
    assert rows_of(central)[1:] == [(What.SNAPSHOT_GIVEN, identity.device, SCOPE, 1)]
    central.skew_ms += 25 * 60 * 60 * 1000
    line.learn_time(central.now())
    line.post("/v1/snapshots", {}, SnapshotState, {"scope": SCOPE})
    assert len(rows_of(central)) == 3


def test_what_is_rolled_back_is_not_noted(central: Central) -> None:
    central.enrol()
    before = rows_of(central)

    def fail(connection: Connection) -> None:
        note(connection, SCOPE, What.BACKED_UP, "", "", central.now())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        central.database.write(SCOPE, fail)
    assert rows_of(central) == before
    assert verdict(central).fault == ""


def test_many_hands_at_two_workers_make_one_chain_without_a_fork(central: Central) -> None:
    central.enrol()
    workers = [central.database, Database(central.database.address)]

    def work(database: Database) -> None:
        for _ in range(25):
            database.write(SCOPE, lambda writing: note(writing, SCOPE, What.BACKED_UP, "", "", central.now()))

    hands = [threading.Thread(target=work, args=(database,)) for database in workers * 3]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    workers[1].close()
    assert len(rows_of(central)) == 151
    assert verdict(central).fault == ""


def test_the_database_refuses_a_second_row_after_the_same_one(central: Central) -> None:
    central.enrol()
    with central.database.reading(NOTHING) as connection:
        first = next(all_rows(connection, SCOPE))
    fork = chained(SCOPE, first.__class__(n=2, at=1, what="x", hash="", prev=first.prev))
    row = {"scope": SCOPE, "n": 2, "at": 1, "what": "x", "who": "", "about": "", "counted": 0}

    def work(connection: Connection) -> None:
        connection.execute(insert(AUDIT).values(**row, prev_hash=fork.prev, hash=fork.hash))

    with pytest.raises(IntegrityError):
        central.database.write(SCOPE, work)


def _of(n: int) -> ColumnElement[bool]:
    return (AUDIT.c.scope == SCOPE) & (AUDIT.c.n == n)


def _cut_one(connection: Connection, n: int = 5) -> None:
    connection.execute(delete(AUDIT).where(_of(n)))


def _cut_and_mend_the_head(connection: Connection, n: int = 5) -> None:
    _cut_one(connection, n)
    last = connection.scalar(select(AUDIT.c.hash).where(_of(n - 1)))
    connection.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.scope == SCOPE).values(n=n - 1, hash=last))


def _delete_all(connection: Connection) -> None:
    connection.execute(delete(AUDIT).where(AUDIT.c.scope == SCOPE))
    connection.execute(delete(AUDIT_HEAD).where(AUDIT_HEAD.c.scope == SCOPE))


def _alter(connection: Connection, n: int = 3) -> None:
    connection.execute(update(AUDIT).where(_of(n)).values(who="somebody else"))


def _remove_from_the_midst(connection: Connection) -> None:
    connection.execute(delete(AUDIT).where(_of(3)))


def _write_anew(connection: Connection) -> None:
    """Everything from row 3 on says something else, and hangs together."""
    rows = list(all_rows(connection, SCOPE))
    _delete_all(connection)
    for row in rows:
        who = row.who if row.n < 3 else "somebody else"
        note(connection, SCOPE, What(row.what), who, row.about, row.at, row.count)


def _add_behind_the_head(connection: Connection) -> None:
    n, last = read_head(connection, SCOPE)
    note(connection, SCOPE, What.BACKED_UP, "", "", 1)
    connection.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.scope == SCOPE).values(n=n, hash=last))


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (_cut_one, Fault.CUT),
        (_cut_and_mend_the_head, Fault.CUT),
        (_delete_all, Fault.CUT),
        (_alter, Fault.HASH),
        (_remove_from_the_midst, Fault.GAP),
        (_write_anew, Fault.REWRITTEN),
        (_add_behind_the_head, Fault.CHAIN),
    ],
)
def test_whatever_is_done_to_the_log_is_found(
    central: Central, tamper: Callable[[Connection], None], fault: Fault
) -> None:
    central.enrol()
    for _ in range(4):
        central.database.write(
            SCOPE, lambda writing: note(writing, SCOPE, What.BACKED_UP, "", "", central.now())
        )
    central.service.auditing.mark()
    assert (verdict(central).fault, verdict(central).rows) == ("", 5)
    central.database.write(SCOPE, tamper)
    assert verdict(central).fault == fault


def test_a_checkpoint_that_the_server_did_not_sign_is_found(central: Central) -> None:
    central.enrol()
    central.service.auditing.mark()
    (line,) = [one for one in central.folder.checkpoints() if SCOPE.encode() in one]
    central.folder.note_checkpoints([line.replace(b'"n":1', b'"n":9')])
    assert verdict(central).fault == Fault.FORGED


def test_after_a_restore_what_is_lost_is_told_as_that(database_address: str, tmp_path: Path) -> None:
    folder = tmp_path / "server"
    with running(folder, database_address) as central:
        line = central.line(central.enrol())
        push(central, line, [Author(1, SCOPE).write("contact", "d" * 32, {"given_name": "Adah"})])
        made = back_up(central.folder, central.database, tmp_path / "backups", central.now())
        central.enrol(role=CANVASSER)
        central.service.auditing.mark()
        assert verdict(central).rows == 3
    restore(central.folder, database_address, made.ledger)
    database = Database(database_address)
    Service(database, central.folder, central.now).auditing.mark()
    again = Central(central.folder, database)
    found = verdict(again)
    assert found.fault == ""
    (lost,) = found.lost
    assert lost.from_at <= lost.until_at
    assert What.EPOCH in [row[0] for row in rows_of(again)]
    again.database.write(SCOPE, lambda writing: _alter(writing, 2))
    assert verdict(again).fault == Fault.HASH
    again.service.keys.close()
    database.close()


def test_an_hour_and_a_start_leave_a_checkpoint(central: Central) -> None:
    central.enrol()
    with central.service.auditing.marking(0.01):
        pass
    kept = kept_checkpoints(central.folder)
    key = Ed25519PublicKey.from_public_bytes(central.folder.public_key())
    for one in kept:
        verify_checkpoint(key, one)
    assert {one.scope for one in kept} == {SCOPE, SERVER_LOG}
    count = len(kept)
    assert central.service.auditing.mark() == 0  # nothing has moved
    central.skew_ms += 25 * 60 * 60 * 1000
    assert central.service.auditing.mark() == 0  # however long: the file grows with the logs alone
    central.enrol()
    assert central.service.auditing.mark() == 1
    assert len(kept_checkpoints(central.folder)) == count + 1


def test_an_organisers_laptop_is_told_rows_that_lead_to_the_checkpoint(central: Central) -> None:
    line = central.line(central.enrol())
    central.enrol(role=CANVASSER)
    answer = asked(line)
    assert first_fault(SCOPE, answer.rows) is None
    assert (answer.checkpoint.n, answer.checkpoint.hash) == (2, answer.rows[-1].hash)
    verify_checkpoint(Ed25519PublicKey.from_public_bytes(central.folder.public_key()), answer.checkpoint)
    assert [row.n for row in asked(line, 1).rows] == [2]
    assert asked(line, 2).rows == []


def test_nobody_is_told_another_branchs_log_and_a_canvasser_none(central: Central) -> None:
    central.enrol()
    with pytest.raises(ServerRefused, match="role"):
        asked(central.line(central.enrol(role=CANVASSER)))
    stranger = central.line(central.enrol(OTHER, ORGANISER))
    assert [row.what for row in asked(stranger).rows] == [What.ENROLLED]
    assert asked(stranger).checkpoint.scope == f"branch:{OTHER}"


def test_refused_requests_are_counted_in_one_row(central: Central) -> None:
    identity = central.enrol(role=CANVASSER)
    line = central.line(identity)
    for _ in range(7):
        with pytest.raises(ServerRefused, match="not_found"):
            line.get("/v1/pull", {"scope": f"branch:{OTHER}", "epoch": central.service.epoch}, AuditAnswer)
    central.service.auditing.mark()
    assert rows_of(central)[1:] == [(What.REFUSED, "", f"not_found {identity.device}", 7)]


def test_the_command_says_whether_the_log_holds(tmp_path: Path, embedded: Central) -> None:
    embedded.enrol()
    embedded.service.auditing.mark()
    where = ["--data", str(embedded.folder.path), "--database", embedded.database.address]
    done = run("audit", "verify", *where, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["holds"]
    witness = tmp_path / "witness.json"
    checkpoint = asked(embedded.line(embedded.enrol(role=ORGANISER))).checkpoint
    written = {name: getattr(checkpoint, name) for name in checkpoint.__struct_fields__}
    witness.write_text(json.dumps({"checkpoints": [written]}))
    assert run("audit", "verify", *where, "--witness", str(witness)).returncode == 0
    shown = run("audit", "show", *where, "--branch", BRANCH, "--json")
    assert [json.loads(line)["what"] for line in shown.stdout.splitlines()] == ["enrolled", "enrolled"]
    embedded.database.write(SCOPE, lambda writing: _cut_and_mend_the_head(writing, 2))
    assert run("audit", "verify", *where).returncode == 0  # what the folder keeps does not know it
    broken = run("audit", "verify", *where, "--witness", str(witness))
    assert broken.returncode == 1
    assert "DOES NOT HOLD at row 2" in broken.stdout
    witness.write_text("nothing of the kind")
    refused = run("audit", "verify", *where, "--witness", str(witness))
    assert (refused.returncode, "--witness" in refused.stderr) == (1, True)
