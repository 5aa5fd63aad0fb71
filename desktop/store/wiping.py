"""Destroying a vault because the server ordered it: the keys first, so that a crash at any moment leaves nothing that opens.

A marker is written before anything is destroyed and taken away last, so whatever a crash left is found by the next start.
Then a plain notice lies in the folder: when, and nothing else.
"""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from desktop.store.backups import list_backups
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.disk import disk_faults, sync_folder, write_whole
from desktop.store.lockfile import NAME as LOCK_NAME
from desktop.store.lockfile import take_lock
from desktop.store.putting_back import remove_backups
from desktop.store.status_file import STATUS_NAME, forget_status_file
from desktop.store.vault_names import KEY_NAME

WIPING_NAME = "wiping"
WIPED_NAME = "wiped"
_KEPT = frozenset({LOCK_NAME, STATUS_NAME, WIPING_NAME})


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """Which wipe is under way or was carried out, when (this laptop's clock, ms since 1970), and of which store."""

    seq: int
    at: int
    store: str = ""


def wipe_under_way(folder: Path) -> Marker | None:
    """The wipe that was begun and is not finished, if there is one."""
    return _read(folder / WIPING_NAME)


def wipe_done(folder: Path) -> Marker | None:
    """The wipe that was carried out here, if there was one."""
    return _read(folder / WIPED_NAME)


def begin_wipe(folder: Path, marker: Marker) -> None:
    """Say that a wipe is under way: from now on the next start goes on with it. Raises VaultUnwritable."""
    with disk_faults():
        write_whole(folder / WIPING_NAME, msgspec.json.encode(marker))


def destroy(
    folder: Path,
    marker: Marker,
    device: DeviceSecrets | None = None,
    logs: Sequence[Path] = (),
    second: str = "",
) -> None:
    """Destroy the keys, then everything else in the folder but what the wipe itself needs, then files that lie elsewhere.

    A backup holds the keys that open it, so backups go with the keys; ``second`` names the folder of the other ones, of which
    those of this store go. Raises VaultOpenElsewhere while somebody has it open, VaultUnwritable; to begin again goes on.
    """
    with disk_faults():
        release = take_lock(folder)
        try:
            for path in sorted(folder.iterdir()):
                if path.name.startswith(KEY_NAME) and path.is_file():
                    _overwrite(path)
                    path.unlink()
            sync_folder(folder)
            remove_backups(folder)
            _remove_second(second, marker.store)
            if device is not None and marker.store:
                device.forget(marker.store)
            for path in sorted(folder.iterdir()):
                if path.name not in _KEPT:
                    _remove(path)
            sync_folder(folder)
        finally:
            release()
    for path in logs:
        with suppress(OSError):
            _remove(path)


def finish_wipe(folder: Path, marker: Marker) -> None:
    """Leave the notice in the place of the marker and of the status key. Raises VaultUnwritable."""
    with disk_faults():
        write_whole(folder / WIPED_NAME, msgspec.json.encode(marker))
        forget_status_file(folder)
        (folder / WIPING_NAME).unlink(missing_ok=True)
        sync_folder(folder)


def _remove_second(second: str, store_id: str) -> None:
    """Take away the backups of this store that lie elsewhere, where that can be reached now."""
    if second and store_id:
        with suppress(OSError):
            for backup in list_backups(Path(second), store_id):
                backup.path.unlink(missing_ok=True)


def _overwrite(path: Path) -> None:
    """Write zeros over a key before its name goes; a disk that keeps old blocks may keep these too."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _read(path: Path) -> Marker | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Marker)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError):
        return Marker(seq=0, at=0)  # it lies there, and that says enough
