"""Editions of registers: which are known, and folding them, at once or in slices while somebody types."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import zstandard

from desktop.domain.register.edition import EditionBroken, read_edition
from desktop.domain.register.elector import Elector
from desktop.store.attachments import Attachments
from desktop.store.contacts import Contacts
from desktop.store.extracts import Extracts
from desktop.store.folded import BULK_INDEXES, create_indexes, drop_indexes
from desktop.store.journal import Draft, Journal
from desktop.store.projection import Projection
from desktop.store.register_fold import BATCH, RegisterFold, Source
from desktop.store.rows import Rows, text_of
from desktop.store.transactions import Transactions
from sync.protocol.errors import BadSignature
from sync.protocol.kinds import KINDS
from sync.protocol.merge import Folded, Write, fold
from sync.protocol.messages import ATTACHMENT_CAP

_SLICE = 25
_PIECE = 256 * 1024
_NAME_LETTERS = 64
_HEX = frozenset("0123456789abcdef")


Step = Callable[[int, int], None]
"""Told before each step of what follows the reading: how many are done, of how many. It may raise, to stop."""


def _no_step(_done: int, _of: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class NewEdition:
    """What is to be written of an import: names, layout and counts."""

    authority: str
    register: str
    layout: str
    rows: int
    electors: int
    households: int


@dataclass(frozen=True, slots=True)
class Folding:
    """What folding an edition came to, in electors."""

    added: int
    changed: int
    unchanged: int


class Editions(Rows):
    """Registers of the branch."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        projection: Projection,
        attachments: Attachments,
        contacts: Contacts,
        extracts: Extracts,
    ) -> None:
        super().__init__(base)
        self._extracts = extracts
        self._journal = journal
        self._projection = projection
        self._attachments = attachments
        self._contacts = contacts
        self._running: _Running | None = None
        self._noted_at = -1
        projection.register("register_import", self.project)
        projection.when_nothing_is_left("register_import", self._forget)
        projection.after_rebuild(self._fold_all)

    # What is written

    def is_empty(self) -> bool:
        """Whether no register was ever imported or announced here."""
        return self.reading.execute("SELECT 1 FROM edition LIMIT 1").fetchone() is None

    def is_known(self, attachment: str, authority: str, register: str) -> bool:
        """Whether this edition, under these names, is folded here or will be when it has come."""
        row = self.reading.execute(
            "SELECT 1 FROM edition WHERE attachment = ? AND authority = ? AND register = ?",
            (attachment, authority, register),
        ).fetchone()
        return row is not None

    def is_complete(self) -> bool:
        """Whether the electors of every edition that is known are all folded."""
        return self.reading.execute("SELECT 1 FROM edition WHERE NOT is_taken LIMIT 1").fetchone() is None

    def standing(self) -> list[tuple[str, str, str]]:
        """Attachment, authority and register of each edition, the oldest first."""
        rows = self.reading.execute(
            "SELECT attachment, authority, register FROM edition ORDER BY stamp, entry"
        ).fetchall()
        return [(row[0], row[1], row[2]) for row in rows]

    def note_extracts(self) -> None:
        """Let the editions be those that this laptop is to have: registers, or the extracts of its turfs in their place."""
        # All that this hangs on is in the store, and written there alone; what is not committed yet is not seen.
        connection = self.base.writer.conn
        changes = -1 if connection.in_transaction else connection.total_changes
        if 0 <= changes == self._noted_at:
            return
        held = self._extracts.held()
        wanted = {one.key: one for one in self._extracts.to_fold()}
        known = set(self.standing())
        missing = [one.edition for one in held if not self._attachments.is_known(one.edition)]
        unnamed = self._unnamed(known | set(wanted))
        if not missing and not unnamed and set(wanted) <= known:
            self._noted_at = changes
            return
        with self.base.transaction():
            for one in held:
                self._attachments.want(one.edition, one.size)
            self._insert_extracts()
            for key in unnamed:
                self._drop(key)
                self._attachments.drop(key[0])

    def _unnamed(self, known: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
        """Editions that nothing names any more; none as long as what takes their place is still on its way."""
        named = {key for key in known if self._namings(key)}
        is_here = all(self._attachments.is_whole(key[0]) for key in named)
        is_ready = is_here and (named or not self._extracts.has_branch())
        return sorted(set(known) - named) if is_ready else []

    def _insert_extracts(self) -> None:
        self.writing.executemany(
            "INSERT INTO edition (attachment, authority, register, stamp, entry, actor, taken, is_taken)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, 0) ON CONFLICT (attachment, authority, register) DO NOTHING",
            [(*one.key, *one.rank, one.actor) for one in self._extracts.to_fold()],
        )

    def seal(self, edition: Iterable[bytes]) -> bytes:
        """An edition packed and sealed for the branch: the same bytes on every laptop."""
        packer = zstandard.ZstdCompressor(level=3).compressobj()
        packed = b"".join([*(packer.compress(piece) for piece in edition), packer.flush()])
        return self.base.session.keys.seal_attachment(packed)

    def seal_beside(self, edition: Iterable[bytes], fold: RegisterFold, step: Step) -> bytes:
        """Seal an edition while SQLCipher, which lets go of the interpreter, builds the indexes of its fold."""
        with ThreadPoolExecutor(max_workers=1) as helper:
            sealing = helper.submit(self.seal, edition)
            self._complete(fold, step)
            return sealing.result()

    def begin(self, authority: str, register: str) -> RegisterFold:
        """Begin to fold a file whose edition has no name yet; `announce` gives it one. Inside a transaction."""
        is_first = self._is_bare()
        if is_first:
            drop_indexes(self.writing, BULK_INDEXES)
        rowid = self.writing.execute("SELECT coalesce(max(rowid), 0) + 1 FROM edition").fetchone()[0]
        rank = (1 << 63, "")  # the entry is yet to be written, so it is later than all
        source = Source(rowid, authority, register, rank, {**self._ranks(), rowid: rank})
        return RegisterFold(
            self.writing, self.base.session.keys.identities, source, self._contacts, is_first=is_first
        )

    def announce(self, sealed: bytes, new: NewEdition, fold: RegisterFold | None) -> None:
        """Keep an edition, write its one entry, and note that what `fold` folded is from it."""
        if fold is not None:
            self._complete(fold)
        name = self._attachments.add(sealed)
        self._projection.append(
            Draft(
                "register_import",
                self.base.session.new_id(),
                {
                    "authority": new.authority,
                    "register": new.register,
                    "layout": new.layout,
                    "edition": name,
                    "size": len(sealed),
                    "rows": new.rows,
                    "electors": new.electors,
                    "households": new.households,
                },
                is_new=True,
            )
        )
        if fold is not None:
            self.writing.execute(
                "UPDATE edition SET is_taken = 1, taken = ? WHERE attachment = ?", (new.electors, name)
            )

    def _is_bare(self) -> bool:
        row = self.writing.execute(
            "SELECT EXISTS (SELECT 1 FROM contact) OR EXISTS (SELECT 1 FROM household)"
        ).fetchone()
        return not row[0]

    def _complete(self, fold: RegisterFold, step: Step = _no_step) -> None:
        if fold.is_finished:
            return
        present = {
            row[0] for row in self.writing.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        }
        lacking = [name for name in BULK_INDEXES if name not in present]
        for done, name in enumerate(lacking):
            step(done, len(lacking) + 1)
            create_indexes(self.writing, (name,))
        step(len(lacking), len(lacking) + 1)
        fold.finish()

    # What is folded

    def project(self, _eid: str, folded: Folded, _writes: Sequence[Write]) -> None:
        """Note an edition. Its electors follow when its bytes are here, see ``fold_slice``."""
        name = text_of(folded.value("edition"))
        if len(name) != _NAME_LETTERS or not _HEX.issuperset(name):
            return
        key = (name, text_of(folded.value("authority")), text_of(folded.value("register")))
        namings = self._namings(key)
        if not namings:
            self._drop(key)
            return
        size = folded.value("size")
        self._attachments.want(name, size if isinstance(size, int) and 0 < size <= ATTACHMENT_CAP else 0)
        before, rank = self._order(), min(namings)
        self.writing.execute(
            "INSERT INTO edition (attachment, authority, register, stamp, entry, actor, taken, is_taken)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, 0) ON CONFLICT (attachment, authority, register) DO UPDATE SET"
            " stamp = excluded.stamp, entry = excluded.entry, actor = excluded.actor",
            (*key, *rank),
        )
        if (after := [rowid for rowid in self._order() if rowid in before]) != before:
            self._take_again(before, after)

    def _forget(self, _eid: str) -> None:
        """An import left, or was erased: drop the editions that no other names."""
        rows = self.writing.execute("SELECT attachment, authority, register FROM edition").fetchall()
        for key in rows:
            if not self._namings(key):
                self._drop(key)

    def _drop(self, key: tuple[str, str, str]) -> None:
        """No import of an edition stands: electors of whom it alone knew go, others are as the earlier one has them.

        What an edition wrote over cannot be told from its rows, so all are folded again, in this transaction.
        """
        done = self.writing.execute(
            "DELETE FROM edition WHERE attachment = ? AND authority = ? AND register = ?", key
        )
        if done.rowcount:
            self._running = None
            self._projection.fold_all()

    def _namings(self, key: tuple[str, str, str]) -> list[tuple[int, str, str]]:
        """Every entry that names this edition in an import that stands: stamp, entry, member. Imports are few."""
        found = [(*one.rank, one.actor) for one in self._extracts.to_fold() if one.key == key]
        for eid in self._imports():
            writes = self._journal.writes("register_import", eid)
            if not _stands(fold(KINDS["register_import"], writes)):
                continue
            for write in writes:
                named = tuple(
                    text_of(write.values.get(part)) for part in ("edition", "authority", "register")
                )
                if named == key:
                    found.append((write.eff, write.id, write.actor))
        return found

    def _imports(self) -> list[str]:
        rows = self.reading.execute("SELECT DISTINCT eid FROM entry WHERE kind = 'register_import'")
        return [row[0] for row in rows.fetchall()]

    def _order(self) -> list[int]:
        return [
            row[0]
            for row in self.writing.execute("SELECT rowid FROM edition ORDER BY stamp, entry").fetchall()
        ]

    def _take_again(self, before: list[int], after: list[int]) -> None:
        # The server dated an import otherwise than its laptop did: from there on, fold once more.
        first = next(place for place, rowid in enumerate(after) if before[place] != rowid)
        self.writing.executemany(
            "UPDATE edition SET taken = 0, is_taken = 0 WHERE rowid = ?",
            [(rowid,) for rowid in after[first:]],
        )
        self._running = None

    def _ranks(self) -> dict[int, tuple[int, str]]:
        rows = self.writing.execute("SELECT rowid, stamp, entry FROM edition").fetchall()
        return {row[0]: (row[1], row[2]) for row in rows}

    # Folding what has come

    def fold_slice(self, seconds: float) -> bool:
        """Fold electors of editions that have come, for about so long, in one transaction; False if none is left."""
        with self.base.transaction():
            return self._fold_for(time.monotonic() + seconds)

    def _fold_all(self) -> None:
        self._insert_extracts()
        while self._fold_for(float("inf")):
            pass

    def _fold_for(self, until: float) -> bool:
        running = self._running or self._next_running()
        self._running = None  # kept only if this slice is
        if running is None:
            return False
        running.fold.resume()
        while batch := list(islice(running.electors, _SLICE)):
            running.fold.take(batch)
            running.taken += len(batch)
            if time.monotonic() > until:
                break
        else:
            running.fold.finish()
        self.writing.execute(
            "UPDATE edition SET taken = ?, is_taken = ? WHERE rowid = ?",
            (running.taken, not batch, running.rowid),
        )
        if batch:
            self._running = running
        return True

    def _next_running(self) -> "_Running | None":
        row = self.writing.execute(
            "SELECT edition.rowid, edition.attachment, authority, register, taken FROM edition"
            " JOIN attachment ON attachment.id = edition.attachment AND attachment.is_whole"
            " WHERE NOT is_taken ORDER BY stamp, entry LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        rowid, name, authority, register, taken = row
        ranks = self._ranks()
        source = Source(rowid, authority, register, ranks[rowid], ranks)
        fold = RegisterFold(
            self.writing, self.base.session.keys.identities, source, self._contacts, is_first=False
        )
        electors = islice(self.electors(name), taken, None)
        return _Running(rowid, electors, fold, taken)

    def batches(self, sealed: bytes) -> Iterator[list[Elector]]:
        """The electors of a sealed edition, in batches."""
        electors = self._unsealed(sealed)
        while batch := list(islice(electors, BATCH)):
            yield batch

    def electors(self, name: str) -> Iterator[Elector]:
        """The electors of an edition; those before the damage, if a colleague's laptop sent a damaged one."""
        try:
            yield from self._unsealed(self._attachments.read(name))
        except (BadSignature, zstandard.ZstdError, EditionBroken):
            return

    def _unsealed(self, sealed: bytes) -> Iterator[Elector]:
        packed = self.base.session.keys.open_attachment(sealed)
        reader = zstandard.ZstdDecompressor().stream_reader(packed)
        yield from read_edition(iter(lambda: reader.read(_PIECE), b""))


def _stands(folded: Folded) -> bool:
    return folded.value("undone") is not True and not folded.is_deleted


@dataclass(slots=True)
class _Running:
    """An edition part of which is folded."""

    rowid: int
    electors: Iterator[Elector]
    fold: RegisterFold
    taken: int
