"""Laptops of the world: a journal (in memory, or the real store on SQLCipher), its clock, and a person who writes."""

import shutil
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import msgspec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from desktop.store.binding import DatabaseError
from desktop.store.enrolment import Enrolled
from desktop.store.store import Store
from desktop.store.vault import create_vault, open_vault
from sync.client.errors import ExchangeError, ServerRefused
from sync.client.exchange import exchange
from sync.client.journal import Journal
from sync.client.manners import Manners
from sync.client.reports import SyncReport
from sync.client.transport import Identity
from sync.protocol.boxes import box_private_key
from sync.protocol.clock import Clock
from sync.protocol.entries import EntryId, WriterId
from sync.protocol.kinds import KINDS
from sync.protocol.kinds.erasure import ERASED
from sync.protocol.merge import Folded
from sync.protocol.vouching import ORGANISER
from tests.contracts.memory_journal import MemoryJournal
from tests.made_up_stores import PASSPHRASE, QUICK
from tests.simulator.world import ADDRESS, SCOPE, Crash, World

PEOPLE = tuple(f"{number:032x}" for number in range(1, 6))
FIELDS = ("given_name", "phone", "email")
Entity = tuple[str, str]


class Desk(Protocol):
    """A journal, and a person at it."""

    journal: Journal

    def write(self, kind: str, eid: str, values: dict[str, Any]) -> EntryId: ...
    def held(self) -> set[EntryId]: ...
    def answers_for(self) -> set[EntryId]: ...
    def apart(self) -> set[EntryId]: ...
    def lose(self, entry: EntryId) -> None: ...
    def fold(self, kind: str, eid: str) -> Folded: ...
    def entities(self) -> set[Entity]: ...
    def words(self) -> set[EntryId]: ...
    def known_erasures(self, entry: EntryId) -> Collection[EntryId]: ...
    def crash_within(self, work: int) -> None: ...
    def copy(self, name: int) -> "Desk": ...
    def reopen(self) -> None: ...
    def close(self) -> None: ...
    def wear(self, clock: Callable[[], int]) -> None: ...


class MemoryDesk:
    """The journal that keeps the contract in memory."""

    def __init__(self, journal: MemoryJournal) -> None:
        self._memory = journal
        self.journal: Journal = journal

    def write(self, kind: str, eid: str, values: dict[str, Any]) -> EntryId:
        return self._memory.write(kind, eid, values)

    def held(self) -> set[EntryId]:
        return self._memory.held()

    def answers_for(self) -> set[EntryId]:
        return self.held()

    def apart(self) -> set[EntryId]:
        return set(self._memory._apart)

    def lose(self, entry: EntryId) -> None:
        del self._memory._entries[entry]
        for places in self._memory._places.values():
            places.pop(entry, None)
        self._memory._receipts.pop(entry, None)
        self._memory.recount(SCOPE)

    def fold(self, kind: str, eid: str) -> Folded:
        return self._memory.fold(kind, eid)

    def entities(self) -> set[Entity]:
        found = [entry for entry in self._memory._entries.values() if entry.body]
        return {(entry.kind, entry.eid) for entry in found if entry.kind in KINDS}

    def words(self) -> set[EntryId]:
        return {entry.id for entry in self._memory._entries.values() if entry.body}

    def known_erasures(self, entry: EntryId) -> Collection[EntryId]:
        return self._memory._entries[entry].seen.get(ERASED, ())

    def crash_within(self, work: int) -> None:
        del work  # it has no disk: CrashingJournal ends it between two calls

    def copy(self, name: int) -> "MemoryDesk":
        image = self._memory.image()
        image.rename(name)
        return MemoryDesk(image)

    def reopen(self) -> None:
        return

    def close(self) -> None:
        return

    def wear(self, clock: Callable[[], int]) -> None:
        self._memory._clock = Clock(clock, self._memory._clock.last)


