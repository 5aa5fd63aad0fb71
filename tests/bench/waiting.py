"""When a window has shown what was asked: no work on its way, nothing more to paint."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.tasks import Tasks


class PaintCount(QObject):
    """Counts how often a widget, or for a window anything in it, was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.paints = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest):
            self.paints += 1
        return super().eventFilter(watched, event)


def painted_after(act: Callable[[], object], count: PaintCount, is_busy: Callable[[], bool]) -> float:
    """Milliseconds from an act to the end of the last painting that it led to; infinite if none."""
    began = time.perf_counter()
    act()
    last = float("inf")
    while True:
        before = count.paints
        QApplication.processEvents()
        if count.paints != before:
            last = time.perf_counter()
        elif not is_busy():
            return (last - began) * 1000
        else:
            wait_for_event()
            if count.paints != before:
                last = time.perf_counter()


def shown_after(act: Callable[[], object], is_shown: Callable[[], bool]) -> float:
    """Milliseconds from an act to the end of the painting that shows what it was for."""
    began = time.perf_counter()
    act()
    while not is_shown():
        wait_for_event()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def settle(tasks: Tasks) -> None:
    """Let everything that is on its way arrive and be painted."""
    while tasks.is_busy:
        wait_for_event()
    QApplication.processEvents()


def breathe(seconds: float) -> None:
    """Let events come for a while, whatever they are."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        wait_for_event()


def wait_for_event() -> None:
    """Sleep until Qt has something to do; a timer sees that it wakes."""
    QTimer.singleShot(20, QApplication.instance() or QObject(), _nothing)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """One key, down and up, as from a keyboard."""
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, none, text))
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyRelease, key, none, text))


def keyed_widget() -> QWidget:
    """The widget to which the next key goes."""
    widget = QApplication.focusWidget()
    if widget is None:
        raise LookupError("nothing has the keys")
    return widget


def type_letter(widget: QWidget, letter: str) -> None:
    """One letter, whatever alphabet it is of."""
    press(widget, Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown, letter)


def _nothing() -> None:
    return None
