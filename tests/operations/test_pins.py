"""A laptop accepts the keys alone that its server told of, until these end; what it cannot send stays, and goes later."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol
from desktop.operations.members import name_me
from desktop.operations.sync import sync_now
from desktop.store.store import Store
from sync.client.errors import ServerUnreachable
from sync.client.transport import wall_clock
from sync.protocol.pins import Pins
from sync.protocol.tls_keys import pin_in
from sync.server.database import sqlite_address
from tests.made_up_stores import TurnedClock, made_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running
from tests.sync.certificates import own_certificate

DAYS = 90


class Town:
    """A server with a certificate, the key that is to follow, and a third with which somebody else answers in its place."""

    def __init__(self, folder: Path, clock: TurnedClock) -> None:
        self._folder, self._clock = folder, clock
        self.port = 0
        self._keys: dict[str, tuple[Path, Path]] = {}
        for name in ("now", "next", "other"):
            (folder / name).mkdir()
            self._keys[name] = own_certificate(folder / name)

    def answering(self, name: str) -> AbstractContextManager[Central]:
        """The server, with one of these keys."""
        address = sqlite_address(self._folder / "ledger.db")
        skew_ms = self._clock.now_ms() - wall_clock()
        return running(
            self._folder / "server", address, port=self.port, certificate=self._keys[name], skew_ms=skew_ms
        )

    def authority(self, name: str) -> str:
        """An authority that vouches for it."""
        return str(self._keys[name][0])

    def pins(self, until: int) -> Pins:
        return Pins(keys=[pin_in(self._keys[name][0].read_bytes()) for name in ("now", "next")], until=until)


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def town(tmp_path: Path, clock: TurnedClock) -> Town:
    return Town(tmp_path, clock)


@pytest.fixture
def ann(tmp_path: Path, clock: TurnedClock) -> Iterator[Store]:
    store = made_store(tmp_path / "ann", clock)
    name_me(store, "Ann", "Kitchen", Role.ORGANISER)
    yield store
    store.close()


def join(ann: Store, town: Town, central: Central) -> None:
    """Ann's laptop joins a server that pins its keys, and learns of them with its lease."""
    central.folder.note_pins(town.pins(central.now() + DAYS * 86_400_000))
    enrol(ann, central.address, first_code(central), authorities=town.authority("now"))
    sync_now(ann, authorities=town.authority("now"))


def pending(store: Store) -> int:
    return store.exchange.waiting()


def test_what_answers_with_another_key_is_told_nothing_and_what_was_written_goes_once_a_key_is_known(
    town: Town, clock: TurnedClock, ann: Store
) -> None:
    with town.answering("now") as central:
        town.port = int(central.address.rpartition(":")[2])
        join(ann, town, central)
        assert len(ann.enrolment.pins(clock.now_ms())) == 2
    add_person(ann, {"given_name": "Jo"})
    unsent = pending(ann)
    with town.answering("other"):
        with pytest.raises(ServerUnreachable, match="pin"):
            sync_now(ann, authorities=town.authority("other"))
        assert ann.enrolment.last_failure() == "not_trusted"
        assert pending(ann) == unsent > 0
    with town.answering("next"):
        assert sync_now(ann, authorities=town.authority("next")).value.report.sent == unsent
    add_person(ann, {"given_name": "Flo"})
    clock.turn(days=DAYS + 1)
    with town.answering("other"):  # both keys were lost: the server is spoken to again once they have ended
        sync_now(ann, authorities=town.authority("other"))
        assert pending(ann) == 0


def test_a_server_that_pins_nothing_any_more_is_spoken_to_as_before(
    town: Town, clock: TurnedClock, ann: Store
) -> None:
    with town.answering("now") as central:
        join(ann, town, central)
        assert ann.enrolment.pins(clock.now_ms())
        central.folder.note_pins(None)
        clock.turn(days=1, minutes=1)
        central.skew_ms += 86_460_000
        sync_now(ann, authorities=town.authority("now"))
        assert ann.enrolment.pins(clock.now_ms()) == []
