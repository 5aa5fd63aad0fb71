"""Bodies that the server holds and can read no more, and that somebody gives back.

A ledger that is put back without its erasure keys (their backups are kept for a week only) holds bodies sealed under keys
that are gone, though nobody was erased. Devices are told that those are lost, not erased; they keep theirs, and give them back.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, update

from sync.server.admission import Clerk, at_rest, keyed
from sync.server.database import rows_among
from sync.server.pushes import Pushed
from sync.server.snapshots import purge_snapshots
from sync.server.subjects import unseal
from sync.server.tables import ENTRY

_SEALED = (ENTRY.c.id, ENTRY.c.hash, ENTRY.c.subject, ENTRY.c.sealed)


def regain(connection: Connection, clerk: Clerk, given: Sequence[Pushed]) -> int:
    """Seal bodies that were lost anew, of entries that are held and given back whole; how many. Within a transaction."""
    whole = {one.id: one for one in given if one.entry is not None and one.entry.body and not one.reason}
    rows = rows_among(connection, _SEALED, clerk.branch, ENTRY.c.id, sorted(whole)) if whole else []
    regained = 0
    for row in rows:
        found = whole[row.id]
        is_same = found.entry is not None and found.entry.hash == row.hash
        if row.sealed is None or not is_same or _can_read(clerk, row.id, row.subject, bytes(row.sealed)):
            continue
        text, sealed = at_rest(found, clerk)
        connection.execute(
            update(ENTRY)
            .where(ENTRY.c.scope == clerk.branch, ENTRY.c.id == row.id)
            .values(text=text, sealed=sealed, subject=keyed(found.subject), place=keyed(found.place))
        )
        regained += 1
    if regained:
        purge_snapshots(connection, clerk.branch)
    return regained


def _can_read(clerk: Clerk, entry: str, subject: str, sealed: bytes) -> bool:
    return unseal(clerk.keys, subject, sealed, clerk.branch, entry) is not None
