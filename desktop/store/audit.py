"""The server's notes about the branch, kept here as a witness, with the names that the journal knows."""

from collections.abc import Sequence
from typing import Any

import msgspec

from desktop.domain.audit import AuditEvent, AuditFinding, AuditHeld, Trust
from desktop.store.laptops import Laptops
from desktop.store.rows import Rows, instant
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from sync.client.audit import Finding, Look
from sync.protocol.audit import BEFORE_ALL, AuditRow, Checkpoint
from sync.protocol.entries import Scope
from sync.protocol.scopes import ScopeKind, read_scope

_ASKED = "audit_asked"
DAY_MS = 24 * 60 * 60 * 1000
_KEPT_CHECKPOINTS = 400


class Audit(Rows):
    """A log of the branch's server, what was lost of it, and where it stood at each look."""

    def __init__(self, base: Transactions, settings: Settings, laptops: Laptops) -> None:
        super().__init__(base)
        self._settings = settings
        self._laptops = laptops

    def is_due(self) -> bool:
        """Whether a day passed since the server was asked last. The first time, a day from now."""
        asked = self._settings.find(_ASKED)
        if asked is None:
            self._settings.write(_ASKED, str(self.base.now_ms()))
            return False
        return abs(self.base.now_ms() - int(asked)) >= DAY_MS

    def last(self) -> tuple[int, str]:
        """Number and hash of the last row that stands."""
        row = self.reading.execute(
            "SELECT n, hash FROM audit_row WHERE is_lost = 0 ORDER BY n DESC LIMIT 1"
        ).fetchone()
        return (row[0], row[1]) if row else (0, BEFORE_ALL)

    def hashes(self) -> Sequence[str]:
        """The hashes of all rows that stand, in their order."""
        rows = self.reading.execute("SELECT hash FROM audit_row WHERE is_lost = 0 ORDER BY n").fetchall()
        return [row[0] for row in rows]

    def last_checkpoint(self) -> Checkpoint | None:
        """The checkpoint that was kept last."""
        found = self.checkpoints()
        return found[-1] if found else None

    def checkpoints(self) -> list[Checkpoint]:
        """Every checkpoint that is kept, the oldest first."""
        rows = self.reading.execute(
            "SELECT scope, n, hash, at, epoch, signature FROM audit_checkpoint ORDER BY at"
        ).fetchall()
        return [
            Checkpoint(scope=Scope(row[0]), n=row[1], hash=row[2], at=row[3], epoch=row[4], signature=row[5])
            for row in rows
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Every row as the server told it, with whether it lost it since."""
        names = ("n", "at", "what", "who", "about", "count", "hash", "prev", "is_lost")
        rows = self.reading.execute(
            "SELECT n, at, what, who, about, count, hash, prev, is_lost FROM audit_row ORDER BY n, at"
        ).fetchall()
        return [dict(zip(names, row, strict=True)) for row in rows]

    def keep(self, look: Look) -> None:
        """Keep what a look came to, all at once; of what the server does not say any more nothing is dropped here."""
        with self.base.transaction() as connection:
            if look.finding is not Finding.HOLDS:
                self._note_finding(look)
                connection.execute("UPDATE audit_row SET is_lost = 1 WHERE n > ?", (look.common,))
            connection.executemany(
                "INSERT INTO audit_row (hash, n, at, what, who, about, count, prev) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (hash) DO UPDATE SET is_lost = 0",
                [_columns(row) for row in look.rows],
            )
            one = look.checkpoint
            connection.execute(
                "INSERT OR IGNORE INTO audit_checkpoint (at, n, hash, scope, epoch, signature)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (one.at, one.n, one.hash, one.scope, one.epoch, one.signature),
            )
            connection.execute(
                "DELETE FROM audit_checkpoint WHERE at NOT IN"
                " (SELECT at FROM audit_checkpoint ORDER BY at DESC LIMIT ?)",
                (_KEPT_CHECKPOINTS,),
            )
        self._settings.write(_ASKED, str(self.base.now_ms()))

    def held(self) -> AuditHeld:
        """The story, the newest first, and what was found amiss."""
        names = self._laptops.audit_names()
        turfs = self._laptops.turf_names()
        rows = self.reading.execute(
            "SELECT n, at, what, who, about, count, is_lost FROM audit_row ORDER BY at DESC, n DESC"
        ).fetchall()
        findings = self.reading.execute(
            "SELECT found_at, finding, from_at, until_at, rows FROM audit_finding ORDER BY found_at DESC"
        ).fetchall()
        last = self.last_checkpoint()
        return AuditHeld(
            [_event(row, names, turfs) for row in rows],
            [_finding(row) for row in findings],
            instant(last.at) if last is not None else None,
        )

    def _note_finding(self, look: Look) -> None:
        lost = self.reading.execute(
            "SELECT count(*), min(at), max(at) FROM audit_row WHERE is_lost = 0 AND n > ?", (look.common,)
        ).fetchone()
        before = self.reading.execute(
            "SELECT max(at) FROM audit_row WHERE is_lost = 0 AND n <= ?", (look.common,)
        ).fetchone()
        from_at = before[0] or lost[1] or 0
        self.writing.execute(
            "INSERT OR REPLACE INTO audit_finding (found_at, finding, from_at, until_at, rows) VALUES (?, ?, ?, ?, ?)",
            (self.base.now_ms(), look.finding.value, from_at, lost[2] or look.checkpoint.at, lost[0]),
        )


def as_document(checkpoints: Sequence[Checkpoint]) -> list[dict[str, object]]:
    """Checkpoints as a file for the server has them."""
    return [msgspec.structs.asdict(one) for one in checkpoints]


def _columns(row: AuditRow) -> tuple[object, ...]:
    return row.hash, row.n, row.at, row.what, row.who, row.about, row.count, row.prev


def _event(row: Sequence[Any], names: dict[str, str], turfs: dict[str, str]) -> AuditEvent:
    laptop, part, detail = "", "", list[str]()
    for word in row[4].split(" "):
        scope = read_scope(Scope(word))
        if word in names:
            laptop = names[word]
        elif scope is not None:
            part = turfs.get(scope.turf, "") if scope.kind is ScopeKind.TURF else scope.kind.value
        elif word:
            detail.append(word)
    return AuditEvent(
        n=row[0],
        at=instant(row[1]),
        what=row[2],
        who=names.get(row[3], row[3]),
        laptop=laptop,
        part=part,
        detail=" ".join(detail),
        count=row[5],
        is_lost=bool(row[6]),
    )


def _finding(row: Sequence[Any]) -> AuditFinding:
    return AuditFinding(
        found_at=instant(row[0]),
        trust=Trust(row[1]),
        from_at=instant(row[2]) if row[2] else None,
        until_at=instant(row[3]) if row[3] else None,
        rows=row[4],
    )
