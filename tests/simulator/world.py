"""A world in one process: a server with its disk, laptops, a clock, and a network that loses, repeats and delays.

Nothing here waits, and nothing is drawn but from the seed: the same seed gives the same trace. The server is the
production service on SQLite behind the production front; laptops run the production exchange over a line that calls it.
"""

import hashlib
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select

from sync.client.errors import ServerUnreachable
from sync.client.line import Carried
from sync.client.transport import Identity, Server, Transport
from sync.protocol.enrolment import hash_address
from sync.protocol.entries import EntryId, scope_of
from sync.protocol.messages import EnrolRequest
from sync.server import invitations
from sync.server.database import Database, sqlite_address
from sync.server.devices import ORGANISER, list_devices, revoke_device
from sync.server.folder import ServerFolder
from sync.server.front import Asked, Front
from sync.server.schema import migrate
from sync.server.service import Service
from sync.server.tables import ENTRY

BRANCH = "b" * 32
SCOPE = scope_of(BRANCH)
BEGINS_MS = 1_790_000_000_000
ADDRESS = "http://127.0.0.1:1"


class Crash(Exception):
    """A process ended here."""


class World:
    """The server, the clock and the dice."""

    def __init__(self, seed: int, folder: Path, template: Path | None = None) -> None:
        self.dice = random.Random(seed)
        self.folder = folder
        self.now_ms = BEGINS_MS
        self.trace: list[str] = []
        self.faults = True
        self.backups: list[Path] = []
        self._bytes = random.Random(f"{seed} bytes")
        self._requests = 0
        self._made = 0
        self.data = folder / "server"
        if template is not None:
            shutil.copytree(template, self.data)
        self.start()

    # The clock and what is random

    def now(self) -> int:
        """The server's time, in ms; every look moves it."""
        self.now_ms += 1
        return self.now_ms

    def random(self, count: int) -> bytes:
        """Bytes from the seed."""
        return self._bytes.randbytes(count)

    def request_id(self) -> str:
        """A fresh request id."""
        self._requests += 1
        return hashlib.sha256(f"request {self._requests}".encode()).hexdigest()[:32]

    def note(self, what: str) -> None:
        """Write a line of the trace."""
        self.trace.append(what)

    # The server

    def start(self) -> None:
        """Start the server over its folder."""
        self.server_folder = ServerFolder(self.data)
        self.database = Database(sqlite_address(self.data / "ledger.db"))
        migrate(self.database)
        self.service = Service(self.database, self.server_folder, self.now, self.random)
        self.front = Front(self.service)
        self.now_ms += 10_000  # what was signed before a start is refused

    def stop(self) -> None:
        """Stop the server."""
        self.database.close()

    def back_up(self) -> None:
        """Copy the ledger and the folder."""
        self.stop()
        self._made += 1
        target = self.folder / f"backup-{self._made}"
        shutil.copytree(self.data, target)
        self.backups.append(target)
        self.start()

    def restore(self, backup: Path, *, with_folder: bool) -> None:
        """Put the ledger back; with the folder, even the epoch outside the database is as it was."""
        self.stop()
        kept = self.data / "epoch"
        epoch = kept.read_bytes()
        shutil.rmtree(self.data)
        shutil.copytree(backup, self.data)
        if not with_folder:
            kept.write_bytes(epoch)
        self.start()

    def held(self) -> set[EntryId]:
        """Every entry in the branch's scope."""
        with self.database.reading() as connection:
            rows = connection.scalars(
                select(ENTRY.c.id).where(ENTRY.c.scope == SCOPE, ENTRY.c.id.is_not(None))
            )
            return {EntryId(row) for row in rows}

    def enrol(self) -> Identity:
        """A device of the branch, without a code."""
        address = self.random(32).hex()
        with self.database.writing() as connection:
            devices = list_devices(connection)
            made_by = devices[0].device if devices else ""
            made = (
                hash_address(address),
                SCOPE if devices else "",
                BRANCH,
                ORGANISER,
                "00" if devices else "",
                made_by,
            )
            invitations._keep(connection, made, self.now_ms, self.now_ms + 1000)
        key = Ed25519PrivateKey.from_private_bytes(self.random(32))
        asked = EnrolRequest(
            address=address,
            device_key=key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
            box_key="00" * 32,
            laptop="A made-up laptop",
            request_id="",
            proposed_branch=BRANCH,
        )
        device, _, _ = self.database.write(
            lambda writing: invitations.accept(writing, asked, self.now_ms, self.random)
        )
        return Identity(device.name, key)

    def revoke(self, identity: Identity) -> None:
        """Shut a laptop out."""
        self.database.write(lambda writing: revoke_device(writing, identity.device, self.now_ms))

    def line(self, identity: Identity, skew_ms: Callable[[], int]) -> Transport:
        """A laptop's line to the server."""
        server = Server(ADDRESS, self.server_folder.public_key())
        return Transport(
            server,
            identity,
            now_ms=lambda: self.now() + skew_ms(),
            request_id=self.request_id,
            line=Network(self),
        )


class Network:
    """Carries requests, or loses them before or after they were answered, or delivers them twice."""

    def __init__(self, world: World) -> None:
        self._world = world

    def carry(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Carried:
        """One request."""
        world = self._world
        path, _, query = target.partition("?")
        lower = {name.lower(): value for name, value in headers.items()}
        asked = Asked(method, path, query, lower, body, "127.0.0.1")
        fate = world.dice.random() if world.faults else 1.0
        if fate < 0.03:
            world.note(f"lost {path}")
            raise ServerUnreachable("no_connection")
        replied = world.front.answer(asked)
        if replied.status >= 500:
            raise AssertionError(f"{path} {replied.status}")
        if fate < 0.07:
            world.note(f"no answer {path}")
            raise ServerUnreachable("timeout")
        if fate < 0.09:
            world.note(f"twice {path}")
            world.front.answer(asked)
        return Carried(
            replied.status, {name.lower(): value for name, value in replied.headers.items()}, replied.body
        )

    def close(self) -> None:
        """Nothing is open."""
