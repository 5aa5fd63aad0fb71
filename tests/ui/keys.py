"""Typing in tests. `qtbot.keyClicks` aborts the process on letters outside ASCII; these do not."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


_KEYS = {
    "Del": Qt.Key.Key_Delete,
    "Return": Qt.Key.Key_Return,
    "Enter": Qt.Key.Key_Enter,
    "Escape": Qt.Key.Key_Escape,
    "Backspace": Qt.Key.Key_Backspace,
    "Delete": Qt.Key.Key_Delete,
    "Insert": Qt.Key.Key_Insert,
    "Tab": Qt.Key.Key_Tab,
    "Space": Qt.Key.Key_Space,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "PgUp": Qt.Key.Key_PageUp,
    "PgDown": Qt.Key.Key_PageDown,
    **{f"F{n}": Qt.Key(Qt.Key.Key_F1.value + n - 1) for n in range(1, 13)},
}


def focused(within: QWidget) -> QWidget:
    """What holds the keys in the window of `within`, or `within` itself."""
    holder: QWidget | None = within.window().focusWidget()
    return within if holder is None else holder


def type_text(widget: QWidget, text: str) -> None:
    """Type any letters, one key event each, to what holds the keys in the window of `widget`."""
    for letter in text:
        target = focused(widget)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(target, event)


def compose(widget: QWidget, text: str) -> None:
    """Commit text as an input method does, all at once."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused(widget), event)


def press(widget: QWidget, keys: str) -> None:
    """Press keys as Qt writes them (`Ctrl+Return`, `N`, `F12`), through shortcuts as a keyboard does."""
    for chord in keys.split():
        *held, name = chord.split("+") if chord != "+" else ["+"]
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in held:
            modifiers |= _HELD[modifier]
        QTest.keyClick(focused(widget), _KEYS.get(name) or Qt.Key(ord(name.upper())), modifiers)
    QApplication.processEvents()
