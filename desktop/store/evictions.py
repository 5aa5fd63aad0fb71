"""Letting go of what left this laptop's scopes: entries, rows, words for searching, drafts and attachments.

Never of an entity about which something is not yet acknowledged, and of own entries only once a backup of the server
holds them: until then they stay in the journal, without rows.
"""

from collections.abc import Iterable

import msgspec

from desktop.store.attachments import Attachments
from desktop.store.drafts import Drafts
from desktop.store.extracts import EXTRACT
from desktop.store.households import Households
from desktop.store.journal import Journal
from desktop.store.projection import Projection
from desktop.store.rows import Rows
from desktop.store.search import Search
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from sync.client.journal import Removals
from sync.protocol.entries import Landed, Scope

_HELD = (
    "EXISTS (SELECT 1 FROM entry JOIN holding ON holding.entry = entry.rowid"
    " WHERE entry.eid = eviction.eid AND entry.kind = eviction.kind)"
)
_LATELY = "let_go_lately"
_DAY_MS = 24 * 60 * 60 * 1000
_NAMES_ATTACHMENTS = frozenset({"register_import", "turf"})


class Evictions(Rows):
    """Entities that left, and what is to be done about them."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        projection: Projection,
        households: Households,
        attachments: Attachments,
        search: Search,
        drafts: Drafts,
        settings: Settings,
    ) -> None:
        super().__init__(base)
        self._journal = journal
        self._projection = projection
        self._households = households
        self._attachments = attachments
        self._search = search
        self._drafts = drafts
        self._settings = settings

    def drop_scope(self, scope: Scope) -> None:
        """A scope is granted no more: all that it holds leaves it, and its cursor and digest are gone.

        So does what was written for it here and never came back from it.
        """
        with self.base.transaction() as connection:
            row = connection.execute("SELECT rowid FROM scope WHERE scope = ?", (scope,)).fetchone()
            if row is None:
                return
            connection.execute(
                "INSERT OR IGNORE INTO eviction (kind, eid, since) SELECT DISTINCT kind, eid, ? FROM holding"
                " JOIN entry ON entry.rowid = holding.entry WHERE holding.scope = ?",
                (self.base.now_ms(), row[0]),
            )
            connection.execute("DELETE FROM holding WHERE scope = ?", row)
            connection.execute(
                "INSERT OR IGNORE INTO eviction (kind, eid, since) SELECT DISTINCT kind, eid, ? FROM entry"
                " WHERE scope = ? AND rowid NOT IN (SELECT entry FROM holding)",
                (self.base.now_ms(), scope),
            )
            connection.execute("DELETE FROM scope WHERE rowid = ?", row)

    def come_back(self, landed: Iterable[Landed]) -> set[tuple[str, str]]:
        """Entities that have a place again leave no more; those of which the rows were gone."""
        if self.writing.execute("SELECT 1 FROM eviction LIMIT 1").fetchone() is None:
            return set()
        found: set[tuple[str, str]] = set()
        for about in {(one.entry.kind, str(one.entry.eid)) for one in landed if one.seq}:
            rows = self.writing.execute(
                "DELETE FROM eviction WHERE kind = ? AND eid = ? RETURNING is_gone", about
            ).fetchall()
            if rows and rows[0][0]:
                found.add(about)
        return found

    def removals(self) -> Removals:
        """How many entities would go, of how many that are here, and how many went lately; counted only where any would go."""
        count = self.reading.execute(
            f"SELECT count(*) FROM eviction WHERE NOT is_gone AND NOT {_HELD}"  # noqa: S608 - our own constants
        ).fetchone()[0]
        if not count:
            return Removals(0, 0)
        held = self.reading.execute(
            "SELECT count(*) FROM (SELECT DISTINCT kind, eid FROM entry JOIN holding ON holding.entry = entry.rowid)"
        ).fetchone()[0]
        return Removals(count, count + held, sum(gone for _, gone in self._lately()))

    def evict(self, *, is_agreed: bool = False) -> int:
        """Let go of what left, as far as it may go; how many entities went. ``is_agreed``: on a person's word."""
        gone = 0
        if self.reading.execute("SELECT 1 FROM eviction LIMIT 1").fetchone() is None:
            return gone
        with self.base.transaction() as connection:
            connection.execute(f"DELETE FROM eviction WHERE {_HELD}")  # noqa: S608 - our own constants
            left = connection.execute("SELECT kind, eid, is_gone FROM eviction ORDER BY kind, eid").fetchall()
            waiting = self._journal.pending_about() if left else frozenset()
            named: set[str] = set()
            for kind, eid, is_gone in left:
                if eid in waiting:
                    continue
                if kind in _NAMES_ATTACHMENTS and not is_gone:
                    named |= self._attachments_of(kind, eid)
                self._let_go(kind, eid)
                gone += not is_gone
            if gone:
                self._drop_attachments(named)
                self._households.drop_bare()
                self._search.let_go()
                self.base.is_to_checkpoint = True
                self._note(gone, is_agreed=is_agreed)
        return gone

    def _note(self, gone: int, *, is_agreed: bool) -> None:
        """Remember what went without a person's word, so that many small removals are not less than a large one."""
        lately = [] if is_agreed else [*self._lately(), (self.base.now_ms(), gone)]
        self._settings.write(_LATELY, msgspec.json.encode(lately).decode())

    def _lately(self) -> list[tuple[int, int]]:
        """When how many went, within a day. A clock that was turned back forgets nothing."""
        found: list[tuple[int, int]] = msgspec.json.decode(
            self._settings.find(_LATELY) or "[]", type=list[tuple[int, int]]
        )
        since = self.base.now_ms() - _DAY_MS
        return [(at, gone) for at, gone in found if at > since]

    def _let_go(self, kind: str, eid: str) -> None:
        about = (kind, eid)
        self.writing.execute("UPDATE eviction SET is_gone = 1 WHERE kind = ? AND eid = ?", about)
        # A writer's latest acknowledged entry stays: by it the server and this laptop know each other.
        self.writing.execute(
            "DELETE FROM entry WHERE kind = ? AND eid = ? AND (writer NOT IN (SELECT id FROM writer)"
            " OR (rowid IN (SELECT entry FROM backed_up)"
            " AND n < (SELECT acked_n FROM writer WHERE writer.id = entry.writer)))",
            about,
        )
        self._projection.forget(kind, eid)
        self._drafts.forget_about(eid)
        self.writing.execute(
            "DELETE FROM eviction WHERE kind = ?1 AND eid = ?2"
            " AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.eid = ?2 AND entry.kind = ?1)",
            about,
        )

    def _attachments_of(self, kind: str, eid: str) -> set[str]:
        """What a register or a turf names: an edition, or a list of what each names one."""
        found = set()
        for write in self._journal.writes(kind, eid):
            extracts = write.values.get(EXTRACT)
            named = [write.values, *(extracts if isinstance(extracts, list) else [])]
            found |= {str(one["edition"]) for one in named if isinstance(one, dict) and "edition" in one}
        return found

    def _drop_attachments(self, named: set[str]) -> None:
        for name in named:
            row = self.writing.execute(
                "SELECT 1 FROM entry WHERE kind IN ('register_import', 'turf') AND instr(body, ?) > 0 AND NOT EXISTS"
                " (SELECT 1 FROM eviction WHERE eviction.kind = entry.kind AND eviction.eid = entry.eid AND is_gone)",
                (name,),
            ).fetchone()
            if row is None:
                self._attachments.drop(name)

    def note_backed_up(self, scope: Scope, seq: int) -> None:
        """Entries of a scope up to a place are in a verified backup: own ones need not be kept for the server's sake."""
        row = self.reading.execute("SELECT rowid, backed_up FROM scope WHERE scope = ?", (scope,)).fetchone()
        if row is None or row[1] >= seq:
            return
        with self.base.transaction() as connection:
            connection.execute("UPDATE scope SET backed_up = ? WHERE rowid = ?", (seq, row[0]))
            connection.execute(
                "INSERT OR IGNORE INTO backed_up (entry) SELECT holding.entry FROM holding"
                " JOIN entry ON entry.rowid = holding.entry WHERE holding.scope = ? AND holding.seq BETWEEN 1 AND ?"
                " AND entry.writer IN (SELECT id FROM writer)",
                (row[0], seq),
            )
