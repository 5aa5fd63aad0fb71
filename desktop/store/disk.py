"""Getting a small file onto the disk whole, and saying so when the disk will not have it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.store import binding
from desktop.store.errors import VaultDamaged, VaultUnwritable
from desktop.store.whole_files import sync_folder, write_whole

__all__ = ["disk_faults", "store_faults", "sync_file", "sync_folder", "write_whole"]

_MEANING = {8: errno.EROFS, 10: errno.EIO, 13: errno.ENOSPC, 14: errno.EACCES}
"""SQLite's codes for read-only, input or output, full and cannot open."""
_BAD_PAGES = frozenset({11, 26})
"""Its codes for a malformed file and for none of its own."""


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
    """Turn what SQLite says of a disk into VaultUnwritable, and what it says of bad pages into VaultDamaged."""
    try:
        yield
    except binding.DatabaseError as fault:
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        if code in _BAD_PAGES:
            raise VaultDamaged("store", "unreadable") from None
        number = _MEANING.get(code)
        if number is None:
            raise
        raise VaultUnwritable(number) from None


def sync_file(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
