"""A branch that meets a fault: its server, its laptops, and everything that anybody was ever told is sent.

The client is the program's own store and operations, the server the program's own over HTTP on loopback, in a thread that
may stop, be put back and begin again at the same address. Whatever a laptop does is followed by a look at whether each of
them tells the truth; ``tests.faults.pass_rule`` says what must be so in the end.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import select

from desktop.domain.members import Role
from desktop.domain.sent import SentState
from desktop.operations.contacts import add_person
from desktop.operations.members import name_me
from desktop.operations.sent import list_sent
from desktop.operations.status import read_status
from desktop.operations.sync import sync_now
from desktop.store.enrolment import Enrolled
from desktop.store.store import Store
from desktop.store.vault import open_vault
from desktop.wording.strip import strip_sentence
from sync.client.errors import ExchangeError
from sync.client.reports import SyncReport
from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId, Scope, scope_of
from sync.server.backups import back_up
from sync.server.database import Database, sqlite_address
from sync.server.folder import ServerFolder
from sync.server.restoring import restore
from sync.server.tables import ENTRY, HEAD, QUARANTINE
from sync.server.walls import EVERY
from tests.faults.laptops import Clock, Laptop
from tests.made_up_stores import PASSPHRASE, QUICK
from tests.sync.central import Central, running

_ACKNOWLEDGED = (SentState.SENT, SentState.KEPT_APART)


@dataclass(frozen=True)
class Ledger:
    """What the server has of a branch: entries with a place, entries that lie apart and why, the head and two digests."""

    held: frozenset[EntryId]
    apart: dict[EntryId, str]
    head: int
    digest: str
    counted: str
    """The digest counted anew from the entries."""


class BranchServer:
    """The server of a branch. Backing up and putting back are what the server's own commands do."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = ServerFolder(folder)
        self.database = database or sqlite_address(self.folder.ledger)
        self.certificate: tuple[Path, Path] | None = None
        self.skew_ms = 0
        self._stack = ExitStack()
        self._port = 0
        self._made = count(1)
        self.begin()

    def begin(self) -> None:
        """Begin, at the address that it had before."""
        serving = running(self.folder.path, self.database, port=self._port, certificate=self.certificate)
        self.central: Central = self._stack.enter_context(serving)
        self._runs = True
        self.central.skew_ms = self.skew_ms
        self.address = self.central.address
        self._port = int(self.address.rpartition(":")[2])

    def stop(self) -> None:
        """Stop; it may begin again."""
        self._runs = False
        self._stack.close()

    def turn_clock(self, by_ms: int) -> None:
        """Turn the server's clock."""
        self.skew_ms += by_ms
        self.central.skew_ms = self.skew_ms

    def back_up(self) -> Path:
        """Write a backup, check it, and tell laptops of it."""
        database = Database(self.database)
        try:
            at = self.central.now() + 1000 * next(self._made)  # each has a name of its own
            return back_up(self.folder, database, self.folder.path.parent / "backups", at).ledger
        finally:
            database.close()

    def put_back(self, backup: Path) -> None:
        """Put a backup back, and begin."""
        self.stop()
        restore(self.folder, self.database, backup)
        self.begin()

    def image(self) -> Path:
        """Copy its whole folder, with what lies outside the database."""
        self.stop()
        target = self.folder.path.parent / f"image-{next(self._made)}"
        shutil.copytree(self.folder.path, target)
        self.begin()
        return target

    def put_image_back(self, image: Path) -> None:
        """Put its whole folder back, so that nothing on it tells that it was put back."""
        self.stop()
        shutil.rmtree(self.folder.path)
        shutil.copytree(image, self.folder.path)
        self.begin()

    def wipe(self, *, keeps_key: bool) -> None:
        """Begin anew at the same address over an empty folder, or one that holds nothing but the server's key."""
        self.stop()
        key = self.folder.path / "server.key"
        kept = key.read_bytes() if keeps_key else b""
        shutil.rmtree(self.folder.path)
        self.folder = ServerFolder(self.folder.path)
        if kept:
            key.write_bytes(kept)
            key.chmod(0o600)
        self.begin()

    def ledger(self, scope: Scope) -> Ledger:
        """What is in the database now, also while the server stands still."""
        database = self.central.database if self._runs else Database(self.database)
        try:
            with database.reading(EVERY) as connection:
                rows = connection.execute(
                    select(ENTRY.c.id, ENTRY.c.hash).where(ENTRY.c.scope == scope, ENTRY.c.id.is_not(None))
                ).all()
                apart = connection.execute(
                    select(QUARANTINE.c.id, QUARANTINE.c.reason).where(QUARANTINE.c.scope == scope)
                ).all()
                head = connection.execute(select(HEAD).where(HEAD.c.scope == scope)).first()
        finally:
            if not self._runs:
                database.close()
        held = [(EntryId(row.id), row.hash) for row in rows]
        return Ledger(
            frozenset(entry for entry, _ in held),
            {EntryId(row.id): row.reason for row in apart},
            head.head if head else 0,
            head.digest if head else Digest().text(),
            Digest().plus_all(held).text(),
        )


