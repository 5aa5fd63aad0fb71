"""A world in one process: a server with its disk, laptops, a clock, and a network that loses, repeats and delays.

Nothing here waits, and nothing is drawn but from the seed: the same seed gives the same trace. The server is the
production service on SQLite behind the production front; laptops run the production exchange over a line that calls it.
"""

import atexit
import hashlib
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection, select

from sync.client.errors import ServerUnreachable
from sync.client.line import Carried
from sync.client.transport import Identity, Server, Transport
from sync.protocol.boxes import box_private_key
from sync.protocol.codec import decode
from sync.protocol.digest import Digest
from sync.protocol.enrolment import hash_address
from sync.protocol.entries import Entry, EntryId, Scope, scope_of
from sync.protocol.messages import EnrolRequest
from sync.server import invitations, pulls
from sync.server.database import Database, sqlite_address
from sync.server.devices import ORGANISER, list_devices, revoke_device, split_name
from sync.server.folder import ServerFolder
from sync.server.front import Asked, Front
from sync.server.granting import Change, change_grants
from sync.server.heads import read_heads
from sync.server.refusals import Refused
from sync.server.remembered import read_marks
from sync.server.schema import migrate
from sync.server.service import Service
from sync.server.streams import open_streams, settle
from sync.server.tables import ENTRY, GRANT, QUARANTINE
from sync.server.walls import EVERY, list_branches

BRANCH = "b" * 32
SCOPE = scope_of(BRANCH)
TRAINING = Scope(f"training:{BRANCH}")
TURFS = ("7" * 32, "8" * 32)
BEGINS_MS = 1_790_000_000_000
ADDRESS = "http://127.0.0.1:1"
MOST_REQUESTS = 5_000
"""In one seed, which makes a few hundred."""


class Crash(Exception):
    """A laptop's process ended here."""


class ServerCrash(BaseException):
    """The server's process ended here; no barrier of the server's own catches it."""


class CrashingDatabase(Database):
    """A ledger whose process may end before or after a commit."""

    crash = ""
    written = 0
    """Transactions that wrote, so that who looks at the ledger knows whether to look again."""

    @contextmanager
    def writing(self, at: Scope) -> Iterator[Connection]:
        """A transaction that writes; at its end the process ends, if it is to."""
        crash, self.crash = self.crash, ""
        self.written += 1
        with super().writing(at) as connection:
            yield connection
            if crash == "before":
                raise ServerCrash
        if crash:
            raise ServerCrash


