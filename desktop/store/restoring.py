"""Bringing a vault back from a backup, while nobody has it open.

What was there is neither changed nor put aside before what comes in its place is whole, was read to its end and counted.
What can be read of it and is newer than the backup is carried over, and this laptop writes on under a fresh writer.
"""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from desktop.domain import recovery
from desktop.domain.backups import SPARE_BYTES
from desktop.store import binding, keyfile
from desktop.store.backup_files import BackupFile, BackupKeys, Contents, read_backup
from desktop.store.backups import Work, check_whole, copy_counted, count, note_put_aside
from desktop.store.binding import Connection
from desktop.store.carrying_over import carry_over
from desktop.store.connection import StoreFile, check_file
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.disk import disk_faults, sync_file, sync_folder, write_whole
from desktop.store.errors import (
    BackupDamaged,
    BackupStopped,
    DeviceSecretMissing,
    StoreIsNewer,
    VaultDamaged,
    VaultUnwritable,
    WrongPassphrase,
)
from desktop.store.keyfile import KeyFile, SealedKeyFile
from desktop.store.lockfile import take_lock
from desktop.store.migrations import NEWEST, apply_migrations
from desktop.store.opened import Opened
from desktop.store.opening import settle_moving
from desktop.store.putting_back import drop_set_aside, drop_store, finish_restore
from desktop.store.rescue import copy_readable, is_log_torn, kept_tables
from desktop.store.store import Store
from desktop.store.stretching import FLOOR
from desktop.store.unlocking import (
    OpenWith,
    Unlocked,
    by_code,
    by_key,
    by_passphrase,
    open_sealed,
    passphrase_secret,
)
from desktop.store.vault_names import (
    BACKUP_NAME,
    KEY_NAME,
    READ_STORE,
    RESTORED_KEY,
    RESTORING,
    STORE_NAME,
    UNNAMED_STORE,
)
from sync.protocol.enrolment import Stretch

_COPY, _RESTORED, _RESCUED = RESTORING


def with_passphrase(typed: str, device: DeviceSecrets | None = None) -> OpenWith:
    """What opens a backup by a passphrase; WrongPassphrase if what was typed can be none."""
    return by_passphrase(passphrase_secret(typed), device)


def with_code(typed: str) -> OpenWith:
    """What opens a backup by the recovery code, on any laptop; RecoveryCodeWrong if what was typed is none."""
    return by_code(recovery.read_code(typed).encode("ascii"), FLOOR)


@dataclass(frozen=True, slots=True)
class Restored:
    """A vault that was brought back: what is in it now, how many entries were taken over from what was there, and whether
    that could be read whole, or in part, or was not there (None)."""

    contents: Contents
    carried: int
    was_whole: bool | None


@dataclass(frozen=True, slots=True)
class _Keys:
    """The vault's key, and the key file by which it will be opened."""

    key: bytes = field(repr=False)
    key_file: bytes = field(repr=False)
    is_of_present: bool  # whether what is there now is under this key too


def open_backup(path: Path, open_with: OpenWith, floor: Stretch = FLOOR) -> Contents:
    """What is in a backup. WrongPassphrase, BackupDamaged or StoreIsNewer; nothing is written."""
    backup = read_backup(path)
    key = _unlock(backup.key_file, open_with, floor)
    return backup.contents(partial(keyfile.derive, key, store_id=backup.head.store))


