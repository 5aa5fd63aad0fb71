"""Backups of this laptop's records: made by themselves or when asked, kept by a rule, brought back from the locked screen.

``floor`` says the least that Argon2id may cost; only tests give it.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.backups import is_due
from desktop.operations.changed import Changed, Done
from desktop.store import backups
from desktop.store.backup_files import SUFFIX, BackupFile, read_backup
from desktop.store.backups import Work, list_backups, made_at
from desktop.store.binding import DatabaseError
from desktop.store.errors import (
    BackupDamaged,
    BackupFolderMissing,
    BackupMissing,
    VaultDamaged,
    VaultError,
    VaultUnwritable,
)
from desktop.store.restoring import Restored, open_backup, with_code, with_passphrase
from desktop.store.restoring import restore_vault as put_back
from desktop.store.store import Store
from desktop.store.stretching import FLOOR
from desktop.store.unlocking import OpenWith
from desktop.store.vault_names import BACKUP_FOLDER, STORE_NAME
from sync.protocol.enrolment import Stretch

__all__ = [
    "SUFFIX",
    "BackupMade",
    "BackupRow",
    "BackupsHeld",
    "Restored",
    "Work",
    "back_up_at_end",
    "find_backups",
    "follow_keys",
    "is_backup_due",
    "look_into",
    "make_backup",
    "read_backups",
    "restore_backup",
    "set_second_folder",
    "with_code",
    "with_passphrase",
]

MOST_AT_END = 16 * 1024 * 1024
"""The largest store that is copied while somebody waits for the lock: a second or two."""
_SECOND, _FAILED = "backup_folder", "backup_failed"


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup: when it was made (UTC), how large it is, and, once a key opened it, how much it holds."""

    path: Path
    made_at: datetime
    size: int
    people: int | None = None
    unsent: int | None = None


