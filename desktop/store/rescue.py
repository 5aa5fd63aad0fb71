"""Reading what can be read of a store whose file is damaged, so that what was not sent yet is not lost with it.

Every table that is not folded is copied, row by row where a page is bad. Where the server has the rest, an exchange
brings it again: the copy stands at the beginning of every scope.
"""

import struct
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.store import binding
from desktop.store.binding import Connection
from desktop.store.errors import VaultDamaged
from sync.protocol.digest import Digest

_MADE_ANEW = frozenset({"store_meta", "snapshot_chunk", "_sqlite_migrations"})
IDENTIFYING = frozenset({"branch", "branch_key", "member"})
_OF_ENTRIES = ("holding", "owed", "lost", "backed_up")
_FOLDED = "fold_version"
_LOG_MAGIC, _LOG_HEADER, _FRAME_HEADER, _WORD = 0x377F0682, 32, 24, 0xFFFFFFFF
_MOST_BETWEEN = 100_000  # rows asked for one by one where a page between two others is bad

Connect = Callable[[], Connection]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was rescued: entries in all, of those the ones that are on this laptop only, and whether anything was bad."""

    entries: int
    unsent: int
    is_whole: bool


def copy_readable(connect: Connect, fresh: Connection, needed: frozenset[str] = IDENTIFYING) -> Rescued:
    """Copy into a new, empty store what can be read through connections to a damaged one, in one transaction.

    VaultDamaged if not even that can be read by which the store belongs to its branch, unless it is known otherwise and not
    ``needed``.
    """
    fresh.execute("BEGIN IMMEDIATE")
    fresh.execute("PRAGMA defer_foreign_keys=ON")
    bad = [table for table in kept_tables(fresh) if not _copy(table, connect, fresh)]
    names = {row[0] for row in fresh.execute("SELECT name FROM identity").fetchall()}
    if not names >= needed:
        raise VaultDamaged("store", "beyond_rescue")
    if "writer" in bad:  # whatever has no receipt was not sent, or is sent once more, which changes nothing
        fresh.execute(
            "INSERT OR IGNORE INTO writer (id, acked_n) SELECT DISTINCT writer, 0 FROM entry WHERE receipt = ''"
        )
    for statement in (
        f"DELETE FROM setting WHERE name = '{_FOLDED}'",  # noqa: S608 - our own constant
        *(f"DELETE FROM {table} WHERE entry NOT IN (SELECT rowid FROM entry)" for table in _OF_ENTRIES),  # noqa: S608
        "DELETE FROM holding WHERE scope NOT IN (SELECT rowid FROM scope)",
        "UPDATE holding SET seq = 0",
        "DELETE FROM attachment_chunk WHERE attachment NOT IN (SELECT rowid FROM attachment)",
        # What is not whole any more is wanted again.
        "UPDATE attachment SET is_whole = 0, is_sent = 0 WHERE is_whole AND size <> (SELECT coalesce(sum(length(body)), 0)"
        " FROM attachment_chunk WHERE attachment_chunk.attachment = attachment.rowid)",
    ):
        fresh.execute(statement)
    fresh.execute("UPDATE scope SET cursor = 0, digest = ?, backed_up = 0", (Digest().text(),))
    entries = fresh.execute("SELECT count(*) FROM entry").fetchone()[0]
    unsent = fresh.execute(
        "SELECT count(*) FROM entry JOIN writer ON writer.id = entry.writer WHERE entry.n > writer.acked_n"
    ).fetchone()[0]
    fresh.execute("COMMIT")
    return Rescued(entries, unsent, not bad)


def is_log_torn(log: Path) -> bool:
    """Whether SQLite's log beside a store goes on after what SQLite believes of it: frames are damaged or cut short.

    A frame counts only if its checksum follows from the one before, so whatever stands behind a damaged one is passed over
    in silence. What another log left behind has other salts.
    """
    try:
        content = log.read_bytes()
    except FileNotFoundError:
        return False
    if len(content) <= _LOG_HEADER:
        return 0 < len(content) < _LOG_HEADER
    magic, _, page, _, *salts, first, second = struct.unpack(">8I", content[:_LOG_HEADER])
    order = ">" if magic & 1 else "<"
    sums = _sum(content[: _LOG_HEADER - 8], order, (0, 0))
    if magic & ~1 != _LOG_MAGIC or sums != (first, second) or not page:
        return True
    at = _LOG_HEADER
    while at < len(content):
        head, body = content[at : at + _FRAME_HEADER], content[at + _FRAME_HEADER : at + _FRAME_HEADER + page]
        if list(struct.unpack(">2I", head[8:16].ljust(8, b"\0"))) != salts:
            return False
        sums = _sum(head[:8] + body, order, sums)
        if len(body) < page or sums != struct.unpack(">2I", head[16:]):
            return True
        at += _FRAME_HEADER + page
    return False


def _sum(content: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """SQLite's checksum of its log, carried on."""
    one, other = sums
    words = array("I", content[: len(content) // 8 * 8])
    if (order == ">") != (sys.byteorder == "big"):
        words.byteswap()
    for place in range(0, len(words), 2):
        one = (one + words[place] + other) & _WORD
        other = (other + words[place + 1] + one) & _WORD
    return one, other


def kept_tables(fresh: Connection) -> list[str]:
    """The tables that are copied: those that are not made anew, in a store in which nothing is folded yet."""
    rows = fresh.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(row[0] for row in rows.fetchall() if row[0] not in _MADE_ANEW)


def _copy(table: str, connect: Connect, fresh: Connection) -> bool:
    """Copy a table; whether all of it could be read."""
    columns = [row[1] for row in fresh.execute(f"PRAGMA table_info({table})").fetchall()]
    keys = [row[1] for row in fresh.execute(f"PRAGMA table_info({table})").fetchall() if row[5]]
    marks = ", ".join("?" * len(columns))
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of our own schema
    select = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608
    up, down = (", ".join(f"{key} {way}" for key in keys) for way in ("ASC", "DESC"))
    last: list[Row] = []
    for order in (up, down):
        rows = _Reading(connect, f"{select} ORDER BY {order}")
        fresh.executemany(insert, rows)
        if rows.is_whole:
            return True
        last.append(rows.last)
    if keys == [
        "rowid"
    ]:  # the rows of the bad pages lie between; those of other pages between two bad ones too
        at = columns.index("rowid")
        first = last[0][at] + 1 if last[0] else 1
        end = last[1][at] if last[1] else first
        for rowid in range(first, min(end, first + _MOST_BETWEEN)):
            fresh.executemany(insert, _Reading(connect, f"{select} WHERE rowid = {rowid}"))
    return False


class _Reading:
    """Rows of a query up to the first that cannot be read. Each has a connection of its own: SQLCipher never trusts a
    connection again that met a bad page."""

    def __init__(self, connect: Connect, query: str) -> None:
        self._connect, self._query = connect, query
        self.is_whole = False
        self.last: Row = ()

    def __iter__(self) -> Iterator[Row]:
        with suppress(binding.DatabaseError), closing(self._connect()) as connection:
            for row in connection.execute(self._query):
                self.last = row
                yield row
            self.is_whole = True
