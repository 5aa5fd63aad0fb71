"""A key hint that stands in the page rather than in its bar, and follows whether letters are text just now."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.widgets.actions import install, takes_letters
from desktop.ui.widgets.keys import KeyHint


class PageHint(KeyHint):
    """One letter and small words. While a line takes the letters, the key is held with Alt."""

    def __init__(
        self, letter: str, words: str, do: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(letter, words, quiet=True, parent=parent)
        self._letter = letter
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.triggered.connect(do)
        install(letter, self.click, self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        typing = takes_letters(now) and now is not None and now.window() is self.window()
        self.show_keys(f"Alt+{self._letter}" if typing else self._letter)
