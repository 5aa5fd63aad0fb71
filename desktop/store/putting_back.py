"""What was brought back from a backup takes the place of what was there, in steps that a crash cannot spoil.

The store that was brought back is whole and proven as ``store.db.new`` before ``store.key.restored`` is written. From then
on it is to take the place of what was there; whoever takes the lock next goes on where a crash stopped. What was there lies
aside under other names, as it was found, until the next time that something is brought back.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from desktop.store.disk import sync_folder
from desktop.store.vault_names import (
    BACKUP_FOLDER,
    BACKUP_NAME,
    KEY_NAME,
    RENEWED_STORE,
    RESTORED_KEY,
    RESTORING,
    SET_ASIDE,
    STORE_NAME,
    UNNAMED_STORE,
)


def finish_restore(folder: Path) -> None:
    """Let what was brought back take its place, if there is anything. Under the vault's lock; may be done again at any step."""
    for name in RESTORING:  # what a crash left before there was anything to put back
        drop_store(folder, name)
    if not (folder / RESTORED_KEY).exists():
        return
    if (folder / UNNAMED_STORE).exists():
        for name in (STORE_NAME, RENEWED_STORE):  # of a renewal that was half done, and could not be finished
            for suffix in ("-wal", "-shm", ""):  # a log that is not its own must never lie beside a store
                _set_aside(folder, f"{name}{suffix}", f"{name}{SET_ASIDE}{suffix}")
        sync_folder(folder)
        (folder / UNNAMED_STORE).replace(folder / STORE_NAME)
        sync_folder(folder)
    if not _is_key_there(folder):  # else nothing of it is to be found once its passphrase was changed
        for name in (BACKUP_NAME, KEY_NAME):
            _set_aside(folder, name, f"{name}{SET_ASIDE}")
    (folder / RESTORED_KEY).replace(folder / KEY_NAME)
    sync_folder(folder)


def drop_set_aside(folder: Path) -> None:
    """Make room for what is set aside next."""
    for name in (KEY_NAME, BACKUP_NAME):
        (folder / f"{name}{SET_ASIDE}").unlink(missing_ok=True)
    for name in (STORE_NAME, RENEWED_STORE):
        drop_store(folder, f"{name}{SET_ASIDE}")


def drop_store(folder: Path, name: str) -> None:
    """Take away a store's file and whatever SQLite laid beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        (folder / f"{name}{suffix}").unlink(missing_ok=True)


def remove_backups(folder: Path) -> None:
    """Take away the backups in a vault's own folder."""
    with suppress(FileNotFoundError):
        shutil.rmtree(folder / BACKUP_FOLDER)


def _is_key_there(folder: Path) -> bool:
    """Whether the key file that is to be is one that the vault has already."""
    wanted = (folder / RESTORED_KEY).read_bytes()
    return any(
        path.exists() and path.read_bytes() == wanted for path in (folder / KEY_NAME, folder / BACKUP_NAME)
    )


def _set_aside(folder: Path, name: str, aside: str) -> None:
    with suppress(FileNotFoundError):
        (folder / name).replace(folder / aside)
