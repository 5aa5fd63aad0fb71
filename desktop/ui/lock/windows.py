"""What Windows tells its windows: that the session was locked or left, and that the machine is about to sleep."""

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

from desktop.domain.locking import LockReason

SESSION_CHANGE, POWER = 0x02B1, 0x0218
_REASONS = {
    (SESSION_CHANGE, 0x7): LockReason.SESSION,  # locked
    (SESSION_CHANGE, 0x2): LockReason.SESSION,  # another person sits there now
    (SESSION_CHANGE, 0x4): LockReason.SESSION,  # a distant desk was left
    (SESSION_CHANGE, 0x6): LockReason.SESSION,  # logged off
    (POWER, 0x4): LockReason.SLEEP,
}
_THIS_SESSION = 0


class WindowsSignals(QAbstractNativeEventFilter):
    """Listens to the messages that come to our windows. Install it on the application and keep it."""

    def __init__(self, tell: Callable[[LockReason], None]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> Any:  # a tuple for Qt, which knows no type
        """Read a message and leave it to everybody else."""
        if QByteArray(kind).data() in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            told = wintypes.MSG.from_address(int(message))
            reason = _REASONS.get((int(told.message), int(told.wParam)))
            if reason is not None:
                self._tell(reason)
        return False, 0


def ask_for_session_changes(window: int) -> bool:
    """Let Windows tell a window of the session's lock; whether it will."""
    library = getattr(ctypes, "WinDLL", None)
    if library is None:
        return False
    return bool(library("wtsapi32").WTSRegisterSessionNotification(wintypes.HWND(window), _THIS_SESSION))
