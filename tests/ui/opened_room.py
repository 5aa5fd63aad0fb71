"""One room over a real store, shown alone, with the keys: what its tests type into."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.operations.members import who_am_i
from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.screen import Screen
from desktop.ui.tasks import Tasks
from tests.bench.waiting import settle, wait_for_event
from tests.ui import keys

Room = TypeVar("Room", bound=Screen)


class OpenedRoom(Generic[Room]):
    """``went`` are the places that the room led to."""

    def __init__(self, build: Callable[[Desk], Room], store: Store) -> None:
        self.store, self.tasks = store, Tasks()
        self.went: list[Place] = []
        desk = Desk(
            store=store,
            tasks=self.tasks,
            now=store.local_now,
            me=who_am_i(store),
            go=self.went.append,
            send=lambda: None,
            practise=lambda: None,
        )
        self.screen = build(desk)
        self.screen.resize(1174, 728)
        self.screen.show()
        self.screen.activateWindow()
        QTest.qWaitForWindowActive(self.screen)
        self.screen.take_keys()
        self.settle()

    def settle(self) -> None:
        """Let everything asked for arrive, also what the room itself puts off for a moment."""
        settle(self.tasks)
        # What was put off may begin while the last of the rest is painted.
        while self.tasks.is_busy or any(
            timer.isActive() and timer.isSingleShot() for timer in self._timers()
        ):
            wait_for_event()
            settle(self.tasks)

    def _timers(self) -> list[QTimer]:
        return [timer for timer in self.screen.findChildren(QTimer) if timer.parent() is self.screen]

    def press(self, *chords: str) -> None:
        """Press keys, one after the other, and let each be answered."""
        for chord in chords:
            keys.press(self.screen, chord)
            self.settle()

    def write(self, text: str) -> None:
        """Type letters to what holds the keys."""
        keys.type_text(self.screen, text)
        self.settle()

    def seen(self, kind: type[QWidget]) -> list[QWidget]:
        """Every widget of a kind that is seen."""
        return [widget for widget in self.screen.findChildren(kind) if widget.isVisible()]

    def close(self) -> None:
        """Leave, as when the window is closed."""
        self.screen.leave()
        self.tasks.settle()
        self.screen.close()
        self.screen.deleteLater()
        self.tasks.close()
