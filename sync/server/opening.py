"""Opens a server's folder and database for a command: as they should be, and for as long as it takes."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

from sync.server.database import Database, sqlite_address
from sync.server.folder import FolderDamaged, ServerFolder
from sync.server.occupying import using
from sync.server.restoring import finish_restore
from sync.server.schema import migrate


class Moved(Exception):
    """The records that were in this folder were moved to another database, whose address is to be given."""


def address_in(given: argparse.Namespace, folder: ServerFolder) -> str:
    """The address of the database that a command was given, or that was last served. Raises Moved."""
    if known := given.database or folder.database:
        return str(known)
    if folder.was_moved:
        raise Moved
    return sqlite_address(folder.ledger)


@contextmanager
def opened(given: argparse.Namespace) -> Iterator[tuple[ServerFolder, Database]]:
    """The folder and the database, of this version's schema; a restore that a crash cut short is finished first.

    Raises FolderInUse, Moved, FolderDamaged, SchemaIsNewer, DatabaseUnreachable.
    """
    folder = ServerFolder(given.data)
    database = Database(address_in(given, folder))
    with using(folder.path):
        folder.keep_private()
        finish_restore(folder, database.address)
        try:
            _migrate(database)
            yield folder, database
        finally:
            database.close()


def _migrate(database: Database) -> None:
    try:
        migrate(database)
    except OperationalError:
        raise
    except DatabaseError as fault:
        if database.is_sqlite and database.engine.url.database:
            raise FolderDamaged(Path(database.engine.url.database).name) from fault
        raise
