"""What the server holds of this laptop's own entries: by their numbers alone, and never by what only came back."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.store.journal import COLUMNS, entry_of
from desktop.store.members import Members
from desktop.store.projection import Projection
from desktop.store.rows import Rows
from desktop.store.session import new_writer
from desktop.store.transactions import Transactions
from sync.client.journal import WriterState
from sync.protocol.digest import Digest
from sync.protocol.entries import NO_ENTRY, Entry, EntryId, WriterId
from sync.protocol.messages import Placed, PushAnswer, Quarantined

_ERASED = "erased"


class _Own(NamedTuple):
    """An own entry, as far as its place matters."""

    rowid: int
    id: EntryId
    hash: str


class Acknowledging(Rows):
    """Own writers and how far the server holds each of them."""

    def __init__(self, base: Transactions, projection: Projection, members: Members) -> None:
        super().__init__(base)
        self._projection = projection
        self._members = members

    def writers(self) -> Sequence[WriterState]:
        """This device's own writers, oldest first; the last is the current one."""
        rows = self.reading.execute(
            "SELECT id, coalesce((SELECT max(n) FROM entry WHERE entry.writer = writer.id), 0), acked_n,"
            " coalesce(nullif(strange_id, ''),"
            " (SELECT entry.id FROM entry WHERE entry.writer = writer.id AND n = acked_n), '') FROM writer ORDER BY rowid"
        ).fetchall()
        return [
            WriterState(WriterId(row[0]), row[1], row[2], EntryId(row[3]))
            for row in rows
            if row[1] or row is rows[-1]
        ]

    def entries(self, writer: WriterId, after_n: int, limit: int) -> Sequence[Entry]:
        """Entries of a writer after a number, in order, at most ``limit``."""
        rows = self.reading.execute(
            f"SELECT {COLUMNS} FROM entry WHERE writer = ? AND n > ? ORDER BY n LIMIT ?",  # noqa: S608 - our own constants
            (writer, after_n, limit),
        )
        return [entry_of(row) for row in rows.fetchall()]

    def entry_id(self, writer: WriterId, n: int) -> EntryId | None:
        """The id of an own writer's entry of a number."""
        row = self.reading.execute("SELECT id FROM entry WHERE writer = ? AND n = ?", (writer, n)).fetchone()
        return EntryId(row[0]) if row else None

    def acknowledge(self, writer: WriterId, acked_n: int, answer: PushAnswer | None) -> None:
        """The server holds a writer's entries up to ``acked_n``; ``answer`` tells of the last of them."""
        with self.base.transaction():
            if answer is not None:
                self._note_answer(writer, acked_n, answer)
            self._stand_at_least(writer, acked_n, is_unanswered=answer is None)
            self.base.reload_session()

    def _note_answer(self, writer: WriterId, acked_n: int, answer: PushAnswer) -> None:
        first = acked_n - len(answer.eff) + 1
        held = self.writing.execute(
            "SELECT n, rowid, coalesce(eff, stamp), kind, eid, id, hash FROM entry"
            " WHERE writer = ? AND n BETWEEN ? AND ? ORDER BY n",
            (writer, first, acked_n),
        ).fetchall()
        if answer.placed is not None and len(held) == len(answer.eff):
            apart = {one.id for one in answer.quarantined}
            self._place(answer.placed, [_Own(row[1], row[5], row[6]) for row in held if row[5] not in apart])
        receipts = answer.receipts or [""] * len(answer.eff)
        received = answer.received_at or [answer.now] * len(answer.eff)
        issued = answer.issued or [answer.epoch] * len(answer.eff)
        self.writing.executemany(
            "UPDATE entry SET eff = ?, received_at = ?, receipt = ?, issued = ? WHERE rowid = ?",
            [
                (answer.eff[at], received[at], receipts[at], issued[at] if receipts[at] else "", rowid)
                for n, rowid, *_ in held
                for at in (n - first,)
            ],
        )
        moved = {(kind, eid) for n, _, before, kind, eid, *_ in held if before != answer.eff[n - first]}
        self.writing.executemany(
            "DELETE FROM quarantine WHERE entry = (SELECT id FROM entry WHERE rowid = ?)",
            [(rowid,) for n, rowid, *_ in held if receipts[n - first]],
        )
        self._projection.refold_many(moved)
        self.note_apart(answer.quarantined)

    def note_apart(self, quarantined: Sequence[Quarantined]) -> None:
        """Note what the server keeps apart of own entries, and empty what it discarded. Inside a transaction."""
        self.writing.executemany(
            "INSERT OR REPLACE INTO quarantine (entry, reason) VALUES (?, ?)",
            [(one.id, one.reason) for one in quarantined if one.reason != _ERASED],
        )
        for kind, eid in sorted(self.empty([one.id for one in quarantined if one.reason == _ERASED])):
            self._projection.refold(kind, eid)

    def _place(self, placed: Placed, own: Sequence[_Own]) -> None:
        """Own entries that were pushed have their places, if these follow what is held of the scope."""
        self.writing.execute(
            "INSERT OR IGNORE INTO scope (scope, cursor, digest) VALUES (?, 0, ?)",
            (placed.scope, Digest().text()),
        )
        scope, cursor, digest = self.writing.execute(
            "SELECT rowid, cursor, digest FROM scope WHERE scope = ?", (placed.scope,)
        ).fetchone()
        if cursor != placed.first - 1:
            return
        self.writing.executemany(
            "INSERT INTO holding (scope, entry, seq) VALUES (?, ?, ?)"
            " ON CONFLICT (scope, entry) DO UPDATE SET seq = excluded.seq",
            [(scope, one.rowid, seq) for seq, one in enumerate(own, start=placed.first)],
        )
        self.writing.executemany("DELETE FROM owed WHERE entry = ?", [(one.rowid,) for one in own])
        after = Digest.from_text(digest).plus_all((one.id, one.hash) for one in own)
        self.writing.execute(
            "UPDATE scope SET cursor = ?, digest = ? WHERE rowid = ?",
            (cursor + len(own), after.text(), scope),
        )

    def empty(self, ids: Iterable[EntryId]) -> set[tuple[str, str]]:
        """Empty the bodies of entries; the entities that they are about."""
        touched: set[tuple[str, str]] = set()
        for entry in ids:
            row = self.writing.execute("SELECT kind, eid FROM entry WHERE id = ?", (entry,)).fetchone()
            if row is not None:
                self.writing.execute("UPDATE entry SET body = '' WHERE id = ?", (entry,))
                self._projection.forget(row[0], row[1])
                self.base.is_to_checkpoint = True
                touched.add((row[0], row[1]))
        return touched

    def doubt_unproven(self, writer: WriterId | None = None) -> None:
        """Own entries, or one writer's, are pending again from the first on that has words and no receipt.

        What has a receipt is given back by its id; what lay apart, or whose answer was lost, nothing else would bring.
        Inside a transaction.
        """
        if writer is None:
            self._doubt("writer IN (SELECT id FROM writer)")
        else:
            self._doubt("writer = ?", writer)
        self.writing.execute(  # nor is it known whether what is sent again still lies apart
            "DELETE FROM quarantine WHERE entry IN (SELECT entry.id FROM writer"
            " CROSS JOIN entry ON entry.writer = writer.id AND entry.n > writer.acked_n)"
        )

    def doubt_unanswered(self) -> bool:
        """What was acknowledged without an answer and did not come back is pending again; whether anything is."""
        if self.reading.execute("SELECT 1 FROM writer WHERE is_unanswered").fetchone() is None:
            return False
        with self.base.transaction() as connection:
            is_doubted = self._doubt(
                "id NOT IN (SELECT entry FROM quarantine) AND writer IN (SELECT id FROM writer WHERE is_unanswered)"
            )
            connection.execute("UPDATE writer SET is_unanswered = 0")
        return is_doubted

    def rewind(self, writer: WriterId, acked_n: int) -> None:
        """The server holds a writer's entries only up to ``acked_n``: the rest is pending again."""
        with self.base.transaction() as connection:
            connection.execute(
                "UPDATE writer SET acked_n = ?, strange_id = '' WHERE id = ?", (acked_n, writer)
            )
            connection.execute(
                "DELETE FROM quarantine WHERE entry IN (SELECT id FROM entry WHERE writer = ? AND n > ?)",
                (writer, acked_n),
            )
            self.base.reload_session()

    def fork(self, writer: WriterId) -> WriterId:
        """Give a writer's unacknowledged entries to a fresh writer, which becomes the current one."""
        with self.base.transaction():
            fresh = self.fork_within(writer)
            self._members.introduce()  # the laptop has its name from its writer
        return fresh

    def fork_within(self, writer: WriterId) -> WriterId:
        """The same, inside a transaction, without a name for the fresh writer yet."""
        fresh = new_writer(self.writing, self.base.session.random)
        pending = self.writing.execute(
            "SELECT entry.rowid, entry.id FROM entry JOIN writer ON writer.id = entry.writer"
            " WHERE writer.id = ? AND entry.n > writer.acked_n ORDER BY entry.n",
            (writer,),
        ).fetchall()
        before = [NO_ENTRY, *(entry_id for _, entry_id in pending)]
        self.writing.executemany(
            "UPDATE entry SET writer = ?, n = ?, prev = ? WHERE rowid = ?",
            [(fresh, n, before[n - 1], rowid) for n, (rowid, _) in enumerate(pending, start=1)],
        )
        self.base.reload_session()
        return fresh

    def leave_strayed(self, strayed: dict[WriterId, int]) -> None:
        """Fork own writers under which entries came that are not held: this profile was copied, or put back.

        ``strayed`` has the largest number that came under each. After the fork nothing of ours is left there.
        """
        states = self.writers()
        for state in states:
            if strayed.get(state.writer, 0) <= state.acked_n:
                continue  # what was acknowledged and let go of comes back
            if state is states[-1] or state.last_n > state.acked_n:
                self.fork_within(state.writer)
            self._stand_at_least(state.writer, strayed[state.writer], is_unanswered=False)

    def note_strange(self, writer: WriterId, prefix: int, last_id: EntryId) -> bool:
        """The server holds a writer by an entry that is not ours: whatever nothing proves to be there goes on."""
        with self.base.transaction() as connection:
            self.doubt_unproven(writer)
            *_, current = states = self.writers()
            is_pending = any(one.writer == writer and one.acked_n < one.last_n for one in states)
            is_forked = is_pending or current.writer == writer
            if is_forked:
                self.fork_within(writer)
            connection.execute(
                "UPDATE writer SET acked_n = ?, strange_id = ? WHERE id = ?", (prefix, last_id, writer)
            )
            connection.execute(
                "INSERT OR IGNORE INTO owed (entry) SELECT rowid FROM entry WHERE writer = ? AND receipt <> ''"
                " AND NOT EXISTS (SELECT 1 FROM holding WHERE holding.entry = entry.rowid AND holding.seq > 0)",
                (writer,),
            )
            self.base.reload_session()
            if is_forked:
                self._members.introduce()
        return is_forked

    def _stand_at_least(self, writer: WriterId, acked_n: int, *, is_unanswered: bool) -> None:
        self.writing.execute(
            "UPDATE writer SET acked_n = ?1, strange_id = '', is_unanswered = is_unanswered OR ?3"
            " WHERE id = ?2 AND acked_n <= ?1",
            (acked_n, writer, is_unanswered),
        )

    def _doubt(self, which: str, *values: str) -> bool:
        """Acknowledge of own writers less than the first entry that has words, no receipt and whatever else is said."""
        doubted = self.writing.execute(
            "UPDATE writer SET acked_n = unproven - 1, strange_id = '' FROM (SELECT writer AS of, min(n) AS unproven"  # noqa: S608 - our own constants
            f" FROM entry WHERE receipt = '' AND body <> '' AND {which} GROUP BY writer)"
            " WHERE id = of AND unproven <= acked_n",
            values,
        ).rowcount
        self.base.reload_session()
        return doubted > 0