class Colleague(Laptop):
    """A laptop of the branch. ``has_heard`` is false from when the server was put back until it has answered."""

    def __init__(self, branch: "Branch", name: str, clock: Clock, store: Store | None = None) -> None:
        super().__init__(branch.folder / name, clock, store)
        self.branch, self.name = branch, name
        self.has_heard = True
        self.ever: set[EntryId] = set()

    def join(self, role: Role) -> None:
        """Have a name, and be a device that the server knows."""
        name_me(self.store, self.name.title(), f"{self.name.title()}’s", role)
        server = self.branch.server
        identity = server.central.enrol(branch=self.store.branch.id, role=role.value)
        self.store.enrolment.save(
            Enrolled(
                server=server.address,
                server_key=server.folder.public_key().hex(),
                device=identity.device,
                device_key=identity.key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex(),
                box_key="00" * 32,
                role=role.value,
            )
        )

    @property
    def device(self) -> str:
        """Its name at the server."""
        kept = self.store.enrolment.find()
        assert kept is not None
        return kept.device

    def write(self, count: int = 1) -> None:
        """Write about somebody new."""
        for _ in range(count):
            self.written += 1
            add_person(self.store, {"given_name": f"{self.name.title()} {self.written}"})
        self.branch.look()

    def write_much(self, count: int) -> None:
        """Write about so many people at once."""
        with self.store.transaction():
            for number in range(count):
                self.store.contacts.add({"given_name": f"{self.name.title()} of many {number}"})
        self.branch.look()

    def sync(self, address: str = "", **how: Any) -> SyncReport:
        """Send and receive, as the program does; raises what it raises."""
        try:
            report = self.sync_unseen(address, **how)
        except Exception:
            self.branch.look()
            raise
        self.branch.look()
        return report

    def sync_unseen(self, address: str = "", **how: Any) -> SyncReport:
        """The same while others do too, so that nobody can look at one moment of it."""
        kept = self.store.enrolment.find()
        assert kept is not None
        wanted = address or self.branch.server.address
        if kept.server != wanted:
            self.store.enrolment.save(replace(kept, server=wanted))
        report = sync_now(self.store, **how).value.report
        self.has_heard = True
        return report

    def try_sync(self, address: str = "", **how: Any) -> ExchangeError | None:
        """Send and receive over what may fail; why it did."""
        try:
            self.sync(address, **how)
        except ExchangeError as fault:
            return fault
        return None

    def entries(self) -> set[EntryId]:
        """Every entry in the store, whoever wrote it."""
        return {EntryId(row[0]) for row in self.store.reading.execute("SELECT id FROM entry").fetchall()}

    def unsent(self) -> int:
        """How many entries the strip says are not sent."""
        status = read_status(self.store)
        return status.pending_visits + status.pending_other

    def look(self, ledger: Ledger) -> None:
        """Look whether what it tells of what is sent is so."""
        rows = list_sent(self.store)
        told = {state: [row for row in rows if row.state is state] for state in SentState}
        unsent = told[SentState.NOT_SENT]
        visits = sum(row.kind == "attempt" for row in unsent)
        status = read_status(self.store)
        assert (status.pending_visits, status.pending_other) == (visits, len(unsent) - visits), self.name
        if unsent or not status.carried:
            expected = f"Saved on this laptop. {_words(visits, len(unsent) - visits)}"
            assert strip_sentence(status).startswith(expected), (self.name, strip_sentence(status))
        if self.has_heard:
            discarded = {EntryId(row.id) for row in told[SentState.ERASED]}
            lacking = {EntryId(row.id) for row in rows} - ledger.held - ledger.apart.keys() - discarded
            assert lacking <= {row.id for row in unsent}, f"{self.name} calls sent what is not"
        self.branch.promised |= {EntryId(row.id) for state in _ACKNOWLEDGED for row in told[state]}
        self.branch.discarded |= {EntryId(row.id) for row in told[SentState.ERASED]}
        self.ever |= self.entries()

    def image(self) -> Path:
        """Copy its vault, as an image of its disk holds it."""
        with self.shut() as folder:
            target = folder.with_name(f"{folder.name}-image-{len(list(folder.parent.iterdir()))}")
            shutil.copytree(folder, target)
        return target

    def put_back(self, image: Path) -> None:
        """Go on from an image: whatever was written since is gone from this laptop."""
        with self.shut() as folder:
            shutil.rmtree(folder)
            shutil.copytree(image, folder)
        self.ever, self.has_heard = set(), False

    def reopen(self) -> None:
        """End the program and start it again."""
        with self.shut():
            pass

    @contextmanager
    def shut(self) -> Iterator[Path]:
        """Its vault's folder while the program does not run."""
        folder = self.store.folder
        self.store.close()
        try:
            yield folder
        finally:
            self.store = _opened(folder, self.clock)


