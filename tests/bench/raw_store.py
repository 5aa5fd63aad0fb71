"""The references of the store: SQLCipher with the settings of ours, and nothing of our own around it."""

import csv
import secrets
import time
from collections.abc import Sequence
from pathlib import Path

from desktop.store import binding

SETTINGS = (
    "temp_store=MEMORY",
    "cache_size=-65536",
    "secure_delete=ON",
    "foreign_keys=ON",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "synchronous=FULL",
    "journal_mode=WAL",
)
INDEXES = (
    "CREATE UNIQUE INDEX elector_by_id ON elector (prefix, number, suffix)",
    "CREATE INDEX elector_by_name ON elector (surname, forename)",
    "CREATE INDEX elector_by_address ON elector (address1, address2, postcode)",
    "CREATE INDEX elector_by_number ON elector (number, prefix)",
    "CREATE INDEX elector_by_household ON elector (postcode, address1)",
    "CREATE INDEX household_by_id ON elector (address1, address2, address3, postcode)",
    "CREATE INDEX household_by_walk ON elector (address2, address1)",
    "CREATE INDEX household_owed ON elector (markers) WHERE markers = 'come_back'",
    "CREATE INDEX street_by_key ON elector (address2)",
)
"""As many as contact, household and street have in ours, over columns of the same kinds; one is partial and empty."""
WORDS = (
    "CREATE VIRTUAL TABLE found USING fts5 (words, content='', contentless_delete=1, detail=none,"
    " prefix='1 2 3',"
    ' tokenize="unicode61 remove_diacritics 2")'
)
COLUMNS = (
    "prefix", "number", "suffix", "markers", "dob", "surname", "forename", "postcode",
    "address1", "address2", "address3", "address4", "address5", "address6",
)  # fmt: skip
_ADDRESS = (f"coalesce(nullif(address{line}, '') || ' ', '')" for line in range(1, 7))
FOUND = f"forename || ' ' || surname || ' ' || {' || '.join(_ADDRESS)} || postcode || ' ' || prefix || '-' || number"
"""What is searched for, as ours: the name, the whole address with its postcode, and the elector's number."""


def connect(path: Path) -> binding.Connection:
    """A new encrypted file, as quick and as safe as ours."""
    connection = binding.connect(str(path), isolation_level=None)
    connection.set_key(f"x'{secrets.token_bytes(32).hex()}'")  # type: ignore[attr-defined] # SQLCipher's own
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def import_seconds(register: Path, path: Path) -> float:
    """Seconds to read a register with ``csv`` and ``executemany`` it into one table, indexes built last."""
    connection = connect(path)
    connection.execute(f"CREATE TABLE elector ({', '.join(f'{name} TEXT' for name in COLUMNS)})")
    connection.execute(WORDS)
    began = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    with register.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        marks = ", ".join("?" for _ in COLUMNS)
        connection.executemany(f"INSERT INTO elector VALUES ({marks})", rows)  # noqa: S608 - our own constants
    connection.execute(f"INSERT INTO found (rowid, words) SELECT rowid, {FOUND} FROM elector")  # noqa: S608 - our own constants
    for index in INDEXES:
        connection.execute(index)
    connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took


class Commits:
    """One table into which bytes are inserted and committed, and nothing else."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)
        self._connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, content BLOB)")

    def milliseconds(self, lines: Sequence[bytes]) -> float:
        """What one transaction with these bytes takes."""
        began = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT INTO line (content) VALUES (?)", [(line,) for line in lines])
        self._connection.execute("COMMIT")
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
