"""The sealed file beside the store that holds what was not sent: the locked program hands it in, and cannot read it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from desktop.store.disk import disk_faults
from desktop.store.whole_files import fill_whole

DROP_NAME = "unsent.sealed"


def read_drop(folder: Path) -> bytes:
    """What lies sealed there; empty if nothing does."""
    try:
        return (folder / DROP_NAME).read_bytes()
    except OSError:
        return b""


def write_drop(folder: Path, write: Callable[[BinaryIO], object]) -> None:
    """Put a drop in the place of the one before; it appears whole or not at all. Raises VaultUnwritable."""
    with disk_faults():
        fill_whole(folder / DROP_NAME, write)


def forget_drop(folder: Path) -> None:
    """Take it away: all was sent, or it was handed in."""
    with suppress(OSError):
        (folder / DROP_NAME).unlink(missing_ok=True)
