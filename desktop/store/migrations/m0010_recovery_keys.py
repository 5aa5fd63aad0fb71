"""What organisers said of their recovery keys is found without reading the whole journal."""

from desktop.store.binding import Database


def recovery_keys(database: Database) -> None:
    """Add the index."""
    database.conn.execute("CREATE INDEX entry_of_recovery ON entry (eid) WHERE kind = 'recovery_key'")
