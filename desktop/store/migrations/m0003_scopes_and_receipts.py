"""Receipts, several scopes, snapshots, erasures, and what is carried for colleagues."""

from desktop.store.binding import Database

_STATEMENTS = (
    "ALTER TABLE entry ADD COLUMN receipt TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entry ADD COLUMN issued TEXT NOT NULL DEFAULT ''",  # the epoch of the receipt
    "ALTER TABLE entry ADD COLUMN batch TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE scope RENAME TO scope_before",
    """CREATE TABLE scope (
        rowid INTEGER PRIMARY KEY,
        scope TEXT NOT NULL UNIQUE,
        cursor INTEGER NOT NULL,
        digest TEXT NOT NULL,
        backed_up INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    "INSERT INTO scope (scope, cursor, digest) SELECT scope, cursor, digest FROM scope_before",
    "DROP TABLE scope_before",
    # Which scope of the server holds an entry, and where in it. An entry may have a place in several.
    """CREATE TABLE holding (
        scope INTEGER NOT NULL REFERENCES scope (rowid),
        entry INTEGER NOT NULL REFERENCES entry (rowid),
        seq INTEGER NOT NULL,
        PRIMARY KEY (scope, entry)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX holding_by_entry ON holding (entry)",
    "INSERT OR IGNORE INTO scope (scope, cursor, digest)"
    " SELECT DISTINCT scope, 0, '0:00000000000000000000000000000000' FROM entry WHERE seq IS NOT NULL",
    "INSERT INTO holding (scope, entry, seq) SELECT scope.rowid, entry.rowid, entry.seq FROM entry"
    " JOIN scope ON scope.scope = entry.scope WHERE entry.seq IS NOT NULL",
    "ALTER TABLE entry DROP COLUMN seq",
    """CREATE TABLE snapshot_chunk (
        snapshot TEXT NOT NULL,
        i INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (snapshot, i)
    ) STRICT""",
    # Entities that left a scope and wait to be let go of.
    """CREATE TABLE eviction (
        kind TEXT NOT NULL,
        eid TEXT NOT NULL,
        since INTEGER NOT NULL,
        PRIMARY KEY (kind, eid)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE erasure (
        id TEXT PRIMARY KEY,
        subject TEXT NOT NULL,
        done_at INTEGER NOT NULL,
        is_told INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX erasure_by_subject ON erasure (subject)",
    # Pushes of colleagues that came in bundles, for the server.
    """CREATE TABLE carried (
        rowid INTEGER PRIMARY KEY,
        device TEXT NOT NULL,
        signature TEXT NOT NULL UNIQUE,
        push TEXT NOT NULL
    ) STRICT""",
)


def scopes_and_receipts(database: Database) -> None:
    """Add what a journal needs that loses nothing."""
    for statement in _STATEMENTS:
        database.conn.execute(statement)
