"""The store knows which generation of its key file it last met, so that an older one put back is noticed."""

from desktop.store.binding import Database


def key_generation(database: Database) -> None:
    """Add it."""
    database.conn.execute("ALTER TABLE store_meta ADD COLUMN key_gen INTEGER NOT NULL DEFAULT 0")
