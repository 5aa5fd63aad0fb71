"""What is left of windows is taken away on the main thread, whoever allocates."""

import gc
import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.ui.collecting import Collector


class Ring:
    """Holds itself, so that only the collector can take it away."""

    def __init__(self, deaths: list[int]) -> None:
        self.me = self
        self.deaths = deaths

    def __del__(self) -> None:
        self.deaths.append(threading.get_ident())


def test_a_worker_that_allocates_collects_nothing(app: QApplication) -> None:
    deaths: list[int] = []
    owner = QObject()
    collector = Collector(owner)
    try:
        Ring(deaths)
        worker = threading.Thread(target=lambda: [[[]] for _ in range(200_000)])
        worker.start()
        worker.join()
        assert deaths == []
        collector.collect_what_is_due()
        gc.collect()
        assert deaths == [threading.get_ident()]
    finally:
        collector.stop()
    assert gc.isenabled()
