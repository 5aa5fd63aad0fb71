"""What this laptop holds of a scope, for comparing it with the server's, and for giving back what the server lost."""

from collections.abc import Sequence
from typing import Any

import msgspec

from desktop.store.journal import COLUMNS, entry_of
from desktop.store.rows import Rows
from sync.protocol.clock import Stamp
from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId, Landed, Scope
from sync.protocol.messages import ScopeState
from sync.protocol.parts import Held

_WIDTH = len(COLUMNS.split(", "))
_GIVEN = ", ".join(
    [
        *(f"entry.{name}" for name in COLUMNS.split(", ")),
        "eff, received_at, receipt, issued, EXISTS (SELECT 1 FROM lost WHERE lost.entry = entry.rowid)",
    ]
)


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
            f"SELECT {_GIVEN}"  # noqa: S608 - our own constants
            " FROM json_each(?) AS wanted JOIN entry ON entry.id = wanted.value WHERE receipt <> ''",
            (msgspec.json.encode(list(ids)).decode(),),
        )
        return [_given(row) for row in rows.fetchall()]

    def owe_all(self) -> None:
        """Inside a transaction: another epoch began, and whatever the server admitted before it may have lost."""
        self.writing.execute("INSERT OR IGNORE INTO owed (entry) SELECT rowid FROM entry WHERE receipt <> ''")

    def owe_beyond(self, scope: Scope) -> None:
        """What has a receipt and no place in a scope that is about to come whole the server may have lost."""
        with self.base.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO owed (entry) SELECT rowid FROM entry WHERE receipt <> '' AND NOT EXISTS"
                " (SELECT 1 FROM holding JOIN scope ON scope.rowid = holding.scope"
                " WHERE holding.entry = entry.rowid AND holding.seq > 0 AND scope.scope = ?)",
                (scope,),
            )

    def owed(self, limit: int) -> Sequence[Landed]:
        """Entries that the server admitted once, and of which no place is known in this epoch."""
        rows = self.reading.execute(
            f"SELECT {_GIVEN} FROM owed JOIN entry ON entry.rowid = owed.entry ORDER BY owed.entry LIMIT ?",  # noqa: S608 - our own constants
            (limit,),
        )
        return [_given(row) for row in rows.fetchall()]

    def owed_done(self, ids: Sequence[EntryId]) -> None:
        """The server holds these, or keeps them apart."""
        with self.base.transaction() as connection:
            connection.execute(
                "DELETE FROM owed WHERE entry IN (SELECT entry.rowid FROM json_each(?) AS done"
                " JOIN entry ON entry.id = done.value)",
                (msgspec.json.encode(list(ids)).decode(),),
            )

    def ask_for_lost(self, limit: int) -> Sequence[EntryId]:
        """Entries that came without a body that nobody erased, those that were asked for least first; it counts."""
        rows = self.reading.execute(
            # CROSS JOIN keeps the order, or SQLite reads all entries to find the few that are lost.
            "SELECT entry.id, entry.rowid FROM lost CROSS JOIN entry ON entry.rowid = lost.entry"
            " ORDER BY asked, entry.rowid LIMIT ?",
            (limit,),
        ).fetchall()
        if rows:
            with self.base.transaction() as connection:
                connection.executemany(
                    "UPDATE lost SET asked = asked + 1 WHERE entry = ?", [(row[1],) for row in rows]
                )
        return [EntryId(row[0]) for row in rows]

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


def _given(row: Sequence[Any]) -> Landed:
    return Landed(
        seq=0,
        eff=Stamp(row[_WIDTH]),
        received_at=row[_WIDTH + 1],
        entry=entry_of(row),
        receipt=row[_WIDTH + 2],
        issued=row[_WIDTH + 3],
        lost=bool(row[_WIDTH + 4]),
    )
