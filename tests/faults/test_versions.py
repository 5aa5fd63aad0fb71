"""Programs of version 1 and of today exchange with one another and lose nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.operations.contacts import add_person, count_people
from desktop.store.store import Store
from sync.client.exchange import exchange
from sync.client.reports import SyncReport
from sync.client.transport import Identity, Server, Transport
from tests.faults.laptops import Clock, Laptop, line_of
from tests.faults.servers import ServerProcess
from tests.faults.version_one import OldLaptop, OldServer, old_server
from tests.made_up_stores import colleague, made_store

EXCHANGES = 4


def test_a_laptop_of_version_1_and_one_of_today_hold_the_same_over_a_server_of_today(
    server: ServerProcess, laptops: tuple[Laptop, Laptop]
) -> None:
    first, second = laptops
    old = OldLaptop(line_of(second.store, server.address), first.store.session.scope, "5" * 32)
    for round_number in range(EXCHANGES):
        first.write(2)
        first.settle(server.address)
        old.write(f"Grace {round_number}")
        old.exchange()
        report = first.settle(server.address)
    assert set(old.held) == first.held()
    assert old.digest() == report.scopes[0].digest
    assert first.people() == first.written + second.written + EXCHANGES


@pytest.fixture
def old(tmp_path: Path) -> Iterator[tuple[OldServer, Store, Store]]:
    """A server of version 1, and two stores of one branch."""
    first = made_store(tmp_path / "first", Clock())
    second = colleague(first, tmp_path / "second", Clock())
    with old_server(first.session.scope) as server:
        yield server, first, second
    first.close()
    second.close()


def speak(store: Store, server: OldServer) -> SyncReport:
    """Exchange with a server of version 1."""
    identity = Identity(f"{store.branch.id}.{'d' * 32}", Ed25519PrivateKey.generate())
    line = Transport(Server(server.address, server.key.public_key().public_bytes_raw()), identity)
    try:
        return exchange(store.exchange, line)
    finally:
        line.close()


def test_laptops_of_today_exchange_over_a_server_of_version_1(old: tuple[OldServer, Store, Store]) -> None:
    server, first, second = old
    for n in range(EXCHANGES):
        add_person(first, {"given_name": f"Ada {n}"})
        add_person(second, {"given_name": f"Grace {n}"})
        for store in (first, second, first):
            report = speak(store, server)
            assert (report.pending, report.quarantined, report.forks) == (0, 0, 0)
            assert [scope.agrees for scope in report.scopes] == [True]
    assert count_people(first) == count_people(second) == 2 * EXCHANGES
    assert all(entry.hash for entry in server.entries)


def test_a_server_of_version_1_that_lost_entries_is_sent_them_again_by_their_author(
    old: tuple[OldServer, Store, Store],
) -> None:
    server, first, second = old
    add_person(first, {"given_name": "Ada"})
    add_person(second, {"given_name": "Grace"})
    for store in (first, second, first):
        speak(store, server)
    server.entries = [entry for entry in server.entries if entry.writer == server.entries[0].writer]
    for store in (second, first, second):
        report = speak(store, server)
    assert report.pending == 0
    assert [scope.agrees for scope in report.scopes] == [True]
    assert count_people(first) == count_people(second) == 2
