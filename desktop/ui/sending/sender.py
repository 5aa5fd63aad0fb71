"""Sends and receives in the background: a little after each change, every minute, and when asked."""

from functools import partial
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.status import StripStatus
from desktop.operations.changed import Changed, Done
from desktop.operations.status import read_status
from desktop.operations.sync import Sent, sync_now
from desktop.ui.desk import Desk
from sync.client.reports import Stage

_AFTER_CHANGE_MS = 4_000
_EVERY_MS = 60_000
_TELL_EVERY_SECONDS = 0.2


class Sender(QObject):
    """Runs one exchange at a time in the network worker. Nobody waits for it, and nothing is lost if it fails."""

    told = Signal(object)  # (done, total), or None once an exchange has ended
    ended = Signal(object)  # Sent, or the exception that ended it

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stopped = Event()
        self._is_running = False
        self._told_at = 0.0
        self._is_wanted_again = False
        self._is_changed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_CHANGE_MS)
        self._soon.timeout.connect(self.send_now)
        self._every = QTimer(self)
        self._every.setInterval(_EVERY_MS)
        self._every.timeout.connect(self.send_now)

    @property
    def is_due(self) -> bool:
        """Whether an exchange begins in a moment, after what was written."""
        return self._soon.isActive()

    def begin(self) -> None:
        """Exchange now if this laptop has joined a branch, then from time to time."""
        self._desk.tasks.changed.connect(self._note)
        self._every.start()
        self.send_now()

    def stop(self) -> None:
        """Ask a running exchange to stop after its present request; what was exchanged is kept."""
        self._stopped.set()
        self._soon.stop()
        self._every.stop()

    def send_now(self) -> None:
        """Exchange now; once more afterwards if one is under way."""
        if self._is_running:
            self._is_wanted_again = True
            return
        self._is_running = True
        self._desk.tasks.query(partial(read_status, self._desk.store), self._begin_if_joined, owner=self)

    def _begin_if_joined(self, status: StripStatus) -> None:
        if not status.is_enrolled:
            self._is_running = False
            self.told.emit(None)
            return
        self._desk.tasks.errand(self._exchange, self._end, owner=self, failed=self._fail)

    def _exchange(self) -> Done[Sent]:
        return sync_now(self._desk.store, self._progress, self._stopped.is_set)

    def _progress(self, _stage: Stage, done: int, total: int) -> None:
        # In the worker. Oftener than anybody reads it, the strip would only keep keys waiting.
        now = monotonic()
        if now - self._told_at >= _TELL_EVERY_SECONDS:
            self._told_at = now
            self.told.emit((done, total))

    def _end(self, done: Done[Sent]) -> None:
        # Told before it counts as ended: what an exchange itself changed is no reason for another one.
        is_changed, self._is_changed = self._is_changed, False
        if done.changed:
            self._desk.tasks.tell(done.changed)
        self._is_changed = is_changed
        self._rest(done.value)

    def _fail(self, fault: Exception) -> None:
        # The strip tells why: the operation has noted the reason. Everything is still here and goes next time.
        self._rest(fault)

    def _rest(self, outcome: object) -> None:
        """One exchange has ended; another follows if somebody asked for it, or wrote something meanwhile."""
        self._is_running = False
        self.told.emit(None)
        self.ended.emit(outcome)
        if self._stopped.is_set():
            return
        is_wanted, is_changed = self._is_wanted_again, self._is_changed
        self._is_wanted_again = self._is_changed = False
        if is_wanted:
            self.send_now()
        elif is_changed:
            self._soon.start()

    def _note(self, changed: Changed) -> None:
        if not changed & Changed.SYNC:
            return
        if self._is_running:
            self._is_changed = True
        else:
            self._soon.start()
