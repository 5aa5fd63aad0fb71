"""The epoch: which history of the ledger devices are talking to.

It stands in the database and in a file outside it. Where the two do not agree, the database was put back.
"""

import secrets
import threading

from sqlalchemy import Connection, func, insert, select, update

from sync.server.database import Database
from sync.server.folder import EpochMark, ServerFolder
from sync.server.tables import HEAD, SERVER

_EPOCH = "epoch"


class Epochs:
    """The epoch of a running server."""

    def __init__(self, folder: ServerFolder, epoch: str, entries: int) -> None:
        self._folder = folder
        self.current = epoch
        self._entries = entries
        self._counting = threading.Lock()

    @classmethod
    def begin(cls, folder: ServerFolder, database: Database) -> "Epochs":
        """Read the epoch at start, or make a new one where database and folder disagree."""
        with database.writing() as connection:
            stored = connection.scalar(select(SERVER.c.value).where(SERVER.c.name == _EPOCH))
            entries = int(connection.scalar(select(func.coalesce(func.sum(HEAD.c.head), 0))) or 0)
            mark = folder.read_mark()
            if stored is not None and mark is not None and mark.epoch == stored and mark.entries <= entries:
                return cls(folder, stored, entries)
            epoch = secrets.token_hex(16)
            _store(connection, epoch, is_new=stored is None)
            folder.begin_epoch(EpochMark(epoch, entries))
        return cls(folder, epoch, entries)

    def count(self, more: int) -> None:
        """Note that so many entries were committed."""
        if not more:
            return
        with self._counting:
            self._entries += more
            self._folder.keep_mark(EpochMark(self.current, self._entries))


def _store(connection: Connection, epoch: str, *, is_new: bool) -> None:
    if is_new:
        connection.execute(insert(SERVER).values(name=_EPOCH, value=epoch))
    else:
        connection.execute(update(SERVER).where(SERVER.c.name == _EPOCH).values(value=epoch))
