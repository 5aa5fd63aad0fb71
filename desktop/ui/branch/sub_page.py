"""What the pages of the branch room have in common: a masthead, states, actions, and Esc to go back."""

from collections.abc import Iterable
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.desk import Desk
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.states import StateStack


class BranchPage(Screen):
    """One page of the branch room. ``back`` leads to the page before, ``asked`` to another one by its name."""

    IS_PASSED: ClassVar[bool] = False  # whether Esc from the next page leads past this one

    back = Signal()
    asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        title: str,
        context: str = "",
        *,
        scrolls: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.page = Page(title, context, scrolls=scrolls)
        self.states = StateStack(self.page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.states)

    def back_action(self) -> Action:
        """Esc: the page before."""
        return Action("Escape", translate("Branch", "Back"), self.back.emit, Kind.FAR)

    def set_actions(self, actions: Iterable[Action]) -> None:
        """What can be done here, and the way back; the filled action keeps the keys if it had them."""
        primary = self.page.actions_bar.primary
        had_keys = primary is not None and primary.hasFocus()
        self.page.set_actions([*actions, self.back_action()])
        if had_keys and self.page.actions_bar.primary is not None:
            self.page.actions_bar.primary.setFocus()

    def take_keys(self) -> None:
        """The filled action has the keys, unless a page says otherwise."""
        primary = self.page.actions_bar.primary
        (primary if primary is not None else self).setFocus()

    def failed(self, _fault: Exception) -> None:
        """Say that the page could not be read."""
        self.states.failed(
            translate("Branch", "This page could not be read"),
            translate("Branch", "Everything that was written is safe on this laptop."),
            translate("Branch", "Try again; if it happens again, tell whoever looks after this program."),
            Action("R", translate("Branch", "Try again"), self.refresh),
        )
