"""Entries by what they were written with, and what stays of an entity that left."""

from desktop.store.binding import Database

_STATEMENTS = (
    "CREATE INDEX entry_by_batch ON entry (batch) WHERE batch <> ''",
    # Rows are gone, and only own entries are left, which no backup of the server holds yet.
    "ALTER TABLE eviction ADD COLUMN is_gone INTEGER NOT NULL DEFAULT 0",
    # Own entries that a backup of the server holds.
    "CREATE TABLE backed_up (entry INTEGER PRIMARY KEY) STRICT",
)


def batches_and_departures(database: Database) -> None:
    """Add them."""
    for statement in _STATEMENTS:
        database.conn.execute(statement)
