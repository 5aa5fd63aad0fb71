"""The entries of erasures, kept in the server's folder: what was erased stays so wherever a ledger without them is put back.

That somebody was erased is in the folder anyway, and carried out anew at each start. But a laptop that hears of it is told
emptied bodies, and holds the reason only if the erasure's own entry comes along: should the folder be put back too, whoever
emptied must be able to say why to whoever did not. An entry of an erasure names an id and nothing else of anybody.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from sync.protocol.entries import EntryId, Scope
from sync.protocol.kinds.erasure import ERASURE
from sync.server.database import Database, rows_among
from sync.server.folder import ServerFolder
from sync.server.tables import ENTRY
from sync.server.walls import NOTHING, list_branches

_COLUMNS = (ENTRY.c.id, ENTRY.c.eff, ENTRY.c.received_at, ENTRY.c.receipt, ENTRY.c.issued, ENTRY.c.text)
_AT_ONCE = 500


class NotedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An erasure's entry as it was admitted, a line of the folder's file."""

    branch: Scope
    id: EntryId
    eff: int
    received_at: int
    receipt: str
    issued: str
    entry: msgspec.Raw

    @property
    def landed(self) -> dict[str, Any]:
        """As whoever gives it back says it."""
        names = ("eff", "received_at", "receipt", "issued", "entry")
        return {"seq": 0, **{name: getattr(self, name) for name in names}}


class ErasureEntries:
    """The entries of erasures that the folder keeps, and those that the database has."""

    def __init__(self, folder: ServerFolder, database: Database) -> None:
        self._folder = folder
        self._database = database

    def note(self, branch: Scope, erasures: Sequence[EntryId]) -> None:
        """After a commit: keep the entries of these erasures, as the database has them. On the disk when this returns."""
        with self._database.reading(branch) as connection:
            rows = rows_among(connection, _COLUMNS, branch, ENTRY.c.id, erasures)
        self._keep(branch, rows)

    def bring_back(self, take_back: Callable[[Scope, Sequence[NotedEntry]], object]) -> int:
        """At start: keep what the database has besides, and have taken in what it has not; how many entries those were."""
        noted = self._noted()
        with self._database.reading(NOTHING) as connection:
            branches = list_branches(connection)
        for branch in branches:
            with self._database.reading(branch) as connection:
                rows = _stored(connection, branch)
            self._keep(branch, (row for row in rows if row.id not in noted))
        lacking = [one for branch in branches for one in self._lacking(branch, noted.values())]
        for branch in sorted({one.branch for one in lacking}):
            ours = [one for one in lacking if one.branch == branch]
            for start in range(0, len(ours), _AT_ONCE):
                take_back(branch, ours[start : start + _AT_ONCE])
        return len(lacking)

    def _lacking(self, branch: Scope, noted: Iterable[NotedEntry]) -> list[NotedEntry]:
        ours = {one.id: one for one in noted if one.branch == branch}
        with self._database.reading(branch) as connection:
            rows = rows_among(connection, (ENTRY.c.id,), branch, ENTRY.c.id, list(ours))
        held = {row.id for row in rows}
        return [one for one in ours.values() if one.id not in held]

    def _noted(self) -> dict[EntryId, NotedEntry]:
        found: dict[EntryId, NotedEntry] = {}
        for line in self._folder.erasure_entries():
            try:
                one = msgspec.json.decode(line, type=NotedEntry)
            except msgspec.DecodeError:  # a crash cut it short
                continue
            found[one.id] = one
        return found

    def _keep(self, branch: Scope, rows: Iterable[Any]) -> None:
        lines = [
            NotedEntry(
                branch=branch,
                id=row.id,
                eff=row.eff,
                received_at=row.received_at,
                receipt=row.receipt,
                issued=row.issued,
                entry=msgspec.Raw(bytes(row.text)),
            )
            for row in rows
        ]
        self._folder.note_erasure_entries(map(msgspec.json.encode, lines))


def _stored(connection: Connection, branch: Scope) -> Sequence[Any]:
    which = (ENTRY.c.scope == branch, ENTRY.c.kind == ERASURE.name, ENTRY.c.id.is_not(None))
    return connection.execute(select(*_COLUMNS).where(*which)).all()
