"""From entries to rows: fold what was written about an entity, and let its noun write the row."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from desktop.domain.conflicts import QUIET_FIELDS
from desktop.store.folded import create_tables, drop_tables, folded_with
from desktop.store.journal import Draft, Journal, Written
from desktop.store.rows import Rows
from desktop.store.sameness import Sameness
from desktop.store.transactions import Transactions
from sync.protocol.entries import Entry, EntryId
from sync.protocol.kinds import KINDS
from sync.protocol.merge import EVERYTHING, Folded, Write, fold

_VERSION = "fold_version"
_PERSON = "contact"

Projector = Callable[[str, Folded, Sequence[Write]], None]
"""Writes the rows of one entity from its id, its fold, and the writes (at least one), inside a transaction."""

Lone = tuple[str, Write]
"""An entity of which nothing was known before, and the one entry that was written of it."""

BulkProjector = Callable[[Sequence[Lone]], Sequence[Lone]]
"""Writes the rows of many such entities at once, as its projector would one by one; returns those that it leaves to that."""

BulkRefolder = Callable[[Mapping[str, Folded]], Collection[str]]
"""Writes the rows of many known entities anew from their folds, as its projector would; returns those that it leaves."""

_AT_ONCE, _MANY_AT_ONCE = (
    16,
    500,
)  # entities whose rows are written together, while somebody works and while nobody does


class Projection(Rows):
    """Keeps rows what the journal says. Nouns register the kinds that they hold rows of."""

    def __init__(self, base: Transactions, journal: Journal, sameness: Sameness) -> None:
        super().__init__(base)
        self._journal = journal
        self._sameness = sameness
        self._projectors: dict[str, Projector] = {}
        self._forgetting: dict[str, Callable[[str], None]] = {}
        self._bulk: dict[str, BulkProjector] = {}
        self._bulk_again: dict[str, BulkRefolder] = {}
        self._rebuilt: list[Callable[[], None]] = []

    def register(self, kind: str, projector: Projector) -> None:
        """Let ``projector`` write the rows of a kind."""
        self._projectors[kind] = projector

    def register_bulk(self, kind: str, projector: BulkProjector) -> None:
        """Let ``projector`` write the rows of many new entities of a kind at once."""
        self._bulk[kind] = projector

    def register_bulk_again(self, kind: str, refolder: BulkRefolder) -> None:
        """Let ``refolder`` write the rows of many known entities of a kind at once."""
        self._bulk_again[kind] = refolder

    def when_nothing_is_left(self, kind: str, forget: Callable[[str], None]) -> None:
        """Let ``forget`` take the rows of an entity away, because what was written of it was erased or let go of."""
        self._forgetting[kind] = forget

    def settle_conflicts(self, kind: str, eid: str) -> None:
        """Nothing is in conflict there, until it is folded again."""
        self._note_conflicts(kind, eid, Folded())

    def forget(self, kind: str, eid: str) -> None:
        """Take away the rows of an entity, as far as they come from what was written."""
        self.settle_conflicts(kind, eid)
        if kind in self._forgetting:
            self._forgetting[kind](eid)

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
        """What has been written about an entity amounts to; about a person, under whichever id."""
        return fold(KINDS[kind], self.writes(kind, eid))

    def typed_proof(self, contact: str) -> str:
        """The proof that a contact was typed; see ``Journal.typed_proof``."""
        return self._journal.typed_proof(contact)

    def writes(self, kind: str, eid: str) -> list[Write]:
        """Everything that was written about an entity; about a person, under whichever id."""
        ids = self._sameness.group(eid) if kind == _PERSON else [eid]
        return [write for one in ids for write in self._journal.writes(kind, one)]

    def refold(self, kind: str, eid: str) -> None:
        """Read everything about an entity from the journal and write its rows anew."""
        if kind not in self._projectors or kind not in KINDS:
            return
        group = self._sameness.group(eid) if kind == _PERSON else [eid]
        if len(group) > 1:
            self._refold_group(kind, group)
        elif writes := self._journal.writes(kind, eid):
            self.project(kind, eid, writes)
        else:
            self.forget(kind, eid)

    def refold_many(self, about: Iterable[tuple[str, str]]) -> None:
        """The same for many entities, each a kind and an id: those of a kind together where that kind knows how."""
        kinds: dict[str, list[str]] = {}
        for kind, eid in sorted(set(about)):
            kinds.setdefault(kind, []).append(eid)
        at_once = self._at_once()
        for kind, eids in kinds.items():
            for start in range(0, len(eids), at_once):
                self.base.giving_way.wait()
                for eid in self._refold_together(kind, eids[start : start + at_once]):
                    self.base.giving_way.wait()
                    self.refold(kind, eid)

    def _refold_together(self, kind: str, eids: Sequence[str]) -> Sequence[str]:
        """Fold some entities of a kind together; returns those that must be folded one by one."""
        again = self._bulk_again.get(kind)
        if again is None or len(eids) == 1:
            return eids
        written = self._journal.writes_of(kind, eids)
        folded = {eid: fold(KINDS[kind], writes) for eid, writes in written.items() if writes}
        left = {*again(folded), *(eid for eid in eids if eid not in folded)}
        self._note_all_conflicts(kind, {eid: one for eid, one in folded.items() if eid not in left})
        return [eid for eid in eids if eid in left]

    def _refold_group(self, kind: str, group: Sequence[str]) -> None:
        """Rows of a person with several ids: each has its own, and the first shows all of them as one entity."""
        about = [self._journal.writes(kind, one) for one in group]
        for one, writes in zip(group[1:], about[1:], strict=True):
            self._projectors[kind](one, fold(KINDS[kind], writes), writes)
            self._note_conflicts(kind, one, Folded())
        everything = [write for writes in about for write in writes]
        folded = fold(KINDS[kind], everything)
        self._projectors[kind](group[0], folded, everything)
        self._note_conflicts(kind, group[0], folded)

    def project(self, kind: str, eid: str, writes: Sequence[Write]) -> None:
        """Write the rows of an entity about which exactly ``writes`` were written."""
        projector = self._projectors.get(kind)
        if projector is None or kind not in KINDS:
            return
        if kind == _PERSON and len(group := self._sameness.group(eid)) > 1:
            self._refold_group(kind, group)
            return
        folded = fold(KINDS[kind], writes)
        projector(eid, folded, writes)
        if len(writes) > 1:
            self._note_conflicts(kind, eid, folded)

    def project_lone(self, kind: str, lone: Sequence[Lone]) -> None:
        """Write the rows of entities of which nothing was known before, and of which one entry each was written."""
        bulk = self._bulk.get(kind)
        at_once = self._at_once()
        for start in range(0, len(lone), at_once):
            self.base.giving_way.wait()
            part = lone[start : start + at_once]
            for eid, write in bulk(part) if bulk else part:
                self.base.giving_way.wait()
                self.project(kind, eid, [write])

    def _at_once(self) -> int:
        return _AT_ONCE if self.base.is_shared() else _MANY_AT_ONCE

    def _note_conflicts(self, kind: str, eid: str, folded: Folded) -> None:
        self._note_all_conflicts(kind, {eid: folded})

    def _note_all_conflicts(self, kind: str, folded: Mapping[str, Folded]) -> None:
        self.writing.executemany(
            "DELETE FROM conflict WHERE eid = ? AND kind = ?", [(eid, kind) for eid in folded]
        )
        self.writing.executemany(
            "INSERT OR REPLACE INTO conflict (eid, field, kind, since) VALUES (?, ?, ?, ?)",
            [
                (eid, name, kind, since)
                for eid, one in folded.items()
                for name, since in _conflicts_of(kind, one).items()
            ],
        )

    def prepare(self) -> None:
        """Make the folded tables, or make them anew if they were folded by a program that knew less, or otherwise."""
        row = self.writing.execute("SELECT value FROM setting WHERE name = ?", (_VERSION,)).fetchone()
        if row is None or row[0] != folded_with(KINDS):
            self.rebuild()

    def rebuild(self) -> None:
        """Drop every folded table and fold the whole journal again, in one transaction."""
        with self.base.transaction():
            self.fold_all()

    def fold_all(self) -> None:
        """The same inside a transaction."""
        connection = self.writing
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
            (_VERSION, folded_with(KINDS)),
        )


def _conflicts_of(kind: str, folded: Folded) -> dict[str, int]:
    """Fields that hold two answers, and since when."""
    found: dict[str, int] = {
        name: max(sibling.eff for sibling in siblings)
        for name, siblings in folded.siblings.items()
        if len(siblings) > 1 and name not in QUIET_FIELDS.get(kind, frozenset()) and folded.conflict(name)
    }
    if unseen := folded.edits_unseen_by_deletion():
        found["deleted"] = max(sibling.eff for sibling in unseen)
    return found


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
        or (otherwise.get(name, "") if (found := folded.value(name)) is None else found) != value
    }
