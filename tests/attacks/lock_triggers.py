"""What locks: each as it comes in life, as far as it can be had here."""

from collections.abc import Callable
from ctypes import addressof, wintypes

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.locking import USUAL_MINUTES
from desktop.ui.lock.linux import LinuxSignals
from desktop.ui.lock.windows import POWER, SESSION_CHANGE, WindowsSignals
from tests.attacks.open_laptop import (
    OpenLaptop,
)
from tests.attacks.private_bus import PrivateBus
from tests.ui.conftest import app  # noqa: F401 - a fixture

WINDOWS = b"windows_generic_MSG"


def ticking(laptop: OpenLaptop, *, still: float, jump: float = 0.0) -> None:
    """Let so many seconds pass in which nobody does anything, five at a time; then turn the wall's clock."""
    watch = laptop.window.locking.watch
    passed = [watch._running(), watch._wall()]
    watch._running, watch._wall = (lambda: passed[0]), (lambda: passed[1])
    for _ in range(int(still // 5)):
        passed[0] += 5
        passed[1] += 5
        watch.tick()
    passed[1] += jump
    watch.tick()


def idle(laptop: OpenLaptop, _bus: PrivateBus | None) -> None:
    ticking(laptop, still=USUAL_MINUTES * 60)


def clock_on(laptop: OpenLaptop, _bus: PrivateBus | None) -> None:
    ticking(laptop, still=5, jump=3600.0)


def clock_back(laptop: OpenLaptop, _bus: PrivateBus | None) -> None:
    ticking(laptop, still=5, jump=-3600.0)


def key(laptop: OpenLaptop, _bus: PrivateBus | None) -> None:
    # As a keyboard does: to the window that has the keys, be it a dialog's or a popup's.
    focused: QWindow | None = QGuiApplication.focusWindow()
    target = focused if focused is not None else laptop.window.windowHandle()
    above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if above is not None:
        target = above.windowHandle()
    # No release: the window to which it would go is gone by then.
    QTest.keyPress(target, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def told_by_desktop(what: str) -> Callable[[OpenLaptop, PrivateBus | None], None]:
    def tell(laptop: OpenLaptop, bus: PrivateBus | None) -> None:
        assert bus is not None
        connection = bus.connect()
        signals = LinuxSignals(connection, connection, laptop.window.locking.lock, laptop.window)
        laptop.until(lambda: signals.holds_back_sleep)
        assert bus.heard() == "held sleep delay"
        bus.say(what)
        laptop.until(lambda: not laptop.window.is_open)
        signals.let_sleep()
        laptop.bury()
        assert bus.heard() == "let go"

    return tell


def told_by_windows(message: int, what: int) -> Callable[[OpenLaptop, PrivateBus | None], None]:
    def tell(laptop: OpenLaptop, _bus: PrivateBus | None) -> None:
        told = wintypes.MSG()
        told.message, told.wParam = message, what
        WindowsSignals(laptop.window.locking.lock).nativeEventFilter(WINDOWS, addressof(told))

    return tell


TRIGGERS: dict[str, Callable[[OpenLaptop, PrivateBus | None], None]] = {
    "idle": idle,
    "key": key,
    "linux sleep": told_by_desktop("sleep"),
    "linux session lock": told_by_desktop("lock"),
    "linux screen saver": told_by_desktop("gnome"),
    "windows session lock": told_by_windows(SESSION_CHANGE, 0x7),
    "windows sleep": told_by_windows(POWER, 0x4),
    "clock put on": clock_on,
    "clock put back": clock_back,
}
