"""What the pages of the branch room have in common: a masthead, states, actions, and Esc to go back."""

from collections.abc import Iterable
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.ui.desk import Desk
from desktop.ui.look import sizes
from desktop.ui.look.wear import look_of
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.page import Page, scrolled
from desktop.ui.widgets.states import StateStack


class BranchPage(Screen):
    """One page of the branch room. ``back`` leads to the page before, ``asked`` to another one by its name.

    Subclasses put their parts into ``columns``; the states stand in their place, under the same masthead and
    over the same way back.
    """

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
        self.page = Page(title, context, scrolls=False)
        self.content = QWidget()
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.content)
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.states = StateStack(scrolled(self.content) if scrolls else self.content)
        self.page.add_column().addWidget(self.states)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offered: tuple[tuple[str, str, str], ...] = ()
        self.set_actions([])

    def set_actions(
        self, actions: Iterable[Action], back: Action | None = None, *, has_back: bool = True
    ) -> None:
        """What can be done here, and the way back; the filled action keeps the keys if it had them.

        The same actions again change nothing, so that they may be offered at each key.
        """
        way_back = back or Action("Escape", translate("Branch", "Back"), self.back.emit, Kind.FAR)
        listed = [*actions, way_back] if has_back else list(actions)
        offered = tuple((action.keys, action.words, action.reason) for action in listed)
        if offered == self._offered:
            return
        self._offered = offered
        primary = self.page.actions_bar.primary
        had_keys = primary is not None and primary.hasFocus()
        self.page.set_actions(listed)
        if had_keys:
            self.take_keys()

    def take_keys(self) -> None:
        """The filled action has the keys, unless a page says otherwise."""
        primary = self.page.actions_bar.primary
        (primary if primary is not None else self).setFocus()

    def say_empty(self, heading: str, first: str, second: str, action: Action) -> None:
        """Say what is absent and which key to press; nothing else can be done but to go back."""
        self.states.empty(heading, first, second, action)
        self._keep_keys_within()

    def failed(self, _fault: Exception) -> None:
        """Say that the page could not be read."""
        self.states.failed(
            translate("Branch", "This page could not be read"),
            translate("Branch", "Everything that was written is safe on this laptop."),
            translate("Branch", "Try again; if it happens again, tell whoever looks after this program."),
            Action("R", translate("Branch", "Try again"), self.refresh),
        )
        self._keep_keys_within()

    def _keep_keys_within(self) -> None:
        self.set_actions([])
        key = (
            self.states.empty_page.key if self.states.empty_page.isVisible() else self.states.failed_page.key
        )
        if self.isVisible() and key is not None:
            key.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns stand below each other where there is no room beside."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application changes its look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "columns"):
            self._arrange()

    def _arrange(self) -> None:
        px = look_of(self).px
        narrow = self.width() < px(sizes.SINGLE_PANE_BELOW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(way)
        self.columns.setSpacing(px(sizes.SPACE_5 if narrow else sizes.PAGE_GAP))
