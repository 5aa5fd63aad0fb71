"""Backups that were opened and checked before anybody relies on them, and putting one back.

The ledger's backup holds no erasure keys. They are kept beside it, in files of their own, and for a week only: after that an
older backup can still be put back, and whoever was erased meanwhile stays erased.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.engine import make_url

from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId, Scope
from sync.protocol.scopes import branch_of
from sync.server.database import Database, sqlite_address
from sync.server.folder import ServerFolder
from sync.server.subjects import SUBJECT_KEY
from sync.server.tables import ENTRY, HEAD

KEEP_KEYS_DAYS = 7
_STAMP = "%Y%m%dT%H%M%S"
_LEDGER, _KEYS = "ledger-", "keys-"


class BackupBroken(Exception):
    """A backup that does not hold what it should; nothing relies on it."""


class NoSuchBackup(Exception):
    """There is no backup of that name."""


class ToolMissing(Exception):
    """A PostgreSQL program is not on this machine; ``tool`` is its name."""

    def __init__(self, tool: str) -> None:
        super().__init__(tool)
        self.tool = tool


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and checked: its file, and how many entries of all scopes it holds."""

    ledger: Path
    entries: int
    keys_dropped: int


def back_up(folder: ServerFolder, database: Database, target: Path, now_ms: int) -> Backup:
    """Write a backup, open it, check it, and only then tell devices what is safe. Raises BackupBroken, ToolMissing."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    at = datetime.fromtimestamp(now_ms / 1000, UTC)
    suffix = "db" if database.is_sqlite else "dump"
    ledger = target / f"{_LEDGER}{at:{_STAMP}}.{suffix}"
    keys = target / f"{_KEYS}{at:{_STAMP}}.{suffix}"
    heads = (
        _copy_sqlite(folder, database, ledger, keys)
        if database.is_sqlite
        else _dump_postgres(database, ledger, keys)
    )
    dropped = _drop_old_keys(target, at)

    def note(connection: Connection) -> None:
        for scope, head in heads.items():
            connection.execute(
                update(HEAD).where(HEAD.c.scope == scope, HEAD.c.backed_up < head).values(backed_up=head)
            )

    database.write(note)
    entries = sum(head for scope, head in heads.items() if scope == branch_of(Scope(scope)))
    return Backup(ledger, entries, dropped)


def restore(folder: ServerFolder, address: str, ledger: Path) -> None:
    """Put a backup back; the next start begins a new epoch and erases again whoever was erased.

    Raises NoSuchBackup, BackupBroken, ToolMissing.
    """
    if not ledger.is_file():
        raise NoSuchBackup
    keys = ledger.with_name(ledger.name.replace(_LEDGER, _KEYS, 1))
    if make_url(address).get_backend_name() == "sqlite":
        _put_back(ledger, folder.ledger)
        if keys.is_file():
            _put_back(keys, folder.keys)
    else:
        for dump in (ledger, keys):
            if dump.is_file():
                plain = _plain(address)
                _run("pg_restore", "--clean", "--if-exists", "--no-owner", "-d", plain, str(dump))
    folder.forget_epoch()


def _copy_sqlite(folder: ServerFolder, database: Database, ledger: Path, keys: Path) -> dict[str, int]:
    for source, copy in ((database, ledger), (Database(sqlite_address(folder.keys)), keys)):
        with source.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
            connection.exec_driver_sql("BEGIN")
        copy.chmod(0o600)
        if source is not database:
            source.close()
    opened = Database(sqlite_address(ledger))
    try:
        with opened.reading() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check").scalar_one() != "ok":
                raise BackupBroken
            return _checked_heads(connection)
    finally:
        opened.close()


def _dump_postgres(database: Database, ledger: Path, keys: Path) -> dict[str, int]:
    plain = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with database.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        heads = _checked_heads(connection)
        common = ["--no-owner", "-Fc", "--snapshot", snapshot, "-d", plain]
        _run("pg_dump", *common, f"--exclude-table={SUBJECT_KEY.name}", "-f", str(ledger))
        _run("pg_dump", *common, "-t", SUBJECT_KEY.name, "-f", str(keys))
    for dump in (ledger, keys):
        _run("pg_restore", "-f", os.devnull, str(dump))  # reads all of it
        dump.chmod(0o600)
    return heads


def _checked_heads(connection: Connection) -> dict[str, int]:
    """Where each scope stands, if its entries add up to its digest."""
    heads: dict[str, int] = {}
    for row in connection.execute(select(HEAD)).all():
        held = connection.execute(
            select(ENTRY.c.id, ENTRY.c.hash).where(ENTRY.c.scope == row.scope, ENTRY.c.id.is_not(None))
        )
        if Digest().plus_all((EntryId(one.id), one.hash) for one in held).text() != row.digest:
            raise BackupBroken
        heads[row.scope] = row.head
    return heads


def _drop_old_keys(target: Path, now: datetime) -> int:
    dropped = 0
    for path in sorted(target.glob(f"{_KEYS}*")):
        stamp = path.stem.removeprefix(_KEYS)
        try:
            made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        if made < now - timedelta(days=KEEP_KEYS_DAYS):
            path.unlink()
            dropped += 1
    return dropped


def _put_back(source: Path, target: Path) -> None:
    fresh = target.with_name(f"{target.name}.restored")
    shutil.copy(source, fresh)
    fresh.chmod(0o600)
    for suffix in ("-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    fresh.replace(target)


def _plain(address: str) -> str:
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)


def _run(tool: str, *arguments: str) -> None:
    found = shutil.which(tool) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"), reverse=True)), None
    )
    if found is None:
        raise ToolMissing(tool)
    done: subprocess.CompletedProcess[Any] = subprocess.run(
        [found, *arguments], capture_output=True, check=False
    )
    if done.returncode:
        raise BackupBroken
