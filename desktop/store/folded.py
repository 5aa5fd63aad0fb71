"""The folded tables: what screens read. A pure fold of the journal and its editions, so they may be rebuilt.

Ids are held as 16 bytes. ``rowid`` is local: lists are arrays of it. A contact that comes from a register has the
row id of its elector.
"""

import hashlib
from collections.abc import Mapping

from desktop.store.binding import Connection
from sync.protocol.entries import ENTRY_VERSION
from sync.protocol.kinds import Kind

FOLD_VERSION = 4
"""Raised whenever what is folded into a table here changes; tables, kinds and fields are found out by ``folded_with``."""

_TABLES = {
    "contact": """CREATE TABLE contact (
        rowid INTEGER PRIMARY KEY,
        id BLOB NOT NULL,
        name TEXT NOT NULL,
        sort_name TEXT NOT NULL,
        sort_address TEXT NOT NULL,
        number TEXT NOT NULL,
        sort_number TEXT NOT NULL,
        household INTEGER,
        address TEXT,
        own TEXT,
        is_deleted INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    # What was said about who is whom, and who therefore is shown under which id; see store.sameness.
    "same_as": """CREATE TABLE same_as (
        rowid INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        contact BLOB NOT NULL,
        other BLOB NOT NULL,
        stands INTEGER NOT NULL
    ) STRICT""",
    "sameness": "CREATE TABLE sameness (contact BLOB PRIMARY KEY, shown BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "elector": """CREATE TABLE elector (
        rowid INTEGER PRIMARY KEY,
        edition INTEGER NOT NULL,
        district TEXT NOT NULL,
        number INTEGER NOT NULL,
        suffix TEXT NOT NULL,
        title TEXT NOT NULL,
        given_name TEXT NOT NULL,
        additional_name TEXT NOT NULL,
        family_name TEXT NOT NULL,
        name_suffix TEXT NOT NULL,
        markers TEXT NOT NULL,
        attains_on TEXT NOT NULL,
        flags INTEGER NOT NULL,
        uprn TEXT NOT NULL,
        household INTEGER
    ) STRICT""",
    "street": """CREATE TABLE street (
        rowid INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE,
        name TEXT NOT NULL,
        sort_name TEXT NOT NULL
    ) STRICT""",
    "household": """CREATE TABLE household (
        rowid INTEGER PRIMARY KEY,
        id BLOB NOT NULL,
        edition INTEGER NOT NULL,
        address TEXT NOT NULL,
        postal_code TEXT NOT NULL,
        place TEXT NOT NULL,
        number TEXT NOT NULL,
        name TEXT NOT NULL,
        side TEXT NOT NULL,
        walk TEXT NOT NULL,
        district TEXT NOT NULL,
        street INTEGER,
        own_address TEXT,
        do_not_visit INTEGER NOT NULL DEFAULT 0,
        do_not_visit_since TEXT,
        outcome TEXT,
        tried_at INTEGER,
        come_back_at TEXT,
        attempt INTEGER
    ) STRICT""",
    "attempt": """CREATE TABLE attempt (
        rowid INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        household INTEGER NOT NULL,
        contact BLOB,
        outcome TEXT NOT NULL,
        at INTEGER NOT NULL,
        turf BLOB,
        come_back_at TEXT,
        actor TEXT NOT NULL,
        initials TEXT NOT NULL,
        is_voided INTEGER NOT NULL
    ) STRICT""",
    "response": """CREATE TABLE response (
        rowid INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        attempt BLOB,
        survey BLOB,
        contact BLOB,
        household BLOB,
        answers TEXT NOT NULL,
        texts TEXT NOT NULL,
        read_aloud TEXT NOT NULL,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        is_voided INTEGER NOT NULL,
        is_shut INTEGER NOT NULL
    ) STRICT""",
    "export": """CREATE TABLE export (
        rowid INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        what TEXT NOT NULL,
        people INTEGER NOT NULL,
        reason TEXT NOT NULL,
        words TEXT NOT NULL,
        actor TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT""",
    "note": """CREATE TABLE note (
        rowid INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        contact BLOB,
        household BLOB,
        text TEXT NOT NULL,
        read_aloud INTEGER NOT NULL,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        is_deleted INTEGER NOT NULL,
        is_shut INTEGER NOT NULL
    ) STRICT""",
    "survey": """CREATE TABLE survey (
        rowid INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        form_id TEXT NOT NULL,
        version TEXT NOT NULL,
        title TEXT NOT NULL,
        definition TEXT NOT NULL,
        in_use INTEGER NOT NULL,
        in_use_eff INTEGER NOT NULL,
        added_at INTEGER NOT NULL
    ) STRICT""",
    "turf": """CREATE TABLE turf (
        rowid INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        name TEXT NOT NULL,
        streets TEXT NOT NULL,
        canvasser TEXT,
        partner TEXT,
        back_by TEXT,
        survey TEXT,
        given_at INTEGER NOT NULL,
        is_deleted INTEGER NOT NULL
    ) STRICT""",
    "member": "CREATE TABLE member (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL) STRICT",
    "laptop": "CREATE TABLE laptop (id TEXT PRIMARY KEY, name TEXT NOT NULL, member TEXT NOT NULL) STRICT",
    "branch": """CREATE TABLE branch (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        authority TEXT NOT NULL,
        register TEXT NOT NULL,
        survey TEXT NOT NULL
    ) STRICT""",
    "conflict": """CREATE TABLE conflict (
        eid TEXT NOT NULL,
        field TEXT NOT NULL,
        kind TEXT NOT NULL,
        since INTEGER NOT NULL,
        PRIMARY KEY (eid, field)
    ) STRICT, WITHOUT ROWID""",
    # One row for each edition of a register, however many entries name it. `taken` counts electors folded so far.
    "edition": """CREATE TABLE edition (
        rowid INTEGER PRIMARY KEY,
        attachment TEXT NOT NULL,
        authority TEXT NOT NULL,
        register TEXT NOT NULL,
        stamp INTEGER NOT NULL,
        entry TEXT NOT NULL,
        actor TEXT NOT NULL,
        taken INTEGER NOT NULL,
        is_taken INTEGER NOT NULL,
        UNIQUE (attachment, authority, register)
    ) STRICT""",
    "contact_words": """CREATE VIRTUAL TABLE contact_words USING fts5 (
        words, content='', contentless_delete=1, detail=none, prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 2"
    )""",
}

_INDEXES = {
    "contact_by_id": "CREATE UNIQUE INDEX contact_by_id ON contact (id)",
    "contact_by_name": "CREATE INDEX contact_by_name ON contact (sort_name) WHERE is_deleted = 0",
    "contact_by_address": "CREATE INDEX contact_by_address ON contact (sort_address) WHERE is_deleted = 0",
    "contact_by_number": "CREATE INDEX contact_by_number ON contact (sort_number) WHERE is_deleted = 0",
    "contact_by_household": "CREATE INDEX contact_by_household ON contact (household)",
    "same_as_by_contact": "CREATE INDEX same_as_by_contact ON same_as (contact)",
    "same_as_by_other": "CREATE INDEX same_as_by_other ON same_as (other)",
    "sameness_by_shown": "CREATE INDEX sameness_by_shown ON sameness (shown)",
    "household_by_id": "CREATE UNIQUE INDEX household_by_id ON household (id)",
    "household_by_walk": "CREATE INDEX household_by_walk ON household (street, walk)",
    "household_owed": "CREATE INDEX household_owed ON household (outcome) WHERE outcome = 'come_back'",
    "attempt_by_household": "CREATE INDEX attempt_by_household ON attempt (household)",
    "attempt_by_contact": "CREATE INDEX attempt_by_contact ON attempt (contact) WHERE contact IS NOT NULL",
    "attempt_by_time": "CREATE INDEX attempt_by_time ON attempt (at)",
    "response_by_attempt": "CREATE INDEX response_by_attempt ON response (attempt)",
    "response_by_contact": "CREATE INDEX response_by_contact ON response (contact) WHERE contact IS NOT NULL",
    "note_by_contact": "CREATE INDEX note_by_contact ON note (contact) WHERE contact IS NOT NULL",
    "note_by_household": "CREATE INDEX note_by_household ON note (household) WHERE household IS NOT NULL",
}

BULK_INDEXES = (
    "contact_by_id",
    "contact_by_name",
    "contact_by_address",
    "contact_by_number",
    "contact_by_household",
    "household_by_id",
    "household_by_walk",
)
"""Those that a first import builds after its rows, sorted, instead of row by row."""


def create_tables(connection: Connection) -> None:
    """Create every folded table and index, empty."""
    for statement in (*_TABLES.values(), *_INDEXES.values()):
        connection.execute(statement)


def drop_tables(connection: Connection) -> None:
    """Drop every folded table, so that they can be made anew from the journal."""
    for name in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {name}")


def drop_indexes(connection: Connection, names: tuple[str, ...]) -> None:
    """Drop indexes for the time of a bulk load, inside its transaction."""
    for name in names:
        connection.execute(f"DROP INDEX {name}")


def create_indexes(connection: Connection, names: tuple[str, ...]) -> None:
    """Create the indexes again, from sorted rows."""
    for name in names:
        connection.execute(_INDEXES[name])


def folded_with(kinds: Mapping[str, Kind]) -> str:
    """What rows depend on besides entries: kinds, fields and their rules, entry version and tables, in one word.

    A store remembers it and rebuilds its rows where it differs, so that kinds, fields and versions that were kept and
    not understood are folded as soon as a program knows them.
    """
    known = sorted(
        (kind.name, sorted((name, rule.merge.value, rule.sealed) for name, rule in kind.fields.items()))
        for kind in kinds.values()
    )
    told = repr((FOLD_VERSION, ENTRY_VERSION, known, sorted(_TABLES.items()), sorted(_INDEXES.items())))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()
