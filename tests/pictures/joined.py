"""The made-up branch at a real server: four laptops, one with its walk alone, one long silent, one shut out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select, update

from desktop.domain.grants import Part
from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.grants import give_grant
from desktop.operations.helping import ask_for_help
from desktop.operations.laptops import ask_laptops
from desktop.operations.members import list_members, name_me
from desktop.operations.sync import sync_now
from desktop.operations.turfs import give_turf, list_turfs
from desktop.store import sealing
from desktop.store.recovering import set_organisers
from desktop.store.shelf import Shelf
from desktop.store.store import Store
from sync.client.transport import wall_clock
from sync.protocol.enrolment import hash_address, new_code, open_code
from sync.protocol.entries import Scope
from sync.server.database import sqlite_address
from sync.server.devices import revoke_device, split_name
from sync.server.invitations import invite_above
from sync.server.regions import add_branch, make_region
from sync.server.tables import BRANCH, DEVICE
from sync.server.walls import EVERY
from tests.made_up_stores import PASSPHRASE, QUICK, TurnedClock, colleague, made_store
from tests.operations.test_enrolment import first_code
from tests.pictures.demo import DemoBranch
from tests.sync.central import Central, running

_DAY_MS = 24 * 60 * 60 * 1000
_SILENT_DAYS = 12


@contextmanager
def joined(branch: DemoBranch, folder: Path) -> Iterator[Central]:
    """Let the branch join a server whose clock is that of its laptops."""
    organiser, canvasser = branch.organiser, branch.canvasser
    skew_ms = organiser.now_ms() - wall_clock()
    with running(folder / "server", sqlite_address(folder / "ledger.db"), skew_ms=skew_ms) as central:
        enrol(organiser, central.address, first_code(central))
        others = [_colleague(organiser, folder, branch.clock, *each) for each in _OTHERS]
        for store in (canvasser, *others):
            enrol(store, central.address, invite(organiser, Role.CANVASSER).code)
        for store in (organiser, canvasser, *others, organiser):
            sync_now(store)
        give_grant(organiser, _device(canvasser), Part.TURF, branch.walk, instead=True)
        for _ in range(2):  # the second tells the server that the first brought everything
            sync_now(canvasser, may_remove=True)
        add_person(others[0], {"given_name": "Osei"})
        sync_now(others[0])
        _be_silent(central, _device(others[0]), _SILENT_DAYS)
        central.database.write(
            EVERY, lambda writing: revoke_device(writing, _device(others[1]), central.now() - _DAY_MS)
        )
        for store in others:
            store.close()
        sync_now(organiser)
        free = next(turf for turf in list_turfs(organiser) if turf.canvasser is None)
        walker = next(member for member in list_members(organiser) if member.name == _OTHERS[0][0])
        give_turf(organiser, free.id, walker.id)
        sync_now(organiser)
        ask_laptops(organiser)
        yield central


@contextmanager
def coordinator(central: Central, folder: Path, now: datetime) -> Iterator[Store]:
    """Somebody who coordinates the region that the branch is in."""
    code = new_code()
    at = hash_address(open_code(code).address)

    def work(writing: Connection) -> None:
        region = make_region(writing, "North", central.now())
        for branch in writing.scalars(select(BRANCH.c.scope)).all():
            add_branch(writing, region, Scope(branch), central.now())
        invite_above(writing, at, region, "region", central.now())

    central.database.write(EVERY, work)
    store = made_store(folder, TurnedClock(now.replace(tzinfo=UTC)))
    name_me(store, "Rosa Prydderch", "Rosa’s laptop", Role.COORDINATOR)
    enrol(store, central.address, code)
    yield store
    store.close()


def request_for_help(folder: Path) -> str:
    """What a locked laptop asks of an organiser."""
    made_store(folder).close()
    organiser = sealing.public_of(sealing.new_private())
    set_organisers(folder, PASSPHRASE, frozenset([organiser]), floor=QUICK)
    return ask_for_help(folder, "Carys Bowen").text


def shared(folder: Path) -> None:
    """A laptop that three people share."""
    shelf = Shelf(folder)
    for label in ("Gwen", "Iolo", "Eluned"):
        place = shelf.place_for_another() if label != "Gwen" else shelf.first
        made_store(place).close()
        shelf.put_first(place, label)


_OTHERS = (("Carys Bowen", "Ropewalk 6"), ("Ffion Treharne", "Old grey"))


def _colleague(store: Store, folder: Path, clock: TurnedClock, name: str, laptop: str) -> Store:
    made = colleague(store, folder / laptop.replace(" ", "-").lower(), clock)
    name_me(made, name, laptop, Role.CANVASSER)
    return made


def _device(store: Store) -> str:
    kept = store.enrolment.find()
    return kept.device if kept is not None else ""


def _be_silent(central: Central, device: str, days: int) -> None:
    scope, one = split_name(device) or ("", "")
    with central.database.writing(EVERY) as connection:
        connection.execute(
            update(DEVICE)
            .where(DEVICE.c.scope == scope, DEVICE.c.id == one)
            .values(seen_at=central.now() - days * _DAY_MS - _DAY_MS // 24, pending=9)
        )
