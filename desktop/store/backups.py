"""Making backups of an open store, and which of them stay.

A store is read whole before it is copied, so that a damaged one never takes a place among good backups; what was made is opened
and counted before it has a name, and only then do older ones go. Whatever would undo an erasure or a change of keys goes
too, and only then: those made before it.
"""

import errno
import hmac
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.backups import SPARE_BYTES, fitting, kept
from desktop.store import binding, keyfile
from desktop.store.backup_files import (
    SUFFIX,
    UNFINISHED,
    BackupFile,
    BackupKeys,
    Contents,
    copy_backup,
    new_id,
    read_backup,
    write_backup,
)
from desktop.store.binding import Connection
from desktop.store.connection import StoreFile
from desktop.store.disk import disk_faults, sync_folder
from desktop.store.errors import (
    BackupDamaged,
    BackupFolderMissing,
    BackupStopped,
    StoreIsNewer,
    VaultDamaged,
    VaultUnwritable,
)
from desktop.store.migrations import NEWEST
from desktop.store.putting_back import drop_set_aside, drop_store
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from desktop.store.vault_names import BACKUP_FOLDER, DAMAGED_STORE, KEY_NAME

_COPY = f".copy{UNFINISHED}"
_ERASED_BEFORE = "erased_before_aside"
_STATEMENTS_BETWEEN = 20_000
"""Of SQLite's own steps, after which a long check asks whether it is to stop or to wait."""

Progress = Callable[[int, int], None]
"""How many bytes are done, of how many."""


@dataclass(frozen=True, slots=True)
class Work:
    """What long work on backups minds: whom to tell how far it is, and whether it is to stop."""

    progress: Progress = lambda _done, _of: None
    is_stopped: Callable[[], bool] = lambda: False


def back_up(base: Transactions, work: Work) -> BackupFile:
    """Make a backup of an open store in its vault's folder, open it and count it.

    VaultDamaged if the store is not whole; BackupStopped; VaultUnwritable. Nothing of it is left then, and no older backup
    was touched.
    """
    folder = base.folder / BACKUP_FOLDER
    with disk_faults():
        folder.mkdir(mode=0o700, exist_ok=True)
        _drop_unfinished(folder, base.store_id)
        copy = folder / f"{base.store_id[:8]}{_COPY}"
        try:
            with closing(base.connect_apart()) as database:
                return _back_up(base, database.conn, folder, copy, _Steps(base, work))
        finally:
            with suppress(OSError):
                drop_store(folder, copy.name)


def take_along(base: Transactions, backup: BackupFile, folder: Path, work: Work) -> BackupFile:
    """Write the same backup into a second folder, and read it there again. BackupFolderMissing if it is not there."""
    if not folder.is_dir():
        raise BackupFolderMissing
    with disk_faults():
        _drop_unfinished(folder, base.store_id)
        if shutil.disk_usage(folder).free < backup.size + SPARE_BYTES:
            raise VaultUnwritable(errno.ENOSPC)
        steps = _Steps(base, work)
        steps.total = backup.size
        return copy_backup(backup, folder / backup.path.name, base.key_for, steps.bytes_done)


def list_backups(folder: Path, store_id: str | None = None) -> list[BackupFile]:
    """The backups in a folder, newest first: those of one store, or all. What is none is passed over."""
    found = []
    with suppress(OSError):
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            with suppress(BackupDamaged, StoreIsNewer):
                backup = read_backup(path)
                if store_id is None or backup.head.store == store_id:
                    found.append(backup)
    return sorted(found, key=lambda one: (one.head.made_at, one.path.name), reverse=True)


def thin_out(base: Transactions, newest: BackupFile, folder: Path) -> int:
    """Let go of the backups of this store that are not wanted beside a verified one; how many went.

    Those that would undo something go: made before somebody was erased, or under keys that are given up. Of the others go
    those that the rule of days, weeks and months does not keep, and those for which there is no room.
    """
    now = newest.contents(base.key_for)
    holding = {
        made_at(one): one
        for one in reversed(list_backups(folder, base.store_id))
        if _still_holds(base, one, now)
    }
    holding[made_at(newest)] = newest
    wanted = kept(holding) | {made_at(newest)}
    staying = [holding[at] for at in sorted(wanted, reverse=True)]
    staying.sort(key=lambda one: one.path != newest.path)  # the new one first; the order of the others stays
    with disk_faults():
        room = fitting([one.size for one in staying], shutil.disk_usage(folder).free)
        stay = {one.path for one in staying[:room]}
        gone = [one for one in list_backups(folder, base.store_id) if one.path not in stay]
        for one in gone:
            one.path.unlink(missing_ok=True)
        if gone:
            sync_folder(folder)
    return len(gone)


