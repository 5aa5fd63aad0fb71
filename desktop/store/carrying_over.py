"""What a store that was brought back from a backup takes over from the one that was there: all that is newer and can be read.

The backup's state holds, with its cursors, so that the server's next answer follows on; what was written or came in since is
added by its id. What was erased or discarded since stays so.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from desktop.store.binding import Connection

Row = tuple[Any, ...]

_FOLD_VERSION, _LAST_STAMP = "fold_version", "last_stamp"
_OF_ENTRIES = frozenset({"holding", "owed", "lost", "backed_up"})
"""What names entries by row: the next exchange makes it anew."""
_OF_THE_BACKUP = frozenset({"scope", "snapshot_chunk", "store_meta", "_sqlite_migrations"})
_BY_RULE = frozenset({"entry", "writer", "attachment", "attachment_chunk", "setting", "draft"})
_NEWER_HOLDS = frozenset({"identity", "enrolment", "quarantine"})


def carry_over(
    found: Connection, restored: Connection, tables: Sequence[str], mind: Callable[[], None]
) -> int:
    """Add to a restored store what is in another one and not in it, inside a transaction; how many entries came or changed.

    ``tables`` are those that are not folded. If any came, every row is to be folded anew when the store is next opened.
    """
    _writers(found, restored)
    changed = _entries(found, restored, mind)
    _attachments(found, restored, mind)
    _drafts(found, restored)
    _settings(found, restored)
    for table in tables:
        if table in _NEWER_HOLDS:
            _rows(table, "REPLACE", found, restored)
        elif table not in _OF_ENTRIES | _OF_THE_BACKUP | _BY_RULE:
            _rows(table, "IGNORE", found, restored)
    restored.execute(  # of these it is not known whether the server still has them
        "INSERT OR IGNORE INTO owed (entry) SELECT rowid FROM entry WHERE receipt <> ''"
        " AND NOT EXISTS (SELECT 1 FROM holding WHERE holding.entry = entry.rowid AND holding.seq > 0)"
    )
    if changed:
        restored.execute("DELETE FROM setting WHERE name = ?", (_FOLD_VERSION,))
    return changed


def _writers(found: Connection, restored: Connection) -> None:
    for writer, acked in found.execute("SELECT id, acked_n FROM writer ORDER BY rowid"):
        restored.execute("INSERT OR IGNORE INTO writer (id, acked_n) VALUES (?, 0)", (writer,))
        restored.execute(
            "UPDATE writer SET acked_n = ?1, strange_id = '' WHERE id = ?2 AND acked_n < ?1", (acked, writer)
        )


def _entries(found: Connection, restored: Connection, mind: Callable[[], None]) -> int:
    columns = [name for name in _columns("entry", restored) if name != "rowid"]
    at = {name: place for place, name in enumerate(columns)}
    known = {
        row[0]: row[1:] for row in restored.execute("SELECT id, writer, n, body <> '', receipt FROM entry")
    }
    lost_there, lost_here = (_lost(one) for one in (found, restored))
    listed, marks = ", ".join(columns), ", ".join("?" * len(columns))
    insert = f"INSERT INTO entry ({listed}) VALUES ({marks})"  # noqa: S608 - names of our own schema
    update = f"UPDATE entry SET ({listed}) = ({marks}) WHERE id = ?"  # noqa: S608
    changed = 0
    for row in _in_portions(found.execute(f"SELECT {listed} FROM entry ORDER BY rowid"), mind):  # noqa: S608
        before = known.get(row[at["id"]])
        if before is None:
            restored.execute(insert, row)
        elif before != (row[at["writer"]], row[at["n"]], int(row[at["body"]] != ""), row[at["receipt"]]):
            name = row[at["id"]]
            here = restored.execute(f"SELECT {listed} FROM entry WHERE id = ?", (name,)).fetchone()  # noqa: S608
            merged = _merged(row, here, at, is_lost=(name in lost_there, name in lost_here))
            if merged == here:
                continue
            restored.execute(update, (*merged, name))
            if merged[at["body"]]:
                restored.execute(
                    "DELETE FROM lost WHERE entry IN (SELECT rowid FROM entry WHERE id = ?)", (name,)
                )
        else:
            continue
        changed += 1
    return changed


def _merged(there: Row, here: Row, at: dict[str, int], *, is_lost: tuple[bool, bool]) -> Row:
    """One entry of two: as the server knows it, if it does by either; and emptied if either was."""
    known = there if there[at["receipt"]] or not here[at["receipt"]] else here
    place = at["body"]
    return (*known[:place], _body(there[place], here[place], is_lost), *known[place + 1 :])


def _body(there: str, here: str, is_lost: tuple[bool, bool]) -> str:
    """Nothing where either was emptied, unless that one lost its words and only waits for them."""
    if there and here:
        return there
    if here:
        return here if is_lost[0] else ""
    return there if is_lost[1] else ""


def _lost(connection: Connection) -> set[str]:
    rows = connection.execute("SELECT entry.id FROM lost JOIN entry ON entry.rowid = lost.entry")
    return {row[0] for row in rows.fetchall()}


def _attachments(found: Connection, restored: Connection, mind: Callable[[], None]) -> None:
    whole = {row[0] for row in restored.execute("SELECT id FROM attachment WHERE is_whole")}
    for rowid, name, size, is_sent in found.execute(
        "SELECT rowid, id, size, is_sent FROM attachment WHERE is_whole"
    ).fetchall():
        if name in whole:
            continue
        mind()
        restored.execute("DELETE FROM attachment WHERE id = ?", (name,))
        here = restored.execute(
            "INSERT INTO attachment (id, size, is_whole, is_sent) VALUES (?, ?, 1, ?)", (name, size, is_sent)
        ).lastrowid
        restored.executemany(
            "INSERT INTO attachment_chunk (attachment, i, body) VALUES (?, ?, ?)",
            (
                (here, *chunk)
                for chunk in found.execute(
                    "SELECT i, body FROM attachment_chunk WHERE attachment = ?", (rowid,)
                )
            ),
        )


def _drafts(found: Connection, restored: Connection) -> None:
    restored.executemany(
        "INSERT INTO draft (place, text, at) VALUES (?, ?, ?) ON CONFLICT (place) DO UPDATE"
        " SET text = excluded.text, at = excluded.at WHERE excluded.at > at",
        found.execute("SELECT place, text, at FROM draft"),
    )


def _settings(found: Connection, restored: Connection) -> None:
    for name, value in found.execute("SELECT name, value FROM setting"):
        row = restored.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        if name == _FOLD_VERSION or (name == _LAST_STAMP and row is not None and int(row[0]) > int(value)):
            continue
        restored.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))


def _rows(table: str, otherwise: str, found: Connection, restored: Connection) -> None:
    columns = _columns(table, restored)
    listed, marks = ", ".join(columns), ", ".join("?" * len(columns))
    restored.executemany(
        f"INSERT OR {otherwise} INTO {table} ({listed}) VALUES ({marks})",  # noqa: S608 - names of our own schema
        found.execute(f"SELECT {listed} FROM {table}"),  # noqa: S608
    )


def _columns(table: str, connection: Connection) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]


def _in_portions(rows: Any, mind: Callable[[], None], size: int = 1000) -> Iterator[Row]:
    while portion := rows.fetchmany(size):
        mind()
        yield from portion
