"""While somebody types, the exchange is told so: from the key until what it did is painted."""

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.store.giving_way import GivingWay
from desktop.ui.sending.typing import Typing
from tests.ui.keys import type_text


class Told(GivingWay):
    """Keeps what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def begin(self) -> None:
        super().begin()
        self.told.append("key")

    def end(self) -> None:
        super().end()
        self.told.append("painted")


def a_window(qtbot: QtBot) -> tuple[QWidget, QLineEdit, QLineEdit]:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = QLineEdit(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(first)
    layout.addWidget(second)
    window.show()
    window.activateWindow()
    first.setFocus()
    QApplication.processEvents()
    return window, first, second


def test_a_key_is_told_at_once_and_its_painting_afterwards(app: QApplication, qtbot: QtBot) -> None:
    window, first, _ = a_window(qtbot)
    told = Told()
    typing = Typing(window, told)
    type_text(first, "a")
    assert told.told == ["key"]
    qtbot.waitUntil(lambda: told.told == ["key", "painted"])
    typing.stop()


def test_the_keys_are_followed_to_another_line(app: QApplication, qtbot: QtBot) -> None:
    window, _, second = a_window(qtbot)
    told = Told()
    typing = Typing(window, told)
    second.setFocus()
    QApplication.processEvents()
    type_text(second, "b")
    assert told.told == ["key"]
    typing.stop()
    assert told.told == ["key", "painted"]
