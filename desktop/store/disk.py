"""Getting a small file onto the disk whole, and saying so when the disk will not have it."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.store import binding
from desktop.store.errors import VaultUnwritable

_MEANING = {8: errno.EROFS, 10: errno.EIO, 13: errno.ENOSPC, 14: errno.EACCES}
"""SQLite's codes for read-only, input or output, full and cannot open."""


@contextmanager
def disk_faults() -> Iterator[None]:
    """Turn what the system or SQLite says of a disk into VaultUnwritable, without the path that it names."""
    try:
        with store_faults():
            yield
    except OSError as fault:
        raise VaultUnwritable(fault.errno or errno.EIO) from None


@contextmanager
def store_faults() -> Iterator[None]:
    """Turn what SQLite says of a disk into VaultUnwritable."""
    try:
        yield
    except binding.OperationalError as fault:
        number = _MEANING.get(getattr(fault, "sqlite_errorcode", 0) & 0xFF)
        if number is None:
            raise
        raise VaultUnwritable(number) from None


def write_whole(path: Path, data: bytes) -> None:
    """Put bytes under a name so that a crash at any moment leaves the old or the new ones, never neither."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system can (Windows does it by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
