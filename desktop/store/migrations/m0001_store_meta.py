"""The store's own row: the id by which key file and store know that they belong together."""

from desktop.store.binding import Database


def store_meta(database: Database) -> None:
    """Create ``store_meta``, which holds one row, written by the vault when it creates the store."""
    database.execute(
        "CREATE TABLE store_meta (one INTEGER PRIMARY KEY CHECK (one = 1), store_id TEXT NOT NULL) STRICT"
    )