@dataclass(frozen=True, slots=True)
class BackupsHeld:
    """The backups of an open vault, newest first; ``second`` is the other folder, whose rows are None if it is not there.

    ``failed`` says why the last one could not be made (``damaged``, ``unwritable``), empty if it could.
    """

    rows: Sequence[BackupRow]
    second: str
    second_rows: Sequence[BackupRow] | None
    failed: str


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was made, opened and counted; ``gone`` older ones went. ``second`` is ``none`` if there is no other
    folder, else ``written``, or why not: ``absent``, ``unwritable``, ``damaged``."""

    row: BackupRow
    gone: int
    second: str


def make_backup(store: Store, work: Work = Work()) -> Done[BackupMade]:  # noqa: B008 - a frozen value
    """Make a backup now, and write it to the second folder too if that is there.

    VaultDamaged if the records are not whole (older backups stay as they are), VaultUnwritable, BackupStopped.
    """
    folder = store.folder / BACKUP_FOLDER
    try:
        made = backups.back_up(store, work)
    except (VaultDamaged, VaultUnwritable) as fault:
        with suppress(VaultError):
            store.settings.write(_FAILED, "damaged" if isinstance(fault, VaultDamaged) else "unwritable")
        raise
    store.settings.write(_FAILED, "")
    backups.let_go_aside(store, made)
    gone = backups.thin_out(store, made, folder)
    backups.follow_keys(store, folder, work)
    return Done(BackupMade(_opened_row(store, made), gone, _take_along(store, made, work)), Changed.SETTINGS)


def is_backup_due(store: Store, *, at_end: bool = False) -> bool:
    """Whether a backup should be made by itself: if anything has changed since the newest, and an hour has passed or it is
    the end of work.

    At once if somebody was erased, or the keys were changed, since the newest was made.
    """
    found = backups.newest_contents(store)
    if found is None:
        return True
    newest, contents = found
    if contents.mark == backups.mark_of(store):
        return False
    return at_end or contents.erasures < store.erasures.count() or is_due(made_at(newest), store.now())


def back_up_at_end(store: Store, most_bytes: int = MOST_AT_END) -> bool:
    """Before the records are closed: make a backup if one is due, and they are no larger than can be waited for.

    Whether one was made. What hinders it hinders no closing; it is noted where the backups are listed.
    """
    try:
        if (store.folder / STORE_NAME).stat().st_size > most_bytes or not is_backup_due(store, at_end=True):
            return False
        make_backup(store)
    except (VaultError, OSError, DatabaseError):
        return False
    return True


def follow_keys(store: Store, work: Work = Work()) -> int:  # noqa: B008 - a frozen value
    """After a change of passphrase or recovery code: backups open as the records do. How many were changed.

    Those that cannot be reached follow when they next can.
    """
    return sum(backups.follow_keys(store, folder, work) for folder in _folders(store) if folder.is_dir())


def read_backups(store: Store) -> BackupsHeld:
    """The backups there are, with how much is in each."""
    second = store.settings.find(_SECOND) or ""
    there = second and Path(second).is_dir()
    return BackupsHeld(
        rows=_opened_rows(store, store.folder / BACKUP_FOLDER),
        second=second,
        second_rows=_opened_rows(store, Path(second)) if there else None if second else (),
        failed=store.settings.find(_FAILED) or "",
    )


def set_second_folder(store: Store, folder: Path | None) -> Done[None]:
    """Let backups be written to a second folder too, a stick perhaps, or to none. BackupFolderMissing if it is not there."""
    name = str(folder.resolve()) if folder is not None else ""
    if folder is not None and (not folder.is_dir() or not _is_text(name)):
        raise BackupFolderMissing
    store.settings.write(_SECOND, name)
    return Done(None, Changed.SETTINGS)


def find_backups(folder: Path, place: Path | None = None) -> list[BackupRow]:
    """The backups of a locked vault, or those in another place (a folder, or one file), newest first; without any key."""
    if place is None:
        return [_row(one) for one in list_backups(folder / BACKUP_FOLDER)]
    if place.is_dir():
        return [_row(one) for one in list_backups(place)]
    return [_row(read_backup(place))]


def look_into(path: Path, open_with: OpenWith, *, floor: Stretch = FLOOR) -> BackupRow:
    """A backup with how much is in it. WrongPassphrase, BackupDamaged or StoreIsNewer keep it shut."""
    contents = open_backup(path, open_with, floor)
    row = _row(read_backup(path))
    return BackupRow(row.path, row.made_at, row.size, contents.people, contents.unsent)


def restore_backup(
    folder: Path,
    path: Path | None,
    open_with: OpenWith,
    work: Work = Work(),  # noqa: B008 - a frozen value
    *,
    floor: Stretch = FLOOR,
) -> Restored:
    """Bring the records in a folder back from a backup, or from the newest one there that is whole; it stays locked.

    What can be read of the records that are there and is newer is kept with them; their file lies aside.
    """
    if path is not None:
        return put_back(folder, path, open_with, work, floor=floor)
    for row in find_backups(folder):
        with suppress(BackupDamaged):
            return put_back(folder, row.path, open_with, work, floor=floor)
    raise BackupMissing


def _take_along(store: Store, made: BackupFile, work: Work) -> str:
    second = store.settings.find(_SECOND)
    if not second:
        return "none"
    folder = Path(second)
    try:
        taken = backups.take_along(store, made, folder, work)
        backups.thin_out(store, taken, folder)
        backups.follow_keys(store, folder, work)
    except BackupFolderMissing:
        return "absent"
    except VaultUnwritable:
        return "unwritable"
    except BackupDamaged:
        return "damaged"
    return "written"


def second_folder(store: Store) -> str:
    """The folder of the second backups; empty if there is none."""
    return store.settings.find(_SECOND) or ""


def _folders(store: Store) -> list[Path]:
    second = store.settings.find(_SECOND)
    return [store.folder / BACKUP_FOLDER, *([Path(second)] if second else [])]


def _opened_rows(store: Store, folder: Path) -> list[BackupRow]:
    rows = []
    for one in list_backups(folder, store.store_id):
        try:
            rows.append(_opened_row(store, one))
        except BackupDamaged:  # damaged, or from before a change of keys
            rows.append(_row(one))
    return rows


def _opened_row(store: Store, backup: BackupFile) -> BackupRow:
    contents = backup.contents(store.key_for)
    return BackupRow(backup.path, made_at(backup), backup.size, contents.people, contents.unsent)


def _row(backup: BackupFile) -> BackupRow:
    return BackupRow(backup.path, made_at(backup), backup.size)


def _is_text(name: str) -> bool:
    """Whether a path can be written down; some systems have names that are no text."""
    return name == name.encode("utf-8", "replace").decode()
