"""Bodies that the server holds and can read no more, and that somebody gives back.

A ledger that is put back without its erasure keys (their backups are kept for a week only) holds bodies sealed under keys
that are gone, though nobody was erased. Devices are told that those are lost, not erased; they keep theirs, and give them back.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, update

from sync.protocol.entries import Scope
from sync.server.admission import Clerk, at_rest, keyed, placed
from sync.server.database import rows_among
from sync.server.heads import Stream
from sync.server.pushes import Pushed
from sync.server.snapshots import purge_snapshots
from sync.server.streams import all_streams, open_streams, settle
from sync.server.subjects import unseal
from sync.server.tables import ENTRY

_SEALED = (ENTRY.c.id, ENTRY.c.hash, ENTRY.c.subject, ENTRY.c.sealed, ENTRY.c.text)


class _Words(msgspec.Struct, frozen=True):
    body: str = ""


_words = msgspec.json.Decoder(_Words)


def regain(connection: Connection, clerk: Clerk, given: Sequence[Pushed]) -> int:
    """Seal bodies that were lost anew, of entries that are held and given back whole; how many. Within a transaction."""
    whole = {one.id: one for one in given if one.entry is not None and one.entry.body and not one.reason}
    rows = rows_among(connection, _SEALED, clerk.branch, ENTRY.c.id, sorted(whole)) if whole else []
    regained = 0
    for row in rows:
        found = whole[row.id]
        is_same = found.entry is not None and found.entry.hash == row.hash
        if not is_same or _can_read(clerk, row):
            continue
        text, sealed = at_rest(found, clerk)
        for scope in [clerk.branch, *all_streams(connection, clerk.branch)]:
            connection.execute(
                update(ENTRY)
                .where(ENTRY.c.scope == scope, ENTRY.c.id == row.id)
                .values(text=text, sealed=sealed, subject=keyed(found.subject), place=placed(found))
            )
        regained += 1
    if regained:
        _follow(connection, clerk.branch)
    return regained


def _follow(connection: Connection, branch: Scope) -> None:
    """What can be read again may say where it belongs: let streams hold it, and make snapshots anew."""
    Stream.lock(connection, branch)
    purge_snapshots(connection, branch)
    for scope in all_streams(connection, branch):
        purge_snapshots(connection, scope)
    for scope in open_streams(connection, branch):
        settle(connection, branch, scope)


def _can_read(clerk: Clerk, row: Any) -> bool:
    if row.sealed is None:  # in plain, or somebody gave it back without its body
        return bool(_words.decode(bytes(row.text)).body)
    return unseal(clerk.keys, row.subject, bytes(row.sealed), clerk.branch, row.id) is not None
