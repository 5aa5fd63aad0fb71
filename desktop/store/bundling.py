"""What goes into a bundle for a stick, and keeping what came in one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from desktop.store.acknowledging import Acknowledging
from desktop.store.attachments import Attachments
from desktop.store.comparisons import Comparisons
from desktop.store.rows import Rows
from desktop.store.transactions import Transactions
from sync.protocol.entries import EntryId, Landed, Scope
from sync.protocol.messages import CHUNK_BYTES, CarriedPush, PushRequest

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class HeldAttachment:
    """One chunk of an attachment that is held whole."""

    name: str
    size: int
    index: int
    content: bytes


class Bundling(Rows):
    """Reads for a bundle, and keeps carried pushes."""

    def __init__(
        self,
        base: Transactions,
        attachments: Attachments,
        acknowledging: Acknowledging,
        comparisons: Comparisons,
    ) -> None:
        super().__init__(base)
        self._attachments = attachments
        self._acknowledging = acknowledging
        self._comparisons = comparisons

    def pushes(self, epoch: str) -> Iterator[PushRequest]:
        """Own entries that the server has not acknowledged, as pushes."""
        for state in self._acknowledging.writers():
            after = state.acked_n
            while entries := self._acknowledging.entries(state.writer, after, _AT_ONCE):
                yield PushRequest(
                    epoch=epoch,
                    writer=state.writer,
                    from_n=entries[0].n,
                    prev=entries[0].prev,
                    entries=list(entries),
                )
                after = entries[-1].n

    def admitted(self, scope: Scope) -> Iterator[Sequence[Landed]]:
        """Every entry of a scope that has a receipt, with it, in portions."""
        ids = sorted(one.id for one in self._comparisons.held(scope))
        for start in range(0, len(ids), _AT_ONCE):
            yield self._comparisons.given_back(ids[start : start + _AT_ONCE])

    def pieces(self) -> Iterator[HeldAttachment]:
        """Every attachment that is held whole, chunk by chunk."""
        rows = self.reading.execute(
            "SELECT id, size FROM attachment WHERE is_whole ORDER BY rowid"
        ).fetchall()
        for name, size in rows:
            for index in range(-(-size // CHUNK_BYTES)):
                yield HeldAttachment(name, size, index, self._attachments.chunk(name, index))

    def known(self, ids: Sequence[EntryId]) -> set[EntryId]:
        """Which of these entries the server is known to hold."""
        rows = self.reading.execute(
            "SELECT id FROM entry WHERE receipt <> '' AND id IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(list(ids)).decode(),),
        )
        return {EntryId(row[0]) for row in rows.fetchall()}

    def keep_carried(self, push: CarriedPush) -> None:
        """Keep a colleague's push for the server. Inside a transaction."""
        self.writing.execute(
            "INSERT OR IGNORE INTO carried (device, signature, push) VALUES (?, ?, ?)",
            (push.device, push.signature, push.push),
        )

    def want(self, name: str, size: int) -> bool:
        """Note that an attachment is on its way; whether it is lacking here. Inside a transaction."""
        self._attachments.want(name, size)
        return not self._attachments.is_whole(name)
