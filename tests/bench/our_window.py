"""Our start, as a person meets it: from the process to the passphrase, painted.

Arguments: when the process was asked for (ns), the vault's folder, a folder for settings. What
``desktop.main`` does is done here too, with an end once the window was painted.
"""

import sys
import time
from pathlib import Path

import desktop.main  # noqa: F401 - it is part of every start
from desktop.ui.program import make_application, make_window

application = make_application([])

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402 - only after the program asked for Qt itself


class FirstPaint(QObject):
    """Ends the program once the window has painted itself and all that is in it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.end)
        return False

    def end(self) -> None:
        took = (time.monotonic_ns() - int(sys.argv[1])) / 1e6
        sys.stdout.write(f'{{"ms": {took}}}\n')
        window.close()


window = make_window(Path(sys.argv[2]), Path(sys.argv[3]))
first = FirstPaint()
window.installEventFilter(first)
window.show()
window.begin()
sys.exit(application.exec())
