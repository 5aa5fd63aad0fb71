"""The store as the exchange sees it: fulfils ``sync.client.journal.Journal``.

Each method that changes something is one transaction; entries, rows, cursor and digest go to the disk together.
"""

from collections.abc import Sequence

from desktop.store.acknowledging import Acknowledging
from desktop.store.applying import Applying
from desktop.store.attachments import Attachments
from desktop.store.bundling import Bundling
from desktop.store.comparisons import Comparisons
from desktop.store.editions import Editions
from desktop.store.erasures import Erasures
from desktop.store.evictions import Evictions
from desktop.store.extracts import Extracts
from desktop.store.journal import Journal
from desktop.store.members import Members
from desktop.store.projection import Projection
from desktop.store.reach import Reach
from desktop.store.rows import Rows
from desktop.store.snapshots import Snapshots
from desktop.store.transactions import Transactions
from sync.client.journal import Applied, AttachmentRef, Removals, WriterState
from sync.protocol.digest import Digest
from sync.protocol.entries import Departure, Entry, EntryId, Landed, Scope, WriterId
from sync.protocol.messages import CarriedPush, PushAnswer, ScopeState, SnapshotState
from sync.protocol.parts import Held

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
        extracts: Extracts,
        reach: Reach,
        erasures: Erasures,
        evictions: Evictions,
    ) -> None:
        super().__init__(base)
        self._editions = editions
        self._extracts = extracts
        self._reach = reach
        self._erasures = erasures
        self._evictions = evictions
        self._journal = journal
        self._attachments = attachments
        self._acknowledging = Acknowledging(base, projection, members)
        self._applying = Applying(base, journal, projection, self._acknowledging, erasures, evictions)
        self._comparisons = Comparisons(base)
        self.bundling = Bundling(base, attachments, self._acknowledging, self._comparisons)
        self._snapshots = Snapshots(base, self._applying)

    def epoch(self) -> str:
        """The server's epoch that cursors and acknowledgements belong to; empty before the first exchange."""
        row = self.reading.execute("SELECT value FROM enrolment WHERE name = ?", (_EPOCH,)).fetchone()
        return row[0] if row else ""

    def adopt_epoch(self, epoch: str) -> None:
        """Belong to another epoch: every cursor to 0, every attachment offered again. Entries all stay."""
        with self.base.transaction() as connection:
            connection.execute(
                "INSERT INTO enrolment (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (_EPOCH, epoch),
            )
            connection.execute("UPDATE scope SET cursor = 0, digest = ?, backed_up = 0", (Digest().text(),))
            connection.execute("UPDATE holding SET seq = 0")  # where they lie now is not known yet
            self._acknowledging.doubt_unproven()
            connection.execute("UPDATE attachment SET is_sent = 0 WHERE is_whole")
            self._comparisons.owe_all()
            self.bundling.forget_handed_on()

    # Own entries: see there

    def writers(self) -> Sequence[WriterState]:
        """This device's own writers, oldest first; the last is the current one."""
        return self._acknowledging.writers()

    def entries(self, writer: WriterId, after_n: int, limit: int) -> Sequence[Entry]:
        """Entries of a writer after a number, in order, at most ``limit``."""
        return self._acknowledging.entries(writer, after_n, limit)

    def entry_id(self, writer: WriterId, n: int) -> EntryId | None:
        """The id of an own writer's entry of a number."""
        return self._acknowledging.entry_id(writer, n)

    def acknowledge(self, writer: WriterId, acked_n: int, answer: PushAnswer | None = None) -> None:
        """The server holds a writer's entries up to ``acked_n``; ``answer`` tells of the last of them."""
        self._acknowledging.acknowledge(writer, acked_n, answer)

    def doubt_unanswered(self) -> bool:
        """What was acknowledged without an answer and did not come back is pending again; whether anything is."""
        return self._acknowledging.doubt_unanswered()

    def rewind(self, writer: WriterId, acked_n: int) -> None:
        """The server holds a writer's entries only up to ``acked_n``: the rest is pending again."""
        self._acknowledging.rewind(writer, acked_n)

    def fork(self, writer: WriterId) -> WriterId:
        """Give a writer's unacknowledged entries to a fresh writer, which becomes the current one."""
        return self._acknowledging.fork(writer)

    def note_strange(self, writer: WriterId, prefix: int, last_id: EntryId) -> bool:
        """The server holds an own writer by an entry that is not ours; whether it was forked."""
        return self._acknowledging.note_strange(writer, prefix, last_id)

    def waiting(self) -> int:
        """How many own entries are on this laptop only."""
        return self._journal.count_pending()

    def questions(self) -> int:
        """How many fields hold two answers."""
        return int(self.reading.execute("SELECT count(*) FROM conflict").fetchone()[0])

    def quarantined(self) -> int:
        """How many own entries the server keeps in quarantine."""
        return int(self.reading.execute("SELECT count(*) FROM quarantine").fetchone()[0])

    # Scopes: see there

    def scopes(self) -> Sequence[ScopeState]:
        """Cursor and digest of each scope from which anything was applied."""
        rows = self.reading.execute("SELECT scope, cursor, digest FROM scope ORDER BY scope")
        return [ScopeState(scope=Scope(row[0]), cursor=row[1], digest=row[2]) for row in rows.fetchall()]

    def begin_with(self, scopes: Sequence[Scope]) -> None:
        """The server lets this laptop begin with parts of the branch: it knows from the first that it has not all of it."""
        if self.base.session.scope in scopes:
            return
        with self.base.transaction():
            for scope in scopes:
                self._applying.scope_row(scope)

    def apply(
        self, scope: Scope, landed: Sequence[Landed], cursor: int, departures: Sequence[Departure] = ()
    ) -> Applied:
        """Take entries in: entries, rows, cursor and digest in one transaction. NotContiguous changes nothing."""
        return self._applying.apply(scope, landed, cursor, departures, self.epoch())

    def take(self, scope: Scope, landed: Sequence[Landed]) -> Applied:
        """Take entries in by their ids alone."""
        return self._applying.take(scope, landed, self.epoch())

    def reset_scope(self, scope: Scope) -> None:
        """Pull one scope from its beginning again. Entries stay."""
        with self.base.transaction() as connection:
            at = self._applying.scope_row(scope)
            connection.execute(
                "UPDATE scope SET cursor = 0, digest = ? WHERE rowid = ?", (Digest().text(), at.rowid)
            )
            connection.execute("UPDATE holding SET seq = 0 WHERE scope = ?", (at.rowid,))

    def held_in(self, scope: Scope) -> Sequence[Held]:
        """Every entry that has or had a place in a scope, or claims it and was admitted."""
        return self._comparisons.held(scope)

    def given_back(self, scope: Scope, ids: Sequence[EntryId]) -> Sequence[Landed]:
        """Entries to give back, with the receipts that they have."""
        del scope
        return self._comparisons.given_back(ids)

    def correct(self, landed: Sequence[Landed]) -> None:
        """Entries whose content here is not what the server admitted: take the server's."""
        self._applying.correct(landed)

    def recount(self, scope: Scope) -> ScopeState:
        """Work the digest of a scope out anew from what is held."""
        return self._comparisons.recount(scope)

    # Snapshots: see there

    def snapshot_chunks(self, snapshot: str) -> frozenset[int]:
        """The chunks of a snapshot that are kept; those of others are dropped."""
        return self._snapshots.chunks(snapshot)

    def keep_snapshot_chunk(self, snapshot: str, index: int, content: bytes) -> None:
        """Keep one chunk of a snapshot."""
        self._snapshots.keep_chunk(snapshot, index, content)

    def take_snapshot(self, scope: Scope, state: SnapshotState) -> Applied | None:
        """Check a snapshot whose chunks are all kept, and take it in; None if it does not hold."""
        return self._snapshots.take(scope, state, self.epoch())

    # What leaves: see there

    def drop_scope(self, scope: Scope) -> None:
        """A scope is granted no more."""
        self._evictions.drop_scope(scope)

    def removals(self) -> Removals:
        """How many entities wait to be removed because they left, of how many that are held, and how many went lately."""
        return self._evictions.removals()

    def evict(self, *, is_agreed: bool = False) -> int:
        """Let go of what left, as far as it may go; how many entities went. ``is_agreed``: on a person's word."""
        gone = self._evictions.evict(is_agreed=is_agreed)
        self.note_extracts()
        self.fold_editions()
        return gone

    def note_extracts(self) -> None:
        """Let the extracts that turfs name now stand for the register, where they do."""
        self._editions.note_extracts()

    def note_backed_up(self, scope: Scope, seq: int) -> None:
        """Entries of a scope up to a place are in a verified backup."""
        self._evictions.note_backed_up(scope, seq)

    # Erasures: see there

    def erasures(self) -> Sequence[EntryId]:
        """Erasures that were carried out here and that the server has not been told of."""
        return self._erasures.untold()

    def erasures_told(self, ids: Sequence[EntryId]) -> None:
        """The server knows that these were carried out here."""
        with self.base.transaction():
            self._erasures.note_told(ids)

    # What the server is owed: see there

    def owed(self, limit: int) -> Sequence[Landed]:
        """Entries that the server admitted once, and of which no place is known in this epoch."""
        return self._comparisons.owed(limit)

    def owe_beyond(self, scope: Scope) -> None:
        """What has a receipt and no place in a scope that is about to come whole the server may have lost."""
        self._comparisons.owe_beyond(scope)

    def owed_done(self, ids: Sequence[EntryId]) -> None:
        """The server holds these, or keeps them apart."""
        self._comparisons.owed_done(ids)

    def ask_for_lost(self, limit: int) -> Sequence[EntryId]:
        """Entries whose bodies the server could not read when they came, those asked for least first."""
        return self._comparisons.ask_for_lost(limit)

    # Pushes of others

    def carried(self, limit: int) -> Sequence[CarriedPush]:
        """Pushes of others that the server has not confirmed, oldest first."""
        return self.bundling.carried(limit)

    def carried_done(self, pushes: Sequence[CarriedPush]) -> None:
        """The server confirmed these."""
        with self.base.transaction():
            self.bundling.note_handed_on(pushes)

    # Attachments: see there

    def attachments_to_send(self) -> Sequence[AttachmentRef]:
        """Attachments held whole that the server has not confirmed to hold."""
        return [
            AttachmentRef(self._reach.scope_of_attachment(name), name, size)
            for name, size in self._attachments.to_send()
        ]

    def attachment_chunk(self, attachment: str, index: int) -> bytes:
        """One chunk of an attachment held whole."""
        return self._attachments.chunk(attachment, index)

    def attachment_sent(self, attachment: str) -> None:
        """The server holds an attachment whole."""
        with self.base.transaction():
            self._attachments.mark_sent(attachment)

    def attachments_wanted(self) -> Sequence[AttachmentRef]:
        """Attachments that entries name and that are not held whole; a turf's extract by the turf's scope."""
        self.note_extracts()
        wanted = self._attachments.wanted()
        scopes = {one.edition: one.scope for one in self._extracts.held()} if wanted else {}
        return [AttachmentRef(scopes.get(name, self.base.session.scope), name, size) for name, size in wanted]

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
            self.base.giving_way.wait()
