"""Imports of registers: which were made, and that one is undone."""

from desktop.domain.register.imports import ImportRow, NoSuchImport
from desktop.store.journal import Draft, Journal
from desktop.store.members import Members
from desktop.store.projection import Projection, seen_heads
from desktop.store.rows import Rows, instant_of, text_of
from desktop.store.transactions import Transactions
from sync.protocol.merge import Folded


class Imports(Rows):
    """What registers were brought in."""

    def __init__(
        self, base: Transactions, journal: Journal, projection: Projection, members: Members
    ) -> None:
        super().__init__(base)
        self._journal = journal
        self._projection = projection
        self._members = members

    def listed(self) -> list[ImportRow]:
        """Every import, the latest first."""
        eids = self.reading.execute(
            "SELECT DISTINCT eid FROM entry WHERE kind = 'register_import'"
        ).fetchall()
        found = [self._row(row[0]) for row in eids]
        return sorted(
            (row for row in found if row is not None), key=lambda row: (row.at, row.id), reverse=True
        )

    def _row(self, eid: str) -> ImportRow | None:
        writes = self._journal.writes("register_import", eid)
        folded = self._projection.folded("register_import", eid)
        if not folded.siblings:
            return None
        first = min(writes, key=lambda write: (write.eff, write.id))
        electors = folded.value("electors")
        return ImportRow(
            id=eid,
            authority=text_of(folded.value("authority")),
            register=text_of(folded.value("register")),
            electors=electors if isinstance(electors, int) else 0,
            at=instant_of(first.eff),
            by=self._members.names().get(first.actor, ""),
            is_undone=_is_undone(folded),
        )

    def set_undone(self, eid: str, *, undone: bool) -> bool:
        """Write that an import is undone, or stands again, if that is news. Raises NoSuchImport."""
        folded = self._projection.folded("register_import", eid)
        if not folded.siblings:
            raise NoSuchImport()
        if _is_undone(folded) == undone:
            return False
        values = {"undone": undone}
        self._projection.append(Draft("register_import", eid, values, seen_heads(folded, values)))
        return True


def _is_undone(folded: Folded) -> bool:
    return folded.value("undone") is True or folded.is_deleted
