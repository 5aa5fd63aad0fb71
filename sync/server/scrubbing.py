"""Overwrites what is left of destroyed keys and emptied bodies in the databases' own files.

SQLite overwrites what is deleted, and its log is emptied into the file. PostgreSQL keeps a deleted row in the table's file,
even after VACUUM; only the table of keys must not, for whatever else was about somebody is unreadable without it. So that small
table is written anew and its old file removed. Somebody who still reads from before the deletion would have the row copied
along; then, or while a backup is at the table, it is done again later.
"""

import threading
from datetime import datetime

from sqlalchemy.exc import OperationalError

from sync.server.database import Database, DatabaseUnreachable
from sync.server.devices import Now
from sync.server.walls import NOTHING

_AGAIN_AFTER_MS = 60_000
# Of a session of somebody else's PostgreSQL does not say what it is doing: it may stand in the way.
_IS_ALONE = (
    "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND usesysid IS NOT NULL AND (backend_type IS NULL"
    " OR (backend_type = 'client backend' AND xact_start < %(since)s)))"
)


class Scrubbing:
    """Something to be overwritten may be owed; nothing is forgotten by a crash, because every start owes it. Thread-safe."""

    def __init__(self, ledger: Database, keys: Database, now: Now) -> None:
        self._ledger = ledger
        self._keys = keys
        self._now = now
        self._is_owed = False
        self._since: datetime | None = None
        self._tried_at = 0
        self._trying = threading.Lock()

    @property
    def is_owed(self) -> bool:
        """Whether something is owed, and the last attempt is not a moment ago."""
        return self._is_owed and self._now() - self._tried_at >= _AGAIN_AFTER_MS

    def owe(self) -> None:
        """Something was deleted just now."""
        self._is_owed, self._since, self._tried_at = True, None, 0

    def settle(self) -> None:
        """Overwrite what is owed, unless somebody stands in the way."""
        with self._trying:
            self._tried_at = self._now()
            if self._ledger.is_sqlite:
                self._is_owed = not all([self._ledger.empty_log(), self._keys.empty_log()])
            else:
                self._is_owed = not self._write_keys_anew()

    def _write_keys_anew(self) -> bool:
        try:
            with self._ledger.reading(NOTHING) as connection:
                if self._since is None:
                    self._since = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
                is_alone = connection.exec_driver_sql(_IS_ALONE, {"since": self._since}).scalar_one()
                connection.exec_driver_sql("SELECT groundswell_write_keys_anew()")
        except (
            OperationalError,
            DatabaseUnreachable,
        ):  # a lock that was not to be had, or the database went away
            return False
        return bool(is_alone)