class StoreDesk:
    """The real store in a real vault."""

    def __init__(self, world: World, folder: Path, *, is_new: bool = True) -> None:
        self._world, self._folder = world, folder
        self._now: Callable[[], int] = world.now
        self._store = self._opened(is_new=is_new)
        if is_new:
            self._store.branch.adopt(SCOPE.removeprefix("branch:"), b"k" * 32)
        self.journal: Journal = self._store.exchange

    def _opened(self, *, is_new: bool) -> Store:
        opened = (
            create_vault(self._folder, PASSPHRASE, stretch=QUICK, floor=QUICK).opened
            if is_new
            else open_vault(self._folder, PASSPHRASE, floor=QUICK)
        )
        return Store(
            opened,
            lambda: self._now(),
            lambda: datetime.fromtimestamp(self._now() / 1000, UTC).replace(tzinfo=None),
        )

    def write(self, kind: str, eid: str, values: dict[str, Any]) -> EntryId:
        from desktop.store.journal import Draft
        from desktop.store.projection import seen_heads

        with self._store.transaction():
            folded = self._store.projection.folded(kind, eid)
            entry = self._store.projection.append(Draft(kind, eid, values, seen_heads(folded, values)))[-1]
        return entry.id

    def held(self) -> set[EntryId]:
        return {EntryId(row[0]) for row in self._store.reading.execute("SELECT id FROM entry").fetchall()}

    def answers_for(self) -> set[EntryId]:
        """Own entries, and what was admitted once; what only came on a stick its author sends too."""
        rows = self._store.reading.execute(
            "SELECT id FROM entry WHERE receipt <> '' OR writer IN (SELECT id FROM writer)"
        )
        return {EntryId(row[0]) for row in rows.fetchall()}

    def apart(self) -> set[EntryId]:
        return {
            EntryId(row[0]) for row in self._store.reading.execute("SELECT entry FROM quarantine").fetchall()
        }

    def lose(self, entry: EntryId) -> None:
        with self._store.transaction() as connection:
            row = connection.execute("SELECT rowid, kind, eid FROM entry WHERE id = ?", (entry,)).fetchone()
            connection.execute("DELETE FROM holding WHERE entry = ?", (row[0],))
            connection.execute("DELETE FROM entry WHERE rowid = ?", (row[0],))
            self._store.projection.refold(row[1], row[2])
        self.journal.recount(SCOPE)

    def fold(self, kind: str, eid: str) -> Folded:
        return self._store.projection.folded(kind, eid)

    def entities(self) -> set[Entity]:
        rows = self._store.reading.execute("SELECT DISTINCT kind, eid FROM entry WHERE body <> ''").fetchall()
        return {(row[0], row[1]) for row in rows if row[0] in KINDS}

    def words(self) -> set[EntryId]:
        rows = self._store.reading.execute("SELECT id FROM entry WHERE body <> ''").fetchall()
        return {EntryId(row[0]) for row in rows}

    def known_erasures(self, entry: EntryId) -> Collection[EntryId]:
        row = self._store.reading.execute("SELECT seen FROM entry WHERE id = ?", (entry,)).fetchone()
        found: list[EntryId] = msgspec.json.decode(row[0]).get(ERASED, [])
        return found

    def crash_within(self, work: int) -> None:
        """End the process in the midst of a statement, after so many hundred instructions of the database."""
        left = [work]

        def count() -> int:
            left[0] -= 1
            return left[0] == 0

        with self._store.transaction() as connection:
            connection.set_progress_handler(count, 100)

    def copy(self, name: int) -> "StoreDesk":
        target = self._folder.with_name(f"laptop-{name}")
        self._store.close()
        shutil.copytree(self._folder, target, ignore=shutil.ignore_patterns("lock"))
        self._store = self._opened(is_new=False)
        self.journal = self._store.exchange
        return StoreDesk(self._world, target, is_new=False)

    def joined(self, identity: Identity) -> Store:
        """The store as one that joined the world's server as this device: what goes on sticks is signed by it."""
        private = Encoding.Raw, PrivateFormat.Raw, NoEncryption()
        kept = Enrolled(
            server=ADDRESS,
            server_key=self._world.server_folder.public_key().hex(),
            device=identity.device,
            device_key=identity.key.private_bytes(*private).hex(),
            box_key=box_private_key(identity.key).private_bytes(*private).hex(),
            role=ORGANISER,
        )
        if self._store.enrolment.find() != kept:
            self._store.vouching.keep_box()
            self._store.enrolment.save(kept)
        return self._store

    def reopen(self) -> None:
        self._store.close()
        self._store = self._opened(is_new=False)
        self.journal = self._store.exchange

    def close(self) -> None:
        self._store.close()

    def wear(self, clock: Callable[[], int]) -> None:
        self._now = clock


