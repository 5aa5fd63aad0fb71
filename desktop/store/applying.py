"""Taking entries in: from a scope in its order, by their ids alone, or from a snapshot. One transaction each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from desktop.store.acknowledging import Acknowledging
from desktop.store.erasures import Erasures
from desktop.store.evictions import Evictions
from desktop.store.journal import COLUMNS, Journal, row_of
from desktop.store.projection import Lone, Projection
from desktop.store.rows import Rows
from desktop.store.transactions import Transactions
from sync.client.journal import Applied, NotContiguous
from sync.protocol.clock import Stamp, stamp_at
from sync.protocol.digest import Digest
from sync.protocol.entries import Departure, EntryId, Landed, Scope, WriterId
from sync.protocol.merge import Write

_AHEAD_MS = 24 * 60 * 60 * 1000
_MARKS = ", ".join("?" * (len(COLUMNS.split(", ")) + 5))
_INSERT = f"INSERT INTO entry (rowid, {COLUMNS}, eff, received_at, receipt, issued) VALUES ({_MARKS})"  # noqa: S608 - our own constants

_CONTENT_FROM = COLUMNS.split(", ").index("stamp")  # after id, writer, number and link
_CORRECT = f"UPDATE entry SET {', '.join(f'{name} = ?' for name in COLUMNS.split(', ')[_CONTENT_FROM:])} WHERE id = ?"  # noqa: S608 - our own constants


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """Where this laptop stands in a scope; ``digest`` is of what it holds of it up to the cursor."""

    rowid: int
    cursor: int
    digest: Digest


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry that is held already, as far as its coming again matters."""

    rowid: int
    eff: int  # or the stamp, before there is one
    has_body: bool
    has_receipt: bool
    lacks: str  # the hash of the body that it came without, because the server had lost it; else empty


