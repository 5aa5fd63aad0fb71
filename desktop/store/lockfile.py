"""One process at a time: the lock that a process holds on a vault while it has it open.

The operating system holds the lock, not the file's existence: a process that is killed leaves none behind.
The file stays where it is, empty.
"""

from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.store.errors import VaultOpenElsewhere

NAME = "lock"


def take_lock(folder: Path) -> Callable[[], None]:
    """Take a vault's lock and return what gives it back; VaultOpenElsewhere if somebody holds it."""
    lock = FileLock(folder / NAME, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise VaultOpenElsewhere from None
    return lock.release
