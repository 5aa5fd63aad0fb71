"""What goes into a bundle for a stick, and keeping what came in one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec

from desktop.store.acknowledging import Acknowledging
from desktop.store.attachments import Attachments
from desktop.store.comparisons import Comparisons
from desktop.store.rows import Rows
from desktop.store.transactions import Transactions
from sync.protocol.codec import decode
from sync.protocol.entries import Entry, EntryId, Landed, Scope
from sync.protocol.errors import ProtocolError
from sync.protocol.messages import CHUNK_BYTES, CarriedPush, PushRequest, Quarantined

_AT_ONCE = 500
NOT_HANDED_ON = (
    "signature NOT IN (SELECT value FROM json_each("
    "coalesce((SELECT value FROM setting WHERE name = 'handed_on'), '[]')))"
)
"""Of a carried push: that the server was not given it in this epoch."""


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
        """Own entries that the server has neither acknowledged nor brought back, as pushes."""
        for state in self._acknowledging.writers():
            after = state.acked_n
            while entries := self._acknowledging.entries(state.writer, after, _AT_ONCE):
                placed = self._placed([entry.id for entry in entries])
                for is_placed, run in groupby(entries, key=lambda entry: entry.id in placed):
                    if not is_placed:
                        yield _push(epoch, list(run))
                after = entries[-1].n

    def weigh(self) -> int:
        """About how many entries and pieces of attachments a bundle has, to say how far it is."""
        row = self.reading.execute(
            "SELECT (SELECT count(*) FROM entry WHERE receipt <> '')"
            " + (SELECT coalesce(sum((size + ?1 - 1) / ?1), 0) FROM attachment WHERE is_whole)",
            (CHUNK_BYTES,),
        ).fetchone()
        return max(1, int(row[0]))

    def attachment_names(self) -> list[str]:
        """The attachments that are held whole."""
        rows = self.reading.execute("SELECT id FROM attachment WHERE is_whole ORDER BY id")
        return [row[0] for row in rows.fetchall()]

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

    def keep_carried(self, push: CarriedPush) -> bool:
        """Keep a colleague's push for the server; whether it was not here yet. Inside a transaction."""
        done = self.writing.execute(
            "INSERT OR IGNORE INTO carried (device, signature, push) VALUES (?, ?, ?)",
            (push.device, push.signature, push.push),
        )
        return bool(done.rowcount)

    def carried(self, limit: int) -> list[CarriedPush]:
        """Carried pushes that were not handed on in this epoch, the oldest first."""
        rows = self.reading.execute(
            f"SELECT device, signature, push FROM carried WHERE {NOT_HANDED_ON} ORDER BY rowid LIMIT ?",  # noqa: S608 - our own constants
            (limit,),
        )
        return [CarriedPush(device=row[0], signature=row[1], push=row[2]) for row in rows.fetchall()]

    def note_handed_on(self, pushes: Sequence[CarriedPush]) -> None:
        """The server has taken these. They stay until all has come back: it may yet be put back. Inside a transaction."""
        self.writing.execute(
            "INSERT INTO setting (name, value) VALUES ('handed_on', ?1) ON CONFLICT (name) DO UPDATE SET value ="
            " (SELECT json_group_array(value) FROM (SELECT value FROM json_each(setting.value)"
            " UNION SELECT value FROM json_each(?1)) WHERE value IN (SELECT signature FROM carried))",
            (msgspec.json.encode([one.signature for one in pushes]).decode(),),
        )

    def forget_handed_on(self) -> None:
        """Another epoch began: all are to be handed on again. Inside a transaction."""
        self.writing.execute("DELETE FROM setting WHERE name = 'handed_on'")

    def drop_handed_on(self) -> None:
        """Let go of carried pushes of which every entry has come back from the server. Inside a transaction."""
        rows = self.writing.execute("SELECT rowid, push FROM carried").fetchall()
        for rowid, push in rows:
            try:
                ids = [entry.id for entry in decode(push.encode(), PushRequest).entries]
            except ProtocolError:
                continue
            if self._placed(ids) >= set(ids):
                self.writing.execute("DELETE FROM carried WHERE rowid = ?", (rowid,))

    def note_apart(self, quarantined: Sequence[Quarantined]) -> int:
        """Note which of the own entries that went on a stick the server keeps apart, and empty those that it discarded.

        Inside a transaction. What was acknowledged by number it told of then.
        """
        reasons = {one.id: one.reason for one in quarantined}
        rows = self.writing.execute(
            "SELECT entry.id FROM entry JOIN writer ON writer.id = entry.writer AND entry.n > writer.acked_n"
            " WHERE entry.id IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(list(reasons)).decode(),),
        ).fetchall()
        own = [EntryId(row[0]) for row in rows]
        self._acknowledging.note_apart([Quarantined(id=one, reason=reasons[one]) for one in own])
        return len(own)

    def _placed(self, ids: Sequence[EntryId]) -> set[EntryId]:
        """Which of these entries have a place in a scope of the server's: it told so itself."""
        rows = self.reading.execute(
            "SELECT entry.id FROM entry WHERE entry.id IN (SELECT value FROM json_each(?))"
            " AND EXISTS (SELECT 1 FROM holding WHERE holding.entry = entry.rowid AND holding.seq > 0)",
            (msgspec.json.encode(list(ids)).decode(),),
        )
        return {EntryId(row[0]) for row in rows.fetchall()}

    def want(self, name: str, size: int) -> bool:
        """Note that an attachment is on its way; whether it is lacking here. Inside a transaction."""
        self._attachments.want(name, size)
        return not self._attachments.is_whole(name)


def _push(epoch: str, entries: list[Entry]) -> PushRequest:
    return PushRequest(
        epoch=epoch, writer=entries[0].writer, from_n=entries[0].n, prev=entries[0].prev, entries=entries
    )
