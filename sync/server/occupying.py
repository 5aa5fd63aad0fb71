"""Who is at a server's folder: any number of servers and commands side by side, or one that must be alone.

Each holds a lock file of its own, which the system lets go of when the process ends, however it ends.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from sync.server.database import APPLICATION, Database
from sync.server.walls import NOTHING

_GATE = "gate.lock"
_USED = "used-"
_WAIT_SECONDS = 5


class FolderInUse(Exception):
    """A server or a command is at the folder, or its database."""


@contextmanager
def using(folder: Path) -> Iterator[None]:
    """Be at a folder beside others. Raises FolderInUse while somebody must be alone there."""
    own = FileLock(folder / f"{_USED}{secrets.token_hex(8)}.lock")
    try:
        with FileLock(folder / _GATE, timeout=_WAIT_SECONDS):
            own.acquire()
    except Timeout as fault:
        raise FolderInUse from fault
    try:
        yield
    finally:
        own.release()
        with suppress(OSError):
            Path(own.lock_file).unlink(missing_ok=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be alone at a folder. Raises FolderInUse if somebody else is there."""
    try:
        with FileLock(folder / _GATE, timeout=_WAIT_SECONDS):
            for place in sorted(folder.glob(f"{_USED}*.lock")):
                with FileLock(place, timeout=0):
                    pass
                with suppress(OSError):  # of a process that was killed
                    place.unlink(missing_ok=True)
            yield
    except Timeout as fault:
        raise FolderInUse from fault


def check_unused(database: Database) -> None:
    """Raise FolderInUse if a server, wherever it runs, is connected to a PostgreSQL database."""
    if database.is_sqlite:
        return
    with database.reading(NOTHING) as connection:
        if _others(connection):
            raise FolderInUse


def _others(connection: Connection) -> int:
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = %(name)s",
        {"name": APPLICATION},
    )
    return int(found.scalar_one())
