"""What the rooms have in common: they say which nouns they show, and reload when one of them changed."""

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.operations.changed import Changed
from desktop.ui.desk import Desk


class Screen(QWidget):
    """A room's content. Subclasses set ``SHOWS`` and fill ``refresh``; a hidden one reloads when shown again."""

    SHOWS: ClassVar[Changed] = Changed.NOTHING
    alone_changed = Signal(bool)
    """Whether only this screen is to be seen, without the rail."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._is_stale = True
        desk.tasks.changed.connect(self._note)

    def hasHeightForWidth(self) -> bool:
        """Takes whatever height there is: else each layout above asks each below again and again, for every key."""
        return False

    def refresh(self) -> None:
        """Ask for what is shown and show it when it comes; called when shown and at each change."""

    def open(self, about: Any) -> None:
        """Go to something within this screen."""

    def begin_again(self) -> None:
        """The key of the room that one is in was pressed: go to its first page."""

    def take_keys(self) -> None:
        """Give the keys to whatever answers them first here."""
        self.setFocus()

    def leave(self) -> None:
        """Keep what is being typed; called before another room is shown and before locking."""

    def _note(self, changed: Changed) -> None:
        if not changed & self.SHOWS:
            return
        if self.isVisible():
            self._is_stale = False
            self.refresh()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Reload what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()
