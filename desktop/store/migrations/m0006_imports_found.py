"""The few imports among all entries are found by an index of their own: each exchange asks for them."""

from desktop.store.binding import Database


def imports_found(database: Database) -> None:
    """Add it."""
    database.conn.execute("CREATE INDEX entry_of_import ON entry (eid) WHERE kind = 'register_import'")
