"""Since when somebody's role is known here, and who was an organiser once: what is known of roles follows the latest word."""

from desktop.store.binding import Database

_STATEMENTS = (
    "ALTER TABLE vouched ADD COLUMN said_at INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE vouched ADD COLUMN was_organiser INTEGER NOT NULL DEFAULT 0",
    "UPDATE vouched SET was_organiser = 1 WHERE role = 'organiser'",
)


def former_organisers(database: Database) -> None:
    """Add the columns."""
    for statement in _STATEMENTS:
        database.conn.execute(statement)
