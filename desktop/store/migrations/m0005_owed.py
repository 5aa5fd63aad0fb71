"""What the server is owed: entries that it admitted once, and may have lost since."""

from desktop.store.binding import Database

_STATEMENTS = (
    "CREATE TABLE owed (entry INTEGER PRIMARY KEY REFERENCES entry (rowid) ON DELETE CASCADE) STRICT",
    # Whatever came with a bundle, or waited through a restore, before this was kept.
    "INSERT INTO owed (entry) SELECT rowid FROM entry WHERE receipt <> ''"
    " AND NOT EXISTS (SELECT 1 FROM holding WHERE holding.entry = entry.rowid AND holding.seq > 0)",
)


def owed(database: Database) -> None:
    """Add it."""
    for statement in _STATEMENTS:
        database.conn.execute(statement)
