"""The reference for a start: a process that imports Qt and paints an empty window, and nothing else."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    """A window that ends the program once it was painted."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        QTimer.singleShot(0, self.end)

    def end(self) -> None:
        took = (time.monotonic_ns() - int(sys.argv[1])) / 1e6
        sys.stdout.write(f'{{"ms": {took}}}\n')
        QApplication.quit()


application = QApplication(["bare"])
window = Bare()
window.resize(1280, 720)
window.show()
sys.exit(application.exec())
