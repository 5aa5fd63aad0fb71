"""Batches: what was written together, and taking it back, as entries that can be taken back themselves."""

from collections.abc import Collection

from desktop.domain.batches import BatchRow, NoSuchBatch, Undone
from desktop.store.attempts import Attempts
from desktop.store.contacts import Contacts
from desktop.store.journal import Draft, Journal
from desktop.store.members import Members
from desktop.store.projection import Projection
from desktop.store.rows import Rows, instant
from desktop.store.transactions import Transactions
from desktop.store.undoing import TakingBack, take_back
from sync.protocol.entries import EntryId
from sync.protocol.kinds import KINDS

_NEVER_MADE = frozenset({"household", "branch", "member", "laptop", "survey"})
"""Kinds whose entities are there by themselves."""
_WISH = frozenset({"do_not_visit", "do_not_visit_since"})
_FIRST = ("attempt", "response")  # a wish of a door depends on them


class Batches(Rows):
    """What was written together."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        projection: Projection,
        contacts: Contacts,
        attempts: Attempts,
        members: Members,
    ) -> None:
        super().__init__(base)
        self._journal = journal
        self._projection = projection
        self._contacts = contacts
        self._attempts = attempts
        self._members = members

    def listed(self, limit: int) -> list[BatchRow]:
        """The latest batches, the latest first."""
        rows = self.reading.execute(
            "WITH latest AS (SELECT batch, max(coalesce(eff, stamp)) AS at FROM entry WHERE batch <> ''"
            " GROUP BY batch ORDER BY at DESC, batch LIMIT ?)"
            " SELECT latest.batch, latest.at, min(entry.actor), min(entry.writer), entry.kind, count(DISTINCT entry.eid)"
            " FROM latest JOIN entry ON entry.batch = latest.batch AND entry.batch <> ''"
            " GROUP BY latest.batch, entry.kind ORDER BY latest.at DESC, latest.batch, entry.kind",
            (limit,),
        ).fetchall()
        names, laptops = self._members.names(), self._members.laptop_names()
        own = self._members.own_writers()
        counts: dict[str, dict[str, int]] = {}
        for batch, *_, kind, count in rows:
            counts.setdefault(batch, {})[kind] = count
        found = {row[0]: row for row in rows}
        return [
            BatchRow(
                id=batch,
                at=instant(found[batch][1] >> 16),
                by=names.get(found[batch][2], ""),
                laptop=laptops.get(found[batch][3], ""),
                counts=counts[batch],
                is_this_laptop=found[batch][3] in own,
            )
            for batch in counts
        ]

    def undo(self, batch: str) -> Undone:
        """Write what stood before a batch, as a batch of its own, inside a transaction. Raises NoSuchBatch."""
        rows = self.writing.execute(
            "SELECT kind, eid, id FROM entry WHERE batch = ? AND batch <> '' ORDER BY rowid", (batch,)
        ).fetchall()
        if not rows:
            raise NoSuchBatch()
        about: dict[tuple[str, str], set[EntryId]] = {}
        for kind, eid, entry in rows:
            about.setdefault((kind, eid), set()).add(EntryId(entry))
        records = kept = 0
        with self.base.batch() as undoing:
            for kind, eid in sorted(about, key=lambda one: (one[0] not in _FIRST, one)):
                taking = self._taking(kind, eid, about[kind, eid])
                kept += taking.kept
                if taking.entries:
                    records += 1
                    self._projection.append(*(Draft(kind, eid, *entry) for entry in taking.entries))
        return Undone(undoing if records else "", records, kept)

    def _taking(self, kind: str, eid: str, entries: Collection[EntryId]) -> TakingBack:
        if kind not in KINDS:
            return TakingBack(kept=1)
        return take_back(
            KINDS[kind],
            self._journal.writes(kind, eid),
            entries,
            is_derived=kind in _NEVER_MADE or (kind == "contact" and self._contacts.is_elector(eid)),
            untouchable=_WISH if kind == "household" and self._is_wish_kept(eid) else (),
        )

    def _is_wish_kept(self, household: str) -> bool:
        """Whether a door's wish is found by a visit that stands, so that it is not for this undoing to end it."""
        is_wish = self._projection.folded("household", household).value("do_not_visit") is True
        return is_wish and self._attempts.is_wished_at(household)
