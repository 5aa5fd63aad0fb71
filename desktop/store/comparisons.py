"""What this laptop holds of a scope, for comparing it with the server's, and for giving back what the server lost."""

from collections.abc import Sequence

import msgspec

from desktop.store.journal import COLUMNS, entry_of
from desktop.store.rows import Rows
from sync.protocol.clock import Stamp
from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId, Landed, Scope
from sync.protocol.messages import ScopeState
from sync.protocol.parts import Held

_WIDTH = len(COLUMNS.split(", "))


class Comparisons(Rows):
    """Sets of entries by scope."""

    def held(self, scope: Scope) -> Sequence[Held]:
        """Every entry that has or had a place in a scope, or claims it and was admitted."""
        rows = self.reading.execute(
            "SELECT entry.id, entry.hash FROM holding JOIN entry ON entry.rowid = holding.entry"
            " JOIN scope ON scope.rowid = holding.scope WHERE scope.scope = ?1"
            " UNION SELECT id, hash FROM entry WHERE scope = ?1 AND receipt <> ''",
            (scope,),
        )
        return [Held(EntryId(row[0]), row[1]) for row in rows.fetchall()]

    def given_back(self, ids: Sequence[EntryId]) -> Sequence[Landed]:
        """Entries with the receipts that they have; those that have none are left out."""
        rows = self.reading.execute(
            f"SELECT {', '.join(f'entry.{name}' for name in COLUMNS.split(', '))},"  # noqa: S608 - our own constants
            " eff, received_at, receipt, issued"
            " FROM json_each(?) AS wanted JOIN entry ON entry.id = wanted.value WHERE receipt <> ''",
            (msgspec.json.encode(list(ids)).decode(),),
        )
        return [
            Landed(
                seq=0,
                eff=Stamp(row[_WIDTH]),
                received_at=row[_WIDTH + 1],
                entry=entry_of(row),
                receipt=row[_WIDTH + 2],
                issued=row[_WIDTH + 3],
            )
            for row in rows.fetchall()
        ]

    def recount(self, scope: Scope) -> ScopeState:
        """Work the digest of a scope out anew, from what is held of it up to the cursor, and keep it."""
        with self.base.transaction() as connection:
            row = connection.execute("SELECT rowid, cursor FROM scope WHERE scope = ?", (scope,)).fetchone()
            if row is None:
                return ScopeState(scope=scope, cursor=0, digest=Digest().text())
            held = connection.execute(
                "SELECT entry.id, entry.hash FROM holding JOIN entry ON entry.rowid = holding.entry"
                " WHERE holding.scope = ? AND holding.seq BETWEEN 1 AND ?",
                row,
            )
            digest = Digest().plus_all((EntryId(one[0]), one[1]) for one in held.fetchall()).text()
            connection.execute("UPDATE scope SET digest = ? WHERE rowid = ?", (digest, row[0]))
        return ScopeState(scope=scope, cursor=row[1], digest=digest)
