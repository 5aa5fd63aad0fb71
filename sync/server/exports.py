"""What laptops say that they took out: noted in the branch's log as well as kept in its ledger."""

from collections.abc import Iterable

from sqlalchemy import Connection

from sync.protocol.audit import What
from sync.protocol.entries import decode_body
from sync.protocol.kinds.export import EXPORT
from sync.server.admission import Admitted, Clerk
from sync.server.audit import note
from sync.server.pushes import Pushed

_MOST = 1 << 53


def note_exports(connection: Connection, clerk: Clerk, pairs: Iterable[tuple[Pushed, Admitted]]) -> None:
    """Note the exports among entries that were just admitted, inside their transaction."""
    for pushed, admitted in pairs:
        entry = pushed.entry
        if entry is None or entry.kind != EXPORT.name or not admitted.is_new:
            continue
        people = decode_body(entry).plain.get("people")
        count = people if type(people) is int and 0 <= people < _MOST else 0
        note(connection, clerk.branch, What.EXPORTED, entry.writer, entry.id, clerk.now, count)