def note_put_aside(fresh: Connection) -> None:
    """A store takes the place of another one, which will lie aside: whoever is erased from now on lies there too."""
    fresh.execute(
        "INSERT INTO setting (name, value) SELECT ?, count(*) FROM erasure WHERE true ON CONFLICT (name) DO UPDATE"
        " SET value = min(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
        (_ERASED_BEFORE,),
    )


def let_go_aside(base: Transactions, newest: BackupFile) -> None:
    """After an erasure: what lies aside of before a restore or a rescue goes too, for it holds what was erased."""
    settings, erased = Settings(base), newest.contents(base.key_for).erasures
    if erased > int(settings.find(_ERASED_BEFORE) or 0):
        with disk_faults():
            drop_set_aside(base.folder)
            drop_store(base.folder, DAMAGED_STORE)
        settings.write(_ERASED_BEFORE, str(erased))


def follow_keys(base: Transactions, folder: Path, work: Work) -> int:
    """Give backups that have another key file of the same keys the one that holds now, newest first; how many."""
    present, followed = key_file_of(base), 0
    steps = _Steps(base, work)
    with disk_faults():
        for backup in list_backups(folder, base.store_id):
            if backup.key_file == present:
                continue
            with suppress(
                BackupDamaged
            ):  # what is damaged, or of keys that are given up, goes with the next backup
                steps.total = steps.done + backup.size
                backup.give_key_file(present, base.key_for, steps.bytes_done)
                followed += 1
    return followed


def mark_of(base: Transactions) -> str:
    """What tells the state of an open store from another one of it."""
    return _mark(base.reading)


def newest_contents(base: Transactions) -> tuple[BackupFile, Contents] | None:
    """The newest backup in the vault's folder that these keys open, with what is in it."""
    for backup in list_backups(base.folder / BACKUP_FOLDER, base.store_id):
        with suppress(BackupDamaged):
            return backup, backup.contents(base.key_for)
    return None


def made_at(backup: BackupFile) -> datetime:
    """When a backup was made, in UTC."""
    return datetime.fromtimestamp(backup.head.made_at / 1000, UTC)


def key_file_of(base: Transactions) -> bytes:
    """The key file as it lies in the vault; VaultDamaged unless it is what was written."""
    data = keyfile.read_bytes(base.folder / KEY_NAME)
    sealed = keyfile.decode(data)
    expected = hmac.digest(base.key_for(keyfile.SEAL_PURPOSE), sealed.signed, "sha256")
    if not hmac.compare_digest(expected, sealed.seal):
        raise VaultDamaged("key", "mac")
    return data


