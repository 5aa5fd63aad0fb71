"""Keys of the doors screen that belong to no widget: moving along the walk, the step back, the number line."""

from typing import Protocol

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.widgets.actions import takes_letters
from desktop.ui.widgets.option_buttons import OneOf, SomeOf


class Walker(Protocol):
    """What walking keys do, wherever the keys are on the doors walker."""

    def walk_on(self, steps: int) -> None:
        """Up and down the walk."""

    def cross(self) -> None:
        """Over the road."""

    def next_undone(self) -> None:
        """The next door that is still to be tried."""

    def ask_number(self) -> None:
        """Type a house number."""

    def stop_asking_number(self) -> bool:
        """Leave the number line; whether it was open."""

    def step_back(self) -> None:
        """One step back."""

    def go_on(self) -> None:
        """What the bar says of Enter."""

    def write(self) -> bool:
        """Go to the line for words; whether there is one."""


class DoorKeys(QObject):
    """Watches keys inside the doors screen before its widgets do. While text is written, letters are text."""

    def __init__(self, screen: QWidget, walker: Walker) -> None:
        super().__init__(screen)
        self._screen, self._walker = screen, walker
        self._watched: list[QWidget] = []
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
        self._follow_focus(None, QApplication.focusWidget())

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch the widget that has the keys and those around it, to which a key goes that it leaves alone.

        Not the whole application: then Qt would ask Python about every event there is.
        """
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = [self._screen]
        if now is not None and self._screen.isAncestorOf(now):
            while now is not None and now is not self._screen:
                self._watched.append(now)
                now = now.parentWidget()
        for widget in self._watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of walking; leave all others alone."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or not self._screen.isVisible():
            return False
        if watched is not self._screen and not self._screen.isAncestorOf(watched):
            return False
        if isinstance(watched, OneOf | SomeOf) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._go_on(event)
        return self._take(event, typing=takes_letters(watched))

    def _go_on(self, event: QKeyEvent) -> bool:
        """Enter does what the bar says. It must not choose what merely stands first: nobody said that."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if not event.isAutoRepeat():
            self._walker.go_on()
        return True

    def _take(self, event: QKeyEvent, *, typing: bool) -> bool:
        walker, key = self._walker, event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Escape:
            return walker.stop_asking_number()
        if key == Qt.Key.Key_PageDown:
            walker.next_undone()
            return True
        if typing:
            return False
        if key == Qt.Key.Key_Tab:  # its cap stands before the line: nothing may come between
            return walker.write()
        moves = {
            Qt.Key.Key_Up: lambda: walker.walk_on(-1),
            Qt.Key.Key_Down: lambda: walker.walk_on(1),
            Qt.Key.Key_Left: walker.cross,
            Qt.Key.Key_Right: walker.cross,
            Qt.Key.Key_Slash: walker.ask_number,
            Qt.Key.Key_Backspace: walker.step_back,
        }
        move = moves.get(Qt.Key(key))
        if move is None:
            return False
        move()
        return True
