"""Our start, as a person meets it: ``groundswell --vault DIR``, until the passphrase is painted.

Arguments: when the process was asked for (ns), the vault's folder. The program's own beginning is run; only its loop
of events is watched, and ended once the window has painted itself.
"""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import desktop.main

run_loop = QApplication.exec


class FirstPaint(QObject):
    """Ends the program once the window has painted itself and all that is in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.end)
        return False

    def end(self) -> None:
        took = (time.monotonic_ns() - int(sys.argv[1])) / 1e6
        sys.stdout.write(f'{{"ms": {took}}}\n')
        self.window.close()


def watched_loop() -> int:
    """The loop of events, with an eye on the first painting."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            FirstPaint(window)
    return run_loop()


QApplication.exec = staticmethod(watched_loop)  # type: ignore[method-assign] # in the bench's own process
sys.exit(desktop.main.main(["--vault", sys.argv[2]]))
