"""Where the logs stand: told to organisers' laptops, and noted every hour, signed, beside the database."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from sync.protocol.audit import (
    SERVER_LOG,
    AuditAnswer,
    Checkpoint,
    What,
    sign_checkpoint,
)
from sync.protocol.entries import Scope
from sync.server.asking import Query, number_in
from sync.server.audit import list_logs, note, read_head, read_rows
from sync.server.database import Database, DatabaseUnreachable
from sync.server.devices import Now
from sync.server.door import Call, Door
from sync.server.folder import ServerFolder
from sync.server.refusing import RefusalCounts
from sync.server.walls import NOTHING

HOUR_SECONDS = 60 * 60
_log = logging.getLogger("groundswell.server")


class Auditing:
    """Answers from the logs, and keeps their checkpoints. Thread-safe."""

    def __init__(
        self,
        database: Database,
        folder: ServerFolder,
        door: Door,
        epoch_of: Callable[[Connection], str],
        now: Now,
        each_hour: Callable[[], object] = lambda: None,
    ) -> None:
        self.refusals = RefusalCounts()
        self._database = database
        self._folder = folder
        self._key: Ed25519PrivateKey = folder.signing_key()
        self._door = door
        self._epoch_of = epoch_of
        self._now = now
        self._each_hour = each_hour

    def show(self, call: Call, query: Query) -> AuditAnswer:
        """What was done in the asker's branch, after the row that it has last; a checkpoint proves where the log stands."""
        with self._door.entering(call) as (connection, device):
            checkpoint = self._checkpoint(connection, device.scope)
            rows = read_rows(connection, device.scope, number_in(query, "after"), checkpoint.n)
        return AuditAnswer(checkpoint=checkpoint, rows=rows, now=self._now())

    def note_start(self) -> None:
        """A server begins to answer."""
        self._database.write(
            NOTHING, lambda writing: note(writing, SERVER_LOG, What.STARTED, "", "", self._now())
        )
        self.mark()

    def mark(self) -> int:
        """Do what is done each hour; note what was refused meanwhile, and where every log stands that has moved."""
        self._each_hour()
        counted = self.refusals.take()
        if counted:
            self._database.write(NOTHING, lambda writing: self._note_refusals(writing, counted))
        noted = {one.scope: one for one in kept_checkpoints(self._folder)}
        with self._database.reading(NOTHING) as connection:
            fresh = [self._checkpoint(connection, scope) for scope in list_logs(connection)]
        fresh = [one for one in fresh if _is_news(one, noted.get(one.scope))]
        self._folder.note_checkpoints(msgspec.json.encode(one) for one in fresh)
        return len(fresh)

    @contextmanager
    def marking(self, seconds: float = HOUR_SECONDS) -> Iterator[None]:
        """Note where the logs stand at the start, at the end and every hour between."""
        self.note_start()
        ending = threading.Event()
        hand = threading.Thread(target=self._mark_hourly, args=(ending, seconds), name="checkpoints")
        hand.start()
        try:
            yield
        finally:
            ending.set()
            hand.join()

    def _mark_hourly(self, ending: threading.Event, seconds: float) -> None:
        is_last = False
        while not is_last:
            is_last = ending.wait(seconds)
            try:
                self.mark()
            except (SQLAlchemyError, DatabaseUnreachable, OSError) as fault:  # the next hour tries again
                _log.error("where the logs stand could not be noted (%s)", type(fault).__name__)

    def _checkpoint(self, connection: Connection, log: Scope) -> Checkpoint:
        n, last = read_head(connection, log)
        return sign_checkpoint(self._key, log, n, last, self._now(), self._epoch_of(connection))

    def _note_refusals(self, connection: Connection, counted: dict[tuple[Scope, str], int]) -> None:
        for (log, about), count in sorted(counted.items()):
            note(connection, log, What.REFUSED, "", about, self._now(), count)


def kept_checkpoints(folder: ServerFolder) -> list[Checkpoint]:
    """Every checkpoint that the folder keeps; a line that a crash cut short is left out."""
    found = []
    for line in folder.checkpoints():
        try:
            found.append(msgspec.json.decode(line, type=Checkpoint))
        except msgspec.DecodeError:
            continue
    return found


def _is_news(one: Checkpoint, last: Checkpoint | None) -> bool:
    return last is None or (one.n, one.hash, one.epoch) != (last.n, last.hash, last.epoch)
