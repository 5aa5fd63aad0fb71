"""Backups that were opened and checked before anybody relies on them.

A backup of the ledger has its name only once it is whole, checked and on the disk. It holds no erasure keys. They are kept
beside it, in files of their own, and for a week only: after that an older backup can still be put back, with the newest keys,
and whoever was erased meanwhile stays erased.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, update
from sqlalchemy.exc import DatabaseError

from sync.protocol.audit import SERVER_LOG, What
from sync.protocol.entries import Scope
from sync.protocol.scopes import branch_of
from sync.server.audit import list_logs
from sync.server.audit import note as note_done
from sync.server.checking import LedgerBroken, check_file, checked_heads
from sync.server.database import Database, sqlite_address
from sync.server.folder import ServerFolder, sync_file, sync_folder
from sync.server.programs import ToolFailed, lines_of, plain_address, run
from sync.server.subjects import SUBJECT_KEY, copy_keys, open_keys, open_keys_file
from sync.server.tables import ENTRY, HEAD
from sync.server.walls import EVERY, SEES_EVERY, look

KEEP_KEYS_DAYS = 7
LEDGER, KEYS = "ledger-", "keys-"
_STAMP = "%Y%m%dT%H%M%S"
_PART = "unfinished-"
_LOCK = "backup.lock"


class BackupBroken(Exception):
    """A backup that does not hold what it should; nothing relies on it."""


class BackupUnwritable(Exception):
    """A backup could not be written where it was to be: no room, or not allowed."""


class BackupRunning(Exception):
    """Another backup is being written to the same place."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and checked: its file, and how many entries of all scopes it holds."""

    ledger: Path
    entries: int
    keys_dropped: int


def back_up(folder: ServerFolder, database: Database, target: Path, now_ms: int) -> Backup:
    """Write a backup, open it, check it, and only then tell devices what is safe.

    Raises BackupBroken, BackupUnwritable, BackupRunning, ToolMissing.
    """
    at = datetime.fromtimestamp(now_ms / 1000, UTC)
    suffix = "db" if database.is_sqlite else "dump"
    ledger = target / f"{LEDGER}{at:{_STAMP}}.{suffix}"
    keys = target / f"{KEYS}{at:{_STAMP}}.db"
    try:
        with _writing_to(target) as part:
            parts = part.with_suffix(".ledger"), part.with_suffix(".keys")
            heads = _copy_sqlite(database, parts[0]) if database.is_sqlite else _dump(database, parts[0])
            _copy_keys(folder, database, parts[1])  # after the ledger: a key is there before its entries
            for place in parts:
                place.chmod(0o600)
                sync_file(place)
            parts[1].replace(keys)
            sync_folder(target)
            parts[0].replace(ledger)
            sync_folder(target)
            dropped = _drop_old_keys(target, at)
    except (OSError, DatabaseError, ToolFailed) as fault:
        raise BackupUnwritable from fault
    except LedgerBroken as fault:
        raise BackupBroken from fault

    entries = sum(head for scope, head in heads.items() if scope == branch_of(Scope(scope)))

    def note(connection: Connection) -> None:
        for scope, head in heads.items():
            connection.execute(
                update(HEAD).where(HEAD.c.scope == scope, HEAD.c.backed_up < head).values(backed_up=head)
            )
        for log in list_logs(connection):
            held = entries if log == SERVER_LOG else heads.get(log, 0)
            note_done(connection, log, What.BACKED_UP, "", "", now_ms, held)

    database.write(EVERY, note)
    if not database.is_sqlite:
        folder.drop_moved()
    return Backup(ledger, entries, dropped)


@contextmanager
def _writing_to(target: Path) -> Iterator[Path]:
    """Where to write what is not finished; what one leaves there, or a crash left, is removed."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    sync_folder(target.parent)
    try:
        with FileLock(target / _LOCK, timeout=0):
            try:
                _remove_unfinished(target)
                yield target / f"{_PART}{secrets.token_hex(4)}"
            finally:
                _remove_unfinished(target)
    except Timeout as fault:
        raise BackupRunning from fault


def _remove_unfinished(target: Path) -> None:
    for place in target.glob(f"{_PART}*"):
        place.unlink(missing_ok=True)


def _copy_sqlite(database: Database, copy: Path) -> dict[str, int]:
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
        connection.exec_driver_sql("BEGIN")
    opened = Database(sqlite_address(copy))
    try:
        return check_file(opened)
    finally:
        opened.close()


def _dump(database: Database, copy: Path) -> dict[str, int]:
    with database.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        look(connection, EVERY)
        heads = checked_heads(connection)  # what is dumped after it holds all that, and perhaps more
    left_out = f"--exclude-table={SUBJECT_KEY.name}"
    at = ("--enable-row-security", "-d", plain_address(database.address), "-f", str(copy))
    run("pg_dump", "--no-owner", "--no-privileges", "-Fc", left_out, *at, options=SEES_EVERY)
    if _count_dumped(copy) < sum(heads.values()):
        raise LedgerBroken
    return heads


def _count_dumped(copy: Path) -> int:
    """How many entries a dump holds; reads all of it."""
    count, is_entry = 0, False
    for line in lines_of("pg_restore", "-f", "-", str(copy)):
        if line.startswith(b"COPY "):
            is_entry = f".{ENTRY.name} (".encode() in line
        elif line == b"\\.\n":
            is_entry = False
        else:
            count += is_entry
    return count


def _copy_keys(folder: ServerFolder, database: Database, copy: Path) -> None:
    source, target = open_keys(folder, database), open_keys_file(copy)
    try:
        copied = copy_keys(source, target)
        with target.reading(EVERY) as connection:
            held = connection.exec_driver_sql(f"SELECT count(*) FROM {SUBJECT_KEY.name}").scalar_one()  # noqa: S608
        if held != copied:
            raise LedgerBroken
    finally:
        target.close()
        if source is not database:
            source.close()


def _drop_old_keys(target: Path, now: datetime) -> int:
    dropped = 0
    for path in sorted(target.glob(f"{KEYS}*")):
        stamp = path.stem.removeprefix(KEYS)
        try:
            made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        if made < now - timedelta(days=KEEP_KEYS_DAYS):
            path.unlink()
            dropped += 1
    return dropped