def check_whole(connection: Connection) -> None:
    """Read a whole store by both of its checks: VaultDamaged unless each byte is as it was written.

    A page that was cut away with others is not missed by the checksums of those that are there, only by reading.
    """
    try:
        is_whole = not connection.execute("PRAGMA cipher_integrity_check").fetchall()
        told = connection.execute("PRAGMA quick_check").fetchall() if is_whole else []
    except binding.DatabaseError as fault:
        if getattr(fault, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise
        raise VaultDamaged("store", "unreadable") from fault
    if [tuple(row) for row in told] != [("ok",)]:
        raise VaultDamaged("store", "unreadable")


def count(connection: Connection) -> Contents:
    """What is in a store."""
    entries, erasures, people, unsent = connection.execute(
        "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM erasure),"
        " (SELECT count(*) FROM contact WHERE is_deleted = 0),"
        " (SELECT count(*) FROM writer CROSS JOIN entry ON entry.writer = writer.id AND entry.n > writer.acked_n)"
    ).fetchone()
    return Contents(entries=entries, erasures=erasures, mark=_mark(connection), people=people, unsent=unsent)


def copy_counted(
    source: Connection, target: StoreFile, size: int, bytes_done: Callable[[int], object]
) -> None:
    """Make a file the copy of a store of about that size; ``bytes_done`` is told of each portion, and may raise to stop."""
    before = 0

    def minded(left: int, of: int) -> None:
        nonlocal before
        done = size * (of - left) // max(1, of)
        bytes_done(done - before)
        before = done

    target.copy_from(source, minded)


class _Steps:
    """Between the steps of long work: tells how far it is, gives way to a key, and stops when it is to."""

    def __init__(self, base: Transactions, work: Work) -> None:
        self._base, self._work = base, work
        self.done, self.total = 0, 1

    def bytes_done(self, portion: int) -> None:
        """Another portion is done."""
        self.done += portion
        self.mind()
        self._work.progress(min(self.done, self.total), self.total)

    def mind(self) -> None:
        """Wait where somebody types; BackupStopped if it is to stop."""
        if self._work.is_stopped():
            raise BackupStopped
        self._base.giving_way.wait()

    def check(self, connection: Connection) -> None:
        """Read a whole store, as ``check_whole`` does, and stop in between if it is to."""
        connection.set_progress_handler(self._mind_within, _STATEMENTS_BETWEEN)
        try:
            check_whole(connection)
        except binding.OperationalError:  # interrupted: the handler said so
            raise BackupStopped from None
        finally:
            connection.set_progress_handler(None, 0)

    def _mind_within(self) -> int:
        self._base.giving_way.wait()
        return int(self._work.is_stopped())


def _back_up(
    base: Transactions, connection: Connection, folder: Path, copy: Path, steps: _Steps
) -> BackupFile:
    steps.mind()
    key_file = key_file_of(base)
    try:
        steps.check(connection)
    except VaultDamaged:
        with base.alone():  # once more while nobody writes: a page may have been changing its place just then
            steps.check(connection)
    connection.execute("BEGIN")  # from here on it sees one state, whatever is written meanwhile
    contents = count(connection)
    size = int(
        connection.execute(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        ).fetchone()[0]
    )
    if shutil.disk_usage(folder).free < 2 * size + SPARE_BYTES:
        raise VaultUnwritable(errno.ENOSPC)
    steps.total = 3 * size
    backup = new_id()
    keys = BackupKeys(base.key_for, backup)
    copied = StoreFile(copy, keys.copy, base.store_id)
    copy_counted(connection, copied, size, steps.bytes_done)
    connection.execute("ROLLBACK")
    with closing(copied.open_copy(NEWEST)) as opened:
        steps.check(opened)
        if count(opened) != contents:
            raise VaultDamaged("store", "unreadable")
    at = base.now_ms()
    name = (
        f"{base.store_id[:8]}-{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d-%H%M%S}-{backup[:8]}{SUFFIX}"
    )
    written = write_backup(
        folder / name,
        copy,
        backup=backup,
        store=base.store_id,
        made_at=at,
        key_file=key_file,
        contents=contents,
        derive=base.key_for,
        minded=steps.bytes_done,
    )
    try:
        written.verify(base.key_for, steps.bytes_done)
    except BaseException:
        written.path.unlink(missing_ok=True)
        raise
    return written


def _still_holds(base: Transactions, backup: BackupFile, now: Contents) -> bool:
    """Whether a backup is of the keys that hold, and of no time before somebody was erased."""
    try:
        return backup.contents(base.key_for).erasures >= now.erasures
    except BackupDamaged:
        return False


def _mark(connection: Connection) -> str:
    row = connection.execute(
        "SELECT (SELECT coalesce(max(rowid), 0) FROM entry), (SELECT total(acked_n) FROM writer),"
        " (SELECT count(*) FROM writer), (SELECT count(*) FROM draft), (SELECT coalesce(max(at), 0) FROM draft),"
        " (SELECT count(*) FROM erasure), (SELECT total(cursor) FROM scope), (SELECT count(*) FROM attachment),"
        " (SELECT count(*) FROM carried)"
    ).fetchone()
    return "-".join(str(int(part)) for part in row)


def _drop_unfinished(folder: Path, store_id: str) -> None:
    """Take away what a crash left of this store's."""
    for path in folder.glob(f"{store_id[:8]}*{UNFINISHED}*"):
        path.unlink(missing_ok=True)
