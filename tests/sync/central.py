"""A central server for tests: the real one, on loopback, in a thread, with a clock that can be set."""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi.dependencies import models
from sqlalchemy.dialects.postgresql.base import PGDialect

from sync.client.transport import Identity, Server, Transport, wall_clock
from sync.protocol.enrolment import hash_address
from sync.protocol.entries import Scope, scope_of
from sync.protocol.messages import EnrolRequest
from sync.server import invitations
from sync.server.database import Database
from sync.server.devices import CANVASSER, ORGANISER, find_device, list_devices, revoke_device
from sync.server.folder import ServerFolder
from sync.server.listening import Place, address_of, bind
from sync.server.pacing import Paces
from sync.server.schema import migrate
from sync.server.service import Service
from sync.server.serving import make_server
from sync.server.walls import EVERY, NOTHING, add_serving_role
from sync.server.web import make_app
from tests.sync.clusters import SERVING

BRANCH = "b" * 32
SCOPE = scope_of(BRANCH)


class Central:
    """A running server and the keys to its back door. ``database`` is as the owner of the tables has it."""

    def __init__(
        self, folder: ServerFolder, database: Database, skew_ms: int = 0, serving: Database | None = None
    ) -> None:
        self.folder = folder
        self.database = database
        self.skew_ms = skew_ms
        self.service = Service(serving or database, folder, self.now, paces=Paces(time.monotonic))
        self.address = ""

    @property
    def server(self) -> Server:
        """The server as a device knows it."""
        return Server(self.address, self.folder.public_key())

    def now(self) -> int:
        """The server's time."""
        return wall_clock() + self.skew_ms

    def enrol(self, branch: str = BRANCH, role: str = ORGANISER) -> Identity:
        """Enrol a device without stretching a code; the first of a branch makes it."""
        address = secrets.token_hex(32)
        with self.database.writing(EVERY) as connection:
            if invitations._has_device(connection, scope_of(branch)):
                made = (hash_address(address), scope_of(branch), branch, role, "00", "")
                inviter = self._first_of(branch)
                made = (*made[:5], inviter)
                invitations._keep(connection, made, self.now(), self.now() + 60_000)
            else:
                invitations.invite_first(connection, hash_address(address), branch, self.now())
        key = Ed25519PrivateKey.generate()
        asked = EnrolRequest(
            address=address,
            device_key=key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
            box_key="00" * 32,
            laptop="A made-up laptop",
            request_id="",
            proposed_branch=branch,
        )
        device, _, _ = self.database.write(
            NOTHING, lambda writing: invitations.accept(writing, asked, self.now())
        )
        return Identity(device.name, key)

    def line(self, identity: Identity, skew_ms: int = 0) -> Transport:
        """A device's transport; ``skew_ms`` is how wrong the laptop's clock is."""
        return Transport(self.server, identity, now_ms=lambda: wall_clock() + skew_ms)

    def device(self, branch: str = BRANCH, role: str = CANVASSER) -> Transport:
        """A transport of a freshly enrolled device."""
        return self.line(self.enrol(branch, role))

    def revoke(self, identity: Identity) -> None:
        """Revoke a device."""
        self.database.write(EVERY, lambda writing: revoke_device(writing, identity.device, self.now()))

    def scopes_of(self, identity: Identity) -> frozenset[Scope]:
        """The scopes granted to a device."""
        with self.database.reading(EVERY) as connection:
            device = find_device(connection, identity.device, self.now())
        assert device is not None
        return device.scopes

    def _first_of(self, branch: str) -> str:
        with self.database.reading(NOTHING) as connection:
            return next(row.device for row in list_devices(connection) if row.branch == branch)


@contextmanager
def running(
    folder: Path,
    database_address: str,
    *,
    port: int = 0,
    certificate: tuple[Path, Path] | None = None,
    skew_ms: int = 0,
    pooler: int = 0,
) -> Iterator[Central]:
    """A server over a database, listening on loopback until the end; over HTTPS with a certificate and its key.

    On PostgreSQL it serves as a role that owns nothing, through a pooler if one listens at a port.
    """
    database = Database(database_address)
    migrate(database)
    serving = None if database.is_sqlite else _as_who_serves(database, pooler)
    central = Central(ServerFolder(folder), database, skew_ms, serving)
    place = Place("127.0.0.1", port, *(certificate or ()))
    ready = threading.Event()
    with bind(place) as bound:
        central.address = address_of(bound, place)
        server = make_server(make_app(central.service), place, ready.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        assert ready.wait(20)
        try:
            yield central
        finally:
            server.should_exit = True
            thread.join(20)
            central.service.keys.close()
            if serving is not None:
                serving.close()
            database.close()
            forget_functions()


def forget_functions() -> None:
    """FastAPI keeps thousands of the functions that it serves, and in ours a whole server: a process of tests has many.

    SQLAlchemy keeps what it asked PostgreSQL's catalogue, and with it whoever asked.
    """
    for place in (models, PGDialect):
        for function in vars(place).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()


def _as_who_serves(database: Database, port: int) -> Database:
    database.write(NOTHING, lambda connection: add_serving_role(connection, SERVING))
    url = database.engine.url.set(
        drivername="postgresql", username=SERVING, port=port or database.engine.url.port
    )
    return Database(url.render_as_string(hide_password=False))
