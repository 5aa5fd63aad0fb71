"""From entries to rows: fold what was written about an entity, and let its noun write the row."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from desktop.domain.conflicts import QUIET_FIELDS
from desktop.store.folded import FOLD_VERSION, create_tables, drop_tables
from desktop.store.journal import Draft, Journal, Written
from desktop.store.rows import Rows
from desktop.store.transactions import Transactions
from sync.protocol.entries import Entry, EntryId
from sync.protocol.kinds import KINDS
from sync.protocol.merge import EVERYTHING, Folded, Write, fold

_VERSION = "fold_version"


Projector = Callable[[str, Folded, Sequence[Write]], None]
"""Writes the rows of one entity from its id, its fold, and the writes (at least one), inside a transaction."""


class Projection(Rows):
    """Keeps rows what the journal says. Nouns register the kinds that they hold rows of."""

    def __init__(self, base: Transactions, journal: Journal) -> None:
        super().__init__(base)
        self._journal = journal
        self._projectors: dict[str, Projector] = {}
        self._rebuilt: list[Callable[[], None]] = []

    def register(self, kind: str, projector: Projector) -> None:
        """Let ``projector`` write the rows of a kind."""
        self._projectors[kind] = projector

    def after_rebuild(self, step: Callable[[], None]) -> None:
        """Call ``step`` when the tables were made anew and every entry is folded."""
        self._rebuilt.append(step)

    def append(self, *drafts: Draft) -> list[Entry]:
        """Write entries and the rows that follow from them, inside a transaction."""
        written = self._journal.write(drafts)
        touched: dict[tuple[str, str], list[Written]] = {}
        for one in written:
            touched.setdefault((one.entry.kind, one.entry.eid), []).append(one)
        for (kind, eid), about in touched.items():
            if about[0].is_new:
                self.project(kind, eid, [one.write for one in about])
            else:
                self.refold(kind, eid)
        return [one.entry for one in written]

    def folded(self, kind: str, eid: str) -> Folded:
        """What has been written about an entity amounts to."""
        return fold(KINDS[kind], self._journal.writes(kind, eid))

    def refold(self, kind: str, eid: str) -> None:
        """Read everything about an entity from the journal and write its rows anew."""
        if kind in self._projectors:
            writes = self._journal.writes(kind, eid)
            if writes:
                self.project(kind, eid, writes)

    def project(self, kind: str, eid: str, writes: Sequence[Write]) -> None:
        """Write the rows of an entity about which exactly ``writes`` were written."""
        projector = self._projectors.get(kind)
        if projector is None:
            return
        folded = fold(KINDS[kind], writes)
        projector(eid, folded, writes)
        if len(writes) > 1:
            self._note_conflicts(kind, eid, folded)

    def _note_conflicts(self, kind: str, eid: str, folded: Folded) -> None:
        found = {
            name: max(sibling.eff for sibling in siblings)
            for name, siblings in folded.siblings.items()
            if name not in QUIET_FIELDS.get(kind, frozenset()) and folded.conflict(name)
        }
        if unseen := folded.edits_unseen_by_deletion():
            found["deleted"] = max(sibling.eff for sibling in unseen)
        self.writing.execute("DELETE FROM conflict WHERE eid = ? AND kind = ?", (eid, kind))
        self.writing.executemany(
            "INSERT OR REPLACE INTO conflict (eid, field, kind, since) VALUES (?, ?, ?, ?)",
            [(eid, name, kind, since) for name, since in found.items()],
        )

    def prepare(self) -> None:
        """Make the folded tables, or make them anew if an older program folded them otherwise."""
        row = self.writing.execute("SELECT value FROM setting WHERE name = ?", (_VERSION,)).fetchone()
        if row is None or row[0] != str(FOLD_VERSION):
            self.rebuild()

    def rebuild(self) -> None:
        """Drop every folded table and fold the whole journal again, in one transaction."""
        with self.base.transaction() as connection:
            drop_tables(connection)
            create_tables(connection)
            for kind in self._projectors:
                entities = connection.execute("SELECT DISTINCT eid FROM entry WHERE kind = ?", (kind,))
                for (eid,) in entities.fetchall():
                    self.refold(kind, eid)
            for step in self._rebuilt:
                step()
            connection.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (_VERSION, str(FOLD_VERSION)),
            )


def seen_heads(folded: Folded, names: Collection[str]) -> dict[str, list[EntryId]]:
    """What an author who knows all this has seen, for each field that they are about to write."""
    seen = {name: heads for name in names if (heads := folded.heads(name))}
    if "deleted" in names:
        seen[EVERYTHING] = folded.everything()
    return seen


def changes(folded: Folded, wanted: dict[str, Any], otherwise: dict[str, Any]) -> dict[str, Any]:
    """Which of the wanted values say something new.

    ``otherwise`` is what a field is worth that nobody wrote: what a register says, or nothing.
    """
    return {
        name: value
        for name, value in wanted.items()
        if folded.conflict(name)
        or (folded.value(name) if folded.siblings.get(name) else otherwise.get(name, "")) != value
    }
