"""Somebody who uses the real window with real key events, and takes a picture of every screen they pass."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from desktop.print.lost_report import paint_lost_report
from desktop.print.recovery_sheet import write_recovery_sheet
from desktop.store.shelf import Shelf
from desktop.store.store import Store
from desktop.ui.desk import Place
from desktop.ui.program import make_window
from desktop.ui.window import Window
from tests.ui.keys import press, type_text

_PATIENCE = 60.0  # seconds that anything may take before the rehearsal gives up


class TookTooLong(Exception):
    """Something that was waited for did not happen."""


class Player:
    """One person at one laptop."""

    def __init__(
        self, who: str, folder: Path, pictures: Path, now: Callable[[], datetime] = datetime.now
    ) -> None:
        self.who = who
        self.folder = folder
        self._pictures = pictures
        self._now = now
        self.window = self._opened_window()
        self.settle()

    def _opened_window(self) -> Window:
        shelf = Shelf(self.folder)
        window = make_window(
            shelf.last_used(),
            self.folder / "settings",
            write_recovery_sheet,
            self._now,
            shelf=shelf,
            paint_report=paint_lost_report,
        )
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        window.begin()
        return window

    def start_again(self) -> None:
        """Start the program again, whose window was closed."""
        self.window = self._opened_window()
        self.settle()

    @property
    def store(self) -> Store:
        """The opened store, to check what the screens did."""
        if self.window.workplace is None:
            raise LookupError(self.who)
        return self.window.workplace.desk.store

    @property
    def strip(self) -> str:
        """What the status strip says."""
        return self.window.workplace.strip.sentence.text() if self.window.workplace else ""

    def come_forward(self) -> None:
        """Let this window have the keyboard."""
        self.window.activateWindow()
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, as fast as the program answers."""
        for key in keys:
            press(self.window, key)
            self.settle()

    def type(self, text: str) -> None:
        """Type text where the keys are."""
        type_text(self.window, text)
        self.settle()

    def write(self, line: QWidget, text: str) -> None:
        """Go to a line and type on it."""
        line.setFocus()
        self.settle()
        type_text(self.window, text)
        self.settle()

    def settle(self) -> None:
        """Wait until the program has answered everything that was asked."""
        self.until(lambda: not self.window.tasks.is_busy)
        for _ in range(3):
            QApplication.processEvents()
        self.until(lambda: not self.window.tasks.is_busy)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def until(self, happened: Callable[[], object]) -> None:
        """Let the program work until something has happened."""
        deadline = time.monotonic() + _PATIENCE
        while not happened():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if time.monotonic() > deadline:
                raise TookTooLong(self.who)

    def picture(self, name: str) -> None:
        """Keep what is on the screen."""
        self.settle()
        self.window.grab().save(str(self._pictures / f"{name}.png"))

    def move_in(self, store: Store) -> None:
        """Work on a store that somebody else opened, and closes."""
        self.window.open_store(store)
        self.come_forward()

    def go(self, room: str, about: object = None) -> None:
        """Go somewhere without keys."""
        if self.window.workplace is not None:
            self.window.workplace.go(Place(room, about))
        self.settle()

    def leave(self) -> None:
        """Close the window and leave the store open for its owner."""
        self.window.give_back()
        self.close()

    def close(self) -> None:
        """Close the window as a person does."""
        self.window.close()
        QApplication.processEvents()
