"""The lock: a state of the whole process, whatever is shown, whatever runs."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.locking import LockReason
from desktop.ui.lock.surfaces import close_above
from desktop.ui.lock.watch import Watch
from desktop.ui.widgets.clipboard import ClipboardCare

TYPED_SECONDS = 60
"""What was typed on a locked page, and left there, is taken away after so long."""


class Lock(QObject):
    """Locks when it is due. ``is_open`` says whether anything is open, ``shut`` closes it, ``forget`` clears what was typed."""

    def __init__(
        self,
        window: QWidget,
        *,
        is_open: Callable[[], bool],
        shut: Callable[[LockReason], None],
        forget: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window, self._is_open, self._shut, self._forget = window, is_open, shut, forget
        self._is_locking = False
        self.watch = Watch(self)
        self.watch.due.connect(self.lock)
        self.watch.ticked.connect(self._look_at_typed)
        self.clipboard = ClipboardCare(self)
        self._signals: object = None

    def keep(self, signals: object) -> None:
        """Keep whatever hears the system, as long as there is this lock."""
        self._signals = signals

    def lock(self, reason: LockReason) -> None:
        """Close everything now. What lies over the window goes first, or it would stay there."""
        if self._is_locking or not self._is_open():
            return
        self._is_locking = True
        try:
            close_above(self._window)
            self._shut(reason)
            self.clipboard.clear()
        finally:
            self._is_locking = False

    def stop(self) -> None:
        """The window closes."""
        self.watch.stop()
        self.clipboard.clear()

    def _look_at_typed(self) -> None:
        if not self._is_open() and self.watch.still_for() >= TYPED_SECONDS:
            self._forget()