class Applying(Rows):
    """Takes in what comes from elsewhere."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        projection: Projection,
        acknowledging: Acknowledging,
        erasures: Erasures,
        evictions: Evictions,
    ) -> None:
        super().__init__(base)
        self._journal = journal
        self._projection = projection
        self._acknowledging = acknowledging
        self._erasures = erasures
        self._evictions = evictions

    def apply(
        self, scope: Scope, landed: Sequence[Landed], cursor: int, departures: Sequence[Departure], epoch: str
    ) -> Applied:
        """Take a part of a scope in: entries, departures, rows, cursor and digest. NotContiguous changes nothing."""
        with self.base.transaction() as connection:
            at = self.scope_row(scope)
            _check_places(scope, at.cursor, landed, departures, cursor)
            new, counted = self._take(at, landed, epoch)
            digest = at.digest.plus_all(counted)
            for departure in departures:
                digest = self._let_leave(at, departure, digest)
            connection.execute(
                "UPDATE scope SET cursor = ?, digest = ? WHERE rowid = ?", (cursor, digest.text(), at.rowid)
            )
        return Applied(new)

    def take(self, scope: Scope, landed: Sequence[Landed], epoch: str) -> Applied:
        """Take entries in by their ids; no cursor moves, and no digest."""
        with self.base.transaction():
            new, _ = self._take(self.scope_row(scope), landed, epoch)
        return Applied(new)

    def correct(self, landed: Sequence[Landed]) -> None:
        """Put right what an entry says here, by what the server admitted under its id."""
        with self.base.transaction() as connection:
            moved: set[tuple[str, str]] = set()
            for one in self._erasures.emptied(landed):
                row = connection.execute(
                    "SELECT kind, eid FROM entry WHERE id = ?", (one.entry.id,)
                ).fetchone()
                if row is None:
                    continue
                connection.execute(_CORRECT, (*row_of(one.entry)[_CONTENT_FROM:], one.entry.id))
                moved |= {(row[0], row[1]), (one.entry.kind, one.entry.eid)}
            self._projection.refold_many(moved)

    def finish_snapshot(self, scope: Scope, seq: int, digest: Digest) -> None:
        """All of a snapshot is taken in: from here the scope goes on."""
        with self.base.transaction() as connection:
            connection.execute(
                "UPDATE scope SET cursor = ?, digest = ? WHERE rowid = ?",
                (seq, digest.text(), self.scope_row(scope).rowid),
            )

    def scope_row(self, scope: Scope) -> ScopeRow:
        """Where this laptop stands in a scope, inside a transaction; made if it is the first time."""
        self.writing.execute(
            "INSERT OR IGNORE INTO scope (scope, cursor, digest) VALUES (?, 0, ?)", (scope, Digest().text())
        )
        row = self.writing.execute(
            "SELECT rowid, cursor, digest FROM scope WHERE scope = ?", (scope,)
        ).fetchone()
        return ScopeRow(row[0], row[1], Digest.from_text(row[2]))

    def _take(
        self, at: ScopeRow, landed: Sequence[Landed], epoch: str
    ) -> tuple[int, list[tuple[EntryId, str]]]:
        """Keep entries and their places; how many are new here, and which now count in the scope's digest."""
        came, landed = landed, self._erasures.emptied(landed)
        self._forget_lost(came, landed)
        known = self._known([one.entry.id for one in landed])
        fresh = list({one.entry.id: one for one in landed if one.entry.id not in known}.values())
        self._acknowledging.leave_strayed(_furthest(fresh))
        first = int(self.writing.execute("SELECT coalesce(max(rowid), 0) + 1 FROM entry").fetchone()[0])
        self._insert(fresh, first, epoch)
        self._note_lost(fresh, first)
        rowids = {one.entry.id: first + place for place, one in enumerate(fresh)}
        moved = self._confirm([one for one in landed if one.entry.id in known], known, epoch)
        rowids |= {entry: found.rowid for entry, found in known.items()}
        counted = self._place(at, landed, rowids)
        self._settle_owed(landed, rowids, known)
        moved |= self._evictions.come_back(landed)
        self._fold_fresh(fresh, first)
        self._projection.refold_many(moved)
        return len(fresh), counted

    def _known(self, ids: Sequence[EntryId]) -> dict[EntryId, _Known]:
        rows = self.writing.execute(
            "SELECT id, rowid, coalesce(eff, stamp), body <> '', receipt <> '',"
            " coalesce((SELECT entry.hash FROM lost WHERE lost.entry = entry.rowid), '') FROM entry"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(list(ids)).decode(),),
        )
        return {
            EntryId(row[0]): _Known(row[1], row[2], bool(row[3]), bool(row[4]), row[5])
            for row in rows.fetchall()
        }

    def _insert(self, fresh: Sequence[Landed], first: int, epoch: str) -> None:
        if not fresh:
            return
        self.writing.executemany(
            _INSERT,
            [(first + place, *row_of(one.entry), *_given(one, epoch)) for place, one in enumerate(fresh)],
        )
        # What no server has judged may be from a clock that is years ahead: ours need not follow it.
        ceiling = stamp_at(self.base.now_ms() + _AHEAD_MS)
        latest = max((one.eff for one in fresh if one.seq or one.eff <= ceiling), default=Stamp(0))
        self.base.session.clock.observe(latest)
        self.writing.execute(
            "INSERT INTO setting (name, value) VALUES ('last_stamp', ?) ON CONFLICT (name)"
            " DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
            (str(latest),),
        )

    def _confirm(
        self, landed: Iterable[Landed], known: dict[EntryId, _Known], epoch: str
    ) -> set[tuple[str, str]]:
        """What is held takes the server's stamp, time and receipt, and is emptied if the server's is; what moved by that."""
        landed = list(landed)
        moved = self._fill(landed, known)
        # A place is the server's word. A receipt alone may come on a colleague's stick, and never replaces what it said.
        told = [one for one in landed if one.seq or (one.receipt and not known[one.entry.id].has_receipt)]
        self.writing.executemany(
            "UPDATE entry SET eff = ?, received_at = ?, receipt = ?, issued = ? WHERE rowid = ?",
            [(*_given(one, epoch), known[one.entry.id].rowid) for one in told],
        )
        self.writing.execute(  # what lay apart was admitted since
            "DELETE FROM quarantine WHERE entry IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode([one.entry.id for one in told if one.receipt]).decode(),),
        )
        for one in told:
            before = known[one.entry.id]
            # On the server's word alone: a place is that. A colleague's stick brings the erasure itself.
            is_emptied = before.has_body and not one.entry.body and not one.lost and one.seq
            if is_emptied:
                self.writing.execute("UPDATE entry SET body = '' WHERE rowid = ?", (before.rowid,))
                self._projection.forget(one.entry.kind, one.entry.eid)
                moved.add((one.entry.kind, one.entry.eid))
            elif before.eff != one.eff:
                moved.add((one.entry.kind, one.entry.eid))
        return moved

    def _fill(self, landed: Iterable[Landed], known: dict[EntryId, _Known]) -> set[tuple[str, str]]:
        """Entries that came without their bodies get them, from whoever has them; what moved by that."""
        moved: set[tuple[str, str]] = set()
        for one in landed:
            before = known[one.entry.id]
            if _fills(one, before):
                self.writing.execute(
                    "UPDATE entry SET body = ? WHERE rowid = ?", (one.entry.body, before.rowid)
                )
                self.writing.execute("DELETE FROM lost WHERE entry = ?", (before.rowid,))
                moved.add((one.entry.kind, one.entry.eid))
        return moved

    def _forget_lost(self, came: Sequence[Landed], emptied: Sequence[Landed]) -> None:
        """What is about somebody who was erased here, or by the server's word, is not lost: nobody is to bring it."""
        gone = [
            (one.entry.id,)
            for one, left in zip(came, emptied, strict=True)
            if not left.entry.body and (one.entry.body or (one.seq and not one.lost))
        ]
        if gone and self.writing.execute("SELECT 1 FROM lost LIMIT 1").fetchone() is not None:
            self.writing.executemany(
                "DELETE FROM lost WHERE entry = (SELECT rowid FROM entry WHERE id = ?)", gone
            )

    def _note_lost(self, fresh: Sequence[Landed], first: int) -> None:
        lost = [(first + place,) for place, one in enumerate(fresh) if one.lost and not one.entry.body]
        self.writing.executemany("INSERT INTO lost (entry) VALUES (?)", lost)

    def _place(
        self, at: ScopeRow, landed: Sequence[Landed], rowids: dict[EntryId, int]
    ) -> list[tuple[EntryId, str]]:
        wanted = msgspec.json.encode([rowids[one.entry.id] for one in landed]).decode()
        before = dict(
            self.writing.execute(
                "SELECT entry, seq FROM holding WHERE scope = ? AND entry IN (SELECT value FROM json_each(?))",
                (at.rowid, wanted),
            ).fetchall()
        )
        self.writing.executemany(
            "INSERT INTO holding (scope, entry, seq) VALUES (?, ?, ?)"
            " ON CONFLICT (scope, entry) DO UPDATE SET seq = max(seq, excluded.seq)",
            [(at.rowid, rowids[one.entry.id], one.seq) for one in landed if one.seq or one.receipt],
        )
        return [
            (one.entry.id, one.entry.hash)
            for one in landed
            if not 0 < before.get(rowids[one.entry.id], 0) <= at.cursor
        ]

    def _settle_owed(
        self, landed: Sequence[Landed], rowids: dict[EntryId, int], known: dict[EntryId, _Known]
    ) -> None:
        """What has a place the server holds; of what has a receipt and no place yet, it may be that it was lost there."""
        if self.writing.execute("SELECT 1 FROM owed LIMIT 1").fetchone() is not None:
            self.writing.executemany(
                "DELETE FROM owed WHERE entry = ?", [(rowids[one.entry.id],) for one in landed if one.seq]
            )
        self.writing.executemany(
            "INSERT OR IGNORE INTO owed (entry) SELECT ?1 WHERE NOT EXISTS"
            " (SELECT 1 FROM holding WHERE entry = ?1 AND seq > 0)",
            [(rowids[one.entry.id],) for one in landed if one.receipt and not one.seq],
        )
        wanted = [
            found.rowid
            for one in landed
            if (found := known.get(one.entry.id))
            # The server says that it lost what is here; or it did, and somebody else brings it.
            and ((one.lost and found.has_body) or (_fills(one, found) and not one.seq))
        ]
        self.writing.executemany(
            "INSERT OR IGNORE INTO owed (entry) VALUES (?)", [(rowid,) for rowid in wanted]
        )

    def _fold_fresh(self, fresh: Sequence[Landed], first: int) -> None:
        """Fold entities: those of which nothing was held from what came, without reading the journal again."""
        erasures = {one.entry.eid for one in fresh if one.entry.kind == "erasure"}
        for erasure in sorted(erasures):
            self._projection.refold("erasure", erasure)
        about: dict[tuple[str, str], list[Landed]] = {}
        for one in self._erasures.emptied(fresh) if erasures else fresh:
            about.setdefault((one.entry.kind, one.entry.eid), []).append(one)
        eids = msgspec.json.encode(sorted({eid for _, eid in about})).decode()
        rows = self.writing.execute(
            "SELECT DISTINCT kind, eid FROM entry WHERE eid IN (SELECT value FROM json_each(?)) AND rowid < ?",
            (eids, first),
        )
        held: set[tuple[str, str]] = set(rows.fetchall())
        self._projection.refold_many(held.intersection(about))
        lone: dict[str, list[Lone]] = {}
        for (kind, eid), landed in sorted(about.items()):
            if (kind, eid) in held:
                continue
            found = (self._journal.open(one.entry, one.eff) for one in landed)
            writes: list[Write] = [write for write in found if write is not None]
            if len(writes) == 1:
                lone.setdefault(kind, []).append((eid, writes[0]))
            elif writes:
                self.base.giving_way.wait()
                self._projection.project(kind, eid, writes)
        for kind, some in lone.items():
            self._projection.project_lone(kind, some)

    def _let_leave(self, at: ScopeRow, departure: Departure, digest: Digest) -> Digest:
        """An entity leaves a scope: it counts there no more, and is let go of if no other scope holds it."""
        if not departure.kind:
            return digest
        left = self.writing.execute(
            "SELECT entry.rowid, entry.id, entry.hash, holding.seq FROM entry"
            " JOIN holding ON holding.entry = entry.rowid AND holding.scope = ?"
            " WHERE entry.eid = ? AND entry.kind = ? AND holding.seq < ?",
            (at.rowid, departure.eid, departure.kind, departure.seq),
        ).fetchall()
        self.writing.executemany(
            "DELETE FROM holding WHERE scope = ? AND entry = ?", [(at.rowid, row[0]) for row in left]
        )
        self.writing.execute(
            "INSERT OR IGNORE INTO eviction (kind, eid, since) VALUES (?, ?, ?)",
            (departure.kind, departure.eid, self.base.now_ms()),
        )
        return digest.minus_all((row[1], row[2]) for row in left if row[3] > 0)


def _fills(one: Landed, found: _Known) -> bool:
    return bool(one.entry.body) and one.entry.hash == found.lacks


def _furthest(landed: Sequence[Landed]) -> dict[WriterId, int]:
    found: dict[WriterId, int] = {}
    for one in landed:
        found[one.entry.writer] = max(one.entry.n, found.get(one.entry.writer, 0))
    return found


def _given(one: Landed, epoch: str) -> tuple[int | None, int | None, str, str]:
    """What the server gave an entry: stamp, time, receipt and the receipt's epoch; nothing if it has not seen it."""
    if not one.seq and not one.receipt:
        return None, None, "", ""
    return one.eff, one.received_at, one.receipt, (one.issued or epoch) if one.receipt else ""


def _check_places(
    scope: Scope, at: int, landed: Sequence[Landed], departures: Sequence[Departure], cursor: int
) -> None:
    places = sorted([*(one.seq for one in landed), *(one.seq for one in departures)])
    for expected, found in enumerate(places, start=at + 1):
        if found != expected:
            raise NotContiguous(scope, expected, found)
    if cursor != at + len(places):
        raise NotContiguous(scope, at + len(places), cursor)
