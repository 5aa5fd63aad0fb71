"""Putting a backup back, so that a crash at any moment leaves either what was there or what is to be there, whole.

An SQLite ledger is copied beside the live one, opened and checked there, and named in a note; once the note is on the disk the
restore will be finished, by this command or by the next start. PostgreSQL takes a dump in one transaction. Keys are only ever
added before, from the newest backup of keys: a key without entries is harmless, and the next start destroys again what an
erasure destroyed.
"""

import os
import shutil
from pathlib import Path
from secrets import token_bytes

from sqlalchemy import inspect, select
from sqlalchemy.exc import DatabaseError

from sync.protocol.scopes import branch_of
from sync.server.backups import KEYS, BackupBroken, BackupUnwritable
from sync.server.checking import LedgerBroken, check_file
from sync.server.database import Database, read_address, sqlite_address
from sync.server.folder import ServerFolder, sync_file, sync_folder
from sync.server.occupying import check_unused
from sync.server.programs import ToolFailed, plain_address, run
from sync.server.schema import check_step
from sync.server.subjects import SubjectKeys, copy_keys, is_any_key, open_keys, open_keys_file
from sync.server.tables import ENTRY, ERASURE
from sync.server.walls import EVERY, NOTHING, raise_walls, serving_roles

_RESTORED = ".restored"


class NoSuchBackup(Exception):
    """There is no backup of that name."""


class OtherKind(Exception):
    """A backup of SQLite cannot be put back into PostgreSQL, nor the other way round."""


class KeysMissing(Exception):
    """Without the keys that lay beside the backup nobody could read what is in it about people."""


def restore(folder: ServerFolder, address: str, ledger: Path, *, without_keys: bool = False) -> None:
    """Put a backup back, while nobody is at the folder; the next start begins a new epoch.

    ``without_keys`` if those of its time are lost: what only they open, laptops are to give back.

    Raises NoSuchBackup, OtherKind, BackupBroken, KeysMissing, SchemaIsNewer, FolderInUse, FolderDamaged, ToolMissing.
    """
    if not ledger.is_file():
        raise NoSuchBackup
    is_sqlite = read_address(address).get_backend_name() == "sqlite"
    if ledger.suffix != (".db" if is_sqlite else ".dump"):
        raise OtherKind
    finish_restore(folder, address)
    try:
        work = _restore_sqlite if is_sqlite else _restore_postgres
        work(folder, address, ledger, without_keys=without_keys)
    except (LedgerBroken, ToolFailed) as fault:
        raise BackupBroken from fault
    except OSError as fault:
        raise BackupUnwritable from fault


def finish_restore(folder: ServerFolder, address: str) -> None:
    """Finish the restore that a crash cut short after its decision, or remove what one left before it."""
    place = folder.restoring
    _remove(_copied_keys(folder))
    if place is None:
        begun = _file_of(address)
        if begun is not None:
            _remove(begun.with_name(f"{begun.name}{_RESTORED}"))
        return
    fresh = place.with_name(f"{place.name}{_RESTORED}")
    folder.forget_epoch()
    if fresh.exists():  # else it stands in its place already
        for suffix in ("-wal", "-shm"):
            Path(f"{place}{suffix}").unlink(missing_ok=True)
        fresh.replace(place)
        sync_folder(place.parent)
    folder.end_restore()


def _restore_sqlite(folder: ServerFolder, address: str, ledger: Path, *, without_keys: bool) -> None:
    place = _file_of(address)
    assert place is not None  # noqa: S101 - the address is of SQLite
    fresh = place.with_name(f"{place.name}{_RESTORED}")
    _remove(fresh)
    try:
        shutil.copyfile(ledger, fresh)
        fresh.chmod(0o600)
        opened = Database(sqlite_address(fresh))
        try:
            _check(opened)
            _bring_keys(folder, opened, ledger)
            if not without_keys:
                _check_keys(folder, opened)
        finally:
            opened.close()
        sync_file(fresh)
        sync_folder(place.parent)
    except BaseException:
        _remove(fresh)
        raise
    folder.begin_restore(place.absolute())
    finish_restore(folder, address)


def _restore_postgres(folder: ServerFolder, address: str, ledger: Path, *, without_keys: bool) -> None:
    run("pg_restore", "-f", os.devnull, str(ledger))  # reads all of it
    database = Database(address)
    try:
        check_unused(database)
        _bring_keys(folder, database, ledger)
        if not without_keys and not is_any_key(
            database
        ):  # whom a dump is about is not known before it is taken
            raise KeysMissing
        with database.reading(EVERY) as connection:
            roles = serving_roles(connection)
    finally:
        database.close()
    folder.forget_epoch()
    wanted = ("--single-transaction", "--clean", "--if-exists", "--no-owner", "--no-privileges")
    run("pg_restore", *wanted, "-d", plain_address(address), str(ledger))
    database = Database(address)
    try:
        with database.writing(NOTHING) as connection:
            raise_walls(connection, roles)
    finally:
        database.close()


def _check(opened: Database) -> None:
    """Whether a file is a ledger of this version or an older one."""
    check_file(opened)
    with opened.reading(EVERY) as connection:
        check_step(connection)


def _bring_keys(folder: ServerFolder, database: Database, ledger: Path) -> None:
    """Add to the live keys what the newest backup of keys beside a ledger has besides; all that it needs must be there."""
    target = open_keys(folder, database)
    backups = sorted(ledger.parent.glob(f"{KEYS}*.db"))
    try:
        if backups:
            copied = _copied_keys(folder)
            try:
                shutil.copyfile(backups[-1], copied)
                source = open_keys_file(copied)
                try:
                    copy_keys(source, target)
                finally:
                    source.close()
            finally:
                _remove(copied)
    except DatabaseError as fault:
        raise LedgerBroken from fault
    finally:
        if target is not database:
            target.close()


def _check_keys(folder: ServerFolder, opened: Database) -> None:
    """Whether there is a key for everybody whom sealed bodies of a ledger are about, and who was not erased."""
    erased = {(branch, subject) for branch, _, subject, _ in folder.erasures()}
    with opened.reading(EVERY) as connection:
        if not inspect(connection).has_table(ERASURE.name):  # of a version that did not seal
            return
        erased |= {tuple(row) for row in connection.execute(select(ERASURE.c.scope, ERASURE.c.subject))}
        sealed = select(ENTRY.c.scope, ENTRY.c.subject).where(ENTRY.c.sealed.is_not(None)).distinct()
        wanted = {(branch_of(row.scope), row.subject) for row in connection.execute(sealed)} - erased
    keys = SubjectKeys(folder, opened, token_bytes)
    try:
        for branch in {branch for branch, _ in wanted}:
            subjects = [subject for of, subject in wanted if of == branch]
            if len(keys.find(branch, subjects)) < len(subjects):
                raise KeysMissing
    finally:
        keys.close()


def _copied_keys(folder: ServerFolder) -> Path:
    return folder.keys.with_name(f"{folder.keys.name}{_RESTORED}")


def _file_of(address: str) -> Path | None:
    url = read_address(address)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _remove(place: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{place}{suffix}").unlink(missing_ok=True)
