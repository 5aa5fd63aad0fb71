"""The epoch: which history of the ledger devices are talking to.

It stands in the database and in a file outside it, together with a count of entries; beside it stands which PostgreSQL
cluster and timeline the database lay in, and which erasure keys it was written with. Where any of these disagree, the
database was put back, moved or promoted, and a new epoch begins. Where all of it was put back together, a receipt shows
it: see ``sync.server.returns``.
"""

import threading
from collections.abc import Callable

from sqlalchemy import Connection, bindparam, select, update

from sync.protocol.audit import What
from sync.server.audit import note_everywhere
from sync.server.database import Database, insert_absent
from sync.server.devices import Now
from sync.server.folder import EpochMark, ServerFolder
from sync.server.statements import Prepared
from sync.server.tables import HEAD, SERVER
from sync.server.walls import NOTHING, each_branch

_EPOCH = "epoch"
_CLUSTER = "cluster"
_KEYS = "keys"
_ID_BYTES = 16
_VALUE = Prepared(select(SERVER.c.value).where(SERVER.c.name == bindparam("of")))


class Epochs:
    """The epoch of a running server; several servers may run over one database."""

    def __init__(
        self,
        folder: ServerFolder,
        database: Database,
        random: Callable[[int], bytes],
        keys: str,
        now: Now,
    ) -> None:
        self._now = now
        self._folder = folder
        self._keys = keys
        self._database = database
        self._random = random
        self._entries = 0
        self._marked = ""
        self._checked = -1
        self._counting = threading.Lock()

    def begin(self) -> None:
        """At start: begin a new epoch unless database and folder say the same of the last one."""
        with self._database.writing(NOTHING) as connection:
            stored = _read(connection, _EPOCH)
            entries = _count_entries(connection)
            mark = self._folder.read_mark()
            agrees = mark is not None and mark.epoch == stored and mark.entries <= entries
            if (
                stored is None
                or not agrees
                or self._is_elsewhere(connection)
                or self._has_other_keys(connection)
            ):
                stored = self.renew(connection)
            self._checked = self._database.connections_made
        self._entries = entries
        self._mark(stored, is_new=True)

    def check(self) -> bool:
        """Where connections were made since the last look: whether they lead elsewhere, and a new epoch began for that."""
        if self._checked == self._database.connections_made or self._database.is_sqlite:
            return False
        with self._database.writing(NOTHING) as connection:
            is_elsewhere = self._is_elsewhere(connection)
            if is_elsewhere:
                self.renew(connection)
            self._checked = self._database.connections_made
        return is_elsewhere

    def read(self, connection: Connection) -> str:
        """The epoch, as this transaction sees it: another server over the same database may have begun one."""
        return _read(connection, _EPOCH) or ""

    def renew(self, connection: Connection) -> str:
        """Begin a new epoch, inside a writing transaction; ``settle`` after its commit."""
        epoch = self._random(_ID_BYTES).hex()
        _store(connection, _EPOCH, epoch)
        _store(connection, _CLUSTER, self._database.cluster(connection))
        _store(connection, _KEYS, self._keys)
        note_everywhere(connection, What.EPOCH, epoch, self._now())
        return epoch

    def settle(self, epoch: str, more: int) -> None:
        """After a commit: note the epoch that held in it, and that so many entries were added, outside the database."""
        if not more and epoch == self._marked:
            return
        with self._counting:
            self._entries += more
            self._mark(epoch, is_new=epoch != self._marked)

    def _mark(self, epoch: str, *, is_new: bool) -> None:
        mark = EpochMark(epoch, self._entries)
        if is_new:
            self._folder.begin_epoch(mark)
        else:
            self._folder.keep_mark(mark)
        self._marked = epoch

    def _is_elsewhere(self, connection: Connection) -> bool:
        """Whether the database lies in another cluster, or on another timeline, than when its epoch began."""
        return _read(connection, _CLUSTER) not in (None, self._database.cluster(connection))

    def _has_other_keys(self, connection: Connection) -> bool:
        """Whether the erasure keys are not those that the ledger was written with: devices are to give bodies back."""
        return _read(connection, _KEYS) != self._keys


def _count_entries(connection: Connection) -> int:
    """Entries of all branches; what is derived from a branch has its places besides."""
    head = select(HEAD.c.head)
    return sum(
        connection.scalar(head.where(HEAD.c.scope == branch)) or 0 for branch in each_branch(connection)
    )


def _read(connection: Connection, name: str) -> str | None:
    row = _VALUE.first(connection, {"of": name})
    return None if row is None else str(row.value)


def _store(connection: Connection, name: str, value: str) -> None:
    if not insert_absent(connection, SERVER, {"name": name, "value": value}):
        connection.execute(update(SERVER).where(SERVER.c.name == name).values(value=value))
