"""A step of the first start: a title, what it asks, and one filled action."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.actions import Action, ActionBar
from desktop.ui.widgets.heads import Masthead
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words

_COLUMN = 700


class Step(Part):
    """One page of the first start. Subclasses fill ``body`` and set the actions."""

    back = Signal()

    def __init__(self, title: str, context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.masthead = Masthead(title, context)
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.bar = ActionBar()
        self._column = QWidget()
        stack = QVBoxLayout(self._column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.masthead)
        stack.addWidget(scrolled(inner), 1)
        stack.addWidget(self.bar)
        self._stack = stack
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self._column, 100)
        self._row.addStretch(1)
        self.ensure_dressed()

    def say(self, text: str, style: Type = Type.BODY, role: Role = Role.INK) -> Words:
        """A paragraph on the page."""
        words = Words(text, style, role, wrap=True)
        self.body.addWidget(words)
        return words

    def set_actions(self, actions: Iterable[Action]) -> None:
        """What can be done on this page."""
        self.bar.set_actions(actions)

    def take_keys(self) -> None:
        """Give the keys to what answers first."""
        if self.bar.primary is not None:
            self.bar.primary.setFocus()

    def dress(self) -> None:
        """A column as wide as text is read comfortably, in the middle of the window."""
        px = self.look.px
        self._column.setMaximumWidth(px(_COLUMN))
        self._row.setContentsMargins(
            px(sizes.SPACE_5), px(sizes.SPACE_6), px(sizes.SPACE_5), px(sizes.SPACE_3)
        )
        self._stack.setSpacing(px(sizes.SPACE_4))
        self.body.setSpacing(px(sizes.SPACE_4))
