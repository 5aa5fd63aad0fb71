"""What the exchange needs of a journal. The store fulfils it; ``tests/contracts`` says how.

All methods block. Each that changes something is one transaction of its own, on disk when it returns. Ids of
entries are the only identity: a writer and its counter serve acknowledgement and may be given anew by a fork.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sync.protocol.entries import Departure, Entry, EntryId, Landed, Scope, WriterId
from sync.protocol.messages import CarriedPush, PushAnswer, ScopeState, SnapshotState
from sync.protocol.parts import Held


class NotContiguous(Exception):
    """Entries were to be applied that do not follow the cursor of their scope without a gap."""

    def __init__(self, scope: Scope, expected: int, found: int) -> None:
        super().__init__(scope, expected, found)
        self.scope = scope
        self.expected = expected
        self.found = found


@dataclass(frozen=True, slots=True)
class WriterState:
    """How far one of this device's own writers has come: last entry written, last one acknowledged.

    ``last_id`` is the id of the server's entry number ``acked_n``, empty where that is not known: ours, unless it told
    of another (see ``note_strange``).
    """

    writer: WriterId
    last_n: int
    acked_n: int
    last_id: EntryId


@dataclass(frozen=True, slots=True)
class Removals:
    """How many entities an exchange would remove here, and of how many; how many went within a day without a person's word.

    The latter two are told only where it would remove any.
    """

    count: int
    of: int
    lately: int = 0


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying came to: entries that this journal did not hold before."""

    new: int


@dataclass(frozen=True, slots=True)
class AttachmentRef:
    """An attachment (sealed bytes, named by their SHA-256) and the scope whose members may have it.

    ``size`` in bytes; 0 where it is not known (an entry may name an attachment without saying its size).
    """

    scope: Scope
    id: str
    size: int = 0


