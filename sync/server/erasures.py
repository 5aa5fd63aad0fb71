"""Erasing somebody: their key is destroyed, bodies are emptied, and what comes late from those who did not know is discarded.

Within the push's transaction the erasure is written down and sealed bodies are dropped. After its commit a line is added to
a file beside the database, outside every backup, and the key is destroyed. A start does whatever of that is missing, and
carries out anew what a restored database has forgotten, before the server opens.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select, update

from sync.protocol.codec import decode
from sync.protocol.entries import Entry, EntryId, Scope, decode_body, whole
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds.erasure import ERASED as KNOWN
from sync.protocol.kinds.erasure import ERASURE as KIND
from sync.server.admission import Admitted, keyed
from sync.server.database import Database, insert_absent, rows_among
from sync.server.folder import ServerFolder
from sync.server.pushes import ERASED, Pushed, about
from sync.server.snapshots import purge_snapshots
from sync.server.streams import all_streams
from sync.server.subjects import SubjectKeys
from sync.server.tables import ENTRY, ERASURE, QUARANTINE


@dataclass(frozen=True, slots=True)
class Erasing:
    """An erasure that is to be finished after the commit."""

    branch: Scope
    id: EntryId
    subject: str


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


def discard_late(connection: Connection, branch: Scope, entries: Sequence[Pushed]) -> list[Pushed]:
    """The same entries, those that come too late for an erasure with that as their reason."""
    erased = erased_among(connection, branch, {entry.subject for entry in entries})
    if not erased:
        return list(entries)
    return [replace(one, reason=late) if (late := late_for(one, erased)) else one for one in entries]


def carry_out(
    connection: Connection, branch: Scope, pairs: Iterable[tuple[Pushed, Admitted]], now: int
) -> list[Erasing]:
    """Carry out the erasures among entries that were just admitted, inside their transaction."""
    found = []
    for entry, admitted in pairs:
        if not admitted.is_new or entry.entry is None or entry.entry.kind != KIND.name:
            continue
        subject = decode_body(entry.entry).plain.get("subject")
        if isinstance(subject, str) and subject:
            found.append(erase(connection, Erasing(branch, entry.id, keyed(subject)), now))
    return found


def erase(connection: Connection, erasing: Erasing, now: int) -> Erasing:
    """Write an erasure down and drop what is held about its subject."""
    branch, subject = erasing.branch, erasing.subject
    row = {"scope": branch, "id": erasing.id, "subject": subject, "erased_at": now}
    insert_absent(connection, ERASURE, row)
    scopes = [branch, *all_streams(connection, branch)]
    connection.execute(
        update(ENTRY).where(ENTRY.c.scope.in_(scopes), ENTRY.c.subject == subject).values(sealed=None)
    )
    for apart in connection.execute(select(QUARANTINE).where(QUARANTINE.c.scope == branch)).all():
        if apart.text and _subject_of(bytes(apart.text)) == subject:
            connection.execute(
                update(QUARANTINE)
                .where(
                    QUARANTINE.c.scope == branch,
                    QUARANTINE.c.writer == apart.writer,
                    QUARANTINE.c.n == apart.n,
                )
                .values(text=b"")
            )
    for scope in scopes:
        purge_snapshots(connection, scope)
    return erasing


def finish(folder: ServerFolder, keys: SubjectKeys, erasures: Sequence[Erasing]) -> None:
    """After the commit: note erasures outside the database, then destroy the keys."""
    for one in erasures:
        folder.note_erasure(one.branch, one.id, one.subject)
        keys.destroy(one.branch, one.subject)


def resume(folder: ServerFolder, database: Database, keys: SubjectKeys, now: Callable[[], int]) -> None:
    """At start: do what a crash or a restore left undone of every erasure that the file or the database knows."""
    with database.reading() as connection:
        stored = {
            Erasing(Scope(row.scope), EntryId(row.id), row.subject)
            for row in connection.execute(select(ERASURE.c.scope, ERASURE.c.id, ERASURE.c.subject))
        }
    noted = {Erasing(Scope(branch), EntryId(one), subject) for branch, one, subject in folder.erasures()}
    for one in sorted(noted - stored, key=lambda one: one.id):
        database.write(lambda connection, one=one: erase(connection, one, now()))  # type: ignore[misc]
    for one in sorted(stored - noted, key=lambda one: one.id):
        folder.note_erasure(one.branch, one.id, one.subject)
    for one in sorted(noted - stored, key=lambda one: one.id):
        keys.destroy(one.branch, one.subject)
    for one in sorted(stored - noted, key=lambda one: one.id):
        keys.destroy(one.branch, one.subject)


def _subject_of(text: bytes) -> str:
    try:
        entry = whole(decode(text, Entry))
        return keyed(about(entry.kind, entry.eid, decode_body(entry).plain)[0])
    except ProtocolError:
        return ""
