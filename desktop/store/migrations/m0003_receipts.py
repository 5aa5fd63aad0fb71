"""What a ledger that loses nothing needs of a laptop: batches, receipts, what left and what is erased."""

from desktop.store.binding import Database

_STEPS = (
    "ALTER TABLE entry ADD COLUMN batch TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX entry_by_batch ON entry (batch) WHERE batch <> ''",
    # Erasures that were carried out here, and whether the server knows.
    """CREATE TABLE erasure (
        id TEXT PRIMARY KEY,
        subject TEXT NOT NULL,
        done_at INTEGER NOT NULL,
        told INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX erasure_by_subject ON erasure (subject)",
)


def receipts(database: Database) -> None:
    """Add the columns and tables."""
    for statement in _STEPS:
        database.conn.execute(statement)
