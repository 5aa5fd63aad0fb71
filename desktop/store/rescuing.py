"""A new store in the place of a damaged one, of what can be read, under the same keys."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.store.backups import note_put_aside
from desktop.store.connection import StoreFile, check_file
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.disk import sync_folder
from desktop.store.migrations import NEWEST
from desktop.store.opened import Opened
from desktop.store.opening import settle_moving
from desktop.store.putting_back import drop_store
from desktop.store.rescue import Rescued, copy_readable, is_log_torn
from desktop.store.stretching import FLOOR
from desktop.store.unlocking import by_passphrase, passphrase_secret, unlock
from desktop.store.vault_files import (
    build_store,
    locked,
    name_store,
    opened_store,
    require,
    store_file,
)
from desktop.store.vault_names import DAMAGED_STORE, READ_STORE, STORE_NAME, UNNAMED_STORE
from sync.protocol.enrolment import Stretch


@dataclass(frozen=True, slots=True)
class RescuedVault:
    """A vault that was made anew from what could be read, opened."""

    opened: Opened
    rescued: Rescued


def rescue_vault(
    folder: Path, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> RescuedVault:
    """Make a new store of what can be read of a damaged one, under the same keys, and open it; the old file is put aside.

    A crash at any moment leaves the damaged store or the new one, and what lies aside is as it was found. VaultDamaged if
    nothing can be rescued of it.
    """
    require(folder)
    with locked(folder) as release:
        unlocked = unlock(folder, by_passphrase(passphrase_secret(passphrase), device), floor)
        unlocked = settle_moving(folder, unlocked)
        content, root = unlocked.content, unlocked.root
        check_file(folder / STORE_NAME)
        build_store(folder, root.key, content.store)
        fresh = store_file(folder / UNNAMED_STORE, root.key, content.store).open_writer(NEWEST)
        try:
            rescued = copy_readable(_copied(folder, root.key, content.store).connect_unseen, fresh.conn)
            if is_log_torn(folder / f"{STORE_NAME}-wal"):
                rescued = replace(rescued, is_whole=False)
        except BaseException:
            fresh.close()
            drop_store(folder, UNNAMED_STORE)
            raise
        finally:
            drop_store(folder, READ_STORE)
        note_put_aside(fresh.conn)
        fresh.close()
        _put_aside(folder)
        name_store(folder)
        return RescuedVault(opened_store(folder, content, root, release, member=unlocked.member), rescued)


def _copied(folder: Path, key: bytes, store_id: str) -> StoreFile:
    """A copy of a damaged store with its log, to be read in its place."""
    drop_store(folder, READ_STORE)
    for suffix in ("", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(folder / f"{STORE_NAME}{suffix}", folder / f"{READ_STORE}{suffix}")
    return store_file(folder / READ_STORE, key, store_id)


def _put_aside(folder: Path) -> None:
    """Let a damaged store lie beside the new one, still encrypted, until it is not wanted any more. Its log follows it when
    the new one gets its name, also after a crash."""
    drop_store(folder, DAMAGED_STORE)
    (folder / STORE_NAME).replace(folder / DAMAGED_STORE)
    sync_folder(folder)
