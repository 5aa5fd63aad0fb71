"""Notes when a key is pressed and when what it did is painted, so that the exchange gives way meanwhile."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.store.giving_way import GivingWay

_UNPAINTED_MS = 40
"""A key that leads to no painting is answered by then."""
_PAINTED_MS = 3
"""After a painting there may be another, of what a worker found for the same key."""


class Typing(QObject):
    """Watches the widget that has the keys, and the window's painting."""

    def __init__(self, window: QWidget, giving_way: GivingWay) -> None:
        super().__init__(window)
        self._window, self._giving_way = window, giving_way
        self._watched: QWidget | None = None
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setTimerType(Qt.TimerType.PreciseTimer)
        self._end.timeout.connect(giving_way.end)
        window.installEventFilter(self)
        # Queued: a filter is asked before those that were there, and some that follow the focus take keys away.
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow, Qt.ConnectionType.QueuedConnection)
            self._follow(None, app.focusWidget())

    def _follow(self, _before: QWidget | None, _now: QWidget | None) -> None:
        # Not the whole application: then Qt would ask Python about every event there is.
        now = QApplication.focusWidget()
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if now is not self._window else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take nothing away from anybody."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._giving_way.begin()
            self._end.start(_UNPAINTED_MS)
        elif kind == QEvent.Type.UpdateRequest and watched is self._window and self._end.isActive():
            self._end.start(_PAINTED_MS)
        return False

    def stop(self) -> None:
        """Keep nobody waiting any more."""
        self._end.stop()
        self._giving_way.end()
        self.deleteLater()
