"""Erasing somebody: their key is destroyed, bodies are emptied, and what comes late from those who did not know is discarded.

Within the push's transaction the erasure is written down, with which key it destroys, and sealed bodies are dropped. After its
commit a line is added to a file beside the database, outside every backup, then the key is destroyed, and what is left of all
that in the databases' files is overwritten. A start does whatever of that is missing, destroys keys anew that came back with a
restored backup of keys, and carries out what a restored database has forgotten, before the server opens. A key that the
subject was given since, because they came back, is another one and stays.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from sync.protocol.audit import What
from sync.protocol.codec import decode
from sync.protocol.entries import Entry, EntryId, Scope, decode_body, whole
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds.erasure import ERASED as KNOWN
from sync.protocol.kinds.erasure import ERASURE as KIND
from sync.server.admission import Admitted, Clerk, keyed
from sync.server.audit import note
from sync.server.database import Database, insert_absent, rows_among
from sync.server.devices import Now
from sync.server.erasure_entries import ErasureEntries
from sync.server.folder import ServerFolder
from sync.server.pushes import ERASED, Pushed, about
from sync.server.scrubbing import Scrubbing
from sync.server.snapshots import SNAPSHOT_KEY, list_snapshots, purge_snapshots
from sync.server.streams import all_streams
from sync.server.subjects import LOST, Doomed, SubjectKeys, hash_key, unseal, with_body, without_body
from sync.server.tables import ENTRY, ERASURE, QUARANTINE
from sync.server.walls import NOTHING, each_branch, list_branches


@dataclass(frozen=True, slots=True)
class Erasing:
    """An erasure that is to be finished after the commit; ``key_hash`` says which key it destroys, if there was one."""

    branch: Scope
    id: EntryId
    subject: str
    key_hash: str


def erased_among(connection: Connection, branch: Scope, subjects: Iterable[str]) -> dict[str, set[str]]:
    """Which of these subjects were erased, and by which erasures."""
    found: dict[str, set[str]] = {}
    wanted = sorted({keyed(subject) for subject in subjects if subject})
    for row in rows_among(connection, (ERASURE.c.subject, ERASURE.c.id), branch, ERASURE.c.subject, wanted):
        found.setdefault(row.subject, set()).add(row.id)
    return found


def late_for(entry: Pushed, erased: dict[str, set[str]]) -> str:
    """The erasure for which an entry comes too late: it is about somebody erased, by somebody who did not know. Or nothing."""
    done = erased.get(keyed(entry.subject), set()) if entry.subject else set()
    if not done or entry.entry is None or not entry.entry.body:
        return ""
    known = set(entry.entry.seen.get(KNOWN, ()))
    return "" if done <= known else f"{ERASED}:{min(done - known)}"


def emptied(entry: Pushed) -> Pushed:
    """The same entry without its body."""
    if entry.entry is None or not entry.entry.body:
        return entry
    bare = msgspec.structs.replace(entry.entry, body="")
    return replace(entry, text=without_body(entry.text, entry.entry), entry=bare)


def discard_late(connection: Connection, branch: Scope, entries: Sequence[Pushed]) -> list[Pushed]:
    """The same entries, those that come too late for an erasure with that as their reason."""
    erased = erased_among(connection, branch, {entry.subject for entry in entries})
    if not erased:
        return list(entries)
    return [replace(one, reason=late) if (late := late_for(one, erased)) else one for one in entries]


def carry_out(
    connection: Connection, clerk: Clerk, pairs: Iterable[tuple[Pushed, Admitted]]
) -> list[Erasing]:
    """Carry out the erasures among entries that were just admitted, inside their transaction."""
    found = []
    for entry, admitted in pairs:
        if not admitted.is_new or entry.entry is None or entry.entry.kind != KIND.name:
            continue
        subject = decode_body(entry.entry).plain.get("subject")
        if isinstance(subject, str) and subject:
            key = clerk.find_key(clerk.branch, keyed(subject))
            found.append(Erasing(clerk.branch, entry.id, keyed(subject), hash_key(key) if key else ""))
            erase(connection, found[-1], clerk.now, key)
            note(connection, clerk.branch, What.ERASED, entry.entry.writer, entry.id, clerk.now)
    return found


def erase(connection: Connection, erasing: Erasing, now: int, key: bytes | None) -> None:
    """Write an erasure down and drop what is held about its subject, inside a writing transaction.

    ``key`` is the subject's as yet: what was written by somebody who knew of the erasure may be here before it, given back
    after a restore, and stays.
    """
    branch, subject = erasing.branch, erasing.subject
    row = {
        "scope": branch,
        "id": erasing.id,
        "subject": subject,
        "erased_at": now,
        "key_hash": erasing.key_hash,
    }
    insert_absent(connection, ERASURE, row)
    for scope in [branch, *all_streams(connection, branch)]:
        _empty_in(connection, scope, erasing, key)
        purge_snapshots(connection, scope)
    _empty_apart(connection, branch, subject)


def _empty_in(connection: Connection, scope: Scope, erasing: Erasing, key: bytes | None) -> None:
    columns = (ENTRY.c.seq, ENTRY.c.id, ENTRY.c.hash, ENTRY.c.text, ENTRY.c.sealed)
    about_them = (ENTRY.c.scope == scope, ENTRY.c.subject == erasing.subject)
    for found in connection.execute(select(*columns).where(*about_them, ENTRY.c.id.is_not(None))).all():
        text, sealed = _kept(found, erasing, {erasing.subject: key} if key else {})
        connection.execute(
            update(ENTRY).where(*about_them, ENTRY.c.seq == found.seq).values(text=text, sealed=sealed)
        )


def _empty_apart(connection: Connection, branch: Scope, subject: str) -> None:
    here = QUARANTINE.c.scope == branch
    connection.execute(update(QUARANTINE).where(here, QUARANTINE.c.subject == subject).values(text=b""))
    unsealed = connection.execute(select(QUARANTINE).where(here, QUARANTINE.c.subject == "")).all()
    for apart in unsealed:
        if apart.text and _subject_of(bytes(apart.text)) == subject:
            place = (QUARANTINE.c.writer == apart.writer, QUARANTINE.c.n == apart.n)
            connection.execute(update(QUARANTINE).where(here, *place).values(text=b""))


class Erasures:
    """Brings erasures to their end after the commit, and at start whatever a crash or a restore left undone. Thread-safe."""

    def __init__(self, folder: ServerFolder, database: Database, keys: SubjectKeys, now: Now) -> None:
        self._folder = folder
        self._database = database
        self._keys = keys
        self._now = now
        self.entries = ErasureEntries(folder, database)
        self._scrubbing = Scrubbing(database, keys.database, now)
        self._waiting: list[Erasing] = []
        self._finishing = threading.Lock()

    def finish(self, erasures: Sequence[Erasing]) -> None:
        """After the commit: note erasures outside the database, destroy the keys, overwrite what is left of both.

        What could not be done the last time is done first.
        """
        if not erasures and not self._is_behind:
            return
        with self._finishing:
            if not erasures and not self._is_behind:  # somebody else did it meanwhile
                return
            self._waiting.extend(erasures)
            for one in self._waiting:
                self._folder.note_erasure(one.branch, one.id, one.subject, one.key_hash)
            for branch in sorted({one.branch for one in self._waiting}):
                self.entries.note(branch, [one.id for one in self._waiting if one.branch == branch])
            self._destroy(self._waiting, {one.branch for one in self._waiting})
            self._waiting.clear()
            if not self._database.is_sqlite:
                self._folder.drop_moved()  # they are in it, too
            self._scrubbing.settle()

    def resume(self) -> None:
        """At start: do what a crash or a restore left undone of every erasure that the file or the database knows."""
        with self._database.reading(NOTHING) as connection:
            which = select(ERASURE.c.scope, ERASURE.c.id, ERASURE.c.subject, ERASURE.c.key_hash)
            rows = [
                row
                for branch in each_branch(connection)
                for row in connection.execute(which.where(ERASURE.c.scope == branch)).all()
            ]
        stored = {
            row.id: Erasing(Scope(row.scope), EntryId(row.id), row.subject, row.key_hash) for row in rows
        }
        noted = {
            one: Erasing(Scope(branch), EntryId(one), subject, key_hash)
            for branch, one, subject, key_hash in self._folder.erasures()
        }
        for one in sorted(noted.keys() - stored.keys()):
            self._erase(noted[one])
        for one in sorted(stored.keys() - noted.keys()):
            found = stored[one]
            self._folder.note_erasure(found.branch, found.id, found.subject, found.key_hash)
        with self._database.reading(NOTHING) as connection:
            branches = list_branches(connection)
        self._destroy([*stored.values(), *noted.values()], branches)
        self._scrubbing.owe()
        self._scrubbing.settle()

    @property
    def _is_behind(self) -> bool:
        return bool(self._waiting) or self._scrubbing.is_owed

    def _erase(self, erasing: Erasing) -> None:
        key = self._keys.find_one(erasing.branch, erasing.subject)

        def anew(connection: Connection) -> None:
            erase(connection, erasing, self._now(), key)
            note(connection, erasing.branch, What.ERASED, "", erasing.id, self._now())

        self._database.write(erasing.branch, anew)

    def _destroy(self, erasures: Sequence[Erasing], branches: Iterable[Scope]) -> None:
        """Destroy the keys that these erasures destroy, and those of these branches' snapshots that are no more."""
        self._keys.destroy(Doomed(one.branch, one.subject, one.key_hash) for one in erasures)
        for branch in branches:
            cached = self._keys.named(branch, SNAPSHOT_KEY)
            if cached:
                with self._database.reading(branch) as connection:
                    kept = list_snapshots(connection)
                self._keys.destroy(one for one in cached if one.subject not in kept)
        self._scrubbing.owe()


def _kept(row: Any, erasing: Erasing, keys: Mapping[str, bytes]) -> tuple[bytes, bytes | None]:
    """What stays of an entry about somebody who is erased: its header, or all of it if its author knew of the erasure."""
    text = bytes(row.text)
    entry = whole(decode(text, Entry))
    if erasing.id not in entry.seen.get(KNOWN, ()):
        bare = (
            without_body(text, entry) if entry.body else text
        )  # an older version took bodies in as they came
        return bare, None
    if row.sealed is None:
        return text, None
    body = unseal(keys, erasing.subject, bytes(row.sealed), erasing.branch, row.id)
    return (text, LOST) if body is None else (with_body(text, body, row.hash), None)


def _subject_of(text: bytes) -> str:
    try:
        entry = whole(decode(text, Entry))
        return keyed(about(entry.kind, entry.eid, decode_body(entry).plain)[0])
    except ProtocolError:
        return ""
