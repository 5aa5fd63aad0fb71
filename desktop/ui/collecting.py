"""Collects garbage on the main thread alone.

Python's collector runs on whichever thread happens to allocate. In a worker it may be the one to delete what is
left of a window, which Qt allows on the main thread only, and the process dies. So while a window is open the
collector is off, and a timer collects here between two events.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000
_GENERATIONS = 3


class Collector(QObject):
    """Collects each generation when its own threshold says so, a moment after whatever made it due."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start()

    def collect_what_is_due(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in reversed(range(_GENERATIONS)):
            if counts[generation] > thresholds[generation] > 0:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Collect everything once more, and leave the collector as it was found."""
        self._timer.stop()
        gc.collect()
        if self._was_on:
            gc.enable()
