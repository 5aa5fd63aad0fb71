"""Hearing from the system, whichever it is, that it sleeps or that its session is locked."""

import sys
from contextlib import suppress

from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.lock.lock import Lock


def does_system_tell() -> bool:
    """Whether the system tells programs that it sleeps or that its session is locked."""
    return sys.platform != "darwin"  # macOS tells Qt of neither: there the clock tells, once it wakes


def hear_system(locking: Lock, window: QWidget) -> None:
    """Let the system's word lock the program, where it tells; what that needs is loaded now."""
    if sys.platform == "win32":
        from desktop.ui.lock.windows import WindowsSignals, ask_for_session_changes

        heard = WindowsSignals(locking.lock)
        QApplication.instance().installNativeEventFilter(heard)
        ask_for_session_changes(int(window.winId()))
        locking.keep(heard)
    elif does_system_tell():
        with suppress(ImportError):  # a system without D-Bus
            from desktop.ui.lock.linux import listen_on_this_desktop

            locking.keep(listen_on_this_desktop(locking.lock, locking))
