"""Two servers, each a process of its own, over one database: one ledger, one order, one epoch."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.domain.members import Role
from desktop.operations.enrolment import enrol, invite
from sync.protocol.entries import Scope
from sync.server.database import Database, sqlite_address
from sync.server.tables import ENTRY
from sync.server.walls import EVERY
from tests.faults.laptops import Laptop, two_laptops
from tests.faults.servers import ServerProcess
from tests.sync.clusters import postgres_binaries, running_cluster

ROUNDS = 8


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield sqlite_address(tmp_path / "ledger.db")
        return
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    with running_cluster(binaries) as cluster:
        yield cluster.new_database()


@pytest.fixture
def servers(database: str, tmp_path: Path) -> Iterator[tuple[ServerProcess, ServerProcess]]:
    """Two servers that were started at the same moment over an empty database."""
    pair = tuple(ServerProcess(tmp_path / "server", database=database) for _ in range(2))
    for server in pair:
        server.launch()
    for server in pair:
        assert server.await_ready()
    yield pair[0], pair[1]
    for server in pair:
        server.stop()


def in_turns(laptop: Laptop, addresses: tuple[str, str], faults: list[Exception]) -> None:
    """Write and exchange with one server after the other."""
    try:
        for n in range(ROUNDS):
            laptop.write(3)
            report = laptop.exchange(addresses[n % 2])
            assert (report.pending, report.quarantined, report.forks) == (0, 0, 0)
    except Exception as fault:  # noqa: BLE001 - told in the test's own thread
        faults.append(fault)


def places(database: str, scope: Scope) -> list[int]:
    """The places of the branch's entries."""
    opened = Database(database)
    try:
        with opened.reading(EVERY) as connection:
            return list(
                connection.scalars(select(ENTRY.c.seq).where(ENTRY.c.scope == scope).order_by(ENTRY.c.seq))
            )
    finally:
        opened.close()


@pytest.mark.slow
def test_two_servers_over_one_database_give_one_order_without_a_gap(
    servers: tuple[ServerProcess, ServerProcess], database: str, tmp_path: Path
) -> None:
    first, second = two_laptops(servers[0], tmp_path)
    third = Laptop(tmp_path / "third")
    enrol(third.store, servers[1].address, invite(first.store, Role.CANVASSER).code)
    faults: list[Exception] = []
    one, other = servers[0].address, servers[1].address
    threads = [
        threading.Thread(target=in_turns, args=(laptop, addresses, faults))
        for laptop, addresses in ((first, (one, other)), (second, (other, one)), (third, (one, other)))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    reports = [laptop.settle(address) for laptop in (first, second, third, first) for address in (one, other)]
    assert len({report.epoch for report in reports}) == 1
    assert first.people() == second.people() == third.people() == 2 + 3 * 3 * ROUNDS
    assert first.held() == second.held() == third.held()
    assert places(database, first.store.session.scope) == list(range(1, len(first.held()) + 1))
    servers[1].kill()
    second.write()
    second.settle(one)
    servers[1].begin()
    first.settle(servers[1].address)
    assert first.people() == second.people()
    for laptop in (first, second, third):
        laptop.close()
