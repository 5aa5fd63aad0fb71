"""A branch for the attacks on custody: its server over HTTP, an organiser's and a canvasser's laptop, clocks that turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.members import Role
from desktop.operations.enrolment import enrol, invite
from desktop.operations.members import name_me
from desktop.operations.sync import sync_now
from desktop.store.enrolment import Enrolled
from desktop.store.status_file import StatusFile, read_status_file
from desktop.store.store import Store
from sync.server.database import sqlite_address
from tests.made_up_stores import TurnedClock, made_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running

DAY_MS = 24 * 60 * 60 * 1000


@dataclass
class Custodians:
    """Ann is the organiser, Ben walks a turf. Both clocks stand until they are turned; the server's goes with Ann's."""

    central: Central
    ann: Store
    ben: Store
    ann_clock: TurnedClock
    ben_clock: TurnedClock

    def turn(self, **by: float) -> None:
        """Let the same time pass for everybody."""
        before = self.ann_clock.now_ms()
        self.ann_clock.turn(**by)
        self.ben_clock.turn(**by)
        self.central.skew_ms += self.ann_clock.now_ms() - before

    def close(self) -> None:
        """Close both laptops."""
        self.ann.close()
        self.ben.close()


def enrolment_of(store: Store) -> Enrolled:
    """What a laptop's joining left behind."""
    kept = store.enrolment.find()
    assert kept is not None
    return kept


def beside(store: Store) -> StatusFile:
    """What lies beside a store for the locked program."""
    found = read_status_file(store.folder)
    assert found is not None
    return found


@contextmanager
def custodians(folder: Path) -> Iterator[Custodians]:
    """Both laptops, joined, with everything sent and a lease each."""
    with running(folder / "server", sqlite_address(folder / "ledger.db")) as central:
        ann_clock, ben_clock = TurnedClock(), TurnedClock()
        ann, ben = made_store(folder / "ann", ann_clock), made_store(folder / "ben", ben_clock)
        name_me(ann, "Ann", "Kitchen", Role.ORGANISER)
        name_me(ben, "Ben", "Blue", Role.CANVASSER)
        enrol(ann, central.address, first_code(central))
        enrol(ben, central.address, invite(ann, Role.CANVASSER).code)
        sync_now(ann)
        sync_now(ben)
        made = Custodians(central, ann, ben, ann_clock, ben_clock)
        try:
            yield made
        finally:
            made.close()
