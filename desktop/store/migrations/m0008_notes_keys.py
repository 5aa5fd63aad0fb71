"""Later notes keys, the laptops whose keys are known for certain, codes that were given out, and former box keys."""

from desktop.store.binding import Database

_TABLES = (
    "CREATE TABLE notes_key (name TEXT PRIMARY KEY, number INTEGER NOT NULL, key BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE vouched (
        mark TEXT PRIMARY KEY,
        device TEXT NOT NULL,
        key TEXT NOT NULL,
        box TEXT NOT NULL,
        role TEXT NOT NULL,
        how TEXT NOT NULL,
        is_out INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE inviting (
        address_hash TEXT PRIMARY KEY,
        key BLOB NOT NULL,
        role TEXT NOT NULL,
        made_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE former_box (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE INDEX entry_of_keys ON entry (kind, eid) WHERE kind IN ('notes_key', 'voucher')",
)


def notes_keys(database: Database) -> None:
    """Add them."""
    for statement in _TABLES:
        database.conn.execute(statement)
