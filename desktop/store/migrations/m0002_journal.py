"""The journal, what belongs to it, and what stays on this laptop."""

from desktop.store.binding import Database

_TABLES = (
    # One line a person wrote, exactly as it is sent; `seq`, `eff` and `received_at` come from the server.
    """CREATE TABLE entry (
        rowid INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        writer TEXT NOT NULL,
        n INTEGER NOT NULL,
        prev TEXT NOT NULL,
        stamp INTEGER NOT NULL,
        eff INTEGER,
        received_at INTEGER,
        scope TEXT NOT NULL,
        seq INTEGER,
        kind TEXT NOT NULL,
        eid TEXT NOT NULL,
        seen TEXT NOT NULL,
        actor TEXT NOT NULL,
        app TEXT NOT NULL,
        v INTEGER NOT NULL,
        hash TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX entry_by_entity ON entry (eid)",
    "CREATE INDEX entry_by_writer ON entry (writer, n)",
    # The writer in use is the latest; a laptop whose vault was copied or put back takes a fresh one.
    """CREATE TABLE writer (
        rowid INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        acked_n INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE scope (
        scope TEXT PRIMARY KEY,
        cursor INTEGER NOT NULL,
        digest TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE quarantine (entry TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # `size` is 0 while an attachment is only known by name; `is_sent` once the server has all of it.
    """CREATE TABLE attachment (
        rowid INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        is_whole INTEGER NOT NULL,
        is_sent INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE attachment_chunk (
        attachment INTEGER NOT NULL REFERENCES attachment (rowid) ON DELETE CASCADE,
        i INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (attachment, i)
    ) STRICT""",
    # From here on: never sent.
    "CREATE TABLE identity (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE enrolment (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE draft (
        place TEXT PRIMARY KEY,
        text TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)


def journal(database: Database) -> None:
    """Create the journal and the tables that stay on this laptop."""
    for statement in _TABLES:
        database.conn.execute(statement)
