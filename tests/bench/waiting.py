"""When a window has shown what was asked: no work on its way, nothing more to paint."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.tasks import Tasks
from tests.bench.figures import p95


class Took(NamedTuple):
    """Milliseconds by the clock, and those in which the window's own thread worked: the machine may be shared."""

    passed: float
    worked: float


class Watch:
    """Begins when it is made."""

    def __init__(self) -> None:
        self.began, self.worked = time.perf_counter(), time.thread_time()

    def read(self) -> Took:
        """What it took until now."""
        return Took((time.perf_counter() - self.began) * 1000, (time.thread_time() - self.worked) * 1000)


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


def painted_after(act: Callable[[], object], count: PaintCount, is_busy: Callable[[], bool]) -> Took:
    """From an act to the end of the last painting that it led to; infinite if none."""
    watch = Watch()
    act()
    last = Took(float("inf"), float("inf"))
    while True:
        before = count.paints
        QApplication.processEvents()
        if count.paints != before:
            last = watch.read()
        elif not is_busy():
            return last
        else:
            wait_for_event()
            if count.paints != before:
                last = watch.read()


def shown_after(act: Callable[[], object], is_shown: Callable[[], bool]) -> Took:
    """From an act to the end of the painting that shows what it was for."""
    watch = Watch()
    act()
    while not is_shown():
        wait_for_event()
    QApplication.processEvents()
    return watch.read()


def settle(tasks: Tasks) -> None:
    """Let everything that is on its way arrive and be painted."""
    while tasks.is_busy:
        wait_for_event()
    QApplication.processEvents()


def summary(times: Sequence[Took]) -> dict[str, float]:
    """What is told of many keys."""
    passed = [took.passed for took in times]
    worked = p95([took.worked for took in times])
    return {"p95": p95(passed), "median": statistics.median(passed), "worked": worked, "keys": len(times)}


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