def restore_vault(
    folder: Path, path: Path, open_with: OpenWith, work: Work, *, floor: Stretch = FLOOR
) -> Restored:
    """Let a vault's folder hold what a backup holds, and what is newer of what was there.

    A crash at any moment leaves what was there, or all of what was brought back. BackupDamaged, WrongPassphrase, StoreIsNewer,
    VaultOpenElsewhere, BackupStopped and VaultUnwritable leave everything as it was. What was there lies aside.
    """
    backup = read_backup(path)
    key = _unlock(backup.key_file, open_with, floor)
    derive = partial(keyfile.derive, key, store_id=backup.head.store)
    steps = _Steps(work, total=4 * backup.size)
    contents = backup.verify(derive, steps.bytes_done)
    with disk_faults(), _locked(folder):
        try:
            if shutil.disk_usage(folder).free < 3 * backup.size + SPARE_BYTES:
                raise VaultUnwritable(errno.ENOSPC)
            keys = _keys_of(folder, backup, key, open_with, floor)
            _extract(folder, backup, derive, contents, keys, steps)
            restored = _furnish(folder, keys, backup.head.store, steps)
            _put_in_place(folder, keys)
        finally:
            _drop(folder, *RESTORING, READ_STORE)
    work.progress(steps.total, steps.total)
    return restored


class _Steps:
    """Tells how far it is, and stops when it is to."""

    def __init__(self, work: Work, total: int) -> None:
        self._work, self.total, self.done = work, total, 0

    def bytes_done(self, portion: int) -> None:
        self.done += portion
        self.mind()
        self._work.progress(min(self.done, self.total), self.total)

    def mind(self) -> None:
        if self._work.is_stopped():
            raise BackupStopped


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    release = take_lock(folder)
    try:
        finish_restore(folder)
        yield
    finally:
        release()


def _unlock(key_file: bytes, open_with: OpenWith, floor: Stretch) -> bytes:
    """The key in a key file. WrongPassphrase, DeviceSecretMissing or BackupDamaged."""
    try:
        return open_sealed(keyfile.decode(key_file), open_with, floor).root.key
    except VaultDamaged as damage:
        raise BackupDamaged(damage.reason) from None


def _keys_of(folder: Path, backup: BackupFile, key: bytes, open_with: OpenWith, floor: Stretch) -> _Keys:
    """Under which key the vault is to be: the one that holds there now, wherever that can be known.

    So neither an old passphrase nor an old key comes back with an old backup.
    """
    for name in (KEY_NAME, BACKUP_NAME):
        with suppress(VaultDamaged, StoreIsNewer):
            data = keyfile.read_bytes(folder / name)
            sealed = keyfile.decode(data)
            if sealed.content.store != backup.head.store:
                continue
            with suppress(VaultDamaged):
                keyfile.check_seal(sealed, key)
                if not _is_moving(sealed):
                    return _Keys(key, data, is_of_present=True)
            for way in (by_key(key), open_with):
                with suppress(VaultDamaged, WrongPassphrase, DeviceSecretMissing):
                    unlocked = open_sealed(sealed, way, floor)
                    return _Keys(unlocked.root.key, _settled(folder, unlocked, data), is_of_present=True)
    return _Keys(key, backup.key_file, is_of_present=False)


def _settled(folder: Path, unlocked: Unlocked, data: bytes) -> bytes:
    """The key file, after a renewal of the key that was half done has been finished: the newest records wait under its key.

    VaultDamaged, and nothing changed, if what waits is not the store of this key.
    """
    if not unlocked.content.moving:
        return data
    settled = settle_moving(folder, unlocked)
    return keyfile.encode(settled.content, settled.root.key)


def _is_moving(sealed: SealedKeyFile) -> bool:
    return isinstance(sealed.content, KeyFile) and sealed.content.moving


def _extract(
    folder: Path,
    backup: BackupFile,
    derive: Callable[[bytes], bytes],
    contents: Contents,
    keys: _Keys,
    steps: _Steps,
) -> None:
    """Make a store under the vault's key of the copy in a backup, after it was opened, read to its end and counted."""
    _drop(folder, *RESTORING)
    backup.extract(folder / _COPY, derive, steps.bytes_done)
    copied = StoreFile(folder / _COPY, BackupKeys(derive, backup.head.id).copy, backup.head.store)
    try:
        with closing(copied.open_copy(NEWEST)) as connection:
            check_whole(connection)
            if not _holds(connection, contents):
                raise BackupDamaged("counts")
            restored = _store_file(folder / _RESTORED, keys, backup.head.store)
            copy_counted(connection, restored, backup.size, steps.bytes_done)
    except VaultDamaged as damage:
        raise BackupDamaged(damage.reason) from None
    (folder / _COPY).unlink()


