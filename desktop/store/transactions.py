"""One writer, a reader for each thread, and the session: what every noun's rows stand on.

Everything that writes does so inside ``transaction``: journal entries, folded rows and the words for searching
reach the disk together or not at all.
"""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from desktop.store.binding import Connection, Database
from desktop.store.clock import clock_ms, street_time
from desktop.store.disk import store_faults
from desktop.store.errors import VaultClosed
from desktop.store.giving_way import GivingWay
from desktop.store.holders import settle_holders
from desktop.store.opened import Opened
from desktop.store.session import Session, begin_identity, load_session
from desktop.store.turns import Turns


class Transactions:
    """The connections of an opened vault. Commands and the exchange share the writer, one after the other."""

    def __init__(
        self,
        opened: Opened,
        now_ms: Callable[[], int] = clock_ms,
        local_now: Callable[[], datetime] = street_time,
    ) -> None:
        self.folder = opened.folder
        self.now_ms = now_ms
        self.local_now = local_now
        self.giving_way = GivingWay()
        self._opened = opened
        self.is_to_checkpoint = False  # whether the write-ahead log holds what was erased
        self.batch_id = ""  # what entries that are written now are written with
        self.is_closed = False
        self._lock = Turns()
        self._owner = 0
        self._mine = threading.local()
        self._readers: list[Database] = []
        self.writer = opened.connect_writer()
        try:
            with self.transaction() as connection:
                begin_identity(connection)
                settle_holders(connection, opened.people, opened.member, secrets.token_bytes)
            self.session: Session = load_session(self.writing, now_ms, opened_by=opened.member)
        except BaseException:
            self.disconnect()
            raise

    @property
    def writing(self) -> Connection:
        """The connection that writes; it also sees what the open transaction wrote."""
        return self.writer.conn

    @property
    def reading(self) -> Connection:
        """Where to read: inside a transaction the writer's own connection, else this thread's reader."""
        return self.writer.conn if self._owner == threading.get_ident() else self.reader().conn

    @property
    def initials(self) -> str:
        """Under whose initials this thread writes; nobody's, unless the laptop is handed over. Others are not concerned."""
        found: str = getattr(self._mine, "initials", "")
        return found

    @initials.setter
    def initials(self, initials: str) -> None:
        self._mine.initials = initials

    @property
    def opened_by(self) -> str:
        """Whose passphrase opened the vault; empty if none did."""
        return self._opened.member

    @property
    def is_key_older(self) -> bool:
        """Whether the key file is older than the store: somebody put it back."""
        return self._opened.is_key_older

    @property
    def is_writing(self) -> bool:
        """Whether this thread has a transaction open."""
        return self._owner == threading.get_ident()

    def reader(self) -> Database:
        """This thread's read-only connection; it sees the last commit."""
        if self.is_closed:
            raise VaultClosed
        found: Database | None = getattr(self._mine, "reader", None)
        if found is None:
            found = self._opened.connect_reader()
            self._mine.reader = found
            with self._lock:
                self._readers.append(found)
        return found

    def connect_apart(self) -> Database:
        """A read-only connection of one's own, to be closed by whoever asked for it."""
        return self._opened.connect_reader()

    def key_for(self, purpose: bytes) -> bytes:
        """A key for one purpose, derived from the vault's."""
        return self._opened.derive(purpose)

    @property
    def store_id(self) -> str:
        """The id by which key file, store and backups know that they belong together."""
        return self._opened.store_id

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction on the writer: all of it is kept, or nothing.

        Raises VaultUnwritable if the disk does not take it; RuntimeError within another.
        """
        with self._lock, store_faults():
            if self.is_closed:
                raise VaultClosed
            if self._owner:
                raise RuntimeError("a transaction within a transaction")
            connection = self.writer.conn
            connection.execute("BEGIN IMMEDIATE")
            self._owner = threading.get_ident()
            try:
                yield connection
                connection.execute("COMMIT")
                self._let_go_of_log(connection)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if hasattr(self, "session"):
                    self.reload_session()  # it had counted what is not kept
                raise
            finally:
                self._owner = 0

    def _let_go_of_log(self, connection: Connection) -> None:
        """After an erasure: leave no older page in the write-ahead log. A reader may hinder it; then the next time."""
        if self.is_to_checkpoint:
            is_hindered = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            self.is_to_checkpoint = bool(is_hindered)

    @contextmanager
    def batch(self) -> Iterator[str]:
        """What is written within can be undone together; within another batch it belongs to that one. Its id.

        Begun inside a transaction, unless nobody else writes into this store.
        """
        if self.batch_id:
            yield self.batch_id
            return
        self.batch_id = self.session.new_id()
        try:
            yield self.batch_id
        finally:
            self.batch_id = ""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the writer for one statement, which commits by itself unless a transaction is open here."""
        with self._lock, store_faults():
            if self.is_closed:
                raise VaultClosed
            yield

    def is_shared(self) -> bool:
        """Whether another thread has written, or waited to write, a moment ago."""
        return self._lock.is_shared()

    def reload_session(self) -> None:
        """Read the session anew, after its branch or its writer changed."""
        self.session = load_session(self.writing, self.now_ms, opened_by=self.opened_by)

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.fromtimestamp(self.now_ms() / 1000, UTC)

    def today(self) -> date:
        """The street's own day."""
        return self.local_now().date()

    def break_off_reading(self) -> None:
        """End whatever is being read just now, in any thread; whoever reads hears of it as a fault."""
        with self._lock:
            for database in self._readers:
                database.conn.interrupt()

    def close(self) -> None:
        """Close every connection and let go of the vault; nothing is waiting to be written.

        A thread that comes back later, from the network, finds it closed.
        """
        self.is_closed = True
        self.break_off_reading()
        self.disconnect()
        self._opened.release()

    def disconnect(self) -> None:
        """Close every connection, and keep hold of the vault."""
        with self._lock:
            for database in (*self._readers, self.writer):
                database.conn.close()
            self._readers.clear()
