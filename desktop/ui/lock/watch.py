"""Watches for anything done by hand, and for the time in which nothing is."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from desktop.domain.locking import USUAL_MINUTES, LockReason, Stillness

TICK_MS = 5_000
_BY_HAND = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.DragMove,
    }
)


class Watch(QObject):
    """Tells when to lock: ``due``. Asks the clocks every few seconds; only tests hand in others.

    It watches windows, not widgets: a dialog, a popup and a menu are windows too, and Qt asks once for each thing done.
    """

    due = Signal(object)  # LockReason
    ticked = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        running: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._running, self._wall = running, wall
        self.stillness = Stillness(USUAL_MINUTES, running(), wall())
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._look_at_all)
        self._look_at_all()
        self._timer.start()

    def touch(self) -> None:
        """Somebody did something."""
        self.stillness.touch(self._running())

    def still_for(self) -> float:
        """Seconds in which nobody did anything."""
        return self.stillness.still_for(self._running())

    def tick(self) -> None:
        """Look at the clocks."""
        self._look_at_all()
        reason = self.stillness.tick(self._running(), self._wall())
        if reason is not None:
            self.due.emit(reason)
        self.ticked.emit()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def _look_at_all(self, _window: QWindow | None = None) -> None:
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)  # once more does no harm: it is still asked once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take nothing away from anybody but Ctrl+L, which locks whatever lies over the window."""
        if event.type() in _BY_HAND:
            self.touch()
            if isinstance(event, QKeyEvent) and is_lock_key(event):
                # Later: what lies over the window is still in the midst of this event.
                QTimer.singleShot(0, self, lambda: self.due.emit(LockReason.KEY))
                return True
        return super().eventFilter(watched, event)


def is_lock_key(event: QKeyEvent) -> bool:
    """Whether Ctrl+L was pressed. Where no shortcut took it, something lies over the window that has them."""
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
