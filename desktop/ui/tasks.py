"""Work off the main thread: reads, commands and the network, each in a worker of its own.

The *store* worker owns the writer connection, so every write is in order and none waits for a read; the
*reader* owns a read-only connection; the *network* worker touches the store only through the store worker.
Results come back on the main thread by a queued signal, and are dropped if the screen that asked is gone.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.operations.changed import Changed, Done

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class Job(QObject):
    """One piece of long work: reports progress, can be cancelled, ends once."""

    progressed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the work to stop; it keeps nothing half done."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether somebody asked the work to stop; called from the worker."""
        return self._cancelled.is_set()

    def progress(self, state: object) -> None:
        """Report how far the work is; called from the worker, shown on the main thread."""
        self.progressed.emit(state)


class Tasks(QObject):
    """Runs operations off the main thread and tells the screens what changed."""

    changed = Signal(object)  # Changed
    failed = Signal(object)  # the exception, for the one barrier that shows it
    _returned = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store_worker = ThreadPoolExecutor(1, "store")
        self._reader = ThreadPoolExecutor(1, "reader")
        self._network = ThreadPoolExecutor(1, "network")
        self._aside = ThreadPoolExecutor(1, "aside")
        self._latest: dict[object, int] = {}
        self._open = 0
        self._generation = 0
        # Queued also where work was done before its asker could wait for it: no answer comes within the asking.
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether any result is still on its way."""
        return self._open > 0

    def query(
        self,
        read: Callable[[], Result],
        then: Callable[[Result], None],
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
        latest: object = None,
        later: int = 0,
    ) -> None:
        """Read in the reader and hand the result to ``then`` on the main thread.

        ``latest`` names a channel on which only the newest question matters: older answers are dropped,
        and older questions that have not begun are not asked. ``later`` is for what nobody waits for: it is
        asked after so many milliseconds, so that what a key did is painted before.
        """
        turn = self._turn(latest)

        def run() -> Result | None:
            return None if self._is_stale(latest, turn) else read()

        self._submit(self._reader, run, then, owner, failed, latest, turn, later)

    def command(
        self,
        write: Callable[[], Done[Result]],
        then: Callable[[Result], None] | None = None,
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run an operation in the store worker; then tell every screen which nouns changed."""

        def finish(done: Done[Result]) -> None:
            if then is not None and shiboken6.isValid(owner):
                then(done.value)
            if done.changed:
                self.changed.emit(done.changed)

        # The change is told even if the screen that asked has gone: others show it.
        self._submit(self._store_worker, write, finish, self, failed, None, 0)

    def errand(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run work that may wait (the network, a key derivation, a large file) in the network worker."""
        self._submit(self._network, work, then, owner, failed, None, 0)

    def aside(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run work for which nobody waits, and which may wait for the network while somebody unlocks. It opens no store."""
        self._submit(self._aside, work, then, owner, failed, None, 0)

    def in_store(self, work: Callable[[], Result]) -> Result:
        """Run a short piece of work in the store worker and wait; for the network worker only."""
        return self._store_worker.submit(work).result()

    def tell(self, changed: Changed) -> None:
        """Tell the screens of a change that came another way; safe from any thread."""
        self.changed.emit(changed)

    def settle(self, patience: float | None = None) -> bool:
        """Wait until all that was asked of the workers has been done, and drop what is still to be told.

        With ``patience``, the network is waited for no longer than so many seconds: whatever waits there for an answer
        is left to itself, and a new worker does what is asked from then on. Whether nothing was left so.
        """
        is_done = self._await_network(patience)
        for worker in (self._reader, self._store_worker):
            worker.submit(int).result()
        self._forget()
        return is_done

    def _await_network(self, patience: float | None) -> bool:
        try:
            self._network.submit(int).result(patience)
        except TimeoutError:
            self._network.shutdown(wait=False, cancel_futures=True)
            self._network = ThreadPoolExecutor(1, "network")
            return False
        return True

    def close(self) -> None:
        """Let begun work end and start no more."""
        self._forget()
        for worker in (self._aside, self._network, self._reader, self._store_worker):
            worker.shutdown(wait=True, cancel_futures=False)

    def _forget(self) -> None:
        """Drop what is still to be told, and the names of channels: screens are in them, and all that those hold."""
        self._generation += 1
        self._latest.clear()

    def _turn(self, latest: object) -> int:
        if latest is None:
            return 0
        self._latest[latest] = self._latest.get(latest, 0) + 1
        return self._latest[latest]

    def _is_stale(self, latest: object, turn: int) -> bool:
        return latest is not None and self._latest.get(latest) != turn

    def _submit(
        self,
        worker: ThreadPoolExecutor,
        run: Callable[[], Any],
        then: Callable[[Any], None],
        owner: QObject,
        failed: Callable[[Exception], None] | None,
        latest: object,
        turn: int,
        later: int = 0,
    ) -> None:
        self._open += 1
        generation = self._generation

        def start() -> None:
            if generation == self._generation and not self._is_stale(latest, turn):
                worker.submit(run).add_done_callback(returned)
            else:
                self._open -= 1

        def returned(future: "Future[Any]") -> None:
            if shiboken6.isValid(self):
                self._returned.emit((generation, future, then, owner, failed, latest, turn))

        if later:
            QTimer.singleShot(later, self, start)
        else:
            start()

    @Slot(object)
    def _deliver(self, returned: tuple[Any, ...]) -> None:
        generation, future, then, owner, failed, latest, turn = returned
        self._open -= 1
        if generation != self._generation:
            return
        if not shiboken6.isValid(owner) or self._is_stale(latest, turn):
            return
        fault = future.exception()
        if fault is None:
            then(future.result())
        elif failed is not None and isinstance(fault, Exception):
            failed(fault)
        else:
            log.error("failed: %s", type(fault).__name__)
            self.failed.emit(fault)
