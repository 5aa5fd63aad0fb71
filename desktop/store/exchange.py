"""The store as the exchange sees it: fulfils ``sync.client.journal.Journal``.

Each method that changes something is one transaction; entries, rows, cursor and digest go to the disk together.
"""

from collections.abc import Iterable, Sequence

from desktop.store.attachments import Attachments
from desktop.store.editions import Editions
from desktop.store.erasures import Erasures
from desktop.store.journal import Journal, entry_of, row_of
from desktop.store.members import Members
from desktop.store.projection import Projection
from desktop.store.rows import Rows
from desktop.store.session import new_writer
from desktop.store.transactions import Transactions
from sync.client.journal import Applied, AttachmentRef, NotContiguous, WriterState
from sync.protocol.digest import Digest
from sync.protocol.entries import NO_ENTRY, Entry, EntryId, Landed, Scope, WriterId
from sync.protocol.messages import Quarantined, ScopeState

_COLUMNS = "id, writer, n, prev, stamp, scope, kind, eid, seen, actor, app, v, hash, body, batch"
_EPOCH = "epoch"
_SHORT, _LONG = 0.008, 0.1  # seconds


class Exchange(Rows):
    """What the exchange asks of this store, and tells it."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        projection: Projection,
        attachments: Attachments,
        members: Members,
        editions: Editions,
        erasures: Erasures,
    ) -> None:
        super().__init__(base)
        self._editions = editions
        self._erasures = erasures
        self._journal = journal
        self._projection = projection
        self._attachments = attachments
        self._members = members

    def epoch(self) -> str:
        """The server's epoch that cursors and acknowledgements belong to; empty before the first exchange."""
        row = self.reading.execute("SELECT value FROM enrolment WHERE name = ?", (_EPOCH,)).fetchone()
        return row[0] if row else ""

    def adopt_epoch(self, epoch: str) -> None:
        """Belong to another epoch: pull every scope from its beginning, offer every attachment. Entries all stay."""
        with self.base.transaction() as connection:
            connection.execute(
                "INSERT INTO enrolment (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (_EPOCH, epoch),
            )
            connection.execute("DELETE FROM scope")
            connection.execute("UPDATE attachment SET is_sent = 0 WHERE is_whole")

    def writers(self) -> Sequence[WriterState]:
        """This device's own writers, oldest first; the last is the current one."""
        rows = self.reading.execute(
            "SELECT id, coalesce((SELECT max(n) FROM entry WHERE entry.writer = writer.id), 0), acked_n"
            " FROM writer ORDER BY rowid"
        ).fetchall()
        return [WriterState(WriterId(row[0]), row[1], row[2]) for row in rows if row[1] or row is rows[-1]]

    def entries(self, writer: WriterId, after_n: int, limit: int) -> Sequence[Entry]:
        """Entries of a writer after a number, in order, at most ``limit``."""
        rows = self.reading.execute(
            f"SELECT {_COLUMNS} FROM entry WHERE writer = ? AND n > ? ORDER BY n LIMIT ?",  # noqa: S608 - our own constants
            (writer, after_n, limit),
        )
        return [entry_of(row) for row in rows.fetchall()]

    def acknowledge(
        self, writer: WriterId, acked_n: int, effs: Sequence[int], quarantined: Sequence[Quarantined]
    ) -> None:
        """The server holds a writer's entries up to ``acked_n``, with these effective stamps for the last ones."""
        with self.base.transaction() as connection:
            first = acked_n - len(effs) + 1
            held = connection.execute(
                "SELECT n, rowid, stamp, eff, kind, eid FROM entry WHERE writer = ? AND n BETWEEN ? AND ?",
                (writer, first, acked_n),
            ).fetchall()
            moved: set[tuple[str, str]] = set()
            for n, rowid, stamp, eff, kind, eid in held:
                if eff != (given := effs[n - first]):
                    connection.execute("UPDATE entry SET eff = ? WHERE rowid = ?", (given, rowid))
                    if given != stamp:
                        moved.add((kind, eid))
            for kind, eid in sorted(moved):
                self._projection.refold(kind, eid)
            connection.executemany(
                "INSERT OR REPLACE INTO quarantine (entry, reason) VALUES (?, ?)",
                [(one.id, one.reason) for one in quarantined],
            )
            connection.execute("UPDATE writer SET acked_n = max(acked_n, ?) WHERE id = ?", (acked_n, writer))
            self.base.reload_session()

    def rewind(self, writer: WriterId, acked_n: int) -> None:
        """The server holds a writer's entries only up to ``acked_n``: the rest is pending again."""
        with self.base.transaction() as connection:
            connection.execute("UPDATE writer SET acked_n = ? WHERE id = ?", (acked_n, writer))
            self.base.reload_session()

    def fork(self, writer: WriterId) -> WriterId:
        """Give a writer's unacknowledged entries to a fresh writer, which becomes the current one."""
        with self.base.transaction():
            fresh = self._fork(writer)
            self._members.introduce()  # the laptop has its name from its writer
        return fresh

    def _fork(self, writer: WriterId) -> WriterId:
        fresh = new_writer(self.writing, self.base.session.random)
        pending = self.writing.execute(
            "SELECT entry.rowid, entry.id FROM entry JOIN writer ON writer.id = entry.writer"
            " WHERE writer.id = ? AND entry.n > writer.acked_n ORDER BY entry.n",
            (writer,),
        ).fetchall()
        before = NO_ENTRY
        for n, (rowid, entry_id) in enumerate(pending, start=1):
            self.writing.execute(
                "UPDATE entry SET writer = ?, n = ?, prev = ? WHERE rowid = ?", (fresh, n, before, rowid)
            )
            before = entry_id
        self.base.reload_session()
        return fresh

    def _leave_strayed_writers(self, fresh: Iterable[Landed]) -> None:
        """Fork own writers under which an entry came that is not held: this profile was copied, or put back."""
        strayed = {one.entry.writer for one in fresh}
        states = self.writers()
        for state in states:
            is_in_use = state is states[-1] or state.last_n > state.acked_n
            if state.writer in strayed and is_in_use:
                self._fork(state.writer)

    def _acknowledge_own(self, landed: Sequence[Landed]) -> None:
        """The server holds a prefix of each writer: what comes back is acknowledged, and all before it."""
        furthest: dict[WriterId, int] = {}
        for one in landed:
            furthest[one.entry.writer] = max(one.entry.n, furthest.get(one.entry.writer, 0))
        done = self.writing.executemany(
            "UPDATE writer SET acked_n = ? WHERE id = ? AND acked_n < ?",
            [(n, writer, n) for writer, n in furthest.items()],
        )
        if done.rowcount > 0:
            self.base.reload_session()

    def scopes(self) -> Sequence[ScopeState]:
        """Cursor and digest of each scope from which anything was applied."""
        rows = self.reading.execute("SELECT scope, cursor, digest FROM scope ORDER BY scope")
        return [ScopeState(scope=Scope(row[0]), cursor=row[1], digest=row[2]) for row in rows.fetchall()]

    def apply(self, scope: Scope, landed: Sequence[Landed], cursor: int) -> Applied:
        """Take entries in: entries, rows, cursor and digest in one transaction. NotContiguous changes nothing."""
        with self.base.transaction() as connection:
            row = connection.execute("SELECT cursor, digest FROM scope WHERE scope = ?", (scope,)).fetchone()
            at, digest = (row[0], Digest.from_text(row[1])) if row else (0, Digest())
            for expected, one in enumerate(landed, start=at + 1):
                if one.seq != expected:
                    raise NotContiguous(scope, expected, one.seq)
            if cursor != at + len(landed):
                raise NotContiguous(scope, at + len(landed), cursor)
            known = self._journal.known(one.entry.id for one in landed)
            fresh = {one.entry.id: one for one in landed if one.entry.id not in known}
            self._leave_strayed_writers(fresh.values())
            touched = self._take(list(fresh.values()))
            touched |= self._confirm([one for one in landed if one.entry.id in known])
            for kind, eid in sorted(touched):
                self._projection.refold(kind, eid)
            self._acknowledge_own(landed)
            digest = digest.plus_all((one.entry.id, one.entry.hash) for one in landed)
            connection.execute(
                "INSERT INTO scope (scope, cursor, digest) VALUES (?, ?, ?) ON CONFLICT (scope) DO UPDATE SET"
                " cursor = excluded.cursor, digest = excluded.digest",
                (scope, cursor, digest.text()),
            )
        return Applied(len(fresh))

    def _take(self, landed: Sequence[Landed]) -> set[tuple[str, str]]:
        self.writing.executemany(
            f"INSERT INTO entry ({_COLUMNS}, eff, received_at, seq)"  # noqa: S608 - our own constants
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (*row_of(entry), one.eff, one.received_at, one.seq)
                for one, entry in zip(
                    landed, self._erasures.emptied([one.entry for one in landed]), strict=True
                )
            ],
        )
        if landed:
            latest = max(one.eff for one in landed)
            self.base.session.clock.observe(latest)
            self.writing.execute(
                "INSERT INTO setting (name, value) VALUES ('last_stamp', ?) ON CONFLICT (name)"
                " DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
                (str(latest),),
            )
        return {(one.entry.kind, one.entry.eid) for one in landed}

    def _confirm(self, landed: Sequence[Landed]) -> set[tuple[str, str]]:
        moved: set[tuple[str, str]] = set()
        for one in landed:
            rowid, eff, stamp = self.writing.execute(
                "SELECT rowid, eff, stamp FROM entry WHERE id = ?", (one.entry.id,)
            ).fetchone()
            self.writing.execute(
                "UPDATE entry SET eff = ?, received_at = ?, seq = ? WHERE rowid = ?",
                (one.eff, one.received_at, one.seq, rowid),
            )
            if (stamp if eff is None else eff) != one.eff:
                moved.add((one.entry.kind, one.entry.eid))
        return moved

    def erasures(self) -> Sequence[EntryId]:
        """Erasures that were carried out here and that the server has not been told of."""
        return self._erasures.untold()

    def erasures_told(self, ids: Sequence[EntryId]) -> None:
        """The server knows that these were carried out here."""
        with self.base.transaction():
            self._erasures.note_told(ids)

    def reset_scope(self, scope: Scope) -> None:
        """Pull one scope from its beginning again. Entries stay."""
        with self.base.transaction() as connection:
            connection.execute("DELETE FROM scope WHERE scope = ?", (scope,))

    def waiting(self) -> int:
        """How many own entries are not acknowledged."""
        return sum(self._journal.pending_counts())

    def quarantined(self) -> int:
        """How many own entries the server keeps in quarantine."""
        return int(self.reading.execute("SELECT count(*) FROM quarantine").fetchone()[0])

    # Attachments: see there

    def attachments_to_send(self) -> Sequence[AttachmentRef]:
        """Attachments held whole that the server has not confirmed to hold."""
        return [
            AttachmentRef(self.base.session.scope, name, size) for name, size in self._attachments.to_send()
        ]

    def attachment_chunk(self, attachment: str, index: int) -> bytes:
        """One chunk of an attachment held whole."""
        return self._attachments.chunk(attachment, index)

    def attachment_sent(self, attachment: str) -> None:
        """The server holds an attachment whole."""
        with self.base.transaction():
            self._attachments.mark_sent(attachment)

    def attachments_wanted(self) -> Sequence[AttachmentRef]:
        """Attachments that entries name and that are not held whole."""
        return [
            AttachmentRef(self.base.session.scope, name, size) for name, size in self._attachments.wanted()
        ]

    def chunks_kept(self, attachment: str) -> frozenset[int]:
        """The chunks of a wanted attachment kept so far."""
        return self._attachments.kept(attachment)

    def keep_chunk(self, attachment: str, index: int, content: bytes) -> None:
        """Keep one chunk of a wanted attachment."""
        with self.base.transaction():
            self._attachments.keep(attachment, index, content)

    def complete_attachment(self, attachment: str, size: int) -> bool:
        """Take in an attachment whose chunks are all kept, if they are what its name says; else drop them.

        A register's rows follow in slices of their own, between which others may write.
        """
        with self.base.transaction():
            is_whole = self._attachments.complete(attachment, size)
        self.fold_editions()
        return is_whole

    def fold_editions(self) -> None:
        """Fold the registers that have come: in slices of 10 ms while somebody works, else longer ones."""
        while self._editions.fold_slice(_SHORT if self.base.is_shared() else _LONG):
            pass
