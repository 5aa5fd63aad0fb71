"""A snapshot on its way: its chunks are kept one by one, and nothing of it counts before all of it was checked."""

import msgspec

from desktop.store.applying import Applying
from desktop.store.rows import Rows
from desktop.store.transactions import Transactions
from sync.client.journal import Applied
from sync.protocol.digest import Digest
from sync.protocol.entries import Landed, Scope, received
from sync.protocol.errors import ProtocolError
from sync.protocol.messages import SnapshotState
from sync.protocol.scopes import branch_of
from sync.protocol.snapshot import read_snapshot, snapshot_id

_SLICE, _LONG_SLICE = 50, 2000  # entries in one transaction, while somebody works and while nobody does


class Snapshots(Rows):
    """At most one snapshot at a time."""

    def __init__(self, base: Transactions, applying: Applying) -> None:
        super().__init__(base)
        self._applying = applying

    def chunks(self, snapshot: str) -> frozenset[int]:
        """The chunks of a snapshot that are kept; those of others are dropped."""
        with self.base.transaction() as connection:
            connection.execute("DELETE FROM snapshot_chunk WHERE snapshot <> ?", (snapshot,))
        rows = self.reading.execute("SELECT i FROM snapshot_chunk WHERE snapshot = ?", (snapshot,))
        return frozenset(row[0] for row in rows.fetchall())

    def keep_chunk(self, snapshot: str, index: int, content: bytes) -> None:
        """Keep one chunk."""
        with self.base.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO snapshot_chunk (snapshot, i, body) VALUES (?, ?, ?)",
                (snapshot, index, content),
            )

    def take(self, scope: Scope, state: SnapshotState, epoch: str) -> Applied | None:
        """Check the chunks against name, count and digest; then take the entries in, and the scope's place last.

        In slices, between which others may write; what a crash leaves behind is held by id and counts for nothing.
        """
        rows = self.reading.execute(
            "SELECT body FROM snapshot_chunk WHERE snapshot = ? ORDER BY i", (state.id,)
        ).fetchall()
        content = b"".join(bytes(row[0]) for row in rows)
        landed = _checked(scope, state, content) if snapshot_id(content) == state.id else None
        new = 0
        if landed is not None:
            place = 0
            while place < len(landed):
                count = _SLICE if self.base.is_shared() else _LONG_SLICE
                new += self._applying.take(scope, landed[place : place + count], epoch).new
                place += count
            self._applying.finish_snapshot(scope, state.seq, Digest.from_text(state.digest))
        with self.base.transaction() as connection:
            connection.execute("DELETE FROM snapshot_chunk")
        return Applied(new) if landed is not None else None


def _checked(scope: Scope, state: SnapshotState, content: bytes) -> list[Landed] | None:
    """The entries of a snapshot, if they are entries, and together have the digest that they are said to have."""
    landed: list[Landed] = []
    try:
        for block in read_snapshot(content):
            for one in block:
                landed.append(msgspec.structs.replace(one, entry=received(one.entry)))
    except ProtocolError:
        return None
    digest = Digest().plus_all((one.entry.id, one.entry.hash) for one in landed).text()
    is_whole = digest == state.digest and all(0 < one.seq <= state.seq for one in landed)
    is_ours = {branch_of(one.entry.scope) for one in landed} <= {branch_of(scope)}
    return landed if is_whole and is_ours else None
