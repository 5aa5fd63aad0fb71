"""Erasures: of somebody, or of a door, nothing that the branch wrote is kept on this laptop. It cannot be undone.

Bodies of entries are emptied; their headers and hashes stay, so that both sides still count alike. What a council's
register says of an elector is the council's, and stays.
"""

from collections.abc import Sequence

import msgspec

from desktop.store.drafts import Drafts
from desktop.store.households import Households
from desktop.store.journal import Draft, Journal
from desktop.store.projection import Projection
from desktop.store.rows import Rows
from desktop.store.same_people import SamePeople
from desktop.store.search import Search
from desktop.store.transactions import Transactions
from sync.protocol.entries import Entry, EntryId, Landed, is_id
from sync.protocol.kinds.erasure import ERASED
from sync.protocol.merge import Folded, Write


class Erasures(Rows):
    """What was erased here, and carrying it out."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        projection: Projection,
        households: Households,
        same_people: SamePeople,
        search: Search,
        drafts: Drafts,
    ) -> None:
        super().__init__(base)
        self._journal = journal
        self._projection = projection
        self._households = households
        self._same_people = same_people
        self._search = search
        self._drafts = drafts
        projection.register("erasure", self.project)

    def erase(self, subjects: Sequence[str]) -> None:
        """Write that nothing of these contacts or households is to be kept, and carry it out; in a transaction."""
        new_id = self.base.session.new_id
        self._projection.append(
            *(Draft("erasure", new_id(), {"subject": subject}, is_new=True) for subject in subjects)
        )

    def project(self, _eid: str, _folded: Folded, writes: Sequence[Write]) -> None:
        """Carry an erasure out."""
        for write in writes:
            subject = write.values.get("subject")
            if isinstance(subject, str) and is_id(subject):
                self.writing.execute(
                    "INSERT OR IGNORE INTO erasure (id, subject, done_at, is_told) VALUES (?, ?, ?, 0)",
                    (write.id, subject, self.base.now_ms()),
                )
                self._carry_out(write.id, subject)

    def _carry_out(self, erasure: EntryId, subject: str) -> None:
        touched = self._empty(erasure, subject) | {("contact", subject), ("household", subject)}
        touched |= {("same_as", said) for said in self._same_people.naming(subject)}
        for kind, eid in sorted(touched):
            self._projection.forget(kind, eid)
            self._projection.refold(kind, eid)
        self._households.drop_bare()
        self._drafts.forget_about(subject)
        self._search.let_go()
        self.base.is_to_checkpoint = True

    def _empty(self, erasure: EntryId, subject: str) -> set[tuple[str, str]]:
        """Empty the bodies about somebody whose authors did not know of an erasure; the entities they are of."""
        touched: set[tuple[str, str]] = set()
        for rowid, entry in self._journal.about(subject):
            if erasure not in entry.seen.get(ERASED, ()):
                self.writing.execute("UPDATE entry SET body = '' WHERE rowid = ?", (rowid,))
                touched.add((entry.kind, entry.eid))
        return touched

    def emptied(self, landed: Sequence[Landed]) -> list[Landed]:
        """What comes in, entries about somebody who was erased here without their bodies.

        One whose author knew of every erasure of its subject stands: the person came back.
        """
        if self.writing.execute("SELECT 1 FROM erasure LIMIT 1").fetchone() is None:
            return list(landed)
        return [
            msgspec.structs.replace(one, entry=msgspec.structs.replace(one.entry, body=""))
            if self._is_too_late(one.entry)
            else one
            for one in landed
        ]

    def _is_too_late(self, entry: Entry) -> bool:
        erased = self._journal.erasures_of(self._journal.subject_of(entry))
        return not set(erased) <= set(entry.seen.get(ERASED, ()))

    def count(self) -> int:
        """How many erasures were carried out here."""
        return int(self.reading.execute("SELECT count(*) FROM erasure").fetchone()[0])

    def untold(self) -> list[EntryId]:
        """Erasures that were carried out here, that the server knows of, and that it has not been told were carried out."""
        rows = self.reading.execute(
            "SELECT erasure.id FROM erasure CROSS JOIN entry ON entry.id = erasure.id"
            " WHERE NOT is_told AND (entry.receipt <> '' OR EXISTS"
            " (SELECT 1 FROM holding WHERE holding.entry = entry.rowid AND holding.seq > 0))"
            " ORDER BY done_at, erasure.id"
        )
        return [EntryId(row[0]) for row in rows.fetchall()]

    def note_told(self, ids: Sequence[EntryId]) -> None:
        """The server knows that these were carried out here."""
        self.writing.executemany("UPDATE erasure SET is_told = 1 WHERE id = ?", [(one,) for one in ids])
