"""What the server is owed: entries that it admitted once, and may have lost since. And bodies that it could not read."""

from desktop.store.binding import Database

_STATEMENTS = (
    "CREATE TABLE owed (entry INTEGER PRIMARY KEY REFERENCES entry (rowid) ON DELETE CASCADE) STRICT",
    # Entries that came without their bodies because the server had lost these; how often it was asked for each since.
    """CREATE TABLE lost (
        entry INTEGER PRIMARY KEY REFERENCES entry (rowid) ON DELETE CASCADE,
        asked INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    # Whatever came with a bundle, or waited through a restore, before this was kept.
    "INSERT INTO owed (entry) SELECT rowid FROM entry WHERE receipt <> ''"
    " AND NOT EXISTS (SELECT 1 FROM holding WHERE holding.entry = entry.rowid AND holding.seq > 0)",
)


def owed_and_lost(database: Database) -> None:
    """Add them."""
    for statement in _STATEMENTS:
        database.conn.execute(statement)