class Branch:
    """A server and its laptops, of which the first is an organiser's."""

    def __init__(self, folder: Path, database: str = "", laptops: int = 2) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.key: tuple[str, bytes] | None = None
        self.promised: set[EntryId] = set()
        self.discarded: set[EntryId] = set()
        self.server = BranchServer(folder / "server", database)
        self.laptops: list[Colleague] = []
        for name in ("ann", "ben", "cat", "dee")[:laptops]:
            self.add(name, Role.CANVASSER if self.laptops else Role.ORGANISER).write()
        self.settle()

    @property
    def scope(self) -> Scope:
        """The branch's scope."""
        assert self.key is not None
        return scope_of(self.key[0])

    def add(self, name: str, role: Role = Role.CANVASSER, skew_ms: int = 0) -> Colleague:
        """One more laptop, which has joined and not yet received anything; its clock may be wrong from the first."""
        clock = Clock()
        clock.skew_ms = skew_ms
        laptop = Colleague(self, name, clock)
        if self.key:
            laptop.store.branch.adopt(*self.key)
        else:
            self.key = (laptop.store.branch.id, laptop.store.branch.key)
        laptop.join(role)
        self.laptops.append(laptop)
        return laptop

    def twin(self, laptop: Colleague, image: Path) -> Colleague:
        """A second laptop that uses a copy of the first one's profile."""
        clock = Clock()
        twin = Colleague(self, f"{laptop.name}-twin", clock, _opened(image, clock))
        self.laptops.append(twin)
        return twin

    def leave_out(self, laptop: Colleague) -> None:
        """A laptop is destroyed, or shut out: it is none of the branch's living ones any more."""
        self.laptops.remove(laptop)
        laptop.close()

    def forgets(self) -> None:
        """The server is about to be put back: laptops cannot know it before they have spoken to it."""
        for laptop in self.laptops:
            laptop.has_heard = False

    def look(self) -> None:
        """Look whether every laptop tells the truth at this moment."""
        ledger = self.server.ledger(self.scope)
        for laptop in self.laptops:
            laptop.look(ledger)

    def settle(self) -> list[SyncReport]:
        """Everybody exchanges until everybody has everything; the reports of the last round."""
        for _ in range(2):
            reports = [laptop.sync() for laptop in self.laptops]
        return reports

    def close(self) -> None:
        """Shut everything."""
        for laptop in self.laptops:
            laptop.close()
        self.server.stop()


@contextmanager
def branch_in(folder: Path, database: str = "", laptops: int = 2) -> Iterator[Branch]:
    """A branch, until the end."""
    branch = Branch(folder, database, laptops)
    try:
        yield branch
    finally:
        branch.close()


def _opened(folder: Path, clock: Clock) -> Store:
    return Store(open_vault(folder, PASSPHRASE, floor=QUICK), clock.now_ms, clock.local_now)


def _words(visits: int, others: int) -> str:
    parts = [
        f"{number:,} {noun}{'' if number == 1 else 's'}"
        for number, noun in ((visits, "visit"), (others, "change"))
        if number
    ]
    return f"{' and '.join(parts)} not yet sent." if parts else "Everything is sent."
