"""What the server noted of the branch, as this laptop was told it, where it stood then, and what was found amiss."""

from desktop.store.binding import Database

_STATEMENTS = (
    """CREATE TABLE audit_row (
        hash TEXT PRIMARY KEY,
        n INTEGER NOT NULL,
        at INTEGER NOT NULL,
        what TEXT NOT NULL,
        who TEXT NOT NULL,
        about TEXT NOT NULL,
        count INTEGER NOT NULL,
        prev TEXT NOT NULL,
        is_lost INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    "CREATE INDEX audit_row_by_n ON audit_row (is_lost, n)",
    """CREATE TABLE audit_checkpoint (
        at INTEGER PRIMARY KEY,
        n INTEGER NOT NULL,
        hash TEXT NOT NULL,
        scope TEXT NOT NULL,
        epoch TEXT NOT NULL,
        signature TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE audit_finding (
        found_at INTEGER PRIMARY KEY,
        finding TEXT NOT NULL,
        from_at INTEGER NOT NULL,
        until_at INTEGER NOT NULL,
        rows INTEGER NOT NULL
    ) STRICT""",
)


def audit(database: Database) -> None:
    """Add them."""
    for statement in _STATEMENTS:
        database.conn.execute(statement)
