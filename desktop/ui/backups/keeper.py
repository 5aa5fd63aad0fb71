"""Makes backups by itself: a little after the records are opened, then from time to time, while nobody types."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.operations.backups import BackupMade, Work, is_backup_due, make_backup
from desktop.operations.changed import Changed, Done
from desktop.store.errors import BackupStopped
from desktop.ui.desk import Desk

_FIRST_MS = 60_000
_EVERY_MS = 600_000
_AGAIN_MS = 20_000
QUIET_SECONDS = 20.0
"""After so long without a key somebody is thought not to be typing."""


class Keeper(QObject):
    """Looks whether a backup is due, and makes it in the worker that may wait. Nobody waits for it."""

    failed = Signal(object)  # the fault, once for each kind

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_running = False
        self._told: set[type[Exception]] = set()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.look)

    def begin(self, tell: Callable[[object], None]) -> None:
        """Look a little later: the records were only just opened. ``tell`` hears of each new kind of failure."""
        self.failed.connect(tell)
        self._next.start(_FIRST_MS)

    def stop(self) -> None:
        """Look no more; a backup that is being made minds that the records are closing."""
        self._next.stop()

    def look(self) -> None:
        """Make a backup now if one is due, or look again when nobody types."""
        if self._is_running:
            return
        if self._desk.store.giving_way.quiet_for() < QUIET_SECONDS:
            self._next.start(_AGAIN_MS)
            return
        self._is_running = True
        self._desk.tasks.query(
            partial(is_backup_due, self._desk.store), self._make, owner=self, failed=self._fail
        )

    def _make(self, is_due: bool) -> None:
        if not is_due or self._desk.closing.is_set():
            self._end()
            return
        work = partial(make_backup, self._desk.store, Work(is_stopped=self._desk.closing.is_set))
        self._desk.tasks.errand(work, self._made, owner=self, failed=self._fail)

    def _made(self, done: Done[BackupMade]) -> None:
        self._told.clear()
        self._desk.tasks.tell(done.changed)
        self._end()

    def _fail(self, fault: Exception) -> None:
        if not isinstance(fault, BackupStopped) and type(fault) not in self._told:
            self._told.add(type(fault))
            self._desk.tasks.tell(Changed.SETTINGS)
            self.failed.emit(fault)
        self._end()

    def _end(self) -> None:
        self._is_running = False
        if not self._desk.closing.is_set():
            self._next.start(_EVERY_MS)