class Journal(Protocol):
    """The journal of one device, as the exchange sees it."""

    def epoch(self) -> str:
        """The server's epoch that cursors and acknowledgements belong to; empty before the first exchange."""
        ...

    def adopt_epoch(self, epoch: str) -> None:
        """Belong to another epoch: set it, every cursor to 0 and every digest to empty. Entries all stay.

        Attachments held whole count as not sent, for the server may have lost them too. Own entries are pending again from
        the first on that has words and no receipt: nothing else proves that the server of another epoch holds them.
        """
        ...

    def writers(self) -> Sequence[WriterState]:
        """This device's own writers, oldest first; the last is the one that new entries are written under.

        Only writers that have written; but at least the current one, whose ``last_n`` may then be 0.
        """
        ...

    def entries(self, writer: WriterId, after_n: int, limit: int) -> Sequence[Entry]:
        """Entries of a writer with n > ``after_n``, in order of n, without a gap, at most ``limit``."""
        ...

    def acknowledge(self, writer: WriterId, acked_n: int, answer: PushAnswer | None = None) -> None:
        """The server holds a writer's entries up to ``acked_n``.

        ``answer`` is that to a push of the last ``len(answer.eff)`` of them, in order: with it go effective stamps,
        receipts (issued in its epoch unless it says otherwise) and times of acceptance, and ``quarantined`` names
        those that were kept and not admitted; the bodies of those with the reason ``erased`` are emptied. If it says
        where they are placed, and that follows the scope's cursor, they have their places, and the scope's cursor and
        digest go on by them, so that they need not come back; else that says nothing. Never
        lowers what is acknowledged (see ``rewind``). No other method of this journal acknowledges anything. What is
        acknowledged without an answer is so until it came back, or ``doubt_unanswered``.
        """
        ...

    def doubt_unanswered(self) -> bool:
        """Whatever was acknowledged without an answer, and did not come back since, is pending again; whether anything is.

        Only an answer says what lies apart, and gives the receipt of what comes back in no scope of this device.
        """
        ...

    def entry_id(self, writer: WriterId, n: int) -> EntryId | None:
        """The id of an own writer's entry of a number; None if there is none."""
        ...

    def rewind(self, writer: WriterId, acked_n: int) -> None:
        """The server holds a writer's entries only up to ``acked_n``: the rest is pending again."""
        ...

    def fork(self, writer: WriterId) -> WriterId:
        """Give the unacknowledged entries of a writer to a fresh writer, which becomes the current one.

        They are numbered 1, 2, 3 … in their order and chained anew by ``prev``; ids, stamps and bodies stay.
        """
        ...

    def note_strange(self, writer: WriterId, prefix: int, last_id: EntryId) -> bool:
        """The server holds an own writer up to ``prefix``, and there an entry that is not ours: somebody else wrote under it.

        Perhaps after the server was put back: so whatever nothing proves to be there goes on. What is pending under it, and
        all from the first on that has words and no receipt, has a fresh writer as by ``fork``; and so has whatever is written
        next. What has a receipt and no place is owed. Whether it was forked: an earlier writer need not be.
        """
        ...

    def scopes(self) -> Sequence[ScopeState]:
        """Cursor and digest of each scope from which anything was applied."""
        ...

    def apply(
        self, scope: Scope, landed: Sequence[Landed], cursor: int, departures: Sequence[Departure] = ()
    ) -> Applied:
        """Take entries and departures in: entries, rows, cursor and digest in one transaction.

        Together they follow the scope's cursor without a gap and end at ``cursor``, else NotContiguous and
        nothing is changed. An entry already held keeps its content and takes the server's effective stamp, receipt
        and time (``issued`` empty means the journal's epoch); if the server's body is empty, its own is emptied too,
        unless it is ``lost`` there: then what is held here is owed. One that came ``lost`` takes its body when it comes.
        Each is counted in the scope's digest, which is of what the scope holds: a departure takes off what left.
        Unknown kinds and fields, and unreadable bodies, are kept.

        Entries under own writers need care, for a profile may have been copied or put back from a backup:
        one that is *not* held here shows that its writer was used elsewhere, so before it is taken in that
        writer is forked as by ``fork`` (if it is the current one, or has entries not acknowledged). An own entry
        that came back is *not* acknowledged by that: the server may hold it by its id and not those before it.
        """
        ...

    def take(self, scope: Scope, landed: Sequence[Landed]) -> Applied:
        """Take entries in by their ids alone, as from a comparison or a bundle: no cursor moves.

        Otherwise as ``apply``. With ``seq`` 0 an entry is not known to be in the server's scope: it does not count in
        the digest, and ``receipt`` may be empty.
        """
        ...

    def held_in(self, scope: Scope) -> Sequence[Held]:
        """Every entry held that has a place in a scope, as far as this journal knows, or claims it and was admitted."""
        ...

    def given_back(self, scope: Scope, ids: Sequence[EntryId]) -> Sequence[Landed]:
        """Entries to give back, with the receipts they have; ``seq`` is 0. Entries that were never admitted are left out."""
        ...

    def correct(self, landed: Sequence[Landed]) -> None:
        """Entries that are held with another content than the server admitted under their ids: take the server's.

        Writer, number and link stay, for a fork may have given them anew. Rows are folded. Others are passed over.
        """
        ...

    def recount(self, scope: Scope) -> ScopeState:
        """Work the digest of a scope out anew from what is held, and keep it."""
        ...

    # A scope of which nothing is held comes as a snapshot

    def snapshot_chunks(self, snapshot: str) -> frozenset[int]:
        """The chunks of a snapshot that were kept so far; those of any other snapshot of any scope are dropped."""
        ...

    def keep_snapshot_chunk(self, snapshot: str, index: int, content: bytes) -> None:
        """Keep one chunk of a snapshot, so that a broken download goes on where it stopped."""
        ...

    def take_snapshot(self, scope: Scope, state: SnapshotState) -> Applied | None:
        """Check the chunks kept against the name and the digest, and take the snapshot in, in one transaction.

        None, with nothing changed but the chunks dropped, if it does not hold. Entries held already stay.
        """
        ...

    # Scopes that end, and entities that leave them

    def drop_scope(self, scope: Scope) -> None:
        """A scope is no longer granted: what it alone holds is to go, see ``evict``; its cursor and digest are gone."""
        ...

    def removals(self) -> Removals:
        """How many entities wait to be removed because they left, of how many that are held, and how many went lately."""
        ...

    def evict(self, *, is_agreed: bool = False) -> int:
        """Let go of what left, as far as it may go; returns how many entities went. ``is_agreed``: on a person's word.

        Stays, and waits for the next time: an entity about which there are own entries not acknowledged. Own entries
        that no backup holds yet stay in the journal without rows. Nothing goes that another scope of this device holds.
        """
        ...

    def note_backed_up(self, scope: Scope, seq: int) -> None:
        """Entries of a scope up to a place are in a verified backup."""
        ...

    # Erasures

    def erasures(self) -> Sequence[EntryId]:
        """Erasures that were carried out here and that the server has not been told of."""
        ...

    def erasures_told(self, ids: Sequence[EntryId]) -> None:
        """The server knows that these were carried out here."""
        ...

    # What the server admitted once, and may have lost

    def owed(self, limit: int) -> Sequence[Landed]:
        """Entries with receipts of which no place in the present epoch is known, nor that the server took them back.

        ``adopt_epoch`` makes every entry one that has a receipt, and so do ``owe_beyond``, ``note_strange`` and ``take`` with
        ``seq`` 0; a place ends it.
        """
        ...

    def owe_beyond(self, scope: Scope) -> None:
        """A scope that holds all of its branch comes now from its beginning: what has a receipt and no place in it is owed."""
        ...

    def owed_done(self, ids: Sequence[EntryId]) -> None:
        """The server holds these, or keeps them apart."""
        ...

    def ask_for_lost(self, limit: int) -> Sequence[EntryId]:
        """Entries that came ``lost`` and have no body here yet, those that were asked for least first; it counts."""
        ...

    # Pushes of others, carried here by a bundle

    def carried(self, limit: int) -> Sequence[CarriedPush]:
        """Pushes of others that the server has not confirmed, oldest first."""
        ...

    def carried_done(self, pushes: Sequence[CarriedPush]) -> None:
        """The server confirmed these."""
        ...

    def reset_scope(self, scope: Scope) -> None:
        """Set one scope's cursor to 0 and its digest to empty, so that it is pulled again. Entries stay."""
        ...

    def attachments_to_send(self) -> Sequence[AttachmentRef]:
        """Attachments held whole that the server has not confirmed to hold."""
        ...

    def attachment_chunk(self, attachment: str, index: int) -> bytes:
        """Chunk ``index`` (from 0, of ``messages.CHUNK_BYTES``) of an attachment held whole."""
        ...

    def attachment_sent(self, attachment: str) -> None:
        """The server confirmed that it holds an attachment whole."""
        ...

    def attachments_wanted(self) -> Sequence[AttachmentRef]:
        """Attachments that entries name and that are not held whole."""
        ...

    def chunks_kept(self, attachment: str) -> frozenset[int]:
        """The chunks of a wanted attachment that were kept so far."""
        ...

    def keep_chunk(self, attachment: str, index: int, content: bytes) -> None:
        """Keep one chunk of a wanted attachment, so that a broken download goes on where it stopped."""
        ...

    def complete_attachment(self, attachment: str, size: int) -> bool:
        """All chunks of ``size`` bytes are kept: check them against the name and take the attachment in.

        Returns whether it holds; if not, its chunks are dropped. Rows that depend on it are folded.
        """
        ...

    def waiting(self) -> int:
        """How many own entries are on this laptop only, over all own writers: neither acknowledged nor come back."""
        ...

    def questions(self) -> int:
        """How many fields hold two answers."""
        ...

    def quarantined(self) -> int:
        """How many own entries the server keeps in quarantine."""
        ...
