"""Each minute, and when the laptop is locked: what was not sent is sealed beside the records, for the server alone."""

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.operations.drops import seal_drop
from desktop.store.errors import VaultError
from desktop.ui.desk import Desk

_EVERY_MS = 60_000


class Sealer(QObject):
    """Nobody waits for it; where the disk refuses, the next minute tries again."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._every = QTimer(self)
        self._every.setInterval(_EVERY_MS)
        self._every.timeout.connect(self.seal)
        self._every.start()

    def seal(self) -> None:
        """Seal in the background, if anything changed since."""
        self._desk.tasks.errand(
            partial(seal_drop, self._desk.store), lambda _sealed: None, owner=self, failed=lambda _fault: None
        )

    def stop(self) -> None:
        """Seal once more, now: the store is about to be closed and no worker uses it."""
        self._every.stop()
        with suppress(VaultError):
            seal_drop(self._desk.store)
