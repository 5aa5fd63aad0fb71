"""Entries by what they were written with."""

from desktop.store.binding import Database


def batches(database: Database) -> None:
    """Add the index by which a batch is found."""
    database.conn.execute("CREATE INDEX entry_by_batch ON entry (batch) WHERE batch <> ''")
