"""Fault scenarios 11 to 20: what becomes of a server, and what laptops make of it."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.engine import make_url

from desktop.domain.members import Role
from desktop.operations.contacts import add_note, add_person, edit_person, show_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.status import read_status
from sync.client.errors import NotOurServer, ServerRefused, ServerUnreachable
from sync.protocol.enrolment import hash_address, new_code, open_code
from sync.server import ledger as production
from sync.server.heads import Stream
from sync.server.invitations import invite_first
from sync.server.tables import WRITER
from sync.server.walls import EVERY
from tests.faults.branches import Branch, Colleague, branch_in
from tests.faults.dying import KILLED, Order
from tests.faults.pass_rule import check_pass_rule
from tests.faults.proving import PROVES, every
from tests.faults.servers import MORTAL, ROOT, ServerProcess
from tests.faults.wire import wire_to
from tests.sync.central import Central
from tests.sync.clusters import Cluster, postgres_binaries, running_cluster
from tests.sync.server.test_interleavings import DEADLINE, until, waiting


@contextmanager
def held_before_commit(central: Central) -> Iterator[tuple[threading.Event, threading.Event]]:
    """The first transaction that raises a head stops before its COMMIT: set when it has, and to be set to let it go."""
    reached, may_go = threading.Event(), threading.Event()
    engine = central.service._database.engine  # of whoever serves

    def note(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lower().startswith("update head"):
            connection.info["raises"] = True

    def hold(connection: Connection) -> None:
        if connection.info.pop("raises", False) and not reached.is_set():
            reached.set()
            assert may_go.wait(DEADLINE)

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", hold)
    try:
        yield reached, may_go
    finally:
        may_go.set()
        event.remove(engine, "before_cursor_execute", note)
        event.remove(engine, "commit", hold)


def test_11_a_long_transaction_commits_after_a_later_one(branch_on_postgres: Branch) -> None:
    branch = branch_on_postgres
    ann, ben = branch.laptops
    cat = branch.add("cat")
    branch.settle()
    ann.write(5)
    ben.write(3)
    central = branch.server.central
    with held_before_commit(central) as (reached, may_go), ThreadPoolExecutor(2) as hands:
        early = hands.submit(ann.sync_unseen)
        assert reached.wait(DEADLINE)
        late = hands.submit(ben.sync_unseen)
        until(lambda: len(waiting(central)) == 1)
        assert cat.sync_unseen().received == 0  # neither of the two is there
        may_go.set()
        assert (early.result(DEADLINE).sent, late.result(DEADLINE).sent) == (5, 3)
    branch.look()
    assert cat.sync().received == 8
    check_pass_rule(branch)


@pytest.mark.prove
@pytest.mark.slow
def test_12_crash_between_insert_and_commit_and_between_commit_and_reply(
    branch: Branch, tmp_path: Path
) -> None:
    ann, ben = branch.laptops
    order = Order(tmp_path / "order")
    server = ServerProcess(branch.server.folder.path, module=MORTAL, environment=order.environment)
    server.port = int(branch.server.address.rpartition(":")[2])
    branch.server.stop()
    server.begin()
    try:
        epoch = ann.sync().epoch
        ann.write(2)
        order.die_at("answers /v1/push")
        assert _dies(ann, server, order)
        assert ann.unsent() == 2
        assert ann.entries() <= branch.server.ledger(branch.scope).held
        statement, step = 1, every(60)
        while True:
            ben.write()
            ben.sync()
            ann.sync()
            ann.write(2)
            order.die_at(statement)
            if not _dies(ann, server, order):
                break
            assert ann.sync().epoch == epoch
            statement += step
        assert statement > 20
        check_pass_rule(branch)
    finally:
        order.live()
        server.stop()
    branch.server.begin()


def _dies(laptop: Colleague, server: ServerProcess, order: Order) -> bool:
    """Exchange with a server that may die; whether it did, and then begin it again, alive."""
    fault = laptop.try_sync()
    if fault is not None:
        assert isinstance(fault, ServerUnreachable)
        assert server.wait() == KILLED
    order.live()
    if fault is not None:
        server.begin()
    return fault is not None


@pytest.mark.prove
def test_13_restore_from_last_nights_backup_with_the_authors_alive(any_branch: Branch) -> None:
    branch = any_branch
    ann, ben = branch.laptops
    ann.write(3)
    branch.settle()
    backup = branch.server.back_up()
    ann.write(3)
    ben.write(2)
    branch.settle()
    ben.write()
    branch.forgets()
    branch.server.put_back(backup)
    report = ann.sync()
    assert report.given_back == 5  # her own and his
    check_pass_rule(branch)


def test_14_restore_after_which_an_authors_laptop_is_gone_and_another_holds_his_entries(
    large_branch: Branch,
) -> None:
    branch = large_branch
    ann, ben, cat = branch.laptops
    image = branch.server.image()
    person = add_person(ben.store, {"given_name": "Zoë", "phone": "1"}).value
    add_note(ben.store, person, "Asks about the bus", read_aloud=True)
    ben.sync()
    cat.sync()
    branch.leave_out(ben)
    branch.forgets()
    branch.server.put_image_back(image)  # the epoch is put back too: only what cat holds can tell
    assert cat.sync().given_back == 2
    assert ann.sync().received == 2
    check_pass_rule(branch)


def test_15_restored_twice_to_different_points_with_laptops_between_epochs(large_branch: Branch) -> None:
    branch = large_branch
    ann, ben, cat = branch.laptops
    backups = []
    for _ in range(2):
        for laptop in branch.laptops:
            laptop.write()
        ann.sync()
        ben.sync()
        backups.append(branch.server.back_up())
    branch.settle()
    cat.write(2)
    cat.sync()
    epochs = [ann.sync().epoch]
    for backup in (backups[1], backups[0], backups[1]):
        branch.forgets()
        branch.server.put_back(backup)
        speaks = branch.laptops[
            len(epochs) - 1
        ]  # another one each time: the others stay behind, between epochs
        speaks.write()
        epochs.append(speaks.sync().epoch)
        ben.write()
    assert len(set(epochs)) == 4
    check_pass_rule(branch)


@pytest.mark.slow
@pytest.mark.logs_warnings  # SQLAlchemy tells of connections that broke
def test_16_a_replica_is_promoted_that_had_not_received_the_last(cluster: Cluster, tmp_path: Path) -> None:
    binaries = postgres_binaries()
    assert binaries is not None
    with (
        running_cluster(binaries) as primary,
        wire_to(
            f"http://127.0.0.1:{primary.port}"
        ) as wire,  # the one address at which the server knows its database
    ):
        database = make_url(primary.new_database())
        name = str(database.database)
        database = database.set(port=int(wire.address.rpartition(":")[2]))
        with (
            branch_in(tmp_path, database.render_as_string(hide_password=False)) as branch,
            running_cluster(binaries, primary) as replica,
        ):
            ann, ben = branch.laptops
            epoch = ann.sync().epoch
            written = primary.ask(name, "SELECT pg_current_wal_lsn()")
            until(lambda: bool(replica.ask(name, f"SELECT pg_last_wal_replay_lsn() >= '{written}'")))
            replica.stop()
            ann.write(3)
            ann.sync()
            ben.sync()
            ben.write(2)
            ben.sync()
            primary.stop()
            replica.start()
            replica.promote()
            branch.forgets()
            wire.lead_to(f"http://127.0.0.1:{replica.port}")
            report = ann.sync()
            assert report.epoch != epoch
            assert report.given_back == 3
            check_pass_rule(branch)


@pytest.mark.slow
@pytest.mark.prove
@pytest.mark.parametrize("keeps_key", [False, True] if PROVES else [False])
def test_17_a_wiped_server_at_the_same_address(large_branch: Branch, *, keeps_key: bool) -> None:
    branch = large_branch
    ann, ben, cat = branch.laptops
    ann.write(2)
    cat.write(2)
    branch.settle()
    branch.leave_out(cat)
    ann.write()
    branch.forgets()
    branch.server.wipe(keeps_key=keeps_key)
    fault = ann.try_sync()
    if keeps_key:
        assert isinstance(fault, ServerRefused)
        assert fault.code == "signature"  # it knows no device any more
    else:
        assert isinstance(fault, NotOurServer)
    assert ann.unsent() == 1
    assert read_status(ann.store).reason
    code = new_code()
    at = hash_address(open_code(code).address)
    central = branch.server.central
    central.database.write(EVERY, lambda writing: invite_first(writing, at, "Mill Lane", central.now()))
    enrol(ann.store, branch.server.address, code)
    ann.sync()
    enrol(ben.store, branch.server.address, invite(ann.store, Role.CANVASSER).code)
    ben.sync()
    ledger = branch.server.ledger(branch.scope)
    assert branch.promised <= ledger.held | ledger.apart.keys()
    assert bool(ledger.apart) != keeps_key  # of Cat's entries nobody can prove anything by another key
    if ledger.apart:
        assert set(ledger.apart.values()) == {"receipt"}
        central.service.intake.admit_apart(branch.scope)
    check_pass_rule(branch)
    assert not branch.server.ledger(branch.scope).apart


@contextmanager
def room_on_disk(central: Central, pages: int) -> Iterator[None]:
    """A disk on which the ledger may grow by so many pages."""
    engine = central.service._database.engine  # of whoever serves
    with central.database.reading(EVERY) as connection:
        most = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + pages

    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={most}")

    event.listen(engine, "connect", limit)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", limit)
        engine.dispose()


@pytest.mark.logs_warnings  # the server's log says that the database does not take it
def test_18_disk_full_during_a_push(branch: Branch) -> None:
    ann, ben = branch.laptops
    ann.write_much(150)
    before = branch.server.ledger(branch.scope)
    refused = 0
    for pages in range(0, 1000, every(12)):
        with room_on_disk(branch.server.central, pages):
            fault = ann.try_sync()
        if fault is None:
            break
        refused += 1
        assert isinstance(fault, ServerUnreachable)
        assert fault.reason == "busy"
        assert (ann.unsent(), branch.server.ledger(branch.scope)) == (150, before)
    assert refused > 2
    assert ben.sync().received == 150
    check_pass_rule(branch)


@pytest.mark.slow
def test_19_the_server_moves_from_sqlite_to_postgresql_while_laptops_are_offline(
    branch: Branch, cluster: Cluster
) -> None:
    ann, ben = branch.laptops
    person = add_person(ann.store, {"given_name": "Ada", "phone": "1"}).value
    branch.settle()
    edit_person(ben.store, person, {"phone": "2"})
    ann.write(3)
    server = branch.server
    server.stop()
    address = cluster.new_database()
    words = [
        sys.executable,
        "-m",
        "sync.server.main",
        "move",
        "--data",
        str(server.folder.path),
        "--to",
        address,
    ]
    done = subprocess.run(
        [*words, "--json"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    branch.look()
    assert isinstance(ann.try_sync(), ServerUnreachable)
    server.database = address
    server.begin()
    assert (ann.unsent(), ben.unsent()) == (3, 1)
    assert (ann.sync().sent, ben.sync().sent) == (3, 1)
    ann.sync()
    assert show_person(ann.store, person).value("phone") == "2"
    check_pass_rule(branch)


def test_20_two_transactions_that_want_two_locks_crosswise(
    branch_on_postgres: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch = branch_on_postgres
    ann, _ = branch.laptops
    ann.write(3)
    central, writer = branch.server.central, ann.store.session.writer
    crossing, pushes = threading.Event(), _counted(monkeypatch)
    tries: list[int] = []

    def cross(connection: Connection) -> None:
        """Hold the head and want the writer, while a push holds the writer and wants the head."""
        tries.append(1)
        Stream.lock(connection, branch.scope)
        if len(tries) == 1:
            crossing.set()
            until(lambda: len(waiting(central)) == 1)
        connection.execute(
            select(WRITER).where(WRITER.c.scope == branch.scope, WRITER.c.writer == writer).with_for_update()
        )

    with ThreadPoolExecutor(2) as hands:
        crossed = hands.submit(central.database.write, EVERY, cross)
        assert crossing.wait(DEADLINE)
        sent = hands.submit(ann.sync_unseen)
        crossed.result(DEADLINE)
        assert sent.result(DEADLINE).sent == 3
    assert len(tries) + len(pushes) == 3  # one of the two was broken off, and begun anew
    branch.look()
    check_pass_rule(branch)


def _counted(patch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often the taking in of a push began."""
    began: list[int] = []
    take_push: Callable[..., Any] = production.take_push

    def counted(*given: Any) -> Any:
        began.append(1)
        return take_push(*given)

    patch.setattr(production, "take_push", counted)
    return began
