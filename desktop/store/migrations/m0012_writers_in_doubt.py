"""What the server holds of an own writer as far as it is not known for sure: by a strange entry, or without an answer."""

from desktop.store.binding import Database

_STATEMENTS = (
    "ALTER TABLE writer ADD COLUMN strange_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE writer ADD COLUMN is_unanswered INTEGER NOT NULL DEFAULT 0",
)


def writers_in_doubt(database: Database) -> None:
    """Add the columns."""
    for statement in _STATEMENTS:
        database.conn.execute(statement)