class CrashingJournal:
    """A journal whose process ends before or after one of its calls."""

    def __init__(self, journal: Journal, calls: int, *, before: bool) -> None:
        self._journal = journal
        self._left = calls
        self._before = before

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._journal, name)

        def call(*given: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left == 0 and self._before:
                raise Crash
            result = method(*given, **named)
            if self._left == 0:
                raise Crash
            return result

        return call


class Laptop:
    """A laptop and whoever writes on it."""

    def __init__(self, world: World, name: int, desk: Desk, identity: Identity) -> None:
        self.world, self.name, self.desk, self.identity = world, name, desk, identity
        self.skew_ms = 0
        self.offset_ms = 0
        desk.wear(lambda: world.now() + self.skew_ms)

    def erase(self, who: str) -> EntryId:
        """Nothing of somebody is to be kept."""
        eid = self.world.random(16).hex()
        erasure = self.desk.write("erasure", eid, {"subject": who})
        self.world.written[erasure] = ("erasure", eid)
        return erasure

    def knew_of_erasure(self, entry: EntryId) -> bool:
        """Whether an entry's author knew of an erasure of whom it is about."""
        return bool(self.desk.known_erasures(entry))

    def delete_all(self) -> None:
        """A mistake: everybody is deleted at once."""
        for who in PEOPLE:
            self._write(who, "contact", who, {"deleted": True})

    def cut(self, turf: str, people: list[str]) -> None:
        """Say what a turf holds."""
        entry = self.desk.write("turf", turf, {"holds": [*people, "e" * 32]})
        self.world.written[entry] = ("turf", turf)

    def write(self) -> None:
        """One thing that a person does."""
        dice = self.world.dice
        who = dice.choice(PEOPLE)
        what = dice.random()
        if what < 0.65:
            values = {dice.choice(FIELDS): f"{self.name}-{dice.randrange(1000)}"}
            self._write(who, "contact", who, values)
        elif what < 0.75:
            tag = dice.choice("xyz")
            self._write(who, "contact", who, {"tags": {dice.choice(("add", "remove")): [tag]}})
        elif what < 0.9:
            attempt = self.world.random(16).hex()
            values = {"household": "e" * 32, "contact": who, "outcome": "talked"}
            self._write(who, "attempt", attempt, values)
        else:
            self._write(who, "contact", who, {"deleted": dice.random() < 0.7})

    def _write(self, who: str, kind: str, eid: str, values: dict[str, Any]) -> None:
        entry = self.desk.write(kind, eid, values)
        self.world.about[entry], self.world.written[entry] = who, (kind, eid)

    def sync(self, journal: Journal | None = None) -> SyncReport | None:
        """One exchange; None if the network or the server said no."""
        line = self.world.line(self.identity, lambda: self.skew_ms)
        line.offset_ms = self.offset_ms
        try:
            return exchange(journal or self.desk.journal, line, Manners(may_remove=True))
        except ExchangeError as fault:
            self.world.note(f"{self.name}: {type(fault).__name__} {fault}")
            if isinstance(fault, ServerRefused) and fault.code == "signature":
                # It enrolled after the backup that the server was put back to: its person asks for another code.
                self.identity = self.world.enrol()
                self.world.note(f"{self.name}: enrols again")
            return None
        finally:
            self.offset_ms = line.offset_ms

    def sync_and_crash(self) -> None:
        """An exchange in whose midst the process ends."""
        dice = self.world.dice
        if dice.random() < 0.5:
            self.desk.crash_within(dice.randint(1, 2000))
        crashing = CrashingJournal(self.desk.journal, dice.randint(1, 60), before=dice.random() < 0.5)
        try:
            self.sync(crashing)
        except (Crash, DatabaseError):
            self.world.note(f"{self.name}: crashed")
        self.desk.reopen()


def shown(folded: Folded) -> object:
    """A fold as it can be compared."""
    siblings = {
        name: [(one.entry, one.value, one.eff) for one in found] for name, found in folded.siblings.items()
    }
    return siblings, {name: sorted(found) for name, found in folded.sets.items()}, folded.is_deleted


def is_own(laptop: Laptop, entry: EntryId, own: set[WriterId]) -> bool:
    """Whether an entry is of one of a laptop's own writers."""
    given = laptop.desk.journal.given_back(SCOPE, [entry])
    return not given or given[0].entry.writer in own