class World:
    """The server, the clock and the dice."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.dice = random.Random(seed)
        self.folder = folder
        self.now_ms = BEGINS_MS
        self.trace: list[str] = []
        self.faults = True
        self.backups: list[Path] = []
        self.about: dict[EntryId, str] = {}  # whom entries are about, as their writers said
        self.written: dict[EntryId, tuple[str, str]] = {}  # which entity entries are of
        self._bytes = random.Random(f"{seed} bytes")
        self._requests = 0
        self._made = 0
        self._starts = self._asked = 0
        self._looked: tuple[object, set[EntryId], set[EntryId]] = None, set(), set()
        self.data = folder / "server"
        self.data.mkdir()
        shutil.copy(_empty_ledger(), self.data)
        self.database = CrashingDatabase(sqlite_address(self.data / "ledger.db"))
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
        """Start the server over its folder: two workers, each with what it remembers."""
        self._starts += 1
        self.server_folder = ServerFolder(self.data)
        self.fronts = [
            Front(Service(self.database, self.server_folder, self.now, self.random)) for _worker in range(2)
        ]
        self.now_ms += 10_000  # what was signed before a start is refused

    def stop(self) -> None:
        """Stop the server."""
        self.database.close()
        for front in self.fronts:
            front.service.keys.close()

    def back_up(self) -> None:
        """Copy the ledger and the folder, while nothing is asked."""
        for database in (self.database, *(front.service.keys.database for front in self.fronts)):
            assert database.empty_log()
        self._made += 1
        target = self.folder / f"backup-{self._made}"
        shutil.copytree(self.data, target)
        self.backups.append(target)

    def restore(self, backup: Path, *, with_folder: bool, with_keys: bool = True) -> bool:
        """Put the ledger back; with the folder, even what lies outside the database is as it was.

        Returns whether all that the folder knew to be ended or shut out is still so.
        Without keys, those that open bodies are gone: the disk was lost, and their backup was too old to be kept.
        """
        ended = set() if with_folder else self._ended()
        self.stop()
        if with_folder:
            shutil.rmtree(self.data)
            shutil.copytree(backup, self.data)
        else:
            for part in self.data.glob("ledger.db*"):
                part.unlink()
            for part in backup.glob("ledger.db*"):
                shutil.copy(part, self.data)
        if not with_keys:
            for part in self.data.glob("keys.db*"):
                part.unlink()
        self.start()
        return ended <= self._ended()

    def _ended(self) -> set[tuple[str, ...]]:
        """What the server's folder knows to be ended or shut out."""
        marks = self.fronts[0].service.remembered
        marks.keep()  # as after each change
        with self.database.reading(EVERY) as connection:
            branches = list_branches(connection)
            found = [mark for branch in branches for mark in read_marks(connection, branch).values()]
        return {tuple(map(str, mark.key)) for mark in found if mark.end}

    def held(self) -> set[EntryId]:
        """Every entry in the branch's scope."""
        return set(self._look()[0])

    def words(self) -> set[EntryId]:
        """Every entry of the branch's scope whose body the server can read."""
        return set(self._look()[1])

    def _look(self) -> tuple[set[EntryId], set[EntryId]]:
        """What the ledger holds, and what of it can be read; looked at anew once somebody may have changed it."""
        state = self._starts, self._asked, self.database.written
        if self._looked[0] != state:
            with self.database.reading(EVERY) as connection:
                rows = connection.execute(select(*pulls._COLUMNS).where(ENTRY.c.scope == SCOPE)).all()
                landed = pulls.landed_texts(rows, "", SCOPE, self.fronts[0].service.keys)
            held = {EntryId(row.id) for row in rows if row.id is not None}
            found = (decode(bytes(one.entry), Entry) for one in landed)
            self._looked = state, held, {entry.id for entry in found if entry.body}
        return self._looked[1:]

    def apart(self) -> set[EntryId]:
        """Every entry that lies apart, as of somebody who had the branch's scope no more when it was written."""
        with self.database.reading(EVERY) as connection:
            return {EntryId(row) for row in connection.scalars(select(QUARANTINE.c.id))}

    def enrol(self) -> Identity:
        """A device of the branch, without a code."""
        address = self.random(32).hex()
        with self.database.writing(EVERY) as connection:
            devices = [one for one in list_devices(connection) if not one.revoked_at]
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
            box_key=box_private_key(key).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(),
            laptop="A made-up laptop",
            request_id="",
            proposed_branch=BRANCH,
        )
        device, _, _ = self.database.write(
            EVERY, lambda writing: invitations.accept(writing, asked, self.now_ms, self.random)
        )
        return Identity(device.name, key)

    def revoke(self, identity: Identity) -> None:
        """Shut a laptop out."""
        self.database.write(EVERY, lambda writing: revoke_device(writing, identity.device, self.now_ms))

    def end_grant(self, identity: Identity, *, leaves: Scope | None) -> None:
        """Take the branch's scope from a laptop; without another one it is left with nothing, as by a mistake."""
        change = Change(identity.device, [leaves] if leaves else [], [SCOPE])
        try:
            self._change(change)
        except (
            Refused
        ):  # the turf has not come to this server, or a backup that was put back forgot it, or the laptop
            with suppress(Refused):
                self._change(Change(identity.device, [TRAINING], [SCOPE]))

    def _change(self, change: Change) -> None:
        now = self.now()
        self.database.write(EVERY, lambda writing: change_grants(writing, SCOPE, change, "", now))

    def is_derived(self) -> bool:
        """Whether every stream that is kept holds what its rule says, and counts so."""
        with self.database.writing(EVERY) as connection:
            scopes = open_streams(connection, SCOPE)
            before = read_heads(connection, scopes)
            moved = sum(settle(connection, SCOPE, scope) for scope in scopes)
            counted = [self._digest(connection, head.scope) for head in before]
            return not moved and counted == [head.digest for head in before]

    def _digest(self, connection: Connection, scope: Scope) -> str:
        rows = connection.execute(
            select(ENTRY.c.id, ENTRY.c.hash).where(ENTRY.c.scope == scope, ENTRY.c.id.is_not(None))
        )
        return Digest().plus_all((EntryId(row.id), row.hash) for row in rows).text()

    def is_without(self, identity: Identity) -> bool:
        """Whether a laptop that the server knows has the branch's scope no more."""
        scope, device = split_name(identity.device) or ("", "")
        which = (GRANT.c.scope == scope) & (GRANT.c.device == device) & (GRANT.c.granted == SCOPE)
        with self.database.reading(EVERY) as connection:
            until = connection.scalars(select(GRANT.c.until_at).where(which)).all()
        return bool(until) and None not in until

    def give_grant(self, identity: Identity) -> None:
        """Give it the branch's scope again, beside what it has."""
        self._change(Change(identity.device, [SCOPE]))

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
        world._asked += 1
        if world._asked > MOST_REQUESTS:
            raise AssertionError("somebody asks without end")
        path, _, query = target.partition("?")
        lower = {name.lower(): value for name, value in headers.items()}
        asked = Asked(method, path, query, lower, body, "127.0.0.1")
        fate = world.dice.random() if world.faults else 1.0
        if fate < 0.03:
            world.note(f"lost {path}")
            raise ServerUnreachable("no_connection")
        worker = world.dice.choice(world.fronts)
        if world.faults and world.dice.random() < 0.015:
            world.database.crash = world.dice.choice(("before", "after"))
        try:
            replied = worker.answer(asked)
        except ServerCrash:
            world.note(f"server: crashed at {path}")
            world.stop()
            world.start()
            raise ServerUnreachable("broken_off") from None
        finally:
            world.database.crash = ""
        if replied.status >= 500:
            raise AssertionError(f"{path} {replied.status}")
        if fate < 0.07:
            world.note(f"no answer {path}")
            raise ServerUnreachable("timeout")
        if fate < 0.09:
            world.note(f"twice {path}")
            world.dice.choice(world.fronts).answer(asked)
        return Carried(
            replied.status, {name.lower(): value for name, value in replied.headers.items()}, replied.body
        )

    def close(self) -> None:
        """Nothing is open."""


def quick_folder() -> str | None:
    """A folder in memory for the world's disks, where there is one."""
    shared = Path("/dev/shm")  # noqa: S108 - memory for a disk
    return str(shared) if shared.is_dir() else None


@cache
def _empty_ledger() -> Path:
    """A ledger's file without anything in it, made once by the migrations: that takes as long as a seed's tenth part."""
    folder = TemporaryDirectory(prefix="simulator-", dir=quick_folder())
    atexit.register(folder.cleanup)
    file = Path(folder.name) / "ledger.db"
    database = Database(sqlite_address(file))
    migrate(database)
    assert database.empty_log()
    database.close()
    return file
