"""The files of a vault's folder: in which order they reach the disk, and what a crash may leave of them.

Making goes in an order that a crash cannot spoil: the store is built as ``store.db.new``, then the key file is
written, then the store gets its name. A key file says that the store beside it is whole; a ``store.db.new`` without
one is of no use to anybody and is cleared away by the next try.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from desktop.store import keyfile
from desktop.store.connection import StoreFile
from desktop.store.disk import disk_faults, sync_folder, write_whole
from desktop.store.errors import VaultError, VaultMissing
from desktop.store.keyfile import KeyFile
from desktop.store.lockfile import take_lock
from desktop.store.migrations import NEWEST, apply_migrations
from desktop.store.opened import Opened
from desktop.store.putting_back import drop_store, finish_restore
from desktop.store.slots import PassphraseSlot, RootKey
from desktop.store.vault_names import (
    BACKUP_NAME,
    DAMAGED_STORE,
    HELP_NAME,
    KEY_NAME,
    READ_STORE,
    RENEWED_STORE,
    STORE_NAME,
    UNNAMED_STORE,
    vault_exists,
)

Release = Callable[[], None]


def require(folder: Path) -> None:
    """VaultMissing unless there is a vault in a folder, whole or not."""
    if not vault_exists(folder):
        raise VaultMissing


def store_id_of(folder: Path) -> str:
    """The store's id, from its key file; empty if that cannot be read."""
    try:
        return keyfile.decode(keyfile.read_bytes(folder / KEY_NAME)).content.store
    except (VaultError, OSError):
        return ""


@contextmanager
def locked(folder: Path) -> Iterator[Release]:
    """Hold the lock; give it back at once if what is done under it fails."""
    with disk_faults():
        release = take_lock(folder)
        try:
            finish_restore(folder)
            yield release
        except BaseException:
            release()
            raise


def store_file(path: Path, key: bytes, store_id: str) -> StoreFile:
    """A store's file, under the key that comes of the vault's."""
    return StoreFile(path, keyfile.derive(key, keyfile.STORE_PURPOSE, store_id), store_id)


def opened_store(
    folder: Path,
    content: KeyFile,
    root: RootKey,
    release: Release,
    *,
    member: str = "",
    is_key_older: bool = False,
) -> Opened:
    """What a vault hands over when it opens."""
    store = store_file(folder / STORE_NAME, root.key, content.store)
    return Opened(
        folder,
        content.store,
        connect_writer=lambda: store.open_writer(NEWEST),
        connect_reader=lambda: store.open_reader(NEWEST),
        release=release,
        derive=partial(keyfile.derive, root.key, store_id=content.store),
        member=member,
        people=people_of(content),
        is_key_older=is_key_older,
    )


def people_of(content: KeyFile) -> tuple[str, ...]:
    """The ids of those who have a passphrase, in the order in which they got it: the owner first."""
    return tuple(each.member for each in content.slots if isinstance(each, PassphraseSlot))


def build_store(folder: Path, key: bytes, store_id: str) -> None:
    """Make a new, empty store that has no name yet."""
    drop_store(folder, UNNAMED_STORE)
    database = store_file(folder / UNNAMED_STORE, key, store_id).create()
    try:
        apply_migrations(database)
        database.execute("INSERT INTO store_meta (one, store_id) VALUES (1, ?)", [store_id])
        database.execute(f"PRAGMA user_version={NEWEST}")
    finally:
        database.close()


def name_store(folder: Path) -> None:
    """Give a new store its name. A log that lies there still is of a damaged store that was put aside, and follows it."""
    if (folder / UNNAMED_STORE).exists():
        for suffix in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                (folder / f"{STORE_NAME}{suffix}").replace(folder / f"{DAMAGED_STORE}{suffix}")
        sync_folder(folder)
        (folder / UNNAMED_STORE).replace(folder / STORE_NAME)
    sync_folder(folder)


def write_key_file(folder: Path, content: KeyFile, root: RootKey) -> None:
    """Write the key file, then its copy. What the key file says holds; the copy is for damage only."""
    write_whole(folder / KEY_NAME, keyfile.encode(content, root.key))
    copy_key_file(folder, content, root)


def copy_key_file(folder: Path, content: KeyFile, root: RootKey) -> None:
    """Keep a copy of the key file beside it; where the disk refuses, the next opening tries again."""
    with suppress(OSError):
        copy_key_file_surely(folder, content, root)


def copy_key_file_surely(folder: Path, content: KeyFile, root: RootKey) -> None:
    """Keep a copy of the key file beside it; OSError where the disk refuses."""
    data, copy = keyfile.encode(content, root.key), folder / BACKUP_NAME
    if not copy.exists() or copy.read_bytes() != data:
        write_whole(copy, data)


def forget_request(folder: Path) -> None:
    """The vault was opened: no answer to a request for help opens anything any more. Where the disk refuses, the next opening
    tries again."""
    with suppress(OSError):
        (folder / HELP_NAME).unlink(missing_ok=True)


def clear_leftovers(folder: Path) -> None:
    """Take away what a crash left that nobody needs, once the vault was opened."""
    for leftover in folder.glob(f"{KEY_NAME}*.new"):
        leftover.unlink()  # a crash came before it got its name
    for name in (READ_STORE, RENEWED_STORE):
        drop_store(folder, name)


def clear_failed_making(folder: Path) -> None:
    """Take away what a failed making left, under the lock and where there was no vault before."""
    for name in (KEY_NAME, BACKUP_NAME, STORE_NAME, UNNAMED_STORE):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
