"""Laptops of one branch: real stores on SQLCipher, the real exchange, over whatever wire a test lays."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.domain.members import Role
from desktop.operations.contacts import add_person, count_people
from desktop.operations.enrolment import enrol, invite
from desktop.store.store import Store
from sync.client.errors import ExchangeError
from sync.client.exchange import exchange
from sync.client.reports import SyncReport
from sync.client.transport import Identity, Server, Transport, wall_clock
from sync.protocol.entries import EntryId
from tests.faults.servers import ServerProcess
from tests.made_up_stores import TurnedClock, made_store


class Clock(TurnedClock):
    """A clock that goes; ``skew_ms`` is how wrong it is. It may be made to stand."""

    skew_ms = 0
    stands_at: int | None = None

    def now_ms(self) -> int:
        return wall_clock() + self.skew_ms if self.stands_at is None else self.stands_at


class Laptop:
    """Somebody's laptop; with a new store in a folder, unless there is one already."""

    def __init__(self, folder: Path, clock: Clock | None = None, store: Store | None = None) -> None:
        self.clock = clock or Clock()
        self.store: Store = store or made_store(folder, self.clock)
        self.written = 0

    def write(self, count: int = 1) -> None:
        """Write about somebody new."""
        for _ in range(count):
            self.written += 1
            add_person(self.store, {"given_name": f"Ada {self.written}"})

    def people(self) -> int:
        """How many are in the store."""
        return count_people(self.store)

    def held(self) -> set[EntryId]:
        """The entries of the branch that have a place with the server."""
        return {one.id for one in self.store.exchange.held_in(self.store.session.scope)}

    def exchange(self, address: str) -> SyncReport:
        """Exchange over an address. Raises a member of the family ExchangeError, and nothing else."""
        line = line_of(self.store, address)
        try:
            return exchange(self.store.exchange, line)
        finally:
            line.close()

    def try_exchange(self, address: str) -> ExchangeError | None:
        """Exchange over an address that may fail; why it did."""
        try:
            self.exchange(address)
        except ExchangeError as fault:
            return fault
        return None

    def settle(self, address: str) -> SyncReport:
        """Exchange over a good wire, and look that nothing is left over from what happened before."""
        report = self.exchange(address)
        assert (report.pending, report.quarantined, report.forks, report.repaired) == (0, 0, 0, 0)
        assert report.given_back == 0
        assert [scope.agrees for scope in report.scopes] == [True]
        return report

    def close(self) -> None:
        """Shut it."""
        self.store.close()


def line_of(store: Store, address: str) -> Transport:
    """The line of a store's device over an address that leads to its server."""
    kept = store.enrolment.find()
    assert kept is not None
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.device_key))
    return Transport(Server(address, bytes.fromhex(kept.server_key)), Identity(kept.device, key))


def two_laptops(server: ServerProcess, folder: Path) -> tuple[Laptop, Laptop]:
    """Two organisers of a new branch, who both hold what the other has written."""
    first, second = Laptop(folder / "first"), Laptop(folder / "second")
    enrol(first.store, server.address, server.invite(folder.name))
    enrol(second.store, server.address, invite(first.store, Role.ORGANISER).code)
    for laptop in (first, second):
        laptop.write()  # with which it introduces itself
    for laptop in (first, second, first):
        laptop.exchange(server.address)
    return first, second