def _holds(connection: Connection, contents: Contents) -> bool:
    """Whether a copy holds what is sealed beside it, by what every version of the program counts alike."""
    try:
        found = count(connection)
    except binding.DatabaseError:
        return False
    return (found.entries, found.erasures) == (contents.entries, contents.erasures)


def _furnish(folder: Path, keys: _Keys, store_id: str, steps: _Steps) -> Restored:
    """Bring the restored store up to date, add what is newer, and let it write as a fresh writer; read it once more."""
    file = _store_file(folder / _RESTORED, keys, store_id)
    carried, was_whole = 0, None
    with closing(file.open_writer(NEWEST)) as database:
        apply_migrations(database)
        database.execute(f"PRAGMA user_version={NEWEST}")
        if keys.is_of_present and (folder / STORE_NAME).exists():
            carried, was_whole = _carry_over(folder, keys, store_id, database.conn, steps)
        note_put_aside(database.conn)
    store = Store(_opened(folder, file, keys, store_id))
    try:
        steps.mind()
        states = store.exchange.writers()
        for state in states:
            if state.last_n > state.acked_n or state is states[-1]:
                store.exchange.fork(state.writer)
    finally:
        store.disconnect()
    with closing(file.open_copy(NEWEST)) as connection:
        check_whole(connection)
        contents = count(connection)
    steps.bytes_done(max(0, steps.total - steps.done))
    return Restored(contents, carried, was_whole)


def _carry_over(
    folder: Path, keys: _Keys, store_id: str, restored: Connection, steps: _Steps
) -> tuple[int, bool]:
    try:
        check_file(folder / STORE_NAME)
    except VaultDamaged:
        return 0, False
    _drop(folder, READ_STORE)
    for suffix in ("", "-wal"):  # in a copy: to read a store that has a log changes both
        with suppress(FileNotFoundError):
            shutil.copyfile(folder / f"{STORE_NAME}{suffix}", folder / f"{READ_STORE}{suffix}")
    present = _store_file(folder / READ_STORE, keys, store_id)
    rescued = _store_file(folder / _RESCUED, keys, store_id)
    with closing(rescued.create()) as fresh:
        apply_migrations(fresh)
        found = copy_readable(present.connect_unseen, fresh.conn, needed=frozenset())
        restored.execute("BEGIN IMMEDIATE")
        try:
            carried = carry_over(fresh.conn, restored, kept_tables(fresh.conn), steps.mind)
            restored.execute("COMMIT")
        except BaseException:
            restored.execute("ROLLBACK")
            raise
    is_whole = found.is_whole and not is_log_torn(folder / f"{STORE_NAME}-wal")
    return carried, is_whole


def _put_in_place(folder: Path, keys: _Keys) -> None:
    """From the renaming on there is one thing to be done after a crash: to go on."""
    drop_set_aside(folder)
    _drop(folder, UNNAMED_STORE)
    sync_file(folder / _RESTORED)
    (folder / _RESTORED).replace(folder / UNNAMED_STORE)
    sync_folder(folder)
    write_whole(folder / RESTORED_KEY, keys.key_file)
    finish_restore(folder)


def _opened(folder: Path, file: StoreFile, keys: _Keys, store_id: str) -> Opened:
    return Opened(
        folder,
        store_id,
        connect_writer=lambda: file.open_writer(NEWEST),
        connect_reader=lambda: file.open_reader(NEWEST),
        release=lambda: None,
        derive=partial(keyfile.derive, keys.key, store_id=store_id),
    )


def _store_file(path: Path, keys: _Keys, store_id: str) -> StoreFile:
    return StoreFile(path, keyfile.derive(keys.key, keyfile.STORE_PURPOSE, store_id), store_id)


def _drop(folder: Path, *names: str) -> None:
    for name in names:
        drop_store(folder, name)
